//! Media types.

/// A sealed report, the body of `POST /reports`.
pub const AGE: &str = "application/age";
/// A part of an upload (tus 1.0, `PATCH`).
pub const TUS_PART: &str = "application/offset+octet-stream";
/// The plain form (RFC 7578), with its boundary parameter behind it.
pub const FORM: &str = "multipart/form-data";
/// Answers to programs.
pub const JSON: &str = "application/json";
/// Refusals to programs (RFC 9457).
pub const PROBLEM: &str = "application/problem+json";
/// Pages, and answers to forms.
pub const HTML: &str = "text/html; charset=utf-8";
/// Signed notes: desk card, manifest; and the listing.
pub const TEXT: &str = "text/plain; charset=utf-8";
/// A unit's board.
pub const BOARD: &str = "application/octet-stream";
/// A unit's parcel on its way to the drop: the note, a zero byte, and what it lists, one behind another.
pub const PARCEL: &str = "application/vnd.candour.parcel";
/// Scripts.
pub const SCRIPT: &str = "text/javascript; charset=utf-8";
/// The sealing core.
pub const WASM: &str = "application/wasm";
/// The style sheet.
pub const CSS: &str = "text/css; charset=utf-8";
