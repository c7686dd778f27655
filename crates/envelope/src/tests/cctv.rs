//! C2SP's age vectors (CCTV, npm `cctv-age`), through our opening.

use std::fs;
use std::io::Read;
use std::process::Command;

use sha2::{Digest, Sha256};

use super::peers::{npm, run};
use crate::{Identity, OpenError, StreamFault, StreamReader, open_header};

/// Vectors that the `age` crate takes more leniently than the specification asks: it still reads a stanza of old whose body ends
/// without a short line. None is of a recipient type of ours; the drop's own grammar refuses both.
const LENIENT: [&str; 2] = ["stanza_missing_body", "stanza_missing_final_line"];

/// A vector's text head and its age file.
struct Vector {
    name: String,
    head: String,
    file: Vec<u8>,
}

impl Vector {
    fn values<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.head.lines().filter_map(move |line| line.strip_prefix(key)?.strip_prefix(": "))
    }

    fn is(&self, key: &str) -> bool {
        self.values(key).next().is_some()
    }

    fn identities(&self) -> Vec<Identity> {
        self.values("identity").map(|text| text.parse().unwrap()).collect()
    }
}

fn vectors() -> Vec<Vector> {
    let folder = tempfile::tempdir().unwrap();
    run(Command::new("node").arg("cctv-dump.mjs").arg(folder.path()).current_dir(npm()), b"");
    let mut vectors: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap();
            Vector {
                name: entry.file_name().into_string().unwrap(),
                head: String::from_utf8(bytes[..=end].to_vec()).unwrap(),
                file: bytes[end + 2..].to_vec(),
            }
        })
        .collect();
    vectors.sort_by(|a, b| a.name.cmp(&b.name));
    vectors
}

/// The specification's word for what our opening said, and the plaintext given out.
fn open(vector: &Vector) -> (&'static str, Vec<u8>) {
    let mut input = vector.file.as_slice();
    let header = match open_header(&mut input, &vector.identities()) {
        Ok(header) => header,
        Err(OpenError::NoStanzaForUs) => return ("no match", Vec::new()),
        Err(OpenError::HeaderMac) => return ("HMAC failure", Vec::new()),
        Err(_) => return ("header failure", Vec::new()),
    };
    let mut plain = Vec::new();
    match StreamReader::new(header.payload_key(), input).read_to_end(&mut plain) {
        Ok(_) => ("success", plain),
        Err(error) => {
            assert!(StreamFault::in_error(&error).is_some(), "{}: {error}", vector.name);
            ("payload failure", plain)
        }
    }
}

#[test]
#[ignore = "needs: node, npm packages"]
fn every_hybrid_and_x25519_vector_agrees() {
    let mut seen = 0;
    let mut hybrid = 0;
    for vector in vectors() {
        if vector.is("armored") || vector.is("passphrase") || LENIENT.contains(&vector.name.as_str()) {
            continue;
        }
        let (said, plain) = open(&vector);
        assert_eq!(Some(said), vector.values("expect").next(), "{}", vector.name);
        // Also where the payload fails: nothing but what was authenticated has been given out.
        if let Some(sha256) = vector.values("payload").next() {
            let hex: String = Sha256::digest(&plain).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, sha256, "{}", vector.name);
        }
        seen += 1;
        hybrid += usize::from(vector.name.starts_with("hybrid"));
    }
    assert_eq!((seen, hybrid), (83, 18), "the set of vectors has changed");
}

#[test]
#[ignore = "needs: node, npm packages"]
fn the_lenient_ones_are_refused_by_the_drop() {
    let vectors = vectors();
    for name in LENIENT {
        let vector = vectors.iter().find(|vector| vector.name == name).unwrap();
        assert_eq!(open(vector).0, "success", "{name}: the age crate has become strict; drop it from the list");
        assert!(candour_header::scan(&vector.file).is_err(), "{name}");
    }
}

/// Armor and passphrases are no recipients of ours: each is refused with a word of its own, whatever C2SP expects of it. This covers
/// `scrypt_work_factor_23` too, which nobody computes here.
#[test]
#[ignore = "needs: node, npm packages"]
fn armor_and_passphrases_are_refused() {
    let mut armored = 0;
    let mut passphrases = 0;
    for vector in vectors() {
        if vector.is("armored") {
            let error = open_header(&mut vector.file.as_slice(), &[]).unwrap_err();
            assert!(
                matches!(
                    error,
                    OpenError::Armored | OpenError::NotAge | OpenError::HeaderTruncated | OpenError::HeaderMalformed
                ),
                "{}: {error:?}",
                vector.name
            );
            armored += 1;
        } else if vector.is("passphrase") {
            let error = open_header(&mut vector.file.as_slice(), &[]).unwrap_err();
            let structure = matches!(vector.values("expect").next(), Some("header failure"));
            match error {
                OpenError::Passphrase => {}
                OpenError::HeaderMalformed if structure => {}
                // `scrypt_uppercase` and the like are no scrypt stanza at all.
                OpenError::NoStanzaForUs if vector.name == "scrypt_uppercase" => {}
                error => panic!("{}: {error:?}", vector.name),
            }
            passphrases += 1;
        }
    }
    assert_eq!((armored, passphrases), (33, 25), "the set of vectors has changed");
}
