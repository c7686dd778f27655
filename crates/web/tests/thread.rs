//! What both builds of the core find on boards is what the native rooms find there: replies, parts, and every warning. Boards are made natively
//! and handed to the page's workers (`look.mjs`), which get a codename and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test: it may stop at the first surprise"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use candour_board::{Board, CELL, LIFETIME, Pending, Shelf, Tag, Thread, UntrustedBoard, Warning, search, split_reply};
use candour_codename::{ConversationKeys, ReplyKey, Seed, TagKey, UnitId, UnitSet, UntrustedCodename};
use candour_desk_card::{DropId, Epoch};
use candour_envelope::Identity;
use candour_note::SigningKey;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The two builds.
const LEVELS: [&str; 2] = ["wasm", "script"];
/// The day of the visits, on which the vectors' desk card is in force.
const TODAY: u32 = 20_010;
/// The drop of that card.
const DROP: DropId = DropId([7; 16]);
/// The source's.
const CODENAME: &str = "abdomen abdominal abide abiding ability ablaze able barcode";
/// Somebody else's.
const OTHER: &str = "abdomen abacus ability abrasion absurd yo-yo zoom backing";

/// A folder of the tree, seen from this crate.
fn tree(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The signing key of a unit of that card.
fn unit(name: &str) -> SigningKey {
    let seed = if name.starts_with("north") { 21 } else { 22 };
    SigningKey::from_seed(name.parse().unwrap(), &[seed; 32])
}

/// Units by name.
const NORTH: &str = "north.example";
/// The other one.
const SOUTH: &str = "south.example";

/// A unit's id.
fn id(name: &str) -> UnitId {
    UnitId(*unit(name).verifying_key().as_bytes())
}

/// The keys of a codename's conversation with these units.
fn keys(codename: &str, units: &[&str]) -> ConversationKeys {
    let ids: Vec<_> = units.iter().map(|name| id(name)).collect();
    seed(codename).conversation(&UnitSet::new(&ids).unwrap())
}

/// The seed of a codename.
fn seed(codename: &str) -> Seed {
    Seed::derive(&UntrustedCodename::new(codename).check().unwrap(), &DROP)
}

/// What the units have of a conversation.
fn thread(keys: &ConversationKeys, reply_key: Option<[u8; 32]>) -> Thread {
    let identity: Identity = keys.hybrid.expose_identity().parse().unwrap();
    Thread {
        recipient: identity.to_recipient(),
        reply_key: ReplyKey::from_bytes(reply_key.unwrap_or(*keys.reply.expose_secret())),
        tag_key: TagKey::from_bytes(*keys.tag.expose_secret()),
    }
}

/// A part of a reply.
const fn part<'a>(thread: &'a Thread, n: u64, part: u16, parts: u16, text: &'a str) -> Pending<'a> {
    Pending::Reply { thread, n, part, parts, text }
}

/// A unit's board with these cells among dummies.
fn board(name: &str, cells: &[Pending<'_>]) -> Board {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let made = Shelf::new().next(&unit(name), &DROP, Epoch(20_001), LIFETIME, cells, &mut rng).unwrap();
    assert_eq!(made.waiting, [0_usize; 0]);
    made.board
}

/// The board with other cells, signed anew: what a unit's key can make.
fn forged(board: &Board, change: impl FnOnce(&mut BTreeMap<[u8; 16], [u8; CELL]>)) -> Board {
    let mut cells: BTreeMap<_, _> = board.tags().iter().copied().zip(board.cells().iter().copied()).collect();
    change(&mut cells);
    assert_eq!(cells.len(), board.size().cells());
    let mut bytes: Vec<u8> = cells.values().flatten().copied().collect();
    cells.keys().for_each(|tag| bytes.extend_from_slice(tag));
    bytes.resize(board.size().note_at(), 0);
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let (number, epoch, key) = (board.number(), board.epoch().0, unit(board.unit().name().as_str()));
    let text = format!(
        "candour-board/v1\ndrop {DROP}\nnumber {number}\nepoch {epoch}\ncells {}\nsha256 {sha256}\n",
        cells.len()
    );
    bytes.extend_from_slice(key.sign(&text).unwrap().to_bytes());
    bytes.resize(board.size().len(), 0);
    UntrustedBoard::parse(bytes).unwrap().verify(&DROP, board.unit()).unwrap()
}

/// What the page shows of these boards for a codename, at both levels.
fn page(codename: &str, boards: &[Board]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    for board in boards {
        fs::write(folder.path().join(board.unit().name().as_str()), board.to_bytes()).unwrap();
    }
    let [wasm, script] = LEVELS.map(|level| {
        let mut node = Command::new("node");
        node.arg(tree("crates/web/tests/look.mjs")).arg(level).arg(tree("testkit/sealed-report/desk-card"));
        node.args([&TODAY.to_string(), codename]).arg(folder.path()).arg(json!([NORTH, NORTH]).to_string());
        let output = node.output().expect("node");
        assert!(output.status.success(), "{level}: {}", String::from_utf8_lossy(&output.stderr));
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        for board in boards {
            let verdict = &said["boards"][board.unit().name().as_str()];
            assert_eq!((&verdict["state"], &verdict["days"]), (&json!("good"), &json!(9)), "{level}");
        }
        let found = said["thread"]["found"].as_array().unwrap().iter();
        let named: Vec<_> = found.filter(|one| one["set"] == json!([NORTH])).cloned().collect();
        assert_eq!(said["named"]["found"], Value::from(named), "{level}: the one set that she names");
        said["thread"].clone()
    });
    assert_eq!(wasm, script);
    wasm
}

/// What the native rooms find on them, in the page's words.
fn native(codename: &str, boards: &[Board]) -> Value {
    let ids = [NORTH, SOUTH].map(id);
    let name = |unit: &UnitId| if *unit == id(NORTH) { NORTH } else { SOUTH };
    let mut openings = 0;
    let mut found = Vec::new();
    for one in search(&seed(codename), UnitSet::likely(&ids).unwrap(), boards) {
        openings += one.findings.openings;
        let reply = |reply: &candour_board::Reply| json!({"first": reply.first, "parts": reply.parts, "missing": reply.missing(), "text": *reply.text()});
        found.push(json!({
            "unit": name(&one.unit),
            "set": one.set.ids().iter().map(name).collect::<Vec<_>>(),
            "gone": one.findings.gone,
            "replies": one.findings.replies.iter().map(reply).collect::<Vec<_>>(),
            "warnings": one.findings.warnings.iter().map(warning).collect::<Vec<_>>(),
        }));
    }
    json!({ "openings": openings, "found": found })
}

/// A warning in the page's words.
fn warning(warning: &Warning) -> Value {
    match warning {
        Warning::Altered { n } => json!({"kind": "altered", "n": n}),
        Warning::Invented { n } => json!({"kind": "invented", "n": n}),
        Warning::Moved { n, says } => json!({"kind": "moved", "n": n, "says": says}),
        Warning::Malformed { n } => json!({"kind": "malformed", "n": n}),
        Warning::Gap { n } => json!({"kind": "gap", "n": n}),
        Warning::Hidden { highest, last } => json!({"kind": "hidden", "highest": highest, "last": last}),
        Warning::Incomplete { first, missing, parts } => {
            json!({"kind": "incomplete", "first": first, "missing": missing, "parts": parts})
        }
        _ => panic!("a warning that the page has no word for"),
    }
}

#[test]
#[ignore = "needs: node, npm packages"]
fn replies_of_every_set_are_found_and_nobody_elses() {
    let both = thread(&keys(CODENAME, &[NORTH, SOUTH]), None);
    let alone = thread(&keys(CODENAME, &[NORTH]), None);
    let others = thread(&keys(OTHER, &[NORTH, SOUTH]), None);
    let long = "Dw i\u{2019}n deall. \"<b>&\" \u{1f1ec}\n".repeat(150);
    let texts = split_reply(&long, both.recipient.kind()).unwrap();
    assert_eq!(texts.len(), 2);
    let north = [
        part(&both, 0, 1, 1, "Diolch."),
        part(&both, 1, 1, 2, texts[0]),
        part(&both, 2, 2, 2, texts[1]),
        part(&alone, 0, 1, 1, "To the north alone."),
        part(&others, 0, 1, 1, "Nobody else\u{2019}s business."),
    ];
    let boards = [board(NORTH, &north), board(SOUTH, &[part(&both, 0, 1, 1, "From the south.")])];
    let seen = page(CODENAME, &boards);
    assert_eq!(seen, native(CODENAME, &boards));
    assert_eq!(seen["openings"], 5);
    let texts: Vec<_> = seen["found"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|one| one["replies"].as_array().unwrap())
        .map(|reply| reply["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts.len(), 4);
    assert!(
        ["Diolch.", &long, "To the north alone.", "From the south."].iter().all(|text| texts.contains(text)),
        "{texts:?}"
    );
}

#[test]
#[ignore = "needs: node, npm packages"]
fn a_codename_without_replies_finds_nothing_and_opens_nothing() {
    let others = thread(&keys(OTHER, &[NORTH, SOUTH]), None);
    let boards = [board(NORTH, &[part(&others, 0, 1, 1, "Diolch.")]), board(SOUTH, &[])];
    assert_eq!(page(CODENAME, &boards), json!({"openings": 0, "found": []}));
    assert_eq!(page(CODENAME, &[]), json!({"openings": 0, "found": []}));
    assert_eq!(page(OTHER, &boards)["openings"], 1);
}

#[test]
#[ignore = "needs: node, npm packages"]
fn every_warning_is_given_with_its_numbers() {
    let keys = keys(CODENAME, &[NORTH]);
    let (ours, strangers) = (thread(&keys, None), thread(&keys, Some([9; 32])));
    let cells = [
        part(&ours, 0, 1, 1, "Diolch."),
        part(&ours, 1, 1, 1, "to be altered"),
        part(&ours, 2, 1, 1, "to change places with the first"),
        part(&ours, 3, 1, 1, "to be missing"),
        part(&ours, 4, 1, 3, "one, "),
        part(&ours, 5, 2, 3, "two, "),
        part(&ours, 6, 3, 3, "to be missing"),
        part(&strangers, 7, 1, 1, "not by a unit of this conversation"),
        part(&ours, 8, 1, 2, "one of two"),
        part(&ours, 9, 2, 3, "two of three"),
        part(&ours, 10, 1, 1, "to be missing"),
    ];
    let tag = |n| Tag::of(&keys.tag, &id(NORTH), n).0;
    let board = forged(&board(NORTH, &cells), |cells| {
        let altered = cells.get_mut(&tag(1)).unwrap();
        altered[CELL - 1] ^= 1;
        // They change places, since no cell stands twice on a board.
        let first = cells[&tag(0)];
        let second = cells.insert(tag(2), first).unwrap();
        cells.insert(tag(0), second);
        for n in [3_u8, 6, 10] {
            let cell = cells.remove(&tag(n.into())).unwrap();
            cells.insert([n; 16], cell);
        }
    });
    let boards = [board];
    let seen = page(CODENAME, &boards);
    assert_eq!(seen, native(CODENAME, &boards));
    let found = &seen["found"][0];
    assert_eq!(
        found["warnings"],
        json!([
            {"kind": "altered", "n": 1},
            {"kind": "invented", "n": 7},
            {"kind": "moved", "n": 0, "says": 2},
            {"kind": "moved", "n": 2, "says": 0},
            {"kind": "malformed", "n": 9},
            {"kind": "gap", "n": 3},
            {"kind": "gap", "n": 6},
            {"kind": "hidden", "highest": 10, "last": 9},
            {"kind": "incomplete", "first": 4, "missing": 1, "parts": 3},
            {"kind": "incomplete", "first": 8, "missing": 1, "parts": 2},
        ])
    );
    assert_eq!(
        found["replies"],
        json!([
            {"first": 4, "parts": 3, "missing": 1, "text": "one, two, "},
            {"first": 8, "parts": 2, "missing": 1, "text": "one of two"},
        ])
    );
}
