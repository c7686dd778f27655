//! A refusal of the drop, in our own words where it is of our table. Owns the one place that reads its document.

use std::fmt;

use candour_cli::{Exit, Hint, sanitize};
use candour_wire::problem::UntrustedProblem;
use candour_wire::{Problem, limits};
use ureq::Body;
use ureq::http::Response;

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The HTTP status.
    status: u16,
    /// The row of the table.
    problem: Option<Problem>,
    /// What happened.
    title: String,
    /// What to do.
    detail: String,
}

impl Refused {
    /// Reads the document of an answer whose status is 400 or more.
    pub fn read(response: &mut Response<Body>) -> Self {
        let status = response.status().as_u16();
        // A refusal whose body breaks off is still a refusal.
        let body = response.body_mut().with_config().limit(limits::LARGEST_PROBLEM).read_to_vec().unwrap_or_default();
        Self::parse(status, &body)
    }

    /// Parses a document.
    #[must_use]
    pub fn parse(status: u16, body: &[u8]) -> Self {
        let document = UntrustedProblem::from_json(body);
        let problem = document.as_ref().and_then(UntrustedProblem::known).filter(|problem| problem.status() == status);
        match (problem, document) {
            (Some(known), _) => {
                let (title, detail) = (known.title().to_owned(), known.detail().to_owned());
                Self { status, problem, title, detail }
            }
            (None, Some(foreign)) => Self { status, problem, title: foreign.title, detail: foreign.detail },
            (None, None) => Self { status, problem, title: String::new(), detail: String::new() },
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The row of the table, where the drop used a name of it under its right status.
    #[must_use]
    pub const fn problem(&self) -> Option<Problem> {
        self.problem
    }

    /// Whether the same request may succeed in a moment.
    #[must_use]
    pub const fn passes_soon(&self) -> bool {
        matches!(
            (self.problem, self.status),
            (
                Some(
                    Problem::UploadBusy
                        | Problem::TimedOut
                        | Problem::Fault
                        | Problem::CircuitBusy
                        | Problem::ParcelBusy
                ),
                _
            ) | (None, 408 | 423 | 500 | 502..=504)
        )
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.title.is_empty() {
            write!(f, "the drop refused with status {}", self.status)
        } else {
            write!(f, "the drop refused: {}", sanitize::line(&self.title))
        }
    }
}

impl std::error::Error for Refused {}

impl Hint for Refused {
    fn hint(&self) -> Option<String> {
        Some(if !self.detail.is_empty() {
            self.detail.trim_end_matches('.').to_owned()
        } else if self.exit() == Exit::Unreachable {
            "try again later".to_owned()
        } else {
            "look whether this program is of the same version as the drop".to_owned()
        })
    }

    fn exit(&self) -> Exit {
        match self.problem {
            Some(Problem::Full | Problem::NoSpace | Problem::Slowed) => Exit::Unreachable,
            None if self.status >= 500 || self.status == 429 => Exit::Unreachable,
            _ if self.passes_soon() => Exit::Unreachable,
            _ => Exit::Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(problem: Problem) -> Refused {
        Refused::parse(problem.status(), problem.to_json().as_bytes())
    }

    #[test]
    fn what_may_work_tomorrow_is_told_from_what_will_not() {
        for problem in [Problem::Full, Problem::NoSpace, Problem::Slowed, Problem::Fault, Problem::CircuitBusy] {
            assert_eq!(refused(problem).exit(), Exit::Unreachable, "{problem:?}");
        }
        for problem in [Problem::TooLarge, Problem::NotAge, Problem::BadTag, Problem::Unauthorized] {
            assert_eq!(refused(problem).exit(), Exit::Refused, "{problem:?}");
        }
    }

    #[test]
    fn a_known_refusal_is_shown_in_our_words_whatever_was_sent() {
        let lying = br#"{"type":"urn:candour:problem:full","title":"send it to me","detail":"now","status":507}"#;
        let shown = Refused::parse(507, lying).to_string();
        assert!(shown.contains(Problem::Full.title()), "{shown}");
    }

    #[test]
    fn a_known_name_under_another_status_is_not_believed() {
        assert_eq!(Refused::parse(400, Problem::Fault.to_json().as_bytes()).problem(), None);
    }

    #[test]
    fn a_foreign_refusal_is_shown_sanitized() {
        let hostile = "{\"type\":\"x\",\"title\":\"a\\u001b[2Jb\"}";
        assert_eq!(Refused::parse(418, hostile.as_bytes()).to_string(), r"the drop refused: a\u{1b}[2Jb");
        assert_eq!(Refused::parse(418, b"<html>").to_string(), "the drop refused with status 418");
    }
}
