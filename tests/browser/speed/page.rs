//! The measuring page: its bundles, and calling its functions. The page is `page/page.js`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::firefox::Firefox;
use crate::gate::{Gate, Own};

/// The shortest time between two looks at a function that runs.
const LOOK: Duration = Duration::from_millis(2);
/// A look comes after this part of the time so far: looking takes the browser's time, and waiting is in the figures.
const PART: u32 = 100;

/// The page in a browser.
pub(crate) struct Page<'a>(&'a Firefox);

/// What the gate serves for it.
pub(crate) fn files() -> HashMap<&'static str, Own> {
    let own = |media, bytes| Own { media, bytes };
    let page = "<!doctype html><html lang=en><title>Speed</title><script src=/speed/page.js></script>";
    HashMap::from([
        ("", own("text/html; charset=utf-8", page.as_bytes().to_vec())),
        ("page.js", own("text/javascript", bundled("page.js"))),
        ("peer.js", own("text/javascript", bundled("peer.js"))),
    ])
}

/// A script with everything it imports, made by the page's own bundler. The peer comes from the packages of the tests.
fn bundled(name: &str) -> Vec<u8> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../..");
    let node = |folder: &str| -> PathBuf { root.join(folder).join("node_modules") };
    let output = Command::new(node("crates/web").join(".bin/esbuild"))
        .arg(here.join("speed/page").join(name))
        .args(["--bundle", "--minify", "--format=iife", "--target=firefox140", "--log-level=warning"])
        .env("NODE_PATH", node("tests/npm"))
        .output()
        .expect("esbuild (cargo xtask test installs it)");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

impl<'a> Page<'a> {
    /// Opens it through the gate.
    pub(crate) fn open(browser: &'a Firefox, gate: &Gate) -> Self {
        browser.go(&format!("http://{}/speed/", gate.address));
        let page = Self(browser);
        page.call("begin", &[]);
        page
    }

    /// Calls a function, however long it runs; what it gave.
    pub(crate) fn call(&self, name: &str, args: &[Value]) -> Value {
        let args = [&[json!(name)][..], args].concat();
        self.0.run("window.speed.start(...arguments)", &args);
        let begun = Instant::now();
        let mut outcome = loop {
            match self.0.run("return window.speed.outcome()", &[]) {
                Value::Null => std::thread::sleep(LOOK.max(begun.elapsed() / PART)),
                outcome => break outcome,
            }
        };
        assert!(outcome["fault"].is_null(), "{name}: {}", outcome["fault"]);
        outcome["value"].take()
    }
}
