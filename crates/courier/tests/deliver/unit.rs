//! A unit for tests: its desk card, and parcels with boards of cells that nobody can open.

use std::fs;
use std::path::Path;

use candour_board::{Item, Parcel};
use candour_desk_card::{Draft, DropCard, DropId, Epoch, Phone, UnitCard, fill_recipients};
use candour_note::SigningKey;
use sha2::{Digest as _, Sha256};

/// The drop's id.
pub(crate) const DROP: [u8; 16] = [7; 16];
/// A board of 64 cells, made by the board's own room.
const BASE: &[u8] = include_bytes!("../../../../testkit/board/base");
/// A recipient for the card.
const HYBRID: &str = include_str!("hybrid-recipient");

/// A unit.
pub(crate) struct Unit {
    key: SigningKey,
}

impl Unit {
    pub(crate) fn of(name: &str, seed: u8) -> Self {
        Self { key: SigningKey::from_seed(name.parse().unwrap(), &[seed; 32]) }
    }

    /// A parcel in a folder.
    pub(crate) fn parcel(&self, folder: &Path, drop: [u8; 16], number: u32) {
        self.parcel_with(folder, drop, number, |_| {});
    }

    /// A parcel with a change of its board before it is signed.
    pub(crate) fn parcel_with(&self, folder: &Path, drop: [u8; 16], number: u32, change: impl Fn(&mut Vec<u8>)) {
        let drop = DropId(drop);
        let mut board = BASE[..BASE.len() - 4096].to_vec();
        change(&mut board);
        let sha256: String = Sha256::digest(&board).iter().map(|byte| format!("{byte:02x}")).collect();
        let text = format!("candour-board/v1\ndrop {drop}\nnumber {number}\nepoch 20780\ncells 64\nsha256 {sha256}\n");
        board.extend_from_slice(self.key.sign(&text).unwrap().to_bytes());
        board.resize(BASE.len(), 0);
        let items = vec![Item::of("board".parse().unwrap(), &board)];
        let note = Parcel::sign(&drop, number, Epoch(20_780), items, &self.key).unwrap();
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("board"), board).unwrap();
        fs::write(folder.join("parcel"), note.to_bytes()).unwrap();
    }
}

/// The drop's own card.
pub(crate) fn drop_card() -> DropCard {
    let log = SigningKey::from_seed("drop.example".parse().unwrap(), &[8; 32]).verifying_key();
    DropCard { id: DropId(DROP), onion: None, log }
}

/// A desk card signed by one unit.
pub(crate) fn desk_card(units: &[&Unit; 1]) -> Vec<u8> {
    let [unit] = units;
    let classic = fill_recipients(50).pop().unwrap();
    let card = UnitCard::new("A unit".parse().unwrap(), HYBRID.trim(), &classic, unit.key.verifying_key()).unwrap();
    let (first, last) = (Epoch(20_770), Epoch(20_850));
    let draft = Draft::new(drop_card(), 1, first, last, 3, false, vec![card], Phone::defaults()).unwrap();
    draft.sign(&unit.key).unwrap().to_bytes().to_vec()
}
