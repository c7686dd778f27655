//! Every context string of the unit's own hashes, in one place.

/// Before a thread secret, for the id by which the unit knows a conversation.
pub(crate) const THREAD: &[u8] = b"candour/unit/thread/v1";
/// Before a recipient as age prints it, for the same where a source has a key of her own.
pub(crate) const OWN_KEY: &[u8] = b"candour/unit/own-key/v1";
/// Before a tag key, for the id under which the numbers of a conversation's cells are counted.
pub(crate) const COUNT: &[u8] = b"candour/unit/count/v1";
