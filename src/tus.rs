//! tus 1.0.0 for large reports: creation, expiration, termination. Owns the protocol's headers and statuses.
//!
//! An upload is named by 16 random bytes that only its sender knows. A part is judged as it comes; a refused upload leaves no part.

use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use candour_header::ladder::is_text;
use candour_store::{Meta, UploadId};
use candour_wire::headers as names;
use candour_wire::limits::UPLOAD_DAYS;
use candour_wire::{Problem, Tag, media, paths};
use hyper::body::Body as _;

use crate::body::Reader;
use crate::circuits::Circuit;
use crate::parts::Parts;
use crate::reports::{announced, media_type, number, tag};
use crate::state::State;
use crate::upload::{Open, Slot, Turn};
use crate::{clock, problem};

/// The header by which a client behind a narrow proxy asks for another method.
const OVERRIDE: &str = "x-http-method-override";

/// What an accepted request answers.
struct Answer {
    /// Its status.
    status: StatusCode,
    /// Its own headers.
    headers: Vec<(&'static str, String)>,
}

/// `/uploads`.
pub async fn uploads(
    Shared(state): Shared<Arc<State>>,
    Extension(circuit): Extension<Circuit>,
    request: Request,
) -> Response<Body> {
    let result = match *request.method() {
        Method::OPTIONS => Ok(options(state.limits.report_bytes)),
        Method::POST => {
            let empty = request.body().is_end_stream();
            create(&state, circuit, request.headers().clone(), empty).await
        }
        _ => Err(Problem::Method),
    };
    dress(result)
}

/// `/uploads/{id}`.
pub async fn upload(
    Shared(state): Shared<Arc<State>>,
    Extension(circuit): Extension<Circuit>,
    Path(name): Path<String>,
    request: Request,
) -> Response<Body> {
    let method = match (request.method(), request.headers().get(OVERRIDE).map(HeaderValue::as_bytes)) {
        (&Method::POST, Some(b"PATCH")) => Method::PATCH,
        (&Method::POST, Some(b"DELETE")) => Method::DELETE,
        (method, _) => method.clone(),
    };
    if method == Method::OPTIONS {
        return dress(Ok(options(state.limits.report_bytes)));
    }
    let headers = request.headers().clone();
    let result = match version(&headers).and_then(|()| id(&name)) {
        Err(refused) => Err(refused),
        Ok(id) => match method {
            Method::HEAD => head(&state, id, &headers).await,
            Method::PATCH => patch(&state, circuit, id, request).await,
            Method::DELETE => delete(&state, id).await,
            _ => Err(Problem::Method),
        },
    };
    dress(result)
}

/// Puts the protocol's headers on.
fn dress(result: Result<Answer, Problem>) -> Response<Body> {
    let mut response = match result {
        Err(refused) => problem::document(refused),
        Ok(answer) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = answer.status;
            for (name, value) in answer.headers {
                if let Ok(value) = HeaderValue::try_from(value) {
                    response.headers_mut().insert(HeaderName::from_static(name), value);
                }
            }
            response
        }
    };
    let precondition_failed = response.status() == StatusCode::PRECONDITION_FAILED;
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static(names::TUS_RESUMABLE), HeaderValue::from_static(names::TUS));
    if precondition_failed {
        headers.insert(HeaderName::from_static(names::TUS_VERSION), HeaderValue::from_static(names::TUS));
    }
    response
}

/// What is spoken here.
fn options(cap: u64) -> Answer {
    Answer {
        status: StatusCode::NO_CONTENT,
        headers: vec![
            (names::TUS_VERSION, names::TUS.to_owned()),
            (names::TUS_EXTENSION, names::TUS_EXTENSIONS.to_owned()),
            (names::TUS_MAX_SIZE, cap.to_string()),
        ],
    }
}

/// Checks the protocol's version.
fn version(headers: &HeaderMap) -> Result<(), Problem> {
    match headers.get(names::TUS_RESUMABLE) {
        Some(value) if value == names::TUS => Ok(()),
        _ => Err(Problem::TusVersion),
    }
}

/// How many uploads are tried when one has to go.
const VICTIMS: usize = 8;

/// An upload's name is the text form of 16 bytes.
fn id(name: &str) -> Result<UploadId, Problem> {
    name.parse().map(|Tag(bytes)| UploadId(bytes)).map_err(|_| Problem::NotFound)
}

