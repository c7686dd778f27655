//! The committed release note and the committed assets, which change together or not at all.

use std::io::Read as _;

use candour_note::{SigningKey, VerifyingKey};
use candour_pages::{ASSETS, Manifest, UntrustedRelease};

const KEY: &[u8] = include_bytes!("../../../../keys-example/release/release.key");
const PUBLIC: &str = include_str!("../../../../keys-example/release/release.pub");
const NOTE: &[u8] = include_bytes!("../../../../keys-example/release/manifest.sig");

#[test]
fn the_throw_away_note_is_of_this_manifest() {
    let key: VerifyingKey = PUBLIC.trim_end().parse().unwrap();
    let checked = UntrustedRelease::parse(NOTE).and_then(|release| release.verify(&Manifest::own(), &key));
    assert_eq!(checked, Ok(()), "pages or assets have changed: run `cargo xtask sign-release` and commit keys-example");
}

#[test]
fn the_throw_away_key_says_what_it_is() {
    let key = SigningKey::from_private_line(KEY).unwrap();
    assert_eq!(format!("{}\n", key.verifying_key()), PUBLIC);
    assert!(PUBLIC.starts_with("throw-away-"), "its name is a warning");
}

#[test]
fn every_packed_asset_unpacks_to_its_asset() {
    for asset in ASSETS {
        let Some(packed) = asset.gzip else { continue };
        let mut whole = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut whole).unwrap();
        assert!(whole == asset.bytes, "{} unpacks to something else: run `cargo xtask web`", asset.path);
        assert!(packed.len() < asset.bytes.len(), "{}", asset.path);
    }
}
