//! Keys as text: one spelling each, nothing that no generator makes, and secrets that wipe themselves.

use age_core::primitives::bech32_encode;
use bech32::Hrp;
use proptest::prelude::*;
use zeroize::ZeroizeOnDrop;

use super::peers::{KINDS, rng};
use crate::secret::FileKey;
use crate::{ClassicIdentity, HybridIdentity, Identity, KeyError, PayloadKey, Recipient};

fn text(hrp: &str, bytes: &[u8]) -> String {
    bech32_encode(Hrp::parse(hrp).unwrap(), bytes)
}

#[test]
fn keys_come_back_from_their_text() {
    for kind in KINDS {
        let identity = Identity::generate(kind, &mut rng(1));
        let printed = identity.expose_secret();
        assert_eq!(printed.expose_secret().parse::<Identity>().unwrap(), identity);
        assert_eq!(printed.expose_secret().to_lowercase().parse::<Identity>().unwrap(), identity);
        assert_eq!(identity.to_recipient().to_string().parse(), Ok(identity.to_recipient()));
        assert_ne!(Identity::generate(kind, &mut rng(2)), identity);
    }
}

#[test]
fn a_recipient_has_one_spelling() {
    let recipient = Identity::generate(KINDS[0], &mut rng(1)).to_recipient().to_string();
    let refused = |text: &str| text.parse::<Recipient>().unwrap_err();
    assert_eq!(refused(&recipient.to_uppercase()), KeyError::Mistyped);
    assert_eq!(refused(&format!(" {recipient}")), KeyError::Mistyped);
    assert_eq!(refused(recipient.strip_suffix(|_: char| true).unwrap()), KeyError::Mistyped);
    assert_eq!(refused(""), KeyError::Mistyped);
    // 256 bits leave four of padding in the 52nd character; Bech32 itself does not say that they are zero.
    assert_eq!(refused(&loose_padding(&recipient)), KeyError::Mistyped);
}

/// The same key with a bit set in the padding, and the checksum made right.
fn loose_padding(recipient: &str) -> String {
    use bech32::primitives::iter::{ByteIterExt, Fe32IterExt};
    let hrp = Hrp::parse("age").unwrap();
    let (_, bytes) = bech32::decode(recipient).unwrap();
    let mut symbols: Vec<bech32::Fe32> = bytes.iter().copied().bytes_to_fes().collect();
    let last = symbols.pop().unwrap();
    symbols.push(bech32::Fe32::try_from(last.to_u8() | 1).unwrap());
    symbols.into_iter().with_checksum::<bech32::Bech32>(&hrp).chars().collect()
}

#[test]
fn other_keys_are_named_as_such() {
    for hrp in ["age1tag", "age1tagpq", "age1pq-", "npub"] {
        assert_eq!(text(hrp, &[1; 32]).parse::<Recipient>(), Err(KeyError::OtherKind), "{hrp}");
    }
    let identity = Identity::generate(KINDS[0], &mut rng(1));
    assert_eq!(identity.to_recipient().to_string().parse::<Identity>(), Err(KeyError::OtherKind));
    assert_eq!(identity.expose_secret().expose_secret().parse::<Recipient>(), Err(KeyError::OtherKind));
}

#[test]
fn keys_of_the_wrong_content_are_refused() {
    for len in [0, 31, 33, 1216] {
        assert_eq!(text("age", &vec![1; len]).parse::<Recipient>(), Err(KeyError::Invalid), "{len}");
    }
    for len in [0, 32, 1215, 1217] {
        assert_eq!(text("age1pq", &vec![1; len]).parse::<Recipient>(), Err(KeyError::Invalid), "{len}");
    }
    for hrp in ["age-secret-key-", "age-secret-key-pq-"] {
        assert_eq!(text(hrp, &[1; 31]).parse::<Identity>(), Err(KeyError::Invalid));
    }
}

#[test]
fn a_coefficient_past_the_modulus_is_refused() {
    // q = 3329 = 0xd01: the first coefficient, of twelve bits, is set to it and to the one below.
    let with = |low: u8, high: u8| {
        let mut key = vec![0; 1216];
        (key[0], key[1]) = (low, high);
        text("age1pq", &key).parse::<Recipient>()
    };
    assert!(with(0x00, 0x0d).is_ok());
    assert_eq!(with(0x01, 0x0d), Err(KeyError::Invalid));
    assert_eq!(with(0xff, 0x0f), Err(KeyError::Invalid));
}

#[test]
fn secrets_wipe_themselves() {
    fn wiped<T: ZeroizeOnDrop>() {}
    wiped::<ClassicIdentity>();
    wiped::<HybridIdentity>();
    wiped::<FileKey>();
    wiped::<PayloadKey>();
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in "(age1|age1pq1|AGE-SECRET-KEY-1|AGE-SECRET-KEY-PQ-1)?\\PC{0,80}") {
        let _ = text.parse::<Recipient>();
        let _ = text.parse::<Identity>();
    }
}
