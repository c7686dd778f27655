//! What it takes to load the page, in requests and bytes on the wire.

use crate::firefox::{Engine, Level};
use crate::patience::until;
use crate::questions::{Language, at, open, switch};
use crate::recorder::Request;
use crate::world;

/// Everything needed to write a report, requests and answers with their headers.
const MOST_BYTES: usize = 400 * 1024;
/// Requests for it.
const MOST_REQUESTS: usize = 8;
/// The first page.
const FIRST_PAGE: usize = 48 * 1024;
/// What stands in the place of a unit's first board.
const FIRST_BOARD: usize = 270_336;

/// Whether it asks for a board.
fn is_for_a_board(request: &Request) -> bool {
    request.path().starts_with("/board/")
}

/// At both levels with scripts.
pub(crate) fn everything_for_a_report_is_small() {
    let world = world::lent();
    let _site = world.drop_site("");
    for level in [Level::Standard, Level::Safer] {
        // Boards come last and behind everything else, so they are counted apart: they are held back until the questions can be begun.
        world.public.hold("GET /board/");
        world.public.forget();
        let browser = world.browser(Engine::Debian, level);
        open(&browser, &world.url("/"), Language::English);
        until("the request for the first board", || world.public.requests().iter().any(is_for_a_board).then_some(()));
        let (boards, requests): (Vec<_>, Vec<_>) = world.public.requests().into_iter().partition(is_for_a_board);
        let asked: Vec<_> = requests.iter().map(|request| format!("{} {}", request.method(), request.path())).collect();
        let kept = world.public.kept();
        let (up, down) = kept.iter().fold((0, 0), |(up, down), one| (up + one.up.len(), down + one.down.len()));
        println!("{level:?}: {} requests, {up} bytes up, {down} bytes down: {}", asked.len(), asked.join(", "));
        assert!(asked.len() <= MOST_REQUESTS, "{level:?}: {asked:?}");
        assert!(up + down <= MOST_BYTES, "{level:?}: {up} + {down} bytes");
        let [page] = world.public.pages()[..] else { panic!("one page") };
        assert_eq!((page.body, boards.len()), (FIRST_PAGE, 1));
        let before = world.public.bytes().1;
        world.public.be_honest();
        world.until_boards();
        until("both boards", || (world.public.bytes().1 >= before + 2 * FIRST_BOARD).then_some(()));
        println!("{level:?}: boards of two units: {} bytes down", world.public.bytes().1 - before);
    }
}

/// While no script has come, everything that a source must know before is there to read, in both languages; nothing is there to type into.
pub(crate) fn the_first_page_is_useful_before_any_script() {
    let world = world::lent();
    let site = world.drop_site("");
    let words = std::fs::read_to_string(site.path("published")).unwrap();
    world.public.hold("GET /app.js ");
    let browser = world.browser(Engine::Debian, Level::Standard);
    // What `load` waits for is held back, so nobody waits for it.
    browser.run("location.href = arguments[0]", &[world.url("/").into()]);
    until("the request for the script", || {
        world.public.kept().iter().any(|one| String::from_utf8_lossy(&one.up).contains("GET /app.js ")).then_some(())
    });
    until("the page", || (browser.run("return document.readyState", &[]) == "interactive").then_some(()));
    for (language, danger) in [(Language::Welsh, "perygl"), (Language::English, "danger")] {
        switch(&browser, language);
        let shown = browser.run("return document.body.innerText", &[]);
        let shown = shown.as_str().unwrap();
        for word in ["999", danger, words.trim()] {
            assert!(shown.contains(word), "{word:?} is to be read: {shown}");
        }
        assert!(browser.shown("main h2").len() > 5, "headings");
        assert!(browser.shown("main li").len() > 20, "what to know before");
    }
    assert_eq!(browser.all("main input, main textarea, main form").len(), 0, "nothing to type into yet");
    assert!(world.public.requests().iter().all(|request| !request.path().ends_with(".wasm")), "no script ran");
    world.public.be_honest();
    at(&browser, "start");
}
