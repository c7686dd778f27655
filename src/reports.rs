//! `POST /reports`: a whole report in one request. Owns the request's own rules; the form has its own room.

use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use candour_wire::headers::CANDOUR_TAG;
use candour_wire::{BlobHash, Problem, Stored, Tag, media};
use rand::Rng as _;

use crate::body::Reader;
use crate::circuits::Circuit;
use crate::intake::Intake;
use crate::state::State;
use crate::{form, problem};

/// The handler.
pub async fn post(
    Shared(state): Shared<Arc<State>>,
    Extension(circuit): Extension<Circuit>,
    request: Request,
) -> Response<Body> {
    if media_type(request.headers()) == Some(media::FORM) {
        return form::post(state, circuit, request).await;
    }
    match take(&state, circuit, request).await {
        Ok(hash) => stored(hash),
        Err(refused) => problem::document(refused),
    }
}

/// Takes the report in.
async fn take(state: &Arc<State>, circuit: Circuit, request: Request) -> Result<BlobHash, Problem> {
    let (head, body) = request.into_parts();
    if media_type(&head.headers) != Some(media::AGE) || head.headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Problem::MediaType);
    }
    let tag = tag(&head.headers)?;
    let mut intake = Intake::new(state, announced(&head.headers)?).await?;
    let filling = state.lanes.filling(&state.store.usage());
    let sending = state.circuits.admit(circuit, filling, Instant::now())?;
    let mut reader = Reader::new(body, state.limits.idle_time());
    state
        .to_the_end(async move {
            loop {
                let step = match reader.next().await {
                    Ok(Some(bytes)) => intake.push(&bytes).await,
                    Ok(None) => break,
                    Err(broken) => Err(broken),
                };
                if let Err(refused) = step {
                    // Dropped first: the connection learns that nobody reads on.
                    drop(reader);
                    intake.discard().await;
                    return Err(refused);
                }
            }
            let hash = intake.finish(tag).await?;
            sending.taken();
            Ok(hash)
        })
        .await
}

/// The one answer to a stored report.
fn stored(hash: BlobHash) -> Response<Body> {
    let mut response = Response::new(Body::from(Stored { hash }.to_json()));
    *response.status_mut() = StatusCode::CREATED;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media::JSON));
    response
}

/// The media type of a body, without its parameters, where it is one of ours.
#[must_use]
pub fn media_type(headers: &HeaderMap) -> Option<&'static str> {
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    let value = values.next()?.to_str().ok()?;
    if values.next().is_some() {
        return None;
    }
    let essence = value.split(';').next().unwrap_or_default().trim();
    [media::AGE, media::FORM, media::TUS_PART].into_iter().find(|known| essence.eq_ignore_ascii_case(known))
}

/// The announced length of the body.
///
/// # Errors
/// [`Problem::BadRequest`] for what is not a number.
pub fn announced(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    number(headers, header::CONTENT_LENGTH.as_str())
}

/// A header that is a decimal number, and nothing else.
///
/// # Errors
/// [`Problem::BadRequest`] for anything else, or more than one.
pub fn number(headers: &HeaderMap, name: &str) -> Result<Option<u64>, Problem> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let text = value.to_str().map_err(|_| Problem::BadRequest)?;
    if values.next().is_some() || text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::BadRequest);
    }
    text.parse().map(Some).map_err(|_| Problem::BadRequest)
}

/// The tag of the request that completes an upload; drawn at random where there is none.
///
/// # Errors
/// [`Problem::BadTag`].
pub fn tag(headers: &HeaderMap) -> Result<Tag, Problem> {
    let mut values = headers.get_all(CANDOUR_TAG).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(Tag(rand::rngs::OsRng.r#gen())),
        (Some(value), None) => value.to_str().ok().and_then(|text| text.parse().ok()).ok_or(Problem::BadTag),
        _ => Err(Problem::BadTag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, values: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn media_types_are_told_apart() {
        assert_eq!(media_type(&with("content-type", &["Application/AGE"])), Some(media::AGE));
        assert_eq!(media_type(&with("content-type", &["multipart/form-data; boundary=x"])), Some(media::FORM));
        for bad in [&["text/plain"][..], &["application/age", "application/age"], &["application/agex"], &[]] {
            assert_eq!(media_type(&with("content-type", bad)), None, "{bad:?}");
        }
    }

    #[test]
    fn numbers_are_digits_only() {
        assert_eq!(number(&with("upload-length", &["12"]), "upload-length"), Ok(Some(12)));
        assert_eq!(number(&HeaderMap::new(), "upload-length"), Ok(None));
        for bad in [&["+1"][..], &["-1"], &["1 "], &[""], &["0x1"], &["1", "1"], &["99999999999999999999"]] {
            assert_eq!(number(&with("upload-length", bad), "upload-length"), Err(Problem::BadRequest), "{bad:?}");
        }
    }

    #[test]
    fn a_tag_is_taken_or_drawn() {
        assert_eq!(tag(&with("candour-tag", &["AAAAAAAAAAAAAAAAAAAAAA"])), Ok(Tag([0; 16])));
        assert_ne!(tag(&HeaderMap::new()), tag(&HeaderMap::new()));
        for bad in [&["AAAA"][..], &["AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA"]] {
            assert_eq!(tag(&with("candour-tag", bad)), Err(Problem::BadTag));
        }
    }
}
