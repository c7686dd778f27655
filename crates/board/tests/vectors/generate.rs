//! Makes every vector of `testkit/board/` anew, always the same bytes. One file a case, one failure each.

#![allow(clippy::indexing_slicing, reason = "makes test files: it may stop at the first surprise")]

#[path = "../support/world.rs"]
mod world;

use candour_board::{BOARD, BoardSize, CELL, Item, Parcel, Pending, ReplyPart, Tag, room};
use candour_codename::{ReplyKey, UnitId};
use candour_desk_card::{DropId, Epoch};
use candour_envelope::{Identity, Recipient, seal_to};
use candour_header::Kind;
use candour_note::SigningKey;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest as _, Sha256};
use std::io::Write as _;
use world::{CLASSIC, DROP, HYBRID, Unit, key, keys, recipient, reply, thread, unit_id};

/// Name and bytes of each file.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes of hex.
pub(crate) fn unhex(text: &str) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).expect("hex");
    text.as_bytes().chunks(2).map(|pair| digit(&pair[0]) << 4 | digit(&pair[1])).collect()
}

/// One line of a `board-` vector, done to the bytes of `base`.
pub(crate) fn edit(bytes: &mut Vec<u8>, line: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    let number = |at: usize| words[at].parse::<usize>().expect("a number");
    match words[0] {
        "put" => {
            let put = unhex(words[2]);
            bytes[number(1)..number(1) + put.len()].copy_from_slice(&put);
        }
        "copy" => bytes.copy_within(number(1)..number(1) + number(3), number(2)),
        "swap" => {
            let (one, two) = bytes.split_at_mut(number(2));
            one[number(1)..number(1) + number(3)].swap_with_slice(&mut two[..number(3)]);
        }
        _ => bytes.resize(number(1), 0),
    }
}

/// The board that all `board-` vectors start from.
fn base() -> Vec<u8> {
    let (one, two) = (thread(1, HYBRID), thread(2, CLASSIC));
    let own = recipient(CLASSIC, 9);
    let mut pending = [reply(&one, 0, "Diolch."), reply(&two, 0, "Thank you.")].concat();
    pending.push(Pending::Letter {
        recipient: &own,
        unit: "clwyd",
        letter: 1,
        part: 1,
        parts: 1,
        quote: "arian am rifau",
        text: "Diolch.",
    });
    Unit::new(1).board(1, &pending).to_bytes().to_vec()
}

/// A board note's text.
fn note_text(drop: DropId, cells: &str, sha256: &[u8]) -> String {
    format!("candour-board/v1\ndrop {drop}\nnumber 1\nepoch 20001\ncells {cells}\nsha256 {}\n", hex(sha256))
}

/// Edits lines so that the unit's signature is over the edited board, or over this text.
fn signed(base: &[u8], lines: &str, text: Option<String>, key: &SigningKey) -> String {
    let mut bytes = base.to_vec();
    lines.lines().for_each(|line| edit(&mut bytes, line));
    let at = BoardSize::of_len(base.len()).expect("a board").note_at();
    let text = text.unwrap_or_else(|| note_text(DROP, "64", &Sha256::digest(&bytes[..at])));
    let mut note = key.sign(&text).expect("a note").to_bytes().to_vec();
    // Whatever stood there before goes.
    note.resize(512, 0);
    format!("{lines}put {at} {}\n", hex(&note))
}

/// Every file, sorted by name.
pub(crate) fn all() -> Files {
    let base = base();
    let mut files = boards(&base);
    files.push(("base".into(), base));
    files.extend(parcels());
    files.extend(cells());
    files.extend(tags());
    files.sort();
    files
}

