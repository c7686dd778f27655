//! `check` against a drop with boards of every kind: what is shown, what is warned of, how it ends, and what it asks for.

use candour_board::Board;
use candour_codename::Seed;

use crate::desk::{Desk, brought, forge, phrase, seed, tag};
use crate::fake_drop::FakeDrop;
use crate::run::{Place, Ran, in_one_day, today};
use crate::test_cards::TestCard;

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
                board         nothing here: not put up yet, or held back\n\
                nothing for this codename\n\
                \n\
                unit          south.example (Unit south.example)\n\
                board         nothing here: not put up yet, or held back\n\
                nothing for this codename\n";
    case.says(0, none, "");
    // A codename that nobody was ever given, beside one whose report is not answered.
    let other = brought(&seed(&phrase(2)), &[NORTH, SOUTH]);
    let [hers, made_up] = in_one_day(|today| {
        case.board(NORTH, &Desk::new(NORTH).board(today, &[(&other, "To somebody else.")]));
        [1, 3].map(|codename| {
            std::fs::remove_file(case.place.path("codename")).unwrap();
            case.place.write_secret("codename", &phrase(codename));
            case.check(&[])
        })
    });
    assert_eq!((hers.code, made_up.code), (0, 0));
    assert_eq!((&hers.stdout, &hers.stderr), (&made_up.stdout, &made_up.stderr));
    assert_eq!(undated(&hers.stdout), none.replacen("nothing here: not put up yet, or held back", &day(0), 1));
}

