//! Somebody who types for a caller: the report says so inside the seal, the codename is shown spelled and read back, the caller can call again, and
//! nothing of either call stays on that machine.

use std::fs;

use serde_json::Value;

use crate::firefox::{Engine, Firefox, Level};
use crate::planted::Planted;
use crate::questions::{Language, Said, at, open, press, tick, to_the_check, type_in};
use crate::scene::files_below;
use crate::talking::{check_replies, kept_nowhere, replies, shown_codename};
use crate::world;

/// The words that spell a letter are those of radio.
fn spelled(browser: &Firefox, codename: &str) {
    let spelling: Vec<_> = browser.shown("#words .spelling").iter().map(|word| browser.text(word)).collect();
    assert_eq!(spelling.len(), 8, "a spelling beside each word: {spelling:?}");
    for (word, spelling) in codename.split(' ').zip(&spelling) {
        let first: String = spelling.split_whitespace().filter_map(|letter| letter.chars().next()).collect();
        let letters = first.to_lowercase();
        let plain: String = word.chars().filter(|c| c.is_ascii_lowercase()).collect();
        // A hyphen is spelled too, by a word of its own.
        assert!(letters == plain || (word.contains('-') && letters.len() == word.len()), "{word}: {spelling}");
    }
}

/// Ends the browser, and looks through everything that it left on the disk.
fn nothing_stays(browser: Firefox, planted: &Planted) {
    let profile = browser.ended();
    let files = files_below(profile.path());
    let read = |bytes: &[u8]| planted.found_in(bytes).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let preference = Planted::new().text("dom.securecontext.allowlist_onions");
    let mut seen = false;
    for file in &files {
        let Ok(bytes) = fs::read(file) else { continue };
        seen |= !preference.found_in(&bytes).is_empty();
        assert_eq!(read(&bytes), [""; 0], "in {}", file.display());
        assert_eq!(read(file.to_string_lossy().as_bytes()), [""; 0], "a name");
    }
    assert!(seen && files.len() > 20, "the profile was there to be looked through: {} files", files.len());
}

/// A report by telephone, and the second call.
pub(crate) fn a_caller_reports_and_calls_back() {
    let world = world::lent();
    let site = world.drop_site("");
    let url = world.url("/");
    let report = Said::in_full(Language::Welsh);
    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &url, Language::Welsh);
    tick(&browser, "call");
    to_the_check(&browser, &report, |_| {});
    press(&browser, "send");
    let codename = shown_codename(&browser);
    spelled(&browser, &codename);
    press(&browser, "continue");
    at(&browser, "repeat");
    // Read back as callers do, one word after the other, with the handler's commas.
    type_in(&browser, "codename", &codename.replace(' ', ", "));
    press(&browser, "continue");
    at(&browser, "done");
    assert!(browser.all("#sha256").is_empty(), "not even the hash");
    kept_nowhere(&browser, &codename, &url);
    let planted = report.planted().codename(&codename);
    nothing_stays(browser, &planted);

    site.collect_and_open("bundle-1");
    let [report_at] = &site.reports()[..] else { panic!("one report") };
    let opened = fs::read(report_at.join("report.json")).unwrap();
    let opened: Value = serde_json::from_slice(&opened).unwrap();
    let mut answers = report.answers();
    answers["kind"] = "call".into();
    assert_eq!(opened["answers"], answers, "marked inside the seal");
    site.reply("unit", "1", "CALL-MARKER-7701: pwy arall a welodd hyn?");
    site.parcel("unit");

    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &url, Language::Welsh);
    tick(&browser, "call");
    check_replies(&browser, &codename.to_uppercase());
    let texts: Vec<_> = replies(&browser).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["CALL-MARKER-7701: pwy arall a welodd hyn?"]);
    let planted = planted.text("CALL-MARKER-7701");
    nothing_stays(browser, &planted);
    planted.never_left(&world.public.kept());
}
