//! Why a note is not taken.

use crate::KeyName;

/// Why a note is not taken, or not signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoteError {
    /// Not a signed note, or one of more than 1 000 000 bytes or 100 signatures.
    #[error("not a signed note")]
    Malformed,
    /// A key whose signature is needed has not signed.
    #[error("the note is not signed by {0}")]
    Unsigned(KeyName),
    /// A line that claims to be a needed key's signature is not one.
    #[error("the signature of {0} is wrong")]
    WrongSignature(KeyName),
    /// A text that cannot be a note's: empty, without a last line feed, or with control characters.
    #[error("the text cannot be signed as a note")]
    BadText,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BadKeyName, BadVerifyingKey};

    #[test]
    fn every_error_is_said_in_these_words() {
        let name = || "drop.example".parse::<KeyName>().unwrap();
        let all = candour_pinned::every!(NoteError {
            Malformed,
            Unsigned: [NoteError::Unsigned(name())],
            WrongSignature: [NoteError::WrongSignature(name())],
            BadText,
        });
        let others = format!("BadKeyName: {BadKeyName}\nBadVerifyingKey: {BadVerifyingKey}\n");
        let said = candour_pinned::lines(&all) + &others;
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &said);
    }
}
