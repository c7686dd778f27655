//! Scripts that do not come, come spoilt or fail half-way, and a server that answers nonsense: whatever happens, nothing of what was
//! typed or attached leaves in clear, and the page says that something is wrong.

use std::fs;
use std::path::Path;

use crate::firefox::{Engine, Firefox, Level};
use crate::look;
use crate::patience::until;
use crate::questions::{Language, Said, at, open, press, said, send, send_off, step_now, stored, switch, to_the_check};
use crate::recorder::answer;
use crate::world::{self, World};
use crate::written::{file, opened_is};

/// Bytes.
const MB: usize = 1_000_000;

/// A script of the page as it is built.
pub(crate) fn built(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/web/dist").join(name)).unwrap()
}

/// The ways in which a file of the page can fail to come.
fn failures(name: &str) -> [Vec<u8>; 3] {
    let media = if name.ends_with(".wasm") {
        "content-type: application/wasm\r\n"
    } else {
        "content-type: text/javascript\r\n"
    };
    let whole = built(name);
    let half = &whole[..whole.len() / 2];
    [
        answer("404 Not Found", "content-type: text/plain\r\n", b"nothing here", 0),
        answer("200 OK", media, b"<p>somebody else's page</p>", 0),
        answer("200 OK", media, half, whole.len() - half.len()),
    ]
}

/// Nothing is there to type into, and nothing that could be sent.
fn nothing_to_lose(browser: &Firefox, case: &str) {
    let fields = browser.all("main input, main textarea, main select, main [contenteditable]").len();
    assert_eq!(fields, 0, "{case}: no field without the means to seal what is typed there");
    look::posts_nothing(browser, case);
}

/// What stands on the page without scripts is still to be read.
fn still_useful(browser: &Firefox, case: &str) {
    let shown = browser.run("return document.body.innerText", &[]);
    assert!(shown.as_str().unwrap().contains("999"), "{case}: still useful");
}

/// Each file that a report needs, missing, changed or cut off: the questions do not even begin.
pub(crate) fn scripts_that_do_not_come_whole() {
    let world = world::lent();
    let _site = world.drop_site("");
    for (level, names) in
        [(Level::Standard, &["app.js", "seal.js", "core.wasm"][..]), (Level::Safer, &["seal.js", "core.js"])]
    {
        let browser = world.browser(Engine::Debian, level);
        for name in names {
            for (number, answer) in failures(name).into_iter().enumerate() {
                let case = format!("{name}, failure {number} at {level:?}");
                world.public.be_honest();
                world.public.answers(&format!("GET /{name} "), answer);
                browser.go(&world.url("/"));
                switch(&browser, Language::English);
                if *name == "app.js" {
                    assert!(browser.all("#question").is_empty(), "{case}: no questions");
                } else if *name == "core.wasm" && number == 1 {
                    // What is no WebAssembly is as good as none: the script takes its place.
                    until(&case, || (!browser.shown("#start-card .fingerprint").is_empty()).then_some(()));
                    continue;
                } else {
                    at(&browser, "stopped");
                    assert!(!browser.shown("#candour .alarm").is_empty(), "{case}: said");
                }
                nothing_to_lose(&browser, &case);
                still_useful(&browser, &case);
            }
        }
    }
    assert!(world.public.requests().iter().all(|request| request.method() == "GET"), "nothing was sent");
}

/// Everything is typed, and then what seals it fails: at the first byte of chance, or after the first part has gone. Everything is still
/// there, and once the scripts come whole it is sealed and sent without being typed again.
pub(crate) fn scripts_that_fail_half_way() {
    [Level::Standard, Level::Safer].into_iter().for_each(scripts_fail_half_way);
}

/// At one level.
fn scripts_fail_half_way(level: Level) {
    let world = world::lent();
    let site = world.drop_site("");
    let evidence = file(&site, "ledger-MARKER-7301.bin", b"", 3 * MB);
    let written = Said::in_full(Language::English).with(&[evidence]);
    let browser = world.browser(Engine::Debian, level);
    for (case, spoil) in [
        ("no chance", "Crypto.prototype.getRandomValues = () => { throw new Error('spoilt'); };\n"),
        ("no memory", "Uint8Array.prototype.set = () => { throw new RangeError('spoilt'); };\n"),
        (
            "half-way",
            "addEventListener('message', ({ data }) => { if (data.ask === 'more') throw new Error('spoilt'); });\n",
        ),
    ] {
        world.public.be_honest();
        let spoilt = [spoil.as_bytes(), &built("seal.js")].concat();
        world.public.answers("GET /seal.js ", answer("200 OK", "content-type: text/javascript\r\n", &spoilt, 0));
        if case == "no memory" {
            // It is needed for the desk card already.
            browser.go(&world.url("/"));
            at(&browser, "stopped");
            nothing_to_lose(&browser, case);
            still_useful(&browser, case);
            continue;
        }
        open(&browser, &world.url("/"), Language::English);
        to_the_check(&browser, &written, |_| {});
        if case == "no chance" {
            // It is needed for a codename already.
            press(&browser, "send");
        } else {
            send_off(&browser);
        }
        still_here(&browser, &written, case);
        // The scripts are as they were: it fails again, and again nothing is lost.
        press(&browser, "retry");
        still_here(&browser, &written, case);
        nothing_to_lose(&browser, case);
        for language in [Language::Welsh, Language::English] {
            switch(&browser, language);
            look::at(&browser, &format!("13-broken-{}.{}", case.replace(' ', "-"), language.tag()));
        }
        browser.size(look::WIDE.0, look::WIDE.1);
    }
    let begun = until_deleted(&world);
    assert!(begun > 0, "the upload that was begun half-way is deleted");
    world.public.be_honest();
    press(&browser, "retry");
    let hash = stored(&browser);
    drop(browser);
    written.planted().never_left(&world.public.kept());
    site.collect_and_open("bundle");
    opened_is(&site, &hash, &written);
}

