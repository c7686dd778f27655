//! What the core holds between two calls of the page: a desk card, boards, a codename, one report being sealed, one hash. Safe code; `abi` is its door.

use candour_codename::{ITERATIONS, Seed, salt};
use candour_desk_card::{DeskCard, Epoch, PinnedCard};
use candour_envelope::{Attachment, Audience, ChunkCipher, Plan, Sealer, Sealing, Step};
use candour_header::Kind;
use rand_core::{CryptoRng, RngCore};
use sha2::{Digest as _, Sha256};

use crate::boards::{Boards, Brought};
use crate::codename::Held;
use crate::conversation::Asked;
use crate::desk::{self, Desk};
use crate::fault::Fault;
use crate::request::{Measure, Request, extension};
use crate::said::json;
use crate::thread::Thread;

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

/// What the page does next for a board that it brought.
#[derive(Debug)]
pub enum NextOfBoard<'a> {
    /// Makes the SHA-256 of these bytes.
    Hash(&'a [u8]),
    /// Takes what is said of it, in JSON.
    Judged(Vec<u8>),
}

/// The core's memory.
#[derive(Debug)]
pub struct Room {
    card: Option<PinnedCard>,
    /// The day on which the card was taken.
    today: Epoch,
    boards: Boards,
    codename: Held,
    sealing: Option<Sealing>,
    hash: Option<Sha256>,
}

impl Default for Room {
    fn default() -> Self {
        let (boards, codename) = (Boards::default(), Held::default());
        Self { card: None, today: Epoch(0), boards, codename, sealing: None, hash: None }
    }
}

impl Room {
    /// Takes a desk card that is good on the day `today`, and gives what is shown of it, in JSON. Boards of
    /// other units or another drop than the card's are dropped.
    ///
    /// # Errors
    /// The card's [`Fault`]s.
    pub fn card(&mut self, bytes: &[u8], today: u32) -> Result<Vec<u8>, Fault> {
        (self.card, self.today) = (None, Epoch(today));
        let card = self.card.insert(desk::read(bytes, today)?);
        self.boards.keep(card.card());
        json(&Desk::of(card))
    }

