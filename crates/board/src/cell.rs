//! A cell: an age file of exactly 4096 bytes to one recipient. Knows nothing of what is in it.

use std::io::{Read as _, Write as _};

use candour_envelope::{Identity, Recipient, StreamReader, open_lone_header, seal_to};
use candour_header::{Kind, NONCE, TAG};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::size::CELL;

/// Plaintext bytes of a cell: always all of them. 2437 in a hybrid cell, 3896 in a classic one.
#[must_use]
pub const fn room(kind: Kind) -> usize {
    CELL - kind.header_len(1) - NONCE - TAG
}

/// A cell's plaintext. Genuine as far as age goes: sealed by somebody who knew the recipient.
pub type OpenedCell = Zeroizing<Vec<u8>>;

/// Seals a plaintext, which must fill the cell. Draws the file key (16 bytes), the share (hybrid 64, classic 32), and the nonce (16).
/// `None` for another length, or a recipient that nobody generated honestly.
pub(crate) fn seal(
    recipient: &Recipient,
    plaintext: &[u8],
    rng: &mut (impl CryptoRng + RngCore),
) -> Option<Box<[u8; CELL]>> {
    let mut out = seal_to(core::slice::from_ref(recipient), rng, Vec::with_capacity(CELL)).ok()?;
    out.write_all(plaintext).ok()?;
    out.finish().ok()?.into_boxed_slice().try_into().ok()
}

/// Opens a cell; `None` where it is for nobody of `identities`, or was changed. That there is one reason only is on purpose.
#[must_use]
pub fn open_cell(cell: &[u8; CELL], identities: &[Identity]) -> Option<OpenedCell> {
    let header = open_lone_header(cell, identities)?;
    let chunks = cell.get(header.chunks_at()..)?;
    let mut plaintext = Zeroizing::new(Vec::with_capacity(CELL));
    StreamReader::new(header.payload_key(), chunks).read_to_end(&mut plaintext).ok()?;
    Some(plaintext)
}
