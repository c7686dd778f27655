//! What is left in this program's memory, for tests of what should have been wiped.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::sync::{Mutex, PoisonError};

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

    fn is(&self, at: &[u8]) -> bool {
        at.iter().zip(self.signs()).all(|(byte, sign)| *byte == sign as u8)
    }
}

/// Held by whoever looks: what one test has just read, another's mark among it, is not to be found by the next one.
static LOOKING: Mutex<()> = Mutex::new(());

/// Bytes that are looked at in one go.
const PIECE: usize = 1 << 16;

/// Whether the text is anywhere that this program can write, in use or given back. Takes no memory itself: it would get what was just given
/// back, and write over what it looks for.
pub(crate) fn is_in_memory(mark: &Mark) -> bool {
    let _alone = LOOKING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut maps = [0; 2 * PIECE];
    let mut len = 0;
    let mut file = File::open("/proc/self/maps").unwrap();
    while let read @ 1.. = file.read(&mut maps[len..]).unwrap() {
        len += read;
    }
    let maps = std::str::from_utf8(&maps[..len]).unwrap();
    let mut memory = File::open("/proc/self/mem").unwrap();
    let mut piece = [0; PIECE];
    let mut any = false;
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw"))) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let [mut from, to] = [from, to].map(|at| u64::from_str_radix(at, 16).unwrap());
        while from < to {
            memory.seek(SeekFrom::Start(from)).unwrap();
            let most = usize::try_from(to - from).unwrap().min(PIECE);
            // A place may go meanwhile.
            let Ok(read @ 1..) = memory.read(&mut piece[..most]) else { break };
            any |= piece[..read].windows(64).any(|at| mark.is(at));
            // Pieces overlap, so that nothing is cut in two.
            from += u64::try_from(if read == PIECE { read - 63 } else { read }).unwrap();
        }
    }
    // What was found is not to be found again by the next search.
    piece.fill(0);
    std::hint::black_box(&piece);
    any
}
