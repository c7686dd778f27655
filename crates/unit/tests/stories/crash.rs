//! The program, the medium or the machine stops while a parcel is made: no number is used twice, and no reply is lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::talk::Source;
use crate::world::World;

/// A unit with a report, and its writer.
fn begun() -> (World, Source) {
    let world = World::new();
    let source = Source::new(&world);
    world.open(&world.bundle("bundle", &[source.report(&world, "x", 1)]), &[]);
    (world, source)
}

/// Where the parcels are kept.
fn kept(world: &World) -> PathBuf {
    world.path("home/boards").join(world.drop.to_string())
}

/// What the source reads on a parcel's board, in the order of numbers.
fn read(world: &World, source: &Source, out: &str) -> Vec<String> {
    let findings = source.find(world, &world.taken(out).1);
    assert_eq!(findings.warnings, []);
    findings.replies.iter().map(|reply| reply.text().to_string()).collect()
}

#[test]
fn a_parcel_that_could_not_be_written_out_goes_before_another_is_made() {
    let (world, source) = begun();
    world.reply("1", "one");
    let said = world.with_pass("home", &["parcel", &world.name("no/such/place")]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("cannot write") && said.err.contains("no/such/place"), "{}", said.err);
    world.reply("1", "two");
    // The medium is full after the folder was made.
    fs::create_dir(world.path("full")).unwrap();
    let said = world.with_pass("home", &["parcel", &world.name("full")]);
    assert!(said.code == 1 && said.err.contains("is already there"), "{}", said.err);
    let said = world.with_pass("home", &["parcel", &world.name("first")]);
    assert_eq!((said.code, said.out), (0, format!("parcel    1: {}\n", world.name("first"))));
    assert!(said.err.contains("parcel 1 had been made before and not written out whole"), "{}", said.err);
    assert_eq!(read(&world, &source, "first"), ["one"]);
    world.parcel("second");
    assert_eq!(read(&world, &source, "second"), ["one", "two"]);
    // A lost medium: the same bytes again, and nothing is counted by it.
    for (number, first) in [("1", "first"), ("2", "second")] {
        let out = format!("again-{number}");
        let said = world.run("home", &["parcel", &world.name(&out), "--again", number]);
        assert_eq!(said.code, 0, "{}", said.err);
        for file in ["board", "parcel"] {
            let of = |folder: &str| fs::read(world.path(folder).join(file)).unwrap();
            assert_eq!(of(&out), of(first));
        }
    }
    let said = world.run("home", &["parcel", &world.name("third"), "--again", "3"]);
    assert!(said.code == 1 && said.err.contains("parcel 3 is not kept here"), "{}", said.err);
}

