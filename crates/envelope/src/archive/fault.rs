//! What can be wrong with an authentic payload.

use std::io;

use crate::payload::StreamFault;
use crate::report::BodyError;

/// Why a payload was not read as a report: one variant for each different next step.
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum PayloadError {
    /// Genuine, but not an archive of ours: keep the whole payload as an unstructured exhibit.
    #[error("not a report of ours: kept as it came")]
    Unstructured,
    /// Ours by its first entry, with a `report.json` that does not parse: keep the whole payload as an exhibit, and look at the reason.
    #[error("report.json was not taken")]
    Report(#[source] BodyError),
    /// Ours by its `report.json`, and hostile or broken after it: discard what was extracted, keep the payload.
    #[error("the archive was not taken")]
    Archive(#[source] ArchiveFault),
    /// The payload itself is damaged: discard what was extracted, fetch the blob again.
    #[error("the payload did not open")]
    Stream(#[source] StreamFault),
    /// The payload could not be read for a reason of this machine.
    #[error("the payload could not be read")]
    Read(#[source] io::Error),
    /// What was extracted could not be kept.
    #[error("the report could not be written")]
    Sink(#[source] io::Error),
}

/// What is wrong with an archive that starts as ours.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ArchiveFault {
    /// A header block that is not a tar header, or whose checksum or numbers do not hold.
    #[error("a header in the archive is broken")]
    BadHeader,
    /// A symbolic or hard link.
    #[error("the archive has a link")]
    Link,
    /// A device or a pipe.
    #[error("the archive has a device or a pipe")]
    Device,
    /// A PAX or GNU extension: long names, sparse files, volume labels.
    #[error("the archive has an extension entry")]
    Extension,
    /// An absolute path.
    #[error("the archive has an absolute path")]
    AbsolutePath,
    /// A path with `..`.
    #[error("the archive has a path that leaves its folder")]
    ParentPath,
    /// A name with control, direction or invisible characters, or that is not UTF-8.
    #[error("the archive has a name with hidden characters")]
    DeceivingName,
    /// A name for the second time.
    #[error("the archive has a name twice")]
    Duplicate,
    /// Listed in `report.json`, but at another place.
    #[error("the archive's order is not that of report.json")]
    WrongOrder,
    /// Not listed in `report.json`.
    #[error("the archive has an entry that report.json does not list")]
    Unlisted,
    /// Listed in `report.json`, and the archive ends without it.
    #[error("the archive lacks an attachment that report.json lists")]
    Missing,
    /// Of another length than `report.json` says.
    #[error("an attachment's length is not that in report.json")]
    WrongSize,
    /// `report.json` itself is longer than any report.
    #[error("report.json is longer than 1 MiB")]
    ReportTooLong,
    /// The payload ends within the archive.
    #[error("the archive ends early")]
    Truncated,
    /// Something other than zeros after an entry's content or the archive's end.
    #[error("something other than zeros follows where the archive pads")]
    Garbage,
}
