//! Every page and step, in both languages: nothing that axe-core objects to, nothing wider than 320 pixels, and pictures on demand.

use std::fs;
use std::path::Path;

use crate::drop_site::DropSite;
use crate::firefox::{Engine, Firefox, Level};
use crate::look;
use crate::patience::until;
use crate::questions::{
    Language, QUESTIONS, Said, answer, at, open, press, send_off, stored, switch, tick, to_the_check, type_in,
};
use crate::recorder::{Page, answer as answered};
use crate::talking::{check_replies, replies, says_none, shown_codename, warnings, with_a_slip};
use crate::world;

/// Bytes of a stream that one of Tor's cells carries.
const CELL: usize = 498;

/// A look in each language. A page without a switch has both on it.
fn both(browser: &Firefox, name: &str) {
    if browser.all("#language").is_empty() {
        return look::at(browser, name);
    }
    for language in [Language::Welsh, Language::English] {
        switch(browser, language);
        look::at(browser, &format!("{name}.{}", language.tag()));
    }
}

/// Every step of the questions, what they say when something is missing, sending while nobody answers, and what comes after it.
pub(crate) fn the_steps() {
    let world = world::lent();
    let mut site = world.drop_site("");
    let evidence = ["notes-7201.txt", "photograph-7202.jpg"].map(|name| crate::written::file(&site, name, b"", 4000));
    let written = Said::in_full(Language::English).with(&evidence);
    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &world.url("/"), Language::English);
    look::faults_are_seen(&browser);
    both(&browser, "01-start");
    let mut number = 1;
    to_the_check(&browser, &written, |step| {
        number += 1;
        if step == "what" {
            // Emptied, to see what is said then, and filled again.
            browser.run("const field = document.getElementById('what'); field.value = ''; field.dispatchEvent(new Event('input', { bubbles: true }))", &[]);
            press(&browser, "continue");
            until("the summary", || (!browser.shown("#errors").is_empty()).then_some(()));
            both(&browser, "04-what-missing");
            answer(&browser, step, &written);
        }
        look::posts_nothing(&browser, step);
        // What the size gives away is worked out a moment after the last key.
        let worked_out = "return document.getElementById('room')?.textContent !== ''";
        until("the size", || (browser.run(worked_out, &[]) == true).then_some(()));
        both(&browser, &format!("{number:02}-{step}"));
    });
    world.public.leads_to(None);
    send_off(&browser);
    until("the page waits", || (!browser.shown("[data-action=retry]").is_empty()).then_some(()));
    both(&browser, "10-sending");
    world.public.leads_to(Some(site.path("public.sock")));
    if let [retry, ..] = &browser.shown("[data-action=retry]")[..] {
        // It may have tried again by itself meanwhile.
        let _ = browser.click(retry);
    }
    stored(&browser);
    both(&browser, "11-done");

    open(&browser, &world.url("/"), Language::English);
    to_the_check(&browser, &written, |_| {});
    site.stop();
    let _stranger = world.drop_site("");
    send_off(&browser);
    at(&browser, "stopped");
    both(&browser, "12-stopped");
}

/// From the check to the codename that is typed back, with the word that is proposed; where a call is taken, too.
fn to_the_codename(browser: &Firefox, written: &Said, names: [&str; 2]) {
    to_the_check(browser, written, |_| {});
    press(browser, "send");
    let codename = shown_codename(browser);
    look::posts_nothing(browser, names[0]);
    both(browser, names[0]);
    press(browser, "continue");
    at(browser, "repeat");
    type_in(browser, "codename", &with_a_slip(&codename));
    press(browser, "continue");
    until("a proposal", || (!browser.shown("#proposal [data-action=accept]").is_empty()).then_some(()));
    look::posts_nothing(browser, names[1]);
    both(browser, names[1]);
}

