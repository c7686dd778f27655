//! Keys and desk cards: made once, installed only when they may be, and what a drop without them says.

use std::path::Path;
use std::process::Output;

use crate::card::{self, Kind, desk_card, drop_card};
use crate::process::command;

/// A drop's folder with a configuration.
fn folder(demo: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display();
    let config = format!(
        "data = '{data}/data'\ndemo = {demo}\n[public]\nlisten = 'unix:{data}/p.sock'\n[collect]\nlisten = 'unix:{data}/c.sock'\n"
    );
    std::fs::write(folder.path().join("candour.toml"), config).unwrap();
    folder
}

fn run(folder: &Path, words: &[&str]) -> Output {
    let (verb, rest) = words.split_first().unwrap();
    command(folder, verb).args(rest).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn init_prints_the_drop_card_and_never_overwrites_a_key() {
    use std::os::unix::fs::MetadataExt as _;
    let folder = folder(false);
    let onion = format!("{}d.onion", "a".repeat(55));
    let made = run(folder.path(), &["init", "--onion", &onion, "--name", "drop.example"]);
    assert!(made.status.success(), "{}", said(&made));
    let printed = String::from_utf8(made.stdout).unwrap();
    assert!(printed.contains(&onion) && printed.contains("drop.example+"), "{printed}");
    let keys = folder.path().join("data/keys");
    assert_eq!(std::fs::read_to_string(keys.join("drop.card")).unwrap(), printed);
    for (name, mode) in [("log.key", 0o600), ("collect.token", 0o600), ("", 0o700)] {
        assert_eq!(keys.join(name).metadata().unwrap().mode() & 0o777, mode, "{name}");
    }
    let token = std::fs::read_to_string(keys.join("collect.token")).unwrap();
    assert!(!printed.contains(token.trim()) && !said(&run(folder.path(), &["init"])).contains(token.trim()));
    let before = std::fs::read(keys.join("log.key")).unwrap();
    let again = run(folder.path(), &["init"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).contains("there is a drop in"), "{}", said(&again));
    assert_eq!(std::fs::read(keys.join("log.key")).unwrap(), before);
}

#[test]
fn a_server_without_a_desk_card_says_how_to_get_one() {
    let folder = folder(false);
    let nothing = run(folder.path(), &["serve"]);
    assert!(said(&nothing).ends_with("hint: run `candour init` first\n"), "{}", said(&nothing));
    card::make(&folder.path().join("data"), None);
    let cardless = run(folder.path(), &["serve"]);
    assert_eq!(cardless.status.code(), Some(1));
    assert!(
        said(&cardless).contains("this drop has no desk card yet\nhint: carry the drop card"),
        "{}",
        said(&cardless)
    );
}

#[test]
fn a_card_is_installed_only_when_it_may_follow() {
    let folder = folder(false);
    card::make(&folder.path().join("data"), None);
    let installed = folder.path().join("data/keys/desk.card");
    let install = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        run(folder.path(), &["card", name])
    };
    let today = Kind::today();
    let third = desk_card(drop_card(), today);
    let first = install("third", third.to_bytes());
    assert!(first.status.success(), "{}", said(&first));
    assert!(said(&first).contains(&third.fingerprint().to_string()));
    assert!(install("same", third.to_bytes()).status.success(), "the same card again");
    let mut other_drop = drop_card();
    other_drop.id.0[0] ^= 1;
    let mut forged = third.to_bytes().to_vec();
    let at = forged.windows(9).position(|window| window == b"\nnumber 3").unwrap();
    forged[at + 8] = b'9';
    for (what, bytes, message) in [
        ("lower", desk_card(drop_card(), Kind { number: 2, ..today }).to_bytes(), "does not follow"),
        ("number again", desk_card(drop_card(), Kind { last: today.last + 1, ..today }).to_bytes(), "does not follow"),
        ("other drop", desk_card(other_drop, Kind { number: 9, ..today }).to_bytes(), "for another drop"),
        ("expired", desk_card(drop_card(), Kind { number: 9, last: today.first, ..today }).to_bytes(), "has expired"),
        ("demo", desk_card(drop_card(), Kind { number: 9, demo: true, ..today }).to_bytes(), "throw-away keys"),
        ("forged", forged.as_slice(), "cannot be trusted"),
        ("nothing", b"hello\n", "cannot be trusted"),
    ] {
        let refused = install(what, bytes);
        assert_eq!(refused.status.code(), Some(3), "{what}: {}", said(&refused));
        assert!(said(&refused).contains(message), "{what}: {}", said(&refused));
        assert_eq!(std::fs::read(&installed).unwrap(), third.to_bytes(), "{what}");
    }
    let fourth = desk_card(drop_card(), Kind { number: 4, ..today });
    assert!(install("fourth", fourth.to_bytes()).status.success());
    assert_eq!(std::fs::read(&installed).unwrap(), fourth.to_bytes());
}

#[test]
fn throw_away_keys_are_refused_outside_a_demonstration_and_real_ones_in_it() {
    for (demo, card_demo) in [(false, true), (true, false)] {
        let folder = folder(demo);
        card::make(&folder.path().join("data"), Some(Kind { demo: card_demo, ..Kind::today() }));
        let refused = run(folder.path(), &["serve"]);
        assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
        assert!(said(&refused).contains("demo"), "{}", said(&refused));
    }
}

#[test]
fn a_key_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(false);
    card::make(&folder.path().join("data"), Some(Kind::today()));
    for name in ["log.key", "collect.token"] {
        let path = folder.path().join("data/keys").join(name);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        let refused = run(folder.path(), &["serve"]);
        assert_eq!(refused.status.code(), Some(3), "{name}: {}", said(&refused));
        assert!(said(&refused).contains("hint: run `chmod 600"), "{}", said(&refused));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}
