//! Signing and verifying from outside.

use candour_note::{NoteError, SigningKey, UntrustedNote, VerifyingKey};
use proptest::prelude::*;
use rand::SeedableRng as _;
use rand::rngs::StdRng;

fn key(name: &str, seed: u64) -> SigningKey {
    SigningKey::generate(name.parse().expect("a name"), &mut StdRng::seed_from_u64(seed))
}

#[test]
fn signed_by_two_and_taken() {
    let (one, two) = (key("one", 1), key("two", 2));
    let note = one.sign("hello\n").unwrap().with_signature(&two).unwrap();
    let parsed = UntrustedNote::parse(note.to_bytes()).unwrap();
    let keys = [one.verifying_key(), two.verifying_key()];
    assert_eq!(parsed.verify_all(&keys).unwrap(), note);
    assert_eq!(parsed.verify(&keys[1]).unwrap().text(), "hello\n");
    assert_eq!(parsed.verify_all(&[]), Err(NoteError::Malformed));
}

#[test]
fn each_failure_has_its_own_name() {
    let (one, two) = (key("one", 1), key("two", 2));
    let note = one.sign("hello\n").unwrap();
    let parsed = UntrustedNote::parse(note.to_bytes()).unwrap();
    assert_eq!(parsed.verify(&two.verifying_key()), Err(NoteError::Unsigned("two".parse().unwrap())));
    // The same name with another key is another key.
    assert_eq!(parsed.verify(&key("one", 3).verifying_key()), Err(NoteError::Unsigned("one".parse().unwrap())));

    let altered = String::from_utf8(note.to_bytes().to_vec()).unwrap().replace("hello", "hullo");
    let parsed = UntrustedNote::parse(altered.as_bytes()).unwrap();
    assert_eq!(parsed.verify(&one.verifying_key()), Err(NoteError::WrongSignature("one".parse().unwrap())));
    for bad in ["no line feed", "tab\there\n", "", "\n"] {
        assert_eq!(one.sign(bad), Err(NoteError::BadText), "{bad:?}");
    }
}

#[test]
fn the_same_key_twice_is_refused() {
    let one = key("one", 1);
    let note = String::from_utf8(one.sign("hello\n").unwrap().to_bytes().to_vec()).unwrap();
    let line = note.lines().last().unwrap().to_owned();
    let twice = format!("{note}{line}\n");
    let parsed = UntrustedNote::parse(twice.as_bytes()).unwrap();
    assert_eq!(parsed.verify(&one.verifying_key()), Err(NoteError::WrongSignature("one".parse().unwrap())));
}

#[test]
fn signing_again_replaces_the_signature() {
    let one = key("one", 1);
    let note = one.sign("hello\n").unwrap();
    assert_eq!(note.with_signature(&one).unwrap(), note);
}

#[test]
fn verifier_keys_have_one_spelling() {
    let vkey = key("one", 1).verifying_key();
    let text = vkey.to_vkey();
    assert_eq!(VerifyingKey::from_vkey(&text).unwrap(), vkey);
    for bad in [
        format!("{text} "),
        text.replace("one", "two"),
        text.replace('+', "-"),
        String::new(),
        "one+00000000+".to_owned(),
    ] {
        assert!(VerifyingKey::from_vkey(&bad).is_err(), "{bad}");
    }
    // A point of small order: every signature could be made to fit it.
    assert!(VerifyingKey::from_bytes("weak".parse().unwrap(), &[0; 32]).is_err());
}

#[test]
fn verifier_keys_sort_by_name() {
    let (one, two) = (key("one", 2).verifying_key(), key("two", 1).verifying_key());
    assert!(one < two && one != key("one", 3).verifying_key());
    assert_eq!(std::collections::HashSet::from([one.clone(), one, two]).len(), 2);
}

#[test]
fn debug_shows_no_secret() {
    let one = key("one", 1);
    assert_eq!(format!("{one:?}"), r#"SigningKey { name: KeyName("one"), .. }"#);
    // Nor does what is signed, in any spelling of the seed.
    let seed = one.expose_seed();
    let note = one.sign("hello\n").unwrap();
    let shown = format!("{one:?} {:?} {:?} {}", one.verifying_key(), note, String::from_utf8_lossy(note.to_bytes()));
    let hex: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(!shown.contains(&hex) && !shown.contains(&format!("{seed:?}")));
}

#[test]
fn a_note_of_the_specification_is_taken() {
    // The example of the signed_note crate's documentation, which is that of Go's sumdb/note. Its name is wider than ours.
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let line =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let parsed = UntrustedNote::parse(format!("{text}\n{line}").as_bytes()).unwrap();
    assert_eq!((parsed.unverified_text(), parsed.signature_count()), (text, 1));
    assert!("PeterNeumann".parse::<candour_note::KeyName>().is_err());
}

#[test]
fn keys_are_those_of_rfc_8032() {
    // RFC 8032, section 7.1, test 1: a seed and its public key.
    let bytes = |hex: &str| -> [u8; 32] {
        std::array::from_fn(|at| u8::from_str_radix(hex.get(2 * at..2 * at + 2).expect("64 digits"), 16).expect("hex"))
    };
    let seed = bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    let public = bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    let key = SigningKey::from_seed("rfc".parse().unwrap(), &seed);
    assert_eq!((key.expose_seed(), key.verifying_key().as_bytes()), (&seed, &public));
}

proptest! {
    #[test]
    fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = UntrustedNote::parse(&bytes);
    }

    #[test]
    fn a_changed_byte_is_never_taken(at in 0usize..150, value: u8) {
        let one = key("one", 1);
        let note = one.sign("a text that somebody signed\n").unwrap();
        let mut bytes = note.to_bytes().to_vec();
        let at = at % bytes.len();
        prop_assume!(bytes[at] != value);
        bytes[at] = value;
        if let Ok(parsed) = UntrustedNote::parse(&bytes) {
            prop_assert!(parsed.verify(&one.verifying_key()).is_err());
        }
    }
}
