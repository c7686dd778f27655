//! One blob of a bundle: opened into a folder of its own, or the reason why not.
//!
//! Owns the order of judgement: the hash decides first. A blob that is not what the listing says is damaged, whatever
//! else it looks like; only of a genuine one it is said that it is another unit's, or ours and does not open.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::Path;

use candour_bundle::{BlobError, Bundle, Entry};
use candour_envelope::{Identity, OpenError, PayloadError, open_header, read_report};
use candour_header::{MAX_HEADER, NONCE};
use rand::rngs::OsRng;
use sha2::{Digest as _, Sha256};

use super::folder::{Folder, PAYLOAD, SEALED};
use super::steady::SteadyFile;
use crate::own_key;
use crate::own_seal::OwnRecipient;
use crate::record::{Alarm, Record, State};
use crate::shown::hex;
use crate::stream::{ChunkKey, StreamError, open_stream};
use crate::way::{self, Mark, Way};

/// What a listed blob turned out to be.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// Ours. Its folder waits in `incoming/` with this record.
    Ours(Record),
    /// Genuine, and no stanza is for this unit.
    Foreign,
    /// Missing, or not what the listing names.
    Bad(BlobError),
    /// This machine's disk refused to keep it. Nothing after it can be expected to work.
    NotKept(io::Error),
    /// Left alone, because the disk had refused another one.
    NotTried,
}

/// The medium does not give the bytes that the listing names.
const DAMAGED: Outcome = Outcome::Bad(BlobError::Content);

/// The medium does not give bytes at all.
fn unreadable(error: io::Error) -> Outcome {
    Outcome::Bad(BlobError::Unreadable(error))
}

/// Whether a desk card is one that this unit signed.
pub trait Cards: Sync {
    /// The alarm to raise about a card of this hash, if any.
    fn alarm(&self, card: &[u8; 32]) -> Option<Alarm>;
}

/// Everything that is the same for each blob of a bundle.
pub struct Opener<'a> {
    /// The bundle.
    pub bundle: &'a Bundle,
    /// The unit's identities.
    pub identities: &'a [Identity],
    /// Whom the keys of a conversation are kept for.
    pub own: &'a OwnRecipient,
    /// The desk cards that it signed.
    pub cards: &'a dyn Cards,
    /// The drop's id, hex.
    pub drop: &'a str,
    /// Where folders are filled.
    pub incoming: &'a Path,
    /// Whether the sealed original may be linked instead of copied.
    pub link: bool,
}

impl std::fmt::Debug for Opener<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opener").field("drop", &self.drop).finish_non_exhaustive()
    }
}