fn boards(base: &[u8]) -> Files {
    let size = BoardSize::of_len(base.len()).expect("a board");
    let (index, note) = (size.index_at(), size.note_at());
    let kind_at = |kind: Kind| {
        let cells = base[..index].chunks(CELL);
        cells.zip(0..).find(|(cell, _)| candour_header::scan(cell).expect("a cell").kind == kind).expect("one").1 * CELL
    };
    let (hybrid, classic) = (kind_at(HYBRID), kind_at(CLASSIC));
    let hash = Sha256::digest(&base[..note]);
    let edited = |lines: &str| signed(base, lines, None, &key(1));
    let text = |text: String| signed(base, "", Some(text), &key(1));
    let other = SigningKey::from_seed("powys".parse().expect("a name"), &[1; 32]);
    let cases: Vec<(&str, &str, &str, String)> = vec![
        ("good", "success", "64 cells, two replies and a letter among them", String::new()),
        ("cut", "length", "the last block is missing", format!("length {note}\n")),
        ("longer", "length", "a block more", format!("length {}\n", base.len() + CELL)),
        ("no-note", "not-a-board", "zeros where the note is", format!("put {note} {}\n", hex(&[0; 512]))),
        ("index-padding", "not-a-board", "a byte behind the tags", format!("put {} 01\n", size.index_end())),
        ("note-padding", "not-a-board", "a byte behind the note", format!("put {} 01\n", base.len() - 1)),
        ("version", "not-a-board", "another version", text(note_text(DROP, "64", &hash).replace("/v1", "/v2"))),
        (
            "number-zero",
            "not-a-board",
            "numbers count from 1",
            text(note_text(DROP, "64", &hash).replace("number 1", "number 0")),
        ),
        ("leading-zero", "not-a-board", "a number with a leading zero", text(note_text(DROP, "064", &hash))),
        ("odd-cells", "not-a-board", "no multiple of 64", text(note_text(DROP, "65", &hash))),
        ("count", "count", "the note says 128 cells", text(note_text(DROP, "128", &hash))),
        ("tags-swapped", "order", "two tags swapped, and signed", edited(&format!("swap {index} {} 16\n", index + 16))),
        ("tag-twice", "duplicate-tag", "a tag twice, and signed", edited(&format!("copy {index} {} 16\n", index + 16))),
        ("cell-twice", "duplicate-cell", "a cell twice, and signed", edited(&format!("copy 0 {CELL} {CELL}\n"))),
        ("cell-changed", "altered", "a bit of a cell", format!("put 4000 {:02x}\n", base[4000] ^ 1)),
        ("cells-swapped", "altered", "two cells swapped under their tags", format!("swap 0 {CELL} {CELL}\n")),
        ("tag-changed", "altered", "a bit of a tag", format!("put {} {:02x}\n", index + 15, base[index + 15] ^ 1)),
        ("stranger", "unsigned", "signed by another name", signed(base, "", None, &other)),
        ("other-key", "unsigned", "signed by another key of the same name", signed(base, "", None, &key(2))),
        ("note-changed", "wrong-signature", "another epoch under the old signature", {
            let at = base[note..].windows(5).position(|five| five == b"20001").expect("the epoch") + note;
            format!("put {at} {}\n", hex(b"20002"))
        }),
        ("other-drop", "other-drop", "for another drop", text(note_text(DropId([8; 16]), "64", &hash))),
        ("no-cell", "cell", "a cell that is no age file, and signed", edited("put 0 78\n")),
        ("shares", "shares", "a classic cell for a hybrid one, and signed", {
            let byte = base[classic + CELL - 1] ^ 1;
            edited(&format!("copy {classic} {hybrid} {CELL}\nput {} {byte:02x}\n", hybrid + CELL - 1))
        }),
    ];
    cases
        .into_iter()
        .map(|(name, expect, comment, edits)| {
            let head = format!("expect: {expect}\ncomment: {comment}\ndrop: {DROP}\nkey: {}\n", key(1).verifying_key());
            (format!("board-{name}"), format!("{head}\n{edits}").into_bytes())
        })
        .collect()
}

