//! Boards and parcels that somebody has tampered with: each has its own answer, and nothing false is shown.

#![allow(clippy::indexing_slicing, reason = "a test: it may stop at the first surprise")]

#[path = "support/world.rs"]
mod world;

use std::sync::LazyLock;

use candour_board::{
    BOARD, Board, BoardError, CELL, Item, Parcel, ParcelError, UntrustedBoard, UntrustedParcel, open_cell,
};
use candour_desk_card::{DropId, Epoch};
use proptest::prelude::*;
use world::{CLASSIC, DROP, HYBRID, Unit, key, reader, reply, thread};

static BOARD_WITH_REPLIES: LazyLock<Board> = LazyLock::new(|| {
    let (one, two) = (thread(1, HYBRID), thread(2, CLASSIC));
    Unit::new(1).board(1, &[reply(&one, 0, "Diolch."), reply(&one, 1, "Ble?"), reply(&two, 0, "Pryd?")].concat())
});

fn bytes() -> Vec<u8> {
    BOARD_WITH_REPLIES.to_bytes().to_vec()
}

fn judge(bytes: Vec<u8>) -> Result<Board, BoardError> {
    UntrustedBoard::parse(bytes)?.verify(&DROP, &key(1).verifying_key())
}

#[test]
fn whoever_changes_moves_or_repeats_cells_has_no_board() {
    let good = bytes();
    let index = 64 * CELL;
    let name = || key(1).name().clone();
    assert!(judge(good.clone()).is_ok());
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        judge(bytes)
    };
    assert_eq!(with(&|bytes| bytes[CELL + 2000] ^= 1), Err(BoardError::Altered));
    assert_eq!(with(&|bytes| bytes[index + 15] ^= 1), Err(BoardError::Altered));
    // Cells swapped under their tags.
    let swap = |bytes: &mut Vec<u8>| {
        let (one, two) = bytes.split_at_mut(CELL);
        one.swap_with_slice(&mut two[..CELL]);
    };
    assert_eq!(with(&swap), Err(BoardError::Altered));
    // A cell over another, a tag over another, tags swapped.
    assert_eq!(with(&|bytes| bytes.copy_within(..CELL, 5 * CELL)), Err(BoardError::DuplicateCell));
    assert_eq!(with(&|bytes| bytes.copy_within(index..index + 16, index + 16)), Err(BoardError::DuplicateTag(1)));
    let swap_tags = |bytes: &mut Vec<u8>| {
        let (one, two) = bytes.split_at_mut(index + 16);
        one[index..].swap_with_slice(&mut two[..16]);
    };
    assert_eq!(with(&swap_tags), Err(BoardError::Order(1)));
    // Cut, added to, and padded otherwise.
    for len in [0, 1, CELL, good.len() - CELL, good.len() - 1, good.len() + 1, good.len() + CELL] {
        assert_eq!(with(&|bytes| bytes.resize(len, 0)), Err(BoardError::Length), "{len}");
    }
    assert_eq!(with(&|bytes| bytes[index + 64 * 16] = 1), Err(BoardError::NotABoard));
    assert_eq!(with(&|bytes| *bytes.last_mut().expect("some") = 1), Err(BoardError::NotABoard));
    // Whose, and which drop's.
    let parse = || UntrustedBoard::parse(bytes()).expect("a board");
    let stranger = candour_note::SigningKey::from_seed("powys".parse().expect("a name"), &[1; 32]);
    assert!(matches!(parse().verify(&DROP, &stranger.verifying_key()), Err(BoardError::Unsigned(_))));
    assert_eq!(parse().verify(&DropId([8; 16]), &key(1).verifying_key()), Err(BoardError::OtherDrop));
    let at = good.len() - CELL;
    let note = std::str::from_utf8(&good[at..]).expect("text").find("sha256").expect("its hash");
    let forged = |bytes: &mut Vec<u8>| bytes[at + note + 7] = if bytes[at + note + 7] == b'0' { b'1' } else { b'0' };
    assert_eq!(with(&forged), Err(BoardError::WrongSignature(name())));
}

