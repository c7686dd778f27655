//! How the units answer a report: the keys of its conversation, or the source's own age key. Owns how they are written in
//! `report.json`; what a reply looks like is another room's.

use core::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use candour_codename::{ConversationKeys, ReplyKey, TagKey, ThreadSecret};
use candour_header::Kind;
use serde::{Deserialize, Serialize};

use super::attachment::deceives;
use crate::keys::{Identity, KeyError, Recipient};

/// Longest phrase in bytes.
pub const MAX_PHRASE: usize = 200;

/// What a report brings so that it can be answered.
///
/// Two reports with the same thread secret are of one source; so are two of which one has the other's as its earlier one. Nobody but the
/// units that could open them sees that.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversation {
    /// When the report was written: seconds since 1970-01-01 UTC by the source's own clock. It orders a conversation and proves nothing.
    pub written: u64,
    /// How it is answered.
    pub reply_to: ReplyTo,
}

/// How a report is answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReplyTo {
    /// By replies that her codename finds and opens.
    Codename(ThreadKeys),
    /// By letters to an age key that she made herself.
    OwnKey(OwnKey),
}

/// The keys of a conversation between a source and one set of units, as far as the units have them.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreadKeys {
    /// Whom replies are sealed to.
    #[serde(with = "raw_recipient")]
    pub recipient: Recipient,
    /// Authenticates them.
    #[serde(with = "reply_key")]
    pub reply: ReplyKey,
    /// Leads to them.
    #[serde(with = "tag_key")]
    pub tag: TagKey,
    /// The same in every report of this conversation.
    #[serde(with = "thread_secret")]
    pub thread: ThreadSecret,
    /// The thread secret of an earlier conversation that this one continues: with another set of units.
    #[serde(default, with = "earlier", skip_serializing_if = "Option::is_none")]
    pub earlier: Option<ThreadSecret>,
}

/// An age key of the source's own, for whom no codename was made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnKey {
    /// Her recipient.
    #[serde(with = "printed_recipient")]
    pub recipient: Recipient,
    /// One line that every letter to her quotes, by which she knows that its writer has read the report.
    pub phrase: Phrase,
}

/// One line of at most [`MAX_PHRASE`] bytes, without invisible characters, and without space at its ends.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phrase(String);

/// No phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a phrase is one line of at most 200 bytes, without hidden characters")]
pub struct NotAPhrase;

impl Phrase {
    /// The line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Phrase {
    type Error = NotAPhrase;

    fn try_from(line: String) -> Result<Self, NotAPhrase> {
        let fits = (1..=MAX_PHRASE).contains(&line.len()) && line.trim() == line;
        if fits && !line.chars().any(deceives) { Ok(Self(line)) } else { Err(NotAPhrase) }
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.0
    }
}

impl ThreadKeys {
    /// The keys of a codename's conversation that a report brings, with a reply recipient of this kind.
    ///
    /// `earlier` is the thread secret of the conversation that the report continues, where the set of units is another one by now.
    ///
    /// # Errors
    /// None that a derived key can lead to.
    pub fn new(keys: &ConversationKeys, kind: Kind, earlier: Option<&ThreadSecret>) -> Result<Self, KeyError> {
        let identity: Identity = match kind {
            Kind::Mlkem768X25519 => keys.hybrid.expose_identity().parse()?,
            Kind::X25519 => keys.classic.expose_identity().parse()?,
        };
        Ok(Self {
            recipient: identity.to_recipient(),
            reply: ReplyKey::from_bytes(*keys.reply.expose_secret()),
            tag: TagKey::from_bytes(*keys.tag.expose_secret()),
            thread: ThreadSecret::from_bytes(*keys.thread.expose_secret()),
            earlier: earlier.map(|secret| ThreadSecret::from_bytes(*secret.expose_secret())),
        })
    }
}

impl Clone for ThreadKeys {
    /// A copy that is wiped like the original.
    fn clone(&self) -> Self {
        Self {
            recipient: self.recipient.clone(),
            reply: ReplyKey::from_bytes(*self.reply.expose_secret()),
            tag: TagKey::from_bytes(*self.tag.expose_secret()),
            thread: ThreadSecret::from_bytes(*self.thread.expose_secret()),
            earlier: self.earlier.as_ref().map(|secret| ThreadSecret::from_bytes(*secret.expose_secret())),
        }
    }
}

/// Prints as its name alone: whoever has these keys finds, opens or writes replies.
macro_rules! shows_nothing {
    ($($name:ident)*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}
shows_nothing! { Conversation ReplyTo ThreadKeys OwnKey Phrase }

/// Keys of 32 bytes: unpadded standard base64.
macro_rules! key_field {
    ($($module:ident $key:ident)*) => {$(
        #[doc = "A key of 32 bytes."]
        mod $module {
            use candour_codename::$key;
            use serde::{Deserializer, Serializer};

            /// Writes it.
            pub(super) fn serialize<S: Serializer>(key: &$key, serializer: S) -> Result<S::Ok, S::Error> {
                super::write_key(key.expose_secret(), serializer)
            }

            /// Reads it back.
            pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$key, D::Error> {
                super::read_key(deserializer).map(|key| $key::from_bytes(*key))
            }
        }
    )*};
}
key_field! { reply_key ReplyKey tag_key TagKey thread_secret ThreadSecret }

/// A thread secret that may be absent.
mod earlier {
    use candour_codename::ThreadSecret;
    use serde::{Deserializer, Serializer};

    /// Writes it.
    pub(super) fn serialize<S: Serializer>(key: &Option<ThreadSecret>, serializer: S) -> Result<S::Ok, S::Error> {
        match key {
            Some(key) => super::write_key(key.expose_secret(), serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads it back. `null` is not a way to leave it out.
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ThreadSecret>, D::Error> {
        super::read_key(deserializer).map(|key| Some(ThreadSecret::from_bytes(*key)))
    }
}

/// A recipient as its raw bytes in base64, whose length says the kind: 1216 hybrid, 32 classic.
mod raw_recipient {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD_NO_PAD;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use crate::keys::Recipient;

    /// Writes it.
    pub(super) fn serialize<S: Serializer>(recipient: &Recipient, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64_STANDARD_NO_PAD.encode(recipient.to_bytes()))
    }

    /// Reads it back.
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Recipient, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64_STANDARD_NO_PAD.decode(text).map_err(|_| D::Error::custom("not base64"))?;
        Recipient::from_bytes(&bytes).map_err(D::Error::custom)
    }
}

/// A recipient as age prints it.
mod printed_recipient {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use crate::keys::Recipient;

    /// Writes it.
    pub(super) fn serialize<S: Serializer>(recipient: &Recipient, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(recipient)
    }

    /// Reads it back.
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Recipient, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Bytes of a key.
const KEY: usize = 32;

/// Writes a key.
fn write_key<S: serde::Serializer>(key: &[u8; KEY], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&zeroize::Zeroizing::new(BASE64_STANDARD_NO_PAD.encode(key)))
}

/// Reads a key.
fn read_key<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<zeroize::Zeroizing<[u8; KEY]>, D::Error> {
    use serde::de::Error as _;
    let text = zeroize::Zeroizing::new(String::deserialize(deserializer)?);
    let wrong = || D::Error::custom("not 32 bytes in base64");
    let bytes = zeroize::Zeroizing::new(BASE64_STANDARD_NO_PAD.decode(text.as_bytes()).map_err(|_| wrong())?);
    bytes.as_slice().try_into().map(zeroize::Zeroizing::new).map_err(|_| wrong())
}
