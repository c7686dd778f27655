//! Manifest and listing as bytes: written, read again, and refused for one reason each.

use std::io;

use candour_bundle::{BundleError, Entry, ListingReader, ListingWriter, Manifest, Papers, UntrustedManifest};
use candour_note::{SigningKey, UntrustedNote};
use proptest::prelude::*;
use rand::SeedableRng as _;
use rand::rngs::StdRng;

const DROP: [u8; 16] = [7; 16];

fn key(seed: u64) -> SigningKey {
    SigningKey::generate("drop-log".parse().expect("a name"), &mut StdRng::seed_from_u64(seed))
}

fn entry(byte: u8, size: u64) -> Entry {
    Entry { sha256: [byte; 32], size, epoch: 20_000 }
}

/// Papers of three reports.
fn papers() -> Papers {
    Papers::make(DROP, 20_001, [entry(1, 5), entry(2, 6), entry(3, 7)], &key(1)).expect("papers")
}

/// What becomes of a manifest after a change of its text, the old signature left on it.
fn altered(from: &str, to: &str) -> BundleError {
    let text = String::from_utf8(papers().manifest.to_bytes().to_vec()).expect("text");
    assert!(text.contains(from), "{from:?} stands in the manifest");
    let bytes = text.replacen(from, to, 1).into_bytes();
    UntrustedManifest::parse(&bytes).and_then(|it| it.verify(&key(1).verifying_key())).expect_err("refused")
}

/// What becomes of a listing whose lines were changed.
fn listed(change: impl Fn(&[String]) -> String) -> Result<(), BundleError> {
    let text = String::from_utf8(papers().listing).expect("text");
    let lines: Vec<String> = text.lines().map(|line| format!("{line}\n")).collect();
    papers().manifest.read_listing(change(&lines).as_bytes()).map(|_| ())
}

#[test]
fn papers_come_back() {
    let papers = papers();
    let manifest = UntrustedManifest::parse(papers.manifest.to_bytes()).expect("a manifest");
    let manifest: Manifest = manifest.verify(&key(1).verifying_key()).expect("signed");
    assert_eq!(manifest, papers.manifest);
    assert_eq!((*manifest.drop_id(), manifest.epoch(), manifest.count(), manifest.bytes()), (DROP, 20_001, 3, 18));
    let listing = manifest.read_listing(papers.listing.as_slice()).expect("its listing");
    assert_eq!(listing.entries(), [entry(1, 5), entry(2, 6), entry(3, 7)]);
    assert_eq!((listing.find(&[2; 32]), listing.find(&[9; 32])), (Some(&entry(2, 6)), None));
}

#[test]
fn the_text_is_as_the_specification_says() {
    let text = "candour-manifest/v1\ndrop 07070707070707070707070707070707\nepoch 20001\ncount 3\nbytes 18\nlisting ";
    assert!(papers().manifest.to_bytes().starts_with(text.as_bytes()));
    assert!(papers().listing.starts_with(format!("{} 5 20000\n", "01".repeat(32)).as_bytes()));
}

#[test]
fn each_false_manifest_has_its_own_reason() {
    assert!(matches!(altered("count 3", "count 2"), BundleError::WrongSignature(_)));
    for (from, to) in [
        ("count 3", "count 03"),
        ("count 3", "count 1000001"),
        ("count 3\n", ""),
        ("epoch 20001", "epoch 4294967296"),
        ("drop 07", "drop 0G"),
        ("manifest/v1", "manifest/v2"),
        ("\n\n", "\nmore 1\n\n"),
        ("\n\n", "\n\n\n"),
    ] {
        assert!(matches!(altered(from, to), BundleError::NotAManifest), "{from:?} -> {to:?}");
    }
    let other = UntrustedManifest::parse(papers().manifest.to_bytes()).expect("a manifest");
    assert!(matches!(other.verify(&key(2).verifying_key()), Err(BundleError::Unsigned(_))));
}

#[test]
fn a_stranger_cannot_add_a_signature() {
    let note = UntrustedNote::parse(papers().manifest.to_bytes()).expect("a note");
    let twice = note.verify(&key(1).verifying_key()).expect("signed").with_signature(&key(9)).expect("signed");
    assert!(matches!(UntrustedManifest::parse(twice.to_bytes()), Err(BundleError::NotAManifest)));
}

