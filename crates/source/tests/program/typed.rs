//! What is asked at a terminal, with the real program at a real one: a codename shown, typed back, taken away; one that is quoted; Ctrl-C.

use std::path::Path;

use candour_envelope::ReportKind;
use candour_header::Kind;

use crate::desk::{Desk, brought, forge, keys, phrase, seed, tag};
use crate::fake_drop::FakeDrop;
use crate::opened;
use crate::run::{Place, today};
use crate::terminal::{ENTER, LEAVE, Terminal};

const NORTH: &str = "north.example";
const SOUTH: &str = "south.example";
const VISIT: [&str; 4] = ["GET /", "GET /desk", "GET /board/north.example", "GET /board/south.example"];

/// A place with a report, folders for everything that a program may leave, and a drop.
struct Case {
    place: Place,
    drop: FakeDrop,
    /// The report's text, no other case's.
    text: String,
}

impl Case {
    fn new() -> Self {
        let (place, drop) = (Place::new(), FakeDrop::start());
        drop.set_card(place.read("card"));
        let text = format!("TEXT-MARKER-{:016x}", rand::random::<u64>());
        place.write("report", text.as_bytes());
        std::fs::create_dir(place.path("left")).unwrap();
        Self { place, drop, text }
    }

    /// An editor that writes the text.
    fn editor(&self) -> String {
        format!("f() {{ echo {} > \"$1\"; }}; f", self.text)
    }

    fn run(&self, verb: &str, more: &[&str], editor: &str) -> Terminal {
        let url = self.drop.url();
        let left = self.place.path("left").to_str().unwrap().to_owned();
        let places = [
            "HOME",
            "TMPDIR",
            "XDG_RUNTIME_DIR",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
        ];
        let mut environment: Vec<_> = places.iter().map(|name| (*name, left.as_str())).collect();
        environment.push(("EDITOR", editor));
        self.place.at_terminal(&[&[verb, &url, "--fingerprint-file", "words"][..], more].concat(), &environment)
    }

    fn lines(&self) -> Vec<String> {
        self.drop.requests().iter().map(|request| request.line()).collect()
    }

    /// What this program left behind with one of these words in it. `/dev/shm` is everybody's: there only what is named as this program
    /// names it is looked at, and it may be another test's.
    fn left(&self, marks: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        let names = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with("candour-");
        let shared = std::fs::read_dir("/dev/shm").into_iter().flatten().flatten().filter(names);
        let mut folders: Vec<_> = shared.map(|entry| entry.path()).chain([self.place.path("left")]).collect();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                // A pipe would be waited for.
                if path.is_dir() {
                    folders.push(path);
                } else if path.is_file()
                    && let Ok(content) = std::fs::read(&path)
                {
                    let has = |mark: &&&str| content.windows(mark.len()).any(|at| at == mark.as_bytes());
                    found.extend(marks.iter().find(has).map(|mark| format!("{}: {mark}", path.display())));
                }
            }
        }
        found
    }
}

/// The codename on a source's screen.
fn shown(screen: &str) -> String {
    let (before, after) = screen.split_once("This is your codename:\r\n\r\n").unwrap();
    assert!(before.ends_with(&format!("{ENTER}\u{1b}[2J\u{1b}[H")), "alone on its screen: {before:?}");
    after.lines().next().unwrap().to_owned()
}

#[test]
fn a_new_codename_is_typed_back_and_taken_off_the_screen_before_the_report_goes() {
    let case = Case::new();
    let mut terminal = case.run("send", &["--report", "report"], "");
    let phrase = shown(&terminal.until("nobody can answer: "));
    assert_eq!(case.lines(), VISIT, "nothing is sent before");
    // Ctrl-Z would leave the codename standing there.
    terminal.keys("\u{1a}");
    terminal.line("");
    terminal.until("Type or paste your codename. Type show to see it again: ");
    terminal.line(&phrase.replace(' ', "-").to_uppercase());
    let screens = terminal.until(LEAVE);
    assert!(screens.contains("\r\n"), "what is typed is seen");
    terminal.until("the drop has stored the report");
    let (code, all) = terminal.end();
    assert_eq!(code, 0, "{all}");
    let rest = all.rsplit_once(LEAVE).unwrap().1;
    assert!(rest.contains("the codename is off the screen. A terminal that keeps a log"), "{rest}");
    // One word of a codename may be a word of what is said.
    let first_two = phrase.split(' ').take(2).collect::<Vec<_>>().join(" ");
    assert!(!rest.contains(&first_two) && !all.split_once(ENTER).unwrap().0.contains(&phrase));
    assert_eq!(
        case.lines(),
        [&VISIT[..], &VISIT, &["POST /reports"]].concat(),
        "typing took a while: a visit of its own"
    );
    let [sealed] = case.drop.stored().try_into().unwrap();
    let report = opened::by(NORTH, Kind::Mlkem768X25519, &sealed).unwrap();
    let conversation = report.body().conversation().unwrap();
    assert!(keys(conversation).tag == brought(&seed(&phrase), &[NORTH, SOUTH]).tag);
    assert_eq!(case.left(&[&phrase, &case.text]), [""; 0]);
}

