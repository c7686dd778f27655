//! Pages as answers: what `candour-pages` makes, with status and headers. Owns the day's copies; no word and no markup.
//!
//! Nothing of a request ever stands on a page, and a page is never compressed, so that its length says nothing.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use bytes::Bytes;
use candour_desk_card::{DeskCard, Epoch};
use candour_wire::{BlobHash, Problem, media};

use crate::problem;

pub use candour_pages::SIZE;

/// What a browser is told to forget by whoever leaves.
const FORGET: &str = "\"cache\",\"cookies\",\"storage\"";

/// The pages of one day.
#[derive(Debug, Clone)]
pub struct Pages {
    /// What they are made from.
    card: Arc<DeskCard>,
    /// The day.
    today: Epoch,
    /// Whether throw-away keys are in use.
    demo: bool,
    /// The first page.
    home: Bytes,
    /// The accessibility statement.
    accessibility: Bytes,
    /// The nearly empty page.
    leave: Bytes,
}

impl Pages {
    /// Makes them from the card.
    #[must_use]
    pub fn new(card: &DeskCard, today: Epoch, demo: bool) -> Self {
        let pages = candour_pages::Pages::new(card, today, demo);
        let (home, accessibility, leave) = (pages.home(), pages.accessibility(), pages.leave());
        Self {
            card: Arc::new(card.clone()),
            today,
            demo,
            home: home.into(),
            accessibility: accessibility.into(),
            leave: leave.into(),
        }
    }

    /// The first page.
    #[must_use]
    pub fn home(&self) -> Response<Body> {
        html(self.home.clone())
    }

    /// The accessibility statement.
    #[must_use]
    pub fn accessibility(&self) -> Response<Body> {
        html(self.accessibility.clone())
    }

    /// The nearly empty page, with which the browser forgets what it keeps of this drop.
    #[must_use]
    pub fn leave(&self) -> Response<Body> {
        let mut response = html(self.leave.clone());
        response.headers_mut().insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static(FORGET));
        response
    }

    /// After a stored report.
    #[must_use]
    pub fn stored(&self, hash: BlobHash) -> Response<Body> {
        let mut response = html(self.made().stored(hash).into());
        *response.status_mut() = StatusCode::CREATED;
        response
    }

    /// After a refused one.
    #[must_use]
    pub fn problem(&self, refused: Problem) -> Response<Body> {
        problem::dress(refused, media::HTML, Body::from(self.made().refused(refused)))
    }

    /// The maker of pages.
    fn made(&self) -> candour_pages::Pages<'_> {
        candour_pages::Pages::new(&self.card, self.today, self.demo)
    }
}

/// A page as an answer.
fn html(page: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::from(page));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media::HTML));
    response
}
