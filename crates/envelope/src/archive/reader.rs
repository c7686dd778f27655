//! Reads the archive of an opened payload and hands its content on, entry by entry.

use std::io::{self, Read};

use zeroize::Zeroizing;

use super::block::{BLOCK, Entry, REPORT_NAME, judge, padded};
use super::fault::{ArchiveFault, PayloadError};
use crate::payload::StreamFault;
use crate::report::{AttachmentEntry, MAX_REPORT, ReportBody};

/// Bytes handed on at once.
const PIECE: usize = 64 * 1024;

/// Takes what is read. Everything it gets is authentic but provisional: only `Ok` from [`read_report`] makes it a report.
pub trait ReportSink {
    /// The report, and the bytes of its `report.json`; comes first, once.
    ///
    /// # Errors
    /// What keeps it from being kept; reading stops.
    fn report(&mut self, body: &ReportBody, json: &[u8]) -> io::Result<()>;

    /// An attachment begins, the `index`th from 0.
    ///
    /// # Errors
    /// What keeps it from being kept; reading stops.
    fn attachment(&mut self, index: usize, entry: &AttachmentEntry) -> io::Result<()>;

    /// The next bytes of the attachment that has begun.
    ///
    /// # Errors
    /// What keeps them from being kept; reading stops.
    fn data(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// The attachment is complete, with the length that `report.json` says.
    ///
    /// # Errors
    /// What keeps it from being kept; reading stops.
    fn attachment_end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A report that was read to the payload's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedReport {
    /// What `report.json` says.
    pub body: ReportBody,
    /// Plaintext bytes of the payload, padding included.
    pub payload_len: u64,
}

/// Reads a payload to its end: `report.json`, the attachments in its order, the archive's end, zeros.
///
/// Holds one piece of 64 KiB and `report.json` (at most 1 MiB). `payload` is a [`crate::StreamReader`], or any reader that reports
/// damage as [`StreamFault::into_io`] does.
///
/// # Errors
/// A [`PayloadError`]. After any of them what the sink got is to be discarded.
pub fn read_report(payload: impl Read, sink: &mut impl ReportSink) -> Result<OpenedReport, PayloadError> {
    let mut blocks = Blocks { input: payload, taken: 0 };
    let size = match blocks.first()? {
        Some(Entry::File { name, size }) if name == REPORT_NAME => size,
        _ => return Err(PayloadError::Unstructured),
    };
    if size > MAX_REPORT {
        return Err(PayloadError::Archive(ArchiveFault::ReportTooLong));
    }
    let mut json = Zeroizing::new(Vec::new());
    blocks.content(size, |bytes| {
        json.extend_from_slice(bytes);
        Ok(())
    })?;
    let body = ReportBody::from_json(&json).map_err(PayloadError::Report)?;
    sink.report(&body, &json).map_err(PayloadError::Sink)?;

    for (index, expected) in body.attachments.iter().enumerate() {
        let (name, size) = loop {
            match blocks.entry()? {
                Entry::File { name, size } => break (name, size),
                // `tar` writes its folder before the first of them.
                Entry::Folder if index == 0 => {}
                Entry::Folder => return Err(PayloadError::Archive(ArchiveFault::Duplicate)),
                Entry::End => return Err(PayloadError::Archive(ArchiveFault::Missing)),
            }
        };
        if name != expected.file {
            return Err(PayloadError::Archive(misplaced(&name, index, &body)));
        }
        if size != expected.size {
            return Err(PayloadError::Archive(ArchiveFault::WrongSize));
        }
        sink.attachment(index, expected).map_err(PayloadError::Sink)?;
        blocks.content(size, |bytes| sink.data(bytes))?;
        sink.attachment_end().map_err(PayloadError::Sink)?;
    }

    match blocks.entry()? {
        Entry::End => {}
        Entry::Folder => return Err(PayloadError::Archive(ArchiveFault::Unlisted)),
        Entry::File { name, .. } => {
            return Err(PayloadError::Archive(misplaced(&name, body.attachments.len(), &body)));
        }
    }
    let payload_len = blocks.zeros_to_end()?;
    Ok(OpenedReport { body, payload_len })
}

/// What is wrong with a name that is not the next one.
fn misplaced(name: &str, index: usize, body: &ReportBody) -> ArchiveFault {
    let listed = body.attachments.iter().position(|entry| entry.file == name);
    match listed {
        _ if name == REPORT_NAME => ArchiveFault::Duplicate,
        Some(at) if at < index => ArchiveFault::Duplicate,
        Some(_) => ArchiveFault::WrongOrder,
        None => ArchiveFault::Unlisted,
    }
}

/// Reads a payload in blocks.
struct Blocks<R> {
    input: R,
    /// Bytes read so far.
    taken: u64,
}

impl<R: Read> Blocks<R> {
    /// Fills `out` as far as the payload goes.
    fn fill(&mut self, out: &mut [u8]) -> Result<usize, PayloadError> {
        let mut len = 0;
        loop {
            let room = out.get_mut(len..).unwrap_or_default();
            if room.is_empty() {
                break;
            }
            match self.input.read(room) {
                Ok(0) => break,
                Ok(read) => len += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    return Err(StreamFault::in_error(&error).map_or(PayloadError::Read(error), PayloadError::Stream));
                }
            }
        }
        self.taken += len as u64;
        Ok(len)
    }

