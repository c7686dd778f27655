//! Cuts a text into parts that each fit into a cell. Says what a text must not have.

use candour_header::Kind;

use crate::cell::room;
use crate::letter;
use crate::reply::{HEAD, MOST_PARTS};

/// Longest quotation in a letter, in bytes.
pub const MOST_QUOTE: usize = 200;
/// A cut is moved back to the last space or line end, if there is one among so many bytes.
const BACK: usize = 80;

/// Why a text is not cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SplitError {
    /// Nothing to say.
    #[error("the text is empty")]
    Empty,
    /// It needs more than [`MOST_PARTS`] cells.
    #[error("the text is longer than eight cells hold")]
    TooLong,
    /// A control character that is neither line feed nor tab.
    #[error("the text has control characters")]
    Control,
    /// The quotation or the unit's name is empty, longer than [`MOST_QUOTE`], or of more than one line.
    #[error("the quotation is empty, too long, or of more than one line")]
    Quote,
}

/// The parts of a reply to a codename, for cells of this kind: at most [`MOST_PARTS`]. Put together they are the text.
///
/// # Errors
/// [`SplitError::Empty`], [`SplitError::TooLong`], [`SplitError::Control`].
pub fn split_reply(text: &str, kind: Kind) -> Result<Vec<&str>, SplitError> {
    split(text, room(kind) - HEAD)
}

/// The parts of a letter, for cells of this kind: at most [`MOST_PARTS`]. Each quotes a phrase of the report that it answers.
///
/// # Errors
/// [`SplitError`].
pub fn split_letter<'a>(
    text: &'a str,
    unit: &str,
    letter: u64,
    quote: &str,
    kind: Kind,
) -> Result<Vec<&'a str>, SplitError> {
    if !is_line(quote) || !is_line(unit) {
        return Err(SplitError::Quote);
    }
    let head = letter::head(unit, letter, MOST_PARTS, MOST_PARTS, quote).len();
    split(text, room(kind).saturating_sub(head + 2))
}

/// Whether a quotation or a name is one short line.
pub(crate) fn is_line(text: &str) -> bool {
    (1..=MOST_QUOTE).contains(&text.len()) && !text.chars().any(char::is_control)
}

/// Whether a text may be sent.
pub(crate) fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
}

/// Cuts into pieces of at most `room` bytes.
fn split(text: &str, room: usize) -> Result<Vec<&str>, SplitError> {
    if text.is_empty() {
        return Err(SplitError::Empty);
    }
    if !is_plain(text) {
        return Err(SplitError::Control);
    }
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if parts.len() == usize::from(MOST_PARTS) {
            return Err(SplitError::TooLong);
        }
        let (part, next) = rest.split_at_checked(cut(rest, room)).ok_or(SplitError::TooLong)?;
        if part.is_empty() {
            return Err(SplitError::TooLong);
        }
        parts.push(part);
        rest = next;
    }
    Ok(parts)
}

/// Where to cut: the whole, or behind the last white space near the end of the room, or at the last whole character.
fn cut(text: &str, room: usize) -> usize {
    if text.len() <= room {
        return text.len();
    }
    let fits = |(at, c): (usize, char)| at + c.len_utf8();
    let whole = text.char_indices().map(fits).take_while(|end| *end <= room).last().unwrap_or(0);
    let space = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(fits).take_while(|end| *end <= room).last();
    space.filter(|end| whole - end < BACK).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cells_hold() {
        assert_eq!((room(Kind::Mlkem768X25519), room(Kind::X25519)), (2_437, 3_896));
        let most = "x".repeat(8 * 2_367);
        assert_eq!(split_reply(&most, Kind::Mlkem768X25519).map(|parts| parts.len()), Ok(8));
        assert_eq!(split_reply(&format!("{most}x"), Kind::Mlkem768X25519), Err(SplitError::TooLong));
        assert_eq!(split_reply("", Kind::X25519), Err(SplitError::Empty));
        assert_eq!(split_reply("a\u{1b}[2J", Kind::X25519), Err(SplitError::Control));
        for quote in ["", "a\nb", &"x".repeat(201)] {
            assert_eq!(split_letter("a", "unit", 1, quote, Kind::X25519), Err(SplitError::Quote));
        }
    }

    proptest! {
        #[test]
        fn parts_are_the_text_and_each_fits(text in "[a-zŵ\u{1f600} \n]{1,6000}", room in 200usize..2400) {
            if let Ok(parts) = split(&text, room) {
                prop_assert!(parts.iter().all(|part| !part.is_empty() && part.len() <= room));
                prop_assert_eq!(parts.concat(), text);
            } else {
                prop_assert!(text.len() > usize::from(MOST_PARTS) * (room - BACK));
            }
        }
    }
}
