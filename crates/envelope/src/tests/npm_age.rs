//! npm's age-encryption, an independent implementation of both kinds, opens what we sealed and the other way round.

use std::process::Command;

use super::peers::{KINDS, audience, npm, open, rng, run, seal};
use crate::{Identity, PayloadError};

fn peer(verb: &str, keys: &[&str], input: &[u8]) -> Vec<u8> {
    run(Command::new("node").arg("age-peer.mjs").arg(verb).args(keys).current_dir(npm()), input)
}

#[test]
#[ignore = "needs: node, npm packages"]
fn it_opens_what_we_sealed_and_we_open_what_it_sealed() {
    for (kind, seed) in KINDS.into_iter().zip(40..) {
        let unit = Identity::generate(kind, &mut rng(seed));
        let secret = unit.expose_secret();
        let recipient = unit.to_recipient().to_string();
        assert_eq!(peer("recipient", &[secret.expose_secret()], b""), recipient.as_bytes());

        let (sealed, _) = seal(&audience(&unit, kind, 3), seed);
        let plain = peer("open", &[secret.expose_secret()], &sealed);
        assert!(plain.starts_with(b"report.json\0"));

        let others: Vec<_> =
            (0..2).map(|_| Identity::generate(kind, &mut rng(99)).to_recipient().to_string()).collect();
        let theirs = peer("seal", &[&others[0], &recipient, &others[1]], &plain);
        let (opened, sink) = open(&theirs, secret.expose_secret().parse().unwrap());
        assert_eq!(opened.unwrap().body.units, ["integrity.example"]);
        assert_eq!(sink.complete, 2);

        let exhibit = peer("seal", &[&recipient], b"not an archive");
        let (opened, _) = open(&exhibit, secret.expose_secret().parse().unwrap());
        assert!(matches!(opened, Err(PayloadError::Unstructured)));
    }
}
