//! After a conversation, the drop's folder says nothing of it: no codename, no key of it, no link from a cell to a report or from a report
//! to another, no time; and looking for replies leaves no trace at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use candour::keys::Folder;
use candour_codename::{Seed, UnitId, UnitSet, UntrustedCodename};
use candour_desk_card::UntrustedCard;
use sha2::{Digest as _, Sha256};

use crate::pair::Pair;
use crate::scene::files_below;

/// Every file of a folder, by its hash.
fn look(folder: &Path) -> BTreeMap<PathBuf, [u8; 32]> {
    files_below(folder)
        .into_iter()
        .map(|file| (file.clone(), Sha256::digest(fs::read(&file).unwrap()).into()))
        .collect()
}

/// How 16 or 32 bytes may be written.
fn spellings(bytes: &[u8]) -> Vec<Vec<u8>> {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let texts = [hex.to_uppercase(), BASE64_STANDARD_NO_PAD.encode(bytes), BASE64_URL_SAFE_NO_PAD.encode(bytes), hex];
    texts.into_iter().map(String::into_bytes).chain([bytes.to_vec()]).collect()
}

/// Whether a file has these bytes somewhere.
fn has(content: &[u8], what: &[u8]) -> bool {
    content.windows(what.len()).any(|at| at == what)
}

#[test]
fn the_drops_folder_links_nothing_and_shows_no_check() {
    let mut pair = Pair::new();
    let began = std::time::SystemTime::now();
    let phrase = pair.codename("hers");
    pair.codename("nobodys");
    pair.send("hers", "A report.", &[]);
    pair.collect_and_open("bundle-1");
    pair.reply("unit", 1, "A reply.");
    pair.put_up("unit", "parcel-1");
    pair.put_up("other", "parcel-2");
    pair.send("hers", "A follow-up.", &["--leave-out", "other.example"]);
    pair.collect_and_open("bundle-2");
    pair.reply("unit", 1, "A second reply.");
    pair.put_up("unit", "parcel-3");

    // Looking leaves no trace, whether there is something or not.
    let drop = pair.path("drop");
    let before = look(&drop);
    assert_eq!(pair.check("hers").replies("integrity.example").len(), 2);
    for _ in 0..5 {
        pair.check("hers");
        pair.check("nobodys");
    }
    assert!(look(&drop) == before, "a check changed the drop's folder");

    // What nobody but she and the units may have.
    let mut secrets: Vec<(String, Vec<u8>)> = Vec::new();
    let words: Vec<_> = phrase.split(' ').collect();
    secrets.extend(words.windows(2).map(|two| (two.join(" "), two.join(" ").into_bytes())));
    let codename = UntrustedCodename::new(&phrase).check().unwrap();
    let seed = Seed::derive(&codename, &Folder::new(drop.join("keys")).drop_card().unwrap().id);
    secrets.push(("seed".to_owned(), seed.expose_secret().to_vec()));
    let card = UntrustedCard::parse(&fs::read(pair.path("desk-card")).unwrap()).unwrap().verify().unwrap();
    let ids: Vec<_> = card.units().iter().map(UnitId::of).collect();
    for set in UnitSet::every(&ids).unwrap() {
        let keys = seed.conversation(&set);
        for (name, key) in [
            ("tag key", keys.tag.expose_secret()),
            ("reply key", keys.reply.expose_secret()),
            ("thread secret", keys.thread.expose_secret()),
            ("hybrid identity", keys.hybrid.expose_secret()),
            ("classic identity", keys.classic.expose_secret()),
        ] {
            secrets.extend(spellings(key).into_iter().map(|spelling| (name.to_owned(), spelling)));
        }
    }
    let said = pair.stop();
    let bundles = ["bundle-1", "bundle-2"].map(|bundle| files_below(&pair.path(bundle))).concat();
    let files = [files_below(&drop), bundles.clone()].concat();
    for file in &files {
        let content = fs::read(file).unwrap();
        for (name, secret) in &secrets {
            assert!(!has(&content, secret), "{name} in {}", file.display());
        }
        assert!(!has(&content, b"127.0.0.1"), "{}", file.display());
    }
    assert!(secrets.iter().all(|(_, secret)| !has(said.as_bytes(), secret)));

    // The search does find what is there.
    let found = |what: &[u8]| files.iter().filter(|file| has(&fs::read(file).unwrap(), what)).count();
    assert!(found(b"integrity.example") > 0 && found(&card.units()[0].key().to_vkey().into_bytes()) > 0);

    // No tag of a cell is a tag of a report: these are in what the courier carries and beside the blobs.
    let board = fs::read(pair.path("parcel-3/board")).unwrap();
    let tags = board[64 * 4096..64 * 4096 + 64 * 16].chunks(16);
    let tags: Vec<_> = tags.flat_map(spellings).collect();
    for file in &files {
        let content = fs::read(file).unwrap();
        let on_it = tags.iter().filter(|tag| has(&content, tag)).count();
        assert!(on_it == 0 || has(&content, &board[..64]), "a cell's tag in {}", file.display());
    }

    // No time finer than a day: neither the second nor the millisecond of anything that happened, in text or in eight bytes.
    let seconds = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let (from, to) = (seconds(began), seconds(std::time::SystemTime::now()));
    for file in &files {
        let content = fs::read(file).unwrap();
        for eight in content.windows(8) {
            let eight: [u8; 8] = eight.try_into().unwrap();
            for number in [u64::from_be_bytes(eight), u64::from_le_bytes(eight)] {
                let second = (from..=to).contains(&number) || (from * 1000..=to * 1000 + 999).contains(&number);
                assert!(!second, "a time in {}", file.display());
            }
        }
        for second in from..=to {
            assert!(!has(&content, second.to_string().as_bytes()), "a time in {}", file.display());
        }
    }
}
