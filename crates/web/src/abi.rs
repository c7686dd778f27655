//! The door between page and core: exported functions over bytes in shared memory, and the page's generator of randomness. All of the
//! crate's unsafe code is here.
//!
//! | function | takes | gives |
//! | --- | --- | --- |
//! | `lend(len)` | | the address of `len` bytes for the page to write to; the bytes lent before are wiped |
//! | `card(today)` | the lent bytes: a desk card | JSON |
//! | `plan()`, `seal()` | the lent bytes: a request in JSON | JSON |
//! | `codename_new()` | | JSON |
//! | `codename_read(again)` | the lent bytes: what was typed | JSON |
//! | `codename_accept(again)` | | JSON |
//! | `codename_forget()` | | |
//! | `password()`, `salt()` | | what PBKDF2 takes, `rounds()` times |
//! | `seed()` | the lent bytes: what it made | |
//! | `board(len)` | the lent bytes: `len` bytes of a board, then its unit's name | 0: JSON; 1: the bytes whose SHA-256 is wanted |
//! | `board_hashed()` | the lent bytes: that hash | JSON |
//! | `thread()` | the lent bytes: `null`, or names of units, in JSON | JSON |
//! | `next()` | | 0: done; 1: `given` are sealed bytes; 2: bytes are wanted at `wanted` |
//! | `took(len)` | bytes written to `wanted` | |
//! | `stop()` | | |
//! | `hash_begin()`, `hash_more()` | the lent bytes | |
//! | `hash_end()` | | 64 hex digits |
//! | `extension(start)` | the lent bytes: `start` bytes of a file's start, then its name if that travels | an ending |
//! | `wipe()` | | what the last call gave is wiped |
//! | `forget()` | | everything is dropped and wiped |
//!
//! A negative result is a [`Fault`]'s number, negated; otherwise 0. What a call gives is at `given()`, `given_len()` long, until the next
//! call. `wanted()`, `wanted_len()` and `wanted_index()` belong to the last `next`.
#![allow(unsafe_code, reason = "exports, one import, and reading what the page wrote; see each")]

use core::cell::RefCell;

use rand_core::{CryptoRng, Error, RngCore};
use zeroize::Zeroize as _;

use crate::fault::Fault;
use crate::room::{Next, NextOfBoard, Room};

#[link(wasm_import_module = "env")]
unsafe extern "C" {
    /// Fills `len` bytes at `at` from the browser's generator. Where that fails the page throws, and this never returns.
    fn random_fill(at: *mut u8, len: usize);
    /// Seals `len` bytes at `at` in place, and writes the tag to the 16 bytes at `tag`; `key` are 32 bytes, `nonce` are 12. Where that
    /// fails the page throws, and this never returns.
    #[cfg(feature = "page-cipher")]
    fn seal_chunk(key: *const u8, nonce: *const u8, at: *mut u8, len: usize, tag: *mut u8);
}

/// The page's ChaCha20-Poly1305, under one key.
#[cfg(feature = "page-cipher")]
struct PageCipher(zeroize::Zeroizing<[u8; 32]>);

#[cfg(feature = "page-cipher")]
impl PageCipher {
    /// Under `key`.
    fn boxed(key: &[u8; 32]) -> Box<dyn candour_envelope::ChunkCipher> {
        Box::new(Self(zeroize::Zeroizing::new(*key)))
    }
}

#[cfg(feature = "page-cipher")]
impl candour_envelope::ChunkCipher for PageCipher {
    fn seal(&mut self, nonce: &[u8; 12], plain: &mut [u8]) -> std::io::Result<[u8; 16]> {
        let mut tag = [0; 16];
        // SAFETY: the page reads key and nonce, and writes within `plain` and `tag`, which are exclusively borrowed.
        unsafe { seal_chunk(self.0.as_ptr(), nonce.as_ptr(), plain.as_mut_ptr(), plain.len(), tag.as_mut_ptr()) };
        Ok(tag)
    }
}

/// The browser's generator.
struct PageRandom;

impl RngCore for PageRandom {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        // SAFETY: the page writes `len` bytes at `at`, which are ours and exclusively borrowed.
        unsafe { random_fill(bytes.as_mut_ptr(), bytes.len()) }
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for PageRandom {}

/// What `age` would draw from, if anything here called it.
fn for_age(bytes: &mut [u8]) -> Result<(), getrandom::Error> {
    PageRandom.fill_bytes(bytes);
    Ok(())
}

getrandom::register_custom_getrandom!(for_age);

/// Address and length of bytes that the page reads or writes.
#[derive(Clone, Copy)]
struct Span(*const u8, usize);

impl Span {
    /// Nothing.
    const NONE: Self = Self(core::ptr::null(), 0);

