//! Makes every vector of `testkit/desk-card/` anew, always the same bytes. One file a case, one failure each.
//!
//! Cards are put together by hand here, not by the crate: the two must agree.

use bech32::{Bech32, Checksum, Hrp};
use candour_note::SigningKey;
use sha2::{Digest as _, Sha256};

/// Name and bytes of each file.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// Bech32 without a length limit.
enum Long {}

impl Checksum for Long {
    type MidstateRepr = u32;
    const CODE_LENGTH: usize = 1 << 16;
    const CHECKSUM_LENGTH: usize = Bech32::CHECKSUM_LENGTH;
    const GENERATOR_SH: [u32; 5] = Bech32::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = Bech32::TARGET_RESIDUE;
}

/// Bytes as Bech32.
fn encode(prefix: &str, bytes: &[u8]) -> String {
    bech32::encode::<Long>(Hrp::parse(prefix).expect("a prefix"), bytes).expect("it fits")
}

/// A key of a name; the same name and byte give the same key.
fn key(name: &str, byte: u8) -> SigningKey {
    SigningKey::from_seed(name.parse().expect("a name"), &[byte; 32])
}

/// The first unit's key.
fn clwyd() -> SigningKey {
    key("clwyd", 1)
}

/// The second unit's key.
fn gwynedd() -> SigningKey {
    key("gwynedd", 2)
}

/// A unit's four lines. The recipients have the right form; nobody has a key to them.
fn unit(title: &str, key: &SigningKey, byte: u8) -> String {
    let (hybrid, classic) = (encode("age1pq", &[byte; 1216]), encode("age", &[byte; 32]));
    format!("unit {title}\nkey {}\nhybrid {hybrid}\nclassic {classic}\n", key.verifying_key().to_vkey())
}

/// The drop's three lines.
fn drop_lines() -> String {
    let (id, onion, log) = ("07".repeat(16), "a".repeat(55), key("drop-log", 9).verifying_key().to_vkey());
    format!("drop {id}\nonion {onion}d.onion\nlog {log}\n")
}

/// A card of these units, up to and without the fill lines.
fn head(number: u32, recipients: u32, units: &str) -> String {
    let drop = drop_lines();
    format!("candour-desk-card/v1\n{drop}number {number}\nepochs 20000 20090\nrecipients {recipients}\n{units}")
}

/// The lines of the first `count` fill recipients.
fn fill(count: u32) -> String {
    let hash = |i: u32| Sha256::new().chain_update("candour/fill/v1").chain_update(i.to_be_bytes()).finalize();
    (0..count).map(|i| format!("fill {}\n", encode("age", &hash(i)))).collect()
}

/// The lines of the phone numbers.
const PHONES: &str =
    "phone emergency 999\nphone crime 101\nphone anonymous-crime 0800 555 111\nphone reporting-line 0800 085 0000\n";

/// The text of a good card of two units.
fn good() -> String {
    head(3, 3, &two()) + &fill(2) + PHONES
}

/// Both units' lines.
fn two() -> String {
    unit("Uned Gwrth-lygredd Clwyd", &clwyd(), 11) + &unit("Uned Gwrth-lygredd Gwynedd", &gwynedd(), 12)
}

/// A text signed by some keys.
fn sign(text: &str, keys: &[SigningKey]) -> Vec<u8> {
    let (first, others) = keys.split_first().expect("a key");
    let note = first.sign(text).expect("a text");
    others.iter().fold(note, |note, key| note.with_signature(key).expect("a note")).to_bytes().to_vec()
}

/// Collects cases.
struct Cases(Files);

impl Cases {
    /// Adds a case: `more` are further lines of the head.
    fn add(&mut self, kind: &str, name: &str, comment: &str, expect: &str, more: &str, card: &[u8]) {
        let head = format!("expect: {expect}\nkind: {kind}\n{more}comment: {comment}\n\n");
        self.0.push((format!("{kind}-{name}"), [head.as_bytes(), card].concat()));
    }

    /// A desk card whose text was changed, and that both units signed as it is.
    fn desk(&mut self, name: &str, comment: &str, expect: &str, from: &str, to: &str) {
        let text = good();
        assert!(text.contains(from), "{from:?} stands in the card");
        self.text(name, comment, expect, &text.replacen(from, to, 1));
    }

    /// A desk card of this text, signed by both units.
    fn text(&mut self, name: &str, comment: &str, expect: &str, text: &str) {
        self.add("desk", name, comment, expect, "", &sign(text, &[clwyd(), gwynedd()]));
    }

    /// A unit card whose text was changed before it was signed.
    fn unit(&mut self, name: &str, comment: &str, expect: &str, from: &str, to: &str) {
        let text = unit_text();
        assert!(text.contains(from), "{from:?} stands in the card");
        self.add("unit", name, comment, expect, "", &sign(&text.replacen(from, to, 1), &[clwyd()]));
    }
}

/// The text of a good unit card.
fn unit_text() -> String {
    format!("candour-unit-card/v1\n{}", unit("Uned Gwrth-lygredd Clwyd", &clwyd(), 11))
}

