//! What the collect listener answers: health, manifest, listing, sealed reports, parcels. Every request shows the token.
//!
//! A manifest and its listing are made together when the manifest is asked for; the listing that is given is the one of the last
//! manifest. Nothing here removes a report.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::middleware::{self, Next};
use axum::routing::get;
use bytes::Bytes;
use candour_bundle::Papers;
use candour_note::SigningKey;
use candour_store::{BlobReader, Entry, StoreError};
use candour_wire::{BlobHash, Problem, media, paths};
use futures_util::stream;
use tokio::task::spawn_blocking;

use crate::health::Health;
use crate::parcels::{self, Places};
use crate::state::State;
use crate::token::TokenHash;
use crate::{clock, headers, problem};

/// A report leaves in pieces of this size.
const PIECE: usize = 256 * 1024;

/// What the couriers' requests share.
#[derive(Clone)]
struct Office {
    /// The drop.
    state: Arc<State>,
    /// Signs manifests.
    log: Arc<SigningKey>,
    /// The listing of the last manifest.
    listing: Arc<Mutex<Bytes>>,
    /// For parcels on their way.
    places: Places,
}

/// The routes.
pub fn router(state: Arc<State>, log: SigningKey, token: TokenHash) -> Router {
    let office = Office { state, log: Arc::new(log), listing: Arc::default(), places: Places::default() };
    Router::new()
        .route(paths::HEALTH, get(health))
        .route(paths::MANIFEST, get(manifest))
        .route(paths::LISTING, get(last_listing))
        .route(&format!("{}/{{hash}}", paths::COLLECT_REPORTS), get(report))
        .route(paths::PARCELS, get(last_parcels).post(parcel))
        .method_not_allowed_fallback(async || problem::document(Problem::Method))
        .fallback(async || problem::document(Problem::NotFound))
        .layer(middleware::from_fn_with_state(token, only_with_token))
        .layer(middleware::from_fn(headers::dress))
        .with_state(office)
}

/// Lets only whoever shows the token pass.
async fn only_with_token(Shared(token): Shared<TokenHash>, request: Request, next: Next) -> Response<Body> {
    let shown = request.headers().get(header::AUTHORIZATION).map(HeaderValue::as_bytes);
    if token.is_shown_by(shown) { next.run(request).await } else { problem::document(Problem::Unauthorized) }
}

/// `GET /healthz`.
async fn health(Shared(office): Shared<Office>) -> Response<Body> {
    let state = Arc::clone(&office.state);
    let json = office.state.blocking(move |_| Ok(serde_json::to_vec(&Health::now(&state)).unwrap_or_default())).await;
    json.map_or_else(problem::document, |json| answer(media::JSON, Bytes::from(json)))
}

/// `GET /collect/manifest`: what is held now, signed.
async fn manifest(Shared(office): Shared<Office>) -> Response<Body> {
    let (log, drop_id, today) = (Arc::clone(&office.log), office.state.card.now().drop_id(), clock::today());
    let store = office.state.store.clone();
    let made = spawn_blocking(move || {
        // The store lists in the order of hashes, each once, which is the listing's order too.
        let entries = store.list().into_iter().map(of_store);
        Papers::make(drop_id.0, today.0, entries, &log)
    });
    match made.await {
        Ok(Ok(Papers { manifest, listing })) => {
            *office.listing.lock().unwrap_or_else(PoisonError::into_inner) = Bytes::from(listing);
            text(Bytes::copy_from_slice(manifest.to_bytes()))
        }
        _ => {
            office.state.faults.say("the manifest cannot be made");
            problem::document(Problem::Fault)
        }
    }
}

/// What a listing says of a report: its tag stays here.
const fn of_store(entry: Entry) -> candour_bundle::Entry {
    candour_bundle::Entry { sha256: entry.hash, size: entry.len, epoch: entry.epoch }
}