    /// Where bytes are.
    fn of(bytes: &[u8]) -> Self {
        Self(bytes.as_ptr(), bytes.len())
    }
}

/// Everything between two calls.
struct Door {
    room: Room,
    /// Bytes that the page wrote.
    lent: Vec<u8>,
    /// What the last call gave.
    said: Vec<u8>,
    given: Span,
    wanted: Span,
    wanted_index: usize,
}

impl Door {
    /// Nothing held.
    fn new() -> Self {
        let (lent, said) = (Vec::new(), Vec::new());
        Self { room: Room::default(), lent, said, given: Span::NONE, wanted: Span::NONE, wanted_index: 0 }
    }

    /// Answers a call: the lent bytes are wiped, and what came of them is given.
    fn answer(&mut self, outcome: Result<Vec<u8>, Fault>) -> i32 {
        self.lent.zeroize();
        self.said.zeroize();
        self.given = Span::NONE;
        match outcome {
            Ok(said) => {
                self.said = said;
                self.given = Span::of(&self.said);
                0
            }
            Err(fault) => -(fault as i32),
        }
    }

    /// Takes a board out of the lent bytes.
    fn board(&mut self, len: usize) -> i32 {
        let mut bytes = core::mem::take(&mut self.lent);
        if len > bytes.len() {
            return self.answer(Err(Fault::Broken));
        }
        let name = bytes.split_off(len);
        let (said, wanted) = match self.room.board(&name, bytes) {
            Ok(NextOfBoard::Hash(bytes)) => (Ok(Vec::new()), Some(Span::of(bytes))),
            Ok(NextOfBoard::Judged(said)) => (Ok(said), None),
            Err(fault) => (Err(fault), None),
        };
        let result = self.answer(said);
        let Some(wanted) = wanted else { return result };
        self.given = wanted;
        1
    }

