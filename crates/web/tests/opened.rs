//! What both builds of the core seal in the page's workers is opened by strangers and by our own rooms: npm's age-encryption with Debian's
//! `tar`, and `candour-envelope`. Both have the same length, which is what the envelope plans natively.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test: it may stop at the first surprise")]

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use candour_codename::{Seed, UnitId, UnitSet, UntrustedCodename};
use candour_desk_card::{PinnedCard, UntrustedCard};
use candour_envelope::{
    Answers, Attachment, AttachmentEntry, Audience, Conversation, Extension, Identity, Plan, ReplyTo, ReportBody,
    ReportSink, StreamReader, ThreadKeys, open_header, read_report,
};
use candour_header::Kind;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The two builds.
const LEVELS: [&str; 2] = ["wasm", "script"];
/// A day on which the vectors' desk card is in force.
const TODAY: &str = "20000";
/// A source's.
const CODENAME: &str = "abdomen abdominal abide abiding ability ablaze able barcode";

/// A folder of the tree, seen from this crate.
fn tree(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The vectors' desk card, and the key of the first unit on it.
fn desk() -> (PinnedCard, Identity) {
    let bytes = fs::read(tree("testkit/sealed-report/desk-card")).unwrap();
    let card = PinnedCard::shown(UntrustedCard::parse(&bytes).unwrap().verify().unwrap());
    let unit = Identity::generate(Kind::Mlkem768X25519, &mut ChaCha20Rng::from_seed([21; 32]));
    assert_eq!(unit.to_recipient().to_string(), card.card().units()[0].hybrid());
    (card, unit)
}

/// A program's output; it must succeed.
fn run(command: &mut Command, input: &[u8]) -> Vec<u8> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program is there");
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // Whoever wants no input may have gone.
        scope.spawn(move || stdin.write_all(input).ok());
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A file that somebody attaches.
struct Evidence {
    /// Its own name, which travels.
    name: &'static str,
    bytes: Vec<u8>,
    extension: Extension,
}

impl Evidence {
    /// Bytes that look like those of a format, and then like nothing.
    fn new(name: &'static str, start: &[u8], len: usize) -> Self {
        let mut bytes = start.to_vec();
        bytes.extend((0_u32..).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[0]).take(len - start.len()));
        let extension = match Extension::sniff(start) {
            Extension::Bin => Extension::from_name(name),
            sniffed => sniffed,
        };
        Self { name, bytes, extension }
    }
}

/// Keeps everything.
#[derive(Default)]
struct Kept {
    body: Option<ReportBody>,
    json: Vec<u8>,
    files: Vec<(AttachmentEntry, Vec<u8>)>,
}

impl ReportSink for Kept {
    fn report(&mut self, body: &ReportBody, json: &[u8]) -> io::Result<()> {
        (self.body, self.json) = (Some(body.clone()), json.to_vec());
        Ok(())
    }

    fn attachment(&mut self, _: usize, entry: &AttachmentEntry) -> io::Result<()> {
        self.files.push((entry.clone(), Vec::new()));
        Ok(())
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.files.last_mut().unwrap().1.extend_from_slice(bytes);
        Ok(())
    }
}

/// Sealed in the page's workers.
fn sealed(level: &str, folder: &Path, answers: &Answers, evidence: &[Evidence]) -> Vec<u8> {
    let report = json!({ "answers": answers, "units": ["north.example"], "keepNames": true });
    sealed_with(level, folder, report, evidence, None)
}

/// The same for any request, with a codename that the source typed.
fn sealed_with(
    level: &str,
    folder: &Path,
    mut report: Value,
    evidence: &[Evidence],
    codename: Option<&str>,
) -> Vec<u8> {
    let files: Vec<_> = evidence
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let path = folder.join(format!("evidence-{index}"));
            fs::write(&path, &one.bytes).unwrap();
            json!({ "path": path, "name": one.name })
        })
        .collect();
    report["files"] = json!(files);
    let out = folder.join("report.age");
    let mut node = Command::new("node");
    node.arg(tree("crates/web/tests/seal.mjs")).arg(level).arg(tree("testkit/sealed-report/desk-card"));
    let said = run(node.arg(TODAY).arg(report.to_string()).arg(&out).args(codename), b"");
    let sealed = fs::read(out).unwrap();
    let sha256: String = Sha256::digest(&sealed).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(String::from_utf8(said).unwrap().trim_end(), sha256, "{level}: the hash that the page sends");
    sealed
}

/// Opened by our own rooms.
fn ours(mut sealed: &[u8], unit: &Identity) -> Kept {
    let unit = unit.expose_secret().expose_secret().parse().unwrap();
    let header = open_header(&mut sealed, &[unit]).unwrap();
    let mut kept = Kept::default();
    read_report(StreamReader::new(header.payload_key(), sealed), &mut kept).unwrap();
    kept
}

/// Opened by npm's age-encryption, and unpacked by tar into this folder.
fn theirs(sealed: &[u8], unit: &Identity, folder: &Path) {
    let secret = unit.expose_secret();
    let mut peer = Command::new("node");
    peer.args(["age-peer.mjs", "open", secret.expose_secret()]).current_dir(tree("tests/npm"));
    let archive = run(&mut peer, sealed);
    fs::create_dir(folder).unwrap();
    run(Command::new("tar").arg("xf").arg("-").arg("-C").arg(folder), &archive);
}

