//! What the pages load, embedded. Owns path, media type and bytes of each; the server and the manifest read this one table.

use std::collections::BTreeMap;

use candour_wire::{media, paths};

/// One asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Its path on the drop.
    pub path: &'static str,
    /// Its media type.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
    /// The same in gzip, where it is kept so.
    pub gzip: Option<&'static [u8]>,
}

/// Every asset, sorted by path.
pub const ASSETS: &[Asset] =
    &[Asset { path: paths::STYLE, media: media::CSS, bytes: include_bytes!("../style.css"), gzip: None }];

/// What built the assets: name and version.
pub(crate) fn tools() -> BTreeMap<String, String> {
    BTreeMap::new()
}
