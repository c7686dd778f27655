//! What is left in this program's memory, for tests of what should have been wiped.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

/// A text of 64 letters that is nowhere in memory unless somebody puts it together. One number for each test.
pub(crate) struct Mark(pub(crate) u32);

impl Mark {
    /// Its letters.
    pub(crate) fn signs(&self) -> impl Iterator<Item = char> + '_ {
        (0..64).map(|place| self.sign(place))
    }

    fn sign(&self, place: u32) -> char {
        let mixed = (place * 64 + self.0 + 1).wrapping_mul(0x9e37_79b1).rotate_left(13).wrapping_mul(0x85eb_ca6b);
        char::from_u32(u32::from('a') + mixed % 26).unwrap()
    }
}

/// Whether the text is anywhere that this program can write, in use or given back.
pub(crate) fn is_in_memory(mark: &Mark) -> bool {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let mut memory = File::open("/proc/self/mem").unwrap();
    let mut any = false;
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw"))) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let [from, to] = [from, to].map(|at| u64::from_str_radix(at, 16).unwrap());
        memory.seek(SeekFrom::Start(from)).unwrap();
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        // A place may go meanwhile.
        let read = memory.read(&mut bytes).unwrap_or(0);
        let first = mark.sign(0) as u8;
        let is_here = |at: &[u8]| at[0] == first && at.iter().zip(mark.signs()).all(|(byte, sign)| *byte == sign as u8);
        any |= bytes[..read].windows(64).any(is_here);
        // What was found is not to be found again by the next search.
        bytes.fill(0);
        std::hint::black_box(&bytes);
    }
    any
}
