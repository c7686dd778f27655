//! What was typed or attached, in every spelling in which a browser could let it out. Owns the spellings and the search.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use crate::recorder::Exchange;

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

    /// Plants bytes of a file.
    pub(crate) fn bytes(mut self, name: &str, bytes: &[u8]) -> Self {
        assert!(bytes.len() >= 9, "{name}: so short that chance would find it");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
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

    /// Adds a spelling, once.
    fn spell(&mut self, name: &str, bytes: Vec<u8>) {
        if !self.spellings.iter().any(|(_, known)| *known == bytes) {
            self.spellings.push((name.to_owned(), bytes));
        }
    }

    /// What of it is in these bytes.
    pub(crate) fn found_in(&self, bytes: &[u8]) -> Vec<&str> {
        let there = |spelling: &[u8]| {
            let first = spelling[0];
            bytes.iter().enumerate().any(|(at, byte)| *byte == first && bytes[at..].starts_with(spelling))
        };
        self.spellings.iter().filter(|(_, spelling)| there(spelling)).map(|(name, _)| name.as_str()).collect()
    }

    /// Nothing of it may have left the browser. The recording must hold something, or the search shows nothing.
    pub(crate) fn never_left(&self, kept: &[Exchange]) {
        assert!(kept.iter().any(|exchange| exchange.up.len() > 100), "something was recorded");
        for exchange in kept {
            let found = self.found_in(&exchange.up);
            let head = String::from_utf8_lossy(&exchange.up[..exchange.up.len().min(300)]).into_owned();
            assert!(found.is_empty(), "left in clear: {found:?}, in {head}");
        }
    }
}

/// As in a URL, or with `+` for a space as in a form.
fn percent(text: &str, form: bool) -> Vec<u8> {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' if form => out.push('+'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
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
            _ => out.push_str(&format!("\\u{unit:04x}")),
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
    ] {
        assert!(!planted.found_in(&bytes).is_empty(), "{}", String::from_utf8_lossy(&bytes));
    }
}
