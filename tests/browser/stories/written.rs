//! A report written in the browser, at the levels with scripts and in both languages: what the unit opens is what was typed and attached, and
//! nothing of it was ever seen in clear on the way.

use std::fs;
use std::path::PathBuf;

use rand::{RngCore as _, SeedableRng as _};
use serde_json::{Value, json};

use crate::drop_site::DropSite;
use crate::firefox::{Engine, Level};
use crate::questions::{Language, Said, open, send, switch, to_the_check};
use crate::world;

/// A file of noise that begins as a kind of file does.
pub(crate) fn file(site: &DropSite, name: &str, begins: &[u8], length: usize) -> PathBuf {
    let mut content = begins.to_vec();
    let seed = name.bytes().fold(length as u64, |seed, byte| seed.wrapping_mul(131) + u64::from(byte));
    content.resize(length, 0);
    rand::rngs::StdRng::seed_from_u64(seed).fill_bytes(&mut content[begins.len()..]);
    fs::create_dir_all(site.path("evidence")).unwrap();
    let path = site.path("evidence").join(name);
    fs::write(&path, content).unwrap();
    path
}

/// The unit's report with this hash is what was said, byte for byte.
pub(crate) fn opened_is(site: &DropSite, sha256: &str, said: &Said) {
    let report = site.path("unit/reports").join(sha256);
    let body: Value = serde_json::from_slice(&fs::read(report.join("report.json")).unwrap()).unwrap();
    assert_eq!(body["answers"], said.answers());
    let units: Vec<_> =
        ["integrity.example", "other.example"].into_iter().filter(|unit| !said.left_out.contains(unit)).collect();
    assert_eq!(body["units"], json!(units));
    let attached = body["attachments"].as_array().cloned().unwrap_or_default();
    assert_eq!(attached.len(), said.files.len());
    for (file, attached) in said.files.iter().zip(attached) {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert_eq!(attached.get("name").and_then(Value::as_str), said.keep_names.then_some(name));
        let there = fs::read(report.join(attached["file"].as_str().unwrap())).unwrap();
        assert!(there == fs::read(file).unwrap(), "{name} arrived as it was");
    }
}

/// Two reports from one browser: in English with files and their names, for one unit of two; in Welsh with a file whose name stays, for both.
fn both_languages(engine: Engine, level: Level) {
    let world = world::lent();
    let site = world.drop_site("");
    let photograph = file(&site, "plates-MARKER-7021.jpg", b"\xff\xd8\xff\xe0", 300_000);
    let video = file(&site, "corridor-MARKER-7022.mp4", b"", 2_500_000);
    let mut english = Said::in_full(Language::English).with(&[photograph, video]);
    (english.keep_names, english.left_out) = (true, &["other.example"]);
    let nodyn = file(&site, "nodyn-MARKER-7023.pdf", b"%PDF-1.7", 30_000);
    let welsh = Said::in_full(Language::Welsh).with(&[nodyn]);

    let browser = world.browser(engine, level);
    println!("Firefox {} at {level:?}", browser.version);
    let release: u32 = browser.version.split('.').next().unwrap().parse().unwrap();
    assert!(
        if engine == Engine::Before { release == 140 } else { release >= 153 },
        "the engines of Tor Browser 15 and 16"
    );
    open(&browser, &world.url("/"), Language::English);
    let wasm = browser.run("return typeof WebAssembly", &[]);
    assert_eq!(wasm, if level == Level::Standard { "object" } else { "undefined" });
    world.until_boards();
    let asked = world.public.requests().len();
    switch(&browser, Language::Welsh);
    switch(&browser, Language::English);
    to_the_check(&browser, &english, |_| {});
    let answered: Vec<_> = world.public.requests().into_iter().skip(asked).map(|request| request.head).collect();
    assert!(answered.is_empty(), "answering and switching ask for nothing: {answered:?}");
    let first = send(&browser);
    open(&browser, &world.url("/"), Language::Welsh);
    to_the_check(&browser, &welsh, |_| {});
    let second = send(&browser);
    let kept = browser.run("return [localStorage.length, sessionStorage.length, document.cookie]", &[]);
    assert_eq!(kept, json!([0, 0, ""]));
    drop(browser);

    english.planted().never_left(&world.public.kept());
    welsh.planted().never_left(&world.public.kept());
    let opened = site.collect_and_open("bundle");
    assert_eq!(opened.matches("opened  ").count(), 2, "{opened}");
    opened_is(&site, &first, &english);
    opened_is(&site, &second, &welsh);
    let sizes = [&first, &second]
        .map(|hash| fs::metadata(site.path("unit/reports").join(hash).join("sealed.age")).unwrap().len());
    assert_eq!(sizes, [4 << 20, 64 << 10], "steps of the ladder");
}

/// Scripts and WebAssembly.
pub(crate) fn at_standard_in_both_languages() {
    both_languages(Engine::Debian, Level::Standard);
}

/// Scripts alone.
pub(crate) fn at_safer_in_both_languages() {
    both_languages(Engine::Debian, Level::Safer);
}

/// The engine of Tor Browser 15.
pub(crate) fn at_standard_in_the_engine_before() {
    both_languages(Engine::Before, Level::Standard);
}

/// The same without WebAssembly.
pub(crate) fn at_safer_in_the_engine_before() {
    both_languages(Engine::Before, Level::Safer);
}
