//! Why a blob is refused: one variant for each different thing its sender would do next.

/// Why bytes are not taken as a sealed report.
///
/// None carries any of the bytes: a refusal can be shown without reflecting input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Not a single byte came.
    #[error("the file is empty")]
    Empty,
    /// The first bytes are not an age file's.
    #[error("not an age file")]
    NotAge,
    /// An age file in its text form (`age -a`).
    #[error("the age file is armored")]
    Armored,
    /// Encrypted to a passphrase (`age -p`): no unit could open it.
    #[error("the age file is encrypted with a passphrase")]
    Passphrase,
    /// A well-formed header without a single X25519 or mlkem768x25519 stanza.
    #[error("the age file names no recipient of a known kind")]
    NoKnownStanza,
    /// Both kinds in one file: the classic stanza would undo what the hybrid one promises.
    #[error("the age file mixes hybrid and classic recipients")]
    MixedKinds,
    /// More foreign stanzas than [`MAX_FOREIGN`](crate::MAX_FOREIGN).
    #[error("the age file has too many stanzas of unknown kinds")]
    TooManyForeign,
    /// A foreign stanza longer than [`MAX_FOREIGN_LEN`](crate::MAX_FOREIGN_LEN).
    #[error("the age file has a stanza of an unknown kind that is too long")]
    ForeignTooLong,
    /// More known stanzas than [`MAX_RECIPIENTS`](crate::MAX_RECIPIENTS).
    #[error("the age file has too many recipients")]
    TooManyRecipients,
    /// Begins as an age file, then breaks the header's grammar.
    #[error("the age header is malformed")]
    Malformed,
    /// The header is longer than [`MAX_HEADER`](crate::MAX_HEADER).
    #[error("the age header is too long")]
    HeaderTooLong,
    /// The file ends inside its header.
    #[error("the age header is cut short")]
    TruncatedHeader,
    /// What follows the header has a length that no age payload has.
    #[error("the file's length is not that of an age file: it is cut short or was added to")]
    NotAStream,
    /// Longer than the drop's cap.
    #[error("the file is larger than this drop takes")]
    TooLarge,
    /// More or fewer bytes than were announced.
    #[error("the file's length is not what was announced")]
    WrongLength,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_said_in_these_words() {
        let all = candour_pinned::every!(Refusal {
            Empty,
            NotAge,
            Armored,
            Passphrase,
            NoKnownStanza,
            MixedKinds,
            TooManyForeign,
            ForeignTooLong,
            TooManyRecipients,
            Malformed,
            HeaderTooLong,
            TruncatedHeader,
            NotAStream,
            TooLarge,
            WrongLength,
        });
        let said = format!("{}NotAStream: {}\n", candour_pinned::lines(&all), crate::stream::NotAStream);
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/refusals.txt"), &said);
    }
}
