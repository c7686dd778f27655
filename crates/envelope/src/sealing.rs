//! A report while it is sealed, piece by piece: it asks for input, and gives sealed bytes out. Owns the order of what is in the
//! archive; reads and writes nothing itself, so that a caller may stop between any two steps.

use core::fmt;
use std::io;

use zeroize::Zeroizing;

use crate::archive::{BLOCK, END_BLOCKS, REPORT_NAME, entry_header, padded};
use crate::payload::{Chunk, ChunkCipher};
use crate::plan::Plan;
use crate::report::AttachmentEntry;
use crate::seal::Preamble;
use crate::seal_error::SealError;

/// What comes next.
#[derive(Debug)]
pub enum Step<'a> {
    /// The next bytes of the sealed report: the header, or a chunk with its tag. Gone with the next step.
    Sealed(&'a [u8]),
    /// An attachment's next bytes go into `room`, straight into the chunk; [`Sealing::took`] then says how many.
    Wants {
        /// Which attachment, from 0.
        index: usize,
        /// Bytes of it that are still to come, these included.
        left: u64,
        /// Where they go; at least one byte, and no longer than `left`.
        room: &'a mut [u8],
    },
    /// Everything was given out.
    Done,
}

/// A report being sealed. Memory is one chunk, whatever the attachments' lengths.
///
/// The archive is put into the chunk in turns, one for each entry and one for its end: first `held`, then the attachment's `content`,
/// which the caller brings, then `zeros`.
pub struct Sealing {
    /// Header and nonce.
    preamble: Vec<u8>,
    chunk: Chunk,
    entries: Vec<AttachmentEntry>,
    plan: Plan,
    /// Bytes that are known already.
    held: Zeroizing<Vec<u8>>,
    /// How many of them are in the chunk.
    held_used: usize,
    /// Bytes of the attachment before `next` that are still to come.
    content: u64,
    /// Zeros still to come.
    zeros: u64,
    /// The attachment whose turn is next; its number is one past the last's for the archive's end, and two for nothing.
    next: usize,
    /// Bytes given out.
    given: u64,
}

impl Sealing {
    /// Begins with what [`Sealer::new`](crate::Sealer::new) fixed.
    pub(crate) fn new(
        preamble: Preamble,
        json: &[u8],
        entries: Vec<AttachmentEntry>,
        plan: Plan,
        cipher: impl FnOnce(&[u8; 32]) -> Box<dyn ChunkCipher>,
    ) -> Result<Self, SealError> {
        let size = json.len() as u64;
        let mut held = Zeroizing::new(Vec::with_capacity(BLOCK + json.len()));
        held.extend_from_slice(&entry_header(REPORT_NAME, size).ok_or(SealError::TooLarge)?);
        held.extend_from_slice(json);
        Ok(Self {
            chunk: Chunk::new(cipher(preamble.payload_key.expose_secret())),
            preamble: preamble.bytes,
            entries,
            plan,
            held,
            held_used: 0,
            content: 0,
            zeros: padding(size)?,
            next: 0,
            given: 0,
        })
    }

    /// The lengths.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Bytes of the sealed report given out so far.
    #[must_use]
    pub const fn given(&self) -> u64 {
        self.given
    }

    /// Goes on to the next thing that the caller is needed for. After a [`Step::Wants`] that nothing was taken for, the same again.
    ///
    /// # Errors
    /// [`SealError::Output`] where the cipher refuses or the lengths do not come out as planned, which no input brings about.
    pub fn step(&mut self) -> Result<Step<'_>, SealError> {
        if self.given == 0 {
            self.given = self.preamble.len() as u64;
            return Ok(Step::Sealed(&self.preamble));
        }
        if self.given == self.plan.step() {
            return Ok(Step::Done);
        }
        // A chunk is sealed only when more is to come, or nothing: before that it cannot be known whether it is the last.
        while !(self.chunk.is_full() && self.turn_is_left()) {
            if let Some(held) = self.held.get(self.held_used..).filter(|held| !held.is_empty()) {
                self.held_used += self.chunk.copy(held);
            } else if self.content > 0 {
                let index = self.next.saturating_sub(1);
                return Ok(Step::Wants { index, left: self.content, room: self.chunk.room(self.content) });
            } else if self.zeros > 0 {
                self.zeros -= self.chunk.zeros(self.zeros);
            } else if !self.turn()? {
                return self.seal(true);
            }
        }
        self.seal(false)
    }

    /// Counts `len` bytes of an attachment that were put into the room of [`Step::Wants`].
    ///
    /// # Errors
    /// [`SealError::AttachmentChanged`] for none, which is the end of an attachment too early, and for more than there was room for.
    pub fn took(&mut self, len: usize) -> Result<(), SealError> {
        if len == 0 || len > self.chunk.room(self.content).len() {
            return Err(SealError::AttachmentChanged);
        }
        self.chunk.took(len);
        self.content -= len as u64;
        Ok(())
    }

    /// Whether anything of this turn is still to come.
    fn turn_is_left(&self) -> bool {
        self.held_used < self.held.len() || self.content > 0 || self.zeros > 0
    }

    /// Lays out the next turn; `false` after the last.
    fn turn(&mut self) -> Result<bool, SealError> {
        let (held, content, zeros) = match self.entries.get(self.next) {
            Some(entry) => {
                let header = entry_header(&entry.file, entry.size).ok_or(SealError::TooLarge)?;
                (header.to_vec(), entry.size, padding(entry.size)?)
            }
            None if self.next == self.entries.len() => (Vec::new(), 0, self.plan.padding() + END_BLOCKS * BLOCK as u64),
            None => return Ok(false),
        };
        (self.held, self.held_used) = (Zeroizing::new(held), 0);
        (self.content, self.zeros) = (content, zeros);
        self.next += 1;
        Ok(true)
    }

    /// Seals the chunk.
    fn seal(&mut self, last: bool) -> Result<Step<'_>, SealError> {
        let sealed = self.chunk.seal(last).map_err(SealError::Output)?;
        self.given += sealed.len() as u64;
        if last != (self.given == self.plan.step()) {
            return Err(SealError::Output(io::ErrorKind::InvalidData.into()));
        }
        Ok(Step::Sealed(sealed))
    }
}

impl fmt::Debug for Sealing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealing").field("plan", &self.plan).field("given", &self.given).finish_non_exhaustive()
    }
}

/// Zeros after an entry's content, to the block's end.
fn padding(size: u64) -> Result<u64, SealError> {
    padded(size).and_then(|padded| padded.checked_sub(size)).ok_or(SealError::TooLarge)
}
