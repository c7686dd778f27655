//! Every way in which a verb fails, with what to do next. Owns the sentences; what each room's own error means stays there.

use std::io;
use std::path::PathBuf;

use candour_cli::atomic_file::AtomicFileError;
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
