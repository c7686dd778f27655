//! A unit card: one unit's name and public keys, signed by the unit itself.

use core::fmt;
use core::fmt::Write as _;
use core::str::FromStr;

use candour_note::{KeyName, SignedNote, SigningKey, UntrustedNote, VerifyingKey};

use crate::lines::Lines;
use crate::{CardError, recipient};

/// The first line.
const MAGIC: &str = "candour-unit-card/v1";

/// Characters that cannot be seen, or that turn the direction of text: soft hyphen, joiners, marks and overrides, fillers, variation
/// selectors, line and paragraph separators, byte order mark, interlinear annotation, tags.
const UNSEEN: [core::ops::RangeInclusive<char>; 14] = [
    '\u{ad}'..='\u{ad}',
    '\u{34f}'..='\u{34f}',
    '\u{61c}'..='\u{61c}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{200b}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{feff}'..='\u{feff}',
    '\u{fff0}'..='\u{fffb}',
    '\u{e0000}'..='\u{e0fff}',
];

/// A unit's name as people read it: 1 to 120 bytes, no control characters, nothing that changes the direction of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(String);

impl Title {
    /// The title.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Title {
    type Err = CardError;

    fn from_str(text: &str) -> Result<Self, CardError> {
        let hostile = |c: char| c.is_control() || UNSEEN.iter().any(|range| range.contains(&c));
        let fits = (1..=120).contains(&text.len()) && text.trim() == text && !text.chars().any(hostile);
        if fits { Ok(Self(text.to_owned())) } else { Err(CardError::NotACard) }
    }
}

impl fmt::Display for Title {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// One unit's public keys. The name of its signing key is the unit's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitCard {
    title: Title,
    hybrid: String,
    classic: String,
    key: VerifyingKey,
}

impl UnitCard {
    /// A unit's public keys.
    ///
    /// # Errors
    /// [`CardError::Recipient`] where `hybrid` is not `age1pq1…` or `classic` not `age1…`.
    pub fn new(title: Title, hybrid: &str, classic: &str, key: VerifyingKey) -> Result<Self, CardError> {
        if !recipient::is_hybrid(hybrid) || !recipient::is_classic(classic) {
            return Err(CardError::Recipient);
        }
        Ok(Self { title, hybrid: hybrid.to_owned(), classic: classic.to_owned(), key })
    }

    /// The unit's name, which is its signing key's.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        self.key.name()
    }

    /// Its name as people read it.
    #[must_use]
    pub fn title(&self) -> &str {
        self.title.as_str()
    }

    /// Its hybrid recipient, `age1pq1…`.
    #[must_use]
    pub fn hybrid(&self) -> &str {
        &self.hybrid
    }

    /// Its classic recipient, `age1…`.
    #[must_use]
    pub fn classic(&self) -> &str {
        &self.classic
    }

    /// Its signing key.
    #[must_use]
    pub const fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// The signed text form.
    ///
    /// # Errors
    /// [`CardError::NotAUnit`] where `key` is not this card's.
    pub fn sign(&self, key: &SigningKey) -> Result<SignedNote, CardError> {
        if key.verifying_key() != self.key {
            return Err(CardError::NotAUnit);
        }
        let mut text = format!("{MAGIC}\n");
        self.write_fields(&mut text);
        Ok(key.sign(&text)?)
    }

    /// The four lines, which a desk card has for each unit; `None` where the next line is of no unit.
    pub(crate) fn parse_fields(lines: &mut Lines<'_>) -> Result<Option<Self>, CardError> {
        let Some(title) = lines.optional("unit") else { return Ok(None) };
        let title = title.parse().map_err(|_| lines.bad())?;
        let key = lines.parse("key", |value| value.parse().ok())?;
        let hybrid = lines.take("hybrid")?;
        let classic = lines.take("classic")?;
        Self::new(title, hybrid, classic, key).map(Some)
    }

    /// Writes the four lines.
    pub(crate) fn write_fields(&self, text: &mut String) {
        let _ = writeln!(
            text,
            "unit {}\nkey {}\nhybrid {}\nclassic {}",
            self.title,
            self.key.to_vkey(),
            self.hybrid,
            self.classic
        );
    }
}

/// A unit card that nobody has checked.
#[derive(Debug)]
pub struct UntrustedUnitCard {
    note: UntrustedNote,
    card: UnitCard,
}

impl UntrustedUnitCard {
    /// Parses a unit card.
    ///
    /// # Errors
    /// [`CardError::NotACard`], [`CardError::Line`], [`CardError::Recipient`].
    pub fn parse(bytes: &[u8]) -> Result<Self, CardError> {
        let note = UntrustedNote::parse(bytes)?;
        let mut lines = Lines::of(note.unverified_text(), MAGIC)?;
        let card = UnitCard::parse_fields(&mut lines)?.ok_or(CardError::Line(2))?;
        lines.end()?;
        Ok(Self { note, card })
    }

    /// The card, signed by its own key. Whose key that is, a person must check.
    ///
    /// # Errors
    /// [`CardError::Unsigned`], [`CardError::WrongSignature`].
    pub fn verify(self) -> Result<UnitCard, CardError> {
        self.note.verify(self.card.key())?;
        Ok(self.card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_what_people_see() {
        for good in ["A", "Uned Gwrth-lygredd", "Tîm Ŵyll", &"x".repeat(120)] {
            assert_eq!(good.parse::<Title>().unwrap().as_str(), good);
        }
        for range in UNSEEN {
            for c in [range.start(), range.end()] {
                assert_eq!(format!("A{c}B").parse::<Title>(), Err(CardError::NotACard), "{:x}", u32::from(*c));
            }
        }
        for bad in ["", " A", "A ", "A\u{a0}", "A\u{1b}[2J", "A\nB", "A\u{7f}", "A\u{85}B", &"x".repeat(121)] {
            assert_eq!(bad.parse::<Title>(), Err(CardError::NotACard), "{bad:?}");
        }
    }
}
