//! What the stories share: a report, its audience, a sink that remembers, and other programs.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use candour_header::Kind;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use crate::{
    Answers, Attachment, AttachmentEntry, Audience, Category, Extension, Identity, OpenedReport, PayloadError,
    ReportBody, ReportSink, Reporter, Role, SealedReport, Sealer, StreamReader, open_header, read_report,
};

/// Both kinds.
pub(super) const KINDS: [Kind; 2] = [Kind::X25519, Kind::Mlkem768X25519];

/// Randomness that is the same each time.
pub(super) fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// Answers with every field.
pub(super) fn answers() -> Answers {
    Answers {
        category: Some(Category::InformationOrInfluence),
        who: Some("PC 4521".into()),
        force: Some("Heddlu’r De".into()),
        role: Some(Role::Officer),
        what: "Money for number plates – „bob wythnos”.\nEvery Friday.".into(),
        when: Some("since May".into()),
        r#where: Some("the yard".into()),
        reporter: Reporter::default(),
        ..Answers::default()
    }
}

/// Two attachments and their content; one ends on a block's edge.
pub(super) fn attachments() -> (Vec<Attachment>, Vec<Vec<u8>>) {
    let content = vec![b"\xff\xd8\xff photo".to_vec(), vec![7u8; 70_144]];
    let list = vec![
        Attachment { size: 9, extension: Extension::Jpg, name: Some("plates.jpg".into()) },
        Attachment { size: 70_144, extension: Extension::Bin, name: None },
    ];
    (list, content)
}

/// One chosen unit among `count` recipients.
pub(super) fn audience(unit: &Identity, kind: Kind, count: u16) -> Audience {
    Audience::new(kind, count, [0xcd; 32], vec![("integrity.example".into(), unit.to_recipient())]).unwrap()
}

/// Seals the report above.
pub(super) fn seal(audience: &Audience, seed: u64) -> (Vec<u8>, SealedReport) {
    let (list, content) = attachments();
    let sealer = Sealer::new(audience, &answers(), &list, &mut rng(seed)).unwrap();
    let mut out = Vec::new();
    let sealed = sealer.seal(&mut out, content.iter().map(|bytes| Ok(bytes.as_slice())), |_| {}).unwrap();
    (out, sealed)
}

/// Keeps what it is given.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) json: Vec<u8>,
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) complete: usize,
}

impl ReportSink for Memory {
    fn report(&mut self, _: &ReportBody, json: &[u8]) -> io::Result<()> {
        self.json = json.to_vec();
        Ok(())
    }

    fn attachment(&mut self, index: usize, entry: &AttachmentEntry) -> io::Result<()> {
        assert_eq!(index, self.files.len());
        self.files.push((entry.file.clone(), Vec::new()));
        Ok(())
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.files.last_mut().unwrap().1.extend_from_slice(bytes);
        Ok(())
    }

    fn attachment_end(&mut self) -> io::Result<()> {
        self.complete += 1;
        Ok(())
    }
}

/// Opens a sealed report whose header is in order.
pub(super) fn open(mut sealed: &[u8], identity: Identity) -> (Result<OpenedReport, PayloadError>, Memory) {
    let header = open_header(&mut sealed, &[identity]).unwrap();
    let mut sink = Memory::default();
    (read_report(StreamReader::new(header.payload_key(), sealed), &mut sink), sink)
}

/// The folder of the npm peers.
pub(super) fn npm() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/npm"))
}

/// Runs a program to its end, `input` on its standard input; its output. Fails the test where the program fails.
pub(super) fn run(command: &mut Command, input: &[u8]) -> Vec<u8> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}
