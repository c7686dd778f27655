//! Boards that are changed on the way: no change makes the page show what the unit did not write, each has a warning of its own, and none keeps a
//! report from being sent.

use crate::broken::built;
use crate::drop_site::DropSite;
use crate::firefox::{Engine, Firefox, Level};
use crate::patience::until;
use crate::questions::{Language, Said, answer as answered, at, open, press, said, send, stored, to_the_check};
use crate::recorder::answer;
use crate::talking::{check_replies, found, replies, says_none, warnings};
use crate::world::{self, World};
use crate::written::opened_is;

/// Whose board is changed.
const UNIT: &str = "integrity.example";
/// The last 4096 bytes of a board are its note.
const NOTE: usize = 4096;

/// A board with one byte changed.
fn changed(board: &[u8], at: usize) -> Vec<u8> {
    let mut board = board.to_vec();
    board[at] ^= 1;
    board
}

/// An answer with a board in it.
fn served(board: &[u8]) -> Vec<u8> {
    answer("200 OK", "content-type: application/octet-stream\r\n", board, 0)
}

/// Every way to change the boards, with the warning for it. `old` and `now` are genuine, `other` is another unit's.
fn forgeries(old: &[u8], now: &[u8], other: &[u8]) -> Vec<(&'static str, Vec<u8>, &'static str)> {
    // The signature is the note's last line.
    let note = now.len() - NOTE;
    let end = note + now[note..].iter().rposition(|byte| *byte != 0).unwrap();
    let moved = [&now[4096..8192], &now[..4096], &now[8192..]].concat();
    let mixed = [&old[..note], &now[note..]].concat();
    let unsigned = [&now[..note], &[0; NOTE]].concat();
    let long = [now, &[0; 4096]].concat();
    vec![
        ("a cell is altered", served(&changed(now, 2000)), "board-false"),
        ("a tag is altered", served(&changed(now, 64 * 4096 + 8)), "board-false"),
        ("the signature is altered", served(&changed(now, end - 8)), "board-false"),
        ("the note is altered", served(&changed(now, note + 60)), "board-false"),
        ("cells have changed places", served(&moved), "board-false"),
        ("old cells below the new note", served(&mixed), "board-false"),
        ("no note", served(&unsigned), "board-false"),
        ("another unit's board", served(other), "board-false"),
        ("garbage", served(&vec![7; now.len()]), "board-false"),
        ("half of it", served(&now[..now.len() / 2]), "board-false"),
        ("nothing", served(b""), "board-false"),
        ("more than it", served(&long), "board-false"),
        (
            "cut off",
            answer("200 OK", "content-type: application/octet-stream\r\n", &now[..1000], 5000),
            "board-missing",
        ),
        ("not there", answer("404 Not Found", "", b"", 0), "board-missing"),
        ("not now", answer("503 Service Unavailable", "retry-after: 1\r\n", b"", 0), "board-missing"),
    ]
}

/// Whatever is shown and said of the unit's board.
fn told(browser: &Firefox) -> (Vec<String>, Vec<String>) {
    let of = |pairs: Vec<(String, String)>| {
        pairs.into_iter().filter(|(unit, _)| unit == UNIT).map(|(_, what)| what).collect()
    };
    (of(replies(browser)), of(warnings(browser)))
}

/// Fetches the boards again, and waits until they have come.
fn again(browser: &Firefox, world: &World) {
    let boards = || world.public.requests().iter().filter(|request| request.path().starts_with("/board/")).count();
    let before = boards();
    press(browser, "boards");
    until("both boards once more", || (boards() >= before + 2).then_some(()));
    found(browser);
}

/// A follow-up with the board that is served now, from what the page shows of it.
fn follow_up(browser: &Firefox, written: &Said) -> String {
    press(browser, "follow-up");
    for step in crate::questions::QUESTIONS {
        at(browser, step);
        answered(browser, step, written);
        if step == "readers" {
            assert_eq!(browser.shown("#earlier input").len(), 2, "nothing shows whom the last report went to: asked");
        }
        if step == "check" {
            assert_eq!(browser.shown("#boards [data-warning=board-false]").len(), 1, "said before it is sent");
        }
        press(browser, if step == "check" { "send" } else { "continue" });
    }
    stored(browser)
}

