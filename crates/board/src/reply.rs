//! The plaintext of a reply to a codename, one part of it to a cell.
//!
//! | at | bytes | what |
//! | --- | --- | --- |
//! | 0 | 16 | `candour/reply/v1` |
//! | 16 | 32 | HMAC-SHA-256(reply key, unit id || everything from 48 on) |
//! | 48 | 8 | n: the number of this cell in the conversation with this unit, from 0 |
//! | 56 | 8 | the highest number on the board so far, at least n |
//! | 64 | 2 | part, from 1 |
//! | 66 | 2 | parts |
//! | 68 | 2 | length of the text in bytes |
//! | 70 | | text, UTF-8; then zeros to the end of the cell |
//!
//! Numbers are big endian.

use candour_codename::{ReplyKey, UnitId};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::label::REPLY_LABEL;

/// Numbers that a conversation with one unit has: 0 to 1023. A client tries them all.
pub const NUMBERS: u64 = 1024;
/// Most parts of one reply.
pub const MOST_PARTS: u16 = 8;

/// Length of an HMAC.
const MAC: usize = 32;
/// Where the bytes begin that the HMAC covers.
const COVERED: usize = REPLY_LABEL.len() + MAC;
/// Where the text begins.
pub(crate) const HEAD: usize = COVERED + 8 + 8 + 2 + 2 + 2;

/// One part of a reply.
#[derive(Clone, PartialEq, Eq)]
pub struct ReplyPart {
    /// Its number.
    pub n: u64,
    /// The highest number on the board when this was put there.
    pub highest: u64,
    /// Which part, from 1.
    pub part: u16,
    /// Of how many.
    pub parts: u16,
    /// The text. Written by a unit; still nothing for a terminal as it is.
    pub text: Zeroizing<String>,
}

/// Why an opened cell is no part of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CellFault {
    /// Not a reply at all, or the HMAC does not hold: not written by a unit of the conversation.
    #[error("not written by a unit of this conversation")]
    Invented,
    /// The HMAC holds, and the rest is not of its form.
    #[error("written by a unit, but not in the form of a reply")]
    Malformed,
}

impl ReplyPart {
    /// The number of the reply's first part; `None` where there can be none.
    pub(crate) fn first(&self) -> Option<u64> {
        self.n.checked_sub(u64::from(self.part.checked_sub(1)?))
    }

    /// Whether the numbers go together.
    fn is_right(&self) -> bool {
        let parts = (1..=MOST_PARTS).contains(&self.parts) && (1..=self.parts).contains(&self.part);
        parts && self.n <= self.highest && self.highest < NUMBERS && self.first().is_some()
    }

    /// The plaintext, filling a cell of `room` bytes; `None` where the numbers do not go together or the text is too long.
    pub(crate) fn encode(&self, key: &ReplyKey, unit: &UnitId, room: usize) -> Option<Zeroizing<Vec<u8>>> {
        let len = u16::try_from(self.text.len()).ok()?;
        if !self.is_right() || self.text.len() > room.checked_sub(HEAD)? {
            return None;
        }
        let mut rest = Zeroizing::new(Vec::with_capacity(room));
        rest.extend_from_slice(&self.n.to_be_bytes());
        rest.extend_from_slice(&self.highest.to_be_bytes());
        for number in [self.part, self.parts, len] {
            rest.extend_from_slice(&number.to_be_bytes());
        }
        rest.extend_from_slice(self.text.as_bytes());
        rest.resize(room - COVERED, 0);
        let mut plaintext = Zeroizing::new(Vec::with_capacity(room));
        plaintext.extend_from_slice(REPLY_LABEL);
        plaintext.extend_from_slice(&mac(key, unit, &rest)?.finalize().into_bytes());
        plaintext.extend_from_slice(&rest);
        Some(plaintext)
    }

    /// Reads a cell that was opened on this unit's board. The HMAC is checked before anything behind it is looked at.
    ///
    /// # Errors
    /// [`CellFault::Invented`], [`CellFault::Malformed`].
    pub fn decode(plaintext: &[u8], key: &ReplyKey, unit: &UnitId) -> Result<Self, CellFault> {
        let authentic = || {
            let (theirs, rest) = plaintext.strip_prefix(REPLY_LABEL)?.split_first_chunk::<MAC>()?;
            mac(key, unit, rest)?.verify_slice(theirs).ok()?;
            Some(rest)
        };
        Self::fields(authentic().ok_or(CellFault::Invented)?).ok_or(CellFault::Malformed)
    }

