//! Numbers that both sides hold to.

/// Largest blob taken, in bytes: the ladder's top.
pub const LARGEST_BLOB: u64 = candour_header::ladder::TOP;
/// Largest part that our clients send in one request, in bytes. A broken circuit loses no more than this.
pub const PART: u64 = 1 << 20;
/// Longest desk card, in bytes.
pub const LARGEST_DESK_CARD: u64 = 256 * 1024;
/// Longest problem document, in bytes; a client reads no more of a refusal.
pub const LARGEST_PROBLEM: u64 = 16 * 1024;
/// Bytes of the smallest board, of 64 cells: what stands in the place of a board before a unit's first parcel, all zero.
pub const SMALLEST_BOARD: usize = 64 * (4096 + 16) + 3072 + 4096;
/// Bytes of the largest board, of 1024 cells.
pub const LARGEST_BOARD: u64 = 1024 * (4096 + 16) + 4096;
/// Longest parcel's note, in bytes.
pub const LARGEST_PARCEL_NOTE: u64 = 256 * 1024;
/// Longest body with a parcel, in bytes: note, zero byte, board.
pub const LARGEST_PARCEL: u64 = LARGEST_PARCEL_NOTE + 1 + LARGEST_BOARD;
/// Longest list of applied parcels, in bytes.
pub const LARGEST_APPLIED: u64 = 64 * 1024;
/// Longest manifest, in bytes.
pub const LARGEST_MANIFEST: u64 = 64 * 1024;
/// Days that an unfinished upload is kept.
pub const UPLOAD_DAYS: u32 = 2;
