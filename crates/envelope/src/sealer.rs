//! Seals one report: recipients, `report.json`, attachments, padding, in one pass and with one chunk in memory.

use core::fmt;
use std::io::{self, Read, Write};

use candour_header::{Kind, MAX_RECIPIENTS};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::archive::{BLOCK, REPORT_NAME, entry_header, padded};
use crate::audience::Audience;
use crate::hasher::Hasher;
use crate::payload::StreamWriter;
use crate::plan::Plan;
use crate::report::{Answers, Attachment, AttachmentEntry, MAX_ATTACHMENTS, MAX_REPORT, ReportBody, is_plain_name};
use crate::seal::Preamble;
use crate::seal_error::SealError;

/// Longest `report.json` that is sealed. Units read longer ones, so that a later client may write more.
const MAX_SEALED_REPORT: u64 = MAX_REPORT / 2;

/// From this length on a thread for the hash pays.
const HASHED_BESIDE: u64 = 1 << 20;

/// What a finished sealed report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedReport {
    /// Its length: the step that was planned.
    pub len: u64,
    /// SHA-256 of the whole file, by which the drop names it.
    pub sha256: [u8; 32],
}

/// A report about to be sealed: every length is fixed, nothing is written. Consumed by sealing.
pub struct Sealer {
    preamble: Preamble,
    json: Zeroizing<Vec<u8>>,
    entries: Vec<AttachmentEntry>,
    plan: Plan,
}

/// `report.json` and its table, checked.
fn compose(
    units: &[String],
    desk_card: [u8; 32],
    answers: &Answers,
    attachments: &[Attachment],
) -> Result<(Zeroizing<Vec<u8>>, Vec<AttachmentEntry>), SealError> {
    if attachments.len() > MAX_ATTACHMENTS {
        return Err(SealError::TooManyAttachments);
    }
    if !attachments.iter().all(|attachment| attachment.name.as_deref().is_none_or(is_plain_name)) {
        return Err(SealError::BadName);
    }
    let entries: Vec<_> =
        attachments.iter().enumerate().map(|(index, attachment)| AttachmentEntry::new(index, attachment)).collect();
    let body = ReportBody::new(answers.clone(), desk_card, units.to_vec(), entries.clone());
    let json = Zeroizing::new(body.to_json().ok_or(SealError::TextTooLong)?);
    if json.len() as u64 > MAX_SEALED_REPORT {
        return Err(SealError::TextTooLong);
    }
    Ok((json, entries))
}

impl Plan {
    /// The lengths of a report to `audience`, without sealing anything: for the room left while a text is being written.
    ///
    /// # Errors
    /// The answers' and attachments' errors of [`SealError`].
    pub fn of(audience: &Audience, answers: &Answers, attachments: &[Attachment]) -> Result<Self, SealError> {
        let (json, entries) = compose(audience.units(), audience.desk_card(), answers, attachments)?;
        plan(audience.kind(), audience.recipient_count(), &json, &entries)
    }
}

/// The lengths of a composed report.
fn plan(kind: Kind, recipients: u16, json: &[u8], entries: &[AttachmentEntry]) -> Result<Plan, SealError> {
    Plan::new(kind, recipients, json.len() as u64, entries.iter().map(|entry| entry.size))
}

