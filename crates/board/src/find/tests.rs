//! Boards that a unit signed although something is wrong with the cells: each has its own warning.

use std::collections::BTreeMap;

use candour_codename::{Seed, UnitSet};
use candour_desk_card::{DropId, Epoch};
use candour_header::Kind;
use candour_note::SigningKey;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::*;
use crate::cell::{room, seal};
use crate::{CELL, Tag};

/// Puts cells onto a board behind everybody's back.
struct Desk {
    key: SigningKey,
    keys: ConversationKeys,
    cells: BTreeMap<Tag, Box<[u8; CELL]>>,
    rng: ChaCha20Rng,
}

impl Desk {
    fn new() -> Self {
        let key = SigningKey::from_seed("clwyd".parse().unwrap(), &[1; 32]);
        let unit = UnitId(*key.verifying_key().as_bytes());
        let keys = Seed::from_bytes([1; 64]).conversation(&UnitSet::new(&[unit]).unwrap());
        Self { key, keys, cells: BTreeMap::new(), rng: ChaCha20Rng::seed_from_u64(1) }
    }

    fn identity(&self) -> Identity {
        self.keys.classic.expose_identity().parse().unwrap()
    }

    fn plaintext(&self, n: u64, highest: u64, part: u16, parts: u16) -> Zeroizing<Vec<u8>> {
        let text = Zeroizing::new(format!("text {n}."));
        ReplyPart { n, highest, part, parts, text }.encode(&self.keys.reply, &self.unit(), room(Kind::X25519)).unwrap()
    }

    /// Seals to her, under the tag of `n`.
    fn put(&mut self, n: u64, plaintext: &[u8]) {
        let cell = seal(&self.identity().to_recipient(), plaintext, &mut self.rng).unwrap();
        self.place(n, cell);
    }

    fn unit(&self) -> UnitId {
        UnitId(*self.key.verifying_key().as_bytes())
    }

    fn place(&mut self, n: u64, cell: Box<[u8; CELL]>) {
        let unit = self.unit();
        self.cells.insert(Tag::of(&self.keys.tag, &unit, n), cell);
    }

    /// A genuine reply of one part.
    fn reply(&mut self, n: u64, highest: u64) {
        let plaintext = self.plaintext(n, highest, 1, 1);
        self.put(n, &plaintext);
    }

    /// The numbers that are shown, and the warnings.
    fn find(mut self) -> (Vec<u64>, Vec<Warning>) {
        // Fill: no cells at all, but different ones.
        for fill in 0..64 - u8::try_from(self.cells.len()).unwrap() {
            let mut cell = Box::new([0; CELL]);
            cell[0] = fill;
            self.cells.insert(Tag([fill; 16]), cell);
        }
        let board = Board::sign(DropId([7; 16]), 1, Epoch(1), &self.cells, &self.key).unwrap();
        let mut found = board.find(&self.keys.into());
        found.replies.sort_by_key(|reply| reply.first);
        for reply in &found.replies {
            assert!(reply.text().starts_with("text "));
        }
        (found.replies.iter().map(|reply| reply.first).collect(), found.warnings)
    }
}

#[test]
fn nothing_wrong() {
    let mut desk = Desk::new();
    desk.reply(4, 4);
    desk.reply(5, 5);
    assert_eq!(desk.find(), (vec![4, 5], vec![]));
}

#[test]
fn a_cell_that_does_not_open() {
    let mut desk = Desk::new();
    desk.reply(0, 0);
    desk.reply(1, 1);
    let tag = *desk.cells.keys().next().unwrap();
    desk.cells.get_mut(&tag).unwrap()[4000] ^= 1;
    let (shown, warnings) = desk.find();
    assert!(matches!((shown.as_slice(), warnings.as_slice()), ([one], [Warning::Altered { n }]) if one != n));
}

#[test]
fn a_cell_that_is_no_age_file_and_one_for_somebody_else() {
    let mut desk = Desk::new();
    desk.place(0, Box::new([b'x'; CELL]));
    let nobody = Identity::generate(Kind::Mlkem768X25519, &mut desk.rng).to_recipient();
    let cell = seal(&nobody, &vec![0; room(Kind::Mlkem768X25519)], &mut desk.rng).unwrap();
    desk.place(1, cell);
    assert_eq!(desk.find(), (vec![], vec![Warning::Altered { n: 0 }, Warning::Altered { n: 1 }]));
}

#[test]
fn a_cell_that_no_unit_of_the_conversation_wrote() {
    let mut desk = Desk::new();
    let room = room(Kind::X25519);
    let forged = ReplyPart { n: 0, highest: 0, part: 1, parts: 1, text: Zeroizing::new("text".to_owned()) };
    desk.put(0, &forged.encode(&ReplyKey::from_bytes([9; 32]), &desk.unit(), room).unwrap());
    desk.put(1, &vec![b' '; room]);
    desk.put(2, &vec![0; room]);
    let warnings = (0..3).map(|n| Warning::Invented { n }).collect();
    assert_eq!(desk.find(), (vec![], warnings));
}

#[test]
fn another_units_reply_under_ones_own_tag() {
    let mut desk = Desk::new();
    let part = ReplyPart { n: 0, highest: 0, part: 1, parts: 1, text: Zeroizing::new("text 0".to_owned()) };
    let theirs = part.encode(&desk.keys.reply, &UnitId([9; 32]), room(Kind::X25519)).unwrap();
    desk.put(0, &theirs);
    assert_eq!(desk.find(), (vec![], vec![Warning::Invented { n: 0 }]));
}

#[test]
fn an_old_reply_shown_as_new() {
    let mut desk = Desk::new();
    desk.reply(0, 0);
    let old = desk.plaintext(0, 0, 1, 1);
    desk.put(1, &old);
    assert_eq!(desk.find(), (vec![0], vec![Warning::Moved { n: 1, says: 0 }]));
}

#[test]
fn missing_between_and_behind() {
    let mut desk = Desk::new();
    desk.reply(3, 3);
    desk.reply(6, 9);
    let warnings = vec![Warning::Gap { n: 4 }, Warning::Gap { n: 5 }, Warning::Hidden { highest: 9, last: 6 }];
    assert_eq!(desk.find(), (vec![3, 6], warnings));
}

#[test]
fn parts_that_are_missing_or_contradict() {
    let mut desk = Desk::new();
    for (n, part, parts) in [(0, 1, 3), (1, 2, 3), (2, 3, 2 + 1), (3, 1, 2)] {
        let plaintext = desk.plaintext(n, 4, part, parts);
        desk.put(n, &plaintext);
    }
    // The second part of the reply that begins at 3, which says that there are three.
    let other = desk.plaintext(4, 4, 2, 3);
    desk.put(4, &other);
    let warnings = vec![Warning::Malformed { n: 4 }, Warning::Incomplete { first: 3, missing: 1, parts: 2 }];
    assert_eq!(desk.find(), (vec![0, 3], warnings));
}

#[test]
fn nonsense_that_a_unit_signed() {
    use hmac::{Hmac, Mac as _};
    let mut desk = Desk::new();
    // A length past the end, under an HMAC that holds.
    let mut rest = desk.plaintext(0, 0, 1, 1)[48..].to_vec();
    rest[20] = 0xff;
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(desk.keys.reply.expose_secret()).unwrap();
    mac.update(&desk.unit().0);
    mac.update(&rest);
    let plaintext = [b"candour/reply/v1".as_slice(), &mac.finalize().into_bytes(), &rest].concat();
    desk.put(0, &plaintext);
    assert_eq!(desk.find(), (vec![], vec![Warning::Malformed { n: 0 }]));
}
