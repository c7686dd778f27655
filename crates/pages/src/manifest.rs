//! The manifest: what a drop of this version sends, by hash. Owns its JSON; what vouches for it is the release note.

use std::collections::BTreeMap;

use candour_wire::BlobHash;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::asset::{ASSETS, Asset, tools};
use crate::page::TEMPLATES;
use crate::texts::{ENGLISH, WELSH};

/// The form's name and version.
const FORM: &str = "candour-manifest/v1";
/// The version of this program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a drop sends. Its JSON has these fields in this order, two spaces an indent, and one line feed at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORM`].
    form: String,
    /// The version that sends it.
    pub version: String,
    /// SHA-256 over all templates and texts, in hex.
    pub words: String,
    /// What built the assets: name and version.
    pub tools: BTreeMap<String, String>,
    /// Every asset, sorted by path.
    pub assets: Vec<Entry>,
}

/// One asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its path on the drop.
    pub path: String,
    /// Its media type.
    pub media: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
    /// Where it is kept compressed: its length in gzip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gzip_bytes: Option<u64>,
    /// SHA-256 of the gzip form, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gzip_sha256: Option<String>,
}

/// The bytes are no manifest of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a manifest of this form")]
pub struct NotAManifest;

/// SHA-256 of some bytes.
pub(crate) fn hash(bytes: &[u8]) -> BlobHash {
    BlobHash(Sha256::digest(bytes).into())
}

/// SHA-256 over all templates and texts: `NAME LF LENGTH LF BYTES` of each.
fn words() -> BlobHash {
    let mut hasher = Sha256::new();
    let folders =
        [("templates", TEMPLATES.as_slice()), ("texts/en", ENGLISH.as_slice()), ("texts/cy", WELSH.as_slice())];
    for (folder, files) in folders {
        for (name, text) in files {
            hasher.update(format!("{folder}/{name}\n{}\n{text}", text.len()));
        }
    }
    BlobHash(hasher.finalize().into())
}

impl Entry {
    /// One asset's entry.
    fn of(asset: &Asset) -> Self {
        let length = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self {
            path: asset.path.to_owned(),
            media: asset.media.to_owned(),
            bytes: length(asset.bytes),
            sha256: hash(asset.bytes).to_string(),
            gzip_bytes: asset.gzip.map(length),
            gzip_sha256: asset.gzip.map(|gzip| hash(gzip).to_string()),
        }
    }
}

impl Manifest {
    /// The manifest of this very version.
    #[must_use]
    pub fn own() -> Self {
        Self {
            form: FORM.to_owned(),
            version: VERSION.to_owned(),
            words: words().to_string(),
            tools: tools(),
            assets: ASSETS.iter().map(Entry::of).collect(),
        }
    }

    /// `manifest.json`, the same bytes for everybody.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Parses a manifest; it must be written the one way, to the last byte, with paths in order.
    ///
    /// # Errors
    /// [`NotAManifest`].
    pub fn from_json(bytes: &[u8]) -> Result<Self, NotAManifest> {
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| NotAManifest)?;
        let sorted = manifest.assets.is_sorted_by(|one, next| one.path < next.path);
        let same = manifest.to_json().as_bytes() == bytes;
        if manifest.form == FORM && sorted && same { Ok(manifest) } else { Err(NotAManifest) }
    }

    /// The entry of a path.
    #[must_use]
    pub fn asset(&self, path: &str) -> Option<&Entry> {
        self.assets.iter().find(|entry| entry.path == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_comes_back_and_names_every_asset_once() {
        let text = Manifest::own().to_json();
        assert_eq!(Manifest::from_json(text.as_bytes()), Ok(Manifest::own()));
        let style = Manifest::own().asset("/style.css").cloned().unwrap();
        assert_eq!(style.sha256, hash(include_bytes!("../style.css")).to_string());
    }

    #[test]
    fn another_spelling_is_no_manifest() {
        let text = Manifest::own().to_json();
        for bad in [
            text.trim_end().to_owned(),
            text.replace("  ", " "),
            text.replacen("{", "{\"x\":1,", 1),
            text.replace("/v1", "/v2"),
        ] {
            assert_eq!(Manifest::from_json(bad.as_bytes()), Err(NotAManifest), "{bad}");
        }
    }
}
