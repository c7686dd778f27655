//! The throw-away keys of `keys-example/`: they work, and only ever as demo keys.

use std::fs;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;

use candour_bundle::{Entry, Papers};
use candour_desk_card::{DropCard, PinnedCard, UntrustedCard};
use candour_envelope::{Audience, Sealer};
use candour_header::Kind;
use candour_unit::signing_key_file;
use rand::rngs::OsRng;

use crate::world::{World, answers};

/// Copies files with the modes that git does not keep.
fn copy(from: &Path, to: &Path) {
    fs::DirBuilder::new().mode(0o700).create(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let goal = to.join(entry.file_name());
        fs::copy(entry.path(), &goal).unwrap();
        fs::set_permissions(&goal, fs::Permissions::from_mode(0o600)).unwrap();
    }
}

#[test]
fn the_example_keys_make_a_demo_card_and_open_what_is_sealed_to_it() {
    let world = World::without_unit();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../keys-example");
    copy(&examples.join("unit"), &world.path("home"));
    copy(&examples.join("drop"), &world.path("drop"));
    fs::copy(examples.join("passphrase"), world.path("passphrase")).unwrap();
    fs::set_permissions(world.path("passphrase"), fs::Permissions::from_mode(0o600)).unwrap();
    let (drop, out, pass) = (world.name("drop/drop.card"), world.name("card"), world.name("passphrase"));
    let made =
        world.run("home", &["desk-card", "make", "--drop-card", &drop, "--out", &out, "--passphrase-file", &pass]);
    assert_eq!(made.code, 0, "{}", made.err);
    let card = UntrustedCard::parse(&fs::read(&out).unwrap()).unwrap().verify().unwrap();
    assert!(card.is_demo(), "example keys can sign nothing else");

    let name = card.units()[0].name().as_str().to_owned();
    let audience = Audience::from_card(&PinnedCard::demo(card).unwrap(), &[name], Kind::Mlkem768X25519).unwrap();
    let sealer = Sealer::new(&audience, &answers("to the demo unit"), &[], &mut OsRng).unwrap();
    let mut blob = Vec::new();
    let sealed = sealer.seal(&mut blob, std::iter::empty::<std::io::Result<&[u8]>>(), |_| {}).unwrap();

    let log = signing_key_file::from_text(&fs::read_to_string(world.path("drop/log.key")).unwrap()).unwrap();
    let drop = DropCard::parse(&fs::read_to_string(&drop).unwrap()).unwrap();
    assert!(log.verifying_key() == drop.log, "the log key is the drop card's");
    let entry = Entry { sha256: sealed.sha256, size: sealed.len, epoch: 20_780 };
    let papers = Papers::make(drop.id.0, 20_781, [entry], &log).unwrap();
    let bundle = world.path("bundle");
    fs::create_dir(&bundle).unwrap();
    fs::write(bundle.join("manifest"), papers.manifest.to_bytes()).unwrap();
    fs::write(bundle.join("listing"), &papers.listing).unwrap();
    fs::write(bundle.join(entry.file_name()), &blob).unwrap();
    let said = world.open(&bundle, &[]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(fs::read_to_string(world.report_folder(&blob).join("report.json")).unwrap().contains("to the demo unit"));
}
