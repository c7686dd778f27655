//! The pages, each a pure function of card, day and whether the drop is a demonstration. Owns which template is filled with what.

use candour_desk_card::{DeskCard, Epoch};
use candour_wire::{BlobHash, Problem};

use crate::escape::escaped;
use crate::frame::{self, Shows, bare, framed, in_both};
use crate::template::Filling;
use crate::texts::text;
use crate::{Language, date, facts};

/// The first page's information.
const HOME: &str = include_str!("../templates/home.html");
/// On it once the card is over.
const EXPIRED: &str = include_str!("../templates/expired.html");
/// Where the client's program or the way without scripts stands.
const REPORT: &str = include_str!("../templates/report.html");
/// The way without scripts.
const RECIPE: &str = include_str!("../templates/recipe.html");
/// What that way shows.
const SHOWS: &str = include_str!("../templates/shows.html");
/// How letters to a source's own key are found and read without scripts.
const LETTERS: &str = include_str!("../templates/letters.html");
/// The accessibility statement.
const ACCESS: &str = include_str!("../templates/access.html");
/// After a stored report.
const STORED: &str = include_str!("../templates/stored.html");
/// After a refused one.
const REFUSED: &str = include_str!("../templates/refused.html");
/// Of it where what came was not sealed at all: it has travelled readable.
const OPEN: &str = include_str!("../templates/open.html");
/// After leaving.
const LEFT: &str = include_str!("../templates/left.html");

/// Every template by its file's name, in the order in which the manifest hashes them.
pub(crate) const TEMPLATES: [(&str, &str); 15] = [
    ("access.html", ACCESS),
    ("banner.html", frame::BANNER),
    ("expired.html", EXPIRED),
    ("frame.html", frame::FRAME),
    ("home.html", HOME),
    ("leave.html", frame::LEAVE),
    ("left.html", LEFT),
    ("letters.html", LETTERS),
    ("open.html", OPEN),
    ("recipe.html", RECIPE),
    ("refused.html", REFUSED),
    ("report.html", REPORT),
    ("shows.html", SHOWS),
    ("stored.html", STORED),
    ("switch.html", frame::SWITCH),
];

/// The pages of one card on one day.
#[derive(Debug, Clone, Copy)]
pub struct Pages<'a> {
    /// The card that the drop serves.
    card: &'a DeskCard,
    /// The day.
    today: Epoch,
    /// Whether throw-away keys are in use.
    demo: bool,
}

impl<'a> Pages<'a> {
    /// The pages of this card on this day.
    #[must_use]
    pub const fn new(card: &'a DeskCard, today: Epoch, demo: bool) -> Self {
        Self { card, today, demo }
    }

    /// `/`: what this is, what to know before, and the way to report.
    #[must_use]
    pub fn home(&self) -> Vec<u8> {
        let mut main = in_both(|language| self.known(language).fill(HOME));
        let age = escaped(&facts::age_command(self.card));
        let recipes = in_both(|language| Filling::of(language).with("age", age.as_str()).fill(RECIPE));
        let shows = in_both(|language| Filling::of(language).fill(SHOWS));
        let boards = facts::boards(self.card);
        let letters = in_both(|language| Filling::of(language).with("boards", boards.as_str()).fill(LETTERS));
        let report =
            Filling::of(Language::English).with("recipes", recipes).with("shows", shows).with("letters", letters);
        main.push_str(&report.fill(REPORT));
        framed("frame-service", Shows::ChosenWithScript, self.demo, main)
    }

    /// What the first page says, in one language.
    fn known(&self, language: Language) -> Filling<'_> {
        let filling = Filling::of(language)
            .knowing("emergency", facts::emergency(self.card))
            .knowing("number", self.card.number().to_string())
            .knowing("first", date::written(language, self.card.first()))
            .knowing("last", date::written(language, self.card.last()))
            .with("phones", facts::phones(self.card, language))
            .with("units", facts::units(self.card))
            .with("fingerprint", escaped(&self.card.fingerprint().to_string()));
        if self.card.last() < self.today {
            let expired = filling.fill(EXPIRED);
            return filling.with("expired", expired);
        }
        filling
    }

    /// `/accessibility`: the accessibility statement.
    #[must_use]
    pub fn accessibility(&self) -> Vec<u8> {
        let main =
            in_both(|language| Filling::of(language).with("phones", facts::phones(self.card, language)).fill(ACCESS));
        framed("access-title", Shows::Chosen, self.demo, main)
    }

    /// `/leave`: nearly nothing.
    #[must_use]
    pub fn leave(&self) -> Vec<u8> {
        bare("leave-title", in_both(|language| Filling::of(language).with("class", "both").fill(LEFT)))
    }

    /// The answer to the form: stored.
    #[must_use]
    pub fn stored(&self, hash: BlobHash) -> Vec<u8> {
        let main =
            in_both(|language| Filling::of(language).with("class", "both").with("hash", hash.to_string()).fill(STORED));
        framed("stored-title", Shows::Both, self.demo, main)
    }

    /// The answer to the form: refused.
    #[must_use]
    pub fn refused(&self, problem: Problem) -> Vec<u8> {
        let said = |language, part: &str| escaped(&text(language, &format!("problem-{}-{part}", problem.name())));
        let main = in_both(|language| {
            Filling::of(language)
                .knowing("emergency", facts::emergency(self.card))
                .with("class", "both")
                .with("open", if problem == Problem::NotAge { Filling::of(language).fill(OPEN) } else { String::new() })
                .with("what", said(language, "title"))
                .with("todo", said(language, "todo"))
                .fill(REFUSED)
        });
        framed("refused-title", Shows::Both, self.demo, main)
    }
}
