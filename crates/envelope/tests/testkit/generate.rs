//! Makes every vector of `testkit/sealed-report/` anew, always the same bytes. One file a case, one failure each.

use std::io::Write;

use candour_codename::{ReplyKey, TagKey, ThreadSecret};
use candour_desk_card::{Draft, DropCard, DropId, Epoch, Phone, UnitCard, Unsigned};
use candour_envelope::{
    Answers, AttachmentEntry, Category, Conversation, Identity, OwnKey, Phrase, ReplyTo, ReportBody, Reporter, Role,
    Standing, ThreadKeys, seal_to,
};
use candour_header::Kind;
use candour_note::SigningKey;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};

use crate::runner::{self, Vector, hex};
use crate::tar::{BLOCK, Tar};

/// Name and bytes of each file.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// Bytes of a full chunk with its tag.
const SEALED_CHUNK: usize = 65_536 + 16;

fn rng(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

/// The unit that all opening vectors are for.
fn unit(kind: Kind) -> Identity {
    Identity::generate(kind, &mut rng(1))
}

/// Seals a payload to a stranger and the unit.
fn sealed(kind: Kind, payload: &[u8]) -> Vec<u8> {
    let stranger = Identity::generate(kind, &mut rng(2)).to_recipient();
    let mut out = seal_to(&[stranger, unit(kind).to_recipient()], &mut rng(3), Vec::new()).expect("recipients");
    out.write_all(payload).expect("memory");
    out.finish().expect("memory")
}

/// An archive that starts with a `report.json` listing these attachments.
fn listing(attachments: &[(&str, u64)]) -> Tar {
    let entries = attachments
        .iter()
        .map(|(file, size)| AttachmentEntry { file: (*file).into(), size: *size, name: None })
        .collect();
    let answers = Answers { what: "Arian am rifau – „bob wythnos”.".into(), ..Answers::default() };
    let body = ReportBody::new(answers, [0xa5; 32], vec!["integrity.example".into()], entries);
    let mut json = serde_json::to_vec(&body).expect("json");
    json.push(b'\n');
    Tar::default().file("report.json", &json)
}

const A: &str = "attachments/01.jpg";
const B: &str = "attachments/02.jpg";

/// Every file, sorted by name.
pub(crate) fn all() -> Files {
    let card = desk_card();
    let mut files = opening();
    files.extend(sealing(&card));
    files.push(("desk-card".into(), card));
    files.sort();
    files
}

/// Collects opening vectors.
struct Opening(Files);

impl Opening {
    /// Adds a case: `content` is what the attachments give out before the end or the fault.
    fn add(&mut self, name: &str, comment: &str, expect: &str, kind: Kind, file: &[u8], content: &[u8]) {
        let identity = unit(kind).expose_secret();
        let mut head = format!("expect: {expect}\nidentity: {}\n", identity.expose_secret());
        if !content.is_empty() {
            head += &format!("content: {}\n", hex(&Sha256::digest(content)));
        }
        head += &format!("comment: {comment}\n\n");
        self.0.push((format!("open-{name}"), [head.as_bytes(), file].concat()));
    }

    /// A classic file around a payload of its own.
    fn payload(&mut self, name: &str, comment: &str, expect: &str, payload: &[u8], content: &[u8]) {
        self.add(name, comment, expect, Kind::X25519, &sealed(Kind::X25519, payload), content);
    }
}

fn opening() -> Files {
    let mut files = Opening(Vec::new());
    headers(&mut files);
    streams(&mut files);
    archives(&mut files);
    files.0
}

fn headers(files: &mut Opening) {
    let good = listing(&[(A, 3)]).file(A, b"abc").end();
    for (kind, name) in [(Kind::X25519, "classic"), (Kind::Mlkem768X25519, "hybrid")] {
        let file = sealed(kind, &good);
        files.add(name, "a report with one attachment", "success", kind, &file, b"abc");
        let mut changed = file.clone();
        let mac = kind.header_len(2) - 10;
        changed[mac] = if changed[mac] == b'A' { b'B' } else { b'A' };
        files.add(&format!("{name}-mac"), "a character of the MAC is another", "header changed", kind, &changed, b"");
        let one = Identity::generate(kind, &mut rng(2)).to_recipient();
        let mut other = seal_to(&[one], &mut rng(3), Vec::new()).expect("a recipient");
        other.write_all(&good).expect("memory");
        let other = other.finish().expect("memory");
        files.add(&format!("{name}-no-match"), "for another unit only", "no match", kind, &other, b"");
    }
    let classic = sealed(Kind::X25519, &good);
    let case = |files: &mut Opening, name: &str, comment: &str, expect: &str, file: &[u8]| {
        files.add(name, comment, expect, Kind::X25519, file, b"");
    };
    case(files, "plaintext", "no age file at all", "not age", b"Dear Sir or Madam,\n");
    case(files, "empty", "nothing", "header truncated", b"");
    case(files, "armored", "the text form", "armored", b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n");
    case(files, "version", "a later age version", "header malformed", b"age-encryption.org/v2\n-> X25519 x\n");
    case(files, "header-cut", "cut within a stanza", "header truncated", &classic[..100]);
    case(files, "nonce-cut", "cut within the nonce", "header truncated", &classic[..Kind::X25519.header_len(2) + 9]);
    let scrypt = "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\
                  --- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n0123456789abcdef0123456789abcdef";
    case(files, "passphrase", "sealed with a passphrase", "passphrase", scrypt.as_bytes());
    let long = [b"age-encryption.org/v1\n-> X25519 ".as_slice(), &[b'A'; 33_000]].concat();
    case(files, "header-long", "a header past 32 KiB", "header too long", &long);
    let share = [&classic[..33], b"!".as_slice(), &classic[34..]].concat();
    case(files, "share", "a share that is no base64", "header malformed", &share);
    let zero = "age-encryption.org/v1\n-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n0123456789abcdef";
    case(files, "low-order", "a share of low order", "header malformed", zero.as_bytes());
}

fn streams(files: &mut Opening) {
    let small = sealed(Kind::X25519, &listing(&[(A, 3)]).file(A, b"abc").end());
    let body = Kind::X25519.header_len(2) + 16;
    let mut flipped = small.clone();
    flipped[body + 5] ^= 1;
    files.add("bit", "a flipped bit in the payload", "payload changed", Kind::X25519, &flipped, b"");
    let longer = [small.as_slice(), b"x"].concat();
    files.add("longer", "a byte after the payload", "payload changed", Kind::X25519, &longer, b"");
    files.add("no-chunk", "a nonce and no chunk", "payload truncated", Kind::X25519, &small[..body], b"");

    let content = vec![b'a'; 70_000];
    let large = sealed(Kind::X25519, &listing(&[(A, 70_000)]).file(A, &content).end());
    // The first chunk holds three headers' worth of blocks; what it has of the content may come out, and comes out in whole pieces.
    let cut = &large[..body + SEALED_CHUNK];
    files.add("cut", "cut between two chunks", "payload truncated", Kind::X25519, cut, b"");
}

fn archives(files: &mut Opening) {
    let one = || listing(&[(A, 3)]);
    let two = || listing(&[(A, 3), (B, 3)]);
    let kind = |kind: u8| move |header: &mut [u8; BLOCK]| header[156] = kind;

    files.payload("letter", "an age file around no archive", "unstructured", b"Dear Sir or Madam", b"");
    files.payload("empty-payload", "an age file around nothing", "unstructured", b"", b"");
    files.payload(
        "letter-tar",
        "an archive of something else",
        "unstructured",
        &Tar::default().file("a.txt", b"a").end(),
        b"",
    );
    files.payload("gnu", "an archive as GNU tar writes it, folder and all", "success", &gnu(), b"abc");

    let report = |json: &[u8]| Tar::default().file("report.json", json).end();
    files.payload("report-malformed", "report.json is not JSON", "report malformed", &report(b"hello"), b"");
    files.payload(
        "report-version",
        "report.json of a later version",
        "report version",
        &report(b"{\"version\":3}"),
        b"",
    );
    let answerable = |conversation: Conversation| {
        let body = ReportBody::new(Answers::default(), [0xa5; 32], vec!["integrity.example".into()], vec![]);
        let json = body.with_conversation(Some(conversation)).to_json().expect("json");
        String::from_utf8(json).expect("UTF-8")
    };
    for (name, conversation) in conversations() {
        let json = answerable(conversation);
        files.payload(name, "a report that can be answered", "success", &report(json.as_bytes()), b"");
    }
    let [(_, conversation), _] = conversations();
    let json = answerable(conversation);
    let earlier = "\"NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU\"";
    for (name, comment, from, to) in [
        ("conversation-version", "a conversation in a report of version 1", "\"version\":2", "\"version\":1"),
        ("conversation-key", "a key of 31 bytes", "\"MjIy", "\"Mj"),
        ("conversation-null", "an earlier thread secret that is null", earlier, "null"),
    ] {
        assert!(json.contains(from), "{from}");
        let json = json.replacen(from, to, 1);
        files.payload(name, comment, "report malformed", &report(json.as_bytes()), b"");
    }
    files.payload(
        "report-table",
        "an attachment's name is not neutral",
        "report table",
        &listing(&[("../01.jpg", 3)]).end(),
        b"",
    );
    let long = Tar::default().entry("report.json", b"{}", |header| header[124..135].copy_from_slice(b"00004000001"));
    files.payload("report-long", "report.json past 1 MiB", "archive report length", &long.end(), b"");

    for (name, byte, expect) in [
        ("hard-link", b'1', "archive link"),
        ("symbolic-link", b'2', "archive link"),
        ("character-device", b'3', "archive device"),
        ("block-device", b'4', "archive device"),
        ("pipe", b'6', "archive device"),
        ("pax", b'x', "archive extension"),
        ("pax-global", b'g', "archive extension"),
        ("gnu-long-name", b'L', "archive extension"),
        ("gnu-sparse", b'S', "archive extension"),
    ] {
        files.payload(name, "an entry that is no file", expect, &one().entry(A, b"abc", kind(byte)).end(), b"");
    }
    for (name, entry, expect) in [
        ("absolute", "/etc/passwd", "archive absolute path"),
        ("parent", "attachments/../../x", "archive parent path"),
        ("nul", "attachments/01.jpg\0.sh", "archive deceiving name"),
        ("bidi", "attachments/\u{202e}gpj.sh", "archive deceiving name"),
        ("escape", "attachments/\u{1b}[2J", "archive deceiving name"),
        ("unlisted", "attachments/09.jpg", "archive unlisted"),
        ("report-twice", "report.json", "archive duplicate"),
    ] {
        files.payload(name, "an entry with a name that is refused", expect, &one().file(entry, b"abc").end(), b"");
    }
    let duplicate = two().file(A, b"abc").file(A, b"abc").end();
    files.payload("duplicate", "a name twice", "archive duplicate", &duplicate, b"abc");
    files.payload(
        "order",
        "another order than listed",
        "archive order",
        &two().file(B, b"abc").file(A, b"abc").end(),
        b"",
    );
    files.payload("missing", "an attachment is missing", "archive missing", &one().end(), b"");
    files.payload("size", "an attachment is shorter than listed", "archive size", &one().file(A, b"ab").end(), b"");
    let bomb = listing(&[(A, 1 << 30)]).entry(A, b"abc", |header| header[124..135].copy_from_slice(b"10000000000"));
    files.payload("bomb", "a header that promises a gibibyte", "archive truncated", &bomb.end(), b"");
    let mut checksum = one().file(A, b"abc").end();
    let header = checksum.len() - 4 * BLOCK;
    checksum[header + 3] ^= 1;
    files.payload("checksum", "a header whose checksum does not hold", "archive header", &checksum, b"");
    let mut trailing = one().file(A, b"abc").end();
    trailing.extend_from_slice(&[0; 700]);
    trailing.push(b'x');
    files.payload("trailing", "a byte that is not zero after the archive", "archive garbage", &trailing, b"abc");
    let mut padding = one().file(A, b"abc").end();
    let filled = padding.len() - 3 * BLOCK + 3;
    padding[filled] = b'x';
    files.payload("block-padding", "a byte that is not zero after an entry", "archive garbage", &padding, b"abc");
}

/// What `tar --format=gnu` writes: its magic, an owner, a time, a mode, and the folder.
fn gnu() -> Vec<u8> {
    let theirs = |header: &mut [u8; BLOCK]| {
        header[100..108].copy_from_slice(b"0000644\0");
        header[136..148].copy_from_slice(b"14700000000\0");
        header[257..265].copy_from_slice(b"ustar  \0");
        header[265..270].copy_from_slice(b"maria");
        header[329..345].fill(0);
    };
    let report = listing(&[(A, 3)]).0;
    let json = &report[BLOCK..];
    let json = &json[..json.iter().position(|byte| *byte == 0).unwrap_or(json.len())];
    Tar::default()
        .entry("report.json", json, theirs)
        .entry("attachments/", b"", |header| {
            theirs(header);
            header[156] = b'5';
        })
        .entry(A, b"abc", theirs)
        .end()
}

/// A hybrid conversation that continues another, and letters to an age key.
fn conversations() -> [(&'static str, Conversation); 2] {
    let recipient = |kind, seed| Identity::generate(kind, &mut rng(seed)).to_recipient();
    let keys = ThreadKeys {
        recipient: recipient(Kind::Mlkem768X25519, 0x31),
        reply: ReplyKey::from_bytes([0x32; 32]),
        tag: TagKey::from_bytes([0x33; 32]),
        thread: ThreadSecret::from_bytes([0x34; 32]),
        earlier: Some(ThreadSecret::from_bytes([0x35; 32])),
    };
    let phrase = Phrase::try_from("y llyfr glas".to_owned()).expect("a phrase");
    let own = OwnKey { recipient: recipient(Kind::X25519, 0x36), phrase };
    [("conversation", ReplyTo::Codename(keys)), ("own-key", ReplyTo::OwnKey(own))]
        .map(|(name, reply_to)| (name, Conversation { written: 1_795_000_000, reply_to }))
}

/// A demo card of two units, with three recipients.
fn desk_card() -> Vec<u8> {
    let unit = |name: &str, seed: u8| {
        let key = SigningKey::from_seed(name.parse().expect("a name"), &[seed; 32]);
        let recipient = |kind, seed| Identity::generate(kind, &mut rng(seed)).to_recipient().to_string();
        let (hybrid, classic) = (recipient(Kind::Mlkem768X25519, seed), recipient(Kind::X25519, seed));
        let card = UnitCard::new("Demo Unit".parse().expect("a title"), &hybrid, &classic, key.verifying_key());
        (key, card.expect("a unit card"))
    };
    let (north, north_card) = unit("north.example", 21);
    let (south, south_card) = unit("south.example", 22);
    let log = SigningKey::from_seed("drop.example".parse().expect("a name"), &[23; 32]).verifying_key();
    let drop = DropCard { id: DropId([7; 16]), onion: None, log };
    let units = vec![north_card, south_card];
    let draft = Draft::new(drop, 1, Epoch(20_000), Epoch(20_090), 3, true, units, Phone::defaults()).expect("a card");
    let half = draft.sign(&north).expect("a signature");
    let whole = Unsigned::parse(half.to_bytes()).expect("a card").sign(&south).expect("a signature");
    whole.to_bytes().to_vec()
}

fn sealing(card: &[u8]) -> Files {
    let mut files = Vec::new();
    let long = "Bob dydd Gwener. ".repeat(900);
    let what = |what: &str| Answers { what: what.into(), ..Answers::default() };
    let every = Answers {
        category: Some(Category::InformationOrInfluence),
        who: Some("PC 4521".into()),
        force: Some("Heddlu’r De".into()),
        role: Some(Role::Officer),
        when: Some("bob dydd Gwener".into()),
        r#where: Some("yr iard".into()),
        reporter: Reporter { standing: Standing::Staff, identity: Some("y swyddfa gefn".into()) },
        ..what("Arian am \"rifau\".\nBob wythnos.")
    };
    for (name, kind, units, answers, attachments) in [
        ("classic", "X25519", "north.example south.example", what("Arian."), ""),
        ("hybrid", "mlkem768x25519", "north.example south.example", what("Arian."), ""),
        ("hybrid-every-answer", "mlkem768x25519", "north.example south.example", every, ""),
        ("hybrid-one-unit", "mlkem768x25519", "south.example", what("Arian."), ""),
        ("hybrid-64k", "mlkem768x25519", "north.example", what(&long), ""),
        (
            "hybrid-attachments",
            "mlkem768x25519",
            "north.example",
            what("Arian."),
            "attachments: 200000.jpg 0.bin 512.pdf\n",
        ),
    ] {
        files.push((format!("seal-{name}"), sealing_vector(kind, units, &answers, attachments, card)));
    }
    for (name, conversation) in conversations() {
        for kind in ["X25519", "mlkem768x25519"] {
            let line = format!("conversation: {}\n", serde_json::to_string(&conversation).expect("json"));
            let vector = sealing_vector(kind, "north.example south.example", &what("Arian."), &line, card);
            files.push((format!("seal-{name}-{kind}").to_lowercase(), vector));
        }
    }
    files
}

/// One sealing vector.
fn sealing_vector(kind: &str, units: &str, answers: &Answers, more: &str, card: &[u8]) -> Vec<u8> {
    let answers = serde_json::to_string(answers).expect("json");
    let head = format!("expect: sealed\nkind: {kind}\nseed: 9\nunits: {units}\nanswers: {answers}\n{more}");
    let draft = format!("{head}\n\n");
    let sealed = runner::seal(&Vector::parse(draft.as_bytes()), card);
    let header = candour_header::scan(&sealed.file).expect("a header").len;
    let header = hex(&Sha256::digest(&sealed.file[..header]));
    format!("{head}length: {}\nsha256: {}\nheader: {header}\n\n", sealed.file.len(), sealed.sha256).into_bytes()
}
