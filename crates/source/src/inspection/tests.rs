//! Each way of being false, one at a time, on visits that are right otherwise.

use std::collections::BTreeMap;

use candour_board::{LIFETIME, Shelf};
use candour_note::SigningKey;
use candour_pages::release;
use candour_wire::limits;
use rand::rngs::OsRng;

use super::*;
use crate::test_cards::{DROP, TestCard, signing_key};

const TODAY: u32 = 20_000;

/// What the drop of these tests sends besides its pages: path, media type, bytes, and whether packed.
const SENT: [(&str, &str, &[u8], bool); 5] = [
    (paths::APP, media::SCRIPT, b"app", true),
    (paths::CORE_SCRIPT, media::SCRIPT, b"core", true),
    (paths::CORE_WASM, media::WASM, b"wasm", true),
    (paths::SEAL, media::SCRIPT, b"seal", false),
    (paths::STYLE, media::CSS, b"style", false),
];

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The manifest over it. What is packed has another hash unpacked.
fn manifest(version: &str) -> Manifest {
    let mut manifest = Manifest::own();
    manifest.version = version.to_owned();
    manifest.assets = SENT
        .map(|(path, media, bytes, packed)| Entry {
            path: path.to_owned(),
            media: media.to_owned(),
            bytes: 9,
            sha256: if packed { hex(b"unpacked") } else { hex(bytes) },
            gzip_bytes: packed.then_some(3),
            gzip_sha256: packed.then(|| hex(bytes)),
        })
        .to_vec();
    manifest
}

fn key() -> SigningKey {
    SigningKey::from_seed("release.example".parse().unwrap(), &[3; 32])
}

fn answer(media: &str, body: &[u8], packed: bool) -> Answer {
    let mut headers: Vec<_> = HEADERS.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let mut add = |name: &str, value: &str| headers.push((name.to_owned(), value.to_owned()));
    add("content-type", media);
    add("content-length", &body.len().to_string());
    if packed {
        add("content-encoding", "gzip");
        add("vary", "accept-encoding");
    }
    Answer { status: 200, headers, body: body.to_vec() }
}

/// Two visits and the one for the manifest.
fn visits(version: &str) -> Vec<Visited> {
    let card = TestCard::in_force(TODAY).make();
    let home = Pages::new(&card, Epoch(TODAY), false).home();
    let nothing = vec![0; limits::SMALLEST_BOARD];
    let boards = vec![answer(media::BOARD, &nothing, false); 2];
    let answers = BTreeMap::from([
        (paths::PAGE, answer(media::HTML, &home, false)),
        (paths::DESK, answer(media::TEXT, card.to_bytes(), false)),
    ]);
    let mut visited = Visited { answers, boards };
    visited.answers.extend(SENT.map(|(path, media, bytes, packed)| (path, answer(media, bytes, packed))));
    let manifest = manifest(version);
    let note = release::sign(&manifest, &key()).unwrap();
    let papers = BTreeMap::from([
        (paths::PAGE_MANIFEST, answer(media::JSON, manifest.to_json().as_bytes(), false)),
        (paths::PAGE_RELEASE, answer(media::TEXT, note.to_bytes(), false)),
    ]);
    vec![visited.clone(), visited, Visited { answers: papers, boards: Vec::new() }]
}

/// Inspects with the release key, as a program of version 1.
fn judged(visits: &[Visited]) -> Result<Found, PageFault> {
    let key = key().verifying_key();
    inspect(visits, &Known { own: &manifest("1"), release_key: Some(&key), today: Epoch(TODAY) })
}

/// What becomes of right visits in which one thing was changed.
fn after(change: impl FnOnce(&mut [Visited])) -> PageFault {
    let mut visits = visits("1");
    change(&mut visits);
    judged(&visits).unwrap_err()
}

