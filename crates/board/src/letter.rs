//! The plaintext of a letter: a reply to a source who has an age key of her own and no codename. A text, so that `age` alone shows it.

use zeroize::Zeroizing;

use crate::label::LETTER_LABEL;

/// The lines before a letter's text.
pub(crate) fn head(unit: &str, letter: u64, part: u16, parts: u16, quote: &str) -> String {
    format!("{LETTER_LABEL}\nunit: {unit}\nletter: {letter}, part {part} of {parts}\nyou wrote: {quote}\n\n")
}

/// A letter's plaintext: head, text, line feed, spaces and a line feed to the end of the cell; `None` where it is too long.
///
/// Spaces, not zeros: it is read in whatever shows text.
pub(crate) fn fill(head: &str, text: &str, room: usize) -> Option<Zeroizing<Vec<u8>>> {
    let len = head.len().checked_add(text.len())?;
    if len > room.checked_sub(2)? {
        return None;
    }
    let mut plaintext = Zeroizing::new(Vec::with_capacity(room));
    for part in [head, text, "\n"] {
        plaintext.extend_from_slice(part.as_bytes());
    }
    plaintext.resize(room - 1, b' ');
    plaintext.push(b'\n');
    Some(plaintext)
}
