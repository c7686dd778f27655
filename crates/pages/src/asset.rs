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
pub const ASSETS: &[Asset] = &[
    Asset {
        path: paths::APP,
        media: media::SCRIPT,
        bytes: include_bytes!("../../web/dist/app.js"),
        gzip: Some(include_bytes!("../../web/dist/app.js.gz")),
    },
    Asset {
        path: paths::CORE_SCRIPT,
        media: media::SCRIPT,
        bytes: include_bytes!("../../web/dist/core.js"),
        gzip: Some(include_bytes!("../../web/dist/core.js.gz")),
    },
    Asset {
        path: paths::CORE_WASM,
        media: media::WASM,
        bytes: include_bytes!("../../web/dist/core.wasm"),
        gzip: Some(include_bytes!("../../web/dist/core.wasm.gz")),
    },
    Asset {
        path: paths::SEAL,
        media: media::SCRIPT,
        bytes: include_bytes!("../../web/dist/seal.js"),
        gzip: Some(include_bytes!("../../web/dist/seal.js.gz")),
    },
    Asset { path: paths::STYLE, media: media::CSS, bytes: include_bytes!("../style.css"), gzip: None },
];

/// What built the assets: name and version.
pub(crate) fn tools() -> BTreeMap<String, String> {
    BTreeMap::new()
}
