//! A codename: seven random words and their check word.

use core::fmt;

use candour_words::{COUNT, word};
use rand_core::{CryptoRng, RngCore};
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::check_word::{ALL, RANDOM, check, holds, split};

/// Bytes of the longest word and the space behind it.
const LONGEST: usize = 10;
/// Bits that number a word: two bytes are drawn, and the rest of them is not looked at.
const MASK: u16 = 0x1fff;

/// A codename whose check word holds.
///
/// # Security
/// Wiped on drop, not `Clone`, compared in constant time; its Debug form shows nothing.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Codename([u16; ALL]);

impl Codename {
    /// Words in a codename.
    pub const WORDS: usize = ALL;

    /// Draws a new one: 90.47 bits.
    ///
    /// For each of seven words two bytes, big endian, of which the lower 13 bits count; drawn again where they number no word. All seven
    /// are drawn again where their sum is the number of no word.
    #[must_use]
    pub fn generate(rng: &mut (impl CryptoRng + RngCore)) -> Self {
        loop {
            let mut words = Zeroizing::new([0; RANDOM]);
            for place in words.iter_mut() {
                *place = draw(rng);
            }
            if let Some(last) = check(&words) {
                let [a, b, c, d, e, f, g] = *words;
                return Self([a, b, c, d, e, f, g, last]);
            }
        }
    }

    /// Eight numbers of words; `None` where the check word does not hold.
    pub(crate) fn from_numbers(words: &[u16; ALL]) -> Option<Self> {
        (words.iter().all(|number| *number < COUNT) && holds(words)).then(|| Self(*words))
    }

    /// The words in their order, the check word last.
    pub fn expose_words(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().filter_map(|number| word(*number))
    }

    /// The words with single spaces, as they are shown.
    #[must_use]
    pub fn expose_phrase(&self) -> Zeroizing<String> {
        join(&self.0)
    }

    /// What keys are derived from: the seven random words, lower case, with single spaces. For WebCrypto's PBKDF2.
    #[must_use]
    pub fn expose_password(&self) -> Zeroizing<String> {
        join(&split(&self.0).0)
    }
}

/// Words with single spaces, never reallocated.
fn join(numbers: &[u16]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(ALL * LONGEST));
    for (place, number) in numbers.iter().enumerate() {
        if place > 0 {
            text.push(' ');
        }
        text.push_str(word(*number).unwrap_or_default());
    }
    text
}

/// The number of a word, evenly.
fn draw(rng: &mut impl RngCore) -> u16 {
    loop {
        let mut bytes = Zeroizing::new([0; 2]);
        rng.fill_bytes(bytes.as_mut());
        let number = u16::from_be_bytes(*bytes) & MASK;
        if number < COUNT {
            return number;
        }
    }
}

impl PartialEq for Codename {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Codename {}

impl fmt::Debug for Codename {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Codename").finish_non_exhaustive()
    }
}
