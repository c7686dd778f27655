//! The drop's address.

use core::fmt;
use core::str::FromStr;

use crate::CardError;

/// A version 3 onion address: 56 characters of base32, then `.onion`. Form only: Tor checks the key in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onion(String);

impl Onion {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Onion {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for Onion {
    type Err = CardError;

    fn from_str(text: &str) -> Result<Self, CardError> {
        let name = text.strip_suffix(".onion").ok_or(CardError::NotACard)?;
        // The last character encodes the version, 3.
        let fits = name.len() == 56
            && name.ends_with('d')
            && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'));
        if fits { Ok(Self(text.to_owned())) } else { Err(CardError::NotACard) }
    }
}
