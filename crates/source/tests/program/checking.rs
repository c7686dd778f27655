//! `check` against a drop with boards of every kind: what is shown, what is warned of, how it ends, and what it asks for.

use candour_board::Board;
use candour_codename::Seed;

use crate::desk::{Desk, brought, phrase, seed};
use crate::fake_drop::FakeDrop;
use crate::run::{Place, Ran, today};

const NORTH: &str = "north.example";
const SOUTH: &str = "south.example";
/// Everybody's requests.
const VISIT: [&str; 4] = ["GET /", "GET /desk", "GET /board/north.example", "GET /board/south.example"];

/// A source with a codename, and a drop with boards.
struct Case {
    place: Place,
    drop: FakeDrop,
    seed: Seed,
}

impl Case {
    fn new() -> Self {
        let (place, drop) = (Place::new(), FakeDrop::start());
        drop.set_card(place.read("card"));
        place.write_secret("codename", &phrase(1));
        Self { place, drop, seed: seed(&phrase(1)) }
    }

    fn board(&self, unit: &str, board: &Board) {
        self.drop.set_board(unit, board.to_bytes().to_vec());
    }

    fn check(&self, more: &[&str]) -> Ran {
        let url = self.drop.url();
        let check = ["check", &url, "--tries", "1", "--fingerprint-file", "words", "--codename-file", "codename"];
        let before = self.drop.requests().len();
        let ran = self.place.run(&[&check[..], more].concat());
        let lines: Vec<_> = self.drop.requests()[before..].iter().map(|request| request.line()).collect();
        assert_eq!(lines, VISIT, "always the same");
        ran
    }

    /// Exit code, what is shown, what is warned of.
    fn says(&self, code: i32, shown: &str, warned: &str) {
        let ran = self.check(&[]);
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (code, shown, warned));
    }
}

/// A board's line on this day, so many days ago.
fn day(ago: u32) -> String {
    // The calendar is held by tests of its own; here it is only taken out of what was shown.
    format!("AGO-{ago}")
}

/// Puts marks in the place of days.
fn undated(text: &str) -> String {
    let mut out = Vec::new();
    for line in text.lines() {
        let dated = line.strip_prefix("board         of ").and_then(|rest| rest.split_once(", "));
        out.push(match dated {
            Some((_, "today")) => format!("board         {}", day(0)),
            Some((_, ago)) => format!("board         {}", day(ago.split(' ').next().unwrap().parse().unwrap())),
            None => line.to_owned(),
        });
    }
    out.join("\n") + "\n"
}

#[test]
fn nothing_yet_is_said_alike_to_everybody() {
    let case = Case::new();
    let none = "unit          north.example (Unit north.example)\n\
                board         none yet\n\
                nothing for this codename\n\
                \n\
                unit          south.example (Unit south.example)\n\
                board         none yet\n\
                nothing for this codename\n";
    case.says(0, none, "");
    // A codename that nobody was ever given, beside one whose report is not answered.
    let mut north = Desk::new(NORTH);
    let other = brought(&seed(&phrase(2)), &[NORTH, SOUTH]);
    case.board(NORTH, &north.board(today(), &[(&other, "To somebody else.")]));
    let hers = case.check(&[]);
    std::fs::remove_file(case.place.path("codename")).unwrap();
    case.place.write_secret("codename", &phrase(3));
    let made_up = case.check(&[]);
    assert_eq!((hers.code, made_up.code), (0, 0));
    assert_eq!((&hers.stdout, &hers.stderr), (&made_up.stdout, &made_up.stderr));
    assert_eq!(undated(&hers.stdout), none.replacen("none yet", &day(0), 1));
}

#[test]
fn replies_are_shown_by_unit_in_their_order() {
    let case = Case::new();
    let both = brought(&case.seed, &[NORTH, SOUTH]);
    let long = "A long answer. ".repeat(300);
    let (mut north, mut south) = (Desk::new(NORTH), Desk::new(SOUTH));
    let replies = [(&both, "First.\n\nunit          south.example"), (&both, long.as_str())];
    case.board(NORTH, &north.board(today() - 3, &replies));
    case.board(SOUTH, &south.board(today() - 14, &[(&both, "Diolch.")]));
    let ran = case.check(&[]).done();
    let expected = format!(
        "unit          north.example (Unit north.example)\n\
         board         AGO-3\n\
         conversation  with north.example, south.example\n\
         \nreply 1\n    First.\n\n    unit          south.example\n\
         \nreply 2 to 3\n    {}\n\
         \n\
         unit          south.example (Unit south.example)\n\
         board         AGO-14\n\
         conversation  with north.example, south.example\n\
         \nreply 1\n    Diolch.\n",
        long.trim_end()
    );
    assert_eq!((undated(&ran.stdout), ran.stderr.as_str()), (expected, ""));
    // To be read out, lines are short.
    let aloud = case.check(&["--call"]).done().stdout;
    assert!(aloud.lines().all(|line| line.chars().count() <= 76), "{aloud}");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&aloud), words(&ran.stdout));
}

#[test]
fn another_set_of_units_is_another_conversation() {
    let case = Case::new();
    let (both, alone) = (brought(&case.seed, &[NORTH, SOUTH]), brought(&case.seed, &[NORTH]));
    let mut north = Desk::new(NORTH);
    case.board(NORTH, &north.board(today(), &[(&both, "To both."), (&alone, "To the north.")]));
    let shown = case.check(&[]).done().stdout;
    for of_one in [
        "conversation  with north.example, south.example\n\nreply 1\n    To both.\n",
        "conversation  with north.example\n\nreply 1\n    To the north.\n",
    ] {
        assert!(shown.contains(of_one), "{shown}");
    }
}
