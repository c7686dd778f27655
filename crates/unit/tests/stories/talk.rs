//! A source with a codename: report, case, reply, parcel, and what her keys find on the board.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use candour_board::{Board, Findings, NOTE, Parcel, Reader, UntrustedBoard, UntrustedParcel};
use candour_codename::{Codename, ConversationKeys, Seed, ThreadSecret, UnitId, UnitSet};
use candour_desk_card::{DropCard, DropId, PinnedCard, UnitCard, UntrustedUnitCard};
use candour_envelope::{Audience, Conversation, ReplyTo, Sealer, ThreadKeys};
use candour_header::Kind;
use candour_note::SigningKey;
use rand::rngs::OsRng;

use crate::world::{Said, UNIT, World, answers, id, names};

/// Somebody with a codename.
pub struct Source {
    seed: Seed,
}

impl Source {
    /// A new codename.
    pub fn new(world: &World) -> Self {
        Self { seed: Seed::derive(&Codename::generate(&mut OsRng), &world.drop) }
    }

    /// Her keys with a set of units of a card.
    pub fn keys(&self, card: &PinnedCard, units: &[&str]) -> ConversationKeys {
        let of = card.card().units().iter().filter(|unit| units.contains(&unit.name().as_str()));
        let ids: Vec<UnitId> = of.map(UnitId::of).collect();
        self.seed.conversation(&UnitSet::new(&ids).unwrap())
    }

    /// A report to units, with the keys of its conversation.
    pub fn seal(
        &self,
        card: &PinnedCard,
        units: &[&str],
        what: &str,
        written: u64,
        earlier: Option<&ThreadSecret>,
        kind: Kind,
    ) -> Vec<u8> {
        let keys = ThreadKeys::new(&self.keys(card, units), kind, earlier).unwrap();
        let conversation = Conversation { written, reply_to: ReplyTo::Codename(keys) };
        sealed(card, units, what, &conversation, kind)
    }

    /// A hybrid report to the story's only unit.
    pub fn report(&self, world: &World, what: &str, written: u64) -> Vec<u8> {
        self.seal(&pinned(world), &[UNIT], what, written, None, Kind::Mlkem768X25519)
    }

    /// What a unit's board has for her, at a unit of the set.
    pub fn find(&self, world: &World, board: &Board) -> Findings {
        board.find(&Reader::from(self.keys(&pinned(world), &[UNIT])))
    }
}

/// A sealed report that can be answered.
pub fn sealed(card: &PinnedCard, units: &[&str], what: &str, conversation: &Conversation, kind: Kind) -> Vec<u8> {
    let audience = Audience::from_card(card, units, kind).unwrap();
    let sealer = Sealer::in_conversation(&audience, &answers(what), &[], Some(conversation), &mut OsRng).unwrap();
    let mut sealed = Vec::new();
    sealer.seal(&mut sealed, std::iter::empty::<std::io::Result<&[u8]>>(), |_| {}).unwrap();
    sealed
}

/// The story's card.
pub fn pinned(world: &World) -> PinnedCard {
    PinnedCard::demo(world.card()).unwrap()
}

impl World {
    /// Runs the program with the passphrase.
    pub fn with_pass(&self, home: &str, words: &[&str]) -> Said {
        let pass = self.name("passphrase");
        self.run(home, &[words, &["--passphrase-file", &pass]].concat())
    }

    /// Writes a reply.
    pub fn reply(&self, case: &str, text: &str) -> Said {
        fs::write(self.path("text"), text).unwrap();
        self.with_pass("home", &["reply", case, "--file", &self.name("text")])
    }