/// With a clock that is so many days ahead, and the unit's genuine board.
fn days_later(world: &World, days: u32, codename: &str) -> (Vec<String>, Vec<String>) {
    let clock = format!("{{ const now = Date.now; Date.now = () => now() + {days} * 86_400_000; }}\n");
    let app = [clock.as_bytes(), &built("app.js")].concat();
    world.public.answers("GET /app.js ", answer("200 OK", "content-type: text/javascript\r\n", &app, 0));
    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &world.url("/"), Language::English);
    check_replies(&browser, codename);
    assert_eq!(browser.shown(&format!("section[data-unit=\"{UNIT}\"] .board-day")).len(), 1, "the day is said");
    told(&browser)
}

/// One source with two replies, and a server that does what it likes.
pub(crate) fn no_board_makes_the_page_say_what_no_unit_wrote() {
    let world = world::lent();
    let site = world.drop_site("");
    let codename = site.draw_codename("codename");
    site.send("codename", "A report with a codename.\n");
    site.collect_and_open("bundle-1");
    let texts = ["FIRST-MARKER-7601", "SECOND-MARKER-7602"].map(str::to_owned);
    let [old, now] = [0, 1].map(|number: usize| {
        site.reply("unit", "1", &texts[number]);
        site.parcel("unit")
    });
    let other = site.parcel("other");

    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &world.url("/"), Language::English);
    check_replies(&browser, &codename);
    assert_eq!(told(&browser), (texts.to_vec(), vec![]), "as it is: {}", said(&browser));
    let board = format!("GET /board/{UNIT} ");
    // From here on the page has a board that is amiss, and offers to fetch all of them again.
    let forgeries = forgeries(&old, &now, &other);
    for (number, (case, instead, warning)) in forgeries.iter().enumerate() {
        world.public.be_honest();
        world.public.answers(&board, instead.clone());
        // A page that had a board keeps it where none comes.
        if number == 0 || *case == "cut off" {
            open(&browser, &world.url("/"), Language::English);
            check_replies(&browser, &codename);
        } else {
            again(&browser, &world);
        }
        assert_eq!(told(&browser), (vec![], vec![(*warning).to_owned()]), "{case}");
        assert!(says_none(&browser), "{case}");
    }
    world.public.be_honest();
    again(&browser, &world);
    assert_eq!(told(&browser), (texts.to_vec(), vec![]), "an honest board mends it");

    // What is genuine and old cannot be told from what is new, except by its day.
    world.public.answers(&board, served(&old));
    open(&browser, &world.url("/"), Language::English);
    check_replies(&browser, &codename);
    assert_eq!(told(&browser), (texts[..1].to_vec(), vec![]), "the newest is hidden");
    world.public.answers(&board, served(&vec![0; old.len()]));
    open(&browser, &world.url("/"), Language::English);
    check_replies(&browser, &codename);
    assert_eq!((told(&browser), says_none(&browser)), ((vec![], vec![]), true), "nothing put up yet");
    world.public.be_honest();
    assert_eq!(days_later(&world, 10, &codename), (texts.to_vec(), vec![]));
    assert_eq!(days_later(&world, 20, &codename), (texts.to_vec(), vec!["board-old".to_owned()]));
    a_report_goes_all_the_same(&world, &site, &browser, &codename, &forgeries[0].1);
}

/// With a false board a follow-up lands in its case, and without any board a first report is taken.
fn a_report_goes_all_the_same(world: &World, site: &DropSite, browser: &Firefox, codename: &str, instead: &[u8]) {
    let board = format!("GET /board/{UNIT} ");
    world.public.be_honest();
    world.public.answers(&board, instead.to_vec());
    open(browser, &world.url("/"), Language::English);
    check_replies(browser, codename);
    let further = Said::in_full(Language::English);
    let second = follow_up(browser, &further);
    world.public.answers("GET /board/", answer("404 Not Found", "", b"", 0));
    open(browser, &world.url("/"), Language::Welsh);
    let report = Said::in_full(Language::Welsh);
    to_the_check(browser, &report, |_| {});
    let warned = || (browser.shown("#boards [data-warning=board-missing]").len() == 2).then_some(());
    until("a warning for each board", warned);
    let third = send(browser);
    site.collect_and_open("bundle-2");
    opened_is(site, &second, &further);
    opened_is(site, &third, &report);
    let cases = site.cases("unit");
    assert!(cases.contains("  2 reports") && cases.contains("  1 reports"), "{cases}");
}
