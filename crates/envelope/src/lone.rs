//! Opens the header of a file with exactly one stanza, of a known kind: a cell of the board. Every line of it has one length, so its grammar is
//! `candour-header`'s scanner and nothing else is parsed. Owns that order; keys and primitives are those that every header is opened with.
//!
//! Why not [`crate::open_header`]: the page opens cells, and the `age` crate behind that would be an eighth of what a source's browser loads.
//! What one opens the other opens (`src/tests/lone.rs`).

use age_core::format::Stanza;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use candour_header::{NONCE, scan};

use crate::OpenedHeader;
use crate::header_writer::{ARROW, mac_holds};
use crate::keys::{Identity, Unwrapped};

/// Opens the header at the start of `file`; `None` where it is no header with exactly one stanza, or the stanza is for nobody of
/// `identities`, or was changed. That there is one reason only is on purpose.
#[must_use]
pub fn open_lone_header(file: &[u8], identities: &[Identity]) -> Option<OpenedHeader> {
    let header = scan(file).ok().filter(|header| header.recipients == 1 && header.foreign == 0)?;
    let (text, rest) = file.split_at_checked(header.len)?;
    // The scanner has seen four lines: age's, a stanza's two, and dashes with the MAC of all before it.
    let (covered, mac) = core::str::from_utf8(text).ok()?.strip_suffix('\n')?.rsplit_once(' ')?;
    let mut lines = covered.split('\n').skip(1);
    let (tag, share) = lines.next()?.strip_prefix(ARROW)?.split_once(' ')?;
    let body = BASE64_STANDARD_NO_PAD.decode(lines.next()?).ok()?;
    let stanza = Stanza { tag: tag.to_owned(), args: vec![share.to_owned()], body };
    let key = identities.iter().find_map(|identity| match identity.unwrap(&stanza) {
        Unwrapped::Ours(key) => Some(key),
        Unwrapped::NotOurs | Unwrapped::Malformed => None,
    })?;
    let mac = BASE64_STANDARD_NO_PAD.decode(mac).ok()?;
    let nonce = rest.first_chunk::<NONCE>()?;
    mac_holds(&key, covered.as_bytes(), &mac).then(|| OpenedHeader::new(key.payload_key(nonce), header.len))
}
