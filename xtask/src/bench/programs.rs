//! How the programs are called: the only place here that knows their verbs and flags.

use std::fs;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::noise::Noise;
use super::place::Place;
use super::process::{settle, timed};
use super::scale::{MIB, Scale};
use super::trouble::Trouble;

/// Which recipients a report is sealed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Post-quantum, the default.
    Hybrid,
    /// For stock age.
    Classic,
}

/// Sealed reports that several measurements use.
#[derive(Debug)]
pub(crate) struct Samples {
    /// A text report of 16 KiB.
    pub(crate) text: Vec<u8>,
    /// The file of a large one.
    pub(crate) large: PathBuf,
}

impl Samples {
    /// Seals them.
    pub(crate) fn make(place: &Place, scale: Scale, only: Option<&str>) -> Result<Self, Trouble> {
        let (text, large) = (place.path("text.age"), place.path("large.age"));
        timed(&mut seal(place, Kind::Hybrid, &[], &text))?;
        if only.is_none_or(|only| only == "upload") {
            timed(&mut seal(place, Kind::Hybrid, &[&attachment(place, scale)?], &large))?;
        }
        Ok(Self { text: fs::read(&text).map_err(Trouble::file(&text))?, large })
    }
}

/// The attachment of the large report, made where it is not there yet.
pub(crate) fn attachment(place: &Place, scale: Scale) -> Result<PathBuf, Trouble> {
    let path = place.path("attachment.bin");
    if !path.exists() {
        let mut file = fs::File::create_new(&path).map_err(Trouble::file(&path))?;
        let (mut noise, mut piece) = (Noise::new(1), vec![0; 1 << 20]);
        for _ in 0..scale.attachment / MIB {
            noise.fill(&mut piece);
            file.write_all(&piece).map_err(Trouble::file(&path))?;
        }
        file.sync_all().map_err(Trouble::file(&path))?;
    }
    Ok(path)
}

/// The unit's name.
pub(crate) const UNIT: &str = "bench.example";

/// The drop's configuration file.
pub(crate) fn config(place: &Place) -> PathBuf {
    place.path("candour.toml")
}

/// The desk card.
fn card(place: &Place) -> PathBuf {
    place.path("desk-card")
}

/// The unit's home as `init` made it; each round opens into a copy.
fn home(place: &Place) -> PathBuf {
    place.path("unit")
}

/// The file with the unit's passphrase.
fn passphrase(place: &Place) -> PathBuf {
    place.path("passphrase")
}

/// The server.
pub(crate) fn serve(place: &Place) -> Command {
    let mut command = Command::new(place.program("candour"));
    command.arg("--config").arg(config(place)).arg("serve");
    command
}

/// Makes a drop's keys, a unit's throw-away keys, a desk card with that unit alone, and the report's text.
pub(crate) fn set_up(place: &Place) -> Result<(), Trouble> {
    let script = r#"
        umask 077
        echo 'a passphrase of no worth' > passphrase
        "$0/candour" --config candour.toml init > drop-card
        "$0/candour-unit" --home unit init --demo --name bench.example --title Bench --passphrase-file passphrase \
            --drop-card drop-card --out desk-card
        "$0/candour" --config candour.toml card desk-card
        printf 'A report of no worth.\n%.0s' $(seq 100) > report.txt
        # Stock age asks for a passphrase at a terminal only. It reads one kind of identity only.
        script -qec 'age -d -o identities unit/identities.age' /dev/null < passphrase
        grep '^AGE-SECRET-KEY-1' identities > identity
        age-keygen -y identity > recipient
    "#;
    timed(Command::new("bash").args(["-e", "-c", script]).arg(place.program("")).current_dir(place.path(""))).map(drop)
}

/// The unit's classic identity, plain, for stock age.
pub(crate) fn classic_identity(place: &Place) -> PathBuf {
    place.path("identity")
}

/// The unit's classic recipient.
pub(crate) fn classic_recipient(place: &Place) -> Result<String, Trouble> {
    let path = place.path("recipient");
    fs::read_to_string(&path).map(|text| text.trim().to_owned()).map_err(Trouble::file(&path))
}

/// Seals the report's text and attachments to a file.
pub(crate) fn seal(place: &Place, kind: Kind, attachments: &[&Path], out: &Path) -> Command {
    let mut command = Command::new(place.program("candour-source"));
    command.args([
        "seal",
        "--demo",
        "--no-codename",
        "--kind",
        if kind == Kind::Classic { "classic" } else { "hybrid" },
    ]);
    command.arg("--card").arg(card(place)).arg("--report").arg(place.path("report.txt")).arg("--out").arg(out);
    for attachment in attachments {
        command.arg("--attach").arg(attachment);
    }
    command
}

/// Collects what a drop holds into a bundle.
pub(crate) fn collect(place: &Place, address: SocketAddr, bundle: &Path) -> Command {
    let mut command = Command::new(place.program("candour-courier"));
    command.arg("collect").arg(format!("http://{address}")).arg("--into").arg(bundle);
    command.arg("--card").arg(card(place)).arg("--token").arg(place.path("drop/keys/collect.token"));
    command
}

/// Makes a parcel, with a board of 64 cells.
pub(crate) fn parcel(place: &Place, out: &Path) -> Command {
    let mut command = Command::new(place.program("candour-unit"));
    command.arg("--home").arg(home(place)).arg("parcel").arg(out).arg("--passphrase-file").arg(passphrase(place));
    command
}

/// Delivers a parcel to a drop.
pub(crate) fn deliver(place: &Place, address: SocketAddr, parcel: &Path) -> Command {
    let mut command = Command::new(place.program("candour-courier"));
    command.arg("deliver").arg(format!("http://{address}")).arg(parcel);
    command.arg("--card").arg(card(place)).arg("--token").arg(place.path("drop/keys/collect.token"));
    command
}

/// What the unit does with the sealed originals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Originals {
    /// It links them: the bundle is on its own disk.
    Linked,
    /// It copies them: the bundle is on removable media.
    Copied,
}

/// Opens a bundle into a fresh copy of the unit's home; how long it took. All of these reports must open.
pub(crate) fn open(place: &Place, bundle: &Path, reports: usize, originals: Originals) -> Result<Duration, Trouble> {
    place.set_aside("opened")?;
    let copy = place.path("opened");
    timed(Command::new("cp").arg("-a").args([&home(place), &copy]))?;
    let mut command = Command::new(place.program("candour-unit"));
    command.arg("--home").arg(&copy).arg("open").arg(bundle).arg("--passphrase-file").arg(passphrase(place));
    if originals == Originals::Linked {
        command.arg("--link");
    }
    settle()?;
    let took = timed(&mut command)?;
    let folder = copy.join("reports");
    let done = fs::read_dir(&folder).map_err(Trouble::file(&folder))?.count();
    if done == reports { Ok(took) } else { Err(Trouble::Incomplete { what: "reports opened", done, asked: reports }) }
}