#[test]
fn a_machine_that_stops_at_any_point_neither_loses_a_reply_nor_uses_a_number_twice() {
    let (world, source) = begun();
    let mut boards: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    let mut written = Vec::new();
    // Stopped when this is there, or at the end: each stage once more than once.
    let stages =
        ["next", "next/board", "next/counted.json", "NUMBER", "OUT", "OUT/board", "OUT/parcel", "NUMBER/handed"];
    for (round, stage) in stages.iter().cycle().take(2 * stages.len()).enumerate() {
        let text = format!("reply {round}");
        assert_eq!(world.reply("1", &text).code, 0);
        written.push(text);
        let out = world.path(&format!("stopped-{round}"));
        let number = boards.last_key_value().map_or(1, |(number, _)| number + 1);
        let awaited = match stage.split_once('/') {
            _ if stage.starts_with("next") => kept(&world).join(stage),
            Some(("OUT", file)) => out.join(file),
            Some((_, file)) => kept(&world).join(format!("{number:06}")).join(file),
            None if *stage == "OUT" => out.clone(),
            None => kept(&world).join(format!("{number:06}")),
        };
        let mut child = Command::new(env!("CARGO_BIN_EXE_candour-unit"))
            .arg("--home")
            .arg(world.path("home"))
            .arg("parcel")
            .arg(&out)
            .args(["--passphrase-file", &world.name("passphrase")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !awaited.exists() && child.try_wait().unwrap().is_none() {
            std::hint::spin_loop();
        }
        let _ = child.kill();
        child.wait().unwrap();
        // What reached a medium whole, then or in the next run, is final.
        if out.join("parcel").exists() {
            take(&world, &format!("stopped-{round}"), &mut boards);
        }
        let next = format!("next-{round}");
        assert_eq!(world.with_pass("home", &["parcel", &world.name(&next)]).code, 0);
        take(&world, &next, &mut boards);
        assert!(!kept(&world).join("next").exists());
        let last = boards.last_key_value().unwrap().1;
        assert!(last == &fs::read(world.path(&next).join("board")).unwrap());
    }
    world.parcel("end");
    take(&world, "end", &mut boards);
    // The parcels are numbered without a gap, and the source reads everything that is still on the board, each once and in order.
    assert!(boards.keys().copied().eq(1..=u32::try_from(boards.len()).unwrap()));
    let found = read(&world, &source, "end");
    assert!(!found.is_empty() && written.ends_with(&found), "{found:?}");
    assert!(world.cases().contains("16 replies, 0 waiting"), "{}", world.cases());
}

/// Takes a parcel as the drop does; one that it has must have the same bytes.
fn take(world: &World, out: &str, boards: &mut BTreeMap<u32, Vec<u8>>) {
    let (parcel, board) = world.taken(out);
    let known = boards.entry(parcel.number()).or_insert_with(|| board.to_bytes().to_vec());
    assert!(known == board.to_bytes(), "number {} was used twice", parcel.number());
}

#[test]
fn what_is_kept_beside_the_last_parcel_is_not_guessed_at() {
    let (world, _) = begun();
    world.parcel("first");
    let folder = kept(&world).join("000001");
    for name in ["board", "shelf", "counted.json"] {
        let bytes = fs::read(folder.join(name)).unwrap();
        fs::write(folder.join(name), &bytes[1..]).unwrap();
        let said = world.with_pass("home", &["parcel", &world.name("second")]);
        assert!(
            said.code == 1 && said.err.contains("is missing or damaged\nhint: put the folder back"),
            "{}",
            said.err
        );
        assert!(!world.path("second").exists());
        fs::write(folder.join(name), bytes).unwrap();
    }
    world.parcel("second");
}

#[test]
fn a_disk_that_refuses_in_the_middle_of_a_board_leaves_nothing_of_it() {
    let (world, source) = begun();
    world.reply("1", "one");
    // No file may be longer than 64 KiB; the program is ended where it writes more.
    let line = "ulimit -f 64; exec \"$0\" --home home parcel first --passphrase-file passphrase";
    let stopped = Command::new("sh")
        .args(["-c", line, env!("CARGO_BIN_EXE_candour-unit")])
        .current_dir(world.dir.path())
        .output()
        .unwrap();
    assert!(!stopped.status.success());
    assert!(
        kept(&world).join("next").exists() && !kept(&world).join("000001").exists() && !world.path("first").exists()
    );
    let (parcel, _) = world.parcel("first");
    assert_eq!((parcel.number(), read(&world, &source, "first")), (1, vec!["one".to_owned()]));
    assert!(!kept(&world).join("next").exists());
}

#[test]
fn reports_that_were_held_and_not_filed_are_filed_by_whatever_comes_next() {
    let (world, source) = begun();
    let follow_up = source.report(&world, "y", 2);
    world.open(&world.bundle("two", std::slice::from_ref(&follow_up)), &[]);
    let before = fs::read(world.path("home/cases.json")).unwrap();
    // The machine stopped after the reports were held.
    fs::remove_file(world.path("home/cases.json")).unwrap();
    assert_eq!(world.cases(), "");
    assert_eq!(world.reply("1", "one").code, 0);
    assert_eq!(fs::read(world.path("home/cases.json")).unwrap(), before);
    world.parcel("first");
    assert_eq!(read(&world, &source, "first"), ["one"]);
}

#[test]
fn a_reply_that_waits_goes_to_its_own_source_although_the_numbers_of_cases_were_lost() {
    let world = World::new();
    let (early, late) = (Source::new(&world), Source::new(&world));
    world.open(&world.bundle("one", &[late.report(&world, "late", 9)]), &[]);
    world.open(&world.bundle("two", &[early.report(&world, "early", 1)]), &[]);
    world.reply("1", "to the late one");
    fs::remove_file(world.path("home/cases.json")).unwrap();
    // Numbers are given anew, and the early report is the first now.
    world.parcel("first");
    assert_eq!(read(&world, &late, "first"), ["to the late one"]);
    assert_eq!(read(&world, &early, "first"), [""; 0]);
    assert!(world.run("home", &["case", "2"]).out.contains("  sent with parcel 1\n"));
}
