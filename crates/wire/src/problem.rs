//! Every refusal of the drop, in one table: name, HTTP status, what happened, what to do. RFC 9457.
//!
//! A document is `{"type":"urn:candour:problem:NAME","title":…,"status":…,"detail":…}` and reflects nothing of the request.

use candour_header::Refusal;
use serde::{Deserialize, Serialize};

/// The prefix of every problem's `type`.
pub const TYPE_PREFIX: &str = "urn:candour:problem:";

/// A refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Problem {
    /// An empty body.
    Empty,
    /// Not an age file.
    NotAge,
    /// An armored age file.
    Armored,
    /// An age file with a passphrase.
    Passphrase,
    /// No recipient of a known kind.
    NoKnownRecipient,
    /// Both kinds of recipient.
    MixedKinds,
    /// Too many or too long foreign stanzas.
    ForeignStanzas,
    /// Too many recipients.
    TooManyRecipients,
    /// A header that is malformed or too long.
    MalformedHeader,
    /// A file that ends in its header, or whose payload has an impossible length.
    Truncated,
    /// Larger than the drop takes.
    TooLarge,
    /// More or fewer bytes than announced.
    WrongLength,
    /// A media type that the path does not take.
    MediaType,
    /// A form with anything but exactly one file.
    Form,
    /// A `Candour-Tag` that is not one.
    BadTag,
    /// A request that breaks the protocol: tus headers, numbers, ranges.
    BadRequest,
    /// A version of tus that is not spoken.
    TusVersion,
    /// tus metadata.
    Metadata,
    /// A part that does not begin where the server's copy ends.
    OffsetMismatch,
    /// Another request is writing to this upload.
    UploadBusy,
    /// No such path or upload.
    NotFound,
    /// A method that the path does not take.
    Method,
    /// The collect listener without its token.
    Unauthorized,
    /// A range past the end.
    Range,
    /// This circuit sends too much; another one may go on.
    CircuitBusy,
    /// More than half full: one submission a circuit every ten minutes.
    Slowed,
    /// The text lane or the attachments' share is full until the next collection.
    Full,
    /// The disk has no room.
    NoSpace,
    /// The body came too slowly or broke off.
    TimedOut,
    /// The store has failed; the server restarts.
    Fault,
    /// Not a parcel: no note of one, or not as long as its note says.
    NotAParcel,
    /// More bytes than any parcel has, or an item that this drop does not know.
    ParcelTooLarge,
    /// A parcel that no unit on the installed desk card has signed.
    ParcelUnsigned,
    /// A parcel for another drop.
    ParcelOtherDrop,
    /// A parcel whose number was applied before.
    ParcelRepeated,
    /// A parcel that comes before the one that must be applied first.
    ParcelGap,
    /// A parcel with something else than its unit has signed.
    ParcelAltered,
    /// A parcel whose board is not one.
    ParcelBoard,
    /// Other parcels are on their way.
    ParcelBusy,
}

