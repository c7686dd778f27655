//! Which cells wait for the next board, with which numbers. Owns the order and the numbers; makes no cell and reads no disk.
//!
//! A reply keeps the way on which it began. One that has not begun takes the way that leads to its source now: after a follow-up to fewer
//! units, those left out find nothing of it. The cells of one conversation are of one kind at a time and in the order of their numbers, so
//! that those that wait are always the last ones.

use std::collections::BTreeMap;

use candour_board::{NUMBERS, Pending, SplitError, Thread, split_letter, split_reply};
use candour_codename::{ReplyKey, TagKey};
use candour_envelope::Recipient;
use candour_header::Kind;
use zeroize::Zeroizing;

use crate::counted::{Counted, Sent};
use crate::replies::Words;
use crate::way::Way;

/// A reply, with all that is needed to send it.
#[derive(Debug)]
pub struct Waiting {
    /// Its number.
    pub reply: u32,
    /// Its case.
    pub case: u32,
    /// The report whose way it takes, hex.
    pub report: String,
    /// That way.
    pub way: Way,
    /// What it says.
    pub words: Words,
}

/// Why a reply does not go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LeftOut {
    /// Its conversation has no numbers left.
    #[error("its conversation has used all of its 1024 numbers; only a new codename begins another")]
    Full,
    /// The report's recipient is no key.
    #[error("the report's reply key is not usable")]
    BadRecipient,
    /// Its text does not fit the cells.
    #[error("its text cannot be cut into cells")]
    Text(#[source] SplitError),
    /// A cell of it could not be written: its numbers do not go together.
    #[error("a cell of it cannot be written")]
    Unfit,
    /// A number that was used before: two reports brought the same keys, or the count was lost.
    #[error("its number was used before on this board")]
    Repeated,
}

/// A reply cut into cells, with its numbers.
struct Cut {
    /// Its number.
    reply: u32,
    /// The id under which its cells are counted.
    count: String,
    /// The report whose way it takes.
    report: String,
    /// How it is sealed.
    to: To,
    /// Its parts.
    parts: Vec<Zeroizing<String>>,
    /// The number of its first cell, or of the letter.
    first: u64,
    /// Parts that are on their way already.
    placed: u16,
}

/// How a reply is sealed.
enum To {
    /// To a codename.
    Codename(Thread),
    /// To an age key.
    Letter {
        /// Hers.
        recipient: Recipient,
        /// What it quotes.
        quote: String,
    },
}

/// Everything that waits, in order.
#[derive(Default)]
pub struct Plan {
    /// The replies that go, or begin to.
    cuts: Vec<Cut>,
    /// Those that do not.
    left_out: Vec<(u32, LeftOut)>,
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Plan").finish_non_exhaustive()
    }
}

/// Cuts a text for a way: at most eight parts.
///
/// # Errors
/// What does not fit, or is empty.
pub fn cut<'a>(way: &Way, unit: &str, letter: u64, words: &'a Words) -> Result<Vec<&'a str>, SplitError> {
    match way {
        Way::Codename(_) => split_reply(&words.text, way.kind()),
        Way::Letter(_) => split_letter(&words.text, unit, letter, &words.quote, way.kind()),
    }
}

impl Plan {
    /// Plans what waits, in its order, but for the replies named.
    #[must_use]
    pub fn new(waiting: &[Waiting], counted: &Counted, unit: &str, without: &BTreeMap<u32, LeftOut>) -> Self {
        let mut plan = Self { cuts: Vec::new(), left_out: without.iter().map(|(reply, why)| (*reply, *why)).collect() };
        let mut next = counted.next.clone();
        let mut kinds: BTreeMap<String, Kind> = BTreeMap::new();
        for one in waiting.iter().filter(|one| !without.contains_key(&one.reply)) {
            let count = one.way.count_id();
            // Behind cells of the other kind it waits: they may not all go today, and numbers must not overtake each other.
            if *kinds.entry(count.clone()).or_insert(one.way.kind()) != one.way.kind() {
                continue;
            }
            let free = next.entry(count.clone()).or_insert(one.way.first_number());
            match Self::cut_one(one, counted.sent.get(&one.reply), *free, unit) {
                Ok((cut, used)) => {
                    *free = used.max(*free);
                    plan.cuts.push(Cut { count, ..cut });
                }
                Err(why) => plan.left_out.push((one.reply, why)),
            }
        }
        plan
    }

