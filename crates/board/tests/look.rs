//! What somebody sees who keeps every parcel: the same with no reply, one, ten, or more than fit.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a test: it may stop at the first surprise, and its numbers are small"
)]

#[path = "support/world.rs"]
mod world;

use std::collections::{BTreeMap, BTreeSet};

use candour_board::{BOARD, Board, CELL, Item, Parcel, Pending, Thread};
use candour_desk_card::Epoch;
use candour_header::{Kind, scan};
use world::{CLASSIC, DROP, HYBRID, Unit, key, recipient, reply, thread};

/// Everything in a parcel that is not a tag, a cell, a hash or a signature.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    parcel_len: usize,
    board_len: usize,
    note_len: usize,
    new_hybrid: usize,
    new_classic: usize,
    /// How many of the tags that left came with which parcel.
    left: BTreeMap<usize, usize>,
    /// Cells that stayed are the same bytes.
    kept_as_they_were: bool,
    /// Header length, recipients and foreign stanzas of each cell that is new, by kind.
    headers: BTreeSet<(usize, u16, u16)>,
}

/// Somebody who keeps everything.
#[derive(Default)]
struct Observer {
    known: BTreeMap<[u8; 16], (usize, [u8; CELL])>,
    parcels: usize,
    seen: Vec<Seen>,
    /// For each new cell: its kind, and its place on the board from 0 to 1.
    places: Vec<(Kind, f64)>,
    /// How often each byte value stands in new tags, and in new cells behind their headers.
    tag_bytes: [f64; 16],
    cell_bytes: [f64; 16],
}

impl Observer {
    fn look(&mut self, parcel: &Parcel, board: &Board) {
        let mut now = BTreeMap::new();
        let mut seen = Seen {
            parcel_len: parcel.to_bytes().len(),
            board_len: board.to_bytes().len(),
            note_len: board.to_bytes().len() - board.to_bytes().iter().rev().take_while(|byte| **byte == 0).count(),
            new_hybrid: 0,
            new_classic: 0,
            left: BTreeMap::new(),
            kept_as_they_were: true,
            headers: BTreeSet::new(),
        };
        for (place, (tag, cell)) in board.tags().iter().zip(board.cells()).enumerate() {
            if let Some((parcel, known)) = self.known.get(tag) {
                seen.kept_as_they_were &= known == cell;
                now.insert(*tag, (*parcel, *cell));
                continue;
            }
            let header = scan(cell).expect("a header");
            match header.kind {
                Kind::Mlkem768X25519 => seen.new_hybrid += 1,
                Kind::X25519 => seen.new_classic += 1,
            }
            seen.headers.insert((header.len, header.recipients, header.foreign));
            self.places.push((header.kind, place as f64 / board.size().cells() as f64));
            tag.iter().for_each(|byte| self.tag_bytes[usize::from(byte >> 4)] += 1.0);
            cell[header.len..].iter().for_each(|byte| self.cell_bytes[usize::from(byte >> 4)] += 1.0);
            now.insert(*tag, (self.parcels, *cell));
        }
        for (tag, (parcel, _)) in &self.known {
            if !now.contains_key(tag) {
                *seen.left.entry(*parcel).or_default() += 1;
            }
        }
        self.known = now;
        self.parcels += 1;
        self.seen.push(seen);
    }
}

/// `replies` to as many sources in each of the parcels of these days; a reply of each kind, and letters among them.
fn observe(seed: u64, days: &[u32], replies: usize) -> Observer {
    let mut unit = Unit::new(seed);
    let threads: Vec<Thread> =
        (0..).take(replies).map(|source| thread(source, if source % 4 == 3 { CLASSIC } else { HYBRID })).collect();
    let own = recipient(CLASSIC, seed);
    let mut observer = Observer::default();
    for (n, days) in (0..).zip(days) {
        let mut pending: Vec<Pending<'_>> = threads.iter().flat_map(|thread| reply(thread, n, "Diolch.")).collect();
        if replies > 0 {
            pending[0] = Pending::Letter {
                recipient: &own,
                unit: "clwyd",
                letter: 1,
                part: 1,
                parts: 1,
                quote: "arian am rifau",
                text: "Diolch.",
            };
        }
        let board = unit.board(*days, &pending);
        let item = Item::of(BOARD.parse().expect("a name"), board.to_bytes());
        let parcel = Parcel::sign(&DROP, board.number(), Epoch(unit.day), vec![item], &key(1)).expect("a parcel");
        observer.look(&parcel, &board);
    }
    observer
}

#[test]
fn parcels_with_any_number_of_replies_look_alike() {
    for days in [&[1; 12][..], &[7; 16], &[30; 8], &[1, 50, 1, 1, 60, 200, 3, 3, 3, 3]] {
        let none = observe(1, days, 0);
        assert!(none.seen.iter().all(|seen| seen.new_hybrid == 3 * seen.new_classic && seen.kept_as_they_were));
        for replies in [1, 10, 30] {
            for seed in [1, 2] {
                assert_eq!(observe(seed, days, replies).seen, none.seen, "{replies} replies, days {days:?}");
            }
        }
    }
}

#[test]
fn a_parcel_brings_sixteen_tags_or_a_step() {
    let seen = observe(1, &[1; 12], 10).seen;
    let new: Vec<_> = seen.iter().map(|seen| seen.new_hybrid + seen.new_classic).collect();
    assert_eq!(new, [64, 16, 16, 16, 64, 16, 16, 16, 64, 16, 16, 16]);
    // While the board grows into a step, its spare cells leave, sixteen at a time, of the parcel that brought the step.
    assert_eq!(seen[1].left, BTreeMap::from([(0, 16)]));
    assert_eq!(seen[4].left, BTreeMap::new());
    assert_eq!(seen[5].left, BTreeMap::from([(4, 16)]));
}

/// Pearson's chi square of two counts.
fn chi_square(one: &[f64], other: &[f64]) -> f64 {
    let (ones, others): (f64, f64) = (one.iter().sum(), other.iter().sum());
    one.iter()
        .zip(other)
        .map(|(a, b)| {
            let (share_a, share_b) = (ones / (ones + others), others / (ones + others));
            (a - (a + b) * share_a).powi(2) / ((a + b) * share_a)
                + (b - (a + b) * share_b).powi(2) / ((a + b) * share_b)
        })
        .sum()
}

/// How often a place falls into each eighth of the board.
fn eighths(observer: &Observer, kind: Kind) -> Vec<f64> {
    let mut counts = vec![0.0; 8];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 8")]
    observer.places.iter().filter(|(of, _)| *of == kind).for_each(|(_, at)| counts[(at * 8.0) as usize] += 1.0);
    counts
}

#[test]
fn places_tags_and_bytes_have_the_same_distributions() {
    let days = [1; 40];
    let none = observe(1, &days, 0);
    for replies in [1, 10, 30] {
        let some = observe(2, &days, replies);
        // The thousandth of chi square for 7 and 15 degrees of freedom. Seeds are fixed: this fails always or never.
        for kind in [HYBRID, CLASSIC] {
            assert!(chi_square(&eighths(&none, kind), &eighths(&some, kind)) < 24.3, "{replies} {kind:?}");
        }
        assert!(chi_square(&none.tag_bytes, &some.tag_bytes) < 37.7, "{replies}");
        assert!(chi_square(&none.cell_bytes, &some.cell_bytes) < 37.7, "{replies}");
    }
}
