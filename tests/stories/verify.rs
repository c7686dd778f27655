//! `candour-source verify-page` at a real drop, and at one that lies in one thing.

use std::fs;
use std::net::SocketAddr;

use candour_note::SigningKey;
use candour_pages::{Manifest, release};

use crate::card::{self, Kind};
use crate::liar;
use crate::place::free_address;
use crate::scene::Scene;

/// What is said of a page that was changed.
const CHANGED: &str =
    "hint: do not report through this page; say publicly that it was changed, and use candour-source or another way\n";

/// The release key of these stories.
fn release_key() -> SigningKey {
    SigningKey::from_seed("release.example".parse().unwrap(), &[3; 32])
}

/// The real server with a release note.
struct Released {
    scene: Scene,
    address: SocketAddr,
}

impl Released {
    fn new(kind: Kind) -> Self {
        let (mut scene, address) = (Scene::new(), free_address());
        let data = scene.path("drop");
        card::make(&data, Some(kind));
        let note = scene.path("manifest.sig");
        fs::write(&note, release::sign(&Manifest::own(), &release_key()).unwrap().to_bytes()).unwrap();
        let config = format!(
            "data = {data:?}\nrelease_signature = {note:?}\n[public]\nlisten = '{address}'\n\
             [collect]\nlisten = '{}'\n[limits]\ntext_reports = 1000\n",
            free_address()
        );
        fs::write(scene.path("candour.toml"), config).unwrap();
        let words = scene.ran("candour-source", &["fingerprint", "drop/keys/desk.card"]);
        fs::write(scene.path("published"), words.stdout).unwrap();
        scene.start();
        Self { scene, address }
    }

