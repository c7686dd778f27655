//! Why a card is not taken: one variant for each different next step.

use candour_note::{KeyName, NoteError};

/// Why a card is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardError {
    /// Not a card of this kind and version, or longer than any.
    #[error("not a card of this kind")]
    NotACard,
    /// A line that is missing, out of order, or not of its form; lines count from 1.
    #[error("line {0} of the card is not as it must be")]
    Line(usize),
    /// A recipient that is mistyped, or of the wrong kind.
    #[error("a recipient on the card is not a valid age recipient of its kind")]
    Recipient,
    /// Units out of order, twice, or sharing a key.
    #[error("the units on the card are not in order, or share a name or key")]
    Units,
    /// No unit, more units than recipients, or more recipients than a header may have.
    #[error("the card's number of units and recipients do not go together")]
    Count,
    /// The last epoch before the first, or more than 90 after.
    #[error("the card's epochs are not in order or too far apart")]
    Epochs,
    /// Fill recipients that are not the ones anybody can recompute.
    #[error("the card's fill recipients are not the public ones")]
    Fill,
    /// A unit on the card has not signed it.
    #[error("the card is not signed by {0}")]
    Unsigned(KeyName),
    /// A unit's signature is wrong.
    #[error("the signature of {0} on the card is wrong")]
    WrongSignature(KeyName),
    /// The fingerprint is another one.
    #[error("the card's fingerprint is not the expected one")]
    Fingerprint,
    /// The card's last epoch is over.
    #[error("the card has expired")]
    Expired,
    /// The card's first epoch is yet to come.
    #[error("the card is not valid yet")]
    NotYet,
    /// A lower number than that of the card that is known.
    #[error("the card is older than the one that is known")]
    Older,
    /// The same number with another content.
    #[error("another card with the same number is known")]
    SameNumber,
    /// A card of another drop.
    #[error("the card is of another drop")]
    OtherDrop,
    /// The signing key is of no unit on the card.
    #[error("this key is of no unit on the card")]
    NotAUnit,
    /// Pinned as demo, but not a demo card.
    #[error("the card is not a demo card")]
    NotDemo,
}

impl From<NoteError> for CardError {
    fn from(error: NoteError) -> Self {
        match error {
            NoteError::Unsigned(name) => Self::Unsigned(name),
            NoteError::WrongSignature(name) => Self::WrongSignature(name),
            _ => Self::NotACard,
        }
    }
}

#[cfg(test)]
mod tests {
    use candour_pinned::every;

    use super::*;

    #[test]
    fn every_error_is_said_in_these_words() {
        let name = || "north.example".parse::<KeyName>().unwrap();
        let all = every!(CardError {
            NotACard,
            Line: [CardError::Line(3)],
            Recipient,
            Units,
            Count,
            Epochs,
            Fill,
            Unsigned: [CardError::Unsigned(name())],
            WrongSignature: [CardError::WrongSignature(name())],
            Fingerprint,
            Expired,
            NotYet,
            Older,
            SameNumber,
            OtherDrop,
            NotAUnit,
            NotDemo,
        });
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &candour_pinned::lines(&all));
    }
}
