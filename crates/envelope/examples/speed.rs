//! Seals and opens a report of zeros in memory-flat streams and prints MiB/s: `cargo run --release -p candour-envelope --example speed [MIB]`.

#![allow(clippy::print_stdout, reason = "what it is for")]

use std::io::{self, BufRead, BufReader, Read};
use std::time::Instant;

use candour_desk_card::{Draft, DropCard, DropId, Epoch, PinnedCard, UnitCard, UntrustedCard};
use candour_envelope::{
    Answers, Attachment, AttachmentEntry, Audience, Extension, Identity, ReportBody, ReportSink, Sealer, StreamReader,
    open_header, read_report,
};
use candour_header::Kind;
use candour_note::SigningKey;
use rand::SeedableRng;
use rand::rngs::StdRng;

/// Forgets everything.
struct Nothing;

impl ReportSink for Nothing {
    fn report(&mut self, _: &ReportBody, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn attachment(&mut self, _: usize, _: &AttachmentEntry) -> io::Result<()> {
        Ok(())
    }

    fn data(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// Largest resident size so far, where the system says it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned()
}

fn main() {
    let mib: u64 = std::env::args().nth(1).map_or(1000, |arg| arg.parse().expect("a number of MiB"));
    let rng = &mut StdRng::from_entropy();
    let identity = |rng: &mut StdRng, kind| Identity::generate(kind, rng);
    let (hybrid, classic) = (identity(rng, Kind::Mlkem768X25519), identity(rng, Kind::X25519));
    let key = SigningKey::generate("unit".parse().expect("a name"), rng);
    let recipients = (hybrid.to_recipient().to_string(), classic.to_recipient().to_string());
    let unit = UnitCard::new("Unit".parse().expect("a title"), &recipients.0, &recipients.1, key.verifying_key());
    let log = SigningKey::generate("log".parse().expect("a name"), rng).verifying_key();
    let drop = DropCard { id: DropId([0; 16]), onion: None, log };
    let draft = Draft::new(drop, 1, Epoch(1), Epoch(2), 3, true, vec![unit.expect("a unit")], vec![]).expect("a card");
    let note = draft.sign(&key).expect("a signature");
    let card = UntrustedCard::parse(note.to_bytes()).expect("a card").verify().expect("signed");
    let card = PinnedCard::demo(card).expect("a demo card");

    let folder = tempfile::tempdir().expect("a folder");
    let plain = folder.path().join("plain");
    let mut zeros = std::fs::File::create(&plain).expect("a file");
    io::copy(&mut io::repeat(0).take(mib << 20), &mut zeros).expect("written");
    let audience = Audience::from_card(&card, &["unit"], Kind::Mlkem768X25519).expect("an audience");
    let list = [Attachment { size: mib << 20, extension: Extension::Bin, name: None }];
    let answers = Answers { what: "x".into(), ..Answers::default() };
    let sealed = folder.path().join("sealed");
    for round in ["to nothing", "to a file"] {
        let sealer = Sealer::new(&audience, &answers, &list, rng).expect("a plan");
        let start = Instant::now();
        let source = || std::fs::File::open(&plain);
        let done = match round {
            "to nothing" => sealer.seal(io::sink(), std::iter::once_with(source), |_| {}),
            _ => sealer.seal(std::fs::File::create(&sealed).expect("a file"), std::iter::once_with(source), |_| {}),
        };
        let len = done.expect("sealed").len;
        let rate = (len >> 20) as f64 / start.elapsed().as_secs_f64();
        println!("seal {round}: {rate:.0} MiB/s of {} MiB, peak {}", len >> 20, peak());
    }
    let start = Instant::now();
    let mut input = BufReader::with_capacity(1 << 17, std::fs::File::open(&sealed).expect("a file"));
    let header = open_header(&mut input, &[hybrid]).expect("ours");
    let len = read_report(StreamReader::new(header.payload_key(), input.by_ref()), &mut Nothing)
        .expect("a report")
        .payload_len;
    assert!(input.fill_buf().expect("readable").is_empty());
    let rate = (len >> 20) as f64 / start.elapsed().as_secs_f64();
    println!("open on one core: {rate:.0} MiB/s of {} MiB, peak {}", len >> 20, peak());
}
