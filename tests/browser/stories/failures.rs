//! What goes wrong while a report is written and sent: what was typed is never lost unsaid, never sent in clear, and a way on is shown.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;

use crate::firefox::{Engine, Firefox, Level};
use crate::patience::{LONG, until, with_less};
use crate::questions::{Language, Said, add_files, at, open, press, said, send, send_off, stored, tick, to_the_check};
use crate::recorder::Request;
use crate::world::{self, World};
use crate::written::{file, opened_is};

/// Bytes.
const MB: usize = 1_000_000;

/// Waits until so many more bytes went up than `before`.
fn until_sent(world: &World, before: usize, bytes: usize) {
    until("bytes on their way", || (world.public.up() > before + bytes).then_some(()));
}

/// Requests that begin an upload, or send a whole report.
fn beginnings(world: &World) -> Vec<Request> {
    world.public.requests().into_iter().filter(|request| request.method() == "POST").collect()
}

/// The page shows a summary of problems with these words in it.
fn until_told(browser: &Firefox, words: &str) {
    until(words, || (!browser.shown("#errors").is_empty() && said(browser).contains(words)).then_some(()));
}

/// Changes one answer from the check: removes the first file, and comes back to the check.
fn without_files(browser: &Firefox) {
    tick(browser, "remove-0");
    press(browser, "continue");
    at(browser, "check");
}

/// Half-way the page is reloaded; then the circuit breaks, then the server is killed and started again.
pub(crate) fn a_reload_a_broken_circuit_and_a_server_that_goes() {
    [Level::Standard, Level::Safer].into_iter().for_each(a_reload_and_more);
}

/// At one level.
fn a_reload_and_more(level: Level) {
    let mut world = world::lent();
    let mut site = world.drop_site("");
    let evidence = file(&site, "recording-MARKER-7101.bin", b"", 6 * MB);
    let written = Said::in_full(Language::English).with(&[evidence]);
    let browser = world.browser(Engine::Debian, level);
    let url = world.url("/");
    world.public.limit(Some(MB as u64));

    open(&browser, &url, Language::English);
    to_the_check(&browser, &written, |_| {});
    send_off(&browser);
    until_sent(&world, 0, MB);
    browser.reload();
    at(&browser, "start");
    open(&browser, &url, Language::English);
    assert_eq!(beginnings(&world).len(), 1, "the reloaded page sends nothing by itself");

    to_the_check(&browser, &written, |_| {});
    let before = world.public.up();
    send_off(&browser);
    until_sent(&world, before, 2 * MB);
    let circuit = *world.public.circuits().last().unwrap();
    world.tor.break_circuit(circuit);
    until_sent(&world, before, 3 * MB);
    site.shell(&format!("kill -KILL {}", site.server_id()));
    until("the page waits", || (!browser.shown("[data-action=retry]").is_empty()).then_some(()));
    site.start();
    world.public.limit(None);
    let hash = stored(&browser);
    drop(browser);

    written.planted().never_left(&world.public.kept());
    assert_eq!(beginnings(&world).len(), 2, "the second upload went on where it was");
    assert!(world.public.circuits().iter().any(|number| *number != circuit), "it came back on another circuit");
    let opened = site.collect_and_open("bundle");
    assert_eq!(opened.matches("opened  ").count(), 1, "{opened}");
    opened_is(&site, &hash, &written);
}

/// No room for files: said, nothing lost; without the file it is taken.
pub(crate) fn a_full_drop() {
    let world = world::lent();
    let site = world.drop_site("attachment_bytes = 1000000");
    let mut written = Said::in_full(Language::Welsh).with(&[file(&site, "large-MARKER-7111.bin", b"", 2 * MB)]);
    let planted = written.planted();
    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &world.url("/"), Language::Welsh);
    to_the_check(&browser, &written, |_| {});
    send_off(&browser);
    until("the refusal", || (!browser.shown("#errors").is_empty()).then_some(()));
    at(&browser, "sending");
    press(&browser, "cancel");
    at(&browser, "check");
    assert!(browser.source().contains(written.when), "the answers are still there");
    let [change] = &browser.shown("[data-change=evidence]")[..] else { panic!("one way to change the files") };
    browser.click(change).unwrap();
    at(&browser, "evidence");
    without_files(&browser);
    let hash = send(&browser);
    planted.never_left(&world.public.kept());
    site.collect_and_open("bundle");
    written.files.clear();
    opened_is(&site, &hash, &written);
}

