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

/// The packages that the client is built from and with, each at one version.
const PACKAGES: &str = include_str!("../../web/package.json");
/// What the last build says of itself.
const BUILT: &str = include_str!("../../web/dist/assets.json");
/// The one of these that only tests use.
const FOR_TESTS: [&str; 1] = ["happy-dom"];
/// What compresses the assets.
const COMPRESSORS: [(&str, &str); 2] = [("flate2", "1.1.11"), ("miniz_oxide", "0.9.1")];

/// What built the assets: name and version.
pub(crate) fn tools() -> BTreeMap<String, String> {
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
    let (packages, built) = (read(PACKAGES), read(BUILT));
    let packages = packages.get("devDependencies").and_then(serde_json::Value::as_object);
    let packages = packages.into_iter().flatten().filter(|(name, _)| !FOR_TESTS.contains(&name.as_str()));
    let mut tools: BTreeMap<String, String> =
        packages.filter_map(|(name, version)| Some((name.clone(), version.as_str()?.to_owned()))).collect();
    tools.extend(COMPRESSORS.map(|(name, version)| (name.to_owned(), version.to_owned())));
    let rust = built.get("rust").and_then(serde_json::Value::as_str).unwrap_or_default();
    tools.insert("rust".to_owned(), rust.to_owned());
    tools
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tools_are_named_at_the_versions_that_are_locked() {
        let tools = tools();
        for name in ["acorn", "binaryen", "esbuild", "rust", "terser"] {
            let version = tools.get(name).unwrap();
            assert!(version.split('.').count() == 3 && version.starts_with(|c: char| c.is_ascii_digit()), "{name}");
        }
        let lock = include_str!("../../../Cargo.lock");
        for (name, version) in COMPRESSORS {
            assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n")), "{name} is another one");
        }
        assert!(!tools.contains_key("happy-dom"));
    }
}
