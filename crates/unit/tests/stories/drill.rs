//! The largest report: memory stays flat.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use candour_bundle::{Entry, Papers};
use candour_desk_card::PinnedCard;
use candour_envelope::{Attachment, Audience, Extension, Sealer};
use candour_header::Kind;
use rand::rngs::OsRng;

use crate::world::{UNIT, World, answers};

/// A bundle with one report that has an attachment of this length.
fn bundle_of(world: &World, name: &str, size: u64) -> [u8; 32] {
    let card = PinnedCard::demo(world.card()).unwrap();
    let audience = Audience::from_card(&card, &[UNIT], Kind::X25519).unwrap();
    let list: Vec<Attachment> =
        (size > 0).then_some(Attachment { size, extension: Extension::Mp4, name: None }).into_iter().collect();
    let sealer = Sealer::new(&audience, &answers("large"), &list, &mut OsRng).unwrap();
    let folder = world.path(name);
    fs::create_dir(&folder).unwrap();
    let part = folder.join("part");
    let content = list.iter().map(|_| Ok(io::repeat(7).take(size)));
    let sealed = sealer.seal(io::BufWriter::new(File::create(&part).unwrap()), content, |_| {}).unwrap();
    let entry = Entry { sha256: sealed.sha256, size: sealed.len, epoch: 20_780 };
    fs::rename(&part, folder.join(entry.file_name())).unwrap();
    let papers = Papers::make(world.drop.0, 20_781, [entry], &world.log).unwrap();
    fs::write(folder.join("manifest"), papers.manifest.to_bytes()).unwrap();
    File::create(folder.join("listing")).unwrap().write_all(&papers.listing).unwrap();
    sealed.sha256
}

/// Opens a bundle and gives the program's largest resident size in KiB.
fn peak(world: &World, bundle: &str) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_candour-unit"))
        .arg("--home")
        .arg(world.path("home"))
        .args(["open", &world.name(bundle), "--passphrase-file", &world.name("passphrase")])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    // The kernel keeps the high-water mark; it only has to be read once more before the end, and grows in the first second.
    while child.try_wait().unwrap().is_none() {
        peak = peak.max(high_water(Path::new(&status)).unwrap_or(0));
        thread::sleep(Duration::from_millis(2));
    }
    assert!(child.wait().unwrap().success());
    peak
}

/// `VmHWM` of a process.
fn high_water(status: &Path) -> Option<u64> {
    let mut text = String::new();
    File::open(status).ok()?.read_to_string(&mut text).ok()?;
    text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

#[test]
#[ignore = "needs: 4 GiB of disk and a minute"]
fn a_gigabyte_takes_no_more_memory_than_the_batches() {
    let world = World::new();
    bundle_of(&world, "small", 0);
    let hash = bundle_of(&world, "large", 1000 << 20);
    let (small, large) = (peak(&world, "small"), peak(&world, "large"));
    let id: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let opened = world.path("home/reports").join(id).join("attachments/01.mp4");
    assert_eq!(opened.metadata().unwrap().len(), 1000 << 20);
    assert!(small > 0 && large > small, "both were measured: {small} and {large} KiB");
    assert!(large < small + 64 * 1024, "{small} KiB for the smallest report, {large} KiB for the largest");
}
