//! A server, or whoever is between, that changes boards: nothing that a unit did not write is shown, nothing old passes for new, nothing
//! crashes, and everything has a warning of its own. What only somebody with a unit's signing key can do is held by `candour-source`'s own
//! tests, and so are boards of other days.

use std::fs;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use candour::keys::Folder;

use crate::liar::{self, GOES};
use crate::pair::{Checked, Pair, UNITS};

const UNIT: &str = UNITS[0].1;
const OTHER: &str = UNITS[1].1;
/// Bytes of a cell.
const CELL: usize = 4096;

/// What is served instead of the unit's board: status line, header lines to add, body.
type Served = (&'static str, &'static [&'static str], Vec<u8>);

/// A conversation with two replies from the unit and one from the other, and a liar before the drop.
struct Case {
    pair: Pair,
    liar: SocketAddr,
    served: Arc<Mutex<Option<Served>>>,
    /// The unit's board with one reply, then with both; the other unit's.
    boards: [Vec<u8>; 3],
}

impl Case {
    fn new() -> Self {
        let pair = Pair::new();
        pair.codename("hers");
        pair.send("hers", "A report.", &[]);
        pair.collect_and_open("bundle");
        for (home, text, parcel) in [
            ("unit", "An older reply.", "parcel-1"),
            ("unit", "The newest reply.", "parcel-2"),
            ("other", "The other unit's.", "parcel-3"),
        ] {
            pair.reply(home, 1, text);
            pair.put_up(home, parcel);
        }
        let boards =
            ["parcel-1", "parcel-2", "parcel-3"].map(|parcel| fs::read(pair.path(parcel).join("board")).unwrap());
        let served: Arc<Mutex<Option<Served>>> = Arc::default();
        let theirs = Arc::clone(&served);
        let liar = liar::start(pair.public, move |path, lines, body| {
            let served = theirs.lock().unwrap();
            let Some((status, headers, bytes)) = served.as_ref().filter(|_| path.ends_with(UNIT)) else { return };
            lines[0] = format!("HTTP/1.1 {status}");
            if !headers.iter().any(|line| line.starts_with("content-length")) {
                let length = lines.iter_mut().find(|line| line.starts_with("content-length: ")).unwrap();
                *length = format!("content-length: {}", bytes.len());
            }
            lines.extend(headers.iter().filter(|line| **line == GOES).map(|line| (*line).to_owned()));
            *body = bytes.clone();
        });
        Self { pair, liar, served, boards }
    }

    /// What she sees while this is served.
    fn sees(&self, served: Served) -> Checked {
        *self.served.lock().unwrap() = Some(served);
        self.pair.check_at(self.liar, "hers")
    }

    /// Sees an alarm with this reason, nothing of the unit, and what the other unit wrote.
    fn alarms(&self, board: Vec<u8>, why: &str) {
        let seen = self.sees(("200 OK", &[], board));
        assert_eq!((seen.code, seen.replies(UNIT)), (3, Vec::new()), "{why}: {seen:?}");
        let alarm = "candour-source: warning: ALARM: what came as the board of integrity.example is not its board, and nothing on it is shown; ";
        assert!(seen.said.starts_with(alarm) && seen.said.ends_with(&format!(": {why}\n")), "{why}: {}", seen.said);
        assert_eq!(seen.replies(OTHER), ["The other unit's."], "{why}");
    }
}

#[test]
fn no_change_to_a_board_shows_what_the_unit_did_not_write() {
    let case = Case::new();
    let [older, board, others] = &case.boards;
    let cells = board.len() / CELL - 2;
    assert_eq!(cells, 64);
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut board = board.clone();
        change(&mut board);
        board
    };
    let swap = |board: &mut Vec<u8>, one: usize, other: usize, len: usize| {
        let (head, tail) = board.split_at_mut(other);
        head[one..one + len].swap_with_slice(&mut tail[..len]);
    };
    let altered = "the board was changed after it was signed";
    // Altered, in every part of it.
    for at in (0..cells * CELL).step_by(37_007) {
        case.alarms(changed(&|board| board[at] ^= 0x10), altered);
    }
    // Moved: two cells, and two tags.
    case.alarms(changed(&|board| swap(board, 0, 5 * CELL, CELL)), altered);
    case.alarms(
        changed(&|board| swap(board, cells * CELL, cells * CELL + 16, 16)),
        "the board's tags are not in order at place 1",
    );
    // Invented, and repeated.
    case.alarms(changed(&|board| board[..CELL].fill(b'x')), altered);
    case.alarms(changed(&|board| board.copy_within(..CELL, CELL)), "the board has a cell twice");
    case.alarms(
        changed(&|board| board.copy_within(cells * CELL..cells * CELL + 16, cells * CELL + 16)),
        "the board has the tag at place 1 twice",
    );
    // Old cells below the new note, and the new ones below the old note.
    let note = board.len() - CELL;
    case.alarms([&older[..note], &board[note..]].concat(), altered);
    case.alarms([&board[..note], &older[note..]].concat(), altered);
    // A note that says another day, and one without its signature.
    let day = board[note..].windows(6).position(|at| at == b"epoch ").unwrap();
    case.alarms(
        changed(&|board| board[note + day + 6] = b'9'),
        "the signature of integrity.example on the board is wrong",
    );
    case.alarms(changed(&|board| board[note..].fill(0)), "the board does not end in a board's note");
    // Another unit's, another drop's, cut, longer, garbage, nothing.
    case.alarms(others.clone(), "the board is not signed by integrity.example");
    let length = "the board has a length that no board has";
    case.alarms(board[..board.len() / 2].to_vec(), length);
    case.alarms([board.as_slice(), &[0; CELL]].concat(), length);
    case.alarms(vec![7; board.len()], "the board does not end in a board's note");
    case.alarms(b"<html>Please log in".to_vec(), length);
    case.alarms(Vec::new(), length);
}

#[test]
fn another_drops_board_is_none_and_an_older_one_shows_its_day_and_no_newer_reply() {
    let case = Case::new();
    let alarm = "the board is not signed by integrity.example";
    let stranger = Pair::of_namesakes();
    stranger.put_up("unit", "parcel");
    case.alarms(fs::read(stranger.path("parcel/board")).unwrap(), alarm);
    // The same unit's, with the same keys, for another drop that it serves too.
    let pair = &case.pair;
    let config = format!(
        "data = {:?}\n[public]\nlisten = '127.0.0.1:1'\n[collect]\nlisten = '127.0.0.1:2'\n",
        pair.path("second")
    );
    fs::write(pair.path("second.toml"), config).unwrap();
    let init = pair.ran("candour", &["--config", "second.toml", "init"]);
    fs::write(pair.path("second-card"), init.stdout).unwrap();
    let make =
        ["desk-card", "make", "--drop-card", "second-card", "--out", "second-desk", "--passphrase-file", "passphrase"];
    pair.unit("unit", &make);
    pair.unit("unit", &["desk-card", "check", "second-desk"]);
    let id = Folder::new(pair.path("second/keys")).drop_card().unwrap().id.to_string();
    pair.unit("unit", &["parcel", "second-parcel", "--drop", &id, "--passphrase-file", "passphrase"]);
    case.alarms(fs::read(pair.path("second-parcel/board")).unwrap(), "the board is of another drop");
    // A genuine older board hides the newest reply, and shows nothing else. It is of today, so there is no warning yet.
    let seen = case.sees(("200 OK", &[], case.boards[0].clone()));
    assert_eq!((seen.code, seen.said.as_str(), seen.replies(UNIT)), (0, "", vec!["An older reply.".to_owned()]));
    assert_eq!(seen.shown.matches("board         of ").count(), 2, "each board's day is shown: {}", seen.shown);
    // "Nothing yet" is what it says, and hides everything from now on: the day that is not there shows it.
    let seen = case.sees(("200 OK", &[], vec![0; case.boards[0].len()]));
    assert_eq!((seen.code, seen.replies(UNIT).len()), (0, 0));
    assert!(
        seen.shown.contains("board         nothing here: not put up yet, or held back\nnothing for this codename\n"),
        "{}",
        seen.shown
    );
}

#[test]
fn a_board_that_does_not_come_is_told_and_stops_no_report() {
    let case = Case::new();
    let whole = case.boards[1].clone();
    let cases: [Served; 4] = [
        ("404 Not Found", &[], b"not here".to_vec()),
        ("503 Service Unavailable", &[], Vec::new()),
        ("307 Temporary Redirect", &[], Vec::new()),
        ("200 OK", &["content-length", GOES], whole[..1000].to_vec()),
    ];
    for served in cases {
        let status = served.0;
        let seen = case.sees(served);
        let code = if status.starts_with("307") { 3 } else { 6 };
        assert_eq!((seen.code, seen.replies(UNIT).len()), (code, 0), "{status}: {seen:?}");
        assert!(
            seen.said.starts_with("candour-source: warning: the board of integrity.example did not come, "),
            "{}",
            seen.said
        );
        assert_eq!(seen.replies(OTHER), ["The other unit's."]);
    }
    // Whatever came as a board: the report is sent, and stored.
    for served in [("404 Not Found", &[][..], Vec::new()), ("200 OK", &[], b"garbage".to_vec())] {
        *case.served.lock().unwrap() = Some(served);
        let said = case.pair.send_to(case.liar, "hers", "A follow-up.", &[]);
        assert!(said.ends_with("the drop has stored the report (16 KiB)\n"), "{said}");
    }
    let [unit, _] = case.pair.collect_and_open("after");
    assert!(unit.contains("3 listed, 2 opened"), "{unit}");
}

#[test]
fn a_courier_that_changes_or_repeats_a_parcel_changes_nothing_at_the_drop() {
    let case = Case::new();
    let pair = &case.pair;
    let before = pair.check("hers");
    assert_eq!(before.replies(UNIT), ["An older reply.", "The newest reply."]);
    pair.parcel("unit", "parcel-4");
    let good = fs::read(pair.path("parcel-4/board")).unwrap();
    for at in [100, 64 * CELL + 3, good.len() - CELL + 20] {
        let mut board = good.clone();
        board[at] ^= 1;
        fs::write(pair.path("parcel-4/board"), board).unwrap();
        let (code, said) = pair.deliver("parcel-4");
        assert!(code != 0, "{said}");
    }
    fs::write(pair.path("parcel-4/board"), &case.boards[0]).unwrap();
    assert!(pair.deliver("parcel-4").0 != 0, "an older board in a newer parcel");
    assert_eq!(pair.deliver("parcel-1").0, 0, "brought again");
    assert_eq!(pair.check("hers"), before, "and nothing has changed");
    fs::write(pair.path("parcel-4/board"), good).unwrap();
    assert_eq!(pair.deliver("parcel-4").0, 0);
}
