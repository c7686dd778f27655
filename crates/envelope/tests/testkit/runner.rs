//! Runs one vector: functions over bytes only, so that the page's build can run the same files.
//!
//! A vector is a text head of `key: value` lines, an empty line, and for opening the age file. Keys are in docs/sealed-report.md.

use std::fmt::Write as _;
use std::io::{self, Read};

use candour_desk_card::{PinnedCard, UntrustedCard};
use candour_envelope::{
    Answers, ArchiveFault, Attachment, AttachmentEntry, Audience, BodyError, Conversation, Extension, Identity,
    OpenError, PayloadError, ReportBody, ReportSink, Sealer, StreamFault, StreamReader, open_header, read_report,
};
use candour_header::Kind;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};

/// A vector's head and body.
#[derive(Debug)]
pub(crate) struct Vector<'a> {
    head: &'a str,
    body: &'a [u8],
}

impl<'a> Vector<'a> {
    /// Splits a vector.
    pub(crate) fn parse(bytes: &'a [u8]) -> Self {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n").expect("a head and an empty line");
        Self { head: std::str::from_utf8(&bytes[..end]).expect("a head in UTF-8"), body: &bytes[end + 2..] }
    }

    /// The value of a key, if it is there.
    pub(crate) fn value(&self, key: &str) -> Option<&'a str> {
        self.head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
    }

    /// The value of a key that must be there.
    fn must(&self, key: &str) -> &'a str {
        self.value(key).unwrap_or_else(|| panic!("no {key}"))
    }
}

/// What opening made of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    /// A word of the closed list.
    pub(crate) said: &'static str,
    /// SHA-256, in hex, of the attachments' content given out, one after the other.
    pub(crate) content: String,
}

/// Hashes what it is given.
#[derive(Default)]
struct Hashed(Sha256);

impl ReportSink for Hashed {
    fn report(&mut self, _: &ReportBody, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn attachment(&mut self, _: usize, _: &AttachmentEntry) -> io::Result<()> {
        Ok(())
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.update(bytes);
        Ok(())
    }
}

/// Opens a file with one identity.
pub(crate) fn open(mut file: &[u8], identity: Identity) -> Opened {
    let mut sink = Hashed::default();
    let said = match open_header(&mut file, &[identity]) {
        Err(error) => header_word(&error),
        Ok(header) => match read_report(StreamReader::new(header.payload_key(), file), &mut sink) {
            Ok(_) => "success",
            Err(error) => payload_word(&error),
        },
    };
    Opened { said, content: hex(&sink.0.finalize()) }
}

/// The closed list: headers.
fn header_word(error: &OpenError) -> &'static str {
    match error {
        OpenError::NoStanzaForUs => "no match",
        OpenError::Passphrase => "passphrase",
        OpenError::Armored => "armored",
        OpenError::NotAge => "not age",
        OpenError::HeaderMalformed => "header malformed",
        OpenError::HeaderTooLong => "header too long",
        OpenError::HeaderTruncated => "header truncated",
        OpenError::HeaderMac => "header changed",
        other => panic!("no word for {other:?}"),
    }
}

/// The closed list: payloads.
fn payload_word(error: &PayloadError) -> &'static str {
    match error {
        PayloadError::Unstructured => "unstructured",
        PayloadError::Stream(StreamFault::Truncated) => "payload truncated",
        PayloadError::Stream(StreamFault::Tampered) => "payload changed",
        PayloadError::Report(BodyError::Malformed) => "report malformed",
        PayloadError::Report(BodyError::UnknownVersion) => "report version",
        PayloadError::Report(BodyError::AttachmentTable) => "report table",
        PayloadError::Archive(fault) => match fault {
            ArchiveFault::BadHeader => "archive header",
            ArchiveFault::Link => "archive link",
            ArchiveFault::Device => "archive device",
            ArchiveFault::Extension => "archive extension",
            ArchiveFault::AbsolutePath => "archive absolute path",
            ArchiveFault::ParentPath => "archive parent path",
            ArchiveFault::DeceivingName => "archive deceiving name",
            ArchiveFault::Duplicate => "archive duplicate",
            ArchiveFault::WrongOrder => "archive order",
            ArchiveFault::Unlisted => "archive unlisted",
            ArchiveFault::Missing => "archive missing",
            ArchiveFault::WrongSize => "archive size",
            ArchiveFault::ReportTooLong => "archive report length",
            ArchiveFault::Truncated => "archive truncated",
            ArchiveFault::Garbage => "archive garbage",
            other => panic!("no word for {other:?}"),
        },
        other => panic!("no word for {other:?}"),
    }
}

