//! The codename that the page's core holds: the one that was drawn, the one that was typed, and the seed made of it. Owns when they must be
//! the same; reading and repairing what was typed is another room's.

use candour_codename::{Codename, Fault as TypedFault, Proposal, Seed, UntrustedCodename, spelled};
use candour_desk_card::DropId;
use rand_core::{CryptoRng, RngCore};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::fault::Fault;
use crate::said::SecretText;

/// Everything of a codename. Wiped on drop, each by itself.
#[derive(Debug, Default)]
pub(crate) struct Held {
    drawn: Option<Codename>,
    read: Option<Codename>,
    proposal: Option<Proposal>,
    /// Made of the one that was typed, for this drop.
    seed: Option<(DropId, Seed)>,
}

/// A codename as it is shown.
#[derive(Serialize)]
pub(crate) struct Shown {
    words: Vec<&'static str>,
    /// The letters of each word by their names, to be read out.
    spelling: Vec<SecretText>,
}

/// What came of a typed codename.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Reading {
    /// What is wrong, if anything.
    fault: Option<&'static str>,
    /// The place of the first word that is not in the list, from 1.
    at: Option<usize>,
    /// The place of the word that is proposed, from 1.
    place: Option<usize>,
    /// The word that is proposed.
    word: Option<&'static str>,
}

impl Reading {
    /// This is wrong.
    fn wrong(fault: &'static str) -> Self {
        Self { fault: Some(fault), ..Self::default() }
    }
}

impl Held {
    /// Draws a codename. What was held before is dropped.
    pub(crate) fn draw(&mut self, rng: &mut (impl CryptoRng + RngCore)) -> Shown {
        *self = Self::default();
        let drawn = self.drawn.insert(Codename::generate(rng));
        let words: Vec<_> = drawn.expose_words().collect();
        Shown { spelling: words.iter().map(|word| by_letters(word)).collect(), words }
    }

    /// Reads what was typed. With `again` it must be the codename that was drawn.
    ///
    /// # Errors
    /// [`Fault::Broken`] where none was drawn.
    pub(crate) fn read(&mut self, typed: &str, again: bool) -> Result<Reading, Fault> {
        (self.read, self.proposal, self.seed) = (None, None, None);
        let wrong = match UntrustedCodename::new(typed).check() {
            Ok(codename) => return self.hold(codename, again),
            Err(wrong) => wrong,
        };
        let mut reading = Reading::wrong(match wrong.fault() {
            TypedFault::Count(_) => "count",
            TypedFault::Unknown(_) => "unknown",
            TypedFault::Order => "order",
            _ => "check",
        });
        if let TypedFault::Unknown(place) = wrong.fault() {
            reading.at = Some(place);
        }
        self.proposal = wrong.into_proposal();
        if let Some(proposal) = &self.proposal {
            (reading.place, reading.word) = (Some(proposal.place()), Some(proposal.expose_word()));
        }
        Ok(reading)
    }

    /// Takes what was proposed.
    ///
    /// # Errors
    /// [`Fault::Broken`] where nothing was.
    pub(crate) fn accept(&mut self, again: bool) -> Result<Reading, Fault> {
        let codename = self.proposal.take().ok_or(Fault::Broken)?.accept();
        self.hold(codename, again)
    }

    /// Holds a codename as the one that was typed.
    fn hold(&mut self, codename: Codename, again: bool) -> Result<Reading, Fault> {
        if again && *self.drawn.as_ref().ok_or(Fault::Broken)? != codename {
            return Ok(Reading::wrong("other"));
        }
        self.read = Some(codename);
        Ok(Reading::default())
    }

    /// What PBKDF2 takes of the typed codename.
    ///
    /// # Errors
    /// [`Fault::Broken`] where none was read.
    pub(crate) fn password(&self) -> Result<Zeroizing<String>, Fault> {
        Ok(self.read.as_ref().ok_or(Fault::Broken)?.expose_password())
    }

    /// Takes the seed that PBKDF2 made of the typed codename and this drop's salt.
    ///
    /// # Errors
    /// [`Fault::Broken`] for another length, and where none was read.
    pub(crate) fn take_seed(&mut self, drop_id: DropId, seed: &[u8]) -> Result<(), Fault> {
        self.read.as_ref().ok_or(Fault::Broken)?;
        let seed: &[u8; Seed::LEN] = seed.try_into().map_err(|_| Fault::Broken)?;
        self.seed = Some((drop_id, Seed::from_bytes(*seed)));
        Ok(())
    }

    /// The seed at this drop.
    ///
    /// # Errors
    /// [`Fault::Broken`] where there is none.
    pub(crate) fn seed(&self, drop_id: DropId) -> Result<&Seed, Fault> {
        match &self.seed {
            Some((of, seed)) if *of == drop_id => Ok(seed),
            _ => Err(Fault::Broken),
        }
    }
}

/// A word's letters by their names, never reallocated.
fn by_letters(word: &str) -> SecretText {
    let len = spelled(word).map(|name| name.len() + 1).sum();
    let mut text = Zeroizing::new(String::with_capacity(len));
    for name in spelled(word) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(name);
    }
    SecretText(text)
}