    /// Fills `out` or finds the archive cut.
    fn exact(&mut self, out: &mut [u8]) -> Result<(), PayloadError> {
        if self.fill(out)? == out.len() { Ok(()) } else { Err(PayloadError::Archive(ArchiveFault::Truncated)) }
    }

    /// The first entry, or `None` where the payload does not start with a tar header.
    fn first(&mut self) -> Result<Option<Entry>, PayloadError> {
        let mut block = [0; BLOCK];
        let len = self.fill(&mut block)?;
        Ok(if len == BLOCK { judge(&block).ok() } else { None })
    }

    /// The next entry.
    fn entry(&mut self) -> Result<Entry, PayloadError> {
        let mut block = [0; BLOCK];
        self.exact(&mut block)?;
        judge(&block).map_err(PayloadError::Archive)
    }

    /// An entry's content, and the zeros that fill its last block.
    fn content(&mut self, size: u64, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> Result<(), PayloadError> {
        let cut = PayloadError::Archive(ArchiveFault::Truncated);
        let Some(padding) = padded(size).and_then(|padded| padded.checked_sub(size)) else { return Err(cut) };
        let mut piece = Zeroizing::new(vec![0; PIECE.min(usize::try_from(size).unwrap_or(PIECE)).max(BLOCK)]);
        let mut left = size;
        while left > 0 {
            let len = piece.len().min(usize::try_from(left).unwrap_or(PIECE));
            let part = piece.get_mut(..len).unwrap_or_default();
            self.exact(part)?;
            take(part).map_err(PayloadError::Sink)?;
            left -= len as u64;
        }
        let rest = piece.get_mut(..usize::try_from(padding).unwrap_or(0)).unwrap_or_default();
        self.exact(rest)?;
        all_zero(rest)
    }

    /// The second zero block and everything after it; the payload's length.
    fn zeros_to_end(&mut self) -> Result<u64, PayloadError> {
        let mut piece = vec![0; PIECE];
        self.exact(piece.get_mut(..BLOCK).unwrap_or_default())?;
        all_zero(piece.get(..BLOCK).unwrap_or_default())?;
        loop {
            let len = self.fill(&mut piece)?;
            if len == 0 {
                return Ok(self.taken);
            }
            all_zero(piece.get(..len).unwrap_or_default())?;
        }
    }
}

/// Whether padding is only that.
fn all_zero(bytes: &[u8]) -> Result<(), PayloadError> {
    if bytes.iter().all(|byte| *byte == 0) { Ok(()) } else { Err(PayloadError::Archive(ArchiveFault::Garbage)) }
}
