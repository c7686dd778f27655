//! A conversation without accounts: a report with a codename, a reply, a follow-up, a second reply. The browser shows exactly what the unit
//! wrote, the unit has everything in one case and in order, and of the codename nothing ever left.

use std::fs;

use serde_json::{Value, json};

use crate::drop_site::DropSite;
use crate::firefox::{Engine, Firefox, Level};
use crate::questions::{Language, Said, answer, at, open, press, said, stored, to_the_check};
use crate::talking::{check_replies, kept_nowhere, replies, says_none, take_codename, warnings, with_a_slip};
use crate::world;
use crate::written::{file, opened_is};

/// What the unit writes: a text that a careless page would show as something else, and a long one of several cells.
const FIRST: &str = "Diolch. REPLY-MARKER-7501: <b>which</b> \u{2018}yard\u{2019} & when?\n\n  \u{2022} &lt;a&gt; tŷ, ŵyr\nhttp://integrity.example/";
const SECOND: &str = "Derbyniwyd y llun. REPLY-MARKER-7502 ";

/// The step after the last question of a follow-up, whose questions begin at `about`.
fn follow_up(browser: &Firefox, said: &Said) {
    press(browser, "follow-up");
    for step in crate::questions::QUESTIONS {
        at(browser, step);
        answer(browser, step, said);
        press(browser, if step == "check" { "send" } else { "continue" });
    }
}

/// What the unit holds of a case, in order: the ids of its reports.
fn case(site: &DropSite, number: &str) -> Vec<String> {
    let said = String::from_utf8(site.ran("candour-unit", &["--home", "unit", "case", number]).stdout).unwrap();
    let reports = site.reports();
    let names = reports.iter().map(|path| path.file_name().unwrap().to_str().unwrap());
    let mut at: Vec<_> = names.filter_map(|name| Some((said.find(&name[..16])?, name.to_owned()))).collect();
    at.sort();
    at.into_iter().map(|(_, name)| name).collect()
}

/// All of it, once in each of the two languages.
fn conversation(level: Level, languages: [Language; 2]) {
    let world = world::lent();
    let site = world.drop_site("");
    let url = world.url("/");
    let photograph = file(&site, "yard-MARKER-7511.jpg", b"\xff\xd8\xff\xe0", 120_000);
    let list = file(&site, "names-MARKER-7512.pdf", b"%PDF-1.7", 30_000);
    let report = Said::in_full(languages[0]).with(&[photograph]);
    let further = Said::in_full(languages[1]).with(&[list]);

    let browser = world.browser(Engine::Debian, level);
    open(&browser, &url, languages[0]);
    to_the_check(&browser, &report, |_| {});
    let codename = take_codename(&browser);
    let first = stored(&browser);
    kept_nowhere(&browser, &codename, &url);
    let planted = report.planted().codename(&codename);
    drop(browser);

    site.collect_and_open("bundle-1");
    assert!(site.cases("unit").contains("by replies to a codename"), "{}", site.cases("unit"));
    site.reply("unit", "1", FIRST);
    site.parcel("unit");

    // Another day, another browser: nothing but the words.
    let browser = world.browser(Engine::Debian, level);
    open(&browser, &url, languages[1]);
    press(&browser, "replies");
    at(&browser, "quote");
    crate::questions::type_in(&browser, "codename", &with_a_slip(&codename).to_uppercase());
    press(&browser, "continue");
    crate::talking::accept_proposal(&browser, &codename);
    crate::talking::found(&browser);
    assert_eq!(replies(&browser), [("integrity.example".to_owned(), FIRST.to_owned())], "{}", said(&browser));
    assert_eq!((warnings(&browser), browser.all("#replies a, #replies b").len()), (vec![], 0), "text, and no markup");
    assert_eq!(
        browser.shown("section[data-unit=\"integrity.example\"] .board-day").len(),
        1,
        "the board's day is said"
    );
    kept_nowhere(&browser, &codename, &url);
    follow_up(&browser, &further);
    let second = stored(&browser);
    kept_nowhere(&browser, &codename, &url);
    drop(browser);
    let planted = further.planted().joined(planted);

    site.collect_and_open("bundle-2");
    opened_is(&site, &first, &report);
    opened_is(&site, &second, &further);
    assert_eq!(case(&site, "1"), [first, second.clone()], "one case, in order");
    let kept: Value =
        serde_json::from_slice(&fs::read(site.path("unit/reports").join(&second).join("report.json")).unwrap())
            .unwrap();
    assert_eq!(kept["conversation"], json!(null), "what people print has no keys");
    let long = SECOND.repeat(150);
    site.reply("unit", "1", long.trim_end());
    site.parcel("unit");

    let browser = world.browser(Engine::Debian, level);
    open(&browser, &url, languages[0]);
    check_replies(&browser, &format!("  {}. ", codename.replace(' ', ", ")));
    let both = [FIRST, long.trim_end()].map(|text| ("integrity.example".to_owned(), text.to_owned()));
    assert_eq!((replies(&browser), warnings(&browser)), (both.to_vec(), vec![]));
    assert!(!says_none(&browser));
    drop(browser);
    planted.text("REPLY-MARKER-7501").text("REPLY-MARKER-7502").never_left(&world.public.kept());
}

/// Scripts and WebAssembly.
pub(crate) fn at_standard() {
    conversation(Level::Standard, [Language::English, Language::Welsh]);
}

/// Scripts alone.
pub(crate) fn at_safer() {
    conversation(Level::Safer, [Language::Welsh, Language::English]);
}
