//! The plain bytes of a payload, in order, as a reader.
//!
//! It yields bytes of authenticated chunks only, and says end of file only behind the authenticated last chunk.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, Sender};

use zeroize::Zeroizing;

use super::StreamError;
use super::batch::Batch;

/// What comes next, in the order of the payload.
pub(super) enum Opened {
    /// A batch that is open already.
    Now(Batch),
    /// A batch that a worker has or will have.
    Soon(Receiver<Result<Batch, StreamError>>),
    /// The reader stopped here.
    Failed(StreamError),
}

/// Authenticated plain bytes.
pub struct PlainReader {
    /// The batches to come.
    order: Receiver<Opened>,
    /// Where emptied buffers go.
    free: Sender<Zeroizing<Vec<u8>>>,
    /// The batch being read.
    batch: Option<Batch>,
    /// Number of the chunk being read, in the batch.
    chunk: usize,
    /// Bytes read of that chunk.
    at: usize,
    /// Whether the last chunk was authenticated.
    ended: bool,
    /// Why there is nothing more.
    failed: Option<StreamError>,
}

impl std::fmt::Debug for PlainReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlainReader").field("ended", &self.ended).finish_non_exhaustive()
    }
}

impl PlainReader {
    /// Reads what arrives on `order`.
    pub(super) fn new(order: Receiver<Opened>, free: Sender<Zeroizing<Vec<u8>>>) -> Self {
        Self { order, free, batch: None, chunk: 0, at: 0, ended: false, failed: None }
    }

    /// Reads and drops the rest, then says whether the whole payload was as sealed.
    pub(super) fn drain(mut self) -> Result<(), StreamError> {
        loop {
            match self.fill_buf().map(<[u8]>::len) {
                Ok(0) => return Ok(()),
                Ok(len) => self.consume(len),
                Err(_) => return Err(self.failed.take().unwrap_or(StreamError::Interrupted)),
            }
        }
    }

    /// Whether there are bytes at the place where we read.
    fn has_bytes(&self) -> bool {
        self.batch.as_ref().and_then(|batch| batch.plain(self.chunk)).is_some_and(|plain| plain.len() > self.at)
    }

    /// Moves to the next chunk, and to the next batch behind a batch's last.
    fn advance(&mut self) -> Result<(), StreamError> {
        self.at = 0;
        if let Some(batch) = self.batch.take() {
            self.chunk = self.chunk.saturating_add(1);
            if batch.plain(self.chunk).is_some() {
                self.batch = Some(batch);
                return Ok(());
            }
            self.ended = batch.is_last();
            let _ = self.free.send(batch.into_buffer());
            if self.ended {
                return Ok(());
            }
        }
        self.chunk = 0;
        match self.order.recv() {
            Ok(Opened::Now(batch)) => self.batch = Some(batch),
            Ok(Opened::Soon(from)) => self.batch = Some(from.recv().map_err(|_| StreamError::Interrupted)??),
            Ok(Opened::Failed(error)) => return Err(error),
            Err(_) => return Err(StreamError::Interrupted),
        }
        Ok(())
    }
}

impl BufRead for PlainReader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while !self.ended && !self.has_bytes() {
            if self.failed.is_none() {
                self.failed = self.advance().err();
            }
            if let Some(error) = &self.failed {
                return Err(match error {
                    StreamError::Fault(fault) => fault.into_io(),
                    other => io::Error::other(other.to_string()),
                });
            }
        }
        let plain = self.batch.as_ref().and_then(|batch| batch.plain(self.chunk));
        Ok(plain.and_then(|plain| plain.get(self.at..)).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at = self.at.saturating_add(amount);
    }
}

impl Read for PlainReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}
