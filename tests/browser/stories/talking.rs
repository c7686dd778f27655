//! A source with a codename: drawn, copied, typed back; typed again later, and what she then finds. Owns the page's DOM of a conversation as
//! tests may know it.

use serde_json::Value;

use crate::firefox::Firefox;
use crate::patience::until;
use crate::questions::{at, press, type_in};

/// The eight words as they are shown before a report is sent.
pub(crate) fn shown_codename(browser: &Firefox) -> String {
    at(browser, "codename");
    let words = until("the words", || {
        let words: Vec<_> = browser.shown("#words .word").iter().map(|word| browser.text(word)).collect();
        (words.len() == 8 && words.iter().all(|word| !word.is_empty())).then_some(words)
    });
    words.join(" ")
}

/// The same with one letter too many in the third word, as a finger slips.
pub(crate) fn with_a_slip(codename: &str) -> String {
    let mut words: Vec<String> = codename.split(' ').map(str::to_owned).collect();
    let middle = words[2].len() / 2;
    words[2].insert(middle, 'q');
    words.join(" ")
}

/// Takes the codename that is drawn, types it back with a slip, and accepts the word that is proposed. Sending begins. Gives the codename.
pub(crate) fn take_codename(browser: &Firefox) -> String {
    press(browser, "send");
    let codename = shown_codename(browser);
    press(browser, "continue");
    at(browser, "repeat");
    type_in(browser, "codename", &with_a_slip(&codename));
    press(browser, "continue");
    accept_proposal(browser, &codename);
    codename
}

/// Waits until the third word is proposed, and takes it.
pub(crate) fn accept_proposal(browser: &Firefox, codename: &str) {
    until("a proposal", || (!browser.shown("#proposal [data-action=accept]").is_empty()).then_some(()));
    let [proposal] = &browser.shown("#proposal")[..] else { panic!("one proposal") };
    let (proposal, right) = (browser.text(proposal), codename.split(' ').nth(2).unwrap());
    assert!(proposal.contains(&format!("\u{201c}{right}\u{201d}")), "{right} is proposed: {proposal}");
    press(browser, "accept");
}

/// From the start to what is found for a codename, as it was typed.
pub(crate) fn check_replies(browser: &Firefox, typed: &str) {
    press(browser, "replies");
    at(browser, "quote");
    type_in(browser, "codename", typed);
    press(browser, "continue");
    found(browser);
}

/// Waits until the page has looked.
pub(crate) fn found(browser: &Firefox) {
    at(browser, "thread");
    let looked = "return document.getElementById('replies')?.childElementCount > 0";
    until("what was found", || (browser.run(looked, &[]) == true).then_some(()));
}

/// What the units wrote, as it is shown: the unit's name and the text.
pub(crate) fn replies(browser: &Firefox) -> Vec<(String, String)> {
    pairs(browser, ".reply-text", "node.innerText")
}

/// What is said to be wrong: the unit's name and the kind.
pub(crate) fn warnings(browser: &Firefox) -> Vec<(String, String)> {
    pairs(browser, "[data-warning]", "node.dataset.warning")
}

/// Something of each node in a unit's section, with the unit's name.
fn pairs(browser: &Firefox, css: &str, of: &str) -> Vec<(String, String)> {
    let script = format!(
        "return [...document.querySelectorAll('#replies {css}')].map((node) => [node.closest('[data-unit]')?.dataset.unit ?? '', {of}])"
    );
    let found = browser.run(&script, &[]);
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    found.as_array().unwrap().iter().map(|pair| (word(&pair[0]), word(&pair[1]))).collect()
}

/// Whether the page says that there is nothing.
pub(crate) fn says_none(browser: &Firefox) -> bool {
    !browser.shown("#none").is_empty()
}

/// Neither address, title, history nor any storage of the browser holds a word of it. The words themselves are on the page only where they
/// are shown to be copied.
pub(crate) fn kept_nowhere(browser: &Firefox, codename: &str, url: &str) {
    assert_eq!(browser.address(), url);
    let script = "return JSON.stringify([location.href, document.title, history.state, document.cookie, window.name,\
                  { ...localStorage }, { ...sessionStorage }, document.referrer])";
    let kept = browser.run(script, &[]);
    let kept = kept.as_str().unwrap();
    // A short word may be part of an ordinary one.
    for word in codename.split(' ').filter(|word| word.len() > 5) {
        assert!(!kept.contains(word), "{word} is in {kept}");
    }
    assert!(kept.contains("\"step\":"), "history holds a number: {kept}");
}
