//! What `check_cells` wants of each cell: one recipient, and no stanza of a kind that we do not know.

use std::collections::BTreeMap;

use candour_note::SigningKey;

use super::*;

/// 32 zero bytes in unpadded base64.
const ZEROS: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A stanza with zeros for all that is random.
fn stanza(kind: Kind) -> String {
    let share = match kind {
        Kind::X25519 => ZEROS.to_owned(),
        Kind::Mlkem768X25519 => "A".repeat(1494),
    };
    format!("-> {} {share}\n{ZEROS}\n", kind.stanza_type())
}

/// A cell whose header has these stanzas; behind it zeros.
fn cell(stanzas: &[String]) -> Box<[u8; CELL]> {
    let header = format!("age-encryption.org/v1\n{}--- {ZEROS}\n", stanzas.concat());
    let mut cell = Box::new([0; CELL]);
    cell[..header.len()].copy_from_slice(header.as_bytes());
    cell
}

/// A signed board of 64 right cells, but for one.
fn board_with(place: usize, odd: Option<Box<[u8; CELL]>>) -> Board {
    let kinds = [Kind::Mlkem768X25519; HYBRID_OF_GROUP].into_iter().chain([Kind::X25519; GROUP - HYBRID_OF_GROUP]);
    let mut cells: BTreeMap<Tag, Box<[u8; CELL]>> =
        (0..64).zip(kinds.cycle()).map(|(n, kind)| (Tag([n; 16]), cell(&[stanza(kind)]))).collect();
    if let (Some(odd), Some(cell)) = (odd, cells.values_mut().nth(place)) {
        *cell = odd;
    }
    let key = SigningKey::from_seed("clwyd".parse().unwrap(), &[1; 32]);
    Board::sign(DropId([7; 16]), 1, Epoch(20_001), &cells, &key).unwrap()
}

#[test]
fn a_cell_has_one_recipient_and_nothing_foreign() {
    assert_eq!(board_with(0, None).check_cells(), Ok(()));
    let (hybrid, classic) = (stanza(Kind::Mlkem768X25519), stanza(Kind::X25519));
    let grease = "-> x-grease a\n\n".to_owned();
    // The last cell of a group is classic, the first hybrid.
    assert_eq!(
        board_with(15, Some(cell(&[classic.clone(), classic.clone()]))).check_cells(),
        Err(BoardError::Cell(15))
    );
    assert_eq!(board_with(15, Some(cell(&[classic.clone(), grease.clone()]))).check_cells(), Err(BoardError::Cell(15)));
    assert_eq!(board_with(16, Some(cell(&[hybrid.clone(), hybrid.clone()]))).check_cells(), Err(BoardError::Cell(16)));
    assert_eq!(board_with(16, Some(cell(&[grease, hybrid]))).check_cells(), Err(BoardError::Cell(16)));
    assert_eq!(board_with(16, Some(cell(&[classic]))).check_cells(), Err(BoardError::Shares));
}
