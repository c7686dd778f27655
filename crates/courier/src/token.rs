//! The collection token: read from a file of its owner's, shown to the drop, never to anybody else.

use std::path::Path;

use candour_cli::secret_file;
use ureq::http::HeaderValue;
use zeroize::Zeroizing;

use crate::error::CourierError;

/// Longest token file that is read.
const LONGEST: usize = 1024;
/// Characters of a token.
const LEN: usize = 43;

/// A token, as the value of an `Authorization` header.
pub(crate) struct Token(HeaderValue);

impl Token {
    /// Reads a token file: 43 characters of base64url, and a line feed or not.
    ///
    /// # Errors
    /// A file that others can read, or that is no token.
    pub(crate) fn read(path: &Path) -> Result<Self, CourierError> {
        let bytes = secret_file::read(path, LONGEST)?;
        Self::parse(&bytes).ok_or_else(|| CourierError::Token { path: path.to_owned() })
    }

    /// Parses the file's bytes.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let text = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if text.len() != LEN || !text.iter().all(plain) {
            return None;
        }
        let mut value = Zeroizing::new(b"Bearer ".to_vec());
        value.extend_from_slice(text);
        let mut value = HeaderValue::from_bytes(&value).ok()?;
        value.set_sensitive(true);
        Some(Self(value))
    }

    /// The header's value. HTTP libraries that log leave it out.
    pub(crate) const fn expose_header(&self) -> &HeaderValue {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_one_line_of_base64url() {
        let text = format!("{}A", "Az09-_".repeat(7));
        let token = Token::parse(text.as_bytes()).unwrap();
        assert_eq!(token.expose_header().as_bytes(), format!("Bearer {text}").as_bytes());
        assert!(Token::parse(format!("{text}\n").as_bytes()).is_some());
        for bad in [&text.as_bytes()[1..], format!("{text}A").as_bytes(), b"", &[b' '; LEN], &[b'\n'; LEN]] {
            assert!(Token::parse(bad).is_none());
        }
    }

    #[test]
    fn its_debug_form_shows_nothing() {
        let token = Token::parse(&[b'A'; LEN]).unwrap();
        assert_eq!(format!("{token:?} {:?}", token.expose_header()), "Token { .. } Sensitive");
    }
}