#[test]
fn a_call_handler_reads_it_out_has_it_read_back_and_keeps_nothing() {
    let case = Case::new();
    let mut terminal = case.run("send", &["--call"], &case.editor());
    let screen = terminal.until("if the caller wants none: ");
    let lines: Vec<_> = screen.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    let words: Vec<_> = lines.iter().map(|line| line.split_whitespace().nth(1).unwrap().to_lowercase()).collect();
    let phrase = words.join(" ");
    assert_eq!(words.len(), 8, "{screen}");
    for (line, word) in lines.iter().zip(&words) {
        let initials: String = line.split_whitespace().skip(2).filter_map(|name| name.chars().next()).collect();
        assert_eq!(initials.to_lowercase().replace('h', "-"), word.replace('h', "-"), "{line}");
    }
    terminal.line("");
    terminal.until("as the caller reads it back");
    terminal.line(&phrase);
    terminal.until("the drop has stored the report");
    let (code, all) = terminal.end();
    assert_eq!(code, 0, "{all}");
    let [sealed] = case.drop.stored().try_into().unwrap();
    let report = opened::by(NORTH, Kind::Mlkem768X25519, &sealed).unwrap();
    assert_eq!(
        (report.body().answers.kind, report.body().answers.what.as_str()),
        (ReportKind::Call, format!("{}\n", case.text).as_str())
    );
    assert_eq!(case.left(&[&phrase, &words[2..4].join(" "), &words[5..7].join(" "), &case.text]), [""; 0]);
    assert_eq!(std::fs::read_dir(case.place.path("left")).unwrap().count(), 0);
    assert_eq!(case.place.names(), ["card", "left", "report", "words"]);
}

#[test]
fn a_key_that_ends_it_takes_the_codename_off_the_screen_and_the_text_off_the_machine() {
    let reports = [&["--report", "report"][..], &[]];
    let keys = [("\u{3}", 130), ("\u{1c}", 131)];
    for (report, (key, ends)) in reports.into_iter().flat_map(|report| keys.map(|key| (report, key))) {
        let case = Case::new();
        let mut terminal = case.run("send", report, &case.editor());
        let phrase = shown(&terminal.until("nobody can answer: "));
        terminal.keys(key);
        let (code, all) = terminal.end();
        assert_eq!(code, ends, "{all}");
        assert!(all.ends_with(LEAVE), "{all:?}");
        assert_eq!(case.left(&[&phrase, &case.text]), [""; 0]);
        assert!(case.drop.stored().is_empty());
    }
}

#[test]
fn who_comes_back_types_her_codename_and_a_slip_is_put_right_with_a_yes() {
    let case = Case::new();
    let (phrase, mut north) = (phrase(1), Desk::new(NORTH));
    let both = brought(&seed(&phrase), &[NORTH, SOUTH]);
    let board = north.board(today(), &[(&both, "Diolch. Who else was there?")]);
    case.drop.set_board(NORTH, board.to_bytes().to_vec());
    let mut terminal = case.run("check", &[], "");
    terminal.until("Your codename.\r\n\r\nType or paste the eight words: ");
    assert_eq!(case.lines(), VISIT, "everything is there before anything is typed");
    terminal.line(&phrase.replacen(' ', "x ", 1));
    terminal.until("Should word 1 be ");
    terminal.line("yes");
    terminal.until(LEAVE);
    let (code, all) = terminal.end();
    assert_eq!((code, case.lines()), (0, VISIT.map(str::to_owned).into()), "{all}");
    let after = all.rsplit_once(LEAVE).unwrap().1;
    assert!(after.contains("reply 1\r\n    Diolch. Who else was there?\r\n"), "{after}");
    assert!(!after.contains(&phrase));
    // For a caller it is read out page by page, and none of it stays.
    let mut terminal = case.run("check", &["--call"], "");
    terminal.until("as the caller says it");
    // A list of lines will do.
    terminal.line(&phrase.replace(' ', "\n"));
    terminal.until("    Diolch. Who else was there?\r\n");
    terminal.until("Press Enter to go on: ");
    terminal.line("");
    let (code, all) = terminal.end();
    assert_eq!(code, 0, "{all}");
    let (before, after) = (all.split_once(ENTER).unwrap().0, all.rsplit_once(LEAVE).unwrap().1);
    assert!(!before.contains("Diolch") && !after.contains("Diolch"));
    assert_eq!(case.left(&[&phrase, "Diolch"]), [""; 0]);
}