#[test]
fn what_is_right_is_found_right() {
    let found = judged(&visits("1")).unwrap();
    assert!(found.released && found.same_version);
    assert_eq!(found.card, TestCard::in_force(TODAY).make());
    let own = manifest("1");
    let without_key = inspect(&visits("1"), &Known { own: &own, release_key: None, today: Epoch(TODAY) }).unwrap();
    assert!(!without_key.released && without_key.same_version, "this program vouches for its own version");
}

#[test]
fn another_version_needs_the_release_key_and_then_its_page_is_not_made_again() {
    let found = judged(&visits("2")).unwrap();
    assert!(found.released && !found.same_version);
    let own = manifest("1");
    let without_key = inspect(&visits("2"), &Known { own: &own, release_key: None, today: Epoch(TODAY) });
    assert!(matches!(without_key, Err(PageFault::OtherVersion)));
}

#[test]
fn a_changed_asset_is_named_whichever_visitor_got_it() {
    for (path, ..) in SENT {
        for visitor in [0, 1] {
            let fault = after(|visits| visits[visitor].answers.get_mut(path).unwrap().body[0] ^= 1);
            assert!(matches!(fault, PageFault::Asset(named) if named == path), "{fault:?}");
            assert_eq!(fault.exit(), Exit::Untrusted);
        }
    }
}

#[test]
fn a_changed_header_is_named() {
    let header = |change: fn(&mut Vec<(String, String)>)| {
        let fault = after(|visits| change(&mut visits[0].answers.get_mut(paths::PAGE).unwrap().headers));
        let PageFault::Header { path: "/", name } = fault else { panic!("{fault:?}") };
        name
    };
    assert_eq!(header(|headers| headers[0].1.push_str("; script-src *")), "content-security-policy");
    assert_eq!(header(|headers| drop(headers.remove(0))), "content-security-policy");
    assert_eq!(header(|headers| headers.push(("link".into(), "</x.js>; rel=preload".into()))), "link");
    assert_eq!(header(|headers| headers.push(("set-cookie".into(), "a=b".into()))), "set-cookie");
    assert_eq!(header(|headers| headers.push(headers[0].clone())), "content-security-policy");
}

#[test]
fn a_changed_page_is_seen_also_where_everybody_gets_it() {
    let changed = |visits: &mut [Visited], which: &[usize]| {
        for visitor in which {
            visits[*visitor].answers.get_mut(paths::PAGE).unwrap().body[2000] ^= 1;
        }
    };
    assert!(matches!(after(|visits| changed(visits, &[0, 1])), PageFault::Page));
    assert!(matches!(after(|visits| changed(visits, &[1])), PageFault::Differs("/")));
}

#[test]
fn a_false_card_is_seen() {
    let other = TestCard { number: 8, ..TestCard::in_force(TODAY) }.make();
    let one = after(|visits| drop(visits[1].answers.insert(paths::DESK, answer(media::TEXT, other.to_bytes(), false))));
    assert!(matches!(one, PageFault::Differs("/desk")), "{one:?}");
    let all = after(|visits| {
        for visited in &mut visits[..2] {
            visited.answers.insert(paths::DESK, answer(media::TEXT, other.to_bytes(), false));
        }
    });
    assert!(matches!(all, PageFault::Page), "the page shows the other card: {all:?}");
    let broken = after(|visits| {
        for visited in &mut visits[..2] {
            visited.answers.insert(paths::DESK, answer(media::TEXT, b"no card", false));
        }
    });
    assert!(matches!(broken, PageFault::Card(_)), "{broken:?}");
}

