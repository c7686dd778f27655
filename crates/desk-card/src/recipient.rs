//! Whether a text is an age recipient: prefix, checksum, length. What its bytes mean is the envelope's business.

use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Checksum, Hrp};

/// Bech32 without a length limit, as age uses it.
enum LongBech32 {}

impl Checksum for LongBech32 {
    type MidstateRepr = <Bech32 as Checksum>::MidstateRepr;
    const CODE_LENGTH: usize = 1 << 16;
    const CHECKSUM_LENGTH: usize = Bech32::CHECKSUM_LENGTH;
    const GENERATOR_SH: [u32; 5] = Bech32::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = Bech32::TARGET_RESIDUE;
}

/// The prefix of hybrid recipients (`age1pq1…`).
const HYBRID: Hrp = Hrp::parse_unchecked("age1pq");
/// The prefix of classic recipients (`age1…`).
const CLASSIC: Hrp = Hrp::parse_unchecked("age");
/// Bytes of a hybrid recipient: ML-KEM-768 encapsulation key (1184) and X25519 key (32).
const HYBRID_LEN: usize = 1216;
/// Bytes of a classic recipient: X25519 key.
const CLASSIC_LEN: usize = 32;

/// Whether `text` is a hybrid recipient in its one spelling.
pub(crate) fn is_hybrid(text: &str) -> bool {
    is(text, HYBRID, HYBRID_LEN)
}

/// Whether `text` is a classic recipient in its one spelling.
pub(crate) fn is_classic(text: &str) -> bool {
    is(text, CLASSIC, CLASSIC_LEN)
}

/// The text form of a classic recipient.
pub(crate) fn classic(bytes: &[u8; 32]) -> String {
    bech32::encode::<LongBech32>(CLASSIC, bytes).unwrap_or_default()
}

/// Whether `text` has this prefix, a right checksum and this many bytes, and is spelled as an encoder writes it.
fn is(text: &str, hrp: Hrp, len: usize) -> bool {
    let Ok(checked) = CheckedHrpstring::new::<LongBech32>(text) else { return false };
    let bytes: Vec<u8> = checked.byte_iter().collect();
    checked.hrp() == hrp
        && bytes.len() == len
        && bech32::encode::<LongBech32>(hrp, &bytes).is_ok_and(|again| again == text)
}
