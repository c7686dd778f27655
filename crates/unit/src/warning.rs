//! What a verb warns of although it goes on. Owns the sentences; judges nothing.

use std::io;
use std::path::PathBuf;

use candour_cli::atomic_file::AtomicFileError;
use candour_cli::sanitize;
use candour_desk_card::CardError;

use crate::plan::LeftOut;

/// Something that the reader should act on. Said by [`candour_cli::Voice::warn`], with its source.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Warning {
    /// `init --demo`.
    #[error("these are throw-away keys: no real report may be sealed to them")]
    ThrowAway,
    /// A card that was kept and is not in force today.
    #[error(transparent)]
    NotInForce(CardError),
    /// Reports that opened and have something to look into.
    #[error("look at the reports with an alarm before you trust how they came here")]
    Alarms,
    /// Reports that failed, are missing or damaged.
    #[error("not everything was opened; ask the courier to collect again what is missing or damaged")]
    NotAll,
    /// Reports that came a second time.
    #[error("what was replayed is nothing new; whoever sent it again need not be the source")]
    Replayed,
    /// A parcel was made before and not written out: it goes first.
    #[error("parcel {0} had been made before and not written out whole; nothing that was written since is in it")]
    NotHanded(u32),
    /// A reply that a board did not take.
    #[error("reply {reply} to case {case} does not go")]
    LeftOut {
        /// The reply.
        reply: u32,
        /// Its case.
        case: u32,
        /// Why.
        #[source]
        why: LeftOut,
    },
    /// A reply whose report, or text, is not there any more.
    #[error("reply {0} waits on: its text, or the keys of the report that it answers, cannot be opened")]
    Unsendable(u32),
    /// Files in the bundle's folder that its listing does not name.
    #[error("{}", unlisted(*.0))]
    Unlisted(u64),
    /// The bundle's folder could not be looked through.
    #[error("cannot look for unlisted files in {}", sanitize::path(path))]
    Unsearched {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Hashes of blobs for other units were not written down. Nothing is lost by it but the next bundle's peace.
    #[error("a later bundle may call reports missing that were for other units and are left out of it")]
    NotRemembered(#[source] AtomicFileError),
    /// An attachment in a report's folder is missing or of another length.
    #[error("an attachment is not as it was opened; open its sealed original again elsewhere and compare")]
    Attachment,
}

/// The sentence for so many files.
fn unlisted(count: u64) -> String {
    match count {
        1 => "1 file in the bundle's folder is not listed; it was left alone".to_owned(),
        _ => format!("{count} files in the bundle's folder are not listed; they were left alone"),
    }
}