#[test]
fn a_changed_manifest_or_note_is_seen() {
    let put = |path: &'static str, body: Vec<u8>| {
        move |visits: &mut [Visited]| {
            let media = if path == paths::PAGE_MANIFEST { media::JSON } else { media::TEXT };
            visits[2].answers.insert(path, answer(media, &body, false));
        }
    };
    let mut unlisted = manifest("1");
    unlisted.assets.retain(|entry| entry.path != paths::SEAL);
    let other = manifest("2");
    assert!(matches!(after(put(paths::PAGE_MANIFEST, b"{}".to_vec())), PageFault::NoManifest(_)));
    let changed = after(put(paths::PAGE_MANIFEST, other.to_json().into_bytes()));
    assert!(matches!(changed, PageFault::Release(BadRelease::OtherManifest)), "{changed:?}");
    let stranger = SigningKey::from_seed("release.example".parse().unwrap(), &[4; 32]);
    let note = release::sign(&manifest("1"), &stranger).unwrap();
    let forged = after(put(paths::PAGE_RELEASE, note.to_bytes().to_vec()));
    assert!(matches!(forged, PageFault::Release(BadRelease::Note(_))), "{forged:?}");
    let missing = after(|visits| visits[2].answers.get_mut(paths::PAGE_RELEASE).unwrap().status = 404);
    assert!(matches!(missing, PageFault::NoRelease));
    let fault = after(|visits| {
        put(paths::PAGE_MANIFEST, unlisted.to_json().into_bytes())(visits);
        put(paths::PAGE_RELEASE, release::sign(&unlisted, &key()).unwrap().to_bytes().to_vec())(visits);
    });
    assert!(matches!(fault, PageFault::Unlisted(paths::SEAL)), "{fault:?}");
}

#[test]
fn what_is_missing_or_busy_is_told_from_what_is_false() {
    let status = |status| after(|visits| visits[0].answers.get_mut(paths::APP).unwrap().status = status);
    assert!(matches!(status(404), PageFault::Status { path: "/app.js", status: 404 }));
    assert_eq!((status(404).exit(), status(503).exit()), (Exit::Untrusted, Exit::Unreachable));
}

#[test]
fn around_midnight_the_drops_day_may_be_the_next_one() {
    let own = manifest("1");
    let on = |day| inspect(&visits("1"), &Known { own: &own, release_key: None, today: Epoch(day) }).map(|_| ());
    // The card ends 29 days after the day of the visits: from the second day after that, its page says so.
    assert!(on(TODAY + 30).is_ok());
    assert!(matches!(on(TODAY + 31), Err(PageFault::Page)));
}

#[test]
fn boards_are_the_units_own_and_do_not_go_back() {
    let key = signing_key("north.example");
    let first = Shelf::new().next(&key, &DROP, Epoch(TODAY), LIFETIME, &[], &mut OsRng).unwrap();
    let second = first.shelf.next(&key, &DROP, Epoch(TODAY), LIFETIME, &[], &mut OsRng).unwrap();
    let boards = |one: &[u8], other: &[u8]| {
        let mut visits = visits("1");
        for (visit, board) in visits.iter_mut().zip([one, other]) {
            visit.boards[0] = answer(media::BOARD, board, false);
        }
        judged(&visits).map(drop)
    };
    let (first, second) = (first.board.to_bytes(), second.board.to_bytes());
    let nothing = vec![0; limits::SMALLEST_BOARD];
    for (one, other) in [(first, first), (first, second), (&nothing, first)] {
        assert!(boards(one, other).is_ok());
    }
    for (one, other) in [(second, first), (first, &nothing)] {
        let fault = boards(one, other).unwrap_err();
        assert!(matches!(&fault, PageFault::Boards(unit) if unit == "north.example"), "{fault:?}");
    }
    let mut altered = first.to_vec();
    altered[5000] ^= 1;
    for (board, error) in [(altered, BoardError::Altered), (b"garbage".to_vec(), BoardError::Length)] {
        let fault = boards(first, &board).unwrap_err();
        assert!(matches!(&fault, PageFault::Board { source, .. } if *source == error), "{fault:?}");
        assert_eq!(fault.exit(), Exit::Untrusted);
    }
    let missing = after(|visits| visits[1].boards[1].status = 503);
    assert_eq!(missing.exit(), Exit::Unreachable);
    let header = after(|visits| visits[1].boards[1].headers[0].1.push('x'));
    assert!(matches!(header, PageFault::Header { path: "/board", .. }), "{header:?}");
}