fn parcels() -> Files {
    let item = |name: &str| Item::of(name.parse().expect("a name"), b"x");
    let good =
        Parcel::sign(&DROP, 3, Epoch(20_001), vec![item("cosignature"), item(BOARD)], &key(1)).expect("a parcel");
    let text = String::from_utf8(good.to_bytes().to_vec()).expect("a text");
    let lines = text.split_once("\n\n").expect("a text").0.to_owned() + "\n";
    let sign = |key: &SigningKey, text: &str| key.sign(text).expect("a note").to_bytes().to_vec();
    let signed = |from: &str, to: &str| {
        assert!(lines.contains(from), "{from}");
        sign(&key(1), &lines.replacen(from, to, 1))
    };
    let swapped = {
        let carries: Vec<&str> = lines.lines().filter(|line| line.starts_with("carries")).collect();
        let head: String =
            lines.lines().filter(|line| !line.starts_with("carries")).map(|line| format!("{line}\n")).collect();
        sign(&key(1), &format!("{head}{}\n{}\n", carries[1], carries[0]))
    };
    let cases: Vec<(&str, &str, &str, Vec<u8>)> = vec![
        ("good", "success", "a board and a cosignature", good.to_bytes().to_vec()),
        ("empty", "not-a-parcel", "nothing", vec![]),
        ("version", "not-a-parcel", "another version", signed("/v1", "/v2")),
        ("number-zero", "not-a-parcel", "numbers count from 1", signed("number 3", "number 0")),
        ("leading-zero", "not-a-parcel", "a number with a leading zero", signed("number 3", "number 03")),
        ("order", "not-a-parcel", "names fall", swapped),
        ("twice", "not-a-parcel", "a name twice", signed("carries cosignature", "carries board")),
        ("name", "not-a-parcel", "a name with a path", signed("carries board", "carries ../board")),
        ("upper-case", "not-a-parcel", "a name in capitals", signed("carries board", "carries Board")),
        ("nothing", "not-a-parcel", "carries nothing", {
            sign(
                &key(1),
                &lines
                    .lines()
                    .filter(|line| !line.starts_with("carries"))
                    .map(|line| format!("{line}\n"))
                    .collect::<String>(),
            )
        }),
        ("more", "not-a-parcel", "a line more", signed("carries board", "more\ncarries board")),
        ("two-signatures", "not-a-parcel", "a stranger's signature too", {
            let other = SigningKey::from_seed("powys".parse().expect("a name"), &[2; 32]);
            key(1).sign(&lines).and_then(|note| note.with_signature(&other)).expect("a note").to_bytes().to_vec()
        }),
        ("other-key", "unsigned", "another key of the same name", sign(&key(2), &lines)),
        ("altered", "wrong-signature", "another number", text.replacen("number 3", "number 4", 1).into_bytes()),
        ("other-drop", "other-drop", "for another drop", signed("drop 07", "drop 08")),
    ];
    cases
        .into_iter()
        .map(|(name, expect, comment, parcel)| {
            let head =
                format!("expect: {expect}\ncomment: {comment}\ndrop: {DROP}\nkey: {}\n\n", key(1).verifying_key());
            (format!("parcel-{name}"), [head.as_bytes(), &parcel].concat())
        })
        .collect()
}

/// A cell around a plaintext of any length.
fn sealed(recipient: &Recipient, plaintext: &[u8]) -> Vec<u8> {
    let mut out =
        seal_to(std::slice::from_ref(recipient), &mut ChaCha20Rng::from_seed([3; 32]), Vec::new()).expect("one");
    out.write_all(plaintext).expect("memory");
    out.finish().expect("memory")
}

/// A reply's plaintext as §3 of the page says, whatever the numbers: with an HMAC that holds.
fn plaintext(key: &ReplyKey, numbers: [u64; 2], small: [u16; 3], text: &[u8], room: usize) -> Vec<u8> {
    plaintext_of(unit_id(), key, numbers, small, text, room)
}

fn plaintext_of(unit: UnitId, key: &ReplyKey, numbers: [u64; 2], small: [u16; 3], text: &[u8], room: usize) -> Vec<u8> {
    use hmac::{Hmac, Mac as _};
    let mut rest: Vec<u8> = numbers.iter().flat_map(|number| number.to_be_bytes()).collect();
    rest.extend(small.iter().flat_map(|number| number.to_be_bytes()));
    rest.extend_from_slice(text);
    rest.resize(room - 48, 0);
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose_secret()).expect("any length");
    mac.update(&unit.0);
    mac.update(&rest);
    [b"candour/reply/v1".as_slice(), &mac.finalize().into_bytes(), &rest].concat()
}

