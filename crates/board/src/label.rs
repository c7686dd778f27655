//! Every context string of cells, in one place.

/// How the message of a tag's HMAC begins.
pub(crate) const TAG_LABEL: &[u8; 14] = b"candour/tag/v1";
/// How a reply begins.
pub(crate) const REPLY_LABEL: &[u8; 16] = b"candour/reply/v1";
/// The first line of a letter.
pub(crate) const LETTER_LABEL: &str = "candour/letter/v1";