/// Every file, sorted by name.
pub(crate) fn all() -> Files {
    let mut cases = Cases(Vec::new());
    drops(&mut cases);
    units(&mut cases);
    taken(&mut cases);
    fields(&mut cases);
    rules(&mut cases);
    signatures(&mut cases);
    let mut files = cases.0;
    files.sort();
    files
}

/// Drop cards.
fn drops(cases: &mut Cases) {
    let text = format!("candour-drop-card/v1\n{}", drop_lines());
    let onion = format!("{}d.onion", "a".repeat(55));
    let mut add = |name, comment, expect, text: &str| cases.add("drop", name, comment, expect, "", text.as_bytes());
    add("good", "a drop card", "success", &text);
    add("no-onion", "a drop that has no address yet", "success", &text.replace(&onion, "none"));
    add("version", "a version that does not exist", "not-a-card", &text.replace("card/v1", "card/v2"));
    add("onion-v2", "an address of the old form", "line", &text.replace(&onion, "aaaaaaaaaaaaaaaa.onion"));
    add("more", "a line behind the last", "line", &(text + "more 1\n"));
}

/// Unit cards.
fn units(cases: &mut Cases) {
    cases.add("unit", "good", "a unit card", "success", "", &sign(&unit_text(), &[clwyd()]));
    cases.unit("version", "a version that does not exist", "not-a-card", "card/v1", "card/v2");
    cases.unit("title-empty", "no title", "line", "unit Uned Gwrth-lygredd Clwyd", "unit ");
    cases.unit("title-bidi", "a title that turns the direction of text", "line", "Clwyd\n", "\u{202e}Clwyd\n");
    cases.unit("title-hidden", "a title with a character that cannot be seen", "line", "Clwyd\n", "Cl\u{200b}wyd\n");
    cases.unit("title-long", "a title of more than 120 bytes", "line", "Clwyd\n", &format!("{}\n", "x".repeat(120)));
    cases.unit("hybrid-checksum", "a mistyped recipient", "recipient", "hybrid age1pq1", "hybrid age1pq1q");
    let classic = encode("age", &[11; 32]);
    cases.unit("classic-short", "a recipient of 31 bytes", "recipient", &classic, &encode("age", &[11; 31]));
    cases.unit("classic-upper", "a recipient's other spelling", "recipient", &classic, &classic.to_uppercase());
    cases.unit("classic-hybrid", "a hybrid one in its place", "recipient", &classic, &encode("age1pq", &[11; 1216]));
    let stranger = sign(&unit_text(), &[key("stranger", 5)]);
    cases.add("unit", "stranger", "signed by another key", "unsigned", "", &stranger);
    let altered = String::from_utf8(sign(&unit_text(), &[clwyd()])).expect("text").replacen("Uned", "Tîm", 1);
    cases.add("unit", "altered", "changed after signing", "wrong-signature", "", altered.as_bytes());
}

/// Desk cards that are taken.
fn taken(cases: &mut Cases) {
    let mut add = |name, comment, text: &str, keys: &[SigningKey]| {
        let card = sign(text, keys);
        let sha256: String = Sha256::digest(&card).iter().map(|byte| format!("{byte:02x}")).collect();
        let words = fingerprint(keys);
        cases.add("desk", name, comment, "success", &format!("sha256: {sha256}\nfingerprint: {words}\n"), &card);
    };
    add("two-units", "two units, three recipients", &good(), &[clwyd(), gwynedd()]);
    add("order-of-signatures", "who signs first does not matter", &good(), &[gwynedd(), clwyd()]);
    let one = unit("Uned Gwrth-lygredd Clwyd", &clwyd(), 11);
    add("one-unit", "one unit, no phone numbers", &(head(1, 1, &one)), &[clwyd()]);
    let demo = good().replace("recipients 3\n", "recipients 3\ndemo yes\n");
    add("demo", "a card of throw-away keys", &demo, &[clwyd(), gwynedd()]);
}

/// Ten words over the drop and the units' keys, by the formula and plain arithmetic.
fn fingerprint(keys: &[SigningKey]) -> String {
    let mut sorted: Vec<[u8; 32]> = keys.iter().map(|key| *key.verifying_key().as_bytes()).collect();
    sorted.sort_unstable();
    let hash = Sha256::new().chain_update("candour/fingerprint/v1").chain_update([7; 16]).chain_update(sorted.concat());
    let mut number: Vec<u8> = hash.finalize().to_vec();
    let mut words = Vec::new();
    for _ in 0..10 {
        let mut rest = 0;
        for byte in &mut number {
            rest = rest * 256 + u32::from(*byte);
            *byte = u8::try_from(rest / 7776).expect("less than 256");
            rest %= 7776;
        }
        words.insert(0, candour_words::word(u16::try_from(rest).expect("less than 7776")).expect("a word"));
    }
    words.join(" ")
}

