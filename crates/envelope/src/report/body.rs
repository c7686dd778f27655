//! The whole of `report.json`.
//!
//! ```json
//! {"version":1,"answers":{…},"desk_card":"<64 hex>","units":["…"],"attachments":[{"file":"attachments/01.jpg","size":5}]}
//! ```
//!
//! Version 2 has `"conversation":{…}` at the end, and is otherwise the same.

use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::attachment::{AttachmentEntry, MAX_ATTACHMENTS, is_plain_name};
use super::conversation::Conversation;

/// The version of a report that nobody can answer.
pub const VERSION: u32 = 1;
/// The version of a report that brings a conversation.
const ANSWERABLE: u32 = 2;
/// Longest `report.json` in bytes.
pub const MAX_REPORT: u64 = 1 << 20;
/// Most units named.
const MAX_UNITS: usize = 16;

/// Why bytes are not a `report.json`.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// A later version: a newer program reads it.
    #[error("report.json is of a later version than this program reads")]
    UnknownVersion,
    /// Not JSON, or not these fields.
    #[error("report.json is not what its version prescribes")]
    Malformed,
    /// The attachment table has names that are not neutral, sizes that cannot be, or too many entries.
    #[error("the attachment table in report.json is not what its version prescribes")]
    AttachmentTable,
}

/// `report.json`. What an opened one says is hostile text: sanitize it before it reaches a terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    /// [`VERSION`], or 2 with a conversation.
    version: u32,
    /// What the source answered.
    pub answers: Answers,
    /// SHA-256 of the desk card it was sealed with, in hex.
    #[serde(with = "hex32")]
    pub desk_card: [u8; 32],
    /// Names of the chosen units, sorted.
    pub units: Vec<String>,
    /// The attachments in the archive's order.
    pub attachments: Vec<AttachmentEntry>,
    /// How it is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    conversation: Option<Conversation>,
}

impl ReportBody {
    /// A body without a conversation.
    #[must_use]
    pub fn new(answers: Answers, desk_card: [u8; 32], units: Vec<String>, attachments: Vec<AttachmentEntry>) -> Self {
        Self { version: VERSION, answers, desk_card, units, attachments, conversation: None }
    }

    /// The same body with this conversation, or with none.
    #[must_use]
    pub fn with_conversation(self, conversation: Option<Conversation>) -> Self {
        let version = if conversation.is_some() { ANSWERABLE } else { VERSION };
        Self { version, conversation, ..self }
    }

    /// How it is answered, if it can be.
    #[must_use]
    pub const fn conversation(&self) -> Option<&Conversation> {
        self.conversation.as_ref()
    }

    /// Parses `report.json`. No trailing bytes but white space, no unknown field, no duplicate.
    ///
    /// # Errors
    /// A [`BodyError`].
    pub fn from_json(json: &[u8]) -> Result<Self, BodyError> {
        /// The one field whose meaning never changes.
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let Version { version } = serde_json::from_slice(json).map_err(|_| BodyError::Malformed)?;
        match version {
            0 => return Err(BodyError::Malformed),
            VERSION | ANSWERABLE => {}
            _ => return Err(BodyError::UnknownVersion),
        }
        let body: Self = serde_json::from_slice(json).map_err(|_| BodyError::Malformed)?;
        body.check()?;
        Ok(body)
    }

    /// What the types alone do not say.
    fn check(&self) -> Result<(), BodyError> {
        if (self.version == ANSWERABLE) != self.conversation.is_some() || self.units.len() > MAX_UNITS {
            return Err(BodyError::Malformed);
        }
        let fits = |(index, entry): (usize, &AttachmentEntry)| {
            entry.is_neutral(index)
                && entry.size <= candour_header::ladder::TOP
                && entry.name.as_deref().is_none_or(is_plain_name)
        };
        if self.attachments.len() <= MAX_ATTACHMENTS && self.attachments.iter().enumerate().all(fits) {
            Ok(())
        } else {
            Err(BodyError::AttachmentTable)
        }
    }

