//! SHA-256 of what passes, beside the sealing where there is a second thread: the two together would halve its speed.

use std::io;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{self, JoinHandle};

use sha2::{Digest, Sha256};

/// Pieces on their way to the thread.
const WAITING: usize = 8;

/// Hashes pieces in order.
pub(crate) enum Hasher {
    /// In the caller's thread: short files, and where no thread is to be had (the browser).
    Here(Sha256),
    /// In a thread of its own.
    Beside {
        /// Pieces to hash. They are sealed bytes; no secret leaves the caller.
        pieces: SyncSender<Vec<u8>>,
        /// Their buffers, to be used again.
        spent: Receiver<Vec<u8>>,
        /// The thread; ends when `pieces` is dropped.
        thread: JoinHandle<[u8; 32]>,
    },
}

impl Hasher {
    /// In the caller's thread.
    pub(crate) fn here() -> Self {
        Self::Here(Sha256::new())
    }

    /// In a thread of its own if there is one.
    pub(crate) fn beside() -> Self {
        let (pieces, inbox) = mpsc::sync_channel::<Vec<u8>>(WAITING);
        let (outbox, spent) = mpsc::channel();
        let run = move || {
            let mut hash = Sha256::new();
            for piece in inbox {
                hash.update(&piece);
                // Nobody takes the last ones back.
                let _ = outbox.send(piece);
            }
            hash.finalize().into()
        };
        match thread::Builder::new().name("sha256".into()).spawn(run) {
            Ok(thread) => Self::Beside { pieces, spent, thread },
            Err(_) => Self::here(),
        }
    }

    /// The next bytes.
    pub(crate) fn update(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Here(hash) => hash.update(bytes),
            Self::Beside { pieces, spent, .. } => {
                let mut piece = spent.try_recv().unwrap_or_default();
                piece.clear();
                piece.extend_from_slice(bytes);
                pieces.send(piece).map_err(|_| io::ErrorKind::BrokenPipe)?;
            }
        }
        Ok(())
    }

    /// The hash.
    pub(crate) fn finish(self) -> io::Result<[u8; 32]> {
        match self {
            Self::Here(hash) => Ok(hash.finalize().into()),
            Self::Beside { pieces, thread, .. } => {
                drop(pieces);
                thread.join().map_err(|_| io::ErrorKind::BrokenPipe.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_give_the_same() {
        let (mut here, mut beside) = (Hasher::here(), Hasher::beside());
        assert!(matches!(beside, Hasher::Beside { .. }));
        for len in (0..100).map(|at| at * 997) {
            let piece = vec![7; len];
            here.update(&piece).unwrap();
            beside.update(&piece).unwrap();
        }
        assert_eq!(here.finish().unwrap(), beside.finish().unwrap());
    }
}
