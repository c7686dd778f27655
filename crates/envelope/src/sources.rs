//! The attachments that are read while a report is sealed: one after the other, each opened when its turn comes, each to its very end.

use std::io::{self, Read};

use crate::seal_error::SealError;

/// Sources in order, the current one open.
pub(crate) struct Sources<I, A> {
    rest: I,
    open: Option<A>,
    /// How many were opened.
    opened: usize,
    /// How many there must be.
    count: usize,
}

impl<A: Read, I: Iterator<Item = io::Result<A>>> Sources<I, A> {
    /// `count` sources, none of them opened yet.
    pub(crate) const fn new(rest: I, count: usize) -> Self {
        Self { rest, open: None, opened: 0, count }
    }

    /// Reads from the source with this number; 0 only at its end. Numbers never fall.
    pub(crate) fn read(&mut self, index: usize, room: &mut [u8]) -> Result<usize, SealError> {
        self.turn_to(index)?;
        let source = self.open.as_mut().ok_or(SealError::AttachmentChanged)?;
        let read = read(source, room)?;
        if read > room.len() {
            return Err(SealError::Attachment(io::ErrorKind::InvalidData.into()));
        }
        Ok(read)
    }

    /// No more is read: every source was there, had no byte more, and there is none besides.
    pub(crate) fn end(mut self) -> Result<(), SealError> {
        if let Some(last) = self.count.checked_sub(1) {
            self.turn_to(last)?;
        }
        self.close()?;
        if self.rest.next().is_some() { Err(SealError::AttachmentChanged) } else { Ok(()) }
    }

    /// Opens up to the source with this number. Those passed over had no byte, and must still have none.
    fn turn_to(&mut self, index: usize) -> Result<(), SealError> {
        while self.opened <= index {
            self.close()?;
            let next = self.rest.next().ok_or(SealError::AttachmentChanged)?;
            self.open = Some(next.map_err(SealError::Attachment)?);
            self.opened += 1;
        }
        Ok(())
    }

    /// Closes the current source, which must be at its end.
    fn close(&mut self) -> Result<(), SealError> {
        let Some(mut source) = self.open.take() else { return Ok(()) };
        if read(&mut source, &mut [0; 1])? == 0 { Ok(()) } else { Err(SealError::AttachmentChanged) }
    }
}

/// Reads once, not disturbed by signals.
fn read(source: &mut impl Read, room: &mut [u8]) -> Result<usize, SealError> {
    loop {
        match source.read(room) {
            Ok(read) => return Ok(read),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(SealError::Attachment(error)),
        }
    }
}
