//! The header's grammar from outside: what is taken, what is refused, and at which byte.

use candour_header::{
    Blob, Header, Kind, MAX_FOREIGN_LEN, MAX_HEADER, MAX_RECIPIENTS, Progress, Refusal, Scanner, scan,
};
use proptest::prelude::*;

/// 32 zero bytes in unpadded base64.
const SHORT: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A known stanza with zeros for all that is random.
fn stanza(kind: Kind) -> String {
    let share = match kind {
        Kind::X25519 => SHORT.to_owned(),
        Kind::Mlkem768X25519 => "A".repeat(1494),
    };
    format!("-> {} {share}\n{SHORT}\n", kind.stanza_type())
}

/// A whole header around some stanzas.
fn header(stanzas: &[String]) -> Vec<u8> {
    format!("age-encryption.org/v1\n{}--- {SHORT}\n", stanzas.concat()).into_bytes()
}

/// A foreign stanza of exactly `len` bytes; 17 at least.
fn foreign(len: usize) -> String {
    format!("-> {}\n\n", "g".repeat(len - 5))
}

/// How many bytes are taken before the refusal.
fn taken(bytes: &[u8]) -> (usize, Refusal) {
    let mut scanner = Scanner::new();
    let refusal = bytes.iter().find_map(|byte| scanner.push(&[*byte]).err());
    (scanner.len(), refusal.expect("these bytes are refused"))
}

#[test]
fn both_kinds_are_taken_at_their_documented_length() {
    for kind in [Kind::X25519, Kind::Mlkem768X25519] {
        for recipients in 1..=MAX_RECIPIENTS {
            let bytes = header(&vec![stanza(kind); recipients.into()]);
            assert_eq!(bytes.len(), kind.header_len(recipients));
            assert_eq!(scan(&bytes), Ok(Header { len: bytes.len(), kind, recipients, foreign: 0 }));
        }
    }
}

#[test]
fn the_longest_allowed_header_fits() {
    let mut stanzas = vec![stanza(Kind::Mlkem768X25519); MAX_RECIPIENTS.into()];
    stanzas.extend([foreign(MAX_FOREIGN_LEN), foreign(MAX_FOREIGN_LEN)]);
    let bytes = header(&stanzas);
    assert!(bytes.len() <= MAX_HEADER);
    assert_eq!(scan(&bytes).map(|header| (header.recipients, header.foreign)), Ok((MAX_RECIPIENTS, 2)));
}

#[test]
fn grease_is_taken_in_every_shape() {
    for grease in [
        "-> x-grease\n\n".to_owned(),
        "-> x-grease a b c\nQUJD\n".to_owned(),
        format!("-> !\n{}\n\n", "A".repeat(64)),
        format!("-> averylongtypethatisnotknown ~\n{}\n{}\nQQ\n", "A".repeat(64), "b".repeat(64)),
    ] {
        for stanzas in [vec![grease.clone(), stanza(Kind::X25519)], vec![stanza(Kind::X25519), grease.clone()]] {
            assert_eq!(scan(&header(&stanzas)).map(|header| header.foreign), Ok(1), "{grease}");
        }
    }
}

