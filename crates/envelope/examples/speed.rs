//! Seals a file as an attachment, opens what came out, and prints MiB/s:
//! `cargo run --release -p candour-envelope --example speed FILE SEALED` (`/dev/null` to leave the disk out).

#![allow(clippy::panic, clippy::print_stdout, reason = "what it is for")]

use std::io::{self, BufRead, BufReader};
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
    let mut args = std::env::args().skip(1);
    let (Some(plain), Some(out)) = (args.next(), args.next()) else { panic!("usage: speed FILE SEALED") };
    let size = std::fs::metadata(&plain).expect("a file").len();
    let rng = &mut StdRng::from_entropy();
    let (hybrid, card) = card(rng);
    let audience = Audience::from_card(&card, &["unit"], Kind::Mlkem768X25519).expect("an audience");
    let list = [Attachment { size, extension: Extension::Bin, name: None }];
    let answers = Answers { what: "x".into(), ..Answers::default() };
    let sealer = Sealer::new(&audience, &answers, &list, rng).expect("a plan");
    let start = Instant::now();
    let source = std::iter::once_with(|| std::fs::File::open(&plain));
    let len = sealer.seal(std::fs::File::create(&out).expect("a file"), source, |_| {}).expect("sealed").len;
    say("seal", len, start);

    let start = Instant::now();
    let mut input = BufReader::with_capacity(1 << 17, std::fs::File::open(&out).expect("a file"));
    if input.fill_buf().expect("readable").is_empty() {
        return;
    }
    let header = open_header(&mut input, &[hybrid]).expect("ours");
    let stream = StreamReader::new(header.payload_key(), input);
    say("open on one core", read_report(stream, &mut Nothing).expect("a report").payload_len, start);
}

/// Prints a rate.
fn say(what: &str, len: u64, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    println!("{what}: {:.0} MiB/s of {} MiB, peak {}", (len >> 20) as f64 / seconds, len >> 20, peak());
}

/// A demo card of one unit, and the unit's hybrid identity.
fn card(rng: &mut StdRng) -> (Identity, PinnedCard) {
    let (hybrid, classic) = (Identity::generate(Kind::Mlkem768X25519, rng), Identity::generate(Kind::X25519, rng));
    let key = SigningKey::generate("unit".parse().expect("a name"), rng);
    let recipients = (hybrid.to_recipient().to_string(), classic.to_recipient().to_string());
    let unit = UnitCard::new("Unit".parse().expect("a title"), &recipients.0, &recipients.1, key.verifying_key());
    let log = SigningKey::generate("log".parse().expect("a name"), rng).verifying_key();
    let drop = DropCard { id: DropId([0; 16]), onion: None, log };
    let draft = Draft::new(drop, 1, Epoch(1), Epoch(2), 3, true, vec![unit.expect("a unit")], vec![]).expect("a card");
    let note = draft.sign(&key).expect("a signature");
    let card = UntrustedCard::parse(note.to_bytes()).expect("a card").verify().expect("signed");
    (hybrid, PinnedCard::demo(card).expect("a demo card"))
}
