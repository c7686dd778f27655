//! Pages: the first one with the plain upload form, and the answers to that form. No scripts, no text field, all of one size.
//!
//! Owns words and padding. Nothing of a request ever stands on a page.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use bytes::Bytes;
use candour_desk_card::{DeskCard, Epoch, PhoneKind};
use candour_wire::{BlobHash, Problem, media};

use crate::{clock, problem};

/// Every page has a multiple of this many bytes, and as things are exactly this many.
pub const SIZE: usize = 48 * 1024;
/// The style sheet.
pub const STYLE: &str = include_str!("page/style.css");
/// What every page stands in.
const FRAME: &str = include_str!("page/frame.html");
/// The first page.
const HOME: &str = include_str!("page/home.html");
/// After a stored report.
const STORED: &str = include_str!("page/stored.html");
/// After a refused one.
const PROBLEM: &str = include_str!("page/problem.html");
/// On every page of a drop with throw-away keys.
const BANNER: &str = "<p class=\"banner\" role=\"alert\">Demonstration only. The keys of this drop are public: anybody can read what is \
                      sent here. Never send a real report.</p>\n";
/// On the first page once the card is over.
const EXPIRED: &str = "<p class=\"alarm\" role=\"alert\"><strong>The desk card of this drop has expired.</strong> Do not seal anything to \
                       it. Come back in a few days, or use one of the other ways below.</p>\n";

/// The pages of one day.
#[derive(Debug, Clone)]
pub struct Pages {
    /// The first page.
    home: Bytes,
    /// The banner, or nothing.
    banner: &'static str,
    /// The number for immediate danger.
    emergency: String,
}

impl Pages {
    /// Makes them from the card.
    #[must_use]
    pub fn new(card: &DeskCard, today: Epoch, demo: bool) -> Self {
        let banner = if demo { BANNER } else { "" };
        let emergency = card
            .phones()
            .iter()
            .find(|phone| phone.kind() == PhoneKind::Emergency)
            .map_or_else(|| "999".to_owned(), |phone| escaped(phone.number()));
        let units = card.units().iter().fold(String::new(), |mut list, unit| {
            let _ = writeln!(list, "<li>{}</li>", escaped(unit.title()));
            list
        });
        let phones = card.phones().iter().fold(String::new(), |mut list, phone| {
            let _ = writeln!(list, "<li>{}: {}</li>", whose(phone.kind()), escaped(phone.number()));
            list
        });
        let main = HOME
            .replace("{{emergency}}", &emergency)
            .replace("{{expired}}", if card.last() < today { EXPIRED } else { "" })
            .replace("{{units}}", &units)
            .replace("{{fingerprint}}", &escaped(&card.fingerprint().to_string()))
            .replace("{{number}}", &card.number().to_string())
            .replace("{{first}}", &clock::iso_day(card.first().0))
            .replace("{{last}}", &clock::iso_day(card.last().0))
            .replace("{{age}}", &escaped(&age_command(card)))
            .replace("{{phones}}", &phones);
        Self { home: framed("Report police corruption or serious abuse", banner, &main), banner, emergency }
    }

    /// The first page.
    #[must_use]
    pub fn home(&self) -> Response<Body> {
        html(Body::from(self.home.clone()))
    }

    /// After a stored report.
    #[must_use]
    pub fn stored(&self, hash: BlobHash) -> Response<Body> {
        let main = STORED.replace("{{hash}}", &hash.to_string());
        let mut response = html(Body::from(framed("Your sealed report is stored", self.banner, &main)));
        *response.status_mut() = StatusCode::CREATED;
        response
    }

    /// After a refused one.
    #[must_use]
    pub fn problem(&self, refused: Problem) -> Response<Body> {
        let main = PROBLEM
            .replace("{{what}}", &escaped(refused.title()))
            .replace("{{todo}}", &escaped(refused.detail()))
            .replace("{{emergency}}", &self.emergency);
        problem::dress(refused, media::HTML, Body::from(framed("The report was not stored", self.banner, &main)))
    }
}

/// The style sheet as an answer.
#[must_use]
pub fn style() -> Response<Body> {
    let mut response = Response::new(Body::from(STYLE));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media::CSS));
    response
}

/// A page as an answer.
fn html(body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media::HTML));
    response
}

/// A whole page of the one size class.
fn framed(title: &str, banner: &str, main: &str) -> Bytes {
    let mut page =
        FRAME.replace("{{title}}", title).replace("{{banner}}", banner).replace("{{main}}", main).into_bytes();
    let size = page.len().next_multiple_of(SIZE);
    page.resize(size, b'\n');
    Bytes::from(page)
}

/// The command that seals to every unit on the card, filled up to the card's count with the fill recipients that anybody can recompute.
fn age_command(card: &DeskCard) -> String {
    let units = card.units().iter().map(candour_desk_card::UnitCard::classic);
    let fill = card.fill();
    let count = usize::from(card.recipient_count());
    let mut command = String::from("age");
    for recipient in units.chain(fill.iter().map(String::as_str)).take(count) {
        let _ = write!(command, " -r {recipient}");
    }
    command.push_str(" -o report.age report.tar");
    command
}

/// Whose a number is.
const fn whose(kind: PhoneKind) -> &'static str {
    match kind {
        PhoneKind::Emergency => "Immediate danger",
        PhoneKind::Crime => "Crime in general",
        PhoneKind::AnonymousCrime => "Crime, reported anonymously",
        PhoneKind::ReportingLine => "Police anti-corruption and abuse reporting line",
        PhoneKind::PoliceConduct => "Independent Office for Police Conduct",
        PhoneKind::WhistleblowingAdvice => "Whistleblowing advice",
    }
}

/// Text that cannot be taken for markup.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_title_stays_text() {
        assert_eq!(escaped("<b onclick='x'>\"&"), "&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;");
    }

    #[test]
    fn the_page_has_no_text_field_and_no_script() {
        for page in [HOME, STORED, PROBLEM, FRAME] {
            assert!(!page.contains("<textarea") && !page.contains("<script") && !page.contains("type=\"text\""));
            assert!(!page.contains("onclick") && !page.contains("style=") && !page.contains("http"));
        }
        assert_eq!(HOME.matches("<input").count(), 1);
    }
}
