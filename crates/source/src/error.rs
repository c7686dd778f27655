//! Every way in which the program ends badly, one row for each room.

use candour_cli::atomic_file::AtomicFileError;
use candour_cli::{Exit, Hint};
use candour_note::BadVerifyingKey;
use candour_route::{AddressError, NotAPort, RouteError};

use crate::attachments::AttachmentError;
use crate::codename::CodenameError;
use crate::composing::ComposeError;
use crate::inspection::PageFault;
use crate::net::upload::SendError;
use crate::pins::PinError;
use crate::sealed_file::SealedFileError;
use crate::trust::TrustError;
use crate::writing::WritingError;

/// Why the program ended. Each room's own error says what was being done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceError {
    /// The drop's address.
    #[error("this is no address of a drop")]
    Address(#[source] AddressError),
    /// The SOCKS port.
    #[error("this is no SOCKS port")]
    Socks(#[source] NotAPort),
    /// The way there.
    #[error("no way to the drop")]
    Route(#[source] RouteError),
    /// Talking to the drop.
    #[error(transparent)]
    Send(#[from] SendError),
    /// A drop's pages.
    #[error(transparent)]
    Page(#[from] PageFault),
    /// The release key.
    #[error("this is no release key")]
    ReleaseKey(#[source] BadVerifyingKey),
    /// The desk card.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// The pins' folder.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// The codename.
    #[error(transparent)]
    Codename(#[from] CodenameError),
    /// The text.
    #[error(transparent)]
    Writing(#[from] WritingError),
    /// An attachment.
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    /// Sealing.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// A sealed file.
    #[error(transparent)]
    SealedFile(#[from] SealedFileError),
    /// An output.
    #[error(transparent)]
    Output(#[from] AtomicFileError),
    /// Stdout.
    #[error("cannot write to standard output")]
    Stdout(#[source] std::io::Error),
}

impl SourceError {
    /// The room's own view.
    fn room(&self) -> Option<&dyn Hint> {
        Some(match self {
            Self::Address(error) => error,
            Self::Route(error) => error,
            Self::Send(error) => error,
            Self::Page(error) => error,
            Self::Trust(error) => error,
            Self::Pin(error) => error,
            Self::Codename(error) => error,
            Self::Writing(error) => error,
            Self::Attachment(error) => error,
            Self::Compose(error) => error,
            Self::SealedFile(error) => error,
            Self::Output(error) => error,
            Self::Socks(_) | Self::ReleaseKey(_) | Self::Stdout(_) => return None,
        })
    }
}

impl Hint for SourceError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Socks(_) => Some("write it as 127.0.0.1:9050".to_owned()),
            Self::ReleaseKey(_) => Some("write it as it is published, NAME+ID+KEY".to_owned()),
            Self::Stdout(_) => Some("look whether what reads the output is still there, and run it again".to_owned()),
            _ => self.room()?.hint(),
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Socks(_) | Self::ReleaseKey(_) => Exit::Usage,
            _ => self.room().map_or(Exit::Failed, Hint::exit),
        }
    }
}
