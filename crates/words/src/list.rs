//! The list: 7 776 words, sorted, each of 3 to 9 bytes of a-z and (in four of them) a hyphen.

use std::sync::LazyLock;

/// Words in the list.
pub const COUNT: u16 = 7_776;

/// The words in their order.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("eff_long.txt").lines().collect());

/// The word of a number below [`COUNT`].
///
/// The list is public; what is chosen from it may not be, so a lookup of a secret's words belongs where nobody measures it.
#[must_use]
pub fn word(number: u16) -> Option<&'static str> {
    WORDS.get(usize::from(number)).copied()
}

/// The number of a word, spelled exactly as in the list.
#[must_use]
pub fn index(word: &str) -> Option<u16> {
    WORDS.binary_search(&word).ok().and_then(|found| u16::try_from(found).ok())
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn the_list_is_the_published_one() {
        // The published file has the dice numbers in front: five digits from 1 to 6 and a tab.
        let mut published = Sha256::new();
        for (number, word) in (0..COUNT).zip(WORDS.iter()) {
            let dice: String = [1296, 216, 36, 6, 1].iter().map(|place| (number / place % 6 + 1).to_string()).collect();
            published.update(format!("{dice}\t{word}\n"));
        }
        let hex: String = published.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e");
    }

    #[test]
    fn every_word_is_found_at_its_place() {
        for number in 0..COUNT {
            assert_eq!(index(word(number).unwrap()), Some(number));
        }
        assert_eq!((word(COUNT), index("candour"), index(""), index("Abacus")), (None, None, None, None));
    }
}
