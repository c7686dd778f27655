//! A codename as somebody typed it: forgiven case, spaces, hyphens and junk; anything else is named, never mended in silence.

use core::fmt;

use candour_words::index;
use zeroize::Zeroizing;

use crate::check_word::{ALL, holds};
use crate::near;
use crate::{Codename, Fault, NotACodename, Proposal};

/// Longer texts are no codename: nobody pastes a page on purpose.
const LONGEST: usize = 1024;

/// What was typed. Wiped on drop; its Debug form shows nothing.
pub struct UntrustedCodename(Zeroizing<String>);

/// One typed word, lower case, without junk.
type Piece = Zeroizing<String>;
/// Words of the list, by number; those that are none stay empty.
type Numbers = Zeroizing<Vec<Option<u16>>>;

impl UntrustedCodename {
    /// Takes what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(Zeroizing::new(typed.to_owned()))
    }

    /// The codename, if it is one.
    ///
    /// Forgiven are case; any spaces, line ends, hyphens, dashes, commas and underscores between words; whatever is not a letter or digit at
    /// a word's ends; pieces of digits alone, so that a numbered list may be pasted.
    ///
    /// # Errors
    /// [`NotACodename`], with a proposal where exactly one word is not in the list and exactly one near word makes it a codename, or
    /// where the one thing wrong is a space too many or too few.
    pub fn check(&self) -> Result<Codename, NotACodename> {
        let (pieces, numbers) = self.read();
        let Ok(typed) = <&[Option<u16>; ALL]>::try_from(numbers.as_slice()) else {
            let fault = Fault::Count(numbers.len());
            return Err(NotACodename::new(fault, respaced(&pieces, &numbers)));
        };
        let mut words = Zeroizing::new([0; ALL]);
        let mut unknown = None;
        for (place, (word, typed)) in words.iter_mut().zip(typed).enumerate() {
            match typed {
                Some(number) => *word = *number,
                None if unknown.is_none() => unknown = Some(place),
                // Two words wrong: whatever were proposed would rest on chance.
                None => return Err(NotACodename::new(Fault::Unknown(unknown.unwrap_or(place) + 1), None)),
            }
        }
        if let Some(place) = unknown {
            let piece = pieces.get(place).map_or("", |piece| piece.as_str());
            let proposal = near::kinds(piece).find_map(|kind| only(&words, place, &kind));
            return Err(NotACodename::new(Fault::Unknown(place + 1), proposal));
        }
        Codename::from_numbers(&words).ok_or_else(|| {
            // No proposals here: each near word of each of eight words would be a chance for a wrong one.
            NotACodename::new(if is_swapped(&words) { Fault::Order } else { Fault::Check }, None)
        })
    }

    /// The words, and their numbers.
    fn read(&self) -> (Vec<Piece>, Numbers) {
        let text = if self.0.len() > LONGEST { "" } else { self.0.as_str() };
        let lower = Zeroizing::new(text.to_ascii_lowercase());
        let pieces: Vec<Piece> = lower
            .split(is_between)
            .map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|piece| !piece.chars().all(|c| c.is_ascii_digit()))
            .map(|piece| Zeroizing::new(piece.to_owned()))
            .collect();
        let mut words = Vec::new();
        let mut numbers = Zeroizing::new(Vec::with_capacity(pieces.len()));
        let mut rest = pieces.into_iter().peekable();
        while let Some(piece) = rest.next() {
            // Four words of the list have a hyphen (`yo-yo`); the first half of none is a word itself.
            let whole = rest.peek().map(|next| Zeroizing::new(format!("{}-{}", piece.as_str(), next.as_str())));
            let piece = match whole.filter(|whole| index(whole).is_some()) {
                Some(whole) => {
                    rest.next();
                    whole
                }
                None => piece,
            };
            numbers.push(index(&piece));
            words.push(piece);
        }
        (words, numbers)
    }
}

/// What stands between words.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ',' | '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' | '\u{200b}' | '\u{feff}')
}

/// The one word of `candidates` that, put at `place`, makes the words a codename.
fn only(words: &[u16; ALL], place: usize, candidates: &[u16]) -> Option<Proposal> {
    let mut found = candidates.iter().filter_map(|candidate| {
        let mut words = Zeroizing::new(*words);
        *words.get_mut(place)? = *candidate;
        Codename::from_numbers(&words)
    });
    match (found.next(), found.next()) {
        (Some(codename), None) => Some(Proposal::new(place, codename)),
        _ => None,
    }
}

/// Whether two words that change places make a codename.
fn is_swapped(words: &[u16; ALL]) -> bool {
    (0..ALL).any(|a| {
        (a + 1..ALL).any(|b| {
            let mut words = Zeroizing::new(*words);
            words.swap(a, b);
            holds(&words)
        })
    })
}

/// The one codename that a space more or fewer makes of seven or nine words.
fn respaced(pieces: &[Piece], numbers: &[Option<u16>]) -> Option<Proposal> {
    let mut found = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        let mut put = |taken: usize, put: &[u16]| {
            let before = numbers.get(..place).unwrap_or_default();
            let after = numbers.get(place + taken..).unwrap_or_default();
            let put = put.iter().copied().map(Some);
            let words: Option<Vec<u16>> = before.iter().copied().chain(put).chain(after.iter().copied()).collect();
            let words = Zeroizing::new(words.unwrap_or_default());
            let codename = <&[u16; ALL]>::try_from(words.as_slice()).ok().and_then(Codename::from_numbers);
            found.extend(codename.map(|codename| Proposal::new(place, codename)));
        };
        if numbers.len() + 1 == ALL && numbers.get(place) == Some(&None) {
            for (at, _) in piece.char_indices() {
                if let Some((one, two)) = piece.split_at_checked(at)
                    && let (Some(one), Some(two)) = (index(one), index(two))
                {
                    put(1, &[one, two]);
                }
            }
        }
        if let (true, Some(next)) = (numbers.len() == ALL + 1, pieces.get(place + 1)) {
            let whole = Zeroizing::new(format!("{}-{}", piece.as_str(), next.as_str()));
            for word in near::one_slip(&whole) {
                put(2, &[word]);
            }
        }
    }
    let one = found.pop()?;
    // Two ways to the same words are one proposal; to different words, none.
    found.iter().all(|other| other.codename() == one.codename()).then_some(one)
}

impl fmt::Debug for UntrustedCodename {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("UntrustedCodename").finish_non_exhaustive()
    }
}
