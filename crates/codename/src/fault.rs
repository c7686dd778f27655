//! What is wrong with a typed codename, and the one correction that may be proposed. A proposal is never a codename by itself.

use core::fmt;

use crate::Codename;

/// What is wrong: one variant for each thing to say next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Another number of words; so many were typed.
    #[error("a codename has eight words, not {0}")]
    Count(usize),
    /// The word at this place, from 1, is the first that is not in the list.
    #[error("word {0} is not in the word list")]
    Unknown(usize),
    /// All words are of the list, and two of them have changed places.
    #[error("the words are not in their order")]
    Order,
    /// All words are of the list, and at least one is wrong: which cannot be told.
    #[error("the words do not go together: at least one is another")]
    Check,
}

/// A typed text that is no codename.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct NotACodename {
    fault: Fault,
    proposal: Option<Proposal>,
}

impl NotACodename {
    /// A fault, perhaps with its correction.
    pub(crate) const fn new(fault: Fault, proposal: Option<Proposal>) -> Self {
        Self { fault, proposal }
    }

    /// What is wrong.
    #[must_use]
    pub const fn fault(&self) -> Fault {
        self.fault
    }

    /// The one correction that makes it a codename, where there is exactly one.
    #[must_use]
    pub fn into_proposal(self) -> Option<Proposal> {
        self.proposal
    }
}

/// A codename that differs from what was typed in one word. It is proposed, and taken only by [`Proposal::accept`].
pub struct Proposal {
    place: usize,
    codename: Codename,
}

impl Proposal {
    /// `codename` has another word at `place`, from 0.
    pub(crate) const fn new(place: usize, codename: Codename) -> Self {
        Self { place, codename }
    }

    /// The whole of it.
    pub(crate) const fn codename(&self) -> &Codename {
        &self.codename
    }

    /// Which word is another, from 1.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.place + 1
    }

    /// The word that is proposed.
    #[must_use]
    pub fn expose_word(&self) -> &'static str {
        self.codename.expose_words().nth(self.place).unwrap_or_default()
    }

    /// The person said yes.
    #[must_use]
    pub fn accept(self) -> Codename {
        self.codename
    }
}

impl PartialEq for Proposal {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place && self.codename == other.codename
    }
}

impl Eq for Proposal {}

impl fmt::Debug for Proposal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Proposal").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use candour_pinned::{every, lines};

    use super::*;

    #[test]
    fn every_fault_is_said_in_these_words() {
        let all = every!(Fault { Count: [Fault::Count(7)], Unknown: [Fault::Unknown(3)], Order, Check });
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &lines(&all));
    }
}
