//! `report.json`: what a report says, in fields. Versioned; unescaped UTF-8; nothing in it is checked for truth.

mod answers;
mod attachment;
mod body;
mod conversation;
mod extension;

pub use answers::{Answers, Category, Language, NotALanguage, ReportKind, Reporter, Role, Standing};
pub use attachment::{Attachment, AttachmentEntry, MAX_ATTACHMENTS, MAX_NAME};
pub(crate) use attachment::{FOLDER, deceives, is_plain_name};
pub use body::{BodyError, MAX_REPORT, ReportBody, VERSION};
pub use conversation::{Conversation, MAX_PHRASE, NotAPhrase, OwnKey, Phrase, ReplyTo, ThreadKeys};
pub use extension::Extension;
