//! A drop's id.

use core::fmt;
use core::str::FromStr;

use crate::CardError;

/// 16 random bytes, drawn by `candour init` and never changed. Text form: 32 lower-case hex digits. Not a secret.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DropId(pub [u8; 16]);

impl fmt::Display for DropId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for DropId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for DropId {
    type Err = CardError;

    fn from_str(text: &str) -> Result<Self, CardError> {
        let mut id = [0; 16];
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != id.len() || !rest.is_empty() {
            return Err(CardError::NotACard);
        }
        for (byte, [high, low]) in id.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(id))
    }
}

/// The value of a lower-case hex digit.
const fn digit(byte: u8) -> Result<u8, CardError> {
    match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        _ => Err(CardError::NotACard),
    }
}
