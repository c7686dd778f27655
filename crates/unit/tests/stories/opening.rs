//! Bundles, good and bad: what is opened, what is kept, what is said.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::Path;

use candour_desk_card::{DropCard, DropId, PinnedCard, UntrustedCard};
use candour_envelope::{Audience, Extension, Identity, Sealer};
use candour_header::Kind;
use candour_note::SigningKey;
use rand::rngs::OsRng;

use crate::world::{UNIT, World, answers, id, names, sealed_to, two_units};

/// Every file and folder under one, with its mode.
fn modes(folder: &Path) -> Vec<(String, u32)> {
    let mut found = vec![(folder.display().to_string(), folder.metadata().unwrap().mode() & 0o7777)];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(modes(&path));
        } else {
            found.push((path.display().to_string(), path.metadata().unwrap().mode() & 0o7777));
        }
    }
    found
}

#[test]
fn a_report_of_either_kind_is_opened_into_a_folder_of_its_own() {
    let world = World::new();
    for kind in [Kind::X25519, Kind::Mlkem768X25519] {
        let photo = vec![0xff; 100_000];
        let files = [(&photo[..], Extension::Jpg, Some("Bank.jpg")), (b"#!/bin/sh".as_slice(), Extension::Bin, None)];
        let blob = world.seal(kind, &answers("He took money."), &files);
        let bundle = world.bundle(&format!("bundle-{kind:?}"), std::slice::from_ref(&blob));
        let said = world.open(&bundle, &[]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        let folder = world.report_folder(&blob);
        assert_eq!(names(&folder), ["attachments", "record.json", "report.json", "sealed.age"]);
        assert_eq!(names(&folder.join("attachments")), ["01.jpg", "02.bin"]);
        assert_eq!(fs::read(folder.join("attachments/01.jpg")).unwrap(), photo);
        assert_eq!(fs::read(folder.join("attachments/02.bin")).unwrap(), b"#!/bin/sh");
        assert_eq!(fs::read(folder.join("sealed.age")).unwrap(), blob);
        assert!(fs::read_to_string(folder.join("report.json")).unwrap().contains("He took money."));
    }
    for (path, mode) in modes(&world.path("home")) {
        let public = path.ends_with("unit-card");
        let right = if Path::new(&path).is_dir() { 0o700 } else { 0o600 };
        assert!(mode == right || (public && mode & !0o644 == 0), "{path} has mode {mode:o}");
    }
    assert_eq!(names(&world.path("home/incoming")), [""; 0]);
}

#[test]
fn a_long_report_is_opened_on_every_core() {
    let world = World::new();
    let video: Vec<u8> = (0..9_000_001_u32).map(|i| i.to_le_bytes()[(i % 3) as usize]).collect();
    let blob = world.seal(Kind::Mlkem768X25519, &answers("See the video."), &[(&video, Extension::Mp4, None)]);
    let said = world.open(&world.bundle("bundle", std::slice::from_ref(&blob)), &[]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(fs::read(world.report_folder(&blob).join("attachments/01.mp4")).unwrap() == video);
}

#[test]
fn opening_a_bundle_again_rewrites_nothing() {
    let world = World::new();
    let blob = world.report("once");
    let bundle = world.bundle("bundle", std::slice::from_ref(&blob));
    assert_eq!(world.open(&bundle, &[]).code, 0);
    let before = world.report_folder(&blob).join("report.json").metadata().unwrap();
    let said = world.open(&bundle, &[]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains(&format!("held already  {}", &id(&blob)[..16])), "{}", said.out);
    let after = world.report_folder(&blob).join("report.json").metadata().unwrap();
    assert_eq!((before.ino(), before.mtime_nsec()), (after.ino(), after.mtime_nsec()));
}

#[test]
fn one_bad_report_of_each_kind_hides_none_of_the_others() {
    let world = World::new();
    let good = [world.report("one"), world.report("two")];
    let missing = world.report("left out by the courier");
    let damaged = world.report("scratched");
    let short = world.report("cut by the medium");
    // Genuine as far as the drop knows: they were changed before they came there.
    let mut tampered = world.report("changed before it was sent");
    let end = tampered.len() - 1;
    tampered[end] ^= 1;
    let cut = world.seal(Kind::X25519, &answers("long"), &[(&[7; 200_000], Extension::Bin, None)]);
    let header = cut.windows(5).position(|bytes| bytes == b"\n--- ").unwrap() + 1 + 4 + 43 + 1;
    let cut = cut[..header + 16 + 2 * 65_552].to_vec();
    let mut wrong_mac = world.report("its header was changed");
    let mac = wrong_mac.windows(4).position(|bytes| bytes == b"\n---").unwrap() + 6;
    wrong_mac[mac] = if wrong_mac[mac] == b'A' { b'B' } else { b'A' };
    let no_age = b"plain text that no drop takes".to_vec();
    let foreign = sealed_to(&Identity::generate(Kind::X25519, &mut OsRng).to_recipient(), b"for another unit");
    let ours = [&tampered, &cut, &wrong_mac, &no_age];
    let mut all = good.to_vec();
    all.extend([&missing, &damaged, &short, &foreign].into_iter().chain(ours).cloned());

    let bundle = world.bundle("bundle", &all);
    let file = |blob: &[u8]| bundle.join(format!("{}.age", id(blob)));
    fs::remove_file(file(&missing)).unwrap();
    let mut scratched = damaged.clone();
    scratched[9_000] ^= 1;
    fs::write(file(&damaged), scratched).unwrap();
    fs::write(file(&short), &short[..10_000]).unwrap();

    let said = world.open(&bundle, &[]);
    assert_eq!(said.code, 6, "{}{}", said.out, said.err);
    for blob in &good {
        assert!(said.out.contains(&format!("opened        {}", &id(blob)[..16])));
        assert!(world.report_folder(blob).join("report.json").is_file());
    }
    assert!(said.out.contains(&format!("missing       {}\n", id(&missing))), "{}", said.out);
    for blob in [&damaged, &short] {
        assert!(said.out.contains(&format!("damaged       {}", id(blob))), "{}", said.out);
        assert!(!world.failed_folder(blob).exists() && !world.report_folder(blob).exists());
    }
    for (blob, reason) in [
        (&tampered, "the payload was changed after sealing"),
        (&cut, "the payload ends early"),
        (&wrong_mac, "the header was changed after sealing"),
        (&no_age, "not an age file"),
    ] {
        assert!(said.out.contains(&format!("failed        {}  {reason}", &id(blob)[..16])), "{}", said.out);
        let folder = world.failed_folder(blob);
        assert_eq!(names(&folder), ["record.json", "sealed.age"]);
        assert_eq!(&fs::read(folder.join("sealed.age")).unwrap(), blob);
        assert!(fs::read_to_string(folder.join("record.json")).unwrap().contains(reason));
    }
    assert!(!said.out.contains(&id(&foreign)[..16]), "another unit's is only counted");
    assert!(
        said.out.ends_with(
            "bundle of 2026-11-24: 10 listed, 2 opened, 0 held already, 4 failed, 1 missing, 2 damaged, 1 for other units\n"
        ),
        "{}",
        said.out
    );
    // The list has both, and a second try says the same and doubles nothing.
    let list = world.run("home", &["list"]).out;
    assert_eq!((list.matches("  report ").count(), list.matches("  failed ").count()), (2, 4), "{list}");
    fs::write(file(&missing), &missing).unwrap();
    let again = world.open(&bundle, &[]);
    assert!(again.out.contains("1 opened, 2 held already, 4 failed, 0 missing, 2 damaged"), "{}", again.out);
    assert_eq!(names(&world.path("home/failed")).len(), 4);
    assert_eq!(names(&world.path("home/incoming")), [""; 0]);
}

/// A report for one of the two.
fn report_for(card: &PinnedCard, unit: &str, what: &str) -> Vec<u8> {
    let audience = Audience::from_card(card, &[unit], Kind::X25519).unwrap();
    let sealer = Sealer::new(&audience, &answers(what), &[], &mut OsRng).unwrap();
    let mut blob = Vec::new();
    sealer.seal(&mut blob, std::iter::empty::<std::io::Result<&[u8]>>(), |_| {}).unwrap();
    blob
}

#[test]
fn a_bundle_without_what_an_earlier_one_carried_calls_only_a_real_gap_missing() {
    let (world, card) = two_units();
    let ours = report_for(&card, UNIT, "ours");
    let theirs = report_for(&card, "other.test", "theirs");
    let mut broken = report_for(&card, UNIT, "changed before it was sent");
    let end = broken.len() - 1;
    broken[end] ^= 1;
    let damaged = report_for(&card, "other.test", "scratched on the way");
    let gone = |bundle: &Path, blob: &[u8]| fs::remove_file(bundle.join(format!("{}.age", id(blob)))).unwrap();

    let whole = [ours.clone(), theirs.clone(), broken.clone()];
    let first = world.bundle("first", &whole);
    let said = world.open(&first, &[]);
    assert_eq!(said.code, 6, "{}", said.out);
    assert!(
        said.out.contains("1 opened, 0 held already, 1 failed, 0 missing, 0 damaged, 1 for other units"),
        "{}",
        said.out
    );
    let name = first.to_str().unwrap();
    let pass = world.name("passphrase");
    let said = world.run("other", &["open", name, "--passphrase-file", &pass]);
    assert!(said.out.contains("1 opened, 0 held already"), "{}", said.out);

    // The courier's `--held`: the listing is complete, and only what is new is there.
    let (new, new_theirs) = (report_for(&card, UNIT, "new"), report_for(&card, "other.test", "new, theirs"));
    let all = [&whole[..], &[new.clone(), new_theirs.clone()]].concat();
    let second = world.bundle("second", &all);
    whole.iter().for_each(|blob| gone(&second, blob));
    let said = world.open(&second, &[]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(
        said.out.contains("5 listed, 1 opened, 2 held already, 0 failed, 0 missing, 0 damaged, 2 for other units"),
        "{}",
        said.out
    );
    assert!(said.out.contains(&format!("held already  {}  it did not open\n", &id(&broken)[..16])), "{}", said.out);
    // The other unit's view of the same medium.
    let said = world.run("other", &["open", second.to_str().unwrap(), "--passphrase-file", &pass]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);

    // A real gap, and a blob that came damaged and then not at all: neither was ever seen genuine.
    let lost = report_for(&card, UNIT, "lost");
    let all = [&all[..], &[lost.clone(), damaged.clone()]].concat();
    let third = world.bundle("third", &all);
    [&whole[..], &[new, new_theirs, lost.clone()]].concat().iter().for_each(|blob| gone(&third, blob));
    let file = third.join(format!("{}.age", id(&damaged)));
    let mut scratched = damaged.clone();
    scratched[9_000] ^= 1;
    fs::write(&file, scratched).unwrap();
    let said = world.open(&third, &[]);
    assert_eq!(said.code, 6, "{}", said.out);
    assert!(said.out.contains(&format!("missing       {}\n", id(&lost))), "{}", said.out);
    assert!(said.out.contains("3 held already, 0 failed, 1 missing, 1 damaged, 2 for other units"), "{}", said.out);
    fs::remove_file(file).unwrap();
    let said = world.open(&third, &[]);
    assert!(said.out.contains("3 held already, 0 failed, 2 missing, 0 damaged, 2 for other units"), "{}", said.out);
    let others = fs::read_to_string(world.path("home/others")).unwrap();
    assert_eq!((others.lines().count(), others.contains(&id(&theirs))), (2, true), "{others}");
    assert_eq!(world.path("home/others").metadata().unwrap().mode() & 0o7777, 0o600);
}

#[test]
fn a_failed_blob_that_is_in_the_bundle_is_tried_again() {
    let world = World::new();
    let blob = b"plain text that no drop takes".to_vec();
    let bundle = world.bundle("bundle", &[blob]);
    for _ in 0..2 {
        let said = world.open(&bundle, &[]);
        assert_eq!(said.code, 6, "{}", said.out);
        assert!(said.out.contains("0 held already, 1 failed, 0 missing"), "{}", said.out);
    }
}

#[test]
fn a_payload_that_is_no_report_is_kept_as_it_came() {
    let world = World::new();
    let payloads: [(&[u8], &str); 3] = [
        (b"a letter, no archive", "not a report of ours"),
        (&[0; 5_000_000], "not a report of ours"),
        (b"", "not a report of ours"),
    ];
    let blobs: Vec<Vec<u8>> = payloads.iter().map(|(payload, _)| world.payload(payload)).collect();
    let said = world.open(&world.bundle("bundle", &blobs), &[]);
    assert_eq!(said.code, 0, "{}", said.out);
    for ((payload, reason), blob) in payloads.iter().zip(&blobs) {
        let folder = world.report_folder(blob);
        assert_eq!(names(&folder), ["payload.bin", "record.json", "sealed.age"]);
        assert!(fs::read(folder.join("payload.bin")).unwrap() == *payload);
        assert!(fs::read_to_string(folder.join("record.json")).unwrap().contains(reason));
    }
}

#[test]
fn a_hostile_archive_is_kept_whole_and_nothing_of_it_is_extracted() {
    let world = World::new();
    let json = format!(
        "{{\"version\":1,\"answers\":{{\"kind\":\"written\",\"language\":\"en\",\"what\":\"x\",\"reporter\":{{\"standing\":\"not-said\"}}}},\
         \"desk_card\":\"{}\",\"units\":[\"{UNIT}\"],\"attachments\":[{{\"file\":\"attachments/01.bin\",\"size\":4}}]}}\n",
        id(world.card().to_bytes())
    );
    let mut archive = tar_entry("report.json", b'0', json.as_bytes());
    archive.extend(tar_entry("attachments/01.bin", b'2', b""));
    archive.extend([0; 1024]);
    let blob = world.payload(&archive);
    let said = world.open(&world.bundle("bundle", std::slice::from_ref(&blob)), &[]);
    assert_eq!(said.code, 0, "{}", said.out);
    assert!(said.out.contains("kept as it came: the archive was not taken: the archive has a link"), "{}", said.out);
    let folder = world.report_folder(&blob);
    assert_eq!(names(&folder), ["payload.bin", "record.json", "sealed.age"]);
    assert_eq!(fs::read(folder.join("payload.bin")).unwrap(), archive);
}

/// One tar entry.
fn tar_entry(name: &str, kind: u8, content: &[u8]) -> Vec<u8> {
    let mut block = [0_u8; 512];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[100..108].copy_from_slice(b"0000777\0");
    block[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
    block[148..156].fill(b' ');
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut entry = block.to_vec();
    entry.extend_from_slice(content);
    entry.resize(entry.len().next_multiple_of(512), 0);
    entry
}

#[test]
fn a_report_on_a_card_that_this_unit_did_not_sign_raises_an_alarm() {
    let world = World::new();
    // A card with this unit's public keys that lists an impostor's signature: here simply one that another home made.
    let other = World::new();
    let card = PinnedCard::demo(other.card()).unwrap();
    let own = world.card();
    let answers = answers("sealed to a strange card");
    let sealed = World::seal_with(&card, Kind::X25519, &answers, &[]);
    // Same report body, but sealed to this unit's key.
    let opened = open_with(&other, &sealed);
    let blob = sealed_to(&own.units()[0].classic().parse().unwrap(), &opened);
    let good = world.report("on our own card");
    let said = world.open(&world.bundle("bundle", &[blob.clone(), good]), &[]);
    assert_eq!(said.code, 3, "{}{}", said.out, said.err);
    let line = format!("ALARM         {}  sealed to a desk card that this unit did not sign", &id(&blob)[..16]);
    assert_eq!((said.out.matches("ALARM").count(), said.out.contains(&line)), (1, true), "{}", said.out);
    let list = world.run("home", &["list"]).out;
    assert_eq!(list.matches("ALARM").count(), 1);
    assert!(world.run("home", &["show", &id(&blob)]).out.contains("ALARM     sealed to a desk card"));
}

/// The plain archive of a report, opened in another story.
fn open_with(world: &World, sealed: &[u8]) -> Vec<u8> {
    assert_eq!(world.open(&world.bundle("archive", &[sealed.to_vec()]), &[]).code, 0);
    let json = fs::read(world.report_folder(sealed).join("report.json")).unwrap();
    let mut archive = tar_entry("report.json", b'0', &json);
    archive.extend([0; 1024]);
    archive
}

#[test]
fn a_card_of_another_drop_raises_its_own_alarm() {
    let world = World::new();
    let drop = DropCard {
        id: DropId([0xd1; 16]),
        onion: None,
        log: SigningKey::from_seed("drop.other".parse().unwrap(), &[6; 32]).verifying_key(),
    };
    fs::write(world.path("other-drop"), drop.to_text()).unwrap();
    let (drop, out, pass) = (world.name("other-drop"), world.name("other-card"), world.name("passphrase"));
    let made = ["desk-card", "make", "--drop-card", &drop, "--out", &out, "--passphrase-file", &pass];
    assert_eq!(world.run("home", &made).code, 0);
    let card = UntrustedCard::parse(&fs::read(&out).unwrap()).unwrap().verify().unwrap();
    let blob = World::seal_with(&PinnedCard::demo(card).unwrap(), Kind::X25519, &answers("to the other drop"), &[]);
    let said = world.open(&world.bundle("bundle", &[blob]), &[]);
    assert_eq!(said.code, 3, "{}", said.out);
    assert!(said.out.contains("sealed to a desk card of another drop"), "{}", said.out);
}

#[test]
fn a_bundle_that_the_drop_did_not_sign_is_not_touched() {
    let world = World::new();
    let blob = world.report("x");
    let bundle = world.bundle("bundle", std::slice::from_ref(&blob));
    let manifest = fs::read_to_string(bundle.join("manifest")).unwrap();
    fs::write(bundle.join("manifest"), manifest.replace("epoch 20781", "epoch 20782")).unwrap();
    let said = world.open(&bundle, &[]);
    assert_eq!(said.code, 3);
    assert!(
        said.err.contains("is not taken as a bundle: the signature of drop.test on the manifest is wrong"),
        "{}",
        said.err
    );

    let mut stranger = World::new();
    stranger.log = SigningKey::from_seed("drop.test".parse().unwrap(), &[9; 32]);
    let said = world.open(&stranger.bundle("bundle", &[blob]), &[]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert_eq!(names(&world.path("home/reports")), [""; 0]);
}

#[test]
fn a_genuine_blob_under_another_ones_name_is_damage() {
    let world = World::new();
    let pairs = [
        [world.report("one"), world.report("two")],
        [world.payload(b"letter 1"), world.payload(b"letter 2")],
        [vec![1; 500], vec![2; 500]],
        [(); 2].map(|()| sealed_to(&Identity::generate(Kind::X25519, &mut OsRng).to_recipient(), b"foreign")),
    ];
    let bundle = world.bundle("bundle", pairs.as_flattened());
    let file = |blob: &[u8]| bundle.join(format!("{}.age", id(blob)));
    for [one, two] in &pairs {
        // Each opens, or is another unit's, or fails; but none is what the drop listed under that name.
        fs::write(file(one), two).unwrap();
        fs::write(file(two), one).unwrap();
    }
    let said = world.open(&bundle, &[]);
    assert_eq!(said.code, 6, "{}{}", said.out, said.err);
    assert!(
        said.out.contains("8 listed, 0 opened, 0 held already, 0 failed, 0 missing, 8 damaged, 0 for other units"),
        "{}",
        said.out
    );
    assert_eq!(names(&world.path("home/reports")), [""; 0]);
    assert_eq!(names(&world.path("home/failed")), [""; 0]);
}

#[test]
fn a_link_or_a_folder_in_the_place_of_a_blob_is_damage() {
    let world = World::new();
    let (one, two) = (world.report("one"), world.report("two"));
    let bundle = world.bundle("bundle", &[one.clone(), two.clone()]);
    let (one_file, two_file) = (bundle.join(format!("{}.age", id(&one))), bundle.join(format!("{}.age", id(&two))));
    fs::rename(&one_file, world.path("elsewhere")).unwrap();
    symlink(world.path("elsewhere"), &one_file).unwrap();
    fs::remove_file(&two_file).unwrap();
    fs::create_dir(&two_file).unwrap();
    let said = world.open(&bundle, &[]);
    assert_eq!(said.code, 6);
    assert!(said.out.contains("0 opened, 0 held already, 0 failed, 0 missing, 2 damaged"), "{}", said.out);
}

#[test]
fn files_that_are_not_listed_are_left_alone_and_said() {
    let world = World::new();
    let bundle = world.bundle("bundle", &[]);
    fs::write(bundle.join("autorun.inf"), "x").unwrap();
    let said = world.open(&bundle, &[]);
    assert_eq!(said.code, 0);
    assert!(said.err.contains("1 file in the bundle's folder is not listed"), "{}", said.err);
}

#[test]
fn what_a_crash_left_is_cleared_and_opened_anew() {
    let world = World::new();
    let blob = world.report("after the crash");
    let half = world.path("home/incoming").join(id(&blob));
    fs::create_dir(&half).unwrap();
    fs::write(half.join("report.json"), "half").unwrap();
    assert_eq!(world.open(&world.bundle("bundle", std::slice::from_ref(&blob)), &[]).code, 0);
    assert!(fs::read_to_string(world.report_folder(&blob).join("report.json")).unwrap().contains("after the crash"));
    assert_eq!(names(&world.path("home/incoming")), [""; 0]);
}

#[test]
fn a_report_that_failed_and_opens_later_is_no_longer_listed_as_failed() {
    let world = World::new();
    let blob = world.report("late");
    let bundle = world.bundle("bundle", std::slice::from_ref(&blob));
    let failed = world.failed_folder(&blob);
    fs::create_dir(&failed).unwrap();
    fs::write(failed.join("sealed.age"), &blob).unwrap();
    assert_eq!(world.open(&bundle, &[]).code, 0);
    assert!(!failed.exists());
    assert!(world.report_folder(&blob).join("sealed.age").is_file());
}

#[test]
fn a_sealed_original_is_linked_only_where_asked() {
    let world = World::new();
    let (copied, linked) = (world.report("copied"), world.report("linked"));
    let first = world.bundle("first", std::slice::from_ref(&copied));
    let second = world.bundle("second", std::slice::from_ref(&linked));
    assert_eq!((world.open(&first, &[]).code, world.open(&second, &["--link"]).code), (0, 0));
    let inode = |path: &Path| path.metadata().unwrap().ino();
    let name = |blob: &[u8]| format!("{}.age", id(blob));
    assert_ne!(inode(&first.join(name(&copied))), inode(&world.report_folder(&copied).join("sealed.age")));
    assert_eq!(inode(&second.join(name(&linked))), inode(&world.report_folder(&linked).join("sealed.age")));
}
