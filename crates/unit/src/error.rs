//! Every way in which a verb fails, with what to do next. Owns the sentences; what each room's own error means stays there.

use std::io;
use std::path::PathBuf;

use candour_board::{MakeError, ParcelError, SplitError};
use candour_cli::atomic_file::AtomicFileError;
use candour_cli::editor::EditorError;
use candour_cli::passphrase::PassphraseError;
use candour_cli::secret_file::SecretFileError;
use candour_cli::{Exit, Hint, sanitize};
use candour_desk_card::CardError;

use crate::held::IdError;
use crate::home::HomeError;
use crate::protected::ProtectedError;

/// Why a verb failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UnitError {
    /// The home.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The passphrase.
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    /// A file of the home that only its owner may read.
    #[error(transparent)]
    Secret(#[from] SecretFileError),
    /// What is under the passphrase.
    #[error("cannot open {}", sanitize::path(path))]
    Protected {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ProtectedError,
    },
    /// What is under the passphrase is not what belongs there.
    #[error("{} holds no keys of a unit", sanitize::path(path))]
    NoKeys {
        /// The file.
        path: PathBuf,
    },
    /// Protecting new keys failed.
    #[error("cannot protect the new keys")]
    Protect(#[source] ProtectedError),
    /// Output.
    #[error(transparent)]
    Output(#[from] AtomicFileError),
    /// Stdout.
    #[error("cannot write the output")]
    Stdout(#[source] io::Error),
    /// An input file.
    #[error("cannot read {}", sanitize::path(path))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A card.
    #[error("{} is refused", sanitize::path(path))]
    Card {
        /// The file.
        path: PathBuf,
        /// Why.
        source: CardError,
    },
    /// The parts of a card do not go together.
    #[error("no desk card can be made of these")]
    Draft(#[source] CardError),
    /// A demo key and a real card, or the other way round.
    #[error("demo keys sign demo cards only, and real keys real ones")]
    DemoMix,
    /// `desk-card check` on a card that lacks signatures.
    #[error("{} is not complete: {} of {} units have signed", sanitize::path(path), signed, units)]
    Incomplete {
        /// The file.
        path: PathBuf,
        /// Units that signed.
        signed: usize,
        /// Units on it.
        units: usize,
    },
    /// `open` without any desk card.
    #[error("this unit holds no desk card")]
    NoDeskCard,
    /// The bundle's folder is not one, or its papers are broken.
    #[error("{} is not taken as a bundle", sanitize::path(path))]
    Bundle {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: candour_bundle::BundleError,
    },
    /// The bundle's manifest names another drop than the card whose key signed it.
    #[error("{} is of another drop than its signature says", sanitize::path(path))]
    OtherDrop {
        /// The folder.
        path: PathBuf,
    },
    /// This machine's disk stopped the intake. What was opened before is held.
    #[error("reports could not be kept")]
    NotKept(#[source] io::Error),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// A case.
    #[error("there is no case {number}")]
    NoCase {
        /// What was typed.
        number: u32,
    },
    /// A case whose reports brought nothing to answer them by.
    #[error("case {number} cannot be answered: its reports brought no keys")]
    Unanswerable {
        /// The case.
        number: u32,
    },
    /// A reply.
    #[error("there is no reply {number}")]
    NoReply {
        /// What was typed.
        number: u32,
    },
    /// `withdraw` of a reply that is on a board.
    #[error("reply {number} is on a board already")]
    AlreadySent {
        /// The reply.
        number: u32,
    },
    /// A letter without a phrase.
    #[error("case {number} is answered by letters, and its report names no phrase to quote")]
    NoQuote {
        /// The case.
        number: u32,
    },
    /// A quotation that stands nowhere in the report.
    #[error("the quotation does not stand in the report")]
    Misquoted,
    /// A reply that no cells can take.
    #[error("the reply cannot be sent")]
    Text(#[source] SplitError),
    /// A reply that is not text.
    #[error("the reply is not UTF-8 text of at most 64 KiB")]
    NotText,
    /// Stdin.
    #[error("cannot read the reply")]
    Stdin(#[source] io::Error),
    /// The editor.
    #[error(transparent)]
    Editor(#[from] EditorError),
    /// Which drop?
    #[error("this unit holds desk cards of {drops} drops")]
    WhichDrop {
        /// How many.
        drops: usize,
    },
    /// `--drop` names none of them.
    #[error("this unit holds no desk card of drop {}", sanitize::line(drop))]
    NotItsDrop {
        /// What was typed.
        drop: String,
    },
    /// What is kept beside the last parcel was changed by hand.
    #[error("{} is missing or damaged", sanitize::path(path))]
    Parcel {
        /// The file or folder.
        path: PathBuf,
    },
    /// `--again` names a parcel that is not kept.
    #[error("parcel {number} is not kept here")]
    NoParcel {
        /// What was typed.
        number: u32,
    },
    /// There is no next board.
    #[error("no parcel can be made")]
    Board(#[source] MakeError),
    /// The parcel does not pass the drop's own checks.
    #[error("the parcel is not right, and nothing of it was kept")]
    WrongParcel(#[source] ParcelError),
    /// A report's folder was changed by hand.
    #[error("{} is missing or damaged", sanitize::path(path))]
    Folder {
        /// The file.
        path: PathBuf,
    },
}

impl Hint for UnitError {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Home(error) => return error.hint(),
            Self::Passphrase(error) => return error.hint(),
            Self::Secret(error) => return error.hint(),
            Self::Output(error) => return error.hint(),
            Self::Id(error) => return error.hint(),
            Self::Editor(error) => return error.hint(),
            Self::Protected { source: ProtectedError::WrongPassphrase, .. } => "type the passphrase again",
            Self::Protected { .. } | Self::NoKeys { .. } => "put the file back from the unit's backup of its keys",
            Self::Protect(_) | Self::Stdout(_) => "run it again",
            Self::Read { .. } => "look whether the name is right and the file is yours to read",
            // Said of somebody else's card, their hints would be about this unit's own choice.
            Self::Card { source: CardError::Units | CardError::Count | CardError::Epochs, .. } => {
                "do not sign or use it; ask its maker"
            }
            Self::Card { source, .. } => card_hint(source),
            Self::Draft(source) => card_hint(source),
            Self::DemoMix => "make the card and the keys with --demo, or both without",
            Self::Incomplete { .. } => "take it to the units that are missing; each runs `candour-unit desk-card sign`",
            Self::NoDeskCard => "run `candour-unit desk-card check CARD` with the card that the drop serves",
            Self::Bundle { .. } | Self::OtherDrop { .. } => {
                "tell the courier, and collect it anew; nothing of it was opened"
            }
            Self::NotKept(_) => "make room on this disk, and open the bundle again; what was opened stays held",
            Self::NoCase { .. } => "look at the numbers with `candour-unit cases`",
            Self::NoReply { .. } => "look at the numbers with `candour-unit case`",
            Self::AlreadySent { .. } => "write another reply; what was sent cannot be called back",
            Self::Unanswerable { .. } => "look whether a report of the case says how to reach its writer",
            Self::NoQuote { .. } => "give a line of her report with --quote; she trusts a letter by it",
            Self::Misquoted => "copy it from the report, letter by letter, out of one line",
            Self::Text(SplitError::Empty) => "look whether the file is the right one",
            Self::Text(SplitError::TooLong) => "shorten it, or send it as two replies",
            Self::Text(SplitError::Quote) => "quote one line of at most 200 bytes",
            Self::Text(_) => "write plain text; line ends and tabs are all that it may have besides",
            Self::NotText => "save it as plain text",
            Self::Stdin(_) => "name a text file with --file",
            Self::WhichDrop { .. } => "name one with --drop, as `candour-unit show` says it of a report",
            Self::NotItsDrop { .. } => "look at a report's drop with `candour-unit show`",
            Self::Parcel { .. } => {
                "put the folder back from a backup that has the last parcel; an older one would use numbers twice"
            }
            Self::NoParcel { .. } => "name one of the last 32; the drop wants the one after the last that it took",
            Self::Board(MakeError::Clock) => "set this machine's clock",
            Self::Board(_) | Self::WrongParcel(_) => "tell the makers of this program; nothing was lost",
            Self::Folder { .. } => {
                "open the bundle again after moving the report's folder away; its sealed original is proof"
            }
        };
        Some(hint.to_owned())
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Home(error) => error.exit(),
            Self::Passphrase(error) => error.exit(),
            Self::Secret(error) => error.exit(),
            Self::Output(error) => error.exit(),
            Self::Id(error) => error.exit(),
            Self::Card { .. } | Self::DemoMix | Self::Bundle { .. } | Self::OtherDrop { .. } => Exit::Untrusted,
            Self::NotKept(_) => Exit::Partly,
            _ => Exit::Failed,
        }
    }
}

/// What to do about a card.
const fn card_hint(error: &CardError) -> &'static str {
    match error {
        CardError::NotACard | CardError::Line(_) => {
            "look whether this is the right file, and copy it anew from where it came"
        }
        CardError::Recipient | CardError::Fill => "do not use it; ask its maker how it was made",
        CardError::Units | CardError::Count => "name each unit once, and no more units than recipients",
        CardError::Epochs => "choose at most 91 days",
        CardError::NotAUnit => "this unit is not on the card; ask its maker",
        CardError::Expired => "make a new card with a higher number",
        CardError::NotYet => "wait until its first day, or make a card that begins earlier",
        _ => "do not sign or use it; ask its maker",
    }
}
