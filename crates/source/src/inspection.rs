//! Whether what a drop sent is what its version sends, to the byte. Owns every way in which a page can be false; asks for nothing itself.

use candour_board::BoardError;
use candour_cli::{Exit, Hint};
use candour_desk_card::{DeskCard, Epoch};
use candour_note::VerifyingKey;
use candour_pages::{BadRelease, Entry, HEADERS, Manifest, Pages, UntrustedRelease};
use candour_wire::{media, paths};
use sha2::{Digest as _, Sha256};

use crate::boards::{self, Absent};
use crate::browser::{Answer, AnswerError, VisitError, Visited};
use crate::trust::{self, TrustError};

/// Why a drop's pages are not to be trusted, or were not seen.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PageFault {
    /// Something did not come.
    #[error("the drop was not seen whole")]
    Visit(#[from] VisitError),
    /// It came with another status.
    #[error("the drop answers {path} with status {status}")]
    Status { path: &'static str, status: u16 },
    /// A header is missing, another one, or one too many.
    #[error("the answer to {path} does not have the header {name} as a drop sends it")]
    Header { path: &'static str, name: String },
    /// Two visitors got different bytes.
    #[error("two visitors got different bytes for {0}")]
    Differs(&'static str),
    /// There is no manifest.
    #[error("the drop's manifest cannot be read")]
    NoManifest(#[source] candour_pages::NotAManifest),
    /// No note comes with the manifest.
    #[error("the drop shows no release note")]
    NoRelease,
    /// The note is not the release's.
    #[error("the release note does not vouch for the drop's manifest")]
    Release(#[source] BadRelease),
    /// Another version, and nothing to check it by.
    #[error("the drop runs another version than this program, or a changed one")]
    OtherVersion,
    /// An asset that the manifest does not name.
    #[error("the manifest does not name {0}")]
    Unlisted(&'static str),
    /// An asset with other bytes.
    #[error("{0} is not what the manifest says")]
    Asset(&'static str),
    /// The first page is another one.
    #[error("the first page is not the one that this version makes of the drop's desk card")]
    Page,
    /// The card.
    #[error("the drop's desk card is not to be trusted")]
    Card(#[source] TrustError),
    /// What came as a unit's board is none.
    #[error("what the drop sends as the board of {unit} is not its board")]
    Board { unit: String, source: BoardError },
    /// Two visitors got boards of which neither can have followed on the other.
    #[error("two visitors got different boards of {0}")]
    Boards(String),
}

impl Hint for PageFault {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Visit(VisitError { source: AnswerError::Broken(_), .. }) => {
                "look whether Tor is running and the address is right, then try again later".to_owned()
            }
            Self::Status { status: 429 | 500.., .. } => "try again later".to_owned(),
            Self::Visit(_) | Self::Status { .. } => "compare the address with a second published place".to_owned(),
            Self::NoRelease | Self::NoManifest(_) => {
                "ask the drop's keeper to install the release's note; until then use candour-source to report".to_owned()
            }
            Self::OtherVersion => {
                "use the candour-source of the version that the drop runs, or give the release's public key with --release-key"
                    .to_owned()
            }
            Self::Card(error) => return error.hint(),
            _ => "do not report through this page; say publicly that it was changed, and use candour-source or another way".to_owned(),
        })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Visit(VisitError { source: AnswerError::Broken(_), .. }) => Exit::Unreachable,
            Self::Status { status: 429 | 500.., .. } => Exit::Unreachable,
            _ => Exit::Untrusted,
        }
    }
}

/// What the drop is held to.
pub(crate) struct Known<'a> {
    /// What this program's version sends.
    pub(crate) own: &'a Manifest,
    /// The release key, where one was given.
    pub(crate) release_key: Option<&'a VerifyingKey>,
    /// Today.
    pub(crate) today: Epoch,
}

/// What was found to be right.
#[derive(Debug)]
pub(crate) struct Found {
    /// What the drop sends.
    pub(crate) manifest: Manifest,
    /// Its card, signed by every unit on it; nothing more.
    pub(crate) card: DeskCard,
    /// Whether the release key vouched for the manifest.
    pub(crate) released: bool,
    /// Whether this program sends the same, so that it could make the first page again.
    pub(crate) same_version: bool,
}

/// Looks at several visits, of which the last one brought manifest and note.
pub(crate) fn inspect(visits: &[Visited], known: &Known<'_>) -> Result<Found, PageFault> {
    let manifest = Manifest::from_json(&got(visits, paths::PAGE_MANIFEST)?.body).map_err(PageFault::NoManifest)?;
    let same_version = manifest == *known.own;
    let released = known.release_key.map(|key| released(visits, &manifest, key)).transpose()?.is_some();
    if !same_version && !released {
        return Err(PageFault::OtherVersion);
    }
    for (path, answer) in visits.iter().flat_map(|visited| &visited.answers) {
        asset(path, answer, manifest.asset(path))?;
    }
    for path in [paths::PAGE, paths::DESK] {
        same(visits, path)?;
    }
    let card = trust::signed(&got(visits, paths::DESK)?.body).map_err(PageFault::Card)?;
    boards(visits, &card)?;
    if same_version {
        let page = &got(visits, paths::PAGE)?.body;
        // The drop's day may be another one than ours around midnight.
        let days = [known.today.0, known.today.0.saturating_sub(1), known.today.0.saturating_add(1)];
        if !days.into_iter().any(|day| Pages::new(&card, Epoch(day), card.is_demo()).home() == *page) {
            return Err(PageFault::Page);
        }
    }
    Ok(Found { manifest, card, released, same_version })
}

/// The first answer for a path, if it is a good one.
fn got<'v>(visits: &'v [Visited], path: &'static str) -> Result<&'v Answer, PageFault> {
    let answer = visits.iter().find_map(|visited| visited.answers.get(path));
    match answer {
        Some(answer) if answer.status == 200 => Ok(answer),
        other => Err(PageFault::Status { path, status: other.map_or(404, |answer| answer.status) }),
    }
}

/// The release key vouches for the manifest.
fn released(visits: &[Visited], manifest: &Manifest, key: &VerifyingKey) -> Result<(), PageFault> {
    let note = match got(visits, paths::PAGE_RELEASE) {
        Err(PageFault::Status { status: 404, .. }) => return Err(PageFault::NoRelease),
        other => other?,
    };
    let release = UntrustedRelease::parse(&note.body).map_err(PageFault::Release)?;
    release.verify(manifest, key).map_err(PageFault::Release)
}

/// One answer is as the manifest, or the protocol, says.
fn asset(path: &'static str, answer: &Answer, entry: Option<&Entry>) -> Result<(), PageFault> {
    if path == paths::PAGE_RELEASE && answer.status == 404 {
        // Nothing was asked of it, or it was missed before.
        return Ok(());
    }
    if answer.status != 200 {
        return Err(PageFault::Status { path, status: answer.status });
    }
    let media = match path {
        paths::PAGE => media::HTML,
        paths::DESK | paths::PAGE_RELEASE => media::TEXT,
        paths::PAGE_MANIFEST => media::JSON,
        _ => entry.map(|entry| entry.media.as_str()).ok_or(PageFault::Unlisted(path))?,
    };
    let packed = entry.and_then(|entry| entry.gzip_sha256.as_ref());
    headers(path, answer, media, packed.is_some())?;
    if let Some(entry) = entry {
        let hash: String = Sha256::digest(&answer.body).iter().map(|byte| format!("{byte:02x}")).collect();
        // Whoever takes gzip, as these visits do, gets it where there is one.
        if hash != *packed.unwrap_or(&entry.sha256) {
            return Err(PageFault::Asset(path));
        }
    }
    Ok(())
}

/// The headers are a drop's, none missing and none besides: one more could load or send what no page names.
fn headers(path: &'static str, answer: &Answer, media: &str, packed: bool) -> Result<(), PageFault> {
    let length = answer.body.len().to_string();
    let mut expected = HEADERS.to_vec();
    expected.extend([("content-type", media), ("content-length", length.as_str())]);
    if packed {
        expected.extend([("content-encoding", "gzip"), ("vary", "accept-encoding")]);
    }
    let wrong = |name: &str| PageFault::Header { path, name: name.to_owned() };
    for (name, value) in &expected {
        if answer.header(name) != Some(*value) {
            return Err(wrong(name));
        }
    }
    match answer.headers.iter().find(|(name, _)| expected.iter().all(|(known, _)| known != name)) {
        Some((name, _)) => Err(wrong(&candour_cli::sanitize::line(name))),
        None => Ok(()),
    }
}

/// What visitors got as boards is that, or says that there is none yet. A later visitor may get a newer one: a parcel came meanwhile.
fn boards(visits: &[Visited], card: &DeskCard) -> Result<(), PageFault> {
    for (place, unit) in card.units().iter().enumerate() {
        let mut last = None;
        for answer in visits.iter().filter_map(|visited| visited.boards.get(place)) {
            if answer.status != 200 {
                return Err(PageFault::Status { path: paths::BOARD, status: answer.status });
            }
            headers(paths::BOARD, answer, media::BOARD, false)?;
            let name = || unit.name().to_string();
            match boards::board(answer.body.clone(), &card.drop_id(), unit) {
                Ok(board) if last.as_ref().is_some_and(|last| board.supersedes(last).is_err()) => {
                    return Err(PageFault::Boards(name()));
                }
                Ok(board) => last = Some(board),
                Err(Absent::Nothing) if last.is_some() => return Err(PageFault::Boards(name())),
                Err(Absent::Nothing | Absent::Missing(_)) => {}
                Err(Absent::False(source)) => return Err(PageFault::Board { unit: name(), source }),
            }
        }
    }
    Ok(())
}

/// Every visitor got the same.
fn same(visits: &[Visited], path: &'static str) -> Result<(), PageFault> {
    let mut bodies = visits.iter().filter_map(|visited| visited.answers.get(path)).map(|answer| &answer.body);
    let first = bodies.next();
    if bodies.all(|body| Some(body) == first) { Ok(()) } else { Err(PageFault::Differs(path)) }
}

#[cfg(test)]
mod tests;