/// Checks an opening vector.
pub(crate) fn check_opening(bytes: &[u8]) -> Result<(), String> {
    let vector = Vector::parse(bytes);
    let identity = vector.must("identity").parse().expect("an identity");
    let opened = open(vector.body, identity);
    let content = vector.value("content").map_or_else(|| hex(&Sha256::digest([])), str::to_owned);
    match opened.said == vector.must("expect") && opened.content == content {
        true => Ok(()),
        false => Err(format!("{opened:?}")),
    }
}

/// What sealing made.
#[derive(Debug)]
pub(crate) struct Sealed {
    /// The whole file.
    pub(crate) file: Vec<u8>,
    /// Its hash, as sealing gave it.
    pub(crate) sha256: String,
}

/// Seals what a sealing vector describes: `kind`, `seed`, `units`, `answers`, `attachments`, `conversation`.
pub(crate) fn seal(vector: &Vector<'_>, card: &[u8]) -> Sealed {
    let kind = match vector.must("kind") {
        "X25519" => Kind::X25519,
        "mlkem768x25519" => Kind::Mlkem768X25519,
        other => panic!("kind {other}"),
    };
    let mut rng = ChaCha20Rng::from_seed([vector.must("seed").parse().expect("a byte"); 32]);
    let card = UntrustedCard::parse(card).expect("a card").verify().expect("a signed card");
    let card = PinnedCard::demo(card).expect("a demo card");
    let units: Vec<_> = vector.must("units").split(' ').collect();
    let audience = Audience::from_card(&card, &units, kind).expect("an audience");
    let answers: Answers = serde_json::from_str(vector.must("answers")).expect("answers");
    let attachments: Vec<_> = vector
        .value("attachments")
        .into_iter()
        .flat_map(|list| list.split(' '))
        .map(|item| {
            let (size, ending) = item.split_once('.').expect("size.ending");
            let extension = Extension::from_ending(ending).expect("an ending");
            Attachment { size: size.parse().expect("a size"), extension, name: None }
        })
        .collect();
    let content = attachments.iter().map(|attachment| Ok(io::repeat(0x61).take(attachment.size)));
    let conversation: Option<Conversation> =
        vector.value("conversation").map(|json| serde_json::from_str(json).expect("a conversation"));
    let sealer = Sealer::in_conversation(&audience, &answers, &attachments, conversation.as_ref(), &mut rng);
    let sealer = sealer.expect("a plan");
    let mut file = Vec::new();
    let sealed = sealer.seal(&mut file, content, |_| {}).expect("a sealed report");
    Sealed { file, sha256: hex(&sealed.sha256) }
}

/// Checks a sealing vector against the desk card.
pub(crate) fn check_sealing(bytes: &[u8], card: &[u8]) -> Result<(), String> {
    let vector = Vector::parse(bytes);
    let sealed = seal(&vector, card);
    let header = candour_header::scan(&sealed.file).expect("a header");
    let made = [sealed.file.len().to_string(), sealed.sha256, hex(&Sha256::digest(&sealed.file[..header.len]))];
    let said = ["length", "sha256", "header"].map(|key| vector.must(key).to_owned());
    if made == said && vector.must("expect") == "sealed" { Ok(()) } else { Err(format!("{made:?}")) }
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string grows");
        text
    })
}
