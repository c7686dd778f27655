//! What can go wrong with one request, and what to do then. Owns the next step; says nothing to the user by itself.

use std::io;
use std::path::PathBuf;

use candour_cli::{Exit, Hint, sanitize};
use candour_route::{Refused, RouteError};

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// There is no way to the drop.
    #[error(transparent)]
    Route(#[from] RouteError),
    /// No answer, or none of HTTP.
    #[error("the connection to the drop failed")]
    Broken(#[source] ureq::Error),
    /// The answer broke off.
    #[error("the connection to the drop broke off")]
    Cut(#[source] io::Error),
    /// A refusal.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// An answer that this protocol does not have.
    #[error("the answer is not one of a drop")]
    Strange,
    /// A report arrived whole, and is another one than was listed.
    #[error("a report arrived damaged")]
    Damaged,
    /// The bundle's disk.
    #[error("cannot write {}", sanitize::path(path))]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What to do after a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Again, after a while, on a new circuit.
    Again,
    /// The report is no longer there: ask for the papers again.
    Gone,
    /// Nothing helps for this report; another one may come.
    Skip,
    /// Nothing helps at all.
    Stop,
}

impl Fault {
    /// What to do after it.
    pub(crate) fn next(&self) -> Next {
        match self {
            Self::Broken(_) | Self::Cut(_) | Self::Damaged => Next::Again,
            Self::Refused(refused) if refused.passes_soon() => Next::Again,
            Self::Refused(refused) => match refused.status() {
                404 | 410 => Next::Gone,
                // A range that the drop does not have: the part was of something else, and is begun anew.
                416 => Next::Again,
                401 | 403 => Next::Stop,
                _ => Next::Skip,
            },
            Self::Strange => Next::Skip,
            Self::Route(_) | Self::Disk { .. } => Next::Stop,
        }
    }
}

impl Hint for Fault {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Route(error) => return error.hint(),
            Self::Refused(refused) => return refused.hint(),
            Self::Broken(_) | Self::Cut(_) => {
                "look whether Tor and the drop are running, then run the same command again: it goes on where it was"
                    .to_owned()
            }
            Self::Strange => "look whether the address is the drop's collect address".to_owned(),
            Self::Damaged => "run the same command again; if it stays so, tell the drop's keeper".to_owned(),
            Self::Disk { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "use larger media, and begin a new folder there".to_owned()
                }
                _ => "look whether the media is still there and can be written to".to_owned(),
            },
        })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Route(error) => error.exit(),
            Self::Refused(refused) => refused.exit(),
            Self::Broken(_) | Self::Cut(_) => Exit::Unreachable,
            Self::Strange | Self::Damaged => Exit::Untrusted,
            Self::Disk { .. } => Exit::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use candour_wire::Problem;

    use super::*;

    #[test]
    fn each_refusal_has_its_next_step() {
        for problem in Problem::ALL {
            let fault = Fault::Refused(Refused::parse(problem.status(), problem.to_json().as_bytes()));
            let next = match problem {
                Problem::NotFound => Next::Gone,
                Problem::Unauthorized => Next::Stop,
                Problem::UploadBusy
                | Problem::TimedOut
                | Problem::Fault
                | Problem::CircuitBusy
                | Problem::ParcelBusy
                | Problem::Range => Next::Again,
                _ => Next::Skip,
            };
            assert_eq!(fault.next(), next, "{problem:?}");
        }
    }
}
