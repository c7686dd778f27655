//! What an answer means for the next step. Owns the one place that sorts faults; knows no request.

use candour_cli::{Exit, Hint};
use candour_route::Refused;
use candour_wire::Problem;
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
            Self::Refused(refused) => match (refused.problem(), refused.status()) {
                (Some(Problem::OffsetMismatch), _) | (None, 409) => Next::AskOffset,
                (Some(Problem::NotFound), _) | (None, 404 | 410) => Next::Anew,
                _ if refused.passes_soon() => Next::Again,
                _ => Next::Stop,
            },
        }
    }
}

impl Hint for Fault {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Broken(_) => "look whether Tor is running and the address is right, then try again later".to_owned(),
            Self::Refused(refused) => return refused.hint(),
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
            Self::Refused(refused) => refused.exit(),
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
    Err(Fault::Refused(Refused::read(&mut response)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_has_its_next_step() {
        for problem in Problem::ALL.into_iter().filter(|problem| !problem.is_of_parcels()) {
            let next = match problem {
                Problem::OffsetMismatch => Next::AskOffset,
                Problem::NotFound => Next::Anew,
                Problem::UploadBusy | Problem::TimedOut | Problem::Fault | Problem::CircuitBusy => Next::Again,
                _ => Next::Stop,
            };
            let fault = Fault::Refused(Refused::parse(problem.status(), problem.to_json().as_bytes()));
            assert_eq!(fault.next(), next, "{problem:?}");
        }
    }

    #[test]
    fn an_answer_to_head_has_no_document_and_is_sorted_by_its_status() {
        let next = |status| Fault::Refused(Refused::parse(status, b"")).next();
        assert_eq!((next(404), next(410)), (Next::Anew, Next::Anew));
        assert_eq!((next(409), next(423), next(503)), (Next::AskOffset, Next::Again, Next::Again));
        assert_eq!((next(400), next(413), next(507)), (Next::Stop, Next::Stop, Next::Stop));
    }
}
