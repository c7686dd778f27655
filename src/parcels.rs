//! `/collect/parcels`: a courier brings a unit's parcel, or asks which was the last. Owns the request's own rules; what a parcel must be is
//! [`crate::boards`]'s.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Response, StatusCode, header};
use bytes::{Bytes, BytesMut};
use candour_wire::limits::LARGEST_PARCEL;
use candour_wire::{Applied, Problem, media};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::body::Reader;
use crate::state::State;
use crate::{clock, problem, reports};

/// Parcels on their way at once. Each is held in memory whole, 4.3 MiB at most, and all of them are applied one after the other.
const AT_ONCE: usize = 4;

/// Places for parcels on their way.
#[derive(Debug, Clone)]
pub struct Places(Arc<Semaphore>);

impl Default for Places {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// `GET /collect/parcels`.
#[must_use]
pub fn last(state: &State) -> Response<Body> {
    list(&state.boards.applied())
}

/// `POST /collect/parcels`.
pub async fn post(state: Arc<State>, places: Places, request: Request) -> Response<Body> {
    match take(&state, &places, request).await {
        Ok(applied) => {
            let mut response = list(&[applied]);
            *response.status_mut() = StatusCode::CREATED;
            response
        }
        Err(refused) => problem::document(refused),
    }
}

/// Takes the parcel in and applies it.
async fn take(state: &Arc<State>, places: &Places, request: Request) -> Result<Applied, Problem> {
    let (head, body) = request.into_parts();
    let mut kinds = head.headers.get_all(header::CONTENT_TYPE).iter();
    if (kinds.next(), kinds.next()) != (Some(&HeaderValue::from_static(media::PARCEL)), None)
        || head.headers.contains_key(header::CONTENT_ENCODING)
    {
        return Err(Problem::MediaType);
    }
    let announced = reports::announced(&head.headers)?;
    if announced.is_some_and(|announced| announced > LARGEST_PARCEL) {
        return Err(Problem::ParcelTooLarge);
    }
    let place = Arc::clone(&places.0).try_acquire_owned().map_err(|_| Problem::ParcelBusy)?;
    let body = whole(Reader::new(body, state.limits.idle_time())).await?;
    if announced.is_some_and(|announced| announced != body.len() as u64) {
        return Err(Problem::WrongLength);
    }
    let shared = Arc::clone(state);
    state
        .to_the_end(async move {
            let applied = spawn_blocking(move || {
                let applied = shared.boards.apply(&body, (&shared.store, &shared.card, &shared.faults), clock::today());
                drop(place);
                applied
            });
            applied.await.unwrap_or(Err(Problem::Fault))
        })
        .await
}

/// The whole body, which is no longer than a parcel.
async fn whole(mut reader: Reader) -> Result<Bytes, Problem> {
    let mut whole = BytesMut::new();
    while let Some(bytes) = reader.next().await? {
        if whole.len().saturating_add(bytes.len()) as u64 > LARGEST_PARCEL {
            return Err(Problem::ParcelTooLarge);
        }
        whole.extend_from_slice(&bytes);
    }
    if whole.is_empty() { Err(Problem::NotAParcel) } else { Ok(whole.freeze()) }
}

/// A list as an answer.
fn list(applied: &[Applied]) -> Response<Body> {
    let mut response = Response::new(Body::from(Applied::to_text(applied)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media::TEXT));
    response
}
