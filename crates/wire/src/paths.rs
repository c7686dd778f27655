//! Every path that the two listeners answer.

/// The page, with the plain upload form. Public.
pub const PAGE: &str = "/";
/// The page's one style sheet. Public.
pub const STYLE: &str = "/style.css";
/// Takes a whole sealed report (`POST`). Public.
pub const REPORTS: &str = "/reports";
/// tus 1.0 creation (`POST`, `OPTIONS`). Public.
pub const UPLOADS: &str = "/uploads";
/// The desk card, as the units signed it. Public.
pub const DESK: &str = "/desk";

/// Whether the drop works, and how full it is. Collect listener.
pub const HEALTH: &str = "/healthz";
/// The signed manifest of what the drop holds. Collect listener.
pub const MANIFEST: &str = "/collect/manifest";
/// The listing that the manifest commits to. Collect listener.
pub const LISTING: &str = "/collect/listing";
/// Sealed reports, by hash: `/collect/reports/{64 hex}`. Collect listener.
pub const COLLECT_REPORTS: &str = "/collect/reports";

/// The path of one upload: `/uploads/{id}`.
#[must_use]
pub fn upload(id: &str) -> String {
    format!("{UPLOADS}/{id}")
}

/// The path of one sealed report on the collect listener.
#[must_use]
pub fn collect_report(hash: &crate::BlobHash) -> String {
    format!("{COLLECT_REPORTS}/{hash}")
}