impl Sealer {
    /// Composes a report, draws its keys and fixes its lengths.
    ///
    /// Draws from `rng`, in this order: a secret (32 bytes) for each throw-away recipient; the shuffle; the file key (16); for each
    /// recipient in shuffled order its share (hybrid 64, classic 32); the nonce (16).
    ///
    /// # Errors
    /// The [`SealError`]s that do not concern reading and writing.
    pub fn new(
        audience: &Audience,
        answers: &Answers,
        attachments: &[Attachment],
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<Self, SealError> {
        let (json, entries) = compose(audience.units(), audience.desk_card(), answers, attachments)?;
        let plan = plan(audience.kind(), audience.recipient_count(), &json, &entries)?;
        let recipients = audience.recipients(rng);
        debug_assert!(recipients.len() <= usize::from(MAX_RECIPIENTS));
        let preamble = Preamble::new(&recipients, rng)?;
        Ok(Self { preamble, json, entries, plan })
    }

    /// The lengths.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Seals to `out`. `attachments` are opened one after the other, in the order given to [`Sealer::new`]; `progress` gets the bytes of
    /// the sealed report written so far, about once a chunk. `out` gets one write for the header and one for each chunk.
    ///
    /// # Errors
    /// [`SealError::Attachment`], [`SealError::AttachmentChanged`], [`SealError::Output`]. The output is then to be thrown away.
    pub fn seal<W: Write, A: Read>(
        self,
        out: W,
        attachments: impl IntoIterator<Item = io::Result<A>>,
        progress: impl FnMut(u64),
    ) -> Result<SealedReport, SealError> {
        let hash = if self.plan.step() < HASHED_BESIDE { Hasher::here() } else { Hasher::beside() };
        let mut out = Hashing { out, hash, len: 0, progress };
        out.write_all(&self.preamble.bytes).map_err(SealError::Output)?;
        let mut stream = StreamWriter::new(&self.preamble.payload_key, out);
        let json_len = self.json.len() as u64;
        write_entry(&mut stream, REPORT_NAME, json_len, &mut self.json.as_slice())?;
        let mut attachments = attachments.into_iter();
        for entry in &self.entries {
            let mut source = attachments.next().ok_or(SealError::AttachmentChanged)?.map_err(SealError::Attachment)?;
            write_entry(&mut stream, &entry.file, entry.size, &mut source)?;
        }
        if attachments.next().is_some() {
            return Err(SealError::AttachmentChanged);
        }
        let end = self.plan.plain_len() - self.plan.archive_len() + crate::archive::END_BLOCKS * BLOCK as u64;
        stream.zeros(end).map_err(SealError::Output)?;
        let mut out = stream.finish().map_err(SealError::Output)?;
        out.flush().map_err(SealError::Output)?;
        if out.len != self.plan.step() {
            return Err(SealError::Output(io::ErrorKind::InvalidInput.into()));
        }
        Ok(SealedReport { len: out.len, sha256: out.hash.finish().map_err(SealError::Output)? })
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealer").field("plan", &self.plan).finish_non_exhaustive()
    }
}

/// One entry: header, content straight into the chunk, zeros to the block's end. The source must have exactly `size` bytes.
fn write_entry<W: Write>(
    stream: &mut StreamWriter<W>,
    name: &str,
    size: u64,
    source: &mut impl Read,
) -> Result<(), SealError> {
    let header = entry_header(name, size).ok_or(SealError::TooLarge)?;
    stream.write_all(&header).map_err(SealError::Output)?;
    let mut left = size;
    while left > 0 {
        let read = stream.read_from(source, left).map_err(SealError::Output)?.map_err(SealError::Attachment)?;
        if read == 0 {
            return Err(SealError::AttachmentChanged);
        }
        left -= read as u64;
    }
    if !ended(source)? {
        return Err(SealError::AttachmentChanged);
    }
    let padding = padded(size).and_then(|padded| padded.checked_sub(size)).ok_or(SealError::TooLarge)?;
    stream.zeros(padding).map_err(SealError::Output)
}

/// Whether a source has no byte more.
fn ended(source: &mut impl Read) -> Result<bool, SealError> {
    loop {
        match source.read(&mut [0; 1]) {
            Ok(read) => return Ok(read == 0),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(SealError::Attachment(error)),
        }
    }
}

/// Hashes and counts what passes.
struct Hashing<W, P> {
    out: W,
    hash: Hasher,
    len: u64,
    progress: P,
}

impl<W: Write, P: FnMut(u64)> Write for Hashing<W, P> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(bytes.get(..written).ok_or(io::ErrorKind::InvalidData)?)?;
        self.len += written as u64;
        (self.progress)(self.len);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
