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
    if let Ok(parsed) = UntrustedNote::parse(twice.as_bytes()) {
        assert!(parsed.verify(&one.verifying_key()).is_err());
    }
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
fn debug_shows_no_secret() {
    let one = key("one", 1);
    assert_eq!(format!("{one:?}"), r#"SigningKey { name: KeyName("one"), .. }"#);
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
