//! A unit with demo keys, a drop that signs bundles, and sources who seal reports to it.

use std::fs;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use candour_bundle::{Entry, Papers};
use candour_desk_card::{DeskCard, DropCard, DropId, PinnedCard, UntrustedCard};
use candour_envelope::{Answers, Attachment, Audience, Extension, Recipient, Sealer, seal_to};
use candour_header::Kind;
use candour_note::SigningKey;
use rand::rngs::OsRng;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

/// The name of the unit.
pub const UNIT: &str = "integrity.test";

/// Everything of one story.
pub struct World {
    /// Where it all lies.
    pub dir: TempDir,
    /// The drop's log key.
    pub log: SigningKey,
    /// The drop's id.
    pub drop: DropId,
}

/// What the program answered.
pub struct Said {
    /// Its exit code.
    pub code: i32,
    /// Its data.
    pub out: String,
    /// Its errors.
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl World {
    /// A drop, and nothing else.
    pub fn without_unit() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let world =
            Self { log: SigningKey::from_seed("drop.test".parse().unwrap(), &[5; 32]), drop: DropId([0xd0; 16]), dir };
        let card = DropCard { id: world.drop, onion: None, log: world.log.verifying_key() };
        fs::write(world.path("drop-card"), card.to_text()).unwrap();
        fs::write(world.path("passphrase"), "five words of a passphrase\n").unwrap();
        fs::set_permissions(world.path("passphrase"), fs::Permissions::from_mode(0o600)).unwrap();
        world
    }

    /// A drop and a unit with its desk card.
    pub fn new() -> Self {
        let world = Self::without_unit();
        let said = world.init("home", UNIT, &["--drop-card", &world.name("drop-card"), "--out", &world.name("card")]);
        assert_eq!(said.code, 0, "{}", said.err);
        world
    }

    /// A path in the story's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The same as text.
    pub fn name(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Makes a unit with demo keys.
    pub fn init(&self, home: &str, unit: &str, more: &[&str]) -> Said {
        let pass = self.name("passphrase");
        let mut words = vec!["init", "--demo", "--name", unit, "--title", "Integrity unit", "--passphrase-file", &pass];
        words.extend_from_slice(more);
        self.run(home, &words)
    }

    /// Runs the program in one of the homes.
    pub fn run(&self, home: &str, words: &[&str]) -> Said {
        let program = env!("CARGO_BIN_EXE_candour-unit");
        Command::new(program).arg("--home").arg(self.path(home)).args(words).output().unwrap().into()
    }

    /// Opens a bundle.
    pub fn open(&self, bundle: &Path, more: &[&str]) -> Said {
        let (bundle, pass) = (bundle.to_str().unwrap(), self.name("passphrase"));
        let mut words = vec!["open", bundle, "--passphrase-file", &pass];
        words.extend_from_slice(more);
        self.run("home", &words)
    }

    /// The desk card.
    pub fn card(&self) -> DeskCard {
        UntrustedCard::parse(&fs::read(self.path("card")).unwrap()).unwrap().verify().unwrap()
    }

    /// A sealed report with attachments.
    pub fn seal(&self, kind: Kind, answers: &Answers, files: &[(&[u8], Extension, Option<&str>)]) -> Vec<u8> {
        Self::seal_with(&PinnedCard::demo(self.card()).unwrap(), kind, answers, files)
    }

    /// A sealed report on some card.
    pub fn seal_with(
        card: &PinnedCard,
        kind: Kind,
        answers: &Answers,
        files: &[(&[u8], Extension, Option<&str>)],
    ) -> Vec<u8> {
        let audience = Audience::from_card(card, &[UNIT], kind).unwrap();
        let list: Vec<Attachment> = files
            .iter()
            .map(|(bytes, extension, name)| Attachment {
                size: bytes.len() as u64,
                extension: *extension,
                name: name.map(str::to_owned),
            })
            .collect();
        let sealer = Sealer::new(&audience, answers, &list, &mut OsRng).unwrap();
        let mut sealed = Vec::new();
        sealer.seal(&mut sealed, files.iter().map(|(bytes, ..)| Ok(*bytes)), |_| {}).unwrap();
        sealed
    }

    /// A sealed report that says only this.
    pub fn report(&self, what: &str) -> Vec<u8> {
        self.seal(Kind::X25519, &answers(what), &[])
    }

    /// Any payload, sealed to the unit's classic recipient.
    pub fn payload(&self, payload: &[u8]) -> Vec<u8> {
        let recipient: Recipient = self.card().units()[0].classic().parse().unwrap();
        sealed_to(&recipient, payload)
    }

    /// A bundle with these blobs, signed by the drop.
    pub fn bundle(&self, name: &str, blobs: &[Vec<u8>]) -> PathBuf {
        let taken: Vec<(Vec<u8>, u32)> = blobs.iter().map(|blob| (blob.clone(), 20_780)).collect();
        self.bundle_of(name, &taken)
    }

    /// A bundle with these blobs, taken by the drop on these days.
    pub fn bundle_of(&self, name: &str, blobs: &[(Vec<u8>, u32)]) -> PathBuf {
        let folder = self.path(name);
        fs::DirBuilder::new().mode(0o755).create(&folder).unwrap();
        let mut entries: Vec<Entry> = blobs
            .iter()
            .map(|(blob, epoch)| Entry { sha256: Sha256::digest(blob).into(), size: blob.len() as u64, epoch: *epoch })
            .collect();
        entries.sort_by_key(|entry| entry.sha256);
        for (blob, _) in blobs {
            fs::write(folder.join(format!("{}.age", id(blob))), blob).unwrap();
        }
        let papers = Papers::make(self.drop.0, 20_781, entries, &self.log).unwrap();
        fs::write(folder.join("manifest"), papers.manifest.to_bytes()).unwrap();
        fs::write(folder.join("listing"), papers.listing).unwrap();
        folder
    }

    /// Where an opened report lies.
    pub fn report_folder(&self, blob: &[u8]) -> PathBuf {
        self.path("home").join("reports").join(id(blob))
    }

    /// Where a blob that did not open lies.
    pub fn failed_folder(&self, blob: &[u8]) -> PathBuf {
        self.path("home").join("failed").join(id(blob))
    }
}

/// Answers that say only this.
pub fn answers(what: &str) -> Answers {
    Answers { what: what.to_owned(), ..Answers::default() }
}

/// Any payload, sealed to one recipient.
pub fn sealed_to(recipient: &Recipient, payload: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = seal_to(std::slice::from_ref(recipient), &mut OsRng, Vec::new()).unwrap();
    writer.write_all(payload).unwrap();
    writer.finish().unwrap()
}

/// A blob's id.
pub fn id(blob: &[u8]) -> String {
    Sha256::digest(blob).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Two units on one card, each in a home of its own.
pub fn two_units() -> (World, PinnedCard) {
    let world = World::without_unit();
    assert_eq!(world.init("home", UNIT, &[]).code, 0);
    assert_eq!(world.init("other", "other.test", &[]).code, 0);
    let (drop, pass, other) = (world.name("drop-card"), world.name("passphrase"), world.name("other/unit-card"));
    let (first, card) = (world.name("first-card"), world.name("card"));
    let make = ["desk-card", "make", "--drop-card", &drop, "--unit-card", &other, "--out", &first];
    let said = world.run("home", &[&make[..], &["--passphrase-file", &pass]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    let said = world.run("other", &["desk-card", "sign", &first, "--out", &card, "--passphrase-file", &pass]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(world.run("home", &["desk-card", "check", &card]).code, 0);
    let card = PinnedCard::demo(world.card()).unwrap();
    (world, card)
}