/// `POST /uploads`: begins an upload. Its body must be empty.
async fn create(state: &Arc<State>, circuit: Circuit, headers: HeaderMap, empty: bool) -> Result<Answer, Problem> {
    let headers = &headers;
    version(headers)?;
    if headers.contains_key(names::UPLOAD_METADATA) {
        return Err(Problem::Metadata);
    }
    let Some(total) = number(headers, names::UPLOAD_LENGTH)? else { return Err(Problem::BadRequest) };
    if !empty {
        return Err(Problem::BadRequest);
    }
    let cap = state.limits.report_bytes;
    candour_header::Blob::with_total(cap, total)?;
    let usage = state.store.usage();
    if is_text(total) {
        drop(state.lanes.text(&usage)?);
    } else {
        state.attachments(total).await?;
    }
    let sending = state.circuits.admit(circuit, state.lanes.filling(&usage), Instant::now())?;
    if usage.uploads >= u64::try_from(state.limits.unfinished_uploads).unwrap_or(u64::MAX) {
        make_place(state).await?;
    }
    let expires = clock::today().0.saturating_add(UPLOAD_DAYS);
    let id = state.blocking(move |store| store.begin(Some(total), expires)).await?;
    state.uploads.begun(id, Open::new(&state.store, &state.shares(), cap, id, total, expires)?);
    sending.taken();
    Ok(Answer {
        status: StatusCode::CREATED,
        headers: vec![
            ("location", paths::upload(&Tag(id.0).to_string())),
            (names::UPLOAD_EXPIRES, clock::http_midnight(expires.saturating_add(1))),
        ],
    })
}

/// Ends the upload that is missed least, so that nobody can keep all places taken.
async fn make_place(state: &Arc<State>) -> Result<(), Problem> {
    for _ in 0..VICTIMS {
        let least = state.uploads.least().ok_or(Problem::Full)?;
        match end(state, least).await {
            // It was taken up or has ended meanwhile: that is no fault of whoever wants a place now.
            Err(Problem::NotFound | Problem::UploadBusy) => {}
            other => return other,
        }
    }
    Err(Problem::Full)
}

/// `HEAD /uploads/{id}`: how far it is. An upload whose last answer was lost in a crash is completed here, so that a whole offset
/// always means a stored report.
async fn head(state: &Arc<State>, id: UploadId, headers: &HeaderMap) -> Result<Answer, Problem> {
    if let Some(len) = state.uploads.finished(id) {
        return Ok(progress(StatusCode::OK, len, Some(len), None));
    }
    let tag = tag(headers)?;
    let slot = state.uploads.find(id);
    let state = Arc::clone(state);
    let work = Arc::clone(&state);
    state
        .to_the_end(async move {
            let mut turn = slot.take_over().await?;
            let open = opened(&work, id, &mut turn).await?;
            let (held, total, expires) = (open.held, open.total, open.expires);
            if open.is_whole() {
                complete(&work, id, turn, tag).await?;
            }
            Ok(progress(StatusCode::OK, held, Some(total), Some(expires)))
        })
        .await
}

/// `DELETE /uploads/{id}`.
async fn delete(state: &Arc<State>, id: UploadId) -> Result<Answer, Problem> {
    let work = Arc::clone(state);
    // To its end even if the connection breaks: no empty place is left behind.
    state.to_the_end(async move { end(&work, id).await }).await?;
    Ok(Answer { status: StatusCode::NO_CONTENT, headers: Vec::new() })
}

/// Ends an upload: no part of it stays.
async fn end(state: &Arc<State>, id: UploadId) -> Result<(), Problem> {
    let slot = state.uploads.find(id);
    let turn = slot.take_over().await;
    let result = match turn {
        Ok(mut turn) => {
            *turn.open = None;
            state.blocking(move |store| store.abort(id)).await
        }
        Err(busy) => return Err(busy),
    };
    state.uploads.forget(id);
    result
}

/// `PATCH /uploads/{id}`: the next part.
async fn patch(state: &Arc<State>, circuit: Circuit, id: UploadId, request: Request) -> Result<Answer, Problem> {
    let (head, body) = request.into_parts();
    if media_type(&head.headers) != Some(media::TUS_PART) || head.headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Problem::MediaType);
    }
    if head.headers.contains_key(names::UPLOAD_METADATA) {
        return Err(Problem::Metadata);
    }
    let offset = number(&head.headers, names::UPLOAD_OFFSET)?.ok_or(Problem::BadRequest)?;
    let announced = announced(&head.headers)?;
    let tag = tag(&head.headers)?;
    if let Some(len) = state.uploads.finished(id) {
        // Its answer was lost: the same answer again.
        return if offset == len {
            Ok(progress(StatusCode::NO_CONTENT, len, None, None))
        } else {
            Err(Problem::OffsetMismatch)
        };
    }
    let sending = state.circuits.admit_part(circuit)?;
    let slot = state.uploads.find(id);
    let reader = Reader::new(body, state.limits.idle_time());
    let work = Arc::clone(state);
    state
        .to_the_end(async move {
            let turn = slot.take_over().await?;
            let answer = receive(&work, id, &slot, turn, offset, announced, reader, tag).await;
            drop(sending);
            answer
        })
        .await
}

