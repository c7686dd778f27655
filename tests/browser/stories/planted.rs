//! What was typed or attached, in every spelling in which a browser could let it out. Owns the spellings and the search.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use flate2::{Decompress, FlushDecompress};

use crate::recorder::Exchange;

/// As much of something compressed is looked at.
const UNPACKED: usize = 256 * 1024;

/// Bytes that must never be seen in clear.
#[derive(Debug, Default)]
pub(crate) struct Planted {
    /// What to call it, and one spelling of it.
    spellings: Vec<(String, Vec<u8>)>,
}

impl Planted {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Plants a text that is typed, or a file's name.
    pub(crate) fn text(mut self, text: &str) -> Self {
        let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        self.spell(&format!("{text:?} in UTF-16"), wide(u16::to_le_bytes));
        self.spell(&format!("{text:?} in UTF-16, the other way round"), wide(u16::to_be_bytes));
        self.spell(&format!("{text:?} in a URL"), percent(text, false));
        self.spell(&format!("{text:?} in a form"), percent(text, true));
        self.spell(&format!("{text:?} in JSON"), json(text));
        self.bytes(&format!("{text:?}"), text.as_bytes())
    }

    /// Plants a codename: the whole phrase, and each pair of neighbouring words, in either order and however they could be joined. Single words would be found by
    /// chance, and neighbours that are very short together take the next one along.
    pub(crate) fn codename(mut self, codename: &str) -> Self {
        let words: Vec<&str> = codename.split(' ').collect();
        for at in 0..words.len() - 1 {
            let Some(length) = (2..=words.len() - at).find(|many| words[at..at + many].concat().len() >= 9) else {
                break;
            };
            let near = &words[at..at + length];
            let turned: Vec<&str> = near.iter().rev().copied().collect();
            for joint in ["", "-", "_", ",", "\n", "\",\""] {
                self.spell(&format!("{near:?} of a codename"), near.join(joint).into_bytes());
                self.spell(&format!("{turned:?} of a codename"), turned.join(joint).into_bytes());
            }
            self = self.text(&near.join(" ")).text(&turned.join(" "));
        }
        self.text(codename)
    }

    /// Plants bytes of a file.
    pub(crate) fn bytes(mut self, name: &str, bytes: &[u8]) -> Self {
        assert!(bytes.len() >= 9, "{name}: so short that chance would find it");
        let mut hex = String::new();
        bytes.iter().for_each(|byte| write!(hex, "{byte:02x}").unwrap());
        self.spell(&format!("{name} in hexadecimal"), hex.to_ascii_uppercase().into_bytes());
        self.spell(&format!("{name} in hexadecimal"), hex.into_bytes());
        for shift in 0..3 {
            // What stands before and after decides the first and the last characters.
            let shifted = [&[0; 2][..shift], bytes].concat();
            let inside = [0, 2, 3][shift]..shifted.len() / 3 * 4;
            for alphabet in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
                let encoded = alphabet.encode(&shifted);
                self.spell(&format!("{name} in base64"), encoded.as_bytes()[inside.clone()].to_vec());
            }
        }
        self.spell(name, bytes.to_vec());
        self
    }

    /// What others have planted, too.
    pub(crate) fn joined(mut self, others: Self) -> Self {
        others.spellings.into_iter().for_each(|(name, bytes)| self.spell(&name, bytes));
        self
    }

    /// Adds a spelling, once.
    fn spell(&mut self, name: &str, bytes: Vec<u8>) {
        if !self.spellings.iter().any(|(_, known)| *known == bytes) {
            self.spellings.push((name.to_owned(), bytes));
        }
    }

    /// What of it is in these bytes, as they are or compressed.
    pub(crate) fn found_in(&self, bytes: &[u8]) -> Vec<&str> {
        let mut found = self.plainly_in(bytes);
        unpacked(bytes).iter().for_each(|unpacked| found.extend(self.plainly_in(unpacked)));
        found
    }

    /// What of it is in these bytes as they are.
    fn plainly_in(&self, bytes: &[u8]) -> Vec<&str> {
        let mut by_first: [Vec<&(String, Vec<u8>)>; 256] = std::array::from_fn(|_| Vec::new());
        for spelling in &self.spellings {
            by_first[usize::from(spelling.1[0])].push(spelling);
        }
        let mut found: Vec<&str> = Vec::new();
        for (at, byte) in bytes.iter().enumerate() {
            for (name, spelling) in &by_first[usize::from(*byte)] {
                if bytes[at..].starts_with(spelling) && !found.contains(&name.as_str()) {
                    found.push(name);
                }
            }
        }
        found
    }

    /// What of it left the browser, and with which request.
    pub(crate) fn left(&self, kept: &[Exchange]) -> Vec<String> {
        let told = |exchange: &Exchange| {
            let head = String::from_utf8_lossy(&exchange.up[..exchange.up.len().min(300)]).into_owned();
            let found: Vec<_> = self.found_in(&exchange.up).into_iter().map(str::to_owned).collect();
            found.into_iter().map(move |found| format!("{found}, in {head}"))
        };
        kept.iter().flat_map(told).collect()
    }

    /// Nothing of it may have left the browser. The recording must hold something, or the search shows nothing.
    pub(crate) fn never_left(&self, kept: &[Exchange]) {
        assert!(kept.iter().any(|exchange| exchange.up.len() > 100), "something was recorded");
        let left = self.left(kept);
        assert!(left.is_empty(), "left in clear: {left:#?}");
    }
}