    /// How long a report will be: `{"step":…,"room":…,"len":…}`.
    ///
    /// # Errors
    /// The report's [`Fault`]s.
    pub fn plan(&self, request: &[u8]) -> Result<Vec<u8>, Fault> {
        let (request, audience, attachments) = self.read(request)?;
        let stand_in = |asked: &Asked| asked.stand_in(self.desk()?, &request.units);
        let conversation = request.conversation.as_ref().map(stand_in).transpose()?;
        let plan = Plan::of_conversation(&audience, &request.answers, &attachments, conversation.as_ref())?;
        json(&Measure::from(&plan))
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
        let keys = |asked: &Asked| asked.of(self.desk()?, &request.units, self.seed_here()?);
        let conversation = request.conversation.as_ref().map(keys).transpose()?;
        let conversation = conversation.as_ref();
        let sealer = Sealer::in_conversation(&audience, &request.answers, &attachments, conversation, rng)?;
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

    /// Draws a codename: `{"words":[…],"spelling":[…]}`. What was held of another is dropped.
    ///
    /// # Errors
    /// None that a page can lead to.
    pub fn codename_new(&mut self, rng: &mut (impl CryptoRng + RngCore)) -> Result<Vec<u8>, Fault> {
        json(&self.codename.draw(rng))
    }

    /// Reads a typed codename; with `again` it must be the one that was drawn: `{"fault":…,"at":…,"place":…,"word":…}`.
    ///
    /// # Errors
    /// [`Fault::Broken`] where none was drawn.
    pub fn codename_read(&mut self, typed: &[u8], again: bool) -> Result<Vec<u8>, Fault> {
        let typed = core::str::from_utf8(typed).map_err(|_| Fault::Broken)?;
        json(&self.codename.read(typed, again)?)
    }

    /// Takes the codename that was proposed, as [`Room::codename_read`] takes a typed one.
    ///
    /// # Errors
    /// [`Fault::Broken`] where none was proposed, or none drawn.
    pub fn codename_accept(&mut self, again: bool) -> Result<Vec<u8>, Fault> {
        json(&self.codename.accept(again)?)
    }

    /// Drops everything of a codename.
    pub fn codename_forget(&mut self) {
        self.codename = Held::default();
    }

    /// PBKDF2's password: the random words of the codename that was read.
    ///
    /// # Errors
    /// [`Fault::Broken`] where none was.
    pub fn password(&self) -> Result<Vec<u8>, Fault> {
        Ok(self.codename.password()?.as_bytes().to_vec())
    }

    /// PBKDF2's salt.
    ///
    /// # Errors
    /// [`Fault::Broken`] where there is no card.
    pub fn salt(&self) -> Result<Vec<u8>, Fault> {
        Ok(salt(&self.desk()?.drop_id()).to_vec())
    }

    /// PBKDF2's rounds.
    #[must_use]
    pub const fn rounds() -> u32 {
        ITERATIONS
    }

    /// Takes what PBKDF2 made: the conversations of the codename that was read are open.
    ///
    /// # Errors
    /// [`Fault::Broken`] for another length than 64 bytes, and where no codename was read.
    pub fn seed(&mut self, seed: &[u8]) -> Result<(), Fault> {
        let drop_id = self.desk()?.drop_id();
        self.codename.take_seed(drop_id, seed)
    }

    /// Takes the board of the unit of this name.
    ///
    /// # Errors
    /// [`Fault::NoUnits`] for a unit that is not on the card; [`Fault::Broken`] where there is no card.
    pub fn board(&mut self, name: &[u8], bytes: Vec<u8>) -> Result<NextOfBoard<'_>, Fault> {
        let card = self.card.as_ref().ok_or(Fault::Broken)?.card();
        let unit = card.units().iter().find(|unit| unit.name().as_str().as_bytes() == name).ok_or(Fault::NoUnits)?;
        match self.boards.bring(unit, bytes) {
            Brought::Hash(bytes) => Ok(NextOfBoard::Hash(bytes)),
            Brought::Judged(verdict) => json(&verdict).map(NextOfBoard::Judged),
        }
    }

    /// Takes the hash of [`NextOfBoard::Hash`], and says what the board is: `{"state":…,"fault":…,"number":…,"epoch":…,"age":…,"days":…}`.
    ///
    /// # Errors
    /// [`Fault::Broken`] for no hash, and where no board waits for one.
    pub fn board_hashed(&mut self, sha256: &[u8]) -> Result<Vec<u8>, Fault> {
        let drop_id = self.desk()?.drop_id();
        json(&self.boards.judge(&drop_id, self.today, sha256.try_into().map_err(|_| Fault::Broken)?)?)
    }

    /// What the boards have for the codename: `{"openings":…,"found":[…]}`. `request` is `null`, or the names of the one set of units to look for.
    ///
    /// # Errors
    /// [`Fault::NoUnits`] for units that are not on the card; [`Fault::Broken`] where there is no card, or no seed.
    pub fn thread(&self, request: &[u8]) -> Result<Vec<u8>, Fault> {
        let named: Option<Vec<String>> = serde_json::from_slice(request).map_err(|_| Fault::Broken)?;
        json(&Thread::find(self.desk()?, named.as_deref(), self.boards.right(), self.seed_here()?)?)
    }

    /// The seed at the card's drop.
    fn seed_here(&self) -> Result<&Seed, Fault> {
        self.codename.seed(self.desk()?.drop_id())
    }

    /// The desk card.
    fn desk(&self) -> Result<&DeskCard, Fault> {
        Ok(self.card.as_ref().ok_or(Fault::Broken)?.card())
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