/// Desk cards with a line that is not as it must be.
fn fields(cases: &mut Cases) {
    cases.desk("version", "a version that does not exist", "not-a-card", "card/v1", "card/v2");
    cases.desk("id-upper", "hex in upper case", "line", "drop 07", "drop 0A");
    cases.desk("number-zero", "a number with two spellings", "line", "number 3", "number 03");
    cases.desk("number-large", "a number past 32 bits", "line", "number 3", "number 4294967296");
    cases.desk("number-missing", "no number", "line", "number 3\n", "");
    cases.desk("demo-no", "demo has one value", "line", "recipients 3\n", "recipients 3\ndemo no\n");
    cases.desk("phone-kind", "a phone of a kind that is not in the list", "line", "phone crime", "phone theft");
    cases.desk("phone-text", "a phone number with letters", "line", "crime 101", "crime call 101");
    cases.desk("phone-twice", "two numbers of one kind", "line", "crime 101\n", "crime 101\nphone crime 102\n");
    cases.desk("phone-order", "kinds out of order", "line", PHONES, "phone crime 101\nphone emergency 999\n");
    cases.text("more", "a line behind the last", "line", &(good() + "more 1\n"));
    cases.text(
        "recipient",
        "a unit with a mistyped recipient",
        "recipient",
        &good().replacen("age1pq1", "age1pq1q", 1),
    );
}

/// Desk cards whose lines do not go together.
fn rules(cases: &mut Cases) {
    cases.desk("epochs-fall", "the last before the first", "epochs", "20000 20090", "20090 20000");
    cases.desk("epochs-long", "91 days apart", "epochs", "20000 20090", "20000 20091");
    cases.desk("too-few-recipients", "fewer than units", "count", "recipients 3", "recipients 1");
    cases.text("too-many-recipients", "more than a header has", "count", &(head(3, 17, &two()) + &fill(16) + PHONES));
    cases.text("no-unit", "a card of nobody", "count", &(head(3, 3, "") + &fill(2) + PHONES));
    let (first, second) = (unit("Clwyd", &clwyd(), 11), unit("Gwynedd", &gwynedd(), 12));
    let card = |units: String| head(3, 3, &units) + &fill(2) + PHONES;
    cases.text("units-order", "names fall", "units", &card(second.clone() + &first));
    cases.text("units-twice", "a unit twice", "units", &card(first.clone() + &first));
    let shared = second.replace(&encode("age", &[12; 32]), &encode("age", &[11; 32]));
    cases.text("units-classic", "two units with one classic recipient", "units", &card(first.clone() + &shared));
    let shared = second.replace(&encode("age1pq", &[12; 1216]), &encode("age1pq", &[11; 1216]));
    cases.text("units-hybrid", "two units with one hybrid recipient", "units", &card(first.clone() + &shared));
    let twin = unit("Gwynedd", &key("gwynedd", 1), 12);
    cases.text("units-key", "two units with one signing key", "units", &card(first.clone() + &twin));
    let log = unit("Gwynedd", &key("gwynedd", 9), 12);
    cases.text("units-log-key", "a unit with the drop's log key", "units", &card(first + &log));
    cases.text("fill-missing", "one fill recipient too few", "fill", &(head(3, 3, &two()) + &fill(1) + PHONES));
    cases.text("fill-more", "one fill recipient too many", "fill", &(head(3, 3, &two()) + &fill(3) + PHONES));
    let other = fill(2).replacen("fill ", &format!("fill {}\nfill ", encode("age", &[5; 32])), 1);
    let other: String = other.lines().take(2).map(|line| format!("{line}\n")).collect();
    cases.text(
        "fill-other",
        "a fill recipient that somebody may have",
        "fill",
        &(head(3, 3, &two()) + &other + PHONES),
    );
}

/// Desk cards that are signed wrongly.
fn signatures(cases: &mut Cases) {
    let mut add = |name, comment, expect, card: &[u8]| cases.add("desk", name, comment, expect, "", card);
    add("text-alone", "no signature at all", "not-a-card", good().as_bytes());
    add("half-signed", "one of two units", "unsigned", &sign(&good(), &[clwyd()]));
    let stranger = key("stranger", 5);
    add("stranger-instead", "a stranger in a unit's place", "unsigned", &sign(&good(), &[clwyd(), stranger]));
    let stranger = key("stranger", 5);
    add("stranger-too", "a stranger beside the units", "not-a-card", &sign(&good(), &[clwyd(), gwynedd(), stranger]));
    add("namesake", "another key of a unit's name", "unsigned", &sign(&good(), &[clwyd(), key("gwynedd", 5)]));
    let altered =
        String::from_utf8(sign(&good(), &[clwyd(), gwynedd()])).expect("text").replacen("number 3", "number 4", 1);
    add("altered", "changed after signing", "wrong-signature", altered.as_bytes());
    let trailing = [sign(&good(), &[clwyd(), gwynedd()]), b"\n".to_vec()].concat();
    add("trailing", "a line feed behind the note", "not-a-card", &trailing);
    add("empty", "nothing", "not-a-card", b"");
}
