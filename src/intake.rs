//! One whole report on its way in: judged byte by byte, small ones gathered and stored with others in one flush, larger ones passed on
//! in parts. What is refused leaves nothing behind.

use std::sync::Arc;

use bytes::Bytes;
use candour_header::Blob;
use candour_header::ladder::is_text;
use candour_store::Meta;
use candour_wire::limits::UPLOAD_DAYS;
use candour_wire::{BlobHash, Problem, Tag};
use sha2::{Digest as _, Sha256};

use crate::lane::Place;
use crate::parts::Parts;
use crate::state::State;
use crate::{clock, problem};

/// A report being taken in.
#[derive(Debug)]
pub struct Intake {
    /// The drop.
    state: Arc<State>,
    /// The judge of every byte.
    blob: Blob,
    /// Where accepted bytes wait or went.
    kept: Kept,
}

/// Accepted bytes of a report whose end has not come.
#[derive(Debug)]
enum Kept {
    /// Of text size so far; nothing of it is on disk.
    Text(Vec<u8>, Option<Place>),
    /// Larger.
    Large(Box<Parts>),
}

impl Intake {
    /// Begins. A length that is announced is judged here, before anything is read.
    ///
    /// # Errors
    /// An announced length that cannot be, or a share that is full.
    pub async fn new(state: &Arc<State>, announced: Option<u64>) -> Result<Self, Problem> {
        let cap = state.limits.report_bytes;
        let (blob, place) = match announced {
            None => (Blob::new(cap), None),
            Some(total) => {
                let blob = Blob::with_total(cap, total)?;
                if is_text(total) {
                    (blob, Some(state.lanes.text(&state.store.usage())?))
                } else {
                    state.attachments(total).await?;
                    (blob, None)
                }
            }
        };
        Ok(Self { state: Arc::clone(state), blob, kept: Kept::Text(Vec::new(), place) })
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// The first byte that does not fit, or the store's trouble. [`Intake::discard`] it then.
    pub async fn push(&mut self, bytes: &Bytes) -> Result<(), Problem> {
        self.blob.push(bytes)?;
        match &mut self.kept {
            Kept::Text(gathered, _) if is_text(self.blob.len()) => {
                gathered.extend_from_slice(bytes);
                Ok(())
            }
            Kept::Text(gathered, place) => {
                let gathered = core::mem::take(gathered);
                *place = None;
                let mut parts = Box::new(self.begin_parts().await?);
                let pushed = parts.push(&gathered).await;
                let parts = match &mut self.kept {
                    Kept::Large(parts) => parts,
                    kept @ Kept::Text(..) => {
                        *kept = Kept::Large(parts);
                        let Kept::Large(parts) = kept else { return Err(Problem::Fault) };
                        parts
                    }
                };
                pushed?;
                parts.push(bytes).await
            }
            Kept::Large(parts) => parts.push(bytes).await,
        }
    }

    /// Opens an upload in the store for a report that has outgrown the text size.
    async fn begin_parts(&self) -> Result<Parts, Problem> {
        self.state.attachments(self.blob.len()).await?;
        let expires = clock::today().0.saturating_add(UPLOAD_DAYS);
        let id = self.state.blocking(move |store| store.begin(None, expires)).await?;
        Ok(Parts::new(self.state.store.clone(), id, self.state.shares(), true))
    }

    /// The end: gives the report's hash once it is durable.
    ///
    /// # Errors
    /// What does not fit about the whole, or the store's trouble. Nothing is left behind.
    pub async fn finish(mut self, tag: Tag) -> Result<BlobHash, Problem> {
        let result = self.store_it(tag).await;
        if result.is_err() {
            self.discard().await;
        }
        result
    }

    /// Judges the whole and stores it.
    async fn store_it(&mut self, tag: Tag) -> Result<BlobHash, Problem> {
        self.blob.clone().finish()?;
        let meta = Meta { tag: tag.0, epoch: clock::today().0 };
        match &mut self.kept {
            Kept::Text(gathered, place) => {
                let _place = match place.take() {
                    Some(place) => place,
                    None => self.state.lanes.text(&self.state.store.usage())?,
                };
                put_text(&self.state, core::mem::take(gathered), meta).await
            }
            Kept::Large(parts) => {
                parts.flush().await?;
                let (hash, id) = (parts.hash().await?, parts.id());
                self.state.blocking(move |store| store.finish(id, hash.0, meta)).await?;
                Ok(hash)
            }
        }
    }

    /// Forgets what came: no part of it stays.
    pub async fn discard(self) {
        if let Kept::Large(mut parts) = self.kept {
            let _ = parts.flush().await;
            let id = parts.id();
            let _ = self.state.blocking(move |store| store.abort(id)).await;
        }
    }
}

/// Stores a report of text size; gives its hash once the flush that holds it is done.
///
/// # Errors
/// The store's trouble.
pub async fn put_text(state: &Arc<State>, blob: Vec<u8>, meta: Meta) -> Result<BlobHash, Problem> {
    let hash = BlobHash(Sha256::digest(&blob).into());
    match state.store.put_text(blob, hash.0, meta).await {
        Ok(_) => Ok(hash),
        Err(error) => {
            state.faults.store(&error);
            Err(problem::of_store(&error))
        }
    }
}
