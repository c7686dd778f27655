//! Reading a card line by line: `word SP value LF`, each exactly once, in order, to the last byte.

use crate::CardError;

/// The lines of a card's text, and how many were taken.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    rest: &'a str,
    taken: usize,
}

impl<'a> Lines<'a> {
    /// The lines behind the first one, which must be `magic`.
    pub(crate) fn of(text: &'a str, magic: &str) -> Result<Self, CardError> {
        if text.len() > crate::LONGEST_CARD {
            return Err(CardError::NotACard);
        }
        let rest = text.strip_prefix(magic).and_then(|rest| rest.strip_prefix('\n')).ok_or(CardError::NotACard)?;
        Ok(Self { rest, taken: 1 })
    }

    /// The value of the next line if its word is `word`.
    pub(crate) fn optional(&mut self, word: &str) -> Option<&'a str> {
        let (line, rest) = self.rest.split_once('\n')?;
        let value = line.strip_prefix(word)?.strip_prefix(' ')?;
        self.rest = rest;
        self.taken += 1;
        Some(value)
    }

    /// The value of the next line, whose word must be `word`.
    pub(crate) fn take(&mut self, word: &str) -> Result<&'a str, CardError> {
        self.optional(word).ok_or(CardError::Line(self.taken + 1))
    }

    /// The error for a value of the line that was taken last.
    pub(crate) const fn bad(&self) -> CardError {
        CardError::Line(self.taken)
    }

    /// Parses the value of the next line.
    pub(crate) fn parse<T>(&mut self, word: &str, parse: impl FnOnce(&'a str) -> Option<T>) -> Result<T, CardError> {
        let value = self.take(word)?;
        parse(value).ok_or(self.bad())
    }

    /// Nothing may be left.
    pub(crate) const fn end(self) -> Result<(), CardError> {
        if self.rest.is_empty() { Ok(()) } else { Err(CardError::Line(self.taken + 1)) }
    }
}

/// A number in its one spelling: digits without leading zeros.
pub(crate) fn number(text: &str) -> Option<u32> {
    let value: u32 = text.parse().ok()?;
    (value.to_string() == text).then_some(value)
}
