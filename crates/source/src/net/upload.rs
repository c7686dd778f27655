//! One sealed report to the drop: whole where it is of text size, in parts otherwise. Owns this choice and the comparison of hashes.

use std::io::{Read, Seek, SeekFrom};

use candour_cli::{Exit, Hint};
use candour_header::ladder;
use candour_wire::{BlobHash, Tag};
use rand::RngCore as _;
use rand::rngs::OsRng;

use candour_route::{Patience, Route, RouteError};

use super::fault::{Fault, Next};
use super::parts::{self, Memory};
use super::visit::Visit;
use crate::trust::TrustError;

/// Why a report did not arrive.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// No way there.
    #[error("no way to the drop")]
    Route(#[source] RouteError),
    /// The drop, or the way there, failed.
    #[error("the report was not sent")]
    Fault(#[source] Fault),
    /// Page or card could not be had.
    #[error("the drop was not reached")]
    Arrival(#[source] Fault),
    /// What came as a card is none that its units signed.
    #[error(transparent)]
    Card(TrustError),
    /// Ctrl-C.
    #[error("sending was stopped, and the report may not be stored")]
    Stopped {
        /// Whether it lies in a file that a later run can go on with.
        kept: bool,
    },
}

impl Hint for SendError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Route(error) => error.hint(),
            Self::Fault(fault) | Self::Arrival(fault) => fault.hint(),
            Self::Card(error) => error.hint(),
            Self::Stopped { kept: true } => Some(
                "send the sealed file with `candour-source send --sealed`: it goes on where it was, and is stored once"
                    .to_owned(),
            ),
            Self::Stopped { kept: false } => {
                Some("with --out FILE the sealed report is kept, and sending can go on where it was".to_owned())
            }
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Route(error) => error.exit(),
            Self::Fault(fault) | Self::Arrival(fault) => fault.exit(),
            Self::Card(error) => error.exit(),
            Self::Stopped { .. } => Exit::Stopped,
        }
    }
}

/// A sealed report that can be read from any place.
#[derive(Clone, Debug)]
pub(crate) struct Sealed<R> {
    /// Its bytes.
    pub(crate) bytes: R,
    /// How many.
    pub(crate) len: u64,
    /// Over all of them.
    pub(crate) hash: BlobHash,
}

/// Sends a sealed report; returns once it is stored.
pub(crate) fn send(
    route: &Route,
    visit: Visit,
    sealed: &mut Sealed<impl Read + Seek>,
    memory: &mut dyn Memory,
    patience: &mut Patience,
    progress: &mut dyn FnMut(u64),
) -> Result<(), SendError> {
    let mut tag = Tag([0; 16]);
    OsRng.fill_bytes(&mut tag.0);
    if ladder::is_text(sealed.len) {
        whole(route, visit, sealed, &tag, patience)?;
        progress(sealed.len);
        return Ok(());
    }
    parts::send(route, visit, &mut sealed.bytes, sealed.len, &tag, memory, patience, progress)
}