#[test]
fn what_a_caller_is_warned_of_stays_on_the_screen_that_is_taken_away() {
    let case = Case::new();
    let (phrase, mut north, mut south) = (phrase(1), Desk::new(NORTH), Desk::new(SOUTH));
    let both = brought(&seed(&phrase), &[NORTH, SOUTH]);
    let board = north.board(today(), &[(&both, "One."), (&both, "Two."), (&both, "Three.")]);
    let gap = forge(&board, |cells| {
        let second = cells.remove(&tag(&both, NORTH, 1)).unwrap();
        cells.insert([7; 16], second);
    });
    case.drop.set_board(NORTH, gap);
    case.drop.set_board(SOUTH, south.board(today() - 20, &[]).to_bytes().to_vec());
    let mut terminal = case.run("check", &["--call"], "");
    terminal.until("as the caller says it");
    terminal.line(&phrase);
    let mut pages = String::new();
    for _ in 0..2 {
        pages += &terminal.until("Press Enter to go on: ");
        terminal.line("");
    }
    terminal.until(LEAVE);
    let (code, all) = terminal.end();
    assert_eq!(code, 6, "{all}");
    let words = pages.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("warning: number 2 from north.example is missing although a later one is there"), "{pages}");
    assert!(words.contains("warning: the board of south.example is of"), "{pages}");
    let (before, after) = (all.split_once(ENTER).unwrap().0, all.rsplit_once(LEAVE).unwrap().1);
    assert_eq!(before, "");
    // What anybody is told who looks at this drop.
    let (old, rest) = after.split_once("\r\n").unwrap_or_else(|| panic!("{after:?}"));
    assert!(
        old.trim_start().starts_with("candour-source: warning: the board of south.example is of") && rest.is_empty(),
        "{after:?}"
    );
}

#[test]
fn a_drop_cannot_tell_a_follow_up_from_a_first_report() {
    let seen = |more: &[&str], dialogue: fn(&mut Terminal)| {
        let case = Case::new();
        let mut terminal = case.run("send", &[&["--report", "report"], more].concat(), "");
        dialogue(&mut terminal);
        let (code, all) = terminal.end();
        assert_eq!(code, 0, "{all}");
        (case.lines(), case.drop.connections())
    };
    let first = seen(&[], |terminal| {
        let phrase = shown(&terminal.until("nobody can answer: "));
        terminal.line("");
        terminal.until("to see it again: ");
        terminal.line(&phrase);
    });
    // Nothing tells to whom her last report went, so she is asked that too.
    let follow_up = seen(&["--continue"], |terminal| {
        terminal.until("Type or paste the eight words: ");
        terminal.line(&phrase(1));
        terminal.until("or press Enter if it was for all: ");
        terminal.line("");
    });
    assert_eq!(
        first,
        ([&VISIT[..], &VISIT, &["POST /reports"]].concat().iter().map(|line| line.to_string()).collect(), 2)
    );
    assert_eq!(follow_up, first);
}

#[test]
fn a_follow_up_begins_with_the_codename_and_goes_where_the_first_went() {
    let case = Case::new();
    let (phrase, mut north) = (phrase(1), Desk::new(NORTH));
    let alone = brought(&seed(&phrase), &[NORTH]);
    case.drop.set_board(NORTH, north.board(today(), &[(&alone, "Who?")]).to_bytes().to_vec());
    let mut terminal = case.run("send", &["--continue", "--report", "report"], "");
    terminal.until("The codename of the report that you continue.");
    terminal.line(&phrase);
    terminal.until("continues the report to north.example");
    terminal.until("sealed for north.example");
    let (code, all) = terminal.end();
    assert_eq!(code, 0, "{all}");
    assert_eq!(case.lines(), [&VISIT[..], &VISIT, &["POST /reports"]].concat());
    assert!(Path::new("/dev/tty").exists() && !all.contains("This is your codename"));
}
