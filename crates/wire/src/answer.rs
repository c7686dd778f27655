//! The one answer to a report that is durably stored.

use serde::{Deserialize, Serialize};

use crate::BlobHash;

/// `201` to `POST /reports`: `{"status":"stored","sha256":"…"}`, always [`Stored::LEN`] bytes, the same for a blob that was there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// What the server holds, so that the client can compare.
    pub hash: BlobHash,
}

/// The answer's JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Json {
    /// Always `stored`.
    status: String,
    /// 64 lower-case hex digits.
    sha256: String,
}

/// The bytes are not this answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the drop's answer is not the one of this protocol")]
pub struct NotStored;

impl Stored {
    /// Bytes of the answer's body.
    pub const LEN: usize = 95;

    /// The answer's body.
    #[must_use]
    pub fn to_json(&self) -> String {
        format!(r#"{{"status":"stored","sha256":"{}"}}"#, self.hash)
    }

    /// Parses the answer's body.
    ///
    /// # Errors
    /// [`NotStored`] for anything else.
    pub fn from_json(bytes: &[u8]) -> Result<Self, NotStored> {
        let json: Json = serde_json::from_slice(bytes).map_err(|_| NotStored)?;
        if json.status != "stored" {
            return Err(NotStored);
        }
        json.sha256.parse().map(|hash| Self { hash }).map_err(|_| NotStored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_size_and_back() {
        let stored = Stored { hash: BlobHash([9; 32]) };
        let json = stored.to_json();
        assert_eq!(json.len(), Stored::LEN);
        assert_eq!(Stored::from_json(json.as_bytes()), Ok(stored));
        assert_eq!(Stored::from_json(json.replace("stored", "strewn").as_bytes()), Err(NotStored));
        assert_eq!(Stored::from_json(b"<html>"), Err(NotStored));
    }
}