/// Waits until the page is back at the check and says what has happened, with every answer and file in it.
fn still_here(browser: &Firefox, written: &Said, case: &str) {
    until(case, || (!browser.shown("#errors").is_empty() && !browser.shown("#broken").is_empty()).then_some(()));
    let shown = browser.run("return document.querySelector('#question').innerText", &[]);
    let shown = shown.as_str().unwrap();
    for text in [written.force, written.who, written.what, written.when, written.place, written.identity] {
        assert!(shown.contains(text), "{case}: {text} is still there: {shown}");
    }
    for file in &written.files {
        assert!(shown.contains(file.file_name().unwrap().to_str().unwrap()), "{case}: the files are still there");
    }
}

/// Waits until each upload that was begun has been deleted; how many there were.
fn until_deleted(world: &World) -> usize {
    until("unfinished uploads are deleted", || {
        let requests = world.public.requests();
        let of = |method: &str| requests.iter().filter(|request| request.method() == method).count();
        (of("POST") == of("DELETE")).then_some(of("POST"))
    })
}

/// Errors, lies and ways elsewhere in answer to a report: said, nothing lost, nothing in clear; an honest answer then ends it well.
pub(crate) fn a_server_that_answers_errors() {
    [Level::Standard, Level::Safer].into_iter().for_each(a_server_errs);
}

/// At one level.
fn a_server_errs(level: Level) {
    let world = world::lent();
    let site = world.drop_site("");
    let mut written = Said::in_full(Language::English);
    let browser = world.browser(Engine::Debian, level);
    open(&browser, &world.url("/"), Language::English);
    to_the_check(&browser, &written, |_| {});
    let elsewhere = format!("location: http://{}/leave\r\n", world.tor.collect);
    let lie = format!("{{\"sha256\":\"{}\"}}", "0".repeat(64));
    for (case, status, fields, body) in [
        (
            "forbidden",
            "403 Forbidden",
            "content-type: text/html\r\n",
            "<form method=post action=/reports><input name=what></form>",
        ),
        ("a way back to a form", "303 See Other", "location: /\r\n", ""),
        ("a way elsewhere", "307 Temporary Redirect", &elsewhere, ""),
        ("a crash", "500 Internal Server Error", "", "oh"),
        ("full", "507 Insufficient Storage", "retry-after: 999999\r\n", ""),
        ("a hash that is not the report's", "201 Created", "content-type: application/json\r\n", &lie),
        ("no answer in it", "200 OK", "content-type: application/json\r\n", "null"),
    ] {
        world.public.be_honest();
        world.public.answers("POST /reports ", answer(status, fields, body.as_bytes(), 0));
        send_off(&browser);
        // Either it waits to try again by itself, or it says what it was told; it never takes that for the end.
        let told = || (!browser.shown("[data-action=retry]").is_empty()).then(|| said(&browser));
        let told = until(case, told);
        assert_eq!(step_now(&browser), "sending", "{case}: {told}");
        look::posts_nothing(&browser, case);
        press(&browser, "cancel");
        at(&browser, "check");
        assert!(browser.source().contains(written.when), "{case}: the answers are still there");
    }
    world.public.be_honest();
    let hash = send(&browser);
    written.planted().never_left(&world.public.kept());

    // The same with a file, which goes up in parts.
    let evidence = file(&site, "minutes-MARKER-7311.bin", b"", 3 * MB);
    written.files.push(evidence);
    open(&browser, &world.url("/"), Language::English);
    to_the_check(&browser, &written, |_| {});
    let location = |to: &str| format!("location: {to}\r\ntus-resumable: 1.0.0\r\n");
    let away = location(&format!("http://{}/uploads/AAAAAAAAAAAAAAAAAAAAAA", world.tor.collect));
    for (case, begins, status, fields) in [
        ("an upload elsewhere", "POST /uploads ", "201 Created", &away),
        ("an upload in the pages", "POST /uploads ", "201 Created", &location("/reports?what=")),
        ("a part refused", "PATCH /uploads/", "403 Forbidden", &String::new()),
        ("more than was sent", "PATCH /uploads/", "204 No Content", &"upload-offset: 99999999\r\n".to_owned()),
    ] {
        world.public.be_honest();
        world.public.answers(begins, answer(status, fields, b"", 0));
        send_off(&browser);
        until(case, || (!browser.shown("[data-action=retry]").is_empty()).then_some(()));
        press(&browser, "cancel");
        at(&browser, "check");
    }
    world.public.be_honest();
    let second = send(&browser);
    drop(browser);
    written.planted().never_left(&world.public.kept());
    assert!(world.collect.kept().is_empty(), "nobody went elsewhere");
    site.collect_and_open("bundle");
    opened_is(&site, &second, &written);
    written.files.clear();
    opened_is(&site, &hash, &written);
}
