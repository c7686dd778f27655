//! A note whose signatures were checked, or made here.

use crate::{NoteError, SigningKey};

/// A note with signatures that were verified (by [`crate::UntrustedNote`]) or made ([`SigningKey::sign`]).
///
/// Bytes: text, which ends in a line feed, a line feed, then for each signature `"— " name " " base64(key id || signature) LF`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedNote {
    text: String,
    bytes: Vec<u8>,
}

impl SignedNote {
    /// A note as it stands.
    pub(crate) fn unsigned(note: signed_note::Note) -> Result<Self, NoteError> {
        let text = core::str::from_utf8(note.text()).map_err(|_| NoteError::BadText)?.to_owned();
        Ok(Self { text, bytes: note.to_bytes() })
    }

    /// The text that is signed, with its last line feed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole note.
    #[must_use]
    pub fn to_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The same note with one more signature, behind the others; a signature of the same key is replaced.
    ///
    /// # Errors
    /// [`NoteError::BadText`] where the text has grown past what a note may hold.
    pub fn with_signature(&self, key: &SigningKey) -> Result<Self, NoteError> {
        let mut note = match signed_note::Note::from_bytes(&self.bytes) {
            Ok(note) => note,
            // The very first signature: there is no block of signatures to parse yet.
            Err(_) => signed_note::Note::new(self.text.as_bytes(), &[]).map_err(|_| NoteError::BadText)?,
        };
        note.add_sigs(&[key]).map_err(|_| NoteError::BadText)?;
        Self::unsigned(note)
    }
}
