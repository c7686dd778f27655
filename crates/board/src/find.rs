//! Finds a source's replies on a board. Whatever is not right with them has its own warning; nothing that a unit did not write is shown.

use core::fmt;

use candour_codename::{ConversationKeys, ReplyKey, TagKey, UnitId};
use candour_envelope::Identity;
use zeroize::Zeroizing;

use crate::Board;
use crate::cell::open_cell;
use crate::reply::{CellFault, NUMBERS, ReplyPart};
use crate::tag::Tagger;

/// Who looks for replies: the keys of one conversation.
pub struct Reader {
    tag_key: TagKey,
    reply_key: ReplyKey,
    identities: Vec<Identity>,
}

impl Reader {
    /// Keys from elsewhere.
    #[must_use]
    pub const fn new(tag_key: TagKey, reply_key: ReplyKey, identities: Vec<Identity>) -> Self {
        Self { tag_key, reply_key, identities }
    }
}

impl From<ConversationKeys> for Reader {
    fn from(keys: ConversationKeys) -> Self {
        let texts = [keys.hybrid.expose_identity(), keys.classic.expose_identity()];
        Self::new(keys.tag, keys.reply, texts.iter().filter_map(|text| text.parse().ok()).collect())
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Reader").finish_non_exhaustive()
    }
}

/// One reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The number of its first part.
    pub first: u64,
    /// Parts that it has.
    pub parts: u16,
    /// Texts of the parts, in order; `None` where one is not there. All of them joined are the reply.
    pub texts: Vec<Option<Text>>,
}

/// A text that prints as nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(Zeroizing<String>);

impl Text {
    /// The text. Written by a unit; still nothing for a terminal as it is.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Text").finish_non_exhaustive()
    }
}

impl Reply {
    /// Whether every part is there.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.texts.iter().all(Option::is_some)
    }

    /// How many parts are not there.
    #[must_use]
    pub fn missing(&self) -> u16 {
        u16::try_from(self.texts.iter().filter(|text| text.is_none()).count()).unwrap_or(u16::MAX)
    }

    /// The parts that are there, joined.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        let mut text =
            Zeroizing::new(String::with_capacity(self.texts.iter().flatten().map(|text| text.0.len()).sum()));
        self.texts.iter().flatten().for_each(|part| text.push_str(part.expose()));
        text
    }
}

/// What is not right: one variant for each thing to tell the source. Numbers are cells', from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum Warning {
    /// The tag is hers and the cell does not open: changed after sealing, or sealed to somebody else.
    #[error("reply {n} was changed and cannot be read")]
    Altered {
        /// Its number.
        n: u64,
    },
    /// The cell opens and no unit of the conversation wrote it.
    #[error("cell {n} was not written by a unit of this conversation")]
    Invented {
        /// The number of its tag.
        n: u64,
    },
    /// A genuine reply under another one's tag: an old one shown as new.
    #[error("reply {says} was shown again as reply {n}")]
    Moved {
        /// The number of its tag.
        n: u64,
        /// Its own number.
        says: u64,
    },
    /// A unit wrote it, and wrote nonsense.
    #[error("reply {n} was written by a unit but makes no sense")]
    Malformed {
        /// Its number.
        n: u64,
    },
    /// A reply between two others is not there.
    #[error("reply {n} is missing")]
    Gap {
        /// Its number.
        n: u64,
    },
    /// A reply on the board speaks of later ones that are not there.
    #[error("replies up to {highest} were written, and the last one here is {last}")]
    Hidden {
        /// The highest number that a reply on the board speaks of.
        highest: u64,
        /// The highest number that is there.
        last: u64,
    },
    /// Parts of a reply are not there: they wait for the next parcel, have left the board, or were held back.
    #[error("{missing} of the {parts} parts of reply {first} are missing")]
    Incomplete {
        /// The number of its first part.
        first: u64,
        /// How many parts are missing.
        missing: u16,
        /// How many it has.
        parts: u16,
    },
}

