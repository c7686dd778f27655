//! The eighth word: a weighted sum of the seven before it, modulo a prime. Knows numbers, no letters.
//!
//! `check = Σ weight(i) × word(i) mod 7789`, `weight(i) = 2^(7-i)` for `i` from 0: 128, 64, 32, 16, 8, 4, 2.
//!
//! Why a sum and not a hash: 7 789 is the first prime above the list's 7 776 words, so a sum with different weights, none of them 0, 1 or
//! the check word's own, changes with *every* exchange of one word for another and with *every* two different words that swap places, the
//! check word's included. A hash of the same length would let one in 7 776 of them pass.

/// The modulus: the first prime that is not below [`candour_words::COUNT`].
const PRIME: u32 = 7_789;
/// Words that carry randomness.
pub(crate) const RANDOM: usize = 7;
/// All words.
pub(crate) const ALL: usize = RANDOM + 1;

/// The check word's number; `None` for the one in 600 sets of words whose sum is the number of no word. These are no codenames.
pub(crate) fn check(words: &[u16; RANDOM]) -> Option<u16> {
    let sum = sum(words);
    (sum < candour_words::COUNT).then_some(sum)
}

/// Whether eight words are a codename's. By Horner's rule, so that the last of the seven weighs 2.
pub(crate) fn holds(words: &[u16; ALL]) -> bool {
    let (random, last) = split(words);
    sum(&random) == last
}

/// The seven and the eighth.
pub(crate) const fn split(words: &[u16; ALL]) -> ([u16; RANDOM], u16) {
    let [a, b, c, d, e, f, g, last] = *words;
    ([a, b, c, d, e, f, g], last)
}

/// The sum.
fn sum(words: &[u16; RANDOM]) -> u16 {
    let sum = words.iter().fold(0, |sum, word| (sum + u32::from(*word)) * 2 % PRIME);
    u16::try_from(sum).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_sums() {
        assert_eq!(check(&[0; 7]), Some(0));
        for (place, weight) in [128, 64, 32, 16, 8, 4, 2].into_iter().enumerate() {
            let mut words = [0; 7];
            words[place] = 1;
            assert_eq!(check(&words), Some(weight));
        }
        // 2 × 3888 = 7776, the number of no word.
        assert_eq!(check(&[0, 0, 0, 0, 0, 0, 3888]), None);
    }

    #[test]
    fn the_modulus_is_prime_and_the_weights_differ() {
        assert!((2..89).all(|divisor: u32| !PRIME.is_multiple_of(divisor)));
        assert!((u32::from(candour_words::COUNT)..PRIME).all(|n| (2..89).any(|divisor| n.is_multiple_of(divisor))));
        // The check word weighs -1; so all eight weights differ and none is zero.
        let mut weights = vec![128, 64, 32, 16, 8, 4, 2, PRIME - 1];
        weights.sort_unstable();
        weights.dedup();
        assert_eq!(weights.len(), 8);
    }
}
