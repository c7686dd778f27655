//! A board's note and tags, put where a board of the smallest size has them, and any bytes at all: nothing panics.
#![no_main]

use candour_board::{BoardSize, CELL, STEP, UntrustedBoard, UntrustedParcel};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = UntrustedBoard::parse(bytes.to_vec());
    let size = BoardSize::of_cells(STEP).expect("one step");
    let mut board = vec![0; size.len()];
    // Tags that rise, so that what comes behind them is looked at; the first bytes of the input change them.
    for (place, tag) in board[size.index_at()..size.index_end()].chunks_exact_mut(16).enumerate() {
        tag[0] = u8::try_from(place).expect("64 of them");
    }
    let (tags, note) = bytes.split_at(bytes.len().min(usize::from(bytes.first().copied().unwrap_or(0))));
    board[size.index_at()..].iter_mut().zip(tags).for_each(|(byte, change)| *byte ^= change);
    let note = &note[..note.len().min(CELL)];
    board[size.note_at()..][..note.len()].copy_from_slice(note);
    if let Ok(parsed) = UntrustedBoard::parse(board.clone()) {
        assert_eq!(parsed.hashed(), &board[..size.note_at()]);
    }
    let _ = UntrustedParcel::parse(bytes);
});
