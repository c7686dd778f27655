//! What the pages load, and the manifest over it, as answers. Owns the choice between an asset and its gzip form.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, header};
use bytes::Bytes;
use candour_pages::{Asset, Manifest};
use candour_wire::media;

/// This version's manifest.
static MANIFEST: LazyLock<String> = LazyLock::new(|| Manifest::own().to_json());

/// An asset, in gzip for whoever takes it so.
#[must_use]
pub fn answer(asset: &'static Asset, asked: &HeaderMap) -> Response<Body> {
    let gzip = asset.gzip.filter(|_| takes_gzip(asked));
    let mut response = of(asset.media, Bytes::from_static(gzip.unwrap_or(asset.bytes)));
    if asset.gzip.is_some() {
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if gzip.is_some() {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

/// `manifest.json`.
#[must_use]
pub fn manifest() -> Response<Body> {
    of(media::JSON, Bytes::from_static(MANIFEST.as_bytes()))
}

/// The release's note over the manifest.
#[must_use]
pub fn release(note: Bytes) -> Response<Body> {
    of(media::TEXT, note)
}

/// Bytes of a kind.
fn of(kind: &'static str, bytes: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// Whether the request's `Accept-Encoding` names gzip, and not to forbid it.
fn takes_gzip(asked: &HeaderMap) -> bool {
    let lists = asked.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|entry| {
        let (coding, weight) = entry.split_once(';').unwrap_or((entry, ""));
        let forbidden = weight.trim().strip_prefix("q=").is_some_and(|q| q.trim().parse() == Ok(0.0_f32));
        coding.trim().eq_ignore_ascii_case("gzip") && !forbidden
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(value: &str) -> bool {
        takes_gzip(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, value.parse().unwrap())]))
    }

    #[test]
    fn gzip_goes_to_who_asks_for_it() {
        for yes in ["gzip", "gzip, deflate", "gzip, deflate, br, zstd", "br;q=1.0, GZIP;q=0.8"] {
            assert!(asked(yes), "{yes}");
        }
        for no in ["", "identity", "br", "gzip;q=0", "deflate, gzip; q=0.0", "xgzip"] {
            assert!(!asked(no), "{no}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }

    #[test]
    fn an_asset_has_its_form_and_its_media_type() {
        static ASSET: Asset = Asset { path: "/x", media: media::SCRIPT, bytes: b"whole", gzip: Some(b"small") };
        let gzip = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"))]);
        let packed = answer(&ASSET, &gzip);
        assert_eq!(packed.headers()[header::CONTENT_ENCODING], "gzip");
        assert_eq!(packed.headers()[header::CONTENT_TYPE], media::SCRIPT);
        let whole = answer(&ASSET, &HeaderMap::new());
        assert!(!whole.headers().contains_key(header::CONTENT_ENCODING));
    }
}
