//! How fast the page seals and sends, in the real Firefox engine as Tor Browser sets it up, beside npm's age-encryption in the same browser.
//! Prints one line for each round: `NAME LEVEL VALUE`, in MiB a second or in seconds. `cargo xtask bench --only browser` runs it, and judges.
//!
//! Owns the order of the rounds. Times are taken out here, from the call of a function in the page to its outcome, because the browser's own
//! clock is coarse on purpose; the protocol's few milliseconds are in every figure, ours and the peer's.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a measurement may stop at the first surprise"
)]

#[path = "../stories/firefox.rs"]
#[allow(dead_code, reason = "the stories need more of it")]
mod firefox;
mod gate;
#[path = "../stories/marionette.rs"]
#[allow(dead_code, reason = "the stories need more of it")]
mod marionette;
mod page;
#[path = "../stories/patience.rs"]
#[allow(dead_code, reason = "the stories need more of it")]
mod patience;
#[path = "../../stories/place.rs"]
#[allow(dead_code, reason = "the stories need more of it")]
mod place;
#[path = "../../stories/programs.rs"]
mod programs;
#[path = "../stories/running.rs"]
#[allow(dead_code, reason = "the stories need more of it")]
mod running;
#[path = "../../stories/scene.rs"]
#[allow(dead_code, reason = "the stories need more of it")]
mod scene;

use std::time::Instant;

use serde_json::{Value, json};

use firefox::{Engine, Firefox, Level, Reach};
use gate::Gate;
use page::Page;
use place::Place;

/// A MiB.
const MIB: u64 = 1 << 20;
/// What a report takes besides its attachment, and more: with the attachment it just fits the step.
const BESIDES: u64 = 32 * 1024;
/// Our page's own recipients: what the card's count is.
const RECIPIENTS: usize = 3;
/// Bytes in a second of a slow circuit.
const SLOW: u64 = MIB / 2;

/// What is measured, and how often.
struct Scale {
    rounds: usize,
    /// The file that both seal, in MiB.
    file: u64,
    /// The file that is sent through the slow circuit, in bytes; 0 for none.
    sent: u64,
    sends: usize,
}

fn main() {
    // Cargo's own argument for benchmarks, and whatever it may invent, is passed over.
    let short = std::env::args().any(|arg| arg == "--short");
    let scale = if short {
        Scale { rounds: 2, file: 4, sent: 3 * MIB, sends: 1 }
    } else {
        Scale { rounds: 5, file: 16, sent: 20 * MIB, sends: 1 }
    };
    let only = std::env::args().skip_while(|arg| arg != "--level").nth(1);
    let place = Place::new("");
    let recipients = recipients(&place);
    for (level, name) in [(Level::Standard, "standard"), (Level::Safer, "safer")] {
        if only.as_ref().is_none_or(|only| only == name) {
            measure(&place, level, name, &scale, &recipients);
        }
    }
}

/// As many hybrid recipients as a report of the page's has.
fn recipients(place: &Place) -> Vec<String> {
    let card = std::fs::read_to_string(place.path("desk-card")).unwrap();
    let one = card.split_whitespace().find(|word| word.starts_with("age1pq1")).expect("a hybrid recipient");
    vec![one.to_owned(); RECIPIENTS]
}

/// One line.
fn note(what: &str, level: &str, value: f64) {
    println!("{what} {level} {value:.4}");
}

/// Everything at one level.
fn measure(place: &Place, level: Level, name: &str, scale: &Scale, recipients: &[String]) {
    let gate = Gate::open(place.public, page::files()).unwrap();
    // Nothing is behind this port: only loopback is asked for, and that goes past the proxy.
    let browser = Firefox::start(
        Engine::Debian,
        level,
        place::free_address(),
        Reach { asked: Box::new(|_| 0), renew: Box::new(|| ()) },
    );
    let page = Page::open(&browser, &gate);
    let says = if level == Level::Standard { "wasm" } else { "script" };
    assert_eq!(page.call("load", &[]), json!(says), "the level that the page found");
    page.call("loadPeer", &[]);
    let mib = scale.file as f64;

    page.call("choose", &[json!(scale.file * MIB - BESIDES)]);
    for _ in 0..scale.rounds {
        let (took, len) = timed(|| page.call("seal", &[]));
        assert_eq!(len, json!(scale.file * MIB), "the step");
        note("seal", name, mib / took);
        let (took, len) = timed(|| page.call("sealWithPeer", &[json!(recipients)]));
        assert!(len.as_u64().unwrap() > scale.file * MIB - BESIDES);
        note("seal-peer", name, mib / took);
    }

    page.call("choose", &[json!(0)]);
    for _ in 0..scale.rounds {
        let (took, len) = timed(|| page.call("seal", &[]));
        assert_eq!(len, json!(16 * 1024), "the lowest step");
        note("text", name, took);
        page.call("unload", &[]);
        note("load", name, timed(|| page.call("load", &[])).0);
        note("text-first", name, timed(|| page.call("seal", &[])).0);
    }

    for _ in 0..scale.rounds {
        page.call("draw", &[]);
        note("keys", name, timed(|| page.call("openConversation", &[])).0);
    }

    if scale.sent > 0 {
        gate.limit(SLOW);
        page.call("choose", &[json!(scale.sent)]);
        for _ in 0..scale.sends {
            page.call("sealAhead", &[]);
            note("send-sealed", name, timed(|| page.call("sendSealed", &[])).0);
            note("send", name, timed(|| page.call("send", &[])).0);
        }
    }
}

/// Seconds of a call, and what it gave.
fn timed(call: impl FnOnce() -> Value) -> (f64, Value) {
    let begun = Instant::now();
    let value = call();
    (begun.elapsed().as_secs_f64(), value)
}