/// The upload behind a turn, read back from the store where this process has not seen it.
async fn opened<'turn>(state: &Arc<State>, id: UploadId, turn: &'turn mut Turn) -> Result<&'turn mut Open, Problem> {
    if turn.open.is_none() {
        let (shares, cap) = (state.shares(), state.limits.report_bytes);
        match state.blocking(move |store| Open::recover(store, &shares, cap, id)).await {
            Ok(Ok(open)) => *turn.open = Some(open),
            Ok(Err(refused)) => {
                let _ = state.blocking(move |store| store.abort(id)).await;
                state.uploads.forget(id);
                return Err(refused);
            }
            Err(problem) => {
                state.uploads.forget(id);
                return Err(problem);
            }
        }
    }
    turn.open.as_mut().ok_or(Problem::NotFound)
}

/// Takes one part in and, with the last one, completes the report.
#[allow(clippy::too_many_arguments, reason = "one request's facts, used once")]
async fn receive(
    state: &Arc<State>,
    id: UploadId,
    slot: &Slot,
    mut turn: Turn,
    offset: u64,
    announced: Option<u64>,
    mut reader: Reader,
    tag: Tag,
) -> Result<Answer, Problem> {
    let mut newer = turn.newer.clone();
    let mut stop = state.stop.clone();
    let open = opened(state, id, &mut turn).await?;
    if offset != open.held {
        return Err(Problem::OffsetMismatch);
    }
    if announced.is_some_and(|length| length > open.total.saturating_sub(open.held)) {
        return Err(Problem::WrongLength);
    }
    let ended = loop {
        let next = tokio::select! {
            biased;
            _ = newer.changed() => break Err(Problem::UploadBusy),
            _ = stop.wait_for(|stop| *stop) => break Err(Problem::Fault),
            next = reader.next() => next,
        };
        match next {
            Ok(None) => break Ok(()),
            Err(broken) => break Err(broken),
            Ok(Some(bytes)) => {
                if let Err(refused) = open.push(&bytes).await {
                    // Dropped first: the connection learns that nobody reads on.
                    drop(reader);
                    return Err(give_up(state, id, turn, refused).await);
                }
            }
        }
    };
    drop(reader);
    if let Err(trouble) = open.parts.flush().await {
        return Err(give_up(state, id, turn, trouble).await);
    }
    let (held, expires) = (open.held, open.expires);
    slot.holds(held);
    ended?;
    if open.is_whole() {
        complete(state, id, turn, tag).await?;
    }
    Ok(progress(StatusCode::NO_CONTENT, held, None, Some(expires)))
}

/// After a refusal the upload goes; after the store's trouble it is read back by whoever asks next.
async fn give_up(state: &Arc<State>, id: UploadId, mut turn: Turn, why: Problem) -> Problem {
    if let Some(open) = turn.open.as_mut() {
        let _ = open.parts.flush().await;
    }
    *turn.open = None;
    if !matches!(why, Problem::Fault | Problem::NoSpace | Problem::Full) {
        let _ = state.blocking(move |store| store.abort(id)).await;
        state.uploads.forget(id);
    }
    why
}

/// Makes a whole upload a stored report.
async fn complete(state: &Arc<State>, id: UploadId, mut turn: Turn, tag: Tag) -> Result<(), Problem> {
    let Some(open) = turn.open.as_mut() else { return Err(Problem::NotFound) };
    if open.judge.is_some() {
        return Err(give_up(state, id, turn, Problem::Truncated).await);
    }
    let meta = Meta { tag: tag.0, epoch: clock::today().0 };
    let total = open.total;
    let result = finish(state, &mut open.parts, total, meta).await;
    match result {
        Ok(()) => {
            *turn.open = None;
            state.uploads.finish(id, total);
            Ok(())
        }
        Err(trouble) => Err(give_up(state, id, turn, trouble).await),
    }
}

/// Hashes the whole and has the store keep it; a report of text size takes its place in the lane.
async fn finish(state: &Arc<State>, parts: &mut Parts, total: u64, meta: Meta) -> Result<(), Problem> {
    let _place = if is_text(total) { Some(state.lanes.text(&state.store.usage())?) } else { None };
    let (hash, id) = (parts.hash().await?, parts.id());
    state.blocking(move |store| store.finish(id, hash.0, meta)).await.map(|_| ())
}

/// An answer that tells the offset.
fn progress(status: StatusCode, held: u64, total: Option<u64>, expires: Option<u32>) -> Answer {
    let mut headers = vec![(names::UPLOAD_OFFSET, held.to_string())];
    headers.extend(total.map(|total| (names::UPLOAD_LENGTH, total.to_string())));
    headers.extend(expires.map(|day| (names::UPLOAD_EXPIRES, clock::http_midnight(day.saturating_add(1)))));
    Answer { status, headers }
}
