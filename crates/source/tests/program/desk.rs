//! A unit's desk: it takes what a report brought, and makes boards. As `candour-unit` does, on any day, and if need be wrongly.

use std::collections::BTreeMap;

use candour_board::{Board, LIFETIME, Pending, Shelf, Tag, Thread, split_reply};
use candour_codename::{Codename, ReplyKey, Seed, TagKey, ThreadSecret, UnitId, UnitSet, UntrustedCodename};
use candour_desk_card::Epoch;
use candour_envelope::{Conversation, ReplyTo, ThreadKeys};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sha2::{Digest as _, Sha256};

use crate::test_cards::{DROP, signing_key, unit};

/// A unit, with its shelf and what waits: thread, and text.
pub(crate) struct Desk {
    name: &'static str,
    shelf: Shelf,
    rng: StdRng,
    /// Cells that were written to each thread, by its secret.
    written: Vec<([u8; 32], u64)>,
}

impl Desk {
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, shelf: Shelf::new(), rng: StdRng::seed_from_u64(1), written: Vec::new() }
    }

    /// The next board, made on this day, with replies to the conversations that reports brought.
    pub(crate) fn board(&mut self, day: u32, replies: &[(&ThreadKeys, &str)]) -> Board {
        let threads: Vec<_> = replies.iter().map(|(keys, _)| thread(keys)).collect();
        let mut pending = Vec::new();
        let mut split = Vec::new();
        for ((keys, text), thread) in replies.iter().zip(&threads) {
            let texts = split_reply(text, thread.recipient.kind()).unwrap();
            split.push((keys.thread.expose_secret(), thread, texts));
        }
        for (secret, thread, texts) in &split {
            let at = self.written.iter().position(|(known, _)| known == *secret).unwrap_or_else(|| {
                self.written.push((**secret, 0));
                self.written.len() - 1
            });
            let parts = u16::try_from(texts.len()).unwrap();
            for (part, text) in (1..).zip(texts) {
                pending.push(Pending::Reply { thread, n: self.written[at].1, part, parts, text });
                self.written[at].1 += 1;
            }
        }
        let key = signing_key(self.name);
        let made = self.shelf.next(&key, &DROP, Epoch(day), LIFETIME, &pending, &mut self.rng).unwrap();
        self.shelf = made.shelf;
        made.board
    }
}

/// What a unit does with a report's keys.
fn thread(keys: &ThreadKeys) -> Thread {
    Thread {
        recipient: keys.recipient.clone(),
        reply_key: ReplyKey::from_bytes(*keys.reply.expose_secret()),
        tag_key: TagKey::from_bytes(*keys.tag.expose_secret()),
    }
}

/// The keys that a report brought.
pub(crate) fn keys(conversation: &Conversation) -> &ThreadKeys {
    match &conversation.reply_to {
        ReplyTo::Codename(keys) => keys,
        ReplyTo::OwnKey(_) => panic!("a codename's keys"),
    }
}

/// A codename as text.
pub(crate) fn phrase(seed: u64) -> String {
    Codename::generate(&mut StdRng::seed_from_u64(seed)).expose_phrase().to_string()
}

/// A codename's seed at the drop of these tests.
pub(crate) fn seed(phrase: &str) -> Seed {
    Seed::derive(&UntrustedCodename::new(phrase).check().unwrap(), &DROP)
}

/// The set of units by name.
pub(crate) fn set(units: &[&str]) -> UnitSet {
    UnitSet::new(&units.iter().map(|name| UnitId::of(&unit(name))).collect::<Vec<_>>()).unwrap()
}

/// The keys of a codename's conversation with units, as its reports bring them.
pub(crate) fn brought(seed: &Seed, units: &[&str]) -> ThreadKeys {
    ThreadKeys::new(&seed.conversation(&set(units)), candour_header::Kind::Mlkem768X25519, None).unwrap()
}

/// The thread secret of a codename with units.
pub(crate) fn thread_secret(seed: &Seed, units: &[&str]) -> ThreadSecret {
    seed.conversation(&set(units)).thread
}

/// The number of a cell by which a conversation's reply from a unit is found.
pub(crate) fn tag(keys: &ThreadKeys, unit_name: &str, n: u64) -> [u8; 16] {
    Tag::of(&TagKey::from_bytes(*keys.tag.expose_secret()), &UnitId::of(&unit(unit_name)), n).0
}

/// A board with other cells, signed by its unit all the same: what somebody makes who has the unit's signing key and none of the keys that
/// reports bring.
pub(crate) fn forge(board: &Board, change: impl FnOnce(&mut BTreeMap<[u8; 16], Vec<u8>>)) -> Vec<u8> {
    let cells = board.cells().iter().map(|cell| cell.to_vec());
    let mut cells: BTreeMap<_, _> = board.tags().iter().copied().zip(cells).collect();
    change(&mut cells);
    assert_eq!(cells.len(), board.size().cells(), "as many as before");
    let mut bytes = cells.values().flatten().copied().collect::<Vec<_>>();
    bytes.extend(cells.keys().flatten());
    bytes.resize(board.size().note_at(), 0);
    let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let text = format!(
        "candour-board/v1\ndrop {}\nnumber {}\nepoch {}\ncells {}\nsha256 {hash}\n",
        board.drop_id(),
        board.number(),
        board.epoch().0,
        cells.len()
    );
    let key = signing_key(board.unit().name().as_str());
    bytes.extend_from_slice(key.sign(&text).unwrap().to_bytes());
    bytes.resize(board.size().len(), 0);
    bytes
}
