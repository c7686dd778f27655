//! The way back to a source: what a report brought so that it can be answered. Kept beside the report in a file of its own, under the
//! unit's identities; what is beside it in the clear are hashes, by which reports are put into cases without opening anything.

use std::fmt;

use candour_codename::ThreadSecret;
use candour_envelope::{Conversation, Identity, Phrase, Recipient, ReplyTo, ThreadKeys};
use candour_header::Kind;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::label::{COUNT, OWN_KEY, THREAD};
use crate::own_seal;
use crate::shown::hex;

/// Name of the file in a report's folder.
pub const FILE: &str = "way.age";

/// How a source is answered.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// By replies that her codename finds.
    Codename(ThreadKeys),
    /// By letters to her own age key.
    Letter(Letter),
}

/// What a letter needs.
#[derive(Clone, Serialize, Deserialize)]
pub struct Letter {
    /// Her recipient, as age prints it.
    pub recipient: String,
    /// What she wants quoted, if she said so.
    pub phrase: Option<Phrase>,
}

/// What is written down of a way in the clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The id of the conversation, hex.
    pub thread: String,
    /// The id of the conversation that it continues, hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<String>,
    /// When the report was written, in seconds since 1970-01-01 UTC, by the source's clock. A report sealed by hand does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<u64>,
    /// SHA-256 of `report.json` as it was sealed, hex: the same report sealed anew has the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// Whether letters go to her own age key.
    #[serde(default, skip_serializing_if = "is_false")]
    pub letter: bool,
}

/// Whether a field may be left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's form")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Way {
    /// The way that a report brought, and its mark. `json` is `report.json` as it was sealed.
    #[must_use]
    pub fn of_report(conversation: &Conversation, json: &[u8]) -> (Self, Mark) {
        let (way, earlier) = match &conversation.reply_to {
            ReplyTo::Codename(keys) => (Self::Codename(keys.clone()), keys.earlier.as_ref().map(thread_id)),
            ReplyTo::OwnKey(own) => {
                let letter = Letter { recipient: own.recipient.to_string(), phrase: Some(own.phrase.clone()) };
                (Self::Letter(letter), None)
            }
        };
        let report = Some(hex(&Sha256::digest(json)));
        let mark = Mark { earlier, written: Some(conversation.written), report, ..way.mark() };
        (way, mark)
    }

    /// The way to an age key that stands in a report sealed by hand.
    #[must_use]
    pub fn of_letter(recipient: &Recipient, phrase: Option<Phrase>) -> (Self, Mark) {
        let way = Self::Letter(Letter { recipient: recipient.to_string(), phrase });
        let mark = way.mark();
        (way, mark)
    }

    /// Its mark, as far as the way alone says it.
    fn mark(&self) -> Mark {
        let (thread, letter) = match self {
            Self::Codename(keys) => (thread_id(&keys.thread), false),
            Self::Letter(letter) => (id(OWN_KEY, letter.recipient.as_bytes()), true),
        };
        Mark { thread, earlier: None, written: None, report: None, letter }
    }

    /// The id under which its cells, or letters, are counted: no two that a source could confuse have the same number.
    #[must_use]
    pub fn count_id(&self) -> String {
        match self {
            Self::Codename(keys) => id(COUNT, keys.tag.expose_secret()),
            Self::Letter(letter) => id(OWN_KEY, letter.recipient.as_bytes()),
        }
    }

    /// The first number of its count: cells of a conversation count from 0, letters from 1.
    #[must_use]
    pub const fn first_number(&self) -> u64 {
        match self {
            Self::Codename(_) => 0,
            Self::Letter(_) => 1,
        }
    }

    /// Whom its cells are sealed to; `None` where that is no key.
    #[must_use]
    pub fn recipient(&self) -> Option<Recipient> {
        match self {
            Self::Codename(keys) => Some(keys.recipient.clone()),
            Self::Letter(letter) => letter.recipient.parse().ok(),
        }
    }

    /// The kind of its cells.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.recipient().map_or(Kind::X25519, |recipient| recipient.kind())
    }

    /// The content of its file.
    #[must_use]
    pub fn to_json(&self) -> Zeroizing<Vec<u8>> {
        // Room for all of it at once: a growing buffer would leave copies behind. Keys and text always have a JSON form.
        let mut json = Zeroizing::new(Vec::with_capacity(8 * 1024));
        let _ = serde_json::to_writer(&mut *json, self);
        json
    }

    /// Opens its file; `None` where it is damaged, or of another unit.
    #[must_use]
    pub fn open(file: &[u8], identities: &[Identity]) -> Option<Self> {
        serde_json::from_slice(&own_seal::unseal(file, identities)?).ok()
    }
}

impl fmt::Debug for Way {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Way").finish_non_exhaustive()
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Letter").finish_non_exhaustive()
    }
}

/// The id of a conversation.
fn thread_id(secret: &ThreadSecret) -> String {
    id(THREAD, secret.expose_secret())
}

/// `SHA-256(label || bytes)`, hex.
fn id(label: &[u8], bytes: &[u8]) -> String {
    hex(&Sha256::new_with_prefix(label).chain_update(bytes).finalize())
}