impl Opener<'_> {
    /// Opens one blob.
    #[must_use]
    pub fn open(&self, entry: &Entry) -> Outcome {
        self.try_open(entry).unwrap_or_else(|outcome| outcome)
    }

    /// As [`Opener::open`]; the error is an outcome too, reached early.
    fn try_open(&self, entry: &Entry) -> Result<Outcome, Outcome> {
        let (mut file, head) = self.start(entry)?;
        let mut at_header = head.as_slice();
        let key = match open_header(&mut at_header, self.identities) {
            Ok(header) => ChunkKey::new(header.payload_key()),
            Err(error) => {
                file_hash(head.chain(file), entry)?;
                return match error {
                    OpenError::NoStanzaForUs => Ok(Outcome::Foreign),
                    error => self.keep_failed(entry, &error),
                };
            }
        };
        let at = head.len().saturating_sub(at_header.len());
        let mut folder = self.folder(entry)?;
        let mut copy = self.copy_of(entry, &folder, &file)?;
        let mut hash = Sha256::new();
        let mut witness = |bytes: &[u8]| {
            hash.update(bytes);
            copy.as_mut().map_or(Ok(()), |copy| copy.write_all(bytes))
        };
        witness(head.get(..at).unwrap_or_default()).map_err(Outcome::NotKept)?;
        let read = open_stream(at_header.chain(&mut file), &key, witness, |plain| read_report(plain, &mut folder));
        match read {
            Ok(_) if hash.finalize().as_slice() != entry.sha256.as_slice() => Err(DAMAGED),
            Ok(Ok(report)) => {
                let mut record = self.record(entry, State::Report);
                record.alarm = self.cards.alarm(&report.body.desk_card);
                if let Some(way) = folder.take_way() {
                    record.way = Some(Box::new(self.keep_way(&folder, &way).map_err(Outcome::NotKept)?));
                }
                keep(folder, record)
            }
            Ok(Err(PayloadError::Sink(error))) | Err(StreamError::Copy(error)) => Err(Outcome::NotKept(error)),
            Ok(Err(why)) => self.keep_exhibit(entry, folder, &key, at, &why),
            Err(StreamError::Read(error)) => Err(unreadable(error)),
            Err(why) => {
                drop(folder);
                self.keep_failed(entry, &why)
            }
        }
    }

    /// Keeps a genuine payload that is not in our programs' shape: whole, as it came.
    fn keep_exhibit(
        &self,
        entry: &Entry,
        mut folder: Folder,
        key: &ChunkKey,
        at: usize,
        why: &PayloadError,
    ) -> Result<Outcome, Outcome> {
        folder.discard_opened().map_err(Outcome::NotKept)?;
        let mut exhibit = folder.file(PAYLOAD).map(SteadyFile::new).map_err(Outcome::NotKept)?;
        // Read once more from the medium, so it is also hashed once more.
        let (file, head) = self.start(entry)?;
        let (header, rest) = head.split_at_checked(at).ok_or(DAMAGED)?;
        let mut hash = Sha256::new_with_prefix(header);
        let witness = |bytes: &[u8]| {
            hash.update(bytes);
            Ok(())
        };
        let written = open_stream(rest.chain(file), key, witness, |plain| io::copy(plain, &mut exhibit));
        match written {
            Ok(_) if hash.finalize().as_slice() != entry.sha256.as_slice() => Err(DAMAGED),
            Ok(Ok(_)) => {
                let mut record = self.record(entry, State::Exhibit);
                record.reason = reason(why);
                let found = own_key::find(&folder.path().join(PAYLOAD)).map_err(Outcome::NotKept)?;
                if let Some((recipient, phrase)) = found {
                    let way = Way::of_letter(&recipient, phrase);
                    record.way = Some(Box::new(self.keep_way(&folder, &way).map_err(Outcome::NotKept)?));
                }
                keep(folder, record)
            }
            Ok(Err(error)) => Err(Outcome::NotKept(error)),
            Err(StreamError::Read(error)) => Err(unreadable(error)),
            // It opened a moment ago: the medium does not give the same bytes twice.
            Err(_) => Err(DAMAGED),
        }
    }

    /// Keeps the way back to a source, sealed to the unit itself. Its mark, for the record.
    fn keep_way(&self, folder: &Folder, (way, mark): &(Way, Mark)) -> io::Result<Mark> {
        let sealed = self.own.seal(&way.to_json(), &mut OsRng)?;
        folder.file(way::FILE)?.write_all(&sealed)?;
        Ok(mark.clone())
    }

    /// Keeps the sealed original of what did not open, with the reason; or finds that the blob is damaged after all.
    fn keep_failed(&self, entry: &Entry, why: &dyn std::error::Error) -> Result<Outcome, Outcome> {
        let folder = self.folder(entry)?;
        let (file, head) = self.start(entry)?;
        let mut copy = self.copy_of(entry, &folder, &file)?;
        let mut hash = Sha256::new();
        let mut input = head.chain(file);
        let mut piece = vec![0; 256 * 1024];
        loop {
            let bytes = match input.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => piece.get(..read).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(error)),
            };
            hash.update(bytes);
            if let Some(copy) = &mut copy {
                copy.write_all(bytes).map_err(Outcome::NotKept)?;
            }
        }
        if hash.finalize().as_slice() != entry.sha256.as_slice() {
            return Err(DAMAGED);
        }
        let mut record = self.record(entry, State::Failed);
        record.reason = reason(why);
        keep(folder, record)
    }

    /// Opens a blob's file and reads its beginning: the header and the nonce, or all of a short one.
    fn start(&self, entry: &Entry) -> Result<(File, Vec<u8>), Outcome> {
        let file = self.bundle.file(entry).map_err(Outcome::Bad)?;
        let most = (MAX_HEADER + NONCE) as u64;
        let mut head = Vec::with_capacity(usize::try_from(most.min(entry.size)).unwrap_or(MAX_HEADER));
        (&file).take(most).read_to_end(&mut head).map_err(unreadable)?;
        Ok((file, head))
    }

    /// A new folder for a blob.
    fn folder(&self, entry: &Entry) -> Result<Folder, Outcome> {
        Folder::create(self.incoming.join(hex(&entry.sha256))).map_err(Outcome::NotKept)
    }

    /// The file that takes a copy of the sealed original; `None` if it was linked.
    fn copy_of(&self, entry: &Entry, folder: &Folder, open: &File) -> Result<Option<SteadyFile>, Outcome> {
        if self.link && folder.link_sealed(&self.bundle.blob_path(entry), open) {
            return Ok(None);
        }
        folder.file(SEALED).map(SteadyFile::new).map(Some).map_err(Outcome::NotKept)
    }

    /// The record of a blob.
    fn record(&self, entry: &Entry, state: State) -> Record {
        Record::new(hex(&entry.sha256), entry.size, entry.epoch, self.drop.to_owned(), state)
    }
}

/// Reads all, and finds the blob damaged if the hash is not the listed one.
fn file_hash(mut input: impl Read, entry: &Entry) -> Result<(), Outcome> {
    let mut hash = Sha256::new();
    io::copy(&mut input, &mut hash).map_err(unreadable)?;
    if hash.finalize().as_slice() == entry.sha256.as_slice() { Ok(()) } else { Err(DAMAGED) }
}

/// Lets a folder stay.
fn keep(folder: Folder, record: Record) -> Result<Outcome, Outcome> {
    folder.keep(&record).map_err(Outcome::NotKept)?;
    Ok(Outcome::Ours(record))
}

/// An error and what caused it, as one line for the record.
pub(crate) fn reason(error: &dyn std::error::Error) -> String {
    let mut reason = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        reason.push_str(": ");
        reason.push_str(&inner.to_string());
        source = inner.source();
    }
    reason
}

#[cfg(test)]
mod tests {
    use super::*;
    use candour_envelope::StreamFault;

    #[test]
    fn a_reason_has_the_whole_chain() {
        let error = PayloadError::Stream(StreamFault::Truncated);
        assert_eq!(reason(&error), "the payload did not open: the payload ends early: a part of the blob is missing");
    }
}