#[test]
fn each_false_listing_has_its_own_reason() {
    let more = format!("{} 1 1\n", "f".repeat(64));
    assert!(listed(<[String]>::concat).is_ok());
    assert!(matches!(listed(|all| all.concat().replace(" 5 20000", " 5 20001")), Err(BundleError::OtherListing)));
    assert!(matches!(listed(|all| all[..2].concat()), Err(BundleError::OtherListing)));
    assert!(matches!(listed(|all| all.concat() + &more), Err(BundleError::OtherListing)));
    assert!(matches!(listed(|_| String::new()), Err(BundleError::OtherListing)));
    assert!(matches!(listed(|all| all[1].clone() + &all[0]), Err(BundleError::Order(2))));
    assert!(matches!(listed(|all| all[0].clone() + &all[0]), Err(BundleError::Order(2))));
    assert!(matches!(listed(|all| all.concat().trim_end().to_owned()), Err(BundleError::Line(3))));
    assert!(matches!(listed(|all| all.concat().replace('\n', "\r\n")), Err(BundleError::Line(1))));
}

#[test]
fn entries_that_are_written_must_rise_and_add_up() {
    let make = |entries: &[Entry]| Papers::make(DROP, 1, entries.iter().copied(), &key(1)).map(|_| ());
    assert!(make(&[]).is_ok());
    assert!(matches!(make(&[entry(1, 1), entry(1, 1)]), Err(BundleError::Order(2))));
    assert!(matches!(make(&[entry(2, 1), entry(1, 1)]), Err(BundleError::Order(2))));
    assert!(matches!(make(&[entry(1, 0)]), Err(BundleError::Line(1))));
    assert!(matches!(make(&[entry(1, u64::MAX), entry(2, 1)]), Err(BundleError::TooLong)));
}

#[test]
fn a_reader_has_a_tally_only_at_a_good_end() {
    let good = format!("{} 5 6\n", "0".repeat(64));
    let mut reader = ListingReader::new(good.as_bytes());
    assert_eq!(reader.tally(), None);
    assert!(matches!(reader.next(), Some(Ok(_))));
    assert_eq!(reader.tally(), None);
    assert!(reader.next().is_none());
    assert!(reader.tally().is_some());

    let bad = format!("{good}{good}");
    let mut reader = ListingReader::new(bad.as_bytes());
    assert_eq!(reader.by_ref().filter(Result::is_err).count(), 1);
    assert!(reader.next().is_none() && reader.tally().is_none());
}

#[test]
fn a_line_without_end_is_not_read_into_memory() {
    /// Digits for ever; counts those that were taken.
    struct Endless(u64);
    impl io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.fill(b'0');
            self.0 += buffer.len() as u64;
            Ok(buffer.len())
        }
    }
    let mut endless = Endless(0);
    let first = ListingReader::new(io::BufReader::with_capacity(64, &mut endless)).next();
    assert!(matches!(first, Some(Err(BundleError::Line(1)))));
    assert!(endless.0 < 1024);
}

proptest! {
    #[test]
    fn any_listing_is_judged_and_has_one_spelling(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        judge(&bytes)?;
    }

    #[test]
    fn nearly_right_listings_too(text in "([0-9a-f]{64} [0-9]{1,3} [0-9]{1,3}\n){0,4}[0-9a-f \n]{0,3}") {
        judge(text.as_bytes())?;
    }

    #[test]
    fn any_bytes_are_no_manifest(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(UntrustedManifest::parse(&bytes).is_err());
    }

    #[test]
    fn a_manifest_with_a_changed_byte_is_never_taken(at in 0usize..400, byte: u8) {
        let mut bytes = papers().manifest.to_bytes().to_vec();
        let at = at % bytes.len();
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        prop_assert!(UntrustedManifest::parse(&bytes).and_then(|it| it.verify(&key(1).verifying_key())).is_err());
    }
}

/// What is read as a listing is written again as the same bytes.
fn judge(bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut reader = ListingReader::new(bytes);
    let entries: Result<Vec<Entry>, _> = reader.by_ref().collect();
    prop_assert_eq!(entries.is_ok(), reader.tally().is_some());
    if let Ok(entries) = entries {
        let mut writer = ListingWriter::new(Vec::new());
        for entry in &entries {
            writer.push(entry).expect("it was read");
        }
        let (again, tally) = writer.finish().expect("memory");
        prop_assert_eq!(again, bytes);
        prop_assert_eq!(Some(tally), reader.tally());
    }
    Ok(())
}