/// A card renewed by the same units is used; another drop's card stops everything.
pub(crate) fn a_card_that_changes() {
    let world = world::lent();
    let mut site = world.drop_site("");
    let written = Said::in_full(Language::English);
    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &world.url("/"), Language::English);
    to_the_check(&browser, &written, |_| {});
    site.make_card("2");
    site.install_card();
    site.stop();
    site.start();
    let hash = send(&browser);
    site.collect_and_open("bundle");
    opened_is(&site, &hash, &written);
    let body: Value =
        serde_json::from_slice(&fs::read(site.path("unit/reports").join(&hash).join("report.json")).unwrap()).unwrap();
    let card = site.shell("sha256sum desk-card");
    assert_eq!(body["desk_card"].as_str(), card.split(' ').next(), "sealed to the renewed card");

    open(&browser, &world.url("/"), Language::English);
    to_the_check(&browser, &written, |_| {});
    // Whoever took the server over has other units' keys.
    written.planted().never_left(&world.public.kept());
    site.stop();
    let _stranger = world.drop_site("");
    send_off(&browser);
    at(&browser, "stopped");
    assert!(said(&browser).contains("Alarm"), "{}", said(&browser));
    assert_eq!(beginnings(&world), [], "nothing was sent to whoever changed it");
    written.planted().never_left(&world.public.kept());
}

/// A file is cut short while it is being sealed and sent: named, deleted on the drop, everything else kept. At Safer.
pub(crate) fn a_file_that_shrinks() {
    let world = world::lent();
    let site = world.drop_site("");
    let evidence = file(&site, "shrinking-MARKER-7121.bin", b"", 12 * MB);
    let mut written = Said::in_full(Language::English).with(std::slice::from_ref(&evidence));
    let planted = written.planted();
    let browser = world.browser(Engine::Debian, Level::Safer);
    open(&browser, &world.url("/"), Language::English);
    to_the_check(&browser, &written, |_| {});
    world.public.limit(Some(MB as u64));
    send_off(&browser);
    until_sent(&world, 0, MB);
    fs::OpenOptions::new().write(true).open(&evidence).unwrap().set_len(1000).unwrap();
    at(&browser, "evidence");
    until_told(&browser, "shrinking-MARKER-7121.bin");
    world.public.limit(None);
    without_files(&browser);
    let hash = send(&browser);
    let deleted = || world.public.requests().iter().any(|request| request.method() == "DELETE").then_some(());
    until("the unfinished upload is deleted", deleted);
    planted.never_left(&world.public.kept());
    let opened = site.collect_and_open("bundle");
    assert_eq!(opened.matches("opened  ").count(), 1, "{opened}");
    written.files.clear();
    opened_is(&site, &hash, &written);
}

