//! A thousand MiB of attachments through sealing and opening at once, over a pipe: neither side holds more than a few chunks.

#![allow(clippy::unwrap_used, reason = "a test: it may stop at the first surprise")]

use std::io::{self, BufReader, Read};
use std::thread;

use candour_desk_card::{Draft, DropCard, DropId, Epoch, PinnedCard, UnitCard, UntrustedCard};
use candour_envelope::{
    Answers, Attachment, AttachmentEntry, Audience, Extension, Identity, ReportBody, ReportSink, Sealer, StreamReader,
    open_header, read_report,
};
use candour_header::Kind;
use candour_note::SigningKey;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

/// Length of each of two attachments.
const HALF: u64 = 500 << 20;

/// Counts what it is given.
#[derive(Default)]
struct Count(u64);

impl ReportSink for Count {
    fn report(&mut self, _: &ReportBody, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn attachment(&mut self, _: usize, _: &AttachmentEntry) -> io::Result<()> {
        Ok(())
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0 += bytes.len() as u64;
        Ok(())
    }
}

/// Largest resident size of this process so far, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

fn card(rng: &mut ChaCha20Rng, unit: &Identity) -> PinnedCard {
    let key = SigningKey::generate("unit".parse().unwrap(), rng);
    let log = SigningKey::generate("log".parse().unwrap(), rng).verifying_key();
    let classic = Identity::generate(Kind::X25519, rng).to_recipient().to_string();
    let hybrid = unit.to_recipient().to_string();
    let unit = UnitCard::new("Unit".parse().unwrap(), &hybrid, &classic, key.verifying_key()).unwrap();
    let drop = DropCard { id: DropId([0; 16]), onion: None, log };
    let draft = Draft::new(drop, 1, Epoch(1), Epoch(2), 3, true, vec![unit], vec![]).unwrap();
    let note = draft.sign(&key).unwrap();
    PinnedCard::demo(UntrustedCard::parse(note.to_bytes()).unwrap().verify().unwrap()).unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn a_thousand_mib_pass_in_a_few_chunks() {
    let rng = &mut ChaCha20Rng::seed_from_u64(1);
    let unit = Identity::generate(Kind::Mlkem768X25519, rng);
    let audience = Audience::from_card(&card(rng, &unit), &["unit"], Kind::Mlkem768X25519).unwrap();
    let attachment = Attachment { size: HALF, extension: Extension::Bin, name: None };
    let list = [attachment.clone(), attachment];
    let answers = Answers { what: "x".into(), ..Answers::default() };
    let sealer = Sealer::new(&audience, &answers, &list, rng).unwrap();
    assert_eq!(sealer.plan().step(), 1 << 30);

    let before = peak();
    let (from, to) = io::pipe().unwrap();
    let sealing = thread::spawn(move || sealer.seal(to, [(); 2].map(|()| Ok(io::repeat(3).take(HALF))), |_| {}));
    let mut input = BufReader::new(from);
    let header = open_header(&mut input, &[unit]).unwrap();
    let mut count = Count::default();
    read_report(StreamReader::new(header.payload_key(), input), &mut count).unwrap();
    assert_eq!(sealing.join().unwrap().unwrap().len, 1 << 30);
    assert_eq!(count.0, 2 * HALF);
    let grown = peak() - before;
    assert!(grown < 8 * 1024, "{grown} KiB more");
}
