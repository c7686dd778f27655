//! Every error of this room, word for word, in `tests/errors.txt`.

use std::io;

use candour_cli::{Hint, Voice};
use candour_pinned::every;
use candour_wire::Problem;

use crate::{AddressError, NotAPort, Refused, RouteError};

/// What each sample says, with its exit code.
fn said<E: Hint>(name: &str, samples: Vec<(&'static str, E)>) -> String {
    let voice = Voice::new("candour-x");
    let said = samples.iter().map(|(variant, error)| {
        format!("{name}::{variant}\n{}exit {}\n\n", voice.error_text(error), error.exit().code())
    });
    said.collect()
}

/// What a drop refuses: every row of the table, then answers that are of no row.
fn refused() -> Vec<(&'static str, Refused)> {
    let known = Problem::ALL
        .into_iter()
        .map(|problem| (problem.name(), Refused::parse(problem.status(), problem.to_json().as_bytes())));
    let foreign = |status, body: &str| ("foreign", Refused::parse(status, body.as_bytes()));
    let foreign = [
        foreign(418, "{\"type\":\"x\",\"title\":\"a\\u001b[2Jb\",\"detail\":\"c\\u001b[2Jd.\"}"),
        foreign(404, ""),
        foreign(429, ""),
        foreign(503, "<html>"),
    ];
    known.chain(foreign).collect()
}

#[test]
fn every_error_says_what_happened_and_what_to_do() {
    let address = every!(AddressError { Malformed, Https, Scheme, More });
    let route = every!(RouteError {
        OnionWithoutTor,
        Exposed,
        NoSocks: [RouteError::NoSocks {
            port: "127.0.0.1:9050".parse().unwrap(),
            source: io::ErrorKind::ConnectionRefused.into(),
        }],
        Proxy: [RouteError::Proxy(ureq::Error::InvalidProxyUrl)],
    });
    let all = [
        said("AddressError", address),
        said("RouteError", route),
        said("Refused", refused()),
        format!("NotAPort\n{NotAPort}\n"),
    ];
    candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &all.concat());
}