/// Whatever in these bytes may be compressed, unpacked: gzip, zlib (which browsers call deflate).
fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
    let gzip = |two: &[u8]| two == [0x1f, 0x8b];
    let zlib = |two: &[u8]| two[0] & 0x8f == 8 && (usize::from(two[0]) << 8 | usize::from(two[1])) % 31 == 0;
    let starts = bytes.windows(2).enumerate().filter(|(_, two)| gzip(two) || zlib(two)).map(|(at, _)| at);
    let unpack = |at: usize| {
        // Behind gzip's ten bytes, where no name of a file follows them, comes the same stream as behind zlib's two.
        let skipped = if bytes[at] == 0x1f { 10 } else { 2 };
        let mut out = Vec::with_capacity(UNPACKED);
        let _ = Decompress::new(false).decompress_vec(bytes.get(at + skipped..)?, &mut out, FlushDecompress::Sync);
        (out.len() > 8).then_some(out)
    };
    starts.filter_map(unpack).collect()
}

/// As in a URL, or with `+` for a space as in a form.
fn percent(text: &str, form: bool) -> Vec<u8> {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' if form => out.push('+'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            _ => write!(out, "%{byte:02X}").unwrap(),
        }
    }
    out.into_bytes()
}

/// As in JSON that keeps to ASCII.
fn json(text: &str) -> Vec<u8> {
    let mut out = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte @ b' '..=b'~') => out.push(char::from(byte)),
            _ => write!(out, "\\u{unit:04x}").unwrap(),
        }
    }
    out.into_bytes()
}

/// Each spelling is found wherever it stands, and nothing else is.
pub(crate) fn every_spelling_is_found() {
    let text = "Gwelais ŵyl ar bont";
    let planted = Planted::new().text(text);
    assert!(planted.found_in(b"PATCH /uploads/x HTTP/1.1 and noise").is_empty());
    for before in ["", "x", "xy", "xyz"] {
        let encoded = STANDARD_NO_PAD.encode(format!("{before}{text} and more"));
        assert!(!planted.found_in(encoded.as_bytes()).is_empty(), "base64 behind {before:?}");
    }
    let wide: Vec<u8> = format!("..{text}..").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        format!("what={text}&x").into_bytes(),
        wide,
        b"what=Gwelais+%C5%B5yl+ar+bont".to_vec(),
        b"?Gwelais%20%C5%B5yl%20ar%20bont".to_vec(),
        b"{\"what\":\"Gwelais \\u0175yl ar bont\"}".to_vec(),
        [b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec(), packed(text, false)].concat(),
        packed(text, true),
        b"4777656c61697320C5B5796c20617220626f6e74".to_ascii_uppercase(),
    ] {
        let bytes = [b"head of it \r\n".to_vec(), bytes, b" and more".to_vec()].concat();
        assert!(!planted.found_in(&bytes).is_empty(), "{}", String::from_utf8_lossy(&bytes));
    }
}

/// Of a codename two neighbours are enough, in whatever order of the whole they come.
pub(crate) fn two_words_of_a_codename_are_found() {
    let planted = Planted::new().codename("abdomen elf arm abide abiding ability ablaze able");
    for told in [
        "GET /desk?abide+abiding",
        "q=abdomen-elf",
        "[\"ability\",\"ablaze\"]",
        "xx ablazeable",
        "abiding-abide",
        "elf%20arm%20abide",
    ] {
        assert!(!planted.found_in(told.as_bytes()).is_empty(), "{told}");
    }
    let told = STANDARD_NO_PAD.encode("..abdomen elf arm abide abiding..");
    assert!(!planted.found_in(told.as_bytes()).is_empty());
    assert!(planted.found_in(b"able to abide an elf, ability").is_empty());
}

/// Compressed as a browser does it, with zlib's head or without.
fn packed(text: &str, zlib: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(1024);
    let mut packer = flate2::Compress::new(flate2::Compression::default(), zlib);
    packer.compress_vec(text.as_bytes(), &mut out, flate2::FlushCompress::Finish).unwrap();
    out
}
