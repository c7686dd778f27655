//! Delivering parcels to a drop that breaks, loses answers, races and lies. The program itself is run; the drop is a small one of this test.
//! That a real drop takes what is sent here is told where all programs meet.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop at the first surprise")]

#[path = "deliver/fake_drop.rs"]
mod fake_drop;
#[path = "deliver/unit.rs"]
mod unit;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use candour_wire::Problem;
use fake_drop::{Broken, FakeDrop, TOKEN};
use unit::{DROP, Unit};

/// A courier's desk: card, token, media, and the unit that made what is on them.
struct Desk {
    place: tempfile::TempDir,
    drop: FakeDrop,
    unit: Unit,
}

impl Desk {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let unit = Unit::of("clwyd", 9);
        fs::write(place.path().join("desk.card"), unit::desk_card(&[&unit])).unwrap();
        candour_cli::secret_file::create(&place.path().join("token"), TOKEN.as_bytes()).unwrap();
        Self { place, drop: FakeDrop::start(), unit }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// The unit's parcel of this number, in a folder of its name.
    fn parcel(&self, folder: &str, number: u32) {
        self.unit.parcel(&self.path(folder), DROP, number);
    }

    fn deliver(&self, parcels: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candour-courier"));
        command.current_dir(self.place.path()).args(["deliver", &self.drop.url()]).args(parcels);
        command.args(["--card", "desk.card", "--token", "token", "--tries", "2"]).output().unwrap()
    }
}

/// The exit code and what was said.
fn outcome(output: &Output) -> (i32, String) {
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn parcels_are_delivered_in_their_order_whatever_order_they_are_named_in() {
    let desk = Desk::new();
    for number in 1..=3 {
        desk.parcel(&format!("p{number}"), number);
    }
    let (code, said) = outcome(&desk.deliver(&["p3", "p1", "p2"]));
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        said,
        "candour-courier: parcel 1 of clwyd is applied\ncandour-courier: parcel 2 of clwyd is applied\n\
         candour-courier: parcel 3 of clwyd is applied\n"
    );
    for number in 1..=3_u32 {
        let folder = desk.path(&format!("p{number}"));
        let sent = &desk.drop.brought()[number as usize - 1];
        let (note, board) = (fs::read(folder.join("parcel")).unwrap(), fs::read(folder.join("board")).unwrap());
        assert!(*sent == [&note[..], &[0], &board[..]].concat(), "not a byte is changed");
    }
    // Once more is no error, and sends nothing.
    let (code, said) = outcome(&desk.deliver(&["p2", "p3"]));
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("parcel 2 of clwyd was applied before; the last one is 3"), "{said}");
    assert!(said.contains("parcel 3 of clwyd was applied before\n"), "{said}");
    assert_eq!(desk.drop.brought().len(), 3);
}

#[test]
fn an_answer_that_is_lost_and_a_connection_that_breaks_are_tried_again_and_applied_once() {
    for broken in [Broken::LoseAnswer, Broken::HangUp, Broken::Busy] {
        let desk = Desk::new();
        desk.parcel("p1", 1);
        desk.drop.break_next(broken);
        let (code, said) = outcome(&desk.deliver(&["p1"]));
        assert_eq!((code, said.as_str()), (0, "candour-courier: parcel 1 of clwyd is applied\n"), "{broken:?}");
        assert_eq!(desk.drop.applied(), 1, "{broken:?}");
    }
}

#[test]
fn what_stops_in_the_middle_goes_on_with_the_same_command() {
    let desk = Desk::new();
    desk.parcel("p1", 1);
    desk.parcel("p2", 2);
    desk.drop.refuse_number(2, Problem::NoSpace);
    let (code, said) = outcome(&desk.deliver(&["p1", "p2"]));
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("parcel 1 of clwyd is applied") && said.contains("p2 was not applied"), "{said}");
    assert!(said.contains("hint: nothing was applied; run the same command again in a while"), "{said}");
    desk.drop.refuse_number(0, Problem::NoSpace);
    let (code, said) = outcome(&desk.deliver(&["p1", "p2"]));
    assert_eq!(code, 0, "{said}");
    assert_eq!(desk.drop.applied(), 2);
}