/// The table: name, status, title, detail.
const fn row(problem: Problem) -> (&'static str, u16, &'static str, &'static str) {
    use Problem as P;
    match problem {
        P::Empty => ("empty", 400, "Nothing came", "Choose the sealed file, then send again."),
        P::NotAge => (
            "not-age",
            422,
            "This is not a sealed report",
            "Nothing was kept. Seal the report first: with candour-source, or with age as the first page shows. Send the file that it makes.",
        ),
        P::Armored => (
            "armored",
            422,
            "The sealed file is in its text form",
            "Nothing was kept. Make it again without age's option -a (--armor).",
        ),
        P::Passphrase => (
            "passphrase",
            422,
            "The file is sealed with a passphrase",
            "Nothing was kept. Nobody here could open it. Make it again to the recipients on the desk card, without age's option -p.",
        ),
        P::NoKnownRecipient => (
            "no-known-recipient",
            422,
            "The file is sealed to nobody here",
            "Nothing was kept. Make it again to the recipients on the desk card.",
        ),
        P::MixedKinds => (
            "mixed-kinds",
            422,
            "The file mixes two kinds of recipient",
            "Nothing was kept. Use either the age1pq1… or the age1… recipients of the desk card, not both.",
        ),
        P::ForeignStanzas => (
            "foreign-stanzas",
            422,
            "The file has recipients of kinds that this drop does not know",
            "Nothing was kept. Make it again with only the recipients on the desk card.",
        ),
        P::TooManyRecipients => (
            "too-many-recipients",
            422,
            "The file has too many recipients",
            "Nothing was kept. Make it again with only the recipients on the desk card.",
        ),
        P::MalformedHeader => (
            "malformed-header",
            422,
            "The file is damaged",
            "Nothing was kept. The start of the file is not as age writes it. Make it again and send it as a file, not as text.",
        ),
        P::Truncated => (
            "truncated",
            422,
            "The file is cut short or was added to",
            "Nothing was kept. Make it again, wait until the program has finished, then send it.",
        ),
        P::TooLarge => (
            "too-large",
            413,
            "The file is larger than this drop takes",
            "Nothing was kept. Split the attachments over several reports of at most 1 GiB each.",
        ),
        P::WrongLength => (
            "wrong-length",
            400,
            "More or fewer bytes came than were announced",
            "Nothing was kept. Send the file again.",
        ),
        P::MediaType => (
            "media-type",
            415,
            "This kind of body is not taken here",
            "Send a sealed report as application/age, or through the form on the first page.",
        ),
        P::Form => (
            "form",
            400,
            "The form takes exactly one file and no text",
            "Nothing was kept. Go back and choose one sealed file.",
        ),
        P::BadTag => {
            ("bad-tag", 400, "The tag is not one", "Leave the Candour-Tag header out, or send 16 bytes as base64url.")
        }
        P::BadRequest => (
            "bad-request",
            400,
            "The request is not of this protocol",
            "Use a current version of the program that sends.",
        ),
        P::TusVersion => ("tus-version", 412, "This version of tus is not spoken", "Send Tus-Resumable: 1.0.0."),
        P::Metadata => (
            "metadata",
            400,
            "File names and other metadata are not taken",
            "Leave the Upload-Metadata header out. What the units need to know goes inside the sealed report.",
        ),
        P::OffsetMismatch => (
            "offset-mismatch",
            409,
            "The part does not begin where the last one ended",
            "Ask for the offset (HEAD), then go on from there.",
        ),
        P::UploadBusy => (
            "upload-busy",
            423,
            "Another request is writing to this upload",
            "Wait until it has ended, ask for the offset (HEAD), then go on from there.",
        ),
        P::NotFound => (
            "not-found",
            404,
            "There is nothing here",
            "Begin at the first page. An upload that is gone must be sent anew.",
        ),
        P::Method => ("method", 405, "This cannot be done here", "Begin at the first page."),
        P::Unauthorized => {
            ("unauthorized", 401, "The collection token is missing or wrong", "Give the token file that the drop made.")
        }
        P::Range => ("range", 416, "There are no such bytes", "Ask for the whole report."),
        P::CircuitBusy => (
            "circuit-busy",
            429,
            "This connection has sent a lot",
            "Your report was not kept. Choose New Tor Circuit for this Site, or wait ten minutes, then send it again.",
        ),
        P::Slowed => (
            "slowed",
            429,
            "The drop is filling up and takes one report from a connection every ten minutes",
            "Your report was not kept. Wait ten minutes, then send it again.",
        ),
        P::Full => (
            "full",
            507,
            "The drop is full until it is next emptied",
            "Your report was not kept. It is emptied about once a day: come back tomorrow. A report without attachments may still fit today.",
        ),
        P::NoSpace => (
            "no-space",
            507,
            "The drop has no room at the moment",
            "Your report was not kept. Come back in a few hours, or tomorrow.",
        ),
        P::TimedOut => (
            "timed-out",
            408,
            "The report came too slowly or broke off",
            "Nothing was kept. Send it again; a large file goes on where it stopped with candour-source.",
        ),
        P::Fault => (
            "fault",
            503,
            "The drop has a fault and is restarting",
            "Your report was not kept. Come back in a few minutes. What was stored before is safe.",
        ),
        P::NotAParcel => (
            "not-a-parcel",
            422,
            "This is not a parcel of this version",
            "Nothing was applied. Copy the unit's folder once more, whole, and deliver it with a current candour-courier.",
        ),
        P::ParcelTooLarge => (
            "parcel-too-large",
            413,
            "This is larger than any parcel",
            "Nothing was applied. Copy the unit's folder once more, and deliver it with a current candour-courier.",
        ),
        P::ParcelUnsigned => (
            "parcel-unsigned",
            422,
            "No unit on this drop's desk card has signed the parcel",
            "Nothing was applied. Ask the drop's keeper whether the newest desk card is installed.",
        ),
        P::ParcelOtherDrop => (
            "parcel-other-drop",
            422,
            "The parcel is for another drop",
            "Nothing was applied. Deliver it to the drop that the unit made it for.",
        ),
        P::ParcelRepeated => (
            "parcel-repeated",
            409,
            "A parcel with this number, or a later one of this unit, was applied before",
            "Nothing was changed. If the unit thinks otherwise, tell the unit and the drop's keeper: two copies of the unit's folder may be in use.",
        ),
        P::ParcelGap => (
            "parcel-gap",
            409,
            "An earlier parcel of this unit is missing",
            "Nothing was applied. Deliver the unit's parcels in their order, beginning with the first that is missing.",
        ),
        P::ParcelAltered => (
            "parcel-altered",
            422,
            "The parcel is not as the unit signed it",
            "Nothing was applied. Copy the unit's folder once more; if it stays so, tell the unit.",
        ),
        P::ParcelBoard => (
            "parcel-board",
            422,
            "The board in the parcel is not one",
            "Nothing was applied. The unit signed it so: tell the unit.",
        ),
        P::ParcelBusy => (
            "parcel-busy",
            429,
            "Other parcels are on their way to this drop",
            "Nothing was applied. Wait a minute, then deliver it again.",
        ),
    }
}

