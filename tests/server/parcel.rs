//! Parcels and boards as a unit would make them, of cells that nobody can open: the server cannot tell.

use candour_board::{Item, Parcel};
use candour_desk_card::{DropId, Epoch};
use candour_note::SigningKey;
use sha2::{Digest as _, Sha256};

use crate::{blob, card};

/// What distinguishes one parcel of these tests from another.
pub(crate) struct Make {
    pub(crate) drop: DropId,
    pub(crate) number: u32,
    pub(crate) epoch: u32,
    pub(crate) cells: usize,
    pub(crate) key: SigningKey,
}

impl Make {
    /// The parcel of this number by the unit on the card of these tests.
    pub(crate) fn number(number: u32) -> Self {
        let epoch = card::today() - 3;
        Self { drop: card::drop_card().id, number, epoch, cells: 64, key: card::unit_key() }
    }

    /// The board, as it is before its note.
    fn unsigned(&self) -> Vec<u8> {
        let seed = |cell: usize| u64::from(self.number) * 10_000 + cell as u64;
        let mut bytes = Vec::new();
        for cell in 0..self.cells {
            let (header, plain) = if cell % 4 == 0 {
                (blob::header(&blob::x25519()), 3896)
            } else {
                (blob::header(&blob::hybrid()), 2437)
            };
            bytes.extend(blob::file(header, plain, seed(cell)));
        }
        // Tags of nobody, rising.
        for cell in 0..self.cells {
            bytes.extend((cell as u16).to_be_bytes());
            bytes.extend_from_slice(&Sha256::digest(seed(cell).to_be_bytes())[..14]);
        }
        bytes.resize(bytes.len().next_multiple_of(4096), 0);
        bytes
    }

    /// The board.
    pub(crate) fn board(&self) -> Vec<u8> {
        self.sign_board(self.unsigned())
    }

    /// A board of these cells and tags, with a right signature.
    pub(crate) fn sign_board(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let Self { drop, number, epoch, cells, key } = self;
        let text =
            format!("candour-board/v1\ndrop {drop}\nnumber {number}\nepoch {epoch}\ncells {cells}\nsha256 {sha256}\n");
        let len = bytes.len() + 4096;
        bytes.extend_from_slice(key.sign(&text).unwrap().to_bytes());
        bytes.resize(len, 0);
        bytes
    }

    /// The note of a parcel with this board.
    pub(crate) fn note(&self, board: &[u8]) -> Vec<u8> {
        self.note_of(vec![Item::of("board".parse().unwrap(), board)])
    }

    /// The note of a parcel with these items.
    pub(crate) fn note_of(&self, items: Vec<Item>) -> Vec<u8> {
        Parcel::sign(&self.drop, self.number, Epoch(self.epoch), items, &self.key).unwrap().to_bytes().to_vec()
    }

    /// The whole parcel as a courier sends it.
    pub(crate) fn body(&self) -> Vec<u8> {
        let board = self.board();
        body(&self.note(&board), &board)
    }
}

/// Note and items as a courier sends them.
pub(crate) fn body(note: &[u8], items: &[u8]) -> Vec<u8> {
    [note, &[0], items].concat()
}
