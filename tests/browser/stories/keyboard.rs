//! A whole report by keyboard: Tab, Enter, the space bar and arrows. Where the focus is, what Back does, that leaving asks first, and
//! that nothing of it stays in the browser.

use std::fs;

use serde_json::{Value, json};

use crate::firefox::{Engine, Firefox, Level};
use crate::look;
use crate::patience::until;
use crate::questions::{Language, QUESTIONS, Said, add_files, at, open};
use crate::talking::{kept_nowhere, shown_codename, with_a_slip};
use crate::world;
use crate::written::{file, opened_is};

/// Keys, as the protocol names them.
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
const SPACE: &str = " ";
/// No page has so many stops.
const STOPS: usize = 80;

/// Whether the focus is on what a selector names.
fn focused(browser: &Firefox, css: &str) -> bool {
    browser.run("return document.activeElement.matches(arguments[0])", &[css.into()]) == true
}

/// Presses Tab until the focus is there. Each stop on the way must be seen: a ring around it, and inside the window.
fn tab_to(browser: &Firefox, css: &str) {
    for _ in 0..STOPS {
        browser.keys(TAB);
        let stop = browser.run(
            "const on = document.activeElement; const { top, bottom, height } = on.getBoundingClientRect();\
             const { outlineStyle, outlineWidth } = getComputedStyle(on);\
             return { name: on.outerHTML.slice(0, 120), ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,\
                      inside: on === document.body || (height > 0 && bottom > 0 && top < innerHeight), body: on === document.body,\
                      there: on.matches(arguments[0]) }",
            &[css.into()],
        );
        assert!(stop["ring"] == true || stop["body"] == true, "the focus is to be seen: {stop}");
        assert_eq!(stop["inside"], true, "the focus is in the window: {stop}");
        if stop["there"] == true {
            return;
        }
    }
    panic!("Tab never comes to {css}");
}

/// Goes to a field and types.
fn fill(browser: &Firefox, id: &str, text: &str) {
    tab_to(browser, &format!("[id=\"{id}\"]"));
    browser.keys(text);
}

/// Goes to a button and presses it.
fn enter(browser: &Firefox, action: &str) {
    tab_to(browser, &format!("#candour [data-action=\"{action}\"]"));
    browser.keys(ENTER);
}

/// Goes to a group of choices and takes the one that stands so many further down.
fn choose(browser: &Firefox, group: &str, down: usize) {
    tab_to(browser, &format!("#{group} input"));
    browser.keys(SPACE);
    browser.keys(&DOWN.repeat(down));
}

/// Waits for a step. Its heading has the focus, and neither address nor history tells more than its number.
fn arrived(browser: &Firefox, step: &str, url: &str) {
    at(browser, step);
    assert!(focused(browser, "#question h1"), "the heading of {step} has the focus");
    assert_eq!(browser.address(), url);
    let state = browser.run("return history.state", &[]);
    let keys: Vec<_> = state.as_object().unwrap().keys().collect();
    assert!(keys == ["step"] && state["step"].is_u64(), "history holds a number at {step}: {state}");
}

/// What the browser keeps of a page beyond its life.
fn kept(browser: &Firefox) -> Value {
    browser.run_async(
        "const done = arguments[0];\
         const cached = globalThis.caches ? caches.keys().catch(() => []) : Promise.resolve([]);\
         Promise.all([indexedDB.databases(), cached, navigator.serviceWorker?.getRegistrations() ?? []]).then(\
           ([databases, caches, workers]) => done([localStorage.length, sessionStorage.length, document.cookie, databases.length,\
             caches.length, workers.length, window.name]), (why) => done(String(why)));",
        &[],
    )
}

/// Whether the browser would ask before it leaves this page: the page listens for that, and its answer is to ask. Browsers that are
/// driven by a program do not show the question itself.
fn guarded(browser: &Firefox) -> bool {
    let listens = browser.run_in_window("return gBrowser.selectedBrowser.hasBeforeUnload", &[]) == true;
    let script = "const event = new Event('beforeunload', { cancelable: true }); dispatchEvent(event); return event.defaultPrevented";
    let asks = browser.run(script, &[]) == true;
    assert_eq!(listens, asks, "the listener is there only while it asks");
    asks
}