fn cells() -> Files {
    let mut files = Files::new();
    for (kind, name) in [(HYBRID, "hybrid"), (CLASSIC, "classic")] {
        let (keys, room) = (keys(1), room(kind));
        let identity = if kind == HYBRID { keys.hybrid.expose_identity() } else { keys.classic.expose_identity() };
        let recipient = identity.parse::<Identity>().expect("an identity").to_recipient();
        let mut add = |case: &str, expect: &str, comment: &str, more: &str, cell: Vec<u8>| {
            let reply_key = hex(keys.reply.expose_secret());
            let head = format!(
                "expect: {expect}\ncomment: {comment}\nidentity: {}\nreply-key: {reply_key}\nunit: {}\nn: 3\n{more}\n",
                identity.as_str(),
                hex(&unit_id().0)
            );
            files.push((format!("cell-{name}-{case}"), [head.as_bytes(), &cell].concat()));
        };
        let key = &keys.reply;
        let good = plaintext(key, [3, 4], [1, 2, 7], b"Diolch.", room);
        add(
            "reply",
            "reply",
            "the first of two parts",
            "highest: 4\npart: 1\nparts: 2\ntext: Diolch.\n",
            sealed(&recipient, &good),
        );
        let full = "x".repeat(room - 70);
        let len = u16::try_from(full.len()).expect("short");
        let whole = plaintext(key, [3, 3], [1, 1, len], full.as_bytes(), room);
        add(
            "full",
            "reply",
            "no byte is left",
            &format!("highest: 3\npart: 1\nparts: 1\ntext: {full}\n"),
            sealed(&recipient, &whole),
        );
        let mut changed = sealed(&recipient, &good);
        *changed.last_mut().expect("some") ^= 1;
        add("bit", "altered", "the last bit of the cell", "", changed);
        add("other", "altered", "for somebody else", "", sealed(&world::recipient(kind, 8), &good));
        add("dummy", "invented", "zeros, as in a dummy, sealed to her", "", sealed(&recipient, &vec![0; room]));
        let foreign = plaintext(&ReplyKey::from_bytes([9; 32]), [3, 3], [1, 1, 7], b"Diolch.", room);
        add("other-key", "invented", "the HMAC of another key", "", sealed(&recipient, &foreign));
        let theirs = plaintext_of(UnitId([9; 32]), key, [3, 3], [1, 1, 7], b"Diolch.", room);
        add("other-unit", "invented", "another unit's reply", "", sealed(&recipient, &theirs));
        add(
            "moved",
            "moved",
            "the reply number 2",
            "",
            sealed(&recipient, &plaintext(key, [2, 4], [1, 1, 7], b"Diolch.", room)),
        );
        for (case, comment, numbers, small, text) in [
            ("part-zero", "parts count from 1", [3, 3], [0, 1, 7], b"Diolch.".as_slice()),
            ("part-past", "part 3 of 2", [3, 3], [3, 2, 7], b"Diolch."),
            ("parts-nine", "more than eight parts", [3, 3], [1, 9, 7], b"Diolch."),
            ("part-before", "part 5 of number 3", [3, 3], [5, 5, 7], b"Diolch."),
            ("highest-lower", "the highest number is below its own", [3, 2], [1, 1, 7], b"Diolch."),
            ("highest-past", "a number past 1023", [3, 1024], [1, 1, 7], b"Diolch."),
            ("length-past", "a text longer than the cell", [3, 3], [1, 1, 0xffff], b"Diolch."),
            ("padding", "a byte behind the text", [3, 3], [1, 1, 6], b"Diolch."),
            ("not-utf8", "a text that is none", [3, 3], [1, 1, 2], b"\xff\xfe"),
        ] {
            add(case, "malformed", comment, "", sealed(&recipient, &plaintext(key, numbers, small, text, room)));
        }
    }
    // Our own writer makes the same plaintext.
    let part = ReplyPart { n: 3, highest: 4, part: 1, parts: 2, text: "Diolch.".to_owned().into() };
    let made = plaintext(&keys(1).reply, [3, 4], [1, 2, 7], b"Diolch.", room(HYBRID));
    assert_eq!(ReplyPart::decode(&made, &keys(1).reply, &unit_id()), Ok(part));
    files
}

fn tags() -> Files {
    let (keys, unit) = (keys(1), unit_id());
    [0, 1, 255, 256, 1023]
        .into_iter()
        .map(|n| {
            let (tag_key, tag) = (hex(keys.tag.expose_secret()), Tag::of(&keys.tag, &unit, n));
            let head = format!(
                "expect: tag\ncomment: the tag of a number\ntag-key: {tag_key}\nunit: {}\nn: {n}\ntag: {tag}\n",
                hex(&unit.0)
            );
            (format!("tag-{n:04}"), head.into_bytes())
        })
        .collect()
}
