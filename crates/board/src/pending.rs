//! What waits to be put on the board.

use core::fmt;

use candour_codename::{ReplyKey, TagKey, UnitId};
use candour_envelope::Recipient;
use candour_header::Kind;
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::Tag;
use crate::cell::room;
use crate::letter;
use crate::reply::ReplyPart;
use crate::split::{is_line, is_plain};

/// The keys of a conversation that a report brought: what a unit needs to answer.
pub struct Thread {
    /// Whom replies are sealed to.
    pub recipient: Recipient,
    /// Authenticates them.
    pub reply_key: ReplyKey,
    /// Leads to them.
    pub tag_key: TagKey,
}

impl fmt::Debug for Thread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Thread").finish_non_exhaustive()
    }
}

/// One cell that waits. Those of one thread wait in the order of their numbers.
#[derive(Clone, Copy)]
pub enum Pending<'a> {
    /// A part of a reply to a codename.
    Reply {
        /// Its conversation.
        thread: &'a Thread,
        /// Its number: one more than that of the thread's cell before it, from 0.
        n: u64,
        /// Which part, from 1.
        part: u16,
        /// Of how many.
        parts: u16,
        /// Its text, of [`split_reply`](crate::split_reply).
        text: &'a str,
    },
    /// A part of a letter to a source's own age key.
    Letter {
        /// Her recipient.
        recipient: &'a Recipient,
        /// The unit's name.
        unit: &'a str,
        /// Letters to her count from 1.
        letter: u64,
        /// Which part, from 1.
        part: u16,
        /// Of how many.
        parts: u16,
        /// A phrase of her report, by which she knows that the writer has read it.
        quote: &'a str,
        /// Its text, of [`split_letter`](crate::split_letter).
        text: &'a str,
    },
}

impl Pending<'_> {
    /// Whom its cell is sealed to.
    pub(crate) const fn recipient(&self) -> &Recipient {
        match self {
            Self::Reply { thread, .. } => &thread.recipient,
            Self::Letter { recipient, .. } => recipient,
        }
    }

    /// The kind of its cell.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.recipient().kind()
    }

    /// Its number, if it is of the thread of this key.
    fn number_in(&self, key: &TagKey) -> Option<u64> {
        match self {
            Self::Reply { thread, n, .. } if thread.tag_key == *key => Some(*n),
            _ => None,
        }
    }

    /// Its tag: a letter's is random, since its reader looks for none. Draws 16 bytes, or none.
    pub(crate) fn tag(&self, unit: &UnitId, rng: &mut (impl CryptoRng + RngCore)) -> Tag {
        match self {
            Self::Reply { thread, n, .. } => Tag::of(&thread.tag_key, unit, *n),
            Self::Letter { .. } => random_tag(rng),
        }
    }

    /// Its plaintext, when it goes onto the unit's board together with `placed`; `None` where it does not fit.
    pub(crate) fn plaintext(&self, unit_id: &UnitId, placed: &[&Self]) -> Option<Zeroizing<Vec<u8>>> {
        let room = room(self.kind());
        match self {
            Self::Reply { thread, n, part, parts, text } if is_plain(text) => {
                let highest = placed.iter().filter_map(|other| other.number_in(&thread.tag_key)).max().unwrap_or(*n);
                let text = Zeroizing::new((*text).to_owned());
                ReplyPart { n: *n, highest, part: *part, parts: *parts, text }.encode(&thread.reply_key, unit_id, room)
            }
            Self::Letter { unit, letter, part, parts, quote, text, .. }
                if is_plain(text) && is_line(quote) && is_line(unit) =>
            {
                letter::fill(&letter::head(unit, *letter, *part, *parts, quote), text, room)
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Pending<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Pending").finish_non_exhaustive()
    }
}

/// A tag that leads nowhere.
pub(crate) fn random_tag(rng: &mut (impl CryptoRng + RngCore)) -> Tag {
    let mut tag = Tag([0; 16]);
    rng.fill_bytes(&mut tag.0);
    tag
}
