//! What the store's tests share: blobs that can be told apart, and ways to read them back.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::mod_module_files,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "each test program uses its own part; tests/support.rs would be a program of its own"
)]

pub mod image;
pub mod keys;
pub mod traffic;

use std::io::Read as _;
use std::path::Path;

use candour_store::{Meta, Options, StartReport, Store};
use sha2::{Digest as _, Sha256};

/// Options that a small disk bears.
pub const SMALL: Options = Options { reserve_bytes: 4 << 20, floor_bytes: 4 << 20, reopen_bytes: 8 << 20 };

/// A blob that only its number decides, of bytes that do not compress.
pub fn blob(number: u64, len: usize) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1);
    let mut bytes = Vec::with_capacity(len + 8);
    while bytes.len() < len {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.wrapping_mul(0x2545_F491_4F6C_DD1D).to_le_bytes());
    }
    bytes.truncate(len);
    bytes
}

/// Its hash.
pub fn hash(blob: &[u8]) -> [u8; 32] {
    Sha256::digest(blob).into()
}

/// What comes with it.
pub fn meta(number: u64, epoch: u32) -> Meta {
    let mut tag = [7; 16];
    tag[..8].copy_from_slice(&number.to_le_bytes());
    Meta { tag, epoch }
}

/// Opens a store on a small disk.
pub fn open(dir: &Path) -> (Store, StartReport) {
    Store::open(dir, SMALL).unwrap()
}

/// A whole blob.
pub fn read(store: &Store, hash: &[u8; 32]) -> Option<Vec<u8>> {
    store.read(hash).unwrap().map(|mut reader| {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// Keeps a blob of any size.
pub fn put(store: &Store, blob: &[u8], meta: Meta) -> Result<candour_store::Stored, candour_store::StoreError> {
    if blob.len() <= candour_store::TEXT_TOP {
        store.put_text(blob.to_vec(), hash(blob), meta).wait()
    } else {
        let id = store.begin(Some(blob.len() as u64), meta.epoch + 2)?;
        let mut held = 0;
        for part in blob.chunks(100_000) {
            held = store.append(id, held, part)?;
        }
        store.finish(id, hash(blob), meta)
    }
}
