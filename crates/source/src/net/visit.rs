//! One visit to the drop, on one circuit: page, card, boards, then at most one upload. Owns the requests; judges no answer's words.
//! What every visit asks for first is `arrival`'s.

use std::io::Read as _;

use candour_wire::{BlobHash, Stored, Tag, headers, limits, media, paths};
use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body, SendBody};

use candour_route::{DropAddress, Route};

use super::fault::{Fault, expect};
use super::upload::SendError;

/// Longest page that is read, in bytes. It is thrown away.
const LARGEST_PAGE: u64 = 1 << 20;
/// Longest upload id, in characters.
const LONGEST_ID: usize = 64;

/// Names an upload on the drop: letters, digits, `-` and `_`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UploadId(String);

impl UploadId {
    /// Takes an id that this program wrote down, or that the drop gave.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let fits = (1..=LONGEST_ID).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        fits.then(|| Self(text.to_owned()))
    }

    /// Its text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A visit. Dropped, its connection is closed.
pub(crate) struct Visit {
    /// The connection, or none yet.
    agent: Agent,
    /// Where to.
    address: DropAddress,
}

impl Visit {
    /// A visit along `route`, on a circuit of its own.
    pub(crate) fn start(route: &Route) -> Result<Self, SendError> {
        let agent = route.agent().map_err(SendError::Route)?;
        Ok(Self { agent, address: route.address().clone() })
    }

    /// Asks for page and card; the card as it came.
    pub(crate) fn card(&self) -> Result<Vec<u8>, Fault> {
        let mut page = expect(self.agent.get(self.url(paths::PAGE)).call(), &[200])?;
        drain(&mut page, LARGEST_PAGE)?;
        let mut card = expect(self.agent.get(self.url(paths::DESK)).call(), &[200])?;
        drain(&mut card, limits::LARGEST_DESK_CARD)
    }

    /// Asks for a unit's board; the board as it came.
    pub(crate) fn board(&self, unit: &str) -> Result<Vec<u8>, Fault> {
        let mut board = expect(self.agent.get(self.url(&paths::board(unit))).call(), &[200])?;
        drain(&mut board, limits::LARGEST_BOARD)
    }

    /// Sends a whole sealed report; the hash that the drop stored.
    pub(crate) fn post(&self, sealed: &[u8], tag: &Tag) -> Result<BlobHash, Fault> {
        let request = self
            .agent
            .post(self.url(paths::REPORTS))
            .header("content-type", media::AGE)
            .header(headers::CANDOUR_TAG, tag.to_string());
        let mut answer = expect(request.send(sealed), &[201])?;
        let body = drain(&mut answer, Stored::LEN as u64)?;
        Stored::from_json(&body).map(|stored| stored.hash).map_err(|_| Fault::Strange)
    }

    /// Begins an upload of `total` bytes.
    pub(crate) fn create(&self, total: u64) -> Result<UploadId, Fault> {
        let request = self
            .agent
            .post(self.url(paths::UPLOADS))
            .header(headers::TUS_RESUMABLE, headers::TUS)
            .header(headers::UPLOAD_LENGTH, total.to_string());
        let answer = expect(request.send_empty(), &[201])?;
        // Only the id is taken from the Location: it cannot lead anywhere else.
        let location = answer.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
        location.rsplit('/').next().and_then(UploadId::parse).ok_or(Fault::Strange)
    }

    /// How many bytes of an upload the drop holds.
    pub(crate) fn offset(&self, id: &UploadId) -> Result<u64, Fault> {
        let request =
            self.agent.head(self.url(&paths::upload(id.as_str()))).header(headers::TUS_RESUMABLE, headers::TUS);
        offset_of(expect(request.call(), &[200, 204])?.headers())
    }

    /// Sends `len` bytes of `part` from `offset` on; how many bytes the drop holds then.
    pub(crate) fn part(
        &self,
        id: &UploadId,
        offset: u64,
        part: &mut dyn std::io::Read,
        len: u64,
        tag: Option<&Tag>,
    ) -> Result<u64, Fault> {
        let mut request = self
            .agent
            .patch(self.url(&paths::upload(id.as_str())))
            .header("content-type", media::TUS_PART)
            .header("content-length", len.to_string())
            .header(headers::TUS_RESUMABLE, headers::TUS)
            .header(headers::UPLOAD_OFFSET, offset.to_string());
        if let Some(tag) = tag {
            request = request.header(headers::CANDOUR_TAG, tag.to_string());
        }
        let mut part = part.take(len);
        let answer = expect(request.send(SendBody::from_reader(&mut part)), &[204])?;
        offset_of(answer.headers())
    }

