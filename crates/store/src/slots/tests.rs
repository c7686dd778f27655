//! The file of keys under damage.

use super::copy::COPY_BYTES;
use super::*;

/// A file with one used slot.
fn one() -> (tempfile::TempDir, std::path::PathBuf, u32, Key) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("keys");
    let (slots, states) = Slots::open(&path).unwrap();
    assert!(states.is_empty());
    let keys = [(slots.take().unwrap(), Key::random())];
    slots.put(&keys).unwrap().finish().unwrap();
    let [(slot, key)] = keys;
    (dir, path, slot, key)
}

fn flip(path: &Path, at: u64) {
    let file = private().open(path).unwrap();
    let mut byte = [0];
    file.read_exact_at(&mut byte, at).unwrap();
    file.write_all_at(&[byte[0] ^ 1], at).unwrap();
}

#[test]
fn every_byte_of_one_copy_may_be_damaged() {
    let (_dir, path, slot, key) = one();
    for copy in 0..2 {
        for byte in 0..COPY_BYTES {
            flip(&path, place(slot, copy) + byte);
            let (slots, states) = Slots::open(&path).unwrap();
            assert_eq!(states[slot as usize], State::Used);
            assert_eq!(slots.repaired(), 1, "copy {copy} byte {byte}");
            assert_eq!(slots.key(slot).unwrap().expose_secret(), key.expose_secret());
            let (slots, _) = Slots::open(&path).unwrap();
            assert_eq!(slots.repaired(), 0, "it was written back");
        }
    }
}

#[test]
fn two_damaged_copies_are_damage_and_no_other_slot_suffers() {
    let (_dir, path, slot, _) = one();
    flip(&path, place(slot, 0));
    flip(&path, place(slot, 1) + 20);
    let (slots, states) = Slots::open(&path).unwrap();
    assert_eq!(states[slot as usize], State::Damaged);
    assert_eq!(states.iter().filter(|state| **state == State::Free).count(), STEP as usize - 1);
    assert!(matches!(slots.key(slot), Err(StoreError::Damaged)));
}

#[test]
fn a_copy_from_another_slot_does_not_count() {
    let (_dir, path, slot, _) = one();
    let file = private().open(&path).unwrap();
    let mut copy = [0; COPY];
    file.read_exact_at(&mut copy, place(slot, 0)).unwrap();
    let other = (slot + 1) % STEP;
    file.write_all_at(&copy, place(other, 0)).unwrap();
    file.write_all_at(&copy, place(other, 1)).unwrap();
    let (_, states) = Slots::open(&path).unwrap();
    assert_eq!(states[other as usize], State::Damaged);
}

#[test]
fn a_wiped_slot_leaves_no_key_and_half_a_wipe_is_finished() {
    let (_dir, path, slot, key) = one();
    let before = std::fs::read(&path).unwrap();
    let finds = |bytes: &[u8]| bytes.windows(32).filter(|window| window == key.expose_secret()).count();
    assert_eq!(finds(&before), 2);
    let (slots, _) = Slots::open(&path).unwrap();
    slots.wipe(&[slot]).unwrap();
    assert_eq!(finds(&std::fs::read(&path).unwrap()), 0);
    assert!(matches!(slots.key(slot), Err(StoreError::NotFound)));

    // Only the first copy was wiped when the power went.
    let mut half = std::fs::read(&path).unwrap();
    let second = usize::try_from(place(slot, 1)).unwrap();
    half[second..second + COPY].copy_from_slice(&before[second..second + COPY]);
    std::fs::write(&path, half).unwrap();
    let (slots, states) = Slots::open(&path).unwrap();
    assert_eq!((states[slot as usize], slots.repaired()), (State::Free, 0));
    assert_eq!(finds(&std::fs::read(&path).unwrap()), 0);
}

#[test]
fn a_key_is_written_to_one_copy_and_then_to_the_other_and_holds_from_the_first_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("keys");
    let (slots, _) = Slots::open(&path).unwrap();
    let keys = [(slots.take().unwrap(), Key::random())];
    let finds = || {
        let bytes = std::fs::read(&path).unwrap();
        bytes.windows(32).filter(|window| window == keys[0].1.expose_secret()).count()
    };
    let half = slots.put(&keys).unwrap();
    assert_eq!(finds(), 1);
    // The power goes here.
    std::fs::copy(&path, dir.path().join("then")).unwrap();
    half.finish().unwrap();
    assert_eq!(finds(), 2);

    let then = dir.path().join("then");
    let (slots, states) = Slots::open(&then).unwrap();
    assert_eq!((states[keys[0].0 as usize], slots.repaired()), (State::Used, 0), "that is no damage");
    assert_eq!(slots.key(keys[0].0).unwrap().expose_secret(), keys[0].1.expose_secret());
    let bytes = std::fs::read(&then).unwrap();
    assert_eq!(bytes.windows(32).filter(|window| window == keys[0].1.expose_secret()).count(), 2);
}

#[test]
fn who_reads_between_the_two_copies_waits_and_repairs_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (slots, _) = Slots::open(&dir.path().join("keys")).unwrap();
    let keys = [(slots.take().unwrap(), Key::random())];
    let half = slots.put(&keys).unwrap();
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| *slots.key(keys[0].0).unwrap().expose_secret());
        half.finish().unwrap();
        assert_eq!(reader.join().unwrap(), *keys[0].1.expose_secret());
    });
    assert_eq!(slots.repaired(), 0);
}

#[test]
fn it_grows_by_whole_steps_and_a_cut_step_is_written_again() {
    let (_dir, path, _, _) = one();
    let file = private().open(&path).unwrap();
    assert_eq!(file.metadata().unwrap().len(), PAGE + STEP_BYTES);
    file.set_len(PAGE + STEP_BYTES + 1000).unwrap();
    let (slots, states) = Slots::open(&path).unwrap();
    assert_eq!(states.len(), STEP as usize);
    let first = slots.take().unwrap();
    assert!(first >= STEP, "the first step was not given back here");
    assert_eq!(file.metadata().unwrap().len(), PAGE + 2 * STEP_BYTES);
    let (_, states) = Slots::open(&path).unwrap();
    assert!(states[STEP as usize..].iter().all(|state| *state == State::Free));
}

#[test]
fn more_than_a_step_is_taken_and_no_slot_twice() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("keys");
    let (slots, _) = Slots::open(&path).unwrap();
    let taken: std::collections::BTreeSet<u32> = (0..=STEP).map(|_| slots.take().unwrap()).collect();
    assert_eq!(taken.len(), STEP as usize + 1);
    assert_eq!(path.metadata().unwrap().len(), PAGE + 2 * STEP_BYTES, "it grows when few are free, by one step");
    let keys = [(*taken.last().unwrap(), Key::random())];
    assert!(keys[0].0 >= STEP);
    slots.put(&keys).unwrap().finish().unwrap();
    let (slots, states) = Slots::open(&path).unwrap();
    assert_eq!(states.iter().filter(|state| **state == State::Used).count(), 1);
    assert_eq!(slots.key(keys[0].0).unwrap().expose_secret(), keys[0].1.expose_secret());
}

#[test]
fn the_order_of_slots_is_random() {
    let dir = tempfile::tempdir().unwrap();
    let (slots, _) = Slots::open(&dir.path().join("keys")).unwrap();
    let taken: Vec<u32> = (0..64).map(|_| slots.take().unwrap()).collect();
    let rising = taken.windows(2).filter(|pair| pair[0] < pair[1]).count();
    assert!((8..56).contains(&rising), "{rising} of 63 rise");
}
