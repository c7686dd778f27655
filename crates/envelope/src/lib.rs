//! Sealing and opening a report.
#![doc = include_str!("../README.md")]

mod archive;
mod audience;
mod hasher;
mod header_writer;
mod keys;
mod label;
mod lone;
mod open;
mod payload;
mod plan;
mod report;
mod seal;
mod seal_error;
mod sealer;
mod sealing;
mod secret;
mod sources;
#[cfg(test)]
mod tests;

pub use archive::{ArchiveFault, OpenedReport, PayloadError, ReportSink, read_report};
pub use audience::Audience;
pub use keys::{ClassicIdentity, ClassicRecipient, HybridIdentity, HybridRecipient, Identity, KeyError, Recipient};
pub use lone::open_lone_header;
pub use open::{OpenError, OpenedHeader, open_header};
pub use payload::{ChunkCipher, StreamFault, StreamReader, StreamWriter};
pub use plan::Plan;
pub use report::{
    Answers, Attachment, AttachmentEntry, BodyError, Category, Conversation, Extension, Language, MAX_ATTACHMENTS,
    MAX_NAME, MAX_PHRASE, MAX_REPORT, NotALanguage, NotAPhrase, OwnKey, Phrase, ReplyTo, ReportBody, ReportKind,
    Reporter, Role, Standing, ThreadKeys, VERSION,
};
pub use seal::seal_to;
pub use seal_error::SealError;
pub use sealer::{SealedReport, Sealer};
pub use sealing::{Sealing, Step};
pub use secret::{PayloadKey, SecretText};
