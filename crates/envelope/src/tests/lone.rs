//! A header with one stanza is opened in a way of its own: what it opens is what the `age` crate opens, and no more.

use std::io::{Read as _, Write as _};

use candour_header::Kind;

use super::peers::rng;
use crate::{Identity, StreamReader, open_header, open_lone_header, seal_to};

const KINDS: [Kind; 2] = [Kind::X25519, Kind::Mlkem768X25519];

/// A file to so many recipients of a kind, and the identity of the last.
fn file(kind: Kind, recipients: usize) -> (Vec<u8>, Identity) {
    let mut drawn = rng(1);
    let identities: Vec<_> = (0..recipients).map(|_| Identity::generate(kind, &mut drawn)).collect();
    let recipients: Vec<_> = identities.iter().map(Identity::to_recipient).collect();
    let mut writer = seal_to(&recipients, &mut rng(7), Vec::new()).unwrap();
    writer.write_all(b"a reply").unwrap();
    (writer.finish().unwrap(), identities.into_iter().last().unwrap())
}

#[test]
fn both_ways_lead_to_the_same_payload() {
    for kind in KINDS {
        let (file, identity) = file(kind, 1);
        let others = KINDS.map(|kind| Identity::generate(kind, &mut rng(50)));
        let [first, second] = others;
        let identities = [first, second, identity];
        let lone = open_lone_header(&file, &identities).unwrap();
        let header = open_header(&mut file.as_slice(), &identities).unwrap();
        assert_eq!((lone.header_len(), lone.chunks_at()), (header.header_len(), header.chunks_at()));
        assert!(lone.payload_key() == header.payload_key());
        let mut text = String::new();
        StreamReader::new(lone.payload_key(), &file[lone.chunks_at()..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, "a reply");
        assert!(open_lone_header(&file, &identities[..2]).is_none(), "nobody's here");
    }
}

#[test]
fn no_changed_byte_of_a_header_opens() {
    for kind in KINDS {
        let (file, identity) = file(kind, 1);
        let identities = [identity];
        for at in 0..kind.header_len(1) {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(open_lone_header(&changed, &identities).is_none(), "{kind:?} {at}");
        }
        for cut in 0..kind.header_len(1) + 16 {
            assert!(open_lone_header(&file[..cut], &identities).is_none(), "{kind:?} cut at {cut}");
        }
    }
}

#[test]
fn other_headers_are_left_to_the_age_crate() {
    for kind in KINDS {
        let (two, identity) = file(kind, 2);
        let identities = [identity];
        assert!(open_header(&mut two.as_slice(), &identities).is_ok());
        assert!(open_lone_header(&two, &identities).is_none());
    }
}