    /// Goes on sealing.
    fn next(&mut self) -> i32 {
        (self.given, self.wanted) = (Span::NONE, Span::NONE);
        match self.room.go_on() {
            Ok(Next::Done) => 0,
            Ok(Next::Take(bytes)) => {
                self.given = Span::of(bytes);
                1
            }
            Ok(Next::Bring { index, room }) => {
                (self.wanted, self.wanted_index) = (Span::of(room), index);
                2
            }
            Err(fault) => -(fault as i32),
        }
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.lent.zeroize();
        self.said.zeroize();
    }
}

thread_local! {
    /// The page's worker is one thread, and no call comes in while another is running.
    static DOOR: RefCell<Door> = RefCell::new(Door::new());
}

/// Calls with everything at hand.
fn with<T>(call: impl FnOnce(&mut Door) -> T) -> T {
    DOOR.with_borrow_mut(call)
}

/// Lends `len` bytes.
#[unsafe(no_mangle)]
extern "C" fn lend(len: usize) -> *mut u8 {
    with(|door| {
        door.lent.zeroize();
        door.lent = vec![0; len];
        door.lent.as_mut_ptr()
    })
}

/// Takes a desk card.
#[unsafe(no_mangle)]
extern "C" fn card(today: u32) -> i32 {
    with(|door| {
        let said = door.room.card(&door.lent, today);
        door.answer(said)
    })
}

/// Measures a report.
#[unsafe(no_mangle)]
extern "C" fn plan() -> i32 {
    with(|door| {
        let said = door.room.plan(&door.lent);
        door.answer(said)
    })
}

/// Begins to seal a report.
#[unsafe(no_mangle)]
extern "C" fn seal() -> i32 {
    with(|door| {
        #[cfg(feature = "page-cipher")]
        let said = door.room.seal_with(&door.lent, &mut PageRandom, PageCipher::boxed);
        #[cfg(not(feature = "page-cipher"))]
        let said = door.room.seal(&door.lent, &mut PageRandom);
        door.answer(said)
    })
}

/// Draws a codename.
#[unsafe(no_mangle)]
extern "C" fn codename_new() -> i32 {
    with(|door| {
        let said = door.room.codename_new(&mut PageRandom);
        door.answer(said)
    })
}

/// Reads a typed codename; with `again` other than 0 it is the one that was drawn, typed back.
#[unsafe(no_mangle)]
extern "C" fn codename_read(again: u32) -> i32 {
    with(|door| {
        let said = door.room.codename_read(&door.lent, again != 0);
        door.answer(said)
    })
}

/// Takes the codename that was proposed.
#[unsafe(no_mangle)]
extern "C" fn codename_accept(again: u32) -> i32 {
    with(|door| {
        let said = door.room.codename_accept(again != 0);
        door.answer(said)
    })
}

/// Drops the codename and its seed.
#[unsafe(no_mangle)]
extern "C" fn codename_forget() {
    with(|door| {
        door.room.codename_forget();
        door.answer(Ok(Vec::new()));
    });
}

/// PBKDF2's password.
#[unsafe(no_mangle)]
extern "C" fn password() -> i32 {
    with(|door| {
        let said = door.room.password();
        door.answer(said)
    })
}

/// PBKDF2's salt.
#[unsafe(no_mangle)]
extern "C" fn salt() -> i32 {
    with(|door| {
        let said = door.room.salt();
        door.answer(said)
    })
}

/// PBKDF2's rounds.
#[unsafe(no_mangle)]
extern "C" fn rounds() -> u32 {
    Room::rounds()
}

/// Takes what PBKDF2 made.
#[unsafe(no_mangle)]
extern "C" fn seed() -> i32 {
    with(|door| {
        let taken = door.room.seed(&door.lent);
        door.answer(taken.map(|()| Vec::new()))
    })
}

/// Takes a unit's board.
#[unsafe(no_mangle)]
extern "C" fn board(len: usize) -> i32 {
    with(|door| door.board(len))
}

/// Takes the hash that was asked for.
#[unsafe(no_mangle)]
extern "C" fn board_hashed() -> i32 {
    with(|door| {
        let said = door.room.board_hashed(&door.lent);
        door.answer(said)
    })
}

/// Looks for replies.
#[unsafe(no_mangle)]
extern "C" fn thread() -> i32 {
    with(|door| {
        let said = door.room.thread(&door.lent);
        door.answer(said)
    })
}

/// Goes on sealing.
#[unsafe(no_mangle)]
extern "C" fn next() -> i32 {
    with(Door::next)
}

/// Counts what was brought.
#[unsafe(no_mangle)]
extern "C" fn took(len: usize) -> i32 {
    with(|door| door.room.took(len).map_or_else(|fault| -(fault as i32), |()| 0))
}

/// Stops sealing.
#[unsafe(no_mangle)]
extern "C" fn stop() {
    with(|door| {
        door.room.stop();
        door.wanted = Span::NONE;
        door.answer(Ok(Vec::new()));
    });
}

/// Begins a hash.
#[unsafe(no_mangle)]
extern "C" fn hash_begin() {
    with(|door| door.room.hash_begin());
}

/// Hashes the first `len` lent bytes, which are sealed ones: they are not wiped, so that the page may write there again.
#[unsafe(no_mangle)]
extern "C" fn hash_more(len: usize) -> i32 {
    with(|door| {
        let bytes = door.lent.get(..len).ok_or(Fault::Broken);
        bytes.and_then(|bytes| door.room.hash_more(bytes)).map_or_else(|fault| -(fault as i32), |()| 0)
    })
}

/// Ends a hash.
#[unsafe(no_mangle)]
extern "C" fn hash_end() -> i32 {
    with(|door| {
        let said = door.room.hash_end();
        door.answer(said)
    })
}

/// The ending of a file's neutral name.
#[unsafe(no_mangle)]
extern "C" fn extension(start: usize) -> i32 {
    with(|door| {
        let said = match door.lent.split_at_checked(start) {
            Some((start, name)) => Room::extension(start, name),
            None => Err(Fault::Broken),
        };
        door.answer(said)
    })
}

/// Wipes what the last call gave.
#[unsafe(no_mangle)]
extern "C" fn wipe() {
    with(|door| door.answer(Ok(Vec::new())));
}

/// Drops and wipes everything.
#[unsafe(no_mangle)]
extern "C" fn forget() {
    with(|door| *door = Door::new());
}

/// Where the last call's bytes are.
#[unsafe(no_mangle)]
extern "C" fn given() -> *const u8 {
    with(|door| door.given.0)
}

/// How many they are.
#[unsafe(no_mangle)]
extern "C" fn given_len() -> usize {
    with(|door| door.given.1)
}

/// Where an attachment's bytes are wanted.
#[unsafe(no_mangle)]
extern "C" fn wanted() -> *const u8 {
    with(|door| door.wanted.0)
}

/// How many, at most.
#[unsafe(no_mangle)]
extern "C" fn wanted_len() -> usize {
    with(|door| door.wanted.1)
}

/// Which attachment's.
#[unsafe(no_mangle)]
extern "C" fn wanted_index() -> usize {
    with(|door| door.wanted_index)
}
