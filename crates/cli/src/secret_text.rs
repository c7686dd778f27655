//! Text that is put together piece by piece and leaves no copy of itself behind. Owns how it grows; knows not what it says.

use std::fmt;
use std::ops::Deref;

use zeroize::Zeroizing;

/// Bytes that there is room for at first: most screens.
const ROOM: usize = 2048;

/// A text with something secret in it. `write!` and `push_str` add to it.
///
/// # Security
/// Wiped on drop. Where it needs more room it moves to a larger place, and the old one is wiped too: a `String`, even in `Zeroizing`, hands
/// its old place back with all that was there.
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self(Zeroizing::new(String::with_capacity(ROOM)))
    }

    /// Adds a piece.
    pub fn push_str(&mut self, piece: &str) {
        let needed = self.0.len().saturating_add(piece.len());
        if needed > self.0.capacity() {
            let mut larger = Zeroizing::new(String::with_capacity(needed.saturating_mul(2)));
            larger.push_str(&self.0);
            self.0 = larger;
        }
        self.0.push_str(piece);
    }

    /// Adds a character.
    pub fn push(&mut self, c: char) {
        self.push_str(c.encode_utf8(&mut [0; 4]));
    }
}

impl Default for SecretText {
    fn default() -> Self {
        Self::new()
    }
}

impl Deref for SecretText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Write for SecretText {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.push_str(piece);
        Ok(())
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretText").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::test_memory::{Mark, is_in_memory};

    #[test]
    fn pieces_of_any_length_come_together() {
        let mut text = SecretText::default();
        text.push_str("eight ");
        text.push('ŵ');
        text.push_str(&"x".repeat(3 * ROOM));
        write!(text, "{:<4}|", "a").unwrap();
        assert_eq!(*text, format!("eight ŵ{}a   |", "x".repeat(3 * ROOM)));
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        let mut text = SecretText::new();
        text.push_str("planted");
        assert!(!format!("{text:?}").contains("planted"));
    }

    #[test]
    fn nothing_of_it_is_left_where_it_was() {
        let (mark, more) = (Mark(1), "-".repeat(3 * ROOM));
        let mut text = SecretText::new();
        // In the middle: what is given back has its beginning written over at once.
        text.push_str(&"-".repeat(ROOM / 2));
        mark.signs().for_each(|sign| text.push(sign));
        let behind_it = std::hint::black_box(vec![1; ROOM]);
        text.push_str(&more);
        assert!(is_in_memory(&mark), "the search finds what is there");
        drop(text);
        assert!(!is_in_memory(&mark));
        drop(behind_it);
    }

    #[test]
    fn a_plain_text_is_found_where_it_was() {
        let mark = Mark(2);
        let text: Vec<u8> = "-".repeat(500).bytes().chain(mark.signs().map(|sign| sign as u8)).collect();
        drop(std::hint::black_box(text));
        assert!(is_in_memory(&mark), "or the search proves nothing");
    }
}
