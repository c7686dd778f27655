//! Which parcel of each unit was applied last: what a courier asks for before it delivers, and gets after.

use core::fmt::Write as _;

use crate::BlobHash;

/// A unit's last parcel. The list is text, a line each, by rising names: `NAME SP NUMBER SP SHA-256 LF`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The unit's name.
    pub unit: String,
    /// The parcel's number, from 1.
    pub number: u32,
    /// SHA-256 of the parcel's note.
    pub note: BlobHash,
}

/// The bytes are not this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the drop's answer is not the one of this protocol")]
pub struct NotApplied;

impl Applied {
    /// The list.
    #[must_use]
    pub fn to_text(list: &[Self]) -> String {
        let mut text = String::new();
        for Self { unit, number, note } in list {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{unit} {number} {note}");
        }
        text
    }

    /// Parses the list, to the last byte.
    ///
    /// # Errors
    /// [`NotApplied`] for anything that [`Applied::to_text`] does not write.
    pub fn parse(bytes: &[u8]) -> Result<Vec<Self>, NotApplied> {
        let text = core::str::from_utf8(bytes).map_err(|_| NotApplied)?;
        let list: Vec<Self> = text.lines().map(Self::line).collect::<Option<_>>().ok_or(NotApplied)?;
        let rises = list.windows(2).all(|pair| matches!(pair, [one, two] if one.unit < two.unit));
        if rises && Self::to_text(&list) == text { Ok(list) } else { Err(NotApplied) }
    }

    /// One line.
    fn line(line: &str) -> Option<Self> {
        let mut words = line.splitn(3, ' ');
        let unit = words.next()?;
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
        let named = !unit.is_empty() && unit.len() <= 64 && unit.bytes().all(fits);
        let (number, note) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        (named && number > 0).then(|| Self { unit: unit.to_owned(), number, note })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_spelling() {
        let one = |unit: &str, number| Applied { unit: unit.to_owned(), number, note: BlobHash([7; 32]) };
        let list = vec![one("clwyd", 1), one("gwent", u32::MAX)];
        let text = Applied::to_text(&list);
        assert_eq!(Applied::parse(text.as_bytes()), Ok(list.clone()));
        assert_eq!(Applied::parse(b""), Ok(Vec::new()));
        let (clwyd, gwent) = text.split_at(text.find("gwent").unwrap());
        for bad in [
            format!("{gwent}{clwyd}"),
            format!("{clwyd}{clwyd}"),
            text.replace(" 1 ", " 01 "),
            text.replace(" 1 ", " 0 "),
            text.replace(" 1 ", "  1 "),
            text.replace("clwyd", "Clwyd"),
            text.replace('\n', "\r\n"),
            text.trim_end().to_owned(),
            format!("{text}\n"),
        ] {
            assert_eq!(Applied::parse(bad.as_bytes()), Err(NotApplied), "{bad}");
        }
    }
}
