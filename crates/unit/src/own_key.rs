//! Finds the age key of a source in a report that she sealed by hand. Owns what is looked for; believes nothing of it.
//!
//! She writes into her text a recipient, as `age-keygen` printed it, and on a line of its own what letters shall quote:
//!
//! ```text
//! age1…
//! phrase: y llyfr glas
//! ```

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use candour_envelope::{Phrase, Recipient};

/// How much of a payload is looked at: text stands before attachments in whatever was packed by hand, or is short.
const LOOKED_AT: u64 = 1 << 20;
/// How every recipient begins.
const START: &[u8] = b"age1";
/// No recipient is longer: a hybrid one has 1960 characters.
const LONGEST: usize = 2048;
/// What a line with the phrase begins with, in both languages.
const PHRASE: [&str; 2] = ["phrase:", "ymadrodd:"];

/// The first recipient in a file's beginning, and the first phrase.
///
/// # Errors
/// What the disk says.
pub fn find(path: &Path) -> io::Result<Option<(Recipient, Option<Phrase>)>> {
    let mut start = Vec::new();
    File::open(path)?.take(LOOKED_AT).read_to_end(&mut start)?;
    Ok(find_in(&start))
}

/// The same in bytes.
fn find_in(bytes: &[u8]) -> Option<(Recipient, Option<Phrase>)> {
    // Whole words alone, so that no content makes this take longer than its length.
    let mut words = bytes.split(|byte| !byte.is_ascii_alphanumeric());
    let recipient = words.find_map(|word| {
        let likely = word.starts_with(START) && word.len() <= LONGEST;
        std::str::from_utf8(word).ok().filter(|_| likely)?.parse().ok()
    })?;
    let phrase = bytes.split(|byte| matches!(byte, b'\n' | b'\r' | 0)).find_map(|line| {
        let line = std::str::from_utf8(line).ok()?.trim();
        let of = |word: &str| line.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word));
        let word = PHRASE.into_iter().find(|word| of(word).is_some())?;
        Phrase::try_from(line.get(word.len()..)?.trim().to_owned()).ok()
    });
    Some((recipient, phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use candour_envelope::Identity;
    use candour_header::Kind;

    #[test]
    fn a_recipient_and_a_phrase_are_found_wherever_they_stand() {
        for kind in [Kind::X25519, Kind::Mlkem768X25519] {
            let recipient = Identity::generate(kind, &mut rand::rngs::OsRng).to_recipient();
            let printed = recipient.to_string();
            for text in [
                printed.clone(),
                format!("Ateb i: {printed}.\nage1 is no key, age1xyz neither.\n"),
                format!("age1qqqq\n# public key: {printed}\0\0\0"),
            ] {
                let (found, phrase) = find_in(text.as_bytes()).unwrap();
                assert!(found == recipient && phrase.is_none(), "{text}");
            }
            for line in ["phrase: y llyfr glas", "Phrase:y llyfr glas  ", "YMADRODD:  y llyfr glas\r"] {
                let text = format!("report\0\0{printed}\n{line}\nphrase: another\n");
                let (_, phrase) = find_in(text.as_bytes()).unwrap();
                assert_eq!(phrase.unwrap().as_str(), "y llyfr glas", "{line}");
            }
            let mut mistyped = printed.into_bytes();
            let last = mistyped.last_mut().unwrap();
            *last = if *last == b'q' { b'p' } else { b'q' };
            assert!(find_in(&mistyped).is_none());
        }
        assert!(find_in(b"").is_none() && find_in(b"no key, age1").is_none());
        assert!(find_in(&b"age1".repeat(1 << 18)).is_none() && find_in(&b"age1 ".repeat(1 << 17)).is_none());
    }
}