    /// The URL of a path.
    fn url(&self, path: &str) -> String {
        self.address.url(path)
    }
}

/// The `Upload-Offset` of an answer.
fn offset_of(headers: &HeaderMap) -> Result<u64, Fault> {
    let text = headers.get(headers::UPLOAD_OFFSET).and_then(|value| value.to_str().ok());
    text.and_then(|text| text.parse().ok()).ok_or(Fault::Strange)
}

/// Reads an answer to its end, so that its connection can be used again; too long a one is none of a drop.
fn drain(answer: &mut Response<Body>, limit: u64) -> Result<Vec<u8>, Fault> {
    // ureq's own limit counts the end of the body too, so one byte more is allowed and looked at here.
    let read = answer.body_mut().with_config().limit(limit + 1).read_to_vec();
    match read {
        Ok(body) if body.len() as u64 <= limit => Ok(body),
        Ok(_) | Err(ureq::Error::BodyExceedsLimit(_)) => Err(Fault::Strange),
        Err(error) => Err(Fault::Broken(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fake_drop::FakeDrop;
    use super::*;

    #[test]
    fn an_id_is_short_and_plain() {
        assert!(UploadId::parse("AZaz09-_").is_some());
        for bad in ["", "a/b", "..", "a b", "a?b", &"x".repeat(65)] {
            assert!(UploadId::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn requests_say_nothing_about_who_sends() {
        let drop = FakeDrop::start();
        let visit = Visit::start(&Route::new(drop.url().parse().unwrap(), None, false).unwrap()).unwrap();
        assert_eq!(visit.card().unwrap(), drop.card());
        let sealed = b"age-encryption.org/v1\n";
        visit.post(sealed, &Tag([7; 16])).unwrap();
        let requests = drop.requests();
        let lines: Vec<_> = requests.iter().map(|request| request.line()).collect();
        assert_eq!(lines, ["GET /", "GET /desk", "POST /reports"]);
        let names: Vec<_> = requests.iter().map(|request| request.header_names()).collect();
        assert_eq!(names[0], ["host"]);
        assert_eq!(names[1], ["host"]);
        assert_eq!(names[2], ["candour-tag", "content-length", "content-type", "host"]);
        assert_eq!(drop.connections(), 1, "one visit is one connection");
    }

    #[test]
    fn an_endless_card_is_not_read_to_its_end() {
        let drop = FakeDrop::start();
        drop.set_card(vec![b'x'; usize::try_from(limits::LARGEST_DESK_CARD).unwrap() + 1]);
        let visit = Visit::start(&Route::new(drop.url().parse().unwrap(), None, false).unwrap()).unwrap();
        assert!(matches!(visit.card(), Err(Fault::Strange)));
    }

    #[test]
    fn the_largest_board_is_read_and_no_larger_one() {
        let drop = FakeDrop::start();
        let visit = Visit::start(&Route::new(drop.url().parse().unwrap(), None, false).unwrap()).unwrap();
        let largest = usize::try_from(limits::LARGEST_BOARD).unwrap();
        drop.set_board("north.example", vec![7; largest]);
        assert_eq!(visit.board("north.example").unwrap().len(), largest);
        drop.set_board("north.example", vec![7; largest + 1]);
        assert!(matches!(visit.board("north.example"), Err(Fault::Strange)));
    }

    #[test]
    fn a_redirect_is_not_followed() {
        let drop = FakeDrop::start();
        drop.answer_next(307, "location: http://127.0.0.1:1/\r\n", "");
        let visit = Visit::start(&Route::new(drop.url().parse().unwrap(), None, false).unwrap()).unwrap();
        assert!(matches!(visit.card(), Err(Fault::Strange)));
        assert_eq!(drop.requests().len(), 1);
    }
}
