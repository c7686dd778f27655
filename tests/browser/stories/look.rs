//! A look at the page that is shown: axe-core's rules, no sideways scrolling, a picture. Owns what makes a page good to look at.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;

use crate::firefox::Firefox;

/// The narrowest screen, as CSS pixels: also 1280 pixels at 400 %.
pub(crate) const NARROW: (u32, u32) = (320, 640);
/// An ordinary one.
pub(crate) const WIDE: (u32, u32) = (1280, 800);

/// The source of axe-core, from the tests' npm packages.
fn axe() -> &'static str {
    static AXE: OnceLock<String> = OnceLock::new();
    AXE.get_or_init(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../npm/node_modules/axe-core/axe.min.js");
        fs::read_to_string(path).expect("axe-core is installed (cargo xtask test does it)")
    })
}

/// What axe-core finds wrong, one line each.
pub(crate) fn violations(browser: &Firefox) -> Vec<String> {
    if browser.run("return typeof axe", &[]) != "object" {
        browser.run(axe(), &[]);
    }
    let script = "const done = arguments[arguments.length - 1];\
                  axe.run({ rules: { 'target-size': { enabled: true } } }).then(\
                    (found) => done({ passed: found.passes.length, violations: found.violations }),\
                    (why) => done({ failed: String(why) }));";
    let found = browser.run_async(script, &[]);
    assert!(found["passed"].as_u64().is_some_and(|rules| rules > 5), "axe-core ran: {found}");
    let at = |violation: &Value| {
        let nodes = violation["nodes"].as_array().unwrap();
        let places: Vec<_> = nodes.iter().map(|node| node["html"].as_str().unwrap_or_default()).collect();
        let word = |field: &str| violation[field].as_str().unwrap_or_default();
        format!("{}: {} at {}", word("id"), word("help"), places.join(" and "))
    };
    found["violations"].as_array().unwrap().iter().map(at).collect()
}

/// Looks at the page at 320 pixels; takes pictures at both widths if somebody asked for them.
pub(crate) fn at(browser: &Firefox, name: &str) {
    fits(browser, name);
    let found = violations(browser);
    assert!(found.is_empty(), "{name}: {}", found.join("\n"));
}

/// The same without axe-core, which is a script.
pub(crate) fn fits(browser: &Firefox, name: &str) {
    browser.zoom(WIDE.0, WIDE.1, 4);
    assert!(!scrolls_sideways(browser), "{name} scrolls sideways at 400 %");
    browser.size(NARROW.0, NARROW.1);
    assert!(!scrolls_sideways(browser), "{name} scrolls sideways at {} pixels", NARROW.0);
    if let Some(folder) = std::env::var_os("CANDOUR_SCREENSHOTS").map(PathBuf::from) {
        for ((width, height), word) in [(NARROW, "narrow"), (WIDE, "wide")] {
            browser.size(width, height);
            fs::write(folder.join(format!("{name}.{word}.png")), browser.picture()).unwrap();
        }
        browser.size(NARROW.0, NARROW.1);
    }
}

/// Whether something on the page is wider than the page.
fn scrolls_sideways(browser: &Firefox) -> bool {
    let script = "const page = document.documentElement; return page.scrollWidth > page.clientWidth";
    browser.run(script, &[]) == true
}

/// Nothing on the page could send what is typed: no form, and no field with a name that a form could send it under.
pub(crate) fn posts_nothing(browser: &Firefox, name: &str) {
    let script = "return [...document.querySelectorAll('form, input[name], textarea[name], select[name], button[name], [form]')]\
                  .map((node) => node.outerHTML)";
    assert_eq!(browser.run(script, &[]), serde_json::json!([]), "{name} could be posted");
}

/// Sideways scrolling and a missing name are seen: a look that finds nothing wrong means something.
pub(crate) fn faults_are_seen(browser: &Firefox) {
    browser.size(NARROW.0, NARROW.1);
    // Set by script, because the page's own rules forbid a style in its text.
    let spoil = "document.body.insertAdjacentHTML('beforeend', '<div id=\"spoilt\"><button></button><input></div>');\
                 document.querySelector('#spoilt').style.width = '330px'";
    browser.run(spoil, &[]);
    let found = violations(browser);
    for rule in ["button-name", "label"] {
        assert!(found.iter().any(|line| line.starts_with(&format!("{rule}:"))), "{rule} is missed: {found:?}");
    }
    assert!(scrolls_sideways(browser), "what is too wide is seen");
    browser.run("document.querySelector('#spoilt').remove()", &[]);
}