/// One `POST`. Sent again after a broken circuit: the drop keeps one record of the same bytes.
fn whole(
    route: &Route,
    visit: Visit,
    sealed: &mut Sealed<impl Read + Seek>,
    tag: &Tag,
    patience: &mut Patience,
) -> Result<(), SendError> {
    let mut bytes = Vec::new();
    let unreadable = |error| SendError::Fault(Fault::Unreadable(error));
    sealed.bytes.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    sealed.bytes.by_ref().take(ladder::TEXT_TOP).read_to_end(&mut bytes).map_err(unreadable)?;
    let mut visit = Some(visit);
    loop {
        let here = match visit.take() {
            Some(visit) => visit,
            None => Visit::start(route)?,
        };
        match here.post(&bytes, tag) {
            Ok(hash) if hash == sealed.hash => return Ok(()),
            Ok(_) => return Err(SendError::Fault(Fault::OtherHash)),
            Err(fault) if fault.next() == Next::Again && patience.again() => {}
            Err(fault) => return Err(SendError::Fault(fault)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use sha2::{Digest as _, Sha256};

    use super::super::arrival::arrive;
    use super::super::fake_drop::{Cut, FakeDrop};
    use super::super::parts::NoMemory;
    use super::*;

    fn run(drop: &FakeDrop, blob: &[u8], tries: u32) -> Result<(), SendError> {
        let route = Route::new(drop.url().parse().unwrap(), None, false).unwrap();
        let mut patience = Patience::with_pause(tries, Box::new(|_| {}));
        let visit = arrive(&route, &mut patience)?.visit;
        let hash = BlobHash(Sha256::digest(blob).into());
        let mut sealed = Sealed { bytes: Cursor::new(blob), len: blob.len() as u64, hash };
        send(&route, visit, &mut sealed, &mut NoMemory, &mut patience, &mut |_| {})
    }

    /// What every visit begins with.
    const VISIT: [&str; 4] = ["GET /", "GET /desk", "GET /board/north.example", "GET /board/south.example"];

    fn lines(drop: &FakeDrop) -> Vec<String> {
        drop.requests().iter().map(|request| request.line()).collect()
    }

    #[test]
    fn text_size_goes_whole_and_more_goes_in_parts() {
        let drop = FakeDrop::start();
        let text = vec![1; usize::try_from(ladder::TEXT_TOP).unwrap()];
        run(&drop, &text, 3).unwrap();
        assert_eq!(lines(&drop), [&VISIT[..], &["POST /reports"]].concat());
        let more = vec![2; text.len() + 1];
        run(&drop, &more, 3).unwrap();
        assert!(lines(&drop).contains(&"POST /uploads".to_owned()));
        assert!(drop.stored() == [text, more]);
    }

    #[test]
    fn every_report_has_its_own_tag() {
        let drop = FakeDrop::start();
        run(&drop, b"one", 3).unwrap();
        run(&drop, b"two", 3).unwrap();
        let tags: Vec<_> = drop.requests().iter().filter_map(|r| r.header("candour-tag").map(str::to_owned)).collect();
        assert_eq!(tags.len(), 2);
        assert_ne!(tags[0], tags[1]);
        assert!(tags.iter().all(|tag| tag.parse::<Tag>().is_ok()));
    }

    #[test]
    fn a_drop_that_stored_something_else_is_found_out() {
        let drop = FakeDrop::start();
        drop.answer_after(4, 201, "", &candour_wire::Stored { hash: BlobHash([0; 32]) }.to_json());
        let error = run(&drop, b"report", 3).unwrap_err();
        assert!(matches!(error, SendError::Fault(Fault::OtherHash)));
        assert_eq!(error.exit(), Exit::Untrusted);
    }

    #[test]
    fn a_lost_answer_is_asked_for_again_with_the_same_tag() {
        let drop = FakeDrop::start();
        drop.cut_next(Cut::BeforeAnswer);
        run(&drop, b"report", 3).unwrap();
        let posts: Vec<_> = drop.requests().into_iter().filter(|r| r.line() == "POST /reports").collect();
        assert_eq!(posts.len(), 2);
        assert_eq!(posts[0].header("candour-tag"), posts[1].header("candour-tag"));
    }

    #[test]
    fn a_drop_that_restarts_is_waited_for_and_a_full_one_is_not() {
        let drop = FakeDrop::start();
        drop.answer_next(503, "", "");
        run(&drop, b"report", 3).unwrap();
        let before = drop.requests().len();
        drop.answer_after(4, 507, "", &candour_wire::Problem::Full.to_json());
        let error = run(&drop, b"another", 3).unwrap_err();
        assert_eq!(drop.requests().len(), before + 5);
        assert_eq!(error.exit(), Exit::Unreachable);
        assert!(error.hint().unwrap().contains("come back tomorrow"), "{:?}", error.hint());
    }
}
