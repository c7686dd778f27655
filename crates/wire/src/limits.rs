//! Numbers that both sides hold to.

/// Largest blob taken, in bytes: the ladder's top.
pub const LARGEST_BLOB: u64 = candour_header::ladder::TOP;
/// Largest part that our clients send in one request, in bytes. A broken circuit loses no more than this.
pub const PART: u64 = 1 << 20;
/// Longest desk card, in bytes.
pub const LARGEST_DESK_CARD: u64 = 256 * 1024;
/// Longest problem document, in bytes; a client reads no more of a refusal.
pub const LARGEST_PROBLEM: u64 = 16 * 1024;
/// Longest manifest, in bytes.
pub const LARGEST_MANIFEST: u64 = 64 * 1024;
/// Days that an unfinished upload is kept.
pub const UPLOAD_DAYS: u32 = 2;
