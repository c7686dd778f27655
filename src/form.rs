//! The plain upload form of a browser without scripts: exactly one file, no text. Its name and its field's name are never looked at.
//!
//! Owns the multipart walk, streaming and bounded; the file goes the same way in as any report. Answers are pages of one size.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, header};
use bytes::Bytes;
use candour_wire::{BlobHash, Problem, Tag};
use futures_util::{Stream, stream};
use multer::{Constraints, Multipart, SizeLimit};

use crate::body::Reader;
use crate::circuits::Circuit;
use crate::intake::Intake;
use crate::reports;
use crate::state::State;

/// Most that may lie between what came in and what was passed on: the walk's own buffer, whatever it is fed.
const MOST_BETWEEN: usize = 256 * 1024;
/// What boundaries and part headers may add to the file.
const FRAME: u64 = 64 * 1024;

/// The handler.
pub async fn post(state: Arc<State>, circuit: Circuit, request: Request) -> Response<Body> {
    let result = take(&state, circuit, request).await;
    let pages = state.pages();
    match result {
        Ok(hash) => pages.stored(hash),
        Err(refused) => pages.problem(refused),
    }
}

/// Takes the form's one file in.
async fn take(state: &Arc<State>, circuit: Circuit, request: Request) -> Result<BlobHash, Problem> {
    let (head, body) = request.into_parts();
    let kind = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| Problem::Form)?;
    let most = state.limits.report_bytes.saturating_add(FRAME);
    if reports::announced(&head.headers)?.is_some_and(|length| length > most) {
        return Err(Problem::TooLarge);
    }
    let tag = reports::tag(&head.headers)?;
    let filling = state.lanes.filling(&state.store.usage());
    let sending = state.circuits.admit(circuit, filling, Instant::now())?;
    let reader = Reader::new(body, state.limits.idle_time());
    let intake = Intake::new(state, None).await?;
    state
        .to_the_end(async move {
            let hash = walk(reader, boundary, most, intake, tag).await?;
            sending.taken();
            Ok(hash)
        })
        .await
}

/// Walks through the form.
async fn walk(reader: Reader, boundary: String, most: u64, mut intake: Intake, tag: Tag) -> Result<BlobHash, Problem> {
    let between = Arc::new(AtomicUsize::new(0));
    let constraints = Constraints::new().size_limit(SizeLimit::new().whole_stream(most));
    let mut form = Multipart::with_constraints(Fed::new(reader, Arc::clone(&between)), boundary, constraints);
    match one_file(&mut form, &between, &mut intake).await {
        Ok(()) => intake.finish(tag).await,
        Err(refused) => {
            // Dropped first: the connection learns that nobody reads on.
            drop(form);
            intake.discard().await;
            Err(refused)
        }
    }
}

/// Passes on the one file; refuses everything else that a form can hold.
async fn one_file(form: &mut Multipart<'_>, between: &AtomicUsize, intake: &mut Intake) -> Result<(), Problem> {
    let mut file = form.next_field().await.map_err(of_form)?.ok_or(Problem::Form)?;
    if file.file_name().is_none() {
        return Err(Problem::Form);
    }
    while let Some(bytes) = file.chunk().await.map_err(of_form)? {
        let _ = between.fetch_update(Ordering::AcqRel, Ordering::Acquire, |now| Some(now.saturating_sub(bytes.len())));
        intake.push(&bytes).await?;
    }
    drop(file);
    match form.next_field().await.map_err(of_form)? {
        None => Ok(()),
        Some(_) => Err(Problem::Form),
    }
}

/// What is wrong with a form, as a problem.
fn of_form(error: multer::Error) -> Problem {
    match error {
        multer::Error::StreamReadFailed(inner) => {
            inner.downcast_ref::<Broken>().map_or(Problem::TimedOut, |broken| broken.0)
        }
        multer::Error::StreamSizeExceeded { .. } => Problem::TooLarge,
        _ => Problem::Form,
    }
}

/// A problem on its way through the multipart library.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the form was broken off")]
struct Broken(Problem);

/// The body as the multipart library takes it: one piece at a time, and never more than [`MOST_BETWEEN`] ahead of what came out.
struct Fed {
    /// The pieces.
    pieces: Pin<Box<dyn Stream<Item = Result<Bytes, Broken>> + Send>>,
    /// In, but not yet out.
    between: Arc<AtomicUsize>,
    /// A piece was just given: wait a turn, or the library would gather all that it can get.
    gave: bool,
}

impl Fed {
    /// Feeds from a body.
    fn new(reader: Reader, between: Arc<AtomicUsize>) -> Self {
        let pieces = stream::try_unfold(reader, |mut reader| async move {
            let next = reader.next().await.map_err(Broken)?;
            Ok(next.map(|bytes| (bytes, reader)))
        });
        Self { pieces: Box::pin(pieces), between, gave: false }
    }
}

impl Stream for Fed {
    type Item = Result<Bytes, Broken>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if core::mem::take(&mut self.gave) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = self.pieces.as_mut().poll_next(context);
        if let Poll::Ready(Some(Ok(bytes))) = &next {
            self.gave = true;
            let before = self.between.fetch_add(bytes.len(), Ordering::AcqRel);
            if before.saturating_add(bytes.len()) > MOST_BETWEEN {
                return Poll::Ready(Some(Err(Broken(Problem::Form))));
            }
        }
        next
    }
}
