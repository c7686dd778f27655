//! Every page and step, in both languages: nothing that axe-core objects to, nothing wider than 320 pixels, and pictures on demand.

use std::fs;
use std::path::Path;

use crate::drop_site::DropSite;
use crate::firefox::{Engine, Firefox, Level};
use crate::look;
use crate::patience::until;
use crate::questions::{Language, Said, answer, at, open, press, send_off, stored, switch, to_the_check};
use crate::recorder::Page;
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
    let seal = ["seal", "--card", "desk-card", "--fingerprint-file", "published", "--no-codename"];
    site.ran(
        "candour-source",
        &[&seal[..], &["--report", "report.txt", "--no-codename", "--out", "report.age"]].concat(),
    );
    site.path("report.age")
}