#[test]
fn each_refusal_has_its_own_reason() {
    let classic = stanza(Kind::X25519);
    let hybrid = stanza(Kind::Mlkem768X25519);
    let cases: &[(&[u8], Refusal)] = &[
        (b"", Refusal::Empty),
        (b"what happened was", Refusal::NotAge),
        (b"\x1f\x8b\x08\0", Refusal::NotAge),
        (b"-----BEGIN PGP MESSAGE-----\n", Refusal::NotAge),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", Refusal::Armored),
        (b"age-encryption.org/v2\n", Refusal::NotAge),
        (b"age-encryption.org/v1\r\n", Refusal::NotAge),
        (b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n", Refusal::Passphrase),
        (b"age-encryption.org/v1\n-> X25519", Refusal::TruncatedHeader),
        (b"age-encryption.org/v1\n-> X25519\n", Refusal::Malformed),
        (b"age-encryption.org/v1\n-> X25519 AAAA\n", Refusal::Malformed),
        (b"age-encryption.org/v1\n->  X25519 AAAA\n", Refusal::Malformed),
        (b"age-encryption.org/v1\n-> a \n", Refusal::Malformed),
        (b"age-encryption.org/v1\n-> a\tb\n", Refusal::Malformed),
        (b"age-encryption.org/v1\n-> a\nAAAAA\n", Refusal::Malformed),
        (b"age-encryption.org/v1\n-> a\nQR\n", Refusal::Malformed),
        (b"age-encryption.org/v1\nhello", Refusal::Malformed),
        (b"age-encryption.org/v1\n---", Refusal::NoKnownStanza),
    ];
    for (bytes, refusal) in cases {
        assert_eq!(scan(bytes), Err(*refusal), "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(scan(&header(&[classic.clone(), hybrid.clone()])), Err(Refusal::MixedKinds));
    assert_eq!(scan(&header(&[hybrid, classic.clone()])), Err(Refusal::MixedKinds));
    assert_eq!(scan(&header(&[foreign(20)])), Err(Refusal::NoKnownStanza));
    assert_eq!(scan(&header(&[classic.clone(), foreign(20), foreign(20), foreign(20)])), Err(Refusal::TooManyForeign));
    assert_eq!(scan(&header(&[classic.clone(), foreign(MAX_FOREIGN_LEN + 1)])), Err(Refusal::ForeignTooLong));
    assert_eq!(scan(&header(&vec![classic; usize::from(MAX_RECIPIENTS) + 1])), Err(Refusal::TooManyRecipients));
}

#[test]
fn a_foreign_body_has_full_lines_of_64_columns_and_no_longer_one() {
    let with_line = |columns: usize| header(&[stanza(Kind::X25519), format!("-> g\n{}\n\n", "A".repeat(columns))]);
    assert_eq!(scan(&with_line(64)).map(|header| header.foreign), Ok(1));
    let long = with_line(65);
    let arrow = long.len() - (5 + 65 + 2) - (4 + 43 + 1);
    assert_eq!(taken(&long), (arrow + 5 + 64, Refusal::Malformed));
    // A shorter line is the body's last.
    assert_eq!(scan(&with_line(60)), Err(Refusal::Malformed));
}

#[test]
fn what_has_no_byte_is_empty() {
    let (mut scanner, mut blob) = (Scanner::new(), Blob::new(1000));
    assert!(scanner.is_empty() && blob.is_empty() && blob.header().is_none());
    scanner.push(b"a").unwrap();
    blob.push(b"a").unwrap();
    assert!(!scanner.is_empty() && !blob.is_empty());
    assert_eq!((scanner.len(), blob.len()), (1, 1));
}

#[test]
fn stops_at_the_first_byte_that_does_not_fit() {
    assert_eq!(taken(b"agf-encryption.org/v1\n"), (2, Refusal::NotAge));
    assert_eq!(taken(b"-----BEGIN AGE ENCRYPTED FILE-----"), (0, Refusal::NotAge));
    // A share that is a character too long, a MAC that is not canonical, a line feed too early.
    assert_eq!(
        taken(format!("age-encryption.org/v1\n-> X25519 {SHORT}A").as_bytes()),
        (22 + 10 + 43, Refusal::Malformed)
    );
    assert_eq!(
        taken(format!("age-encryption.org/v1\n-> X25519 {}B\n", "A".repeat(42)).as_bytes()),
        (22 + 10 + 43, Refusal::Malformed)
    );
    assert_eq!(taken(b"age-encryption.org/v1\n-> X25519 AAAA\n"), (22 + 10 + 4, Refusal::Malformed));
}

#[test]
fn a_refused_scanner_stays_refused() {
    let mut scanner = Scanner::new();
    assert_eq!(scanner.push(b"x"), Err(Refusal::NotAge));
    assert_eq!(scanner.push(&header(&[stanza(Kind::X25519)])), Err(Refusal::NotAge));
}

#[test]
fn a_blob_is_held_to_its_length() {
    let head = header(&[stanza(Kind::X25519)]);
    let blob = |extra: usize| [head.clone(), vec![0; extra]].concat();
    let judge =
        |bytes: &[u8], mut judge: Blob| judge.push(bytes).and_then(|()| judge.finish()).map(|framed| framed.len());

    assert_eq!(judge(&blob(32), Blob::new(1000)), Ok(head.len() as u64 + 32));
    assert_eq!(judge(&blob(31), Blob::new(1000)), Err(Refusal::NotAStream));
    assert_eq!(judge(&head[..30], Blob::new(1000)), Err(Refusal::TruncatedHeader));
    assert_eq!(judge(&[], Blob::new(1000)), Err(Refusal::Empty));
    assert_eq!(judge(&blob(1000), Blob::new(1000)), Err(Refusal::TooLarge));
    assert_eq!(judge(&blob(33), Blob::with_total(1000, head.len() as u64 + 34).unwrap()), Err(Refusal::WrongLength));
    assert_eq!(judge(&blob(35), Blob::with_total(1000, head.len() as u64 + 34).unwrap()), Err(Refusal::WrongLength));
    // As long as the cap and as was announced, to the byte: the largest report there is.
    let full = head.len() as u64 + 34;
    assert_eq!(judge(&blob(34), Blob::new(full)), Ok(full));
    assert_eq!(judge(&blob(34), Blob::new(full - 1)), Err(Refusal::TooLarge));
    assert_eq!(judge(&blob(34), Blob::with_total(full, full).unwrap()), Ok(full));
    // Bytes past the announced length are refused when they come, not at the end.
    let mut more = Blob::with_total(1000, full).unwrap();
    assert_eq!((more.push(&blob(34)), more.push(b"x")), (Ok(()), Err(Refusal::WrongLength)));
    assert_eq!(Blob::with_total(1000, full).unwrap().push(&blob(40)), Err(Refusal::WrongLength));
    assert_eq!(Blob::with_total(1000, 0).map(|_| ()), Err(Refusal::Empty));
    assert_eq!(Blob::with_total(1000, 1001).map(|_| ()), Err(Refusal::TooLarge));
}

#[test]
fn an_impossible_announced_length_is_refused_with_the_header() {
    let head = header(&[stanza(Kind::X25519)]);
    let mut blob = Blob::with_total(1 << 30, head.len() as u64 + 16 + 65_552 + 3).unwrap();
    let (last, rest) = head.split_last().unwrap();
    assert_eq!(blob.push(rest), Ok(()));
    assert_eq!(blob.push(&[*last]), Err(Refusal::NotAStream));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = scan(&bytes);
        let magic = [candour_header::MAGIC.as_slice(), &bytes].concat();
        let _ = scan(&magic);
    }

    #[test]
    fn pieces_do_not_matter(cut in 1usize..500, flip in proptest::option::of((0usize..300, any::<u8>()))) {
        let mut bytes = header(&[stanza(Kind::X25519), foreign(60)]);
        if let Some((at, value)) = flip && let Some(byte) = bytes.get_mut(at) {
            *byte = value;
        }
        let whole = Scanner::new().push(&bytes);
        let mut scanner = Scanner::new();
        let mut last = Ok(Progress::More);
        for piece in bytes.chunks(cut) {
            last = scanner.push(piece);
            if last.is_err() { break; }
        }
        // The text form is told from the bytes at hand only.
        prop_assert_eq!(last, whole);
    }
}
