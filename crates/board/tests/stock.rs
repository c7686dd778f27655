//! A letter found with `split` and `age` alone.

#[path = "support/world.rs"]
mod world;

use std::fs;
use std::process::Command;

use candour_board::{CELL, Pending};
use candour_envelope::Identity;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use world::{CLASSIC, Unit, reply, thread};

#[test]
#[ignore = "needs: age (Debian: age)"]
fn split_and_age_find_a_letter() {
    let own = Identity::generate(CLASSIC, &mut ChaCha20Rng::seed_from_u64(9));
    let recipient = own.to_recipient();
    let hers = thread(1, CLASSIC);
    let mut pending = reply(&hers, 0, "Diolch.");
    pending.push(Pending::Letter {
        recipient: &recipient,
        unit: "clwyd",
        letter: 1,
        part: 1,
        parts: 1,
        quote: "arian am rifau",
        text: "Pwy arall oedd yno?",
    });
    let board = Unit::new(1).board(1, &pending);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("board"), board.to_bytes()).expect("the board");
    fs::write(folder.path().join("key"), own.expose_secret().expose_secret()).expect("the key");
    // What the page says.
    let script = "split -b 4096 board cell- && for c in cell-*; do age -d -i key -o \"$c.txt\" \"$c\" 2>/dev/null; done; cat cell-*.txt";
    let out = Command::new("sh").args(["-c", script]).current_dir(folder.path()).output().expect("a shell");
    let cells = fs::read_dir(folder.path()).expect("the folder").filter(|entry| {
        let entry = entry.as_ref().expect("an entry");
        entry.file_name().to_string_lossy().starts_with("cell-")
            && entry.metadata().expect("its length").len() == u64::try_from(CELL).expect("a length")
    });
    assert_eq!(cells.count(), board.to_bytes().len() / CELL);
    let letter = String::from_utf8(out.stdout).expect("a text");
    let head =
        "candour/letter/v1\nunit: clwyd\nletter: 1, part 1 of 1\nyou wrote: arian am rifau\n\nPwy arall oedd yno?\n";
    assert!(letter.starts_with(head) && letter.trim_end() == head.trim_end(), "{letter}");
}