/// `GET /collect/listing`: the one that the last manifest commits to.
async fn last_listing(Shared(office): Shared<Office>) -> Response<Body> {
    text(office.listing.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

/// `GET /collect/parcels`: which parcel of each unit was the last.
async fn last_parcels(Shared(office): Shared<Office>) -> Response<Body> {
    parcels::last(&office.state)
}

/// `POST /collect/parcels`: a unit's parcel.
async fn parcel(Shared(office): Shared<Office>, request: Request) -> Response<Body> {
    parcels::post(office.state, office.places, request).await
}

/// Text as an answer.
fn text(bytes: Bytes) -> Response<Body> {
    answer(media::TEXT, bytes)
}

/// Bytes of some kind as an answer.
fn answer(media: &'static str, bytes: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    response
}

/// `GET /collect/reports/{hash}`: a sealed report, whole or from a byte on.
async fn report(Shared(office): Shared<Office>, Path(name): Path<String>, headers: HeaderMap) -> Response<Body> {
    match open(&office, &name, &headers).await {
        Ok(response) => response,
        Err(refused) => problem::document(refused),
    }
}

/// Opens a report at the asked byte.
async fn open(office: &Office, name: &str, headers: &HeaderMap) -> Result<Response<Body>, Problem> {
    let hash: BlobHash = name.parse().map_err(|_| Problem::NotFound)?;
    let from = range(headers)?;
    let at = from.unwrap_or(0);
    let (reader, len) = office
        .state
        .blocking(move |store| {
            let mut reader = store.read(&hash.0)?.ok_or(StoreError::NotFound)?;
            let len = reader.len();
            if at < len {
                reader.seek(SeekFrom::Start(at)).map_err(StoreError::Io)?;
            }
            Ok((reader, len))
        })
        .await?;
    let left = len.checked_sub(at).filter(|left| *left > 0).ok_or(Problem::Range)?;
    let mut response = Response::new(Body::from_stream(pieces(Arc::clone(&office.state), reader)));
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(media::AGE));
    answer.insert(header::CONTENT_LENGTH, HeaderValue::from(left));
    answer.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if from.is_some() {
        let what = format!("bytes {at}-{}/{len}", len.saturating_sub(1));
        answer.extend(HeaderValue::try_from(what).ok().map(|what| (header::CONTENT_RANGE, what)));
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// The first byte of a range `bytes=N-`; other forms are not of this protocol.
fn range(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get(header::RANGE) else { return Ok(None) };
    let first = value.to_str().ok().and_then(|value| value.strip_prefix("bytes=")?.strip_suffix('-'));
    let digits = first.filter(|first| !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).map(Some).ok_or(Problem::BadRequest)
}

/// The rest of a report, each piece read on a thread that may wait.
fn pieces(state: Arc<State>, reader: BlobReader) -> impl stream::Stream<Item = std::io::Result<Bytes>> {
    stream::try_unfold((state, reader), async |(state, mut reader)| {
        let read = spawn_blocking(move || {
            let mut piece = vec![0; PIECE];
            let len = reader.read(&mut piece)?;
            piece.truncate(len);
            Ok((Bytes::from(piece), reader))
        });
        match read.await.unwrap_or_else(|_| Err(std::io::ErrorKind::Other.into())) {
            Ok((piece, _)) if piece.is_empty() => Ok(None),
            Ok((piece, reader)) => Ok(Some((piece, (state, reader)))),
            Err(error) => {
                state.faults.say("a stored report could not be read");
                Err(error)
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_open_ranges_are_of_the_protocol() {
        let of = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_static(value));
            range(&headers)
        };
        assert_eq!(range(&HeaderMap::new()), Ok(None));
        assert_eq!(of("bytes=0-"), Ok(Some(0)));
        assert_eq!(of("bytes=65536-"), Ok(Some(65536)));
        for bad in
            ["bytes=-5", "bytes=1-2", "bytes=1-,3-", "items=1-", "bytes=+1-", "bytes=-", "bytes=99999999999999999999-"]
        {
            assert_eq!(of(bad), Err(Problem::BadRequest), "{bad}");
        }
    }
}
