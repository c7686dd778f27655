//! Keys and cards: made, signed by several units, checked, kept.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use candour_desk_card::UntrustedCard;

use crate::world::{UNIT, World, names};

#[test]
fn a_single_unit_gets_its_keys_and_a_complete_card_in_one_step() {
    let world = World::new();
    let card = world.card();
    assert!(card.is_demo());
    assert_eq!((card.number(), card.recipient_count(), card.drop_id()), (1, 3, world.drop));
    assert_eq!(card.last().0 - card.first().0, 90);
    assert_eq!(card.units()[0].name().as_str(), UNIT);
    assert_eq!(card.phones().len(), 4);
    assert_eq!(names(&world.path("home/desk-cards")).len(), 1);
    let said = world.run("home", &["desk-card", "check", &world.name("card")]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with(&format!("fingerprint  {}\n", card.fingerprint())), "{}", said.out);
}

#[test]
fn three_units_make_a_card_together() {
    let world = World::without_unit();
    for (home, name) in [("a", "alpha.test"), ("b", "beta.test"), ("c", "gamma.test")] {
        assert_eq!(world.init(home, name, &[]).code, 0);
    }
    let (drop, pass) = (world.name("drop-card"), world.name("passphrase"));
    let (b, c) = (world.name("b/unit-card"), world.name("c/unit-card"));
    let [one, two, three] = ["one", "two", "three"].map(|name| world.name(name));
    let made = world.run(
        "a",
        &[
            "desk-card",
            "make",
            "--drop-card",
            &drop,
            "--unit-card",
            &b,
            "--unit-card",
            &c,
            "--number",
            "7",
            "--first",
            "2026-11-23",
            "--days",
            "30",
            "--recipients",
            "4",
            "--phone",
            "emergency=112",
            "--out",
            &one,
            "--passphrase-file",
            &pass,
        ],
    );
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("beta.test, Integrity unit: NOT SIGNED"), "{}", made.out);

    let early = world.run("a", &["desk-card", "check", &one]);
    assert_eq!(early.code, 1);
    assert!(early.err.contains("is not complete: 1 of 3 units have signed"), "{}", early.err);

    for (home, from, to) in [("b", &one, &two), ("c", &two, &three)] {
        let said = world.run(home, &["desk-card", "sign", from, "--out", to, "--passphrase-file", &pass]);
        assert_eq!(said.code, 0, "{}", said.err);
    }
    let card = UntrustedCard::parse(&fs::read(&three).unwrap()).unwrap().verify().unwrap();
    assert_eq!((card.number(), card.first().0, card.last().0), (7, 20_780, 20_809));
    assert_eq!((card.recipient_count(), card.units().len(), card.phones().len()), (4, 3, 1));
    let fingerprint = format!("fingerprint  {}\n", card.fingerprint());
    assert!(made.out.starts_with(&fingerprint), "the first signer sees the fingerprint already");
    // The last signer holds the complete card; the others take it in by checking it.
    assert_eq!(["a", "b", "c"].map(|home| names(&world.path(home).join("desk-cards")).len()), [0, 0, 1]);
    for home in ["a", "b", "c"] {
        let said = world.run(home, &["desk-card", "check", &three]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.starts_with(&fingerprint));
        assert_eq!(names(&world.path(home).join("desk-cards")).len(), 1);
    }
}

#[test]
fn a_card_of_strangers_is_neither_signed_nor_kept() {
    let (world, other) = (World::new(), World::new());
    let pass = world.name("passphrase");
    let sign = ["desk-card", "sign", &other.name("card"), "--out", &world.name("out"), "--passphrase-file", &pass];
    let said = world.run("home", &sign);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("this key is of no unit on the card"), "{}", said.err);
    assert!(!world.path("out").exists());
    assert_eq!(world.run("home", &["desk-card", "check", &other.name("card")]).code, 3);
    assert_eq!(names(&world.path("home/desk-cards")).len(), 1);
}

#[test]
fn a_changed_card_is_refused() {
    let world = World::new();
    let card = fs::read_to_string(world.path("card")).unwrap();
    fs::write(world.path("changed"), card.replace("phone emergency 999", "phone emergency 666")).unwrap();
    let said = world.run("home", &["desk-card", "check", &world.name("changed")]);
    assert_ne!(said.code, 0);
    assert!(said.out.contains("NOT SIGNED"), "{}", said.out);
    assert_eq!(names(&world.path("home/desk-cards")).len(), 1);
}

#[test]
fn demo_keys_and_real_cards_do_not_mix() {
    let world = World::new();
    // Only the mark is missing: these keys would sign a real card now.
    fs::remove_file(world.path("home/demo")).unwrap();
    let said = world.run("home", &["desk-card", "check", &world.name("card")]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("demo keys sign demo cards only"), "{}", said.err);
    let pass = world.name("passphrase");
    let sign = ["desk-card", "sign", &world.name("card"), "--out", &world.name("out"), "--passphrase-file", &pass];
    assert_eq!(world.run("home", &sign).code, 3);
}

#[test]
fn a_second_init_changes_nothing() {
    let world = World::new();
    let before = fs::read(world.path("home/identities.age")).unwrap();
    let said = world.init("home", UNIT, &[]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("is already there"), "{}", said.err);
    assert_eq!(fs::read(world.path("home/identities.age")).unwrap(), before);
}

#[test]
fn a_wrong_passphrase_and_an_open_key_file_are_refused() {
    let world = World::new();
    let bundle = world.bundle("bundle", &[world.report("x")]);
    fs::write(world.path("wrong"), "another\n").unwrap();
    fs::set_permissions(world.path("wrong"), fs::Permissions::from_mode(0o600)).unwrap();
    let bundle_name = bundle.to_str().unwrap();
    let said = world.run("home", &["open", bundle_name, "--passphrase-file", &world.name("wrong")]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("identities.age: the passphrase is wrong"), "{}", said.err);

    fs::set_permissions(world.path("home/identities.age"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(world.open(&bundle, &[]).code, 3);
    fs::set_permissions(world.path("home/identities.age"), fs::Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(world.path("home"), fs::Permissions::from_mode(0o755)).unwrap();
    let said = world.open(&bundle, &[]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("can be entered by others"), "{}", said.err);
}