/// The codename, typed back with a slip, and the proposal accepted; all by keys.
fn codename_by_keys(browser: &Firefox, url: &str) -> String {
    arrived(browser, "codename", url);
    let codename = shown_codename(browser);
    look::posts_nothing(browser, "codename");
    kept_nowhere(browser, &codename, url);
    enter(browser, "continue");
    arrived(browser, "repeat", url);
    look::posts_nothing(browser, "repeat");
    fill(browser, "codename", &with_a_slip(&codename));
    enter(browser, "continue");
    until("the summary", || focused(browser, "#errors").then_some(()));
    kept_nowhere(browser, &codename, url);
    enter(browser, "accept");
    codename
}

/// From the first Tab to the stored report, and away.
pub(crate) fn a_whole_report_without_a_mouse() {
    let world = world::lent();
    let site = world.drop_site("");
    let mut written = Said::in_full(Language::English).with(&[file(&site, "diary-MARKER-7401.txt", b"", 3000)]);
    (written.what, written.left_out) = ("WHAT-MARKER-7402: one line, by keys alone.", &["other.example"]);
    let planted = written.planted();
    let browser = world.browser(Engine::Debian, Level::Standard);
    browser.size(look::WIDE.0, look::WIDE.1);
    let url = world.url("/");
    open(&browser, &url, Language::English);
    assert!(!guarded(&browser), "nothing to lose yet");
    tab_to(&browser, "#language");
    browser.keys(&SPACE.repeat(2));
    tab_to(&browser, "#leave");
    enter(&browser, "start");
    for step in QUESTIONS {
        arrived(&browser, step, &url);
        look::posts_nothing(&browser, step);
        match step {
            "about" => choose(&browser, "about", 1),
            "concerns" => {
                fill(&browser, "force", written.force);
                choose(&browser, "role", 1);
                fill(&browser, "who", written.who);
            }
            "what" => {
                enter(&browser, "continue");
                until("the summary", || focused(&browser, "#errors").then_some(()));
                assert_eq!(browser.run("return document.activeElement.getAttribute('role')", &[]), "alert");
                tab_to(&browser, "#errors a");
                browser.keys(ENTER);
                assert!(focused(&browser, "#what"), "the summary leads to the field");
                assert_eq!(browser.address(), url);
                browser.keys(written.what);
            }
            "when-where" => {
                fill(&browser, "when", written.when);
                browser.back();
                arrived(&browser, "what", &url);
                let [field] = &browser.all("#what")[..] else { panic!("one field") };
                assert_eq!(browser.property(field, "value"), written.what, "Back is the question before, as it was");
                enter(&browser, "continue");
                arrived(&browser, step, &url);
                fill(&browser, "where", written.place);
            }
            "you" => {
                choose(&browser, "you", 3);
                fill(&browser, "identity", written.identity);
            }
            "evidence" => {
                tab_to(&browser, "#files");
                // The window in which files are chosen is the system's.
                add_files(&browser, &written.files);
            }
            "readers" => {
                tab_to(&browser, "[id=\"unit-other.example\"]");
                browser.keys(SPACE);
            }
            _ => {
                tab_to(&browser, "[data-change=what]");
                assert!(guarded(&browser), "leaving asks first");
            }
        }
        enter(&browser, if step == "check" { "send" } else { "continue" });
    }
    let codename = codename_by_keys(&browser, &url);
    arrived(&browser, "done", &url);
    kept_nowhere(&browser, &codename, &url);
    let planted = planted.codename(&codename);
    assert!(!guarded(&browser), "nothing to lose any more");
    let nothing = json!([0, 0, "", 0, 0, 0, ""]);
    assert_eq!(kept(&browser), nothing);
    let [hash] = &browser.all("#sha256")[..] else { panic!("one hash") };
    let hash = browser.text(hash);
    enter(&browser, "leave");
    until("the empty page", || browser.address().ends_with("/leave").then_some(()));
    assert_eq!(kept(&browser), nothing);
    browser.back();
    at(&browser, "start");
    let left = browser.run("return document.documentElement.outerHTML", &[]);
    assert_eq!(planted.found_in(left.as_str().unwrap().as_bytes()), [""; 0], "Back brings nothing of it back");
    drop(browser);
    planted.never_left(&world.public.kept());
    site.collect_and_open("bundle");
    opened_is(&site, &hash, &written);
    assert!(fs::metadata(site.path("unit/reports").join(&hash)).is_ok());
}