/// What a board has for a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Replies in the order of their numbers.
    pub replies: Vec<Reply>,
    /// What is not right, in the order of numbers, each once.
    pub warnings: Vec<Warning>,
    /// Cells before the first one that is there: they have left the board. No warning: that is how boards work.
    pub gone: u64,
    /// Cells that were opened, or tried.
    pub openings: usize,
}

impl Board {
    /// Whether any cell's tag is one of this conversation's. Opens nothing.
    #[must_use]
    pub fn has_tags_of(&self, key: &TagKey) -> bool {
        let tagger = Tagger::new(key, &UnitId(*self.unit().as_bytes()));
        tagger.is_some_and(|tagger| (0..NUMBERS).any(|n| self.cell(&tagger.tag(n)).is_some()))
    }

    /// A source's replies. Tries every number's tag; opens only cells whose tags are hers.
    #[must_use]
    pub fn find(&self, reader: &Reader) -> Findings {
        let unit = UnitId(*self.unit().as_bytes());
        let mut findings = Findings::default();
        let Some(tagger) = Tagger::new(&reader.tag_key, &unit) else { return findings };
        // Everything that has a tag of hers counts as there, so that an altered cell is not called missing too.
        let mut there = Vec::new();
        let mut parts = Vec::new();
        for n in 0..NUMBERS {
            let Some(cell) = self.cell(&tagger.tag(n)) else { continue };
            there.push(n);
            findings.openings += 1;
            let Some(plaintext) = open_cell(cell, &reader.identities) else {
                findings.warnings.push(Warning::Altered { n });
                continue;
            };
            match ReplyPart::decode(&plaintext, &reader.reply_key, &unit) {
                Ok(part) if part.n == n => parts.push(part),
                Ok(part) => findings.warnings.push(Warning::Moved { n, says: part.n }),
                Err(CellFault::Malformed) => findings.warnings.push(Warning::Malformed { n }),
                Err(_) => findings.warnings.push(Warning::Invented { n }),
            }
        }
        findings.gaps(&there, &parts);
        findings.join(parts);
        findings.sort();
        findings
    }
}

impl Findings {
    /// Numbers that are missing between those that are there, and behind them.
    fn gaps(&mut self, there: &[u64], parts: &[ReplyPart]) {
        self.gone = there.first().copied().unwrap_or(0);
        for pair in there.windows(2) {
            if let [one, two] = pair {
                self.warnings.extend((one + 1..*two).map(|n| Warning::Gap { n }));
            }
        }
        let highest = parts.iter().map(|part| part.highest).max();
        if let (Some(highest), Some(last)) = (highest, there.last().copied())
            && highest > last
        {
            self.warnings.push(Warning::Hidden { highest, last });
        }
    }

    /// Puts parts together, which come by rising numbers.
    fn join(&mut self, parts: Vec<ReplyPart>) {
        for part in parts {
            let first = part.first().unwrap_or(part.n);
            let place = self.replies.binary_search_by_key(&first, |reply| reply.first).unwrap_or_else(|place| {
                let texts = vec![None; usize::from(part.parts)];
                self.replies.insert(place, Reply { first, parts: part.parts, texts });
                place
            });
            let reply = self.replies.get_mut(place).filter(|reply| reply.parts == part.parts);
            let text = reply.and_then(|reply| reply.texts.get_mut(usize::from(part.part.saturating_sub(1))));
            match text {
                Some(text) => *text = Some(Text(part.text)),
                // Another count of parts than the reply's first one: a unit contradicts itself.
                None => self.warnings.push(Warning::Malformed { n: part.n }),
            }
        }
        for reply in &self.replies {
            if let missing @ 1.. = reply.missing() {
                self.warnings.push(Warning::Incomplete { first: reply.first, missing, parts: reply.parts });
            }
        }
    }

    /// Puts warnings in order, each once.
    fn sort(&mut self) {
        // One by one into their places: the page carries no sorting besides.
        let mut sorted = Vec::with_capacity(self.warnings.len());
        for warning in self.warnings.drain(..) {
            if let Err(place) = sorted.binary_search(&warning) {
                sorted.insert(place, warning);
            }
        }
        self.warnings = sorted;
    }
}

#[cfg(test)]
mod tests;
