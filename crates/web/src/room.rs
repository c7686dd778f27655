//! What the core holds between two calls of the page: a desk card, one report being sealed, one hash. Safe code; `abi` is its door.

use candour_desk_card::PinnedCard;
use candour_envelope::{Attachment, Audience, ChunkCipher, Plan, Sealer, Sealing, Step};
use candour_header::Kind;
use rand_core::{CryptoRng, RngCore};
use sha2::{Digest as _, Sha256};

use crate::desk::{self, Desk};
use crate::fault::Fault;
use crate::request::{Measure, Request, extension};

/// What the page does next, while a report is sealed.
#[derive(Debug)]
pub enum Next<'a> {
    /// Takes these sealed bytes.
    Take(&'a [u8]),
    /// Puts bytes of an attachment here, then says how many.
    Bring {
        /// Which attachment.
        index: usize,
        /// Where they go.
        room: &'a mut [u8],
    },
    /// Nothing: the report is sealed.
    Done,
}

/// The core's memory.
#[derive(Debug, Default)]
pub struct Room {
    card: Option<PinnedCard>,
    sealing: Option<Sealing>,
    hash: Option<Sha256>,
}

impl Room {
    /// Takes a desk card that is good on the day `today`, and gives what is shown of it, in JSON.
    ///
    /// # Errors
    /// The card's [`Fault`]s.
    pub fn card(&mut self, bytes: &[u8], today: u32) -> Result<Vec<u8>, Fault> {
        self.card = None;
        let card = self.card.insert(desk::read(bytes, today)?);
        json(&Desk::of(card))
    }

    /// How long a report will be: `{"step":…,"room":…,"len":…}`.
    ///
    /// # Errors
    /// The report's [`Fault`]s.
    pub fn plan(&self, request: &[u8]) -> Result<Vec<u8>, Fault> {
        let (request, audience, attachments) = self.read(request)?;
        json(&Measure::from(&Plan::of(&audience, &request.answers, &attachments)?))
    }

    /// Begins to seal a report, and says its length as [`Room::plan`] does.
    ///
    /// # Errors
    /// The report's [`Fault`]s; [`Fault::Broken`] while another is being sealed.
    pub fn seal(&mut self, request: &[u8], rng: &mut (impl CryptoRng + RngCore)) -> Result<Vec<u8>, Fault> {
        self.compose(request, rng, |sealer| Ok(sealer.begin()?))
    }

    /// The same with the page's cipher for the chunks.
    ///
    /// # Errors
    /// As [`Room::seal`].
    pub fn seal_with(
        &mut self,
        request: &[u8],
        rng: &mut (impl CryptoRng + RngCore),
        cipher: impl FnOnce(&[u8; 32]) -> Box<dyn ChunkCipher>,
    ) -> Result<Vec<u8>, Fault> {
        self.compose(request, rng, |sealer| Ok(sealer.begin_with(cipher)?))
    }

    /// Begins to seal.
    fn compose(
        &mut self,
        request: &[u8],
        rng: &mut (impl CryptoRng + RngCore),
        begin: impl FnOnce(Sealer) -> Result<Sealing, Fault>,
    ) -> Result<Vec<u8>, Fault> {
        if self.sealing.is_some() {
            return Err(Fault::Broken);
        }
        let (request, audience, attachments) = self.read(request)?;
        let sealer = Sealer::new(&audience, &request.answers, &attachments, rng)?;
        let said = json(&Measure::from(sealer.plan()))?;
        self.sealing = Some(begin(sealer)?);
        Ok(said)
    }

    /// Goes on sealing.
    ///
    /// # Errors
    /// [`Fault::Broken`] where nothing is being sealed.
    pub fn go_on(&mut self) -> Result<Next<'_>, Fault> {
        Ok(match self.sealing.as_mut().ok_or(Fault::Broken)?.step()? {
            Step::Sealed(bytes) => Next::Take(bytes),
            Step::Wants { index, room, .. } => Next::Bring { index, room },
            Step::Done => Next::Done,
        })
    }

    /// Counts what was put into the room of [`Next::Bring`].
    ///
    /// # Errors
    /// [`Fault::FileChanged`] for nothing, and for more than there was room for.
    pub fn took(&mut self, len: usize) -> Result<(), Fault> {
        Ok(self.sealing.as_mut().ok_or(Fault::Broken)?.took(len)?)
    }

    /// Ends sealing, at whatever point. Its keys and its chunk are wiped.
    pub fn stop(&mut self) {
        self.sealing = None;
    }

    /// Begins a hash anew.
    pub fn hash_begin(&mut self) {
        self.hash = Some(Sha256::new());
    }

    /// Hashes more.
    ///
    /// # Errors
    /// [`Fault::Broken`] where no hash was begun.
    pub fn hash_more(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.hash.as_mut().ok_or(Fault::Broken)?.update(bytes);
        Ok(())
    }

    /// SHA-256 of what was hashed, in hex.
    ///
    /// # Errors
    /// [`Fault::Broken`] where no hash was begun.
    pub fn hash_end(&mut self) -> Result<Vec<u8>, Fault> {
        let hash = self.hash.take().ok_or(Fault::Broken)?;
        Ok(desk::hex(&hash.finalize()).into_bytes())
    }

    /// The ending that a file gets which starts with `start`; `name` is its own name, empty unless it travels.
    ///
    /// # Errors
    /// [`Fault::BadName`] for a name that is no text.
    pub fn extension(start: &[u8], name: &[u8]) -> Result<Vec<u8>, Fault> {
        let name = core::str::from_utf8(name).map_err(|_| Fault::BadName)?;
        Ok(extension(start, Some(name).filter(|name| !name.is_empty())).as_str().as_bytes().to_vec())
    }

    /// A request, with its audience: hybrid, as every report from a page is.
    fn read(&self, request: &[u8]) -> Result<(Request, Audience, Vec<Attachment>), Fault> {
        let request: Request = serde_json::from_slice(request).map_err(|_| Fault::Broken)?;
        let card = self.card.as_ref().ok_or(Fault::Broken)?;
        let audience = Audience::from_card(card, &request.units, Kind::Mlkem768X25519)?;
        let attachments = request.files.iter().map(crate::request::File::attachment).collect();
        Ok((request, audience, attachments))
    }
}

/// As JSON.
fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(value).map_err(|_| Fault::Broken)
}