#[test]
fn another_parcel_of_the_same_number_and_a_gap_are_told_and_nothing_is_sent() {
    let desk = Desk::new();
    desk.parcel("p1", 1);
    assert_eq!(outcome(&desk.deliver(&["p1"])).0, 0);
    desk.unit.parcel_with(&desk.path("twin"), DROP, 1, |board| board.swap(100_000, 100_001));
    desk.parcel("p3", 3);
    let (code, said) = outcome(&desk.deliver(&["twin"]));
    assert!(code == 3 && said.contains("twin is not the parcel 1 of clwyd that the drop has"), "{code} {said}");
    let (code, said) = outcome(&desk.deliver(&["p3"]));
    assert!(code == 1 && said.contains("parcel 2 of clwyd comes first"), "{code} {said}");
    assert_eq!(desk.drop.brought().len(), 1);
}

#[test]
fn a_folder_that_is_not_as_the_unit_signed_it_is_not_carried_and_nothing_is_asked() {
    let desk = Desk::new();
    let board = |change: fn(&mut Vec<u8>)| {
        move |desk: &Desk| {
            let path = desk.path("p/board");
            let mut bytes = fs::read(&path).unwrap();
            change(&mut bytes);
            fs::write(path, bytes).unwrap();
        }
    };
    type Change = Box<dyn Fn(&Desk)>;
    let changes: Vec<(&str, Change, i32, &str)> = vec![
        ("changed", Box::new(board(|bytes| bytes[5] ^= 1)), 3, "was changed after it was signed"),
        ("cut", Box::new(board(|bytes| bytes.truncate(4096))), 3, "was changed after it was signed"),
        ("longer", Box::new(board(|bytes| bytes.push(0))), 3, "was changed after it was signed"),
        ("no board", Box::new(|desk| fs::remove_file(desk.path("p/board")).unwrap()), 3, "is missing"),
        ("half a copy", Box::new(|desk| fs::remove_file(desk.path("p/parcel")).unwrap()), 1, "half a copy"),
        ("more", Box::new(|desk| fs::write(desk.path("p/x"), "").unwrap()), 3, "not on its list"),
        ("no note", Box::new(|desk| fs::write(desk.path("p/parcel"), "x\n").unwrap()), 3, "not a parcel"),
        (
            "stranger",
            Box::new(|desk| Unit::of("powys", 5).parcel(&desk.path("p"), DROP, 1)),
            3,
            "no unit on the desk card",
        ),
        (
            "its name",
            Box::new(|desk| Unit::of("clwyd", 5).parcel(&desk.path("p"), DROP, 1)),
            3,
            "no unit on the desk card",
        ),
        ("other drop", Box::new(|desk| desk.unit.parcel(&desk.path("p"), [8; 16], 1)), 3, "for another drop"),
        ("gone", Box::new(|desk| fs::remove_dir_all(desk.path("p")).unwrap()), 1, "cannot read"),
    ];
    desk.parcel("good", 2);
    for (what, change, code, expected) in changes {
        let _ = fs::remove_dir_all(desk.path("p"));
        desk.parcel("p", 1);
        change(&desk);
        let (found, said) = outcome(&desk.deliver(&["good", "p"]));
        assert!(found == code && said.contains(expected), "{what}: {found} {said}");
    }
    assert_eq!(desk.drop.requests(), 0, "nothing was asked of the drop");
    // A drop card names no unit.
    fs::write(desk.path("desk.card"), unit::drop_card().to_text()).unwrap();
    let (code, said) = outcome(&desk.deliver(&["good"]));
    assert!(code == 3 && said.contains("a drop card names no unit"), "{code} {said}");
}

#[test]
fn a_drop_that_speaks_of_another_parcel_is_not_believed() {
    let desk = Desk::new();
    desk.parcel("p1", 1);
    desk.drop.lie();
    let (code, said) = outcome(&desk.deliver(&["p1"]));
    assert!(code == 3 && said.contains("not one of a drop"), "{code} {said}");
    assert!(!said.contains(TOKEN));
}
