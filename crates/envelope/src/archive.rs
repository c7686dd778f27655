//! The archive inside a sealed report: a POSIX tar of `report.json` and its attachments, then zeros up to the ladder's step.
//!
//! The reader is ours and reads one narrow form: regular files with short names, in the order that `report.json` gives. The `tar` crate
//! would follow extensions, links, sparse maps and long names, each of which would have to be switched off again; what it would save
//! is one 512-byte header.

mod block;
mod fault;
mod reader;

pub(crate) use block::{BLOCK, END_BLOCKS, REPORT_NAME, header as entry_header, padded};
pub use fault::{ArchiveFault, PayloadError};
pub use reader::{OpenedReport, ReportSink, read_report};