/// The document's JSON.
#[derive(Serialize)]
struct Json<'a> {
    /// [`TYPE_PREFIX`] and the name.
    r#type: &'a str,
    /// What happened.
    title: &'a str,
    /// The HTTP status again.
    status: u16,
    /// What to do.
    detail: &'a str,
}

impl Problem {
    /// Every problem, in the table's order.
    pub const ALL: [Self; 39] = [
        Self::Empty,
        Self::NotAge,
        Self::Armored,
        Self::Passphrase,
        Self::NoKnownRecipient,
        Self::MixedKinds,
        Self::ForeignStanzas,
        Self::TooManyRecipients,
        Self::MalformedHeader,
        Self::Truncated,
        Self::TooLarge,
        Self::WrongLength,
        Self::MediaType,
        Self::Form,
        Self::BadTag,
        Self::BadRequest,
        Self::TusVersion,
        Self::Metadata,
        Self::OffsetMismatch,
        Self::UploadBusy,
        Self::NotFound,
        Self::Method,
        Self::Unauthorized,
        Self::Range,
        Self::CircuitBusy,
        Self::Slowed,
        Self::Full,
        Self::NoSpace,
        Self::TimedOut,
        Self::Fault,
        Self::NotAParcel,
        Self::ParcelTooLarge,
        Self::ParcelUnsigned,
        Self::ParcelOtherDrop,
        Self::ParcelRepeated,
        Self::ParcelGap,
        Self::ParcelAltered,
        Self::ParcelBoard,
        Self::ParcelBusy,
    ];