    /// The bytes of `report.json`: compact, UTF-8 unescaped, one line feed at the end. `None` only where memory ends.
    #[must_use]
    pub fn to_json(&self) -> Option<Vec<u8>> {
        let mut len = Len(0);
        serde_json::to_writer(&mut len, self).ok()?;
        // Room for all of it at once: a growing buffer would leave copies of text and keys behind.
        let mut json = Vec::with_capacity(len.0.checked_add(1)?);
        serde_json::to_writer(&mut json, self).ok()?;
        json.push(b'\n');
        Some(json)
    }
}

/// Counts what is written to it.
struct Len(usize);

impl std::io::Write for Len {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// 32 bytes as 64 lower-case hex digits.
mod hex32 {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the digits.
    pub(super) fn serialize<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
        let text: String = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        serializer.serialize_str(&text)
    }

    /// Reads them back.
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || D::Error::custom("not 64 hex digits");
        let digits: Vec<u8> = text
            .bytes()
            .map(|byte| match byte {
                b'0'..=b'9' => Ok(byte - b'0'),
                b'a'..=b'f' => Ok(byte - b'a' + 10),
                _ => Err(wrong()),
            })
            .collect::<Result<_, _>>()?;
        let (pairs, []) = digits.as_chunks::<2>() else { return Err(wrong()) };
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
        bytes.try_into().map_err(|_| wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Attachment, Extension};

    fn body() -> ReportBody {
        let answers = Answers { what: "Cafodd arian ei dalu – „ddoe”.".into(), ..Answers::default() };
        let attachment = Attachment { size: 5, extension: Extension::Jpg, name: Some("Arian – Mai.jpg".into()) };
        ReportBody::new(
            answers,
            [0xa5; 32],
            vec!["integrity.example".into()],
            vec![AttachmentEntry::new(0, &attachment)],
        )
    }

    #[test]
    fn comes_back_and_is_not_escaped() {
        let json = body().to_json().unwrap();
        assert_eq!(ReportBody::from_json(&json).unwrap(), body());
        let text = String::from_utf8(json).unwrap();
        assert!(text.contains("Cafodd arian ei dalu – „ddoe”.") && text.contains(&"a5".repeat(32)), "{text}");
    }

    #[test]
    fn refuses_what_version_1_does_not_say() {
        let json = String::from_utf8(body().to_json().unwrap()).unwrap();
        let with = |from: &str, to: &str| {
            assert!(json.contains(from), "{from}");
            ReportBody::from_json(json.replacen(from, to, 1).as_bytes()).unwrap_err()
        };
        assert_eq!(with("\"version\":1", "\"version\":3,\"more\":{}"), BodyError::UnknownVersion);
        assert_eq!(with("\"version\":1", "\"version\":2"), BodyError::Malformed);
        assert_eq!(with("\"version\":1", "\"version\":0"), BodyError::Malformed);
        assert_eq!(with("\"version\":1", "\"version\":1,\"version\":1"), BodyError::Malformed);
        assert_eq!(with("\"units\"", "\"more\":1,\"units\""), BodyError::Malformed);
        assert_eq!(with("a5a5", "A5a5"), BodyError::Malformed);
        assert_eq!(with("a5a5", "a5"), BodyError::Malformed);
        assert_eq!(with("}\n", "} x"), BodyError::Malformed);
        assert_eq!(with("attachments/01.jpg", "attachments/02.jpg"), BodyError::AttachmentTable);
        assert_eq!(with("attachments/01.jpg", "../../01.jpg"), BodyError::AttachmentTable);
        assert_eq!(with("Arian – Mai", "Arian/Mai"), BodyError::AttachmentTable);
        assert_eq!(with("\"size\":5", "\"size\":1073741825"), BodyError::AttachmentTable);
        assert_eq!(with("\"size\":5", "\"size\":-5"), BodyError::Malformed);
    }

    #[test]
    fn names_as_many_units_as_a_desk_card_has_and_no_more() {
        let read = |units: usize| {
            let units = (0..units).map(|n| format!("unit-{n}")).collect();
            ReportBody::from_json(&ReportBody::new(Answers::default(), [0; 32], units, vec![]).to_json().unwrap())
        };
        assert_eq!(read(16).map(|body| body.units.len()), Ok(16));
        assert_eq!([read(17), read(18)], [Err(BodyError::Malformed), Err(BodyError::Malformed)]);
    }
}
