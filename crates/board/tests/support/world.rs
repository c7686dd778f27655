//! A unit that makes boards, and sources with codenames. Everything from seeds, so that a test is the same each time.

#![allow(dead_code, reason = "each test uses a part of it")]

use candour_board::{Board, LIFETIME, Made, Pending, Reader, Shelf, Thread, split_reply};
use candour_codename::{ConversationKeys, ReplyKey, Seed, TagKey, UnitId, UnitSet};
use candour_desk_card::{DropId, Epoch};
use candour_envelope::{Identity, Recipient};
use candour_header::Kind;
use candour_note::SigningKey;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

pub(crate) const DROP: DropId = DropId([7; 16]);
pub(crate) const HYBRID: Kind = Kind::Mlkem768X25519;
pub(crate) const CLASSIC: Kind = Kind::X25519;

pub(crate) fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed("clwyd".parse().expect("a name"), &[seed; 32])
}

pub(crate) fn unit_id() -> UnitId {
    UnitId(*key(1).verifying_key().as_bytes())
}

/// The keys of source number `source` with the unit.
pub(crate) fn keys(source: u16) -> ConversationKeys {
    let mut seed = [0; 64];
    seed[..2].copy_from_slice(&source.to_be_bytes());
    Seed::from_bytes(seed).conversation(&UnitSet::new(&[unit_id()]).expect("a unit"))
}

/// What her report brings the unit.
pub(crate) fn thread(source: u16, kind: Kind) -> Thread {
    let keys = keys(source);
    let identity = match kind {
        Kind::Mlkem768X25519 => keys.hybrid.expose_identity(),
        Kind::X25519 => keys.classic.expose_identity(),
    };
    let identity: Identity = identity.parse().expect("an identity");
    Thread {
        recipient: identity.to_recipient(),
        reply_key: ReplyKey::from_bytes(*keys.reply.expose_secret()),
        tag_key: TagKey::from_bytes(*keys.tag.expose_secret()),
    }
}

pub(crate) fn reader(source: u16) -> Reader {
    keys(source).into()
}

/// The cells of one reply, whose first has number `n`.
pub(crate) fn reply<'a>(thread: &'a Thread, n: u64, text: &'a str) -> Vec<Pending<'a>> {
    let texts = split_reply(text, thread.recipient.kind()).expect("it fits");
    let parts = u16::try_from(texts.len()).expect("few");
    texts
        .into_iter()
        .zip(0..)
        .map(|(text, at)| Pending::Reply { thread, n: n + u64::from(at), part: at + 1, parts, text })
        .collect()
}

pub(crate) fn recipient(kind: Kind, seed: u64) -> Recipient {
    Identity::generate(kind, &mut ChaCha20Rng::seed_from_u64(seed)).to_recipient()
}

/// The unit's desk: a shelf and a day.
pub(crate) struct Unit {
    pub(crate) shelf: Shelf,
    pub(crate) day: u32,
    rng: ChaCha20Rng,
}

impl Unit {
    pub(crate) fn new(seed: u64) -> Self {
        Self { shelf: Shelf::new(), day: 20_000, rng: ChaCha20Rng::seed_from_u64(seed) }
    }

    /// A parcel on the day that is `days` after the last one.
    pub(crate) fn parcel(&mut self, days: u32, pending: &[Pending<'_>]) -> Made {
        self.day += days;
        let made = self.shelf.next(&key(1), &DROP, Epoch(self.day), LIFETIME, pending, &mut self.rng).expect("a board");
        made.board.check_cells().expect("as the drop wants it");
        self.shelf = made.shelf.clone();
        made
    }

    pub(crate) fn board(&mut self, days: u32, pending: &[Pending<'_>]) -> Board {
        self.parcel(days, pending).board
    }
}
