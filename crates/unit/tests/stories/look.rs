//! What somebody who keeps every parcel can see: the same, however many replies are in it.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt as _;

use crate::talk::Source;
use crate::world::{World, names};

/// What shows of a parcel: files with modes and lengths (that of the note without its signed number of digits is fixed too), cells,
/// new tags, kinds of new cells.
#[derive(Debug, PartialEq, Eq)]
struct Look {
    files: Vec<(String, u32, u64)>,
    cells: usize,
    new: usize,
    new_hybrid: usize,
    gone: usize,
}

/// Makes parcels with so many replies waiting before each, and looks at them.
fn looks(replies: [usize; 3]) -> Vec<Look> {
    let world = World::new();
    let sources: Vec<Source> = (0..10).map(|_| Source::new(&world)).collect();
    let blobs: Vec<Vec<u8>> =
        sources.iter().enumerate().map(|(at, source)| source.report(&world, "x", 1_795_000_000 + at as u64)).collect();
    world.open(&world.bundle("bundle", &blobs), &[]);
    let mut before: BTreeSet<[u8; 16]> = BTreeSet::new();
    let mut looks = Vec::new();
    for (round, count) in replies.into_iter().enumerate() {
        for case in 1..=count {
            assert_eq!(world.reply(&case.to_string(), &"reply ".repeat(case)).code, 0);
        }
        let out = format!("parcel-{round}");
        let (_, board) = world.parcel(&out);
        let found = sources.iter().filter(|source| !source.find(&world, &board).replies.is_empty()).count();
        assert_eq!(found, replies[..=round].iter().copied().max().unwrap(), "the replies are there");
        let tags: BTreeSet<[u8; 16]> = board.tags().iter().copied().collect();
        let new = || board.tags().iter().zip(board.cells()).filter(|(tag, _)| !before.contains(*tag));
        let hybrid = |cell: &[u8]| cell[22..].starts_with(b"-> mlkem768x25519 ");
        let folder = world.path(&out);
        let files = names(&folder).into_iter().map(|name| {
            let metadata = folder.join(&name).metadata().unwrap();
            (name, metadata.mode() & 0o7777, metadata.len())
        });
        looks.push(Look {
            files: files.collect(),
            cells: board.cells().len(),
            new: new().count(),
            new_hybrid: new().filter(|(_, cell)| hybrid(cell.as_slice())).count(),
            gone: before.difference(&tags).count(),
        });
        before = tags;
    }
    looks
}

#[test]
fn parcels_with_none_one_and_ten_replies_look_the_same() {
    let none = looks([0, 0, 0]);
    assert_eq!(none, looks([1, 0, 1]));
    assert_eq!(none, looks([0, 10, 1]));
    assert_eq!(none, looks([10, 1, 0]));
    let seen: Vec<_> = none.iter().map(|look| (look.cells, look.new, look.new_hybrid, look.gone)).collect();
    assert_eq!(seen, [(64, 64, 48, 0), (64, 16, 12, 16), (64, 16, 12, 16)]);
    let (name, mode, len) = &none[0].files[0];
    assert_eq!((name.as_str(), *len), ("board", 270_336));
    // For the courier to read, unless the umask takes that away.
    assert_eq!((mode & 0o600, mode & !0o644), (0o600, 0), "{mode:o}");
}

#[test]
fn what_is_kept_beside_the_boards_says_which_replies_went_and_is_the_owner_s_alone() {
    let world = World::new();
    let source = Source::new(&world);
    world.open(&world.bundle("bundle", &[source.report(&world, "x", 1)]), &[]);
    world.reply("1", "Diolch.");
    world.parcel("parcel");
    let folder = world.path("home/boards").join(world.drop.to_string()).join("000001");
    assert_eq!(names(&folder), ["board", "counted.json", "handed", "parcel", "shelf"]);
    for name in names(&folder) {
        assert_eq!(folder.join(name).metadata().unwrap().mode() & 0o7777, 0o600);
    }
    assert_eq!(folder.metadata().unwrap().mode() & 0o7777, 0o700);
    assert_eq!(fs::read(folder.join("board")).unwrap(), fs::read(world.path("parcel/board")).unwrap());
}
