//! Ctrl-C while a report is being sent: it is answered at once, nothing half-written stays, and a later run goes on.

use std::process::Child;
use std::sync::mpsc;

use rustix::process::{Pid, Signal, kill_process};

use crate::fake_drop::FakeDrop;
use crate::run::{Place, Ran};

/// A place with 3 MiB to attach and a text, and a drop with its card.
fn start() -> (Place, FakeDrop) {
    let place = Place::new();
    place.write("film", &vec![7; 3 << 20]);
    place.write("text", b"a film");
    let drop = FakeDrop::start();
    drop.set_card(place.read("card"));
    (place, drop)
}

/// Runs the program, stops it while the drop has taken `parts` bodies and not yet answered the last one, and lets the drop go on
/// once the program has ended: it did not wait for the answer.
fn stopped(place: &Place, drop: &FakeDrop, arguments: &[&str], parts: usize) -> Ran {
    let (tell, taken) = mpsc::channel();
    let (go_on, wait) = mpsc::channel::<()>();
    let mut left = parts;
    drop.watch(move || {
        left = left.wrapping_sub(1);
        if left == 0 {
            tell.send(()).unwrap();
            // Ends with the sender, which is dropped when the program has ended.
            let _ = wait.recv();
        }
    });
    let child: Child = place.start(arguments);
    taken.recv().unwrap();
    let id = i32::try_from(child.id()).unwrap();
    kill_process(Pid::from_raw(id).unwrap(), Signal::INT).unwrap();
    let ran = place.ended(child);
    std::mem::drop(go_on);
    ran
}

#[test]
fn what_was_sent_goes_on_in_a_later_run() {
    let (place, drop) = start();
    let url = drop.url();
    let send = [
        "send",
        &url,
        "--fingerprint-file",
        "words",
        "--no-codename",
        "--report",
        "text",
        "--attach",
        "film",
        "--out",
        "r.age",
    ];
    let ran = stopped(&place, &drop, &send, 2);
    assert_eq!(
        (ran.code, ran.error().as_str()),
        (
            130,
            "error: sending was stopped, and the report may not be stored\n\
             hint: send the sealed file with `candour-source send --sealed`: it goes on where it was, and is stored once\n"
        )
    );
    assert!(ran.stderr.contains("the sealed report is in r.age"), "{}", ran.stderr);
    assert_eq!(place.names(), ["card", "film", "r.age", "r.age.upload", "text", "words"]);
    assert_eq!(drop.stored().len(), 0);

    let ran = stopped(&place, &drop, &["send", &url, "--sealed", "r.age"], 1);
    assert_eq!(ran.code, 130, "{}", ran.stderr);
    assert_eq!(place.names(), ["card", "film", "r.age", "r.age.upload", "text", "words"]);

    place.run(&["send", &url, "--sealed", "r.age"]).done();
    assert!(drop.stored() == [place.read("r.age")]);
    let lines: Vec<String> = drop.requests().iter().map(|request| request.line()).collect();
    assert_eq!(lines.iter().filter(|line| *line == "POST /uploads").count(), 1, "one upload from end to end");
    assert_eq!(lines.iter().filter(|line| line.starts_with("PATCH ")).count(), 4, "no part was sent twice");
    assert_eq!(place.names(), ["card", "film", "r.age", "text", "words"]);
}

#[test]
fn without_a_file_nothing_stays() {
    let (place, drop) = start();
    let url = drop.url();
    let send = [
        "send",
        &url,
        "--fingerprint-file",
        "words",
        "--no-codename",
        "--report",
        "text",
        "--attach",
        "film",
        "--scratch",
        ".",
    ];
    let ran = stopped(&place, &drop, &send, 1);
    assert_eq!(
        (ran.code, ran.error().as_str()),
        (
            130,
            "error: sending was stopped, and the report may not be stored\n\
             hint: with --out FILE the sealed report is kept, and sending can go on where it was\n"
        )
    );
    assert_eq!(place.names(), ["card", "film", "text", "words"]);
}

#[test]
fn a_short_report_is_stopped_too() {
    let (place, drop) = start();
    let url = drop.url();
    let ran =
        stopped(&place, &drop, &["send", &url, "--fingerprint-file", "words", "--no-codename", "--report", "text"], 1);
    assert_eq!(ran.code, 130, "{}", ran.stderr);
    assert!(ran.error().starts_with("error: sending was stopped"), "{}", ran.stderr);
    assert_eq!(place.names(), ["card", "film", "text", "words"]);
}

/// Seals what an editor writes. The editor tells in the file `where` in which folder its file lies, writes, and sends `signal` to the
/// program that waits for it.
fn edited(place: &Place, signal: &str, then: &str) -> Ran {
    let at = place.path("where");
    let editor = format!(
        "f() {{ dirname \"$1\" > '{}'; echo secret > \"$1\"; kill -{signal} $PPID; {then}; }}; f",
        at.display()
    );
    let seal = ["seal", "--card", "card", "--out", "r.age", "--fingerprint-file", "words", "--no-codename"];
    place.run_with(&seal, "", &[("EDITOR", editor.as_str())])
}

#[test]
fn a_text_in_the_editor_does_not_outlive_the_program() {
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        let place = Place::new();
        // The editor stays until its parent is gone.
        let ran = edited(&place, signal, "exec > /dev/null 2>&1; while kill -0 $PPID; do :; done");
        assert_eq!(ran.code, code, "{}", ran.stderr);
        let folder = String::from_utf8(place.read("where")).unwrap();
        assert!(folder.contains("candour-"), "{folder}");
        assert!(!std::path::Path::new(folder.trim_end()).exists(), "{folder} is still there");
        assert_eq!(place.names(), ["card", "where", "words"]);
    }
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors() {
    for signal in ["INT", "QUIT"] {
        let place = Place::new();
        edited(&place, signal, ":").done();
        assert_eq!(place.names(), ["card", "r.age", "where", "words"]);
    }
}