#[test]
fn a_parcel_is_whole_or_nothing() {
    let board = bytes();
    let sign = |number, epoch, items| Parcel::sign(&DROP, number, Epoch(epoch), items, &key(1));
    let item = |name: &str, bytes: &[u8]| Item::of(name.parse().expect("a name"), bytes);
    let items = || vec![item(BOARD, &board), item("cosignature", b"later")];
    let parcel = || sign(1, 20_001, items()).expect("a parcel");
    let verify = |bytes: &[u8]| UntrustedParcel::parse(bytes)?.verify(&DROP, &key(1).verifying_key());
    assert_eq!(verify(parcel().to_bytes()), Ok(parcel()));
    let full: [(&str, &[u8]); 2] = [("cosignature", b"later"), (BOARD, &board)];
    let checked = parcel().check(&full).expect("whole");
    assert_eq!((checked.board(), checked.parcel()), (Some(&*BOARD_WITH_REPLIES), &parcel()));
    assert_eq!(parcel().check(&full[1..]), Err(ParcelError::Missing(1)));
    assert_eq!(parcel().check(&full[..1]), Err(ParcelError::Missing(0)));
    assert_eq!(parcel().check(&[full[0], full[1], ("more", b"")]), Err(ParcelError::Unlisted));
    assert_eq!(parcel().check(&[full[0], full[0], full[1]]), Err(ParcelError::Unlisted));
    assert_eq!(parcel().check(&[("cosignature", b"other"), full[1]]), Err(ParcelError::Altered(1)));
    let old = Unit::new(2).board(1, &[]);
    assert_eq!(parcel().check(&[full[0], (BOARD, old.to_bytes())]), Err(ParcelError::Altered(0)));
    // A board of another parcel, signed into this one.
    assert_eq!(sign(2, 20_001, items()).expect("a parcel").check(&full), Err(ParcelError::OtherBoard));
    assert_eq!(sign(1, 20_002, items()).expect("a parcel").check(&full), Err(ParcelError::OtherBoard));
    let broken = sign(1, 20_001, vec![item(BOARD, b"x")]).expect("a parcel");
    assert_eq!(broken.check(&[(BOARD, b"x")]), Err(ParcelError::Board(BoardError::Length)));
    // Numbers.
    assert_eq!(parcel().follows(None), Ok(()));
    assert_eq!(parcel().follows(Some(1)), Err(ParcelError::Repeated(1)));
    assert_eq!(sign(5, 20_001, items()).expect("a parcel").follows(Some(2)), Err(ParcelError::Gap(3)));
    assert_eq!(sign(5, 20_001, items()).expect("a parcel").follows(Some(4)), Ok(()));
    let twice = vec![item("a", b""), item("a", b"")];
    // An item cannot take the place of the note.
    for bad in [sign(0, 1, items()), sign(1, 1, vec![]), sign(1, 1, twice), sign(1, 1, vec![item("parcel", b"")])] {
        assert_eq!(bad, Err(ParcelError::NotAParcel));
    }
    assert_eq!(
        UntrustedParcel::parse(parcel().to_bytes()).expect("one").verify(&DropId([8; 16]), &key(1).verifying_key()),
        Err(ParcelError::OtherDrop)
    );
}

#[test]
fn nobody_but_a_reader_opens_a_cell() {
    for cell in BOARD_WITH_REPLIES.cells() {
        assert_eq!(open_cell(cell, &[]), None);
    }
    assert_eq!(BOARD_WITH_REPLIES.find(&reader(3)).openings, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_changed_byte_is_never_taken(at in 0usize..270_336, byte: u8) {
        let mut bytes = bytes();
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        prop_assert!(judge(bytes).is_err());
    }

    #[test]
    fn one_changed_byte_of_a_parcel_is_never_taken(at in 0usize..1_000, byte: u8) {
        let item = Item::of(BOARD.parse().expect("a name"), b"x");
        let parcel = Parcel::sign(&DROP, 1, Epoch(1), vec![item], &key(1)).expect("a parcel");
        let mut bytes = parcel.to_bytes().to_vec();
        let at = at % bytes.len();
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        let key = key(1).verifying_key();
        prop_assert!(UntrustedParcel::parse(&bytes).and_then(|parcel| parcel.verify(&DROP, &key)).is_err());
    }

    #[test]
    fn any_bytes_are_judged(bytes in prop::collection::vec(any::<u8>(), 0..600), steps in 0usize..3) {
        let _ = UntrustedParcel::parse(&bytes);
        let mut board = vec![0; [270_336, 532_480, 4_214_784][steps]];
        let at = board.len() - CELL;
        board[at..at + bytes.len()].copy_from_slice(&bytes);
        prop_assert!(UntrustedBoard::parse(board).is_err());
        let mut cell = [0; CELL];
        cell[..bytes.len()].copy_from_slice(&bytes);
        prop_assert_eq!(open_cell(&cell, &[]), None);
    }
}
