//! What can go wrong in a measurement. Every one ends the run: a figure beside a failure is worth nothing.

use std::io;
use std::path::{Path, PathBuf};

use crate::step::Failed;

/// Why a measurement ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// A file or folder.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A connection to the drop.
    #[error("the connection to the drop broke: {0}")]
    Connection(#[source] io::Error),
    /// The drop answered something else than it should.
    #[error("the drop answered {0}")]
    Answer(u16),
    /// An answer that is not HTTP as the drop speaks it.
    #[error("the drop's answer cannot be read")]
    NotHttp,
    /// A program ended with an error.
    #[error("{0} ended with an error")]
    Program(PathBuf),
    /// The drop did not come up.
    #[error("the drop was not ready in time")]
    NotReady,
    /// A program did less than it was asked.
    #[error("{done} of {asked} were done: {what}")]
    Incomplete {
        /// Of what.
        what: &'static str,
        /// How many there are.
        done: usize,
        /// How many there should be.
        asked: usize,
    },
    /// A client's thread ended by a panic.
    #[error("a client's thread ended by a panic")]
    Thread,
    /// A chore's own step.
    #[error(transparent)]
    Step(#[from] Failed),
}

impl Trouble {
    /// Says which file it was.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File { path: path.to_owned(), source }
    }
}

impl From<Trouble> for Failed {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Step(failed) => failed,
            Trouble::File { path, source } => Self::File { path, source },
            other => Self::Step(format!("bench: {other}")),
        }
    }
}
