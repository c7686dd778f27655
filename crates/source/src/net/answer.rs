//! What an answer means for the next step. Owns the one place that sorts statuses; knows no request.

use candour_cli::{Exit, Hint, sanitize};
use candour_wire::problem::UntrustedProblem;
use candour_wire::{Problem, limits};
use ureq::Body;
use ureq::http::Response;

/// What went wrong with one request.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// No answer: the circuit broke, or timed out.
    #[error("the connection to the drop failed")]
    Broken(#[source] ureq::Error),
    /// A refusal.
    #[error("{0}")]
    Refused(Refused),
    /// An answer that this protocol does not have.
    #[error("the answer is not one of a drop")]
    Strange,
    /// The drop says that it stored something else.
    #[error("the drop stored something else than was sent")]
    OtherHash,
    /// A file of ours could not be read while it was sent.
    #[error("cannot read the sealed report")]
    Unreadable(#[source] std::io::Error),
}

/// A refusal of the drop, in its own words where they are known to us, otherwise as it sent them.
#[derive(Debug)]
pub(crate) struct Refused {
    /// The HTTP status.
    status: u16,
    /// The row of the table.
    problem: Option<Problem>,
    /// What happened.
    title: String,
    /// What to do.
    detail: String,
}

/// What to do after a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Again, after a while, on a new circuit.
    Again,
    /// Ask how far the upload got, then go on.
    AskOffset,
    /// The upload is gone: begin it anew.
    Anew,
    /// Nothing helps now.
    Stop,
}

impl Fault {
    /// What to do after it.
    pub(crate) fn next(&self) -> Next {
        match self {
            Self::Broken(_) => Next::Again,
            Self::Strange | Self::OtherHash | Self::Unreadable(_) => Next::Stop,
            Self::Refused(refused) => match (refused.problem, refused.status) {
                (Some(Problem::OffsetMismatch), _) | (None, 409) => Next::AskOffset,
                (Some(Problem::NotFound), _) | (None, 404 | 410) => Next::Anew,
                (Some(Problem::UploadBusy | Problem::TimedOut | Problem::Fault | Problem::CircuitBusy), _)
                | (None, 408 | 423 | 500 | 502..=504) => Next::Again,
                _ => Next::Stop,
            },
        }
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.title.is_empty() {
            write!(f, "the drop refused with status {}", self.status)
        } else {
            write!(f, "the drop refused: {}", sanitize::line(&self.title))
        }
    }
}

impl Hint for Fault {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Broken(_) => "look whether Tor is running and the address is right, then try again later".to_owned(),
            Self::Refused(refused) if !refused.detail.is_empty() => refused.detail.trim_end_matches('.').to_owned(),
            Self::Refused(refused) if refused.status >= 500 => "try again later".to_owned(),
            Self::Refused(_) => "look whether this program is of the same version as the drop".to_owned(),
            Self::Strange => "compare the address with a second published place".to_owned(),
            Self::OtherHash => "do not count on this report having arrived; compare the address with a second \
                                published place, then send it again"
                .to_owned(),
            Self::Unreadable(_) => "look whether the sealed file is still there".to_owned(),
        })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Broken(_) => Exit::Unreachable,
            Self::Refused(refused) => match refused.problem {
                Some(Problem::Full | Problem::NoSpace | Problem::Slowed) => Exit::Unreachable,
                None if refused.status >= 500 || refused.status == 429 => Exit::Unreachable,
                _ if self.next() == Next::Again => Exit::Unreachable,
                _ => Exit::Refused,
            },
            Self::Strange | Self::OtherHash => Exit::Untrusted,
            Self::Unreadable(_) => Exit::Failed,
        }
    }
}

/// Lets the expected status through and reads a refusal otherwise.
pub(crate) fn expect(answer: Result<Response<Body>, ureq::Error>, expected: &[u16]) -> Result<Response<Body>, Fault> {
    let mut response = answer.map_err(Fault::Broken)?;
    let status = response.status().as_u16();
    if expected.contains(&status) {
        return Ok(response);
    }
    if status < 400 {
        // Also a redirect: a drop has none, and following one could lead out of Tor.
        return Err(Fault::Strange);
    }
    // A refusal whose body breaks off is still a refusal.
    let body = response.body_mut().with_config().limit(limits::LARGEST_PROBLEM).read_to_vec().unwrap_or_default();
    Err(Fault::Refused(refused(status, &body)))
}

/// Reads a refusal's document.
fn refused(status: u16, body: &[u8]) -> Refused {
    let document = UntrustedProblem::from_json(body);
    let problem = document.as_ref().and_then(UntrustedProblem::known).filter(|problem| problem.status() == status);
    match (problem, document) {
        (Some(known), _) => {
            let (title, detail) = (known.title().to_owned(), known.detail().to_owned());
            Refused { status, problem, title, detail }
        }
        (None, Some(foreign)) => Refused { status, problem, title: foreign.title, detail: foreign.detail },
        (None, None) => Refused { status, problem, title: String::new(), detail: String::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(problem: Problem) -> Fault {
        Fault::Refused(refused(problem.status(), problem.to_json().as_bytes()))
    }

    #[test]
    fn each_refusal_has_its_next_step() {
        for problem in Problem::ALL {
            let next = match problem {
                Problem::OffsetMismatch => Next::AskOffset,
                Problem::NotFound => Next::Anew,
                Problem::UploadBusy | Problem::TimedOut | Problem::Fault | Problem::CircuitBusy => Next::Again,
                _ => Next::Stop,
            };
            assert_eq!(fault(problem).next(), next, "{problem:?}");
        }
    }

    #[test]
    fn what_may_work_tomorrow_is_told_from_what_will_not() {
        for problem in [Problem::Full, Problem::NoSpace, Problem::Slowed, Problem::Fault, Problem::CircuitBusy] {
            assert_eq!(fault(problem).exit(), Exit::Unreachable, "{problem:?}");
        }
        for problem in [Problem::TooLarge, Problem::NotAge, Problem::BadTag] {
            assert_eq!(fault(problem).exit(), Exit::Refused, "{problem:?}");
        }
    }

    #[test]
    fn a_known_refusal_is_shown_in_our_words_whatever_was_sent() {
        let lying = br#"{"type":"urn:candour:problem:full","title":"send it to me","detail":"now","status":507}"#;
        let shown = Fault::Refused(refused(507, lying)).to_string();
        assert!(shown.contains(Problem::Full.title()), "{shown}");
    }

    #[test]
    fn a_known_name_under_another_status_is_not_believed() {
        let lying = Problem::NotFound.to_json();
        assert_eq!(Fault::Refused(refused(400, lying.as_bytes())).next(), Next::Stop);
    }

    #[test]
    fn a_foreign_refusal_is_shown_sanitized() {
        let hostile = "{\"type\":\"x\",\"title\":\"a\\u001b[2Jb\"}";
        let shown = Fault::Refused(refused(418, hostile.as_bytes())).to_string();
        assert_eq!(shown, r"the drop refused: a\u{1b}[2Jb");
        assert_eq!(Fault::Refused(refused(418, b"<html>")).to_string(), "the drop refused with status 418");
    }
}
