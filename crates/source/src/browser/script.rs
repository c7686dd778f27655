//! The file of recorded requests, parsed. Owns its small grammar.

use super::System;

/// The file.
const RECORDED: &str = include_str!("firefox.http");

/// What stands for a unit's name.
const UNIT: &str = "{UNIT}";

/// One request of a visit, or one for each unit on the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Which connection, from 1.
    pub(crate) connection: usize,
    /// The path.
    pub(crate) path: &'static str,
    /// Sent before the answer to the step above is read.
    pub(crate) overlaps: bool,
    /// Its text, with the places still open.
    form: &'static str,
}

impl Step {
    /// Whether it is one request for each unit on the card.
    pub(crate) fn is_of_units(&self) -> bool {
        self.path.contains(UNIT)
    }

    /// The request's bytes from a system for a drop, and for a unit where it is of one.
    pub(crate) fn bytes(&self, system: System, host: &str, unit: &str) -> Vec<u8> {
        let path = self.path.replace(UNIT, unit);
        let text = self.form.replace("{SYSTEM}", system.words()).replace("{HOST}", host);
        let mut text = text.replace("{PATH}", &path).replace('\n', "\r\n");
        text.push_str("\r\n\r\n");
        text.into_bytes()
    }
}

/// The requests of one visit, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Script(pub(crate) Vec<Step>);

impl Script {
    /// The visit of this name; empty where the file has none.
    pub(crate) fn of(name: &str) -> Self {
        let steps = section(&format!("visit {name}")).unwrap_or_default().lines().filter_map(step);
        Self(steps.collect())
    }
}

/// The lines below a heading, up to the next empty one.
fn section(heading: &str) -> Option<&'static str> {
    RECORDED.split("\n\n").find_map(|section| {
        let mut rest = section.trim_matches('\n');
        while rest.starts_with('#') {
            rest = rest.split_once('\n')?.1;
        }
        let (found, lines) = rest.split_once('\n')?;
        (found == heading).then_some(lines)
    })
}

/// One line of a visit.
fn step(line: &'static str) -> Option<Step> {
    let (overlaps, line) = line.strip_prefix('+').map_or((false, line), |rest| (true, rest));
    let mut words = line.split_whitespace();
    let (connection, path, kind) = (words.next()?.parse().ok()?, words.next()?, words.next()?);
    Some(Step { connection, path, overlaps, form: section(&format!("request {kind}"))? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_visit_is_there_and_every_request_has_its_form() {
        let lines =
            RECORDED.lines().filter(|line| line.contains(" /") && !line.starts_with('#') && !line.contains("HTTP"));
        let counts = ["standard", "safer", "safest", "manifest"].map(|name| Script::of(name).0.len());
        assert_eq!(counts, [8, 8, 2, 2]);
        assert_eq!(lines.filter(|line| line.starts_with(['+', ' '])).count(), counts.iter().sum::<usize>());
        assert_eq!(Script::of("other").0, []);
    }

    #[test]
    fn a_request_is_the_recorded_one() {
        let steps = Script::of("safer").0;
        let text = String::from_utf8(steps[5].bytes(System::Linux, "abc.onion", "")).unwrap();
        assert!(text.starts_with("GET /core.js HTTP/1.1\r\nHost: abc.onion\r\nUser-Agent: Mozilla/5.0 "), "{text}");
        assert!(
            text.contains("\r\nReferer: http://abc.onion/seal.js\r\n") && text.ends_with("Priority: u=4\r\n\r\n"),
            "{text}"
        );
        assert!(
            steps
                .iter()
                .all(|step| !String::from_utf8(step.bytes(System::MacOs, "h", "u")).unwrap().contains(['{', '}', '#']))
        );
        let overlapping: Vec<_> = steps.iter().filter(|step| step.overlaps).map(|step| step.path).collect();
        assert_eq!(overlapping, ["/app.js", "/desk"]);
        let board = String::from_utf8(steps[7].bytes(System::Windows, "h", "north.example")).unwrap();
        let desk = String::from_utf8(steps[4].bytes(System::Windows, "h", "")).unwrap();
        assert_eq!(board, desk.replace("/desk", "/board/north.example"), "boards are asked for as the card is");
        let of_units = |name: &str| Script::of(name).0.iter().filter(|step| step.is_of_units()).count();
        assert_eq!(["standard", "safer", "safest", "manifest"].map(of_units), [1, 1, 0, 0]);
    }
}
