//! Refusals as answers: the wire's table on the way out. Owns media types, sizes and the headers that belong to a refusal.
//!
//! The one place where errors of store and header become HTTP. Nothing here reflects a request.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use candour_store::StoreError;
use candour_wire::{Problem, media};

use crate::clock;

/// Every problem document is padded to this many bytes, so that a refusal's length says nothing.
pub const DOCUMENT: usize = 1024;
/// Asked of a circuit that was slowed.
const TEN_MINUTES: u64 = 600;
/// Asked of everybody while there is no room.
const SIX_HOURS: u64 = 6 * 60 * 60;
/// Asked of everybody while the supervisor restarts the server, and of couriers while others bring parcels.
const A_MINUTE: u64 = 60;

/// What the store's trouble is to whoever sends.
#[must_use]
pub fn of_store(error: &StoreError) -> Problem {
    match error {
        StoreError::NoSpace => Problem::NoSpace,
        StoreError::NotFound => Problem::NotFound,
        StoreError::OffsetMismatch { .. } => Problem::OffsetMismatch,
        StoreError::TooLong | StoreError::Incomplete { .. } => Problem::WrongLength,
        _ => Problem::Fault,
    }
}

/// The status of a problem.
#[must_use]
pub fn status(problem: Problem) -> StatusCode {
    StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE)
}

/// Seconds after which trying again makes sense.
#[must_use]
pub fn retry_after(problem: Problem) -> Option<u64> {
    match problem {
        Problem::CircuitBusy | Problem::Slowed => Some(TEN_MINUTES),
        Problem::Full => Some(clock::until_midnight().as_secs().max(SIX_HOURS) / SIX_HOURS * SIX_HOURS),
        Problem::NoSpace => Some(SIX_HOURS),
        Problem::Fault | Problem::ParcelBusy => Some(A_MINUTE),
        _ => None,
    }
}

/// The problem document, for programs.
#[must_use]
pub fn document(problem: Problem) -> Response<Body> {
    let mut json = problem.to_json();
    let missing = DOCUMENT.saturating_sub(json.len());
    json.extend(core::iter::repeat_n(' ', missing));
    dress(problem, media::PROBLEM, Body::from(json))
}

/// A refusal with a body of the caller's making.
#[must_use]
pub fn dress(problem: Problem, media: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status(problem);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    if let Some(seconds) = retry_after(problem) {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if problem == Problem::Unauthorized {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_has_the_same_length() {
        for problem in Problem::ALL {
            assert!(problem.to_json().len() <= DOCUMENT, "{}", problem.name());
        }
    }

    #[test]
    fn whoever_is_asked_to_come_back_is_told_when() {
        for problem in [Problem::CircuitBusy, Problem::Slowed, Problem::Full, Problem::NoSpace, Problem::Fault] {
            assert!(document(problem).headers().contains_key(header::RETRY_AFTER));
        }
        assert!(!document(Problem::NotAge).headers().contains_key(header::RETRY_AFTER));
    }

    #[test]
    fn while_the_drop_is_full_the_wait_is_quarters_of_a_day_and_never_past_the_next_midnight() {
        let until = |problem| retry_after(problem).unwrap_or(0);
        assert!([1, 2, 3, 4].map(|quarters| quarters * SIX_HOURS).contains(&until(Problem::Full)));
        assert_eq!([Problem::NoSpace, Problem::Slowed, Problem::Fault].map(until), [21_600, 600, 60]);
    }
}
