//! The unit's two identities as they lie under the passphrase: an ordinary age identity file.
//!
//! ```text
//! # candour-unit: opens every report sealed to this unit
//! AGE-SECRET-KEY-PQ-1…
//! AGE-SECRET-KEY-1…
//! ```
//!
//! Stock age opens a classic report with it (`age -d -i identities`), age 1.3 a hybrid one too. More identities than two are
//! fine: a unit that changes its keys keeps the old ones at the end, as long as reports sealed to them may come.

use candour_envelope::Identity;
use candour_header::Kind;
use rand::{CryptoRng, RngCore};
use zeroize::Zeroizing;

/// The first line.
const COMMENT: &str = "# candour-unit: opens every report sealed to this unit\n";

/// Fresh identities: hybrid first, since most reports are.
pub fn generate(rng: &mut (impl CryptoRng + RngCore)) -> [Identity; 2] {
    [Identity::generate(Kind::Mlkem768X25519, rng), Identity::generate(Kind::X25519, rng)]
}

/// The file's text.
#[must_use]
pub fn to_text(identities: &[Identity]) -> Zeroizing<String> {
    // Room for all of it at once: a growing buffer would leave copies behind.
    let mut text = Zeroizing::new(String::with_capacity(COMMENT.len().saturating_add(identities.len() * 128)));
    text.push_str(COMMENT);
    for identity in identities {
        text.push_str(identity.expose_secret().expose_secret());
        text.push('\n');
    }
    text
}

/// Reads an identity file; `None` if a line is neither an identity nor empty nor a comment, or if there is no identity.
#[must_use]
pub fn from_text(text: &str) -> Option<Vec<Identity>> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let identities: Vec<Identity> = lines.map(str::parse).collect::<Result<_, _>>().ok()?;
    (!identities.is_empty()).then_some(identities)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_come_back() {
        let identities = generate(&mut rand::rngs::OsRng);
        let text = to_text(&identities);
        assert!(text.len() < COMMENT.len() + 256, "the buffer did not grow");
        assert!(from_text(&text).unwrap() == identities);
    }

    #[test]
    fn a_line_that_is_no_identity_is_not_passed_over() {
        let text = to_text(&generate(&mut rand::rngs::OsRng));
        assert!(from_text(&format!("{}AGE-SECRET-KEY-1\n", text.as_str())).is_none());
        assert!(from_text("").is_none());
        assert!(from_text(COMMENT).is_none());
    }
}
