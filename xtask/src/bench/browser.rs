//! The page in the real Firefox engine, at Tor Browser's levels Standard and Safer, beside npm's age-encryption in the same browser. The program
//! that measures is `tests/browser/speed`; this reads its lines and says what is asked of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;

use super::figure::{Goal, Line, Rounds};
use super::scale::Scale;
use super::trouble::Trouble;
use crate::step::cargo;
use crate::{install, web};

/// What is asked at a level.
struct Asked {
    /// The level's name in the program's lines.
    key: &'static str,
    /// Its name in the table.
    level: &'static str,
    /// The share of the peer's rate.
    share: f64,
    /// Seconds for a small report.
    report: f64,
    /// Seconds from a codename to its keys.
    keys: f64,
}

/// At both levels with scripts.
const LEVELS: [Asked; 2] = [
    Asked { key: "standard", level: "Standard", share: 2.0, report: 0.3, keys: 0.6 },
    Asked { key: "safer", level: "Safer", share: 0.8, report: 1.5, keys: 1.0 },
];

/// What the program notes, by name and level.
type Notes = BTreeMap<(String, String), Rounds>;

/// Measures, in turns.
pub(crate) fn measure(scale: Scale) -> Result<Vec<Line>, Trouble> {
    install::debian()?;
    install::npm()?;
    install::firefox_before()?;
    web::install()?;
    let mut program = cargo(&["bench", "--quiet", "--locked", "-p", "candour-browser-tests", "--bench", "speed"]);
    if !scale.full {
        program.args(["--", "--short"]);
    }
    let output =
        program.stdin(Stdio::null()).stderr(Stdio::inherit()).output().map_err(Trouble::file(Path::new("cargo")))?;
    if !output.status.success() {
        return Err(Trouble::Program("speed".into()));
    }
    let notes = notes(&String::from_utf8_lossy(&output.stdout));
    Ok(LEVELS.iter().flat_map(|asked| lines(&notes, asked)).collect())
}

/// Reads `NAME LEVEL VALUE` lines.
fn notes(text: &str) -> Notes {
    let mut notes = Notes::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [name, level, value] = words.as_slice() else { continue };
        if let Ok(value) = value.parse() {
            notes.entry(((*name).to_owned(), (*level).to_owned())).or_default().note(value);
        }
    }
    notes
}

/// A level's part of the table. What was not measured is shown so, and not met.
fn lines(notes: &Notes, asked: &Asked) -> Vec<Line> {
    let Asked { key, level, share, report, keys } = *asked;
    let of = |name: &str| notes.get(&(name.to_owned(), key.to_owned())).cloned().unwrap_or_default();
    let line = |what: &str, unit, ours, peer, goal| Line { what: format!("{level}: {what}"), unit, ours, peer, goal };
    let sent = Some(("the same bytes, sealed before", of("send-sealed")));
    vec![
        line(
            "a file sealed in the page",
            "MiB/s",
            of("seal"),
            Some(("npm age-encryption", of("seal-peer"))),
            Goal::Share(share),
        ),
        line("a report of 16 KiB sealed", "s", of("text"), None, Goal::AtMost(report)),
        line("the same, right after loading", "s", of("text-first"), None, Goal::AtMost(report)),
        line("from a codename to its keys", "s", of("keys"), None, Goal::AtMost(keys)),
        line("loading what seals", "s", of("load"), None, Goal::Shown),
        line("sealed and sent at 0.5 MiB/s", "s", of("send"), sent, Goal::AtMostTimes(1.15)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_and_judged() {
        let text = "noise\nseal safer 2.0\nseal-peer safer 2.0\nsend safer 12.0\nsend-sealed safer 10.0\ntext safer 0.3\nkeys safer 0.9\n";
        let [_, safer] = LEVELS;
        let lines = lines(&notes(text), &safer);
        let met: Vec<_> = lines.iter().map(Line::met).collect();
        assert_eq!(met, [Some(true), Some(true), Some(false), Some(true), None, Some(false)]);
    }
}
