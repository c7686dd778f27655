//! The tag that a source sends with her report and later recognises in the log.

use core::fmt;
use core::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq as _;

/// 16 bytes; text form 22 characters of base64url without padding, canonical.
///
/// # Security
/// Whoever holds a tag can look for its entry, so it is compared in constant time and its Debug form shows nothing.
#[derive(Clone, Copy)]
pub struct Tag(pub [u8; 16]);

/// Not 22 characters of canonical base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 16 bytes of base64url")]
pub struct NotATag;

impl PartialEq for Tag {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Tag {}

impl fmt::Debug for Tag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Tag").finish_non_exhaustive()
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl FromStr for Tag {
    type Err = NotATag;

    fn from_str(text: &str) -> Result<Self, NotATag> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotATag)?;
        bytes.try_into().map(Self).map_err(|_| NotATag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_form_comes_back_and_nothing_else_is_taken() {
        let tag = Tag([0xfb; 16]);
        assert_eq!(tag.to_string(), "-_v7-_v7-_v7-_v7-_v7-w");
        assert_eq!("-_v7-_v7-_v7-_v7-_v7-w".parse(), Ok(tag));
        for bad in
            ["", "-_v7-_v7-_v7-_v7-_v7-x", "-_v7-_v7-_v7-_v7-_v7-w==", "-_v7-_v7-_v7-_v7-_v7", "+/v7+/v7+/v7+/v7+/v7+w"]
        {
            assert_eq!(bad.parse::<Tag>(), Err(NotATag), "{bad}");
        }
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Tag([7; 16])), "Tag { .. }");
    }
}