/// What a source with a codename sees: before she sends, when she comes back, with replies, without, and with boards that are false.
pub(crate) fn the_conversation() {
    let world = world::lent();
    let site = world.drop_site("");
    let codename = site.draw_codename("codename");
    site.send("codename", "A report with a codename.\n");
    site.collect_and_open("bundle");
    site.reply("unit", "1", &format!("{}\n\n{}", "A line of a reply, and another. ".repeat(90), "W".repeat(120)));
    site.parcel("unit");

    let url = world.url("/");
    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &url, Language::English);
    let written = Said::in_full(Language::English);
    to_the_codename(&browser, &written, ["30-codename", "31-repeat"]);
    open(&browser, &url, Language::English);
    tick(&browser, "call");
    to_the_codename(&browser, &written, ["32-codename-call", "33-repeat-call"]);

    world.public.answers("GET /board/other.example ", answered("200 OK", "", &[7; 4096], 0));
    open(&browser, &url, Language::English);
    press(&browser, "replies");
    at(&browser, "quote");
    type_in(&browser, "codename", "seven words are not enough of them");
    press(&browser, "continue");
    until("the summary", || (!browser.shown("#errors").is_empty()).then_some(()));
    look::posts_nothing(&browser, "quote");
    both(&browser, "34-quote");
    open(&browser, &url, Language::English);
    check_replies(&browser, &codename);
    assert_eq!((replies(&browser).len(), warnings(&browser).len()), (1, 1));
    look::posts_nothing(&browser, "thread");
    both(&browser, "35-thread");

    // Nothing found: a follow-up asks whom the last report went to.
    world.public.answers("GET /board/integrity.example ", answered("404 Not Found", "", b"", 0));
    open(&browser, &url, Language::English);
    check_replies(&browser, &codename);
    assert!(says_none(&browser));
    both(&browser, "36-thread-none");
    press(&browser, "follow-up");
    for step in QUESTIONS {
        at(&browser, step);
        answer(&browser, step, &written);
        match step {
            "readers" => both(&browser, "37-readers-earlier"),
            "check" => both(&browser, "38-check-follow-up"),
            _ => {}
        }
        if step != "check" {
            press(&browser, "continue");
        }
    }
    world.public.be_honest();
}

/// The pages that the server writes. What stands there without scripts is brought out by hand, because axe-core is a script.
pub(crate) fn the_pages() {
    let world = world::lent();
    let site = world.drop_site("");
    let browser = world.browser(Engine::Debian, Level::Standard);
    for (path, name) in [("/accessibility", "20-accessibility"), ("/leave", "21-leave")] {
        browser.go(&world.url(path));
        both(&browser, name);
    }
    to_the_form(&browser, &world.url("/"));
    both(&browser, "22-safest");
    fs::write(site.path("plain.txt"), "PLAIN-MARKER-7211, chosen by mistake").unwrap();
    post(&browser, &site.path("plain.txt"));
    both(&browser, "23-refused");
    to_the_form(&browser, &world.url("/"));
    post(&browser, &sealed(&site));
    both(&browser, "24-stored");
    drop(browser);
    let pages = world.public.pages();
    assert!(pages.len() >= 6 && pages.iter().all(|page| page.body == pages[0].body), "one size class: {pages:?}");
    // With what stands before them too, whoever counts Tor's cells counts as many.
    let cells = |page: &Page| (page.head + page.body).div_ceil(CELL);
    assert!(pages.iter().all(|page| cells(page) == cells(&pages[0])), "as many cells: {pages:?}");
}

/// Opens the first page and shows what it holds for browsers without scripts.
fn to_the_form(browser: &Firefox, url: &str) {
    browser.go(url);
    at(browser, "start");
    browser.run(
        "for (const hidden of document.querySelectorAll('noscript')) {\
           const shown = new DOMParser().parseFromString(hidden.textContent, 'text/html');\
           hidden.replaceWith(...shown.body.childNodes);\
         }",
        &[],
    );
    until("the form", || (!browser.shown("#by-hand form").is_empty()).then_some(()));
}

/// Sends a file by that form.
fn post(browser: &Firefox, file: &Path) {
    let [field] = &browser.shown("#by-hand input[type=file]")[..] else { panic!("one field") };
    browser.choose(field, &[file]);
    let [send] = &browser.shown("#by-hand button")[..] else { panic!("one button") };
    browser.click(send).unwrap();
    until("the answer to the form", || browser.address().ends_with("/reports").then_some(()));
    until("the whole answer", || (browser.run("return document.readyState", &[]) == "complete").then_some(()));
}

/// A sealed report, made by the program.
fn sealed(site: &DropSite) -> std::path::PathBuf {
    fs::write(site.path("report.txt"), "Sealed by the program.\n").unwrap();
    let seal = ["seal", "--card", "desk-card", "--fingerprint-file", "published"];
    site.ran(
        "candour-source",
        &[&seal[..], &["--report", "report.txt", "--no-codename", "--out", "report.age"]].concat(),
    );
    site.path("report.age")
}