#[test]
fn replies_are_shown_by_unit_in_their_order() {
    let case = Case::new();
    let both = brought(&case.seed, &[NORTH, SOUTH]);
    let long = "A long answer. ".repeat(300);
    let replies = [(&both, "First.\n\nunit          south.example"), (&both, long.as_str())];
    let [ran, aloud] = in_one_day(|today| {
        case.board(NORTH, &Desk::new(NORTH).board(today - 3, &replies));
        case.board(SOUTH, &Desk::new(SOUTH).board(today - 14, &[(&both, "Diolch.")]));
        [case.check(&[]).done(), case.check(&["--call"]).done()]
    });
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
    let aloud = aloud.stdout;
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

#[test]
fn on_a_card_of_many_units_those_that_a_report_was_kept_from_are_named() {
    let units = &[NORTH, SOUTH, "east.example", "west.example", "port.example"];
    let (place, drop) = (Place::with(&TestCard { units, ..TestCard::in_force(today()) }), FakeDrop::start());
    drop.set_card(place.read("card"));
    place.write_secret("codename", &phrase(1));
    let two = brought(&seed(&phrase(1)), &[NORTH, "east.example"]);
    drop.set_board(NORTH, Desk::new(NORTH).board(today(), &[(&two, "To two of five.")]).to_bytes().to_vec());
    let url = drop.url();
    let check = |more: &[&str]| {
        let check = ["check", &url, "--fingerprint-file", "words", "--codename-file", "codename"];
        place.run(&[&check[..], more].concat())
    };
    let hint = "with 5 units on the card, not every choice of them was tried: if the report was kept from some, look again and name \
                each of them with --earlier-left-out";
    let ran = check(&[]).done();
    assert!(!ran.stdout.contains("conversation"), "{}", ran.stdout);
    assert_eq!(ran.stderr, format!("candour-source: {hint}\n"));
    let aloud = check(&["--call"]).done();
    let read_out = aloud.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        read_out.ends_with(hint) && aloud.stderr.is_empty(),
        "that nothing is found is not for the handler's terminal"
    );
    let named: Vec<_> =
        [SOUTH, "west.example", "port.example"].into_iter().flat_map(|unit| ["--earlier-left-out", unit]).collect();
    let ran = check(&named).done();
    let reply = "conversation  with east.example, north.example\n\nreply 1\n    To two of five.\n";
    assert!(ran.stdout.contains(reply), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
    // What is tried anyway is looked for once.
    drop.set_board(
        SOUTH,
        Desk::new(SOUTH).board(today(), &[(&brought(&seed(&phrase(1)), &units[..4]), "To four.")]).to_bytes().to_vec(),
    );
    let ran = check(&["--earlier-left-out", "port.example"]).done();
    assert_eq!(ran.stdout.matches("    To four.\n").count(), 1, "{}", ran.stdout);
    let ran = check(&["--earlier-left-out", "nord.example"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    assert!(ran.error().starts_with("error: the desk card has no unit nord.example"), "{}", ran.stderr);
}

/// Notes of what is warned of, without the program's name.
fn warnings(ran: &Ran) -> Vec<String> {
    ran.stderr.lines().map(|line| line.strip_prefix("candour-source: warning: ").unwrap().to_owned()).collect()
}

#[test]
fn what_is_not_the_units_board_shows_nothing_and_is_an_alarm() {
    let case = Case::new();
    let both = brought(&case.seed, &[NORTH, SOUTH]);
    let (mut north, mut south) = (Desk::new(NORTH), Desk::new(SOUTH));
    let good = north.board(today(), &[(&both, "Genuine.")]);
    let good = good.to_bytes();
    let souths = south.board(today(), &[(&both, "The south's.")]);
    let mut changed = good.to_vec();
    changed[4096 * 3 + 2000] ^= 1;
    let mut cut = good.to_vec();
    cut.truncate(good.len() - 4096);
    let mut more = vec![0; good.len()];
    more[100_000] = 1;
    let mut reordered = good.to_vec();
    let tags = 64 * 4096;
    reordered.copy_within(tags..tags + 16, tags + 16);
    for (bytes, why) in [
        (changed, "the board was changed after it was signed"),
        (cut, "the board has a length that no board has"),
        (more, "the board does not end in a board's note"),
        (reordered, "the board has the tag at place 1 twice"),
        (souths.to_bytes().to_vec(), "the board is not signed by north.example"),
        (b"<html>captive portal".to_vec(), "the board has a length that no board has"),
        (Vec::new(), "the board has a length that no board has"),
    ] {
        case.drop.set_board(NORTH, bytes);
        case.board(SOUTH, &souths);
        let ran = case.check(&[]);
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        let alarm = "ALARM: what came as the board of north.example is not its board, and nothing on it is shown; \
                     look again later, and tell the unit by another way if it stays so: ";
        assert_eq!(warnings(&ran), [format!("{alarm}{why}")]);
        assert!(ran.stdout.contains("board         FALSE: nothing on it is shown\n\nunit"), "{}", ran.stdout);
        assert!(!ran.stdout.contains("Genuine") && ran.stdout.contains("    The south's.\n"), "{}", ran.stdout);
    }
}

#[test]
fn what_does_not_come_is_told_from_what_is_not_there() {
    let case = Case::new();
    let both = brought(&case.seed, &[NORTH, SOUTH]);
    case.board(SOUTH, &Desk::new(SOUTH).board(today(), &[(&both, "Diolch.")]));
    case.drop.answer_to("/board/north.example", 404, "", "");
    let ran = case.check(&[]);
    assert_eq!(ran.code, 6);
    assert!(warnings(&ran)[0].starts_with("the board of north.example did not come, so there may be replies"));
    assert!(
        ran.stdout.contains("board         did not come\n\nunit") && ran.stdout.contains("    Diolch."),
        "{}",
        ran.stdout
    );
    case.drop.answer_to("/board/north.example", 404, "", "");
    case.drop.answer_to("/board/south.example", 503, "", "");
    let ran = case.check(&[]);
    assert_eq!((ran.code, warnings(&ran).len()), (4, 2));
    assert!(!ran.stdout.contains("nothing for this codename"), "{}", ran.stdout);
}

#[test]
fn an_older_genuine_board_is_shown_with_its_day_and_warned_of_from_15_days_on() {
    let case = Case::new();
    let both = brought(&case.seed, &[NORTH, SOUTH]);
    for (days, warns) in [(14, false), (15, true), (60, true)] {
        let ran = in_one_day(|today| {
            case.board(NORTH, &Desk::new(NORTH).board(today - days, &[(&both, "An older one.")]));
            case.check(&[]).done()
        });
        assert!(undated(&ran.stdout).contains(&format!("board         {}\n", day(days))), "{}", ran.stdout);
        assert!(ran.stdout.contains("    An older one.\n"), "{}", ran.stdout);
        let old = format!("and so {days} days old: newer replies may be held back; look again in a few days\n");
        assert_eq!(ran.stderr.ends_with(&old), warns, "{}", ran.stderr);
    }
    let ran = in_one_day(|today| {
        case.board(NORTH, &Desk::new(NORTH).board(today + 2, &[]));
        case.check(&[]).done()
    });
    assert!(ran.stderr.contains("which is 2 days from now: the date of this machine is wrong"), "{}", ran.stderr);
}

#[test]
fn who_has_a_units_signing_key_and_no_more_cannot_write_a_reply() {
    let case = Case::new();
    let (both, other) = (brought(&case.seed, &[NORTH, SOUTH]), brought(&seed(&phrase(2)), &[NORTH, SOUTH]));
    let replies = [(&both, "One."), (&both, "Two."), (&both, "Three."), (&other, "To somebody else.")];
    let board = Desk::new(NORTH).board(today(), &replies);
    let hers = |n| tag(&both, NORTH, n);
    let stray = tag(&other, NORTH, 900);
    let shown = |bytes: Vec<u8>, code: i32| {
        case.drop.set_board(NORTH, bytes);
        let ran = case.check(&[]);
        assert_eq!(ran.code, code, "{}", ran.stderr);
        let replies: Vec<_> =
            ran.stdout.lines().filter_map(|line| line.strip_prefix("    ")).map(str::to_owned).collect();
        (replies, warnings(&ran))
    };
    assert_eq!(shown(board.to_bytes().to_vec(), 0), (vec!["One.".into(), "Two.".into(), "Three.".into()], vec![]));
    // Changed after sealing, or somebody else's reply under her tag.
    let altered = forge(&board, |cells| cells.get_mut(&hers(1)).unwrap()[3000] ^= 1);
    let (replies, said) = shown(altered, 3);
    assert_eq!(replies, ["One.", "Three."]);
    assert_eq!(said, ["number 2 from north.example is for you, but was changed and cannot be read; it is not shown"]);
    let swapped = forge(&board, |cells| {
        let theirs = cells.remove(&tag(&other, NORTH, 0)).unwrap();
        let mine = cells.insert(hers(2), theirs).unwrap();
        cells.insert(stray, mine);
    });
    let (replies, said) = shown(swapped, 3);
    assert_eq!((replies, said.len()), (vec!["One.".to_owned(), "Two.".into()], 1));
    // An old reply under a new number.
    let moved = forge(&board, |cells| {
        let first = cells.remove(&hers(0)).unwrap();
        let last = cells.insert(hers(2), first).unwrap();
        cells.insert(stray, last);
    });
    let (replies, said) = shown(moved, 3);
    assert_eq!(replies, ["Two."], "shown neither as new nor as what it was");
    assert_eq!(said[0], "number 1 from north.example was put up again as number 3; it is not shown as new");
    // Held back: one between, and the last.
    let gap = forge(&board, |cells| {
        let cell = cells.remove(&hers(1)).unwrap();
        cells.insert(stray, cell);
    });
    let (replies, said) = shown(gap, 6);
    assert_eq!(replies, ["One.", "Three."]);
    assert_eq!(said, ["number 2 from north.example is missing although a later one is there; it may be held back"]);
    let hidden = forge(&board, |cells| {
        let cell = cells.remove(&hers(2)).unwrap();
        cells.insert(stray, cell);
    });
    let (replies, said) = shown(hidden, 6);
    assert_eq!(replies, ["One.", "Two."]);
    let newer = "north.example had written up to number 3, and the last one here is number 2; newer ones are held back";
    assert_eq!(said, [newer]);
}