    /// Cuts one reply that gets `free` as its number unless it has begun; and the number that is free behind it.
    fn cut_one(one: &Waiting, sent: Option<&Sent>, free: u64, unit: &str) -> Result<(Cut, u64), LeftOut> {
        let first = sent.map_or(free, |sent| sent.first);
        let parts = cut(&one.way, unit, first, &one.words).map_err(LeftOut::Text)?;
        let parts: Vec<_> = parts.into_iter().map(|part| Zeroizing::new(part.to_owned())).collect();
        let recipient = one.way.recipient().ok_or(LeftOut::BadRecipient)?;
        let (to, used) = match &one.way {
            Way::Codename(keys) => {
                let used = first + u64::try_from(parts.len()).unwrap_or(NUMBERS);
                if used > NUMBERS {
                    return Err(LeftOut::Full);
                }
                let reply_key = ReplyKey::from_bytes(*keys.reply.expose_secret());
                let tag_key = TagKey::from_bytes(*keys.tag.expose_secret());
                (To::Codename(Thread { recipient, reply_key, tag_key }), used)
            }
            Way::Letter(_) => (To::Letter { recipient, quote: one.words.quote.clone() }, first + 1),
        };
        let placed = sent.map_or(0, |sent| sent.placed);
        let report = one.report.clone();
        Ok((Cut { reply: one.reply, count: String::new(), report, to, parts, first, placed }, used))
    }

    /// The cells that wait, each with its reply.
    #[must_use]
    pub fn pending<'a>(&'a self, unit: &'a str) -> Vec<(u32, Pending<'a>)> {
        let of = |cut: &'a Cut| {
            let parts = u16::try_from(cut.parts.len()).unwrap_or(u16::MAX);
            let waits = (1_u16..).zip(&cut.parts).skip(usize::from(cut.placed));
            waits.map(move |(part, text)| {
                let pending = match &cut.to {
                    To::Codename(thread) => {
                        Pending::Reply { thread, n: cut.first + u64::from(part) - 1, part, parts, text }
                    }
                    To::Letter { recipient, quote } => {
                        Pending::Letter { recipient, unit, letter: cut.first, part, parts, quote, text }
                    }
                };
                (cut.reply, pending)
            })
        };
        self.cuts.iter().flat_map(of).collect()
    }

    /// The count after a board that took one cell of each reply named, as often as it is named.
    #[must_use]
    pub fn count(&self, before: &Counted, placed: &[u32], parcel: u32) -> Counted {
        let mut counted = before.clone();
        for cut in &self.cuts {
            let now = placed.iter().filter(|reply| **reply == cut.reply).count();
            let Some(now) = u16::try_from(now).ok().filter(|now| *now > 0) else { continue };
            let parts = u16::try_from(cut.parts.len()).unwrap_or(u16::MAX);
            let used = if matches!(cut.to, To::Letter { .. }) { 1 } else { u64::from(parts) };
            // A reply that has begun has all of its numbers, so that they are consecutive.
            let next = counted.next.entry(cut.count.clone()).or_insert(0);
            *next = (*next).max(cut.first + used);
            let sent = Sent { report: cut.report.clone(), first: cut.first, parts, placed: cut.placed + now, parcel };
            counted.sent.insert(cut.reply, sent);
        }
        counted
    }

    /// Replies that do not go, and why.
    #[must_use]
    pub fn left_out(&self) -> &[(u32, LeftOut)] {
        &self.left_out
    }
}

#[cfg(test)]
mod tests;