/// The names of the files in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Seals one report with both builds, and has it opened by everybody.
fn opens_everywhere(what: &str, evidence: &[Evidence]) {
    let (card, unit) = desk();
    let answers = Answers { what: what.into(), r#where: Some("Caerdydd".into()), ..Answers::default() };
    let audience = Audience::from_card(&card, &["north.example"], Kind::Mlkem768X25519).unwrap();
    let attachment = |one: &Evidence| Attachment {
        size: one.bytes.len() as u64,
        extension: one.extension,
        name: Some(one.name.into()),
    };
    let plan = Plan::of(&audience, &answers, &evidence.iter().map(attachment).collect::<Vec<_>>()).unwrap();
    for level in LEVELS {
        let folder = tempfile::tempdir().unwrap();
        let sealed = sealed(level, folder.path(), &answers, evidence);
        assert_eq!(sealed.len() as u64, plan.step(), "{level}: a step of the ladder, as planned natively");

        let kept = ours(&sealed, &unit);
        let body = kept.body.unwrap();
        assert_eq!((body.answers, body.units), (answers.clone(), vec!["north.example".to_owned()]), "{level}");

        let unpacked = folder.path().join("unpacked");
        theirs(&sealed, &unit, &unpacked);
        assert_eq!(fs::read(unpacked.join("report.json")).unwrap(), kept.json, "{level}: report.json");
        assert_eq!(kept.files.len(), evidence.len(), "{level}");
        for ((entry, bytes), one) in kept.files.iter().zip(evidence) {
            assert_eq!(entry.name.as_deref(), Some(one.name), "{level}");
            assert!(bytes == &one.bytes, "{level}: {} opened by us", entry.file);
            assert!(
                fs::read(unpacked.join(&entry.file)).unwrap() == one.bytes,
                "{level}: {} opened by them",
                entry.file
            );
        }
        let files = if evidence.is_empty() { &["report.json"][..] } else { &["attachments", "report.json"] };
        assert_eq!(names(&unpacked), files, "{level}: nothing besides");
        if !evidence.is_empty() {
            assert_eq!(names(&unpacked.join("attachments")).len(), evidence.len(), "{level}: nothing besides");
        }
    }
}

#[test]
#[ignore = "needs: node, npm packages, tar"]
fn a_report_of_text() {
    opens_everywhere("Cymerodd arian \u{2013} \u{201c}bob wythnos\u{201d}.", &[]);
}

#[test]
#[ignore = "needs: node, npm packages, tar"]
fn a_report_with_files_around_a_chunk_a_part_and_nothing() {
    let files = [
        Evidence::new("llun \u{5b}1\u{5d} o\u{302}l.jpg", b"\xff\xd8\xff\xe0", 65_536),
        Evidence::new("empty.txt", b"", 0),
        Evidence::new("\u{62f}\u{644}\u{64a}\u{644}.pdf", b"%PDF-1.7\n", 65_537),
        Evidence::new("recording.opus", b"", (3 << 20) + 1),
        Evidence::new("one", b"", 1),
    ];
    opens_everywhere("He took money.", &files);
}

/// The keys that a report of this codename brings, natively.
fn conversation(card: &PinnedCard, written: u64, units: &[&str], earlier: Option<&[&str]>) -> Conversation {
    let card = card.card();
    let seed = Seed::derive(&UntrustedCodename::new(CODENAME).check().unwrap(), &card.drop_id());
    let keys = |names: &[&str]| {
        let chosen = card.units().iter().filter(|unit| names.contains(&unit.name().as_str()));
        seed.conversation(&UnitSet::new(&chosen.map(UnitId::of).collect::<Vec<_>>()).unwrap())
    };
    let earlier = earlier.map(|names| keys(names).thread);
    let keys = ThreadKeys::new(&keys(units), Kind::Mlkem768X25519, earlier.as_ref()).unwrap();
    Conversation { written, reply_to: ReplyTo::Codename(keys) }
}

#[test]
#[ignore = "needs: node, npm packages"]
fn a_report_brings_the_keys_of_its_codename_and_of_an_earlier_set_only_where_that_is_another() {
    let (card, unit) = desk();
    let [north, south] = ["north.example", "south.example"];
    let answers = Answers { what: "Cymerodd arian.".into(), ..Answers::default() };
    type Units<'a> = &'a [&'a str];
    let cases: [(Units<'_>, Option<Units<'_>>, Option<Units<'_>>); 4] = [
        (&[north], None, None),
        (&[north, south], Some(&[north]), Some(&[north])),
        // In whatever order, and however often they are named.
        (&[north, south], Some(&[south, north, south]), None),
        (&[north], Some(&[south]), Some(&[south])),
    ];
    for (units, asked, brought) in cases {
        let native = conversation(&card, 1_795_000_000, units, brought);
        let audience = Audience::from_card(&card, units, Kind::Mlkem768X25519).unwrap();
        let plan = Plan::of_conversation(&audience, &answers, &[], Some(&native)).unwrap();
        for level in LEVELS {
            let folder = tempfile::tempdir().unwrap();
            let conversation = json!({ "written": 1_795_000_000, "earlier": asked });
            let report = json!({ "answers": answers, "units": units, "conversation": conversation });
            let sealed = sealed_with(level, folder.path(), report, &[], Some(CODENAME));
            assert_eq!(sealed.len() as u64, plan.step(), "{level}");
            let body = ours(&sealed, &unit).body.unwrap();
            assert!(body.conversation() == Some(&native), "{level}: {units:?}, earlier {asked:?}");
        }
    }
}

#[test]
#[ignore = "needs: node, npm packages"]
fn without_a_codename_a_report_brings_nothing_to_answer_to() {
    let (_, unit) = desk();
    for level in LEVELS {
        let folder = tempfile::tempdir().unwrap();
        let sealed = sealed(level, folder.path(), &Answers { what: "Arian.".into(), ..Answers::default() }, &[]);
        assert!(ours(&sealed, &unit).body.unwrap().conversation().is_none());
    }
}