    /// What the HMAC covers.
    fn fields(rest: &[u8]) -> Option<Self> {
        let (n, rest) = rest.split_first_chunk::<8>()?;
        let (highest, rest) = rest.split_first_chunk::<8>()?;
        let ([part, parts, len], rest) = {
            let (part, rest) = rest.split_first_chunk::<2>()?;
            let (parts, rest) = rest.split_first_chunk::<2>()?;
            let (len, rest) = rest.split_first_chunk::<2>()?;
            ([part, parts, len].map(|number| u16::from_be_bytes(*number)), rest)
        };
        let (text, padding) = rest.split_at_checked(usize::from(len))?;
        let text = Zeroizing::new(core::str::from_utf8(text).ok()?.to_owned());
        let (n, highest) = (u64::from_be_bytes(*n), u64::from_be_bytes(*highest));
        let found = Self { n, highest, part, parts, text };
        (found.is_right() && padding.iter().all(|byte| *byte == 0)).then_some(found)
    }
}

impl core::fmt::Debug for ReplyPart {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("ReplyPart").field("n", &self.n).finish_non_exhaustive()
    }
}

/// The HMAC over the rest of a reply. HMAC takes keys of any length, so `None` never comes.
///
/// # Security
/// The units of a set have one reply key. With its id under the HMAC no unit can pass another one's cell off as its own.
fn mac(key: &ReplyKey, unit: &UnitId, rest: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::new_from_slice(key.expose_secret()).ok()?;
    mac.update(&unit.0);
    mac.update(rest);
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: UnitId = UnitId([1; 32]);

    fn part(n: u64, highest: u64, part: u16, parts: u16, text: &str) -> ReplyPart {
        ReplyPart { n, highest, part, parts, text: Zeroizing::new(text.to_owned()) }
    }

    #[test]
    fn layout_by_bytes() {
        let key = ReplyKey::from_bytes([7; 32]);
        let good = part(3, 0x0102, 2, 3, "Ŵ");
        let plaintext = good.encode(&key, &UNIT, 80).unwrap();
        assert_eq!(&plaintext[..16], b"candour/reply/v1");
        assert_eq!(
            &plaintext[48..],
            b"\0\0\0\0\0\0\0\x03\0\0\0\0\0\0\x01\x02\0\x02\0\x03\0\x02\xc5\xb4\0\0\0\0\0\0\0\0"
        );
        assert_eq!(ReplyPart::decode(&plaintext, &key, &UNIT), Ok(good));
        assert_eq!(ReplyPart::decode(&plaintext, &ReplyKey::from_bytes([8; 32]), &UNIT), Err(CellFault::Invented));
        let other = UnitId([2; 32]);
        assert_eq!(ReplyPart::decode(&plaintext, &key, &other), Err(CellFault::Invented), "another unit's board");
        for at in 0..80 {
            let mut changed = plaintext.clone();
            changed[at] ^= 1;
            assert_eq!(ReplyPart::decode(&changed, &key, &UNIT), Err(CellFault::Invented), "{at}");
        }
    }

    #[test]
    fn nonsense_is_neither_written_nor_read() {
        let key = ReplyKey::from_bytes([7; 32]);
        for bad in [
            part(3, 2, 1, 1, ""),
            part(3, 1024, 1, 1, ""),
            part(1024, 1024, 1, 1, ""),
            part(3, 3, 0, 1, ""),
            part(3, 3, 2, 1, ""),
            part(9, 9, 1, 9, ""),
            part(0, 3, 2, 2, ""),
            part(3, 3, 1, 1, "12345678901"),
        ] {
            assert_eq!(bad.encode(&key, &UNIT, 80), None, "{bad:?}");
        }
        // Signed nonsense: the fields of a good one with one byte changed, and the HMAC made anew.
        let good = part(3, 3, 1, 1, "a").encode(&key, &UNIT, 80).unwrap();
        for (at, byte) in [(0, 1), (8, 1), (16, 1), (18, 9), (20, 1), (22, 0xff), (31, 1)] {
            let mut rest = good[COVERED..].to_vec();
            rest[at] = byte;
            let mac = mac(&key, &UNIT, &rest).unwrap().finalize().into_bytes();
            let plaintext = [REPLY_LABEL.as_slice(), &mac, &rest].concat();
            assert_eq!(ReplyPart::decode(&plaintext, &key, &UNIT), Err(CellFault::Malformed), "{at}");
        }
        assert_eq!(ReplyPart::decode(b"", &key, &UNIT), Err(CellFault::Invented));
    }
}
