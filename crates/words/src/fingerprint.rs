//! A fingerprint in ten words.

use core::fmt;
use core::str::FromStr;

use crate::list::{COUNT, index, word};

/// Ten words over 32 bytes, 129 bits.
///
/// The 32 bytes are one big-endian number; its ten lowest digits to the base 7 776, the highest of these first, are the words' numbers.
/// Text form: the words with single spaces. Not a secret: it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u16; Fingerprint::WORDS]);

/// Not ten words of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAFingerprint {
    /// Another number of words.
    #[error("a fingerprint has ten words")]
    Count,
    /// The word at this place, from 1, is not in the list.
    #[error("word {0} is not in the word list")]
    Unknown(usize),
}

impl Fingerprint {
    /// Words in a fingerprint.
    pub const WORDS: usize = 10;

    /// The fingerprint over 32 bytes, which are a hash.
    #[must_use]
    pub fn of(hash: &[u8; 32]) -> Self {
        let mut number = *hash;
        let mut words = [0; Self::WORDS];
        for place in words.iter_mut().rev() {
            // Long division of the whole number by the base; the remainder is the next digit.
            let mut rest = 0_u32;
            for byte in &mut number {
                let value = rest << 8 | u32::from(*byte);
                *byte = u8::try_from(value / u32::from(COUNT)).unwrap_or(u8::MAX);
                rest = value % u32::from(COUNT);
            }
            *place = u16::try_from(rest).unwrap_or(0);
        }
        Self(words)
    }

    /// The words in their order.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().filter_map(|number| word(*number))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, word) in self.words().enumerate() {
            if place > 0 {
                out.write_str(" ")?;
            }
            out.write_str(word)?;
        }
        Ok(())
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    /// Forgives case, and any spaces, line ends, commas and hyphens between words.
    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let lower = text.to_lowercase();
        let pieces: Vec<&str> = lower
            .split(|c: char| c.is_whitespace() || c == ',' || c == '-')
            .filter(|piece| !piece.is_empty())
            .collect();
        let mut words = [0; Self::WORDS];
        let mut place = 0;
        let mut rest = pieces.as_slice();
        while let [first, others @ ..] = rest {
            let slot = words.get_mut(place).ok_or(NotAFingerprint::Count)?;
            place += 1;
            // Four words of the list have a hyphen (`yo-yo`); the first half of none is a word itself.
            let hyphenated = others.first().and_then(|second| index(&format!("{first}-{second}")));
            if let Some(number) = hyphenated {
                *slot = number;
                rest = others.get(1..).unwrap_or_default();
            } else {
                *slot = index(first).ok_or(NotAFingerprint::Unknown(place))?;
                rest = others;
            }
        }
        if place == Self::WORDS { Ok(Self(words)) } else { Err(NotAFingerprint::Count) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_fingerprints() {
        assert_eq!(Fingerprint::of(&[0; 32]).to_string(), ["abacus"; 10].join(" "));
        let mut one = [0; 32];
        one[31] = 1;
        assert_eq!(Fingerprint::of(&one).to_string(), format!("{} abdomen", ["abacus"; 9].join(" ")));
        let mut base = [0; 32];
        [base[30], base[31]] = COUNT.to_be_bytes();
        assert_eq!(Fingerprint::of(&base).to_string(), format!("{} abdomen abacus", ["abacus"; 8].join(" ")));
    }

    #[test]
    fn typing_is_forgiven_and_nothing_else() {
        let fingerprint = Fingerprint::of(&[0xa5; 32]);
        let text = fingerprint.to_string();
        for typed in [text.to_uppercase(), text.replace(' ', "-"), text.replace(' ', ", \n"), format!("  {text} ")] {
            assert_eq!(typed.parse(), Ok(fingerprint), "{typed}");
        }
        let words: Vec<&str> = text.split(' ').collect();
        assert_eq!(words[..9].join(" ").parse::<Fingerprint>(), Err(NotAFingerprint::Count));
        assert_eq!(format!("{text} abacus").parse::<Fingerprint>(), Err(NotAFingerprint::Count));
        assert_eq!(text.replacen(words[0], "candour", 1).parse::<Fingerprint>(), Err(NotAFingerprint::Unknown(1)));
        assert_eq!("".parse::<Fingerprint>(), Err(NotAFingerprint::Count));
    }

    #[test]
    fn every_error_is_said_in_these_words() {
        let all = candour_pinned::every!(NotAFingerprint { Count, Unknown: [NotAFingerprint::Unknown(3)] });
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &candour_pinned::lines(&all));
    }

    proptest! {
        #[test]
        fn text_form_comes_back(hash: [u8; 32]) {
            let fingerprint = Fingerprint::of(&hash);
            prop_assert_eq!(fingerprint.to_string().split_whitespace().count(), 10);
            prop_assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
            prop_assert_eq!(fingerprint.to_string().replace(' ', "-").parse(), Ok(fingerprint));
        }

        #[test]
        fn any_text_is_judged(text in ".{0,100}") {
            let _ = text.parse::<Fingerprint>();
        }
    }
}
