//! The release note: a C2SP signed note over the manifest's hash, by a key that no drop holds. Owns its text.
//!
//! ```text
//! candour-release/v1
//! version 0.1.0
//! manifest 64 lower-case hex digits, SHA-256 of manifest.json
//! ```

use candour_note::{NoteError, SignedNote, SigningKey, UntrustedNote, VerifyingKey};

use crate::manifest::{Manifest, hash};

/// The first line.
const MAGIC: &str = "candour-release/v1";

/// A release note whose signature nobody has checked.
#[derive(Debug, Clone)]
pub struct UntrustedRelease(UntrustedNote);

/// Why a release note does not vouch for a manifest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadRelease {
    /// Not a note, or not signed by the key.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// It vouches for something else.
    #[error("the release note is of another manifest")]
    OtherManifest,
}

/// The note's text for a manifest.
fn text_of(manifest: &[u8], version: &str) -> String {
    format!("{MAGIC}\nversion {version}\nmanifest {}\n", hash(manifest))
}

/// Signs a manifest's bytes.
///
/// # Errors
/// [`NoteError::BadText`] where the version has characters that a note cannot.
pub fn sign(manifest: &Manifest, key: &SigningKey) -> Result<SignedNote, NoteError> {
    key.sign(&text_of(manifest.to_json().as_bytes(), &manifest.version))
}

impl UntrustedRelease {
    /// Parses a note.
    ///
    /// # Errors
    /// [`BadRelease::Note`].
    pub fn parse(bytes: &[u8]) -> Result<Self, BadRelease> {
        Ok(Self(UntrustedNote::parse(bytes)?))
    }

    /// Whether it says that it is of this manifest. Says nothing of who wrote it.
    #[must_use]
    pub fn is_of(&self, manifest: &Manifest) -> bool {
        self.0.unverified_text() == text_of(manifest.to_json().as_bytes(), &manifest.version)
    }

    /// Whether `key` vouches for this manifest.
    ///
    /// # Errors
    /// [`BadRelease::Note`] where it has not signed; [`BadRelease::OtherManifest`] where it signed something else.
    pub fn verify(&self, manifest: &Manifest, key: &VerifyingKey) -> Result<(), BadRelease> {
        self.0.check(key)?;
        if self.is_of(manifest) { Ok(()) } else { Err(BadRelease::OtherManifest) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, seed: u8) -> SigningKey {
        SigningKey::from_seed(name.parse().unwrap(), &[seed; 32])
    }

    #[test]
    fn only_the_release_key_vouches_and_only_for_its_manifest() {
        let (manifest, signer) = (Manifest::own(), key("release.example", 1));
        let note = sign(&manifest, &signer).unwrap();
        let release = UntrustedRelease::parse(note.to_bytes()).unwrap();
        assert_eq!(release.verify(&manifest, &signer.verifying_key()), Ok(()));
        let other = key("drop.example", 2).verifying_key();
        assert!(matches!(release.verify(&manifest, &other), Err(BadRelease::Note(NoteError::Unsigned(_)))));
        let mut changed = manifest.clone();
        changed.assets.pop();
        assert_eq!(release.verify(&changed, &signer.verifying_key()), Err(BadRelease::OtherManifest));
        assert!(release.is_of(&manifest) && !release.is_of(&changed));
        assert!(UntrustedRelease::parse(b"not a note").is_err());
    }

    #[test]
    fn every_error_is_said_in_these_words() {
        let notes = [NoteError::Malformed, NoteError::Unsigned("release.example".parse().unwrap())];
        let all = candour_pinned::every!(BadRelease { Note: notes.map(BadRelease::Note), OtherManifest });
        let said = format!("{}NotAManifest: {}\n", candour_pinned::lines(&all), crate::NotAManifest);
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &said);
    }
}
