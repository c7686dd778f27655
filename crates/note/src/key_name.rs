//! The name that stands before a signature.

use core::fmt;
use core::str::FromStr;

/// A key's name: 1 to 64 of `a-z 0-9 . -`, the first and last a letter or digit.
///
/// Narrower than C2SP's (any text without spaces and pluses): it is also a unit's name in files and on a terminal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(String);

/// Not a key's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name is 1 to 64 of a-z, 0-9, dot and hyphen, and begins and ends with a letter or digit")]
pub struct BadKeyName;

impl KeyName {
    /// The longest name in bytes.
    pub const LONGEST: usize = 64;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for KeyName {
    type Err = BadKeyName;

    fn from_str(text: &str) -> Result<Self, BadKeyName> {
        let solid = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let fits = |byte: u8| solid(Some(byte)) || matches!(byte, b'.' | b'-');
        let ends = solid(text.bytes().next()) && solid(text.bytes().last());
        if text.len() <= Self::LONGEST && ends && text.bytes().all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadKeyName)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for good in ["a", "north-wales", "drop.log-1", &"x".repeat(64)] {
            assert_eq!(good.parse::<KeyName>().unwrap().as_str(), good);
        }
        for bad in ["", "-a", "a-", ".", "A", "a b", "a+b", "a\n", "é", "a/b", &"x".repeat(65)] {
            assert_eq!(bad.parse::<KeyName>(), Err(BadKeyName), "{bad}");
        }
    }
}
