//! Every path that the two listeners answer.

/// The page, with the plain upload form. Public.
pub const PAGE: &str = "/";
/// The accessibility statement. Public.
pub const ACCESSIBILITY: &str = "/accessibility";
/// A nearly empty page that clears what the browser keeps of the drop. Public.
pub const LEAVE: &str = "/leave";
/// The pages' one style sheet. Public.
pub const STYLE: &str = "/style.css";
/// The client's program. Public.
pub const APP: &str = "/app.js";
/// The worker's program, which seals. Public.
pub const SEAL: &str = "/seal.js";
/// The sealing core for browsers with WebAssembly. Public.
pub const CORE_WASM: &str = "/core.wasm";
/// The same core for browsers without. Public.
pub const CORE_SCRIPT: &str = "/core.js";
/// What a drop of this version sends, by hash. Public.
pub const PAGE_MANIFEST: &str = "/.well-known/candour/manifest.json";
/// The release's signed note over it. Public.
pub const PAGE_RELEASE: &str = "/.well-known/candour/manifest.sig";
/// Takes a whole sealed report (`POST`). Public.
pub const REPORTS: &str = "/reports";
/// tus 1.0 creation (`POST`, `OPTIONS`). Public.
pub const UPLOADS: &str = "/uploads";
/// The desk card, as the units signed it. Public.
pub const DESK: &str = "/desk";
/// The units' boards, by the unit's name: `/board/{name}`. Public.
pub const BOARD: &str = "/board";

/// Whether the drop works, and how full it is. Collect listener.
pub const HEALTH: &str = "/healthz";
/// The signed manifest of what the drop holds. Collect listener.
pub const MANIFEST: &str = "/collect/manifest";
/// The listing that the manifest commits to. Collect listener.
pub const LISTING: &str = "/collect/listing";
/// Sealed reports, by hash: `/collect/reports/{64 hex}`. Collect listener.
pub const COLLECT_REPORTS: &str = "/collect/reports";
/// Takes a unit's parcel (`POST`), and says which parcel of each unit was the last (`GET`). Collect listener.
pub const PARCELS: &str = "/collect/parcels";

/// The path of one upload: `/uploads/{id}`.
#[must_use]
pub fn upload(id: &str) -> String {
    format!("{UPLOADS}/{id}")
}

/// The path of a unit's board.
#[must_use]
pub fn board(unit: &str) -> String {
    format!("{BOARD}/{unit}")
}

/// The path of one sealed report on the collect listener.
#[must_use]
pub fn collect_report(hash: &crate::BlobHash) -> String {
    format!("{COLLECT_REPORTS}/{hash}")
}
