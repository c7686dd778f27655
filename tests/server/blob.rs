//! Bytes framed as age files. The server cannot tell whether they open, so most tests need none that do.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use candour_header::stream;
use rand::{RngCore as _, SeedableRng as _};

/// A stanza of an X25519 recipient, or of another kind.
pub(crate) fn stanza(arguments: &str) -> String {
    format!("-> {arguments}\n{}\n", STANDARD_NO_PAD.encode([3; 32]))
}

/// `X25519` and a share.
pub(crate) fn x25519() -> String {
    stanza(&format!("X25519 {}", STANDARD_NO_PAD.encode([2; 32])))
}

/// `mlkem768x25519` and an encapsulation.
pub(crate) fn hybrid() -> String {
    stanza(&format!("mlkem768x25519 {}", STANDARD_NO_PAD.encode([4; 1120])))
}

/// A header of these stanzas.
pub(crate) fn header(stanzas: &str) -> Vec<u8> {
    format!("age-encryption.org/v1\n{stanzas}--- {}\n", STANDARD_NO_PAD.encode([1; 32])).into_bytes()
}

/// A file of this header around `plain` bytes; the payload is drawn from `seed`.
pub(crate) fn file(header: Vec<u8>, plain: u64, seed: u64) -> Vec<u8> {
    let sealed = usize::try_from(stream::sealed_len(plain).unwrap()).unwrap();
    let mut bytes = header;
    let start = bytes.len();
    bytes.resize(start + sealed, 0);
    rand::rngs::StdRng::seed_from_u64(seed).fill_bytes(&mut bytes[start..]);
    bytes
}

/// A classic report around `plain` bytes.
pub(crate) fn classic(plain: u64, seed: u64) -> Vec<u8> {
    file(header(&x25519()), plain, seed)
}