/// Thirty files, one without content, names in Welsh and Arabic, and one that turns the writing round.
pub(crate) fn thirty_files_and_odd_names() {
    let world = world::lent();
    let site = world.drop_site("");
    let mut files: Vec<PathBuf> =
        (1..=28).map(|number| file(&site, &format!("page-{number:02}-MARKER-7131.txt"), b"", 400 * number)).collect();
    files.push(file(&site, "tystiolaeth-tŷ-ŵyr-7132.pdf", b"%PDF-1.7", 5000));
    files.push(file(
        &site,
        "\u{62f}\u{644}\u{64a}\u{644}-\u{634}\u{631}\u{637}\u{629}-7133.png",
        b"\x89PNG\r\n\x1a\n",
        7000,
    ));
    let turned = file(&site, "invoice-7134-\u{202e}gpj.exe", b"\xff\xd8\xff\xe0", 3000);
    let empty = file(&site, "empty-MARKER-7135.txt", b"", 0);
    let mut written = Said::in_full(Language::English).with(&[&files[..], &[turned.clone(), empty]].concat());
    written.keep_names = true;
    let planted = written.planted();

    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &world.url("/"), Language::English);
    let last = crate::questions::QUESTIONS.iter().take_while(|step| **step != "evidence");
    press(&browser, "start");
    for step in last {
        at(&browser, step);
        crate::questions::answer(&browser, step, &written);
        press(&browser, "continue");
    }
    at(&browser, "evidence");
    add_files(&browser, &written.files);
    until_told(&browser, "empty-MARKER-7135.txt");
    assert_eq!(browser.all("#file-list li").len(), 31);
    assert!(!browser.source().contains('\u{202e}'), "no name turns the page's writing");
    tick(&browser, "keep-names");
    press(&browser, "continue");
    until_told(&browser, "gpj.exe");
    at(&browser, "evidence");
    tick(&browser, "remove-30");
    until("one file less", || (browser.all("#file-list li").len() == 30).then_some(()));
    press(&browser, "continue");
    at(&browser, "readers");
    press(&browser, "continue");
    at(&browser, "check");
    let first = send(&browser);

    // The same name may be chosen where names stay.
    let neutral = Said::in_full(Language::Welsh).with(&[turned]);
    open(&browser, &world.url("/"), Language::Welsh);
    to_the_check(&browser, &neutral, |_| {});
    let second = send(&browser);
    planted.never_left(&world.public.kept());
    site.collect_and_open("bundle");
    written.files = files;
    opened_is(&site, &first, &written);
    opened_is(&site, &second, &neutral);
}

/// A server takes the request for the page and never answers: that is a fault, and the story ends with it after this time.
fn waits_for_a_page_that_never_comes(time: Duration) {
    let world = world::lent();
    let _site = world.drop_site("");
    world.public.hold("GET / ");
    let browser = world.browser(Engine::Debian, Level::Standard);
    with_less(time, || browser.go(&world.url("/")));
}

/// Such a story fails and says what it waited for; its world is good for the next.
pub(crate) fn a_page_that_never_answers() {
    let little = Duration::from_secs(8);
    let ended = std::panic::catch_unwind(|| waits_for_a_page_that_never_comes(little));
    let said = ended.unwrap_err().downcast::<String>().unwrap();
    assert!(said.starts_with("waited in vain: http://"), "{said}");
    let world = world::lent();
    let _site = world.drop_site("");
    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &world.url("/"), Language::English);
}

/// Seconds of patience for `seeded_to_fail`, or any other word for that of every story. Without it that story is not there.
pub(crate) const SEEDED: &str = "CANDOUR_BROWSER_SEEDED";

/// The same with the patience of every story: it must end red, within three minutes.
pub(crate) fn seeded_to_fail() {
    let seconds = std::env::var(SEEDED).ok().and_then(|seconds| seconds.parse().ok());
    waits_for_a_page_that_never_comes(seconds.map_or(LONG, Duration::from_secs));
}

/// A run with such a story ends by itself, red, and names what was waited for.
pub(crate) fn a_run_with_a_fault_ends_red() {
    let mut run = std::process::Command::new(std::env::current_exe().unwrap());
    run.args(["--include-ignored", "--exact", "failures::seeded_to_fail"]).env(SEEDED, "50");
    let run = run.env("CANDOUR_BROWSER_WORLDS", "1").output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert_eq!(run.status.code(), Some(101), "{said}");
    assert!(said.contains("waited in vain: http://"), "{said}");
    assert!(said.contains("whose request reached the drop") && said.contains("1 failed"), "{said}");
}
