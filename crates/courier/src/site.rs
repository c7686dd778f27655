//! The drop's collect listener, as a courier sees it. Owns the requests; judges no bytes.

use std::io::Read as _;

use candour_route::{Refused, Route};
use candour_wire::{Applied, BlobHash, limits, media, paths};
use ureq::http::{Response, header};
use ureq::{Agent, Body, BodyReader};

use crate::fault::Fault;
use crate::token::Token;

/// The drop, through one circuit at a time.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    /// How to get there.
    route: &'a Route,
    /// What opens the listener.
    token: &'a Token,
    /// Connections of the present circuit.
    agent: Agent,
}

/// A report's bytes on their way.
pub(crate) struct Coming {
    /// Where in the report they begin.
    pub(crate) from: u64,
    /// The bytes.
    pub(crate) body: BodyReader<'static>,
}

impl<'a> Site<'a> {
    /// A first circuit.
    ///
    /// # Errors
    /// [`Fault::Route`].
    pub(crate) fn new(route: &'a Route, token: &'a Token) -> Result<Self, Fault> {
        Ok(Self { route, token, agent: route.agent()? })
    }

    /// Leaves the present circuit for a new one.
    ///
    /// # Errors
    /// [`Fault::Route`].
    pub(crate) fn renew(&mut self) -> Result<(), Fault> {
        self.agent = self.route.agent()?;
        Ok(())
    }

    /// A short document, whole.
    ///
    /// # Errors
    /// [`Fault::Strange`] for one of more than `limit` bytes.
    pub(crate) fn document(&self, path: &str, limit: u64) -> Result<Vec<u8>, Fault> {
        let answer = self.get(path, 0)?;
        if answer.status() != 200 {
            return Err(Fault::Strange);
        }
        let mut bytes = Vec::new();
        answer.into_body().into_reader().take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(Fault::Cut)?;
        if bytes.len() as u64 > limit { Err(Fault::Strange) } else { Ok(bytes) }
    }

    /// A report of `size` bytes, from byte `from` on; from its first byte where the drop gives no ranges.
    ///
    /// # Errors
    /// [`Fault::Strange`] for a range that was not asked for, or of a report of another size.
    pub(crate) fn report(&self, hash: &BlobHash, size: u64, from: u64) -> Result<Coming, Fault> {
        let answer = self.get(&paths::collect_report(hash), from)?;
        let from = match answer.status().as_u16() {
            200 => 0,
            206 if from > 0 => {
                let range = answer.headers().get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok());
                let last = size.saturating_sub(1);
                if range != Some(format!("bytes {from}-{last}/{size}").as_str()) {
                    return Err(Fault::Strange);
                }
                from
            }
            _ => return Err(Fault::Strange),
        };
        Ok(Coming { from, body: answer.into_body().into_reader() })
    }

    /// Brings a parcel; gives what the drop says of it once it is applied.
    ///
    /// # Errors
    /// [`Fault::Strange`] for an answer that says nothing of one parcel.
    pub(crate) fn deliver(&self, body: &[u8]) -> Result<Applied, Fault> {
        let request = self.agent.post(self.route.address().url(paths::PARCELS));
        let request = request.header(header::AUTHORIZATION, self.token.expose_header());
        let answer = judged(request.header(header::CONTENT_TYPE, media::PARCEL).send(body).map_err(Fault::Broken)?)?;
        if answer.status() != 201 {
            return Err(Fault::Strange);
        }
        let mut text = Vec::new();
        answer.into_body().into_reader().take(limits::LARGEST_APPLIED).read_to_end(&mut text).map_err(Fault::Cut)?;
        let applied = Applied::parse(&text).ok().and_then(|list| <[Applied; 1]>::try_from(list).ok());
        applied.map(|[applied]| applied).ok_or(Fault::Strange)
    }

    /// One request.
    fn get(&self, path: &str, from: u64) -> Result<Response<Body>, Fault> {
        let mut request = self.agent.get(self.route.address().url(path));
        request = request.header(header::AUTHORIZATION, self.token.expose_header());
        if from > 0 {
            request = request.header(header::RANGE, format!("bytes={from}-"));
        }
        judged(request.call().map_err(Fault::Broken)?)
    }
}

/// An answer that is no refusal.
fn judged(mut answer: Response<Body>) -> Result<Response<Body>, Fault> {
    match answer.status().as_u16() {
        200..=299 => Ok(answer),
        // Also a redirect: a drop has none, and following one could lead out of Tor.
        300..=399 => Err(Fault::Strange),
        _ => Err(Fault::Refused(Refused::read(&mut answer))),
    }
}
