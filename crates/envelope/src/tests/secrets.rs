//! No secret shows when something is printed.

use std::fmt::Debug;

use super::conversation::conversation;
use super::peers::{KINDS, answers, audience, rng};
use crate::secret::FileKey;
use crate::{Identity, Sealer, StreamReader, StreamWriter};

/// Prints in both forms.
fn shown(value: &impl Debug) -> String {
    format!("{value:?} {value:#?}")
}

/// Whether a text shows bytes: as a list, or in hex.
fn shows(text: &str, bytes: &[u8]) -> bool {
    let flat: String = text.split_whitespace().collect();
    let list: Vec<_> = bytes[..4].iter().map(u8::to_string).collect();
    let hex: String = bytes[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    flat.contains(&list.join(",")) || flat.to_lowercase().contains(&hex)
}

#[test]
fn debug_leaks_nothing() {
    for kind in KINDS {
        let identity = Identity::generate(kind, &mut rng(5));
        let mut seed = [0; 32];
        rand_core::RngCore::fill_bytes(&mut rng(5), &mut seed);
        let printed = identity.expose_secret();
        let text = shown(&identity) + &shown(&printed);
        assert!(!shows(&text, &seed), "{text}");
        assert!(!text.contains(printed.expose_secret().get(24..34).unwrap()), "{text}");
        assert!(text.contains("SecretText { .. }"), "{text}");

        let key = FileKey::generate(&mut rng(6));
        let payload = key.payload_key(&[0; 16]);
        let mut text = shown(&key) + &shown(&payload);
        text += &shown(&StreamWriter::new(&payload, Vec::new()));
        text += &shown(&StreamReader::new(&payload, &[][..]));
        text += &shown(&Sealer::new(&audience(&identity, kind, 3), &answers(), &[], &mut rng(7)).unwrap());
        assert!(!shows(&text, key.expose_secret()) && !shows(&text, payload.expose_secret()), "{text}");
        assert!(!text.contains("number plates"), "{text}");
    }
    let text = shown(&conversation(Some(0x35)));
    assert!(!shows(&text, &[0x32; 4]) && !shows(&text, &[0x35; 4]) && text.contains("Conversation { .. }"), "{text}");
    // The check itself sees what it is to see.
    assert!(shows("[1, 2, 3, 4, 5]", &[1, 2, 3, 4]) && shows("01020304", &[1, 2, 3, 4]));
}