    /// Whether only a courier who brings a parcel meets it: pages have no words for it, and a source never sees it.
    #[must_use]
    pub const fn is_of_parcels(self) -> bool {
        matches!(
            self,
            Self::NotAParcel
                | Self::ParcelTooLarge
                | Self::ParcelUnsigned
                | Self::ParcelOtherDrop
                | Self::ParcelRepeated
                | Self::ParcelGap
                | Self::ParcelAltered
                | Self::ParcelBoard
                | Self::ParcelBusy
        )
    }

    /// Its name, the last part of the document's `type`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        row(self).0
    }

    /// Its HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        row(self).1
    }

    /// What happened, in one line.
    #[must_use]
    pub const fn title(self) -> &'static str {
        row(self).2
    }

    /// What to do about it.
    #[must_use]
    pub const fn detail(self) -> &'static str {
        row(self).3
    }

    /// The problem document.
    #[must_use]
    pub fn to_json(self) -> String {
        let name = format!("{TYPE_PREFIX}{}", self.name());
        let json = Json { r#type: &name, title: self.title(), status: self.status(), detail: self.detail() };
        serde_json::to_string(&json).unwrap_or_default()
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Empty => Self::Empty,
            Refusal::NotAge => Self::NotAge,
            Refusal::Armored => Self::Armored,
            Refusal::Passphrase => Self::Passphrase,
            Refusal::NoKnownStanza => Self::NoKnownRecipient,
            Refusal::MixedKinds => Self::MixedKinds,
            Refusal::TooManyForeign | Refusal::ForeignTooLong => Self::ForeignStanzas,
            Refusal::TooManyRecipients => Self::TooManyRecipients,
            Refusal::TruncatedHeader | Refusal::NotAStream => Self::Truncated,
            Refusal::TooLarge => Self::TooLarge,
            Refusal::WrongLength => Self::WrongLength,
            // What a newer grammar refuses is a damaged header to whoever sent it.
            _ => Self::MalformedHeader,
        }
    }
}

/// A problem document as a client receives it: text to show after it was made safe for a terminal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct UntrustedProblem {
    /// Its `type`; [`UntrustedProblem::known`] looks it up.
    pub r#type: String,
    /// What happened.
    #[serde(default)]
    pub title: String,
    /// What to do.
    #[serde(default)]
    pub detail: String,
}

impl UntrustedProblem {
    /// Parses a document; `None` where it is not one.
    #[must_use]
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The problem of our own table, where its type is there: its words need no second look.
    #[must_use]
    pub fn known(&self) -> Option<Problem> {
        let name = self.r#type.strip_prefix(TYPE_PREFIX)?;
        Problem::ALL.into_iter().find(|problem| problem.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_problem_has_its_own_name_and_says_what_to_do() {
        let names: BTreeSet<_> = Problem::ALL.iter().map(|problem| problem.name()).collect();
        assert_eq!(names.len(), Problem::ALL.len());
        for problem in Problem::ALL {
            assert!(
                (400..600).contains(&problem.status())
                    && !problem.title().is_empty()
                    && problem.detail().ends_with('.')
            );
        }
    }

    #[test]
    fn every_problem_is_said_in_these_words() {
        let line = |problem: Problem| {
            format!("{} {}\n{}\n{}\n\n", problem.status(), problem.name(), problem.title(), problem.detail())
        };
        let said: String = Problem::ALL.into_iter().map(line).collect();
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/problems.txt"), &said);
    }

    #[test]
    fn a_document_is_recognised() {
        for problem in Problem::ALL {
            let document = UntrustedProblem::from_json(problem.to_json().as_bytes()).unwrap();
            assert_eq!(document.known(), Some(problem));
            assert_eq!(document.title, problem.title());
        }
        assert_eq!(UntrustedProblem::from_json(b"[]"), None);
    }

    #[test]
    fn only_a_fault_of_ours_is_a_server_error() {
        let server: Vec<_> = Problem::ALL.into_iter().filter(|problem| problem.status() >= 500).collect();
        assert_eq!(server, [Problem::Full, Problem::NoSpace, Problem::Fault]);
    }
}