    /// Looks with these options: exit code, data, and what was said last.
    fn looked(&self, at: SocketAddr, options: &[&str]) -> (i32, String, String) {
        let address = format!("http://{at}");
        let output =
            self.scene.command("candour-source", &[&["verify-page", &address], options].concat()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// Looks at a drop that lies so, with the release key; its error is this one.
    fn refused(&self, error: &str, lie: impl Fn(&str, &mut Vec<String>, &mut Vec<u8>) + Send + Sync + 'static) {
        let key = release_key().verifying_key().to_vkey();
        let (code, data, said) = self.looked(liar::start(self.address, lie), &["--release-key", &key]);
        assert_eq!((code, data.as_str()), (3, ""), "{said}");
        assert_eq!(said, format!("candour-source: error: {error}\n{CHANGED}"));
    }
}

/// Gives an answer another body.
fn replace(lines: &mut [String], body: &mut Vec<u8>, by: &[u8]) {
    let length = lines.iter_mut().find(|line| line.starts_with("content-length: ")).unwrap();
    *length = format!("content-length: {}", by.len());
    *body = by.to_vec();
}

#[test]
fn a_drop_as_it_was_released_is_found_right() {
    let drop = Released::new(Kind::today());
    let key = release_key().verifying_key().to_vkey();
    let (code, data, said) = drop.looked(drop.address, &["--release-key", &key, "--fingerprint-file", "published"]);
    assert_eq!(code, 0, "{said}");
    for line in [
        &format!("release      signed by {key}\n"),
        "first page   byte for byte as made from the desk card\n",
        "assets       5, each as the manifest says\n",
        "boards       1, each signed by its unit or not there yet\n",
        "(the published one)\n",
    ] {
        assert!(data.contains(line), "{data}");
    }
    assert!(!said.contains("warning") && said.contains("another visitor, or another time"), "{said}");
    // An honest go-between changes nothing.
    let (code, through, said) = drop
        .looked(liar::start(drop.address, |_, _, _| ()), &["--release-key", &key, "--fingerprint-file", "published"]);
    let rest = |data: &str| data.split_once('\n').unwrap().1.to_owned();
    assert_eq!((code, rest(&through)), (0, rest(&data)), "{said}");
}

#[test]
fn one_changed_byte_or_header_is_named() {
    let drop = Released::new(Kind::today());
    for asset in ["/app.js", "/core.js", "/core.wasm", "/seal.js", "/style.css"] {
        drop.refused(&format!("{asset} is not what the manifest says"), move |path, _, body| {
            if path == asset {
                body[100] ^= 1;
            }
        });
    }
    drop.refused(
        "what the drop sends as the board of unit.example is not its board: the board does not end in a board's note",
        |path, _, body| {
            if path == "/board/unit.example" {
                body[100] ^= 1;
            }
        },
    );
    drop.refused("the first page is not the one that this version makes of the drop's desk card", |path, _, body| {
        if path == "/" {
            body[2000] ^= 1;
        }
    });
    drop.refused("the answer to / does not have the header referrer-policy as a drop sends it", |path, lines, _| {
        if path == "/" {
            lines.retain(|line| !line.starts_with("referrer-policy: "));
        }
    });
    drop.refused("the answer to /seal.js does not have the header link as a drop sends it", |path, lines, _| {
        if path == "/seal.js" {
            lines.push("link: </x.js>; rel=preload".to_owned());
        }
    });
}

#[test]
fn a_manifest_of_another_version_needs_the_release_key() {
    let drop = Released::new(Kind::today());
    let mut other = Manifest::own();
    other.version = "99.0.0".to_owned();
    let note = release::sign(&other, &release_key()).unwrap();
    let lying = liar::start(drop.address, move |path, lines, body| match path {
        "/.well-known/candour/manifest.json" => replace(lines, body, other.to_json().as_bytes()),
        "/.well-known/candour/manifest.sig" => replace(lines, body, note.to_bytes()),
        _ => {}
    });
    let (code, _, said) = drop.looked(lying, &[]);
    assert_eq!(
        (code, said.as_str()),
        (
            3,
            "candour-source: error: the drop runs another version than this program, or a changed one\n\
             hint: use the candour-source of the version that the drop runs, or give the release's public key with --release-key\n"
        )
    );
    // With it the assets are checked, and the rest is said to be open.
    let key = release_key().verifying_key().to_vkey();
    let (code, data, said) = drop.looked(lying, &["--release-key", &key]);
    assert_eq!(code, i32::from(candour_cli::Exit::Partly.code()), "{said}");
    assert!(data.contains("99.0.0, not this program's\n") && data.contains("first page   not compared\n"), "{data}");
    assert!(said.contains("the drop runs another version: use its candour-source"), "{said}");
}

#[test]
fn a_note_by_another_key_and_a_missing_one_vouch_for_nothing() {
    let drop = Released::new(Kind::today());
    let stranger = SigningKey::from_seed("stranger.example".parse().unwrap(), &[4; 32]).verifying_key().to_vkey();
    let (code, data, said) = drop.looked(drop.address, &["--release-key", &stranger]);
    assert_eq!((code, data.as_str()), (3, ""));
    assert_eq!(
        said,
        format!(
            "candour-source: error: the release note does not vouch for the drop's manifest: \
             the note is not signed by stranger.example\n{CHANGED}"
        )
    );
    let key = release_key().verifying_key().to_vkey();
    let lying = liar::start(drop.address, |path, lines, _| {
        if path == "/.well-known/candour/manifest.sig" {
            lines[0] = "HTTP/1.1 404 Not Found".to_owned();
        }
    });
    let (code, _, said) = drop.looked(lying, &["--release-key", &key]);
    assert_eq!((code, said.starts_with("candour-source: error: the drop shows no release note\nhint: ")), (3, true));
    let (code, _, said) = drop.looked(drop.address, &["--release-key", "x"]);
    assert_eq!((code, said.starts_with("candour-source: error: this is no release key: ")), (2, true), "{said}");
}

#[test]
fn an_expired_card_and_no_drop_at_all_are_told_from_a_lie() {
    let today = Kind::today();
    let drop = Released::new(Kind { last: today.first + 1, ..today });
    let (code, data, said) = drop.looked(drop.address, &[]);
    assert_eq!(code, 3, "{said}");
    assert!(data.contains("byte for byte as made from the desk card"), "the page itself is right: {data}");
    let error = "error: this desk card is not in force today: the card has expired\n\
                 hint: look at this machine's date; if it is right, fetch the current card\n";
    assert!(said.ends_with(error), "{said}");
    let (code, _, said) = drop.looked(free_address(), &[]);
    assert_eq!((code, said.contains("look whether Tor is running")), (4, true), "{said}");
}
