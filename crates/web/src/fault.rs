//! Why something was refused, as a number that the page knows a sentence for. Owns the list; says nothing itself.

use candour_desk_card::CardError;
use candour_envelope::SealError;

/// What the page says next. The numbers are `client/core/fault.js`'s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum Fault {
    /// Bytes that are no desk card, or a card with keys that nobody can seal to.
    CardMalformed = 1,
    /// A desk card that a unit on it has not signed.
    CardSignature = 2,
    /// A desk card that is not in force today.
    CardExpired = 3,
    /// An attachment that is longer or shorter than it was.
    FileChanged = 4,
    /// Past the ladder's top.
    TooLarge = 6,
    /// More text than a report takes.
    TextTooLong = 7,
    /// More attachments than a report takes.
    TooManyFiles = 8,
    /// An attachment's own name that could deceive or harm a reader.
    BadName = 9,
    /// No unit chosen, or one that is not on the card.
    NoUnits = 10,
    /// A fault of the page's own: a request out of turn, or not of its form.
    Broken = 12,
}

impl From<CardError> for Fault {
    fn from(error: CardError) -> Self {
        match error {
            CardError::Unsigned(_) | CardError::WrongSignature(_) => Self::CardSignature,
            CardError::Expired | CardError::NotYet => Self::CardExpired,
            _ => Self::CardMalformed,
        }
    }
}

impl From<SealError> for Fault {
    fn from(error: SealError) -> Self {
        match error {
            SealError::BadRecipient | SealError::MixedKinds | SealError::TooManyRecipients => Self::CardMalformed,
            SealError::NoRecipients | SealError::NoUnits | SealError::UnknownUnit | SealError::TooManyUnits => {
                Self::NoUnits
            }
            SealError::TextTooLong => Self::TextTooLong,
            SealError::TooManyAttachments => Self::TooManyFiles,
            SealError::BadName => Self::BadName,
            SealError::TooLarge => Self::TooLarge,
            SealError::AttachmentChanged => Self::FileChanged,
            _ => Self::Broken,
        }
    }
}
