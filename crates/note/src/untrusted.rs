//! A note as it came from outside: well formed, nothing more.

use crate::{KeyName, NoteError, SignedNote, VerifyingKey};

/// A well-formed note whose signatures nobody has checked.
#[derive(Debug, Clone)]
pub struct UntrustedNote {
    text: String,
    /// Name, key id and signature of every line.
    signatures: Vec<(String, u32, Vec<u8>)>,
    bytes: Vec<u8>,
}

impl UntrustedNote {
    /// Parses a note; it must be written the one way, to the last byte.
    ///
    /// # Errors
    /// [`NoteError::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        let note = signed_note::Note::from_bytes(bytes).map_err(|_| NoteError::Malformed)?;
        if note.to_bytes() != bytes {
            return Err(NoteError::Malformed);
        }
        let text = core::str::from_utf8(note.text()).map_err(|_| NoteError::Malformed)?.to_owned();
        let block = bytes.get(text.len() + 1..).ok_or(NoteError::Malformed)?;
        let mut signatures = Vec::new();
        for line in block.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let line = signed_note::Signature::from_bytes(line).map_err(|_| NoteError::Malformed)?;
            signatures.push((line.name().to_owned(), line.id(), line.signature().to_vec()));
        }
        Ok(Self { text, signatures, bytes: bytes.to_vec() })
    }

    /// The text, which nobody may have signed.
    #[must_use]
    pub fn unverified_text(&self) -> &str {
        &self.text
    }

    /// Signature lines, those of unknown keys too.
    #[must_use]
    pub fn signature_count(&self) -> usize {
        self.signatures.len()
    }

    /// Whether `key` has signed: exactly one line is this key's, and it is right.
    ///
    /// # Errors
    /// [`NoteError::Unsigned`] without such a line; [`NoteError::WrongSignature`] where it is wrong or stands twice.
    pub fn check(&self, key: &VerifyingKey) -> Result<(), NoteError> {
        let id = key.key_id();
        let mut own = self.signatures.iter().filter(|(name, theirs, _)| name == key.name().as_str() && *theirs == id);
        let name = || KeyName::clone(key.name());
        match (own.next(), own.next()) {
            (None, _) => Err(NoteError::Unsigned(name())),
            (Some((_, _, signature)), None) if key.verify(self.text.as_bytes(), signature) => Ok(()),
            _ => Err(NoteError::WrongSignature(name())),
        }
    }

    /// Every key of `keys` has signed. Lines of other keys are kept and prove nothing.
    ///
    /// # Errors
    /// As [`UntrustedNote::check`], for the first key that fails; [`NoteError::Malformed`] where `keys` is empty.
    pub fn verify_all(&self, keys: &[VerifyingKey]) -> Result<SignedNote, NoteError> {
        if keys.is_empty() {
            return Err(NoteError::Malformed);
        }
        keys.iter().try_for_each(|key| self.check(key))?;
        let note = signed_note::Note::from_bytes(&self.bytes).map_err(|_| NoteError::Malformed)?;
        SignedNote::unsigned(note)
    }

    /// `key` has signed.
    ///
    /// # Errors
    /// As [`UntrustedNote::check`].
    pub fn verify(&self, key: &VerifyingKey) -> Result<SignedNote, NoteError> {
        self.verify_all(core::slice::from_ref(key))
    }
}
