//! Every error that needs keys, cards or bundles, word for word. Those that need none are in `tests/cmd`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use candour_envelope::Extension;
use candour_header::Kind;

use crate::world::{Said, UNIT, World, answers, id};

/// Asserts exit code and stderr; `[DIR]` stands for the story's folder.
#[track_caller]
fn assert_said(world: &World, said: &Said, code: i32, err: &str) {
    let dir = world.dir.path().to_str().unwrap();
    assert_eq!((said.code, said.err.replace(dir, "[DIR]").as_str()), (code, err));
}

/// Sets a file's mode.
fn chmod(world: &World, name: &str, mode: u32) {
    fs::set_permissions(world.path(name), fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn of_homes_and_keys() {
    let world = World::new();
    let bundle = world.bundle("bundle", &[]);
    assert_said(
        &world,
        &world.init("home", UNIT, &[]),
        1,
        "candour-unit: error: [DIR]/home is already there\nhint: choose another home with --home; keys are never overwritten\n",
    );
    chmod(&world, "home", 0o755);
    assert_said(
        &world,
        &world.open(&bundle, &[]),
        3,
        "candour-unit: error: [DIR]/home can be entered by others on this machine (mode 0755)\n\
         hint: run `chmod 700 [DIR]/home`, and think about who may have looked in before\n",
    );
    chmod(&world, "home", 0o700);
    chmod(&world, "home/identities.age", 0o644);
    assert_said(
        &world,
        &world.open(&bundle, &[]),
        3,
        "candour-unit: error: [DIR]/home/identities.age can be read by others on this machine (mode 0644)\n\
         hint: run `chmod 600 [DIR]/home/identities.age`, and think about who may have read it before\n",
    );
    chmod(&world, "home/identities.age", 0o600);
    let keys = fs::read(world.path("home/identities.age")).unwrap();
    fs::write(world.path("home/identities.age"), &keys[..keys.len() - 1]).unwrap();
    assert_said(
        &world,
        &world.open(&bundle, &[]),
        1,
        "candour-unit: error: cannot open [DIR]/home/identities.age: the file is damaged, or not protected by a passphrase\n\
         hint: put the file back from the unit's backup of its keys\n",
    );
    fs::copy(world.path("home/signing-key.age"), world.path("home/identities.age")).unwrap();
    assert_said(
        &world,
        &world.open(&bundle, &[]),
        1,
        "candour-unit: error: [DIR]/home/identities.age holds no keys of a unit\n\
         hint: put the file back from the unit's backup of its keys\n",
    );
    fs::write(world.path("home/identities.age"), keys).unwrap();
    fs::write(world.path("passphrase"), "other\n").unwrap();
    assert_said(
        &world,
        &world.open(&bundle, &[]),
        1,
        "candour-unit: error: cannot open [DIR]/home/identities.age: the passphrase is wrong\nhint: type the passphrase again\n",
    );
    fs::write(world.path("passphrase"), "\n").unwrap();
    assert_said(
        &world,
        &world.open(&bundle, &[]),
        1,
        "candour-unit: error: the first line of [DIR]/passphrase is empty\nhint: put the passphrase on the file's first line\n",
    );
}

#[test]
fn of_cards() {
    let (world, other) = (World::new(), World::new());
    let (drop, card, pass) = (world.name("drop-card"), world.name("card"), world.name("passphrase"));
    let make = |more: &[&str]| {
        let mut words = vec!["desk-card", "make", "--drop-card", &drop, "--passphrase-file", &pass];
        words.extend_from_slice(more);
        world.run("home", &words)
    };
    assert_said(
        &world,
        &make(&["--out", &card]),
        1,
        "candour-unit: error: [DIR]/card is already there\nhint: choose another name, or move the old file away\n",
    );
    let out = world.name("out");
    assert_said(
        &world,
        &make(&["--out", &out, "--recipients", "0"]),
        1,
        "candour-unit: error: no desk card can be made of these: the card's number of units and recipients do not go together\n\
         hint: name each unit once, and no more units than recipients\n",
    );
    fs::copy(other.path("home/unit-card"), world.path("twin")).unwrap();
    assert_said(
        &world,
        &make(&["--out", &out, "--unit-card", &world.name("twin")]),
        1,
        "candour-unit: error: no desk card can be made of these: the units on the card are not in order, or share a name or key\n\
         hint: name each unit once, and no more units than recipients\n",
    );
    assert_said(
        &world,
        &make(&["--out", &out, "--unit-card", &card]),
        3,
        "candour-unit: error: [DIR]/card is refused: not a card of this kind\n\
         hint: look whether this is the right file, and copy it anew from where it came\n",
    );
    assert_said(
        &world,
        &make(&["--out", &out, "--unit-card", &world.name("none")]),
        1,
        "candour-unit: error: cannot read [DIR]/none: No such file or directory\n\
         hint: look whether the name is right and the file is yours to read\n",
    );
    fs::copy(other.path("card"), world.path("strange")).unwrap();
    let strange = world.name("strange");
    assert_said(
        &world,
        &world.run("home", &["desk-card", "check", &strange]),
        3,
        "candour-unit: error: [DIR]/strange is refused: this key is of no unit on the card\n\
         hint: this unit is not on the card; ask its maker\n",
    );
    assert_said(
        &world,
        &world.run("home", &["desk-card", "sign", &card, "--out", &card, "--passphrase-file", &pass]),
        1,
        "candour-unit: error: [DIR]/card would be written over what is read\nhint: choose another name for the output\n",
    );
    assert_said(&world, &make(&["--out", &out, "--first", "2001-01-01"]), 0, "");
    assert_said(
        &world,
        &world.run("home", &["desk-card", "check", &out]),
        0,
        "candour-unit: warning: the card has expired\n",
    );
    fs::remove_file(world.path("home/demo")).unwrap();
    assert_said(
        &world,
        &world.run("home", &["desk-card", "check", &card]),
        3,
        "candour-unit: error: demo keys sign demo cards only, and real keys real ones\n\
         hint: make the card and the keys with --demo, or both without\n",
    );
}

#[test]
fn of_an_incomplete_card() {
    let world = World::new();
    assert_eq!(world.init("second", "second.test", &[]).code, 0);
    let (drop, unit) = (world.name("drop-card"), world.name("second/unit-card"));
    let (out, pass) = (world.name("out"), world.name("passphrase"));
    let made =
        ["desk-card", "make", "--drop-card", &drop, "--unit-card", &unit, "--out", &out, "--passphrase-file", &pass];
    assert_eq!(world.run("home", &made).code, 0);
    assert_said(
        &world,
        &world.run("second", &["desk-card", "check", &out]),
        1,
        "candour-unit: error: [DIR]/out is not complete: 1 of 2 units have signed\n\
         hint: take it to the units that are missing; each runs `candour-unit desk-card sign`\n",
    );
    assert_eq!(world.init("third", "third.test", &[]).code, 0);
    assert_said(
        &world,
        &world.run("third", &["open", &world.name("none"), "--passphrase-file", &pass]),
        1,
        "candour-unit: error: this unit holds no desk card\n\
         hint: run `candour-unit desk-card check CARD` with the card that the drop serves\n",
    );
}

#[test]
fn of_bundles() {
    let world = World::new();
    let refused = |why: &str| {
        format!(
            "candour-unit: error: [DIR]/bundle is not taken as a bundle: {why}\n\
             hint: tell the courier, and collect it anew; nothing of it was opened\n"
        )
    };
    let bundle = world.path("bundle");
    let open = || world.open(&bundle, &[]);
    assert_said(&world, &open(), 3, &refused("the bundle's folder cannot be read: No such file or directory"));
    world.bundle("bundle", &[]);
    let manifest = fs::read_to_string(bundle.join("manifest")).unwrap();
    fs::write(bundle.join("listing"), "x\n").unwrap();
    assert_said(&world, &open(), 3, &refused("line 1 of the listing is not an entry"));
    fs::write(bundle.join("manifest"), manifest.replace("drop.test", "drop.best")).unwrap();
    assert_said(&world, &open(), 3, &refused("the manifest is not signed by drop.test"));
    fs::remove_file(bundle.join("manifest")).unwrap();
    assert_said(&world, &open(), 3, &refused("the bundle has no manifest"));
}

#[test]
fn of_bundles_that_are_not_whole() {
    let world = World::new();
    let blob = world.report("x");
    let bundle = world.bundle("bundle", std::slice::from_ref(&blob));
    fs::remove_file(bundle.join(format!("{}.age", id(&blob)))).unwrap();
    assert_said(
        &world,
        &world.open(&bundle, &[]),
        6,
        "candour-unit: warning: not everything was opened; ask the courier to collect again what is missing or damaged\n",
    );
}

#[test]
fn of_a_disk_that_takes_no_more() {
    let world = World::new();
    let short = world.report("fits");
    let long = world.seal(Kind::X25519, &answers("does not fit"), &[(&[7; 40_000], Extension::Bin, None)]);
    let bundle = world.bundle("bundle", &[short.clone(), long.clone()]);
    // A limit on the length of files stands for a full disk: the same refusal, at the same place.
    let line = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' --home '{}' open '{}' --passphrase-file '{}'",
        env!("CARGO_BIN_EXE_candour-unit"),
        world.name("home"),
        bundle.display(),
        world.name("passphrase"),
    );
    let said = Command::new("sh").args(["-c", &line]).output().unwrap().into();
    assert_said(
        &world,
        &said,
        6,
        "candour-unit: error: reports could not be kept: File too large\n\
         hint: make room on this disk, and open the bundle again; what was opened stays held\n",
    );
    assert!(!world.report_folder(&long).exists());
    assert_eq!(world.open(&bundle, &[]).code, 0);
    assert!(world.report_folder(&long).exists() && world.report_folder(&short).exists());
}

#[test]
fn of_reports() {
    let world = World::new();
    let blob = world.report("x");
    assert_eq!(world.open(&world.bundle("bundle", std::slice::from_ref(&blob)), &[]).code, 0);
    let show = |id: &str| world.run("home", &["show", id]);
    assert_said(
        &world,
        &show("ab"),
        1,
        "candour-unit: error: ab is no report id\n\
         hint: type the first four or more digits of an id, as `candour-unit list` shows it\n",
    );
    let other = if id(&blob).starts_with("0000") { "1111" } else { "0000" };
    assert_said(
        &world,
        &show(other),
        1,
        &format!(
            "candour-unit: error: no report with an id that begins with {other}\nhint: look at the ids with `candour-unit list`\n"
        ),
    );
    let folder = world.report_folder(&blob);
    let twin = folder.with_file_name(format!("{}{}", &id(&blob)[..8], "f".repeat(56)));
    fs::create_dir(&twin).unwrap();
    assert_said(
        &world,
        &show(&id(&blob)[..8]),
        1,
        &format!(
            "candour-unit: error: more than one report has an id that begins with {}\nhint: type more of the id's digits\n",
            &id(&blob)[..8]
        ),
    );
    fs::write(folder.join("report.json"), "{}").unwrap();
    assert_said(
        &world,
        &show(&id(&blob)),
        1,
        &format!(
            "candour-unit: error: [DIR]/home/reports/{}/report.json is missing or damaged\n\
             hint: open the bundle again after moving the report's folder away; its sealed original is proof\n",
            id(&blob)
        ),
    );
}
