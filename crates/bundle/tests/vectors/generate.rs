//! Makes every vector of `testkit/bundle/` anew, always the same bytes. One file a case, one failure each.
//!
//! Manifest and listing are put together by hand here, not by the crate: the two must agree.

use std::fmt::Write as _;

use candour_note::SigningKey;
use sha2::{Digest as _, Sha256};

/// Name and bytes of each file.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// The drop's log key.
fn key() -> SigningKey {
    SigningKey::from_seed("drop-log".parse().expect("a name"), &[1; 32])
}

/// A line of the listing.
fn line(byte: u8, size: u64) -> String {
    format!("{} {size} 20000\n", hex(&[byte; 32]))
}

/// Lower-case hex digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("memory");
        text
    })
}

/// The text of a manifest for a listing of `count` reports and `bytes` bytes.
fn manifest(listing: &str, count: u64, bytes: u64) -> String {
    let (drop, sum) = (hex(&[7; 16]), hex(&Sha256::digest(listing)));
    format!("candour-manifest/v1\ndrop {drop}\nepoch 20001\ncount {count}\nbytes {bytes}\nlisting {sum}\n")
}

/// A signed note.
fn sign(text: &str) -> Vec<u8> {
    key().sign(text).expect("a text").to_bytes().to_vec()
}

/// Collects cases.
struct Cases(Files);

impl Cases {
    /// Adds a case.
    fn add(&mut self, name: &str, comment: &str, expect: &str, manifest: &[u8], listing: &str) {
        let head = format!(
            "expect: {expect}\nlog-key: {}\nmanifest-bytes: {}\ncomment: {comment}\n\n",
            key().verifying_key().to_vkey(),
            manifest.len()
        );
        self.0.push((name.to_owned(), [head.as_bytes(), manifest, listing.as_bytes()].concat()));
    }

    /// A case with a right manifest for a listing that is refused for what it is.
    fn listing(&mut self, name: &str, comment: &str, expect: &str, listing: &str) {
        let count = u64::try_from(listing.lines().count()).expect("few lines");
        self.add(name, comment, expect, &sign(&manifest(listing, count, 11)), listing);
    }

    /// A case with a right listing and a manifest whose text was changed before it was signed.
    fn manifest(&mut self, name: &str, comment: &str, from: &str, to: &str) {
        let listing = line(1, 5) + &line(2, 6);
        let text = manifest(&listing, 2, 11);
        assert!(text.contains(from), "{from:?} stands in the manifest");
        self.add(name, comment, "not-a-manifest", &sign(&text.replacen(from, to, 1)), &listing);
    }
}

/// Every file, sorted by name.
pub(crate) fn all() -> Files {
    let two = line(1, 5) + &line(2, 6);
    let good = sign(&manifest(&two, 2, 11));
    let mut cases = Cases(Vec::new());

    cases.add("two-reports", "what a drop with two reports gives", "success", &good, &two);
    cases.add("no-report", "an empty drop", "success", &sign(&manifest("", 0, 0)), "");

    cases.manifest("manifest-version", "a version that does not exist", "manifest/v1", "manifest/v2");
    cases.manifest("manifest-field-missing", "no epoch", "epoch 20001\n", "");
    cases.manifest("manifest-field-order", "count after bytes", "count 2\nbytes 11\n", "bytes 11\ncount 2\n");
    cases.manifest("manifest-leading-zero", "a number with two spellings", "count 2", "count 02");
    cases.manifest("manifest-upper-case", "hex in upper case", "drop 07", "drop 0A");
    cases.manifest("manifest-short-id", "a drop id of 15 bytes", "drop 07", "drop ");
    cases.manifest("manifest-epoch-large", "an epoch past 32 bits", "epoch 20001", "epoch 4294967296");
    cases.manifest("manifest-count-large", "more reports than a listing may name", "count 2", "count 1000001");
    cases.manifest("manifest-more", "a line behind the last", "bytes 11\n", "bytes 11\nmore 1\n");
    cases.add("manifest-empty", "no manifest at all", "not-a-manifest", b"", &two);
    let unsigned = manifest(&two, 2, 11);
    cases.add("manifest-no-signature", "a text alone", "not-a-manifest", unsigned.as_bytes(), &two);
    let stranger = SigningKey::from_seed("stranger".parse().expect("a name"), &[2; 32]);
    let twice = key().sign(&unsigned).and_then(|note| note.with_signature(&stranger)).expect("signed");
    cases.add("manifest-two-signatures", "a stranger's beside the drop's", "not-a-manifest", twice.to_bytes(), &two);
    let foreign = stranger.sign(&unsigned).expect("signed");
    cases.add("manifest-stranger", "signed by another key", "unsigned", foreign.to_bytes(), &two);
    let namesake = SigningKey::from_seed("drop-log".parse().expect("a name"), &[2; 32]).sign(&unsigned);
    let namesake = namesake.expect("signed");
    cases.add("manifest-namesake", "another key of the same name", "unsigned", namesake.to_bytes(), &two);
    let altered = String::from_utf8(good.clone()).expect("text").replacen("epoch 20001", "epoch 20002", 1);
    cases.add("manifest-altered", "changed after signing", "wrong-signature", altered.as_bytes(), &two);

    cases.listing("listing-order", "hashes fall", "order", &(line(2, 6) + &line(1, 5)));
    cases.listing("listing-twice", "one report twice", "order", &(line(1, 5) + &line(1, 6)));
    cases.listing(
        "listing-upper-case",
        "hex in upper case",
        "line",
        &two.replacen(&"01".repeat(32), &"0A".repeat(32), 1),
    );
    cases.listing("listing-leading-zero", "a size with two spellings", "line", &two.replacen(" 5 ", " 05 ", 1));
    cases.listing("listing-empty-report", "a report of no bytes", "line", &two.replacen(" 5 ", " 0 ", 1));
    cases.listing("listing-two-spaces", "a separator of two spaces", "line", &two.replacen(" 5 ", "  5 ", 1));
    cases.listing("listing-carriage-return", "lines as another system ends them", "line", &two.replace('\n', "\r\n"));
    cases.listing("listing-blank-line", "an empty line", "line", &(line(1, 5) + "\n" + &line(2, 6)));
    cases.listing("listing-no-line-feed", "the last line does not end", "line", two.trim_end());
    cases.listing(
        "listing-long-line",
        "a line longer than any entry",
        "line",
        &two.replacen(" 5 ", &format!(" {} ", "5".repeat(99)), 1),
    );
    cases.listing(
        "listing-too-many-bytes",
        "sizes add up past 64 bits",
        "too-long",
        &(line(1, u64::MAX) + &line(2, 1)),
    );

    cases.add("other-epoch", "an entry changed", "other-listing", &good, &two.replacen("20000", "20001", 1));
    cases.add("other-shorter", "an entry left out", "other-listing", &good, &line(1, 5));
    cases.add("other-longer", "an entry added", "other-listing", &good, &(two.clone() + &line(3, 7)));
    let miscounted = sign(&manifest(&two, 3, 11));
    cases.add("other-count", "the right hash, another count", "other-listing", &miscounted, &two);
    let misweighed = sign(&manifest(&two, 2, 12));
    cases.add("other-bytes", "the right hash, other bytes", "other-listing", &misweighed, &two);

    let mut files = cases.0;
    files.sort();
    files
}