    /// Makes a parcel, looks at it as a drop does, and gives its board.
    pub fn parcel(&self, out: &str) -> (Parcel, Board) {
        let said = self.with_pass("home", &["parcel", &self.name(out)]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        self.taken(out)
    }

    /// A parcel's folder, taken as a drop takes it.
    pub fn taken(&self, out: &str) -> (Parcel, Board) {
        let folder = self.path(out);
        assert_eq!(names(&folder), ["board", "parcel"]);
        let card = self.unit_card("home");
        let parcel = UntrustedParcel::parse(&fs::read(folder.join(NOTE)).unwrap()).unwrap();
        let parcel = parcel.verify(&self.drop, card.key()).unwrap();
        let board = fs::read(folder.join("board")).unwrap();
        parcel.clone().check(&[("board", &board)]).unwrap();
        (parcel, UntrustedBoard::parse(board).unwrap().verify(&self.drop, card.key()).unwrap())
    }

    /// The card of a home's unit.
    pub fn unit_card(&self, home: &str) -> UnitCard {
        let bytes = fs::read(self.path(home).join("unit-card")).unwrap();
        UntrustedUnitCard::parse(&bytes).unwrap().verify().unwrap()
    }

    /// The list of cases.
    pub fn cases(&self) -> String {
        self.run("home", &["cases"]).out
    }
}

/// The texts of the replies that were found.
fn texts(findings: &Findings) -> Vec<String> {
    findings.replies.iter().map(|reply| reply.text().to_string()).collect()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn a_reply_reaches_the_codename_that_the_report_came_from_and_nobody_else() {
    for kind in [Kind::Mlkem768X25519, Kind::X25519] {
        let world = World::new();
        let (source, other) = (Source::new(&world), Source::new(&world));
        let blob = source.seal(&pinned(&world), &[UNIT], "He took money.", 1_795_000_000, None, kind);
        let bundle = world.bundle("bundle", &[blob.clone(), other.report(&world, "Another matter.", 1_795_000_001)]);
        let said = world.open(&bundle, &[]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.contains(&format!("opened        {}  case 1\n", &id(&blob)[..16])), "{}", said.out);

        let text = "Diolch. Pa ddiwrnod oedd hi?";
        let said = world.reply("1", &format!("{text}\r\n\n"));
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(
            said.out.starts_with("reply 1 to case 1\nlength    28 bytes in 1 of at most 8 cells; "),
            "{}",
            said.out
        );
        assert!(world.cases().contains("1 replies, 1 waiting  by replies to a codename"), "{}", world.cases());

        let (parcel, board) = world.parcel("parcel-1");
        assert_eq!((parcel.number(), board.number(), board.size().cells()), (1, 1, 64));
        let findings = source.find(&world, &board);
        assert_eq!((texts(&findings), findings.warnings.len(), findings.openings), (vec![text.to_owned()], 0, 1));
        assert_eq!(other.find(&world, &board), Findings::default());
        assert!(world.cases().contains("1 replies, 0 waiting"), "{}", world.cases());
        let said = world.run("home", &["case", "1"]);
        assert!(said.out.contains("28 bytes  sent with parcel 1\n"), "{}", said.out);
        let said = world.with_pass("home", &["case", "1", "--texts"]);
        assert!(said.out.contains(&format!("\n        {text}\n")), "{}", said.out);
    }
}

#[test]
fn a_long_reply_takes_several_cells_and_what_finds_no_place_waits() {
    let world = World::new();
    let source = Source::new(&world);
    world.open(&world.bundle("bundle", &[source.report(&world, "He took money.", 1)]), &[]);
    let long = "Mae'r gwaith yn mynd rhagddo. ".repeat(600);
    let (long, second) = (long.trim_end(), "x".repeat(2_367 * 6));
    for text in [long, &second] {
        assert_eq!(world.reply("1", text).code, 0);
    }
    let (_, board) = world.parcel("parcel-1");
    let findings = source.find(&world, &board);
    assert_eq!(findings.replies.len(), 2);
    assert_eq!(texts(&findings)[0], long);
    assert!(!findings.replies[1].is_whole());
    let said = world.run("home", &["case", "1"]);
    assert!(said.out.contains("of 6 cells sent, the last with parcel 1\n"), "{}", said.out);
    let (_, board) = world.parcel("parcel-2");
    let findings = source.find(&world, &board);
    assert_eq!((texts(&findings), findings.warnings), (vec![long.to_owned(), second], vec![]));
    let said = world.reply("1", &"x".repeat(2_367 * 8 + 1));
    assert_eq!(said.code, 1);
    assert!(said.err.contains("the text has 18937 bytes") && said.err.contains("longer than eight cells hold"));
}

#[test]
fn follow_ups_land_in_the_same_case_in_the_order_in_which_they_were_written() {
    let world = World::new();
    let source = Source::new(&world);
    let first = source.report(&world, "first", 1_795_000_000);
    let third = source.report(&world, "third", 1_795_200_000);
    let second = source.report(&world, "second", 1_795_100_000);
    world.open(&world.bundle("one", &[first.clone(), third.clone()]), &[]);
    assert_eq!(world.reply("1", "one").code, 0);
    world.parcel("parcel-1");
    world.open(&world.bundle("two", std::slice::from_ref(&second)), &[]);
    let out = world.run("home", &["case", "1"]).out;
    let at = |blob: &[u8]| out.find(&id(blob)[..16]).unwrap();
    assert!(at(&first) < at(&second) && at(&second) < at(&third), "{out}");
    assert!(out.contains("written 2026-11-18 11:06 UTC"), "{out}");
    assert!(world.run("home", &["list"]).out.lines().all(|line| line.ends_with("  case 1")));
    assert!(world.run("home", &["show", &id(&second)[..8]]).out.contains("case      1\n"));
    // Numbers go on where they were.
    assert_eq!(world.reply("1", "two").code, 0);
    let findings = source.find(&world, &world.parcel("parcel-2").1);
    assert_eq!((texts(&findings), findings.warnings), (vec!["one".to_owned(), "two".to_owned()], vec![]));
}

#[test]
fn a_blob_that_comes_again_is_named_replayed_and_so_is_a_report_sealed_anew() {
    let world = World::new();
    let source = Source::new(&world);
    let (blob, anew) = (source.report(&world, "once", 5), source.report(&world, "once", 5));
    world.open(&world.bundle("one", std::slice::from_ref(&blob)), &[]);
    // The same listing again is no replay.
    let said = world.open(&world.bundle("same", std::slice::from_ref(&blob)), &[]);
    assert!(said.out.contains("held already") && !said.out.contains("replayed"), "{}", said.out);
    // The drop lists it as taken on a later day.
    let said = world.open(&world.bundle_of("two", &[(blob.clone(), 20_790)]), &[]);
    let short = &id(&blob)[..16];
    assert_eq!(said.code, 0);
    let line = format!("replayed      {short}  taken again by the drop on 2026-12-03; it came first on 2026-11-23\n");
    assert!(said.out.contains(&line), "{}", said.out);
    assert!(said.err.contains("what was replayed is nothing new"), "{}", said.err);
    // Also after its folder was removed, and then it is held again.
    fs::remove_dir_all(world.report_folder(&blob)).unwrap();
    let said = world.open(&world.path("two"), &[]);
    assert!(said.out.contains(&format!("opened        {short}  case 1\n{line}")), "{}", said.out);
    // Another blob with the same words and keys.
    let said = world.open(&world.bundle("three", std::slice::from_ref(&anew)), &[]);
    let line = format!("replayed      {}  says what {short} says, sealed anew\n", &id(&anew)[..16]);
    assert!(said.out.contains(&line), "{}", said.out);
    assert!(world.run("home", &["case", "1"]).out.contains("  replayed\n"));
    assert!(world.run("home", &["list"]).out.contains("  case 1  replayed\n"));
}

#[test]
fn no_key_of_a_conversation_is_on_the_disk_in_the_clear() {
    let world = World::new();
    let source = Source::new(&world);
    let blob = source.report(&world, "He took money.", 1_795_000_000);
    world.open(&world.bundle("bundle", std::slice::from_ref(&blob)), &[]);
    assert_eq!(world.reply("1", "Diolch yn fawr iawn.").code, 0);
    world.parcel("parcel-1");
    let keys = source.keys(&pinned(&world), &[UNIT]);
    let secrets = [keys.reply.expose_secret(), keys.tag.expose_secret(), keys.thread.expose_secret()];
    let mut seen = 0;
    for path in files(&world.path("home")) {
        let bytes = fs::read(&path).unwrap();
        for secret in secrets {
            let text = base64::prelude::BASE64_STANDARD_NO_PAD.encode(secret);
            let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
            for form in [secret.as_slice(), text.as_bytes(), hex.as_bytes()] {
                assert!(!bytes.windows(form.len()).any(|window| window == form), "{}", path.display());
            }
        }
        assert!(!bytes.windows(12).any(|window| window == b"Diolch yn fa"), "{}", path.display());
        seen += usize::from(path.ends_with("way.age"));
    }
    assert_eq!(seen, 1, "the keys are kept");
    // What people read has everything but the keys.
    let json = fs::read_to_string(world.report_folder(&blob).join("report.json")).unwrap();
    assert!(json.starts_with("{\"version\":1,") && json.contains("He took money.") && !json.contains("conversation"));
}

#[test]
fn a_reply_can_be_taken_back_until_a_cell_of_it_has_gone() {
    let world = World::new();
    let source = Source::new(&world);
    world.open(&world.bundle("bundle", &[source.report(&world, "x", 1)]), &[]);
    for text in ["one", "two", "three"] {
        assert_eq!(world.reply("1", text).code, 0);
    }
    for _ in 0..2 {
        let said = world.run("home", &["withdraw", "2"]);
        assert_eq!((said.code, said.out.as_str()), (0, "reply 2\nstate     withdrawn\n"), "{}", said.err);
    }
    assert!(!world.path("home/replies/000002.age").exists());
    let (_, board) = world.parcel("parcel");
    assert_eq!(texts(&source.find(&world, &board)), ["one", "three"]);
    let shown = world.with_pass("home", &["case", "1", "--texts"]).out;
    assert!(shown.contains("3 bytes  withdrawn\n") && shown.contains("\n        three\n"), "{shown}");
    assert!(world.cases().contains("3 replies, 0 waiting"), "{}", world.cases());
    for (number, why) in [("1", "reply 1 is on a board already"), ("4", "there is no reply 4")] {
        let said = world.run("home", &["withdraw", number]);
        assert!(said.code == 1 && said.err.contains(why), "{}", said.err);
    }
    assert!(world.reply("1", "four").out.starts_with("reply 4 "), "no number is given twice");
}

#[test]
fn each_drop_has_a_board_and_numbers_of_its_own() {
    let world = World::new();
    let other = DropId([0xd1; 16]);
    let log = SigningKey::from_seed("other-drop.test".parse().unwrap(), &[6; 32]).verifying_key();
    let card = DropCard { id: other, onion: None, log };
    fs::write(world.path("other-drop"), card.to_text()).unwrap();
    let make = ["desk-card", "make", "--drop-card", &world.name("other-drop"), "--out", &world.name("other-card")];
    assert_eq!(world.with_pass("home", &make).code, 0);
    let source = Source::new(&world);
    assert_eq!(world.open(&world.bundle("bundle", &[source.report(&world, "x", 1)]), &[]).code, 0);
    assert_eq!(world.reply("1", "Diolch.").code, 0);
    let said = world.with_pass("home", &["parcel", &world.name("parcel")]);
    assert!(said.code == 1 && said.err.contains("holds desk cards of 2 drops"), "{}", said.err);
    let of = |out: &str, drop: &str| world.with_pass("home", &["parcel", &world.name(out), "--drop", drop]);
    let said = of("nowhere", &"ab".repeat(16));
    assert!(said.code == 1 && said.err.contains("no desk card of drop abab"), "{}", said.err);
    assert_eq!((of("for-other", &other.to_string()).code, of("parcel", &world.drop.to_string()).code), (0, 0));
    let (parcel, board) = world.taken("parcel");
    assert_eq!((parcel.number(), source.find(&world, &board).replies.len()), (1, 1));
    let key = world.unit_card("home");
    let theirs = UntrustedParcel::parse(&fs::read(world.path("for-other/parcel")).unwrap()).unwrap();
    assert_eq!(theirs.verify(&other, key.key()).unwrap().number(), 1);
    let board = UntrustedBoard::parse(fs::read(world.path("for-other/board")).unwrap()).unwrap();
    assert_eq!(source.find(&world, &board.verify(&other, key.key()).unwrap()), Findings::default());
}
