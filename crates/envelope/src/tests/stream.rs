//! Payloads cut, changed and lengthened.

use std::io::{Read, Write};

use candour_header::{CHUNK, Kind, TAG};
use proptest::prelude::*;

use super::peers::rng;
use crate::secret::FileKey;
use crate::{Identity, PayloadKey, StreamFault, StreamReader, StreamWriter, open_header, seal_to};

fn key() -> PayloadKey {
    FileKey::generate(&mut rng(1)).payload_key(&[9; 16])
}

fn seal(plain: &[u8]) -> Vec<u8> {
    let mut writer = StreamWriter::new(&key(), Vec::new());
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

/// What comes out before the end or the fault.
fn open(sealed: &[u8]) -> (Vec<u8>, Option<StreamFault>) {
    let mut plain = Vec::new();
    let result = StreamReader::new(&key(), sealed).read_to_end(&mut plain);
    (plain, result.err().map(|error| StreamFault::in_error(&error).unwrap()))
}

fn plain(len: usize) -> Vec<u8> {
    (0..=250).cycle().take(len).collect()
}

#[test]
fn lengths_at_the_edges_come_back() {
    for len in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5] {
        let sealed = seal(&plain(len));
        assert_eq!(candour_header::stream::sealed_len(len as u64), Some(sealed.len() as u64 + 16));
        assert_eq!(open(&sealed), (plain(len), None), "{len}");
    }
}

#[test]
fn nothing_of_a_damaged_chunk_comes_out() {
    let sealed = seal(&plain(3 * CHUNK));
    let full = CHUNK + TAG;
    let cases: [(&str, Vec<u8>, usize, StreamFault); 8] = [
        ("cut between chunks", sealed[..2 * full].to_vec(), 2, StreamFault::Truncated),
        ("cut to nothing", Vec::new(), 0, StreamFault::Truncated),
        ("cut within a chunk", sealed[..2 * full - 1].to_vec(), 1, StreamFault::Tampered),
        ("cut within a tag", sealed[..full + 7].to_vec(), 1, StreamFault::Tampered),
        ("a byte more", [sealed.as_slice(), &[0]].concat(), 3, StreamFault::Tampered),
        ("the file twice", [sealed.as_slice(), &sealed].concat(), 3, StreamFault::Tampered),
        (
            "chunks swapped",
            [&sealed[full..2 * full], &sealed[..full], &sealed[2 * full..]].concat(),
            0,
            StreamFault::Tampered,
        ),
        ("chunk dropped", [&sealed[..full], &sealed[2 * full..]].concat(), 1, StreamFault::Tampered),
    ];
    for (what, sealed, chunks, fault) in cases {
        let (out, said) = open(&sealed);
        assert_eq!(said, Some(fault), "{what}");
        assert!(out.len() <= chunks * CHUNK && out == plain(3 * CHUNK)[..out.len()], "{what}: {}", out.len());
    }
    // Genuine chunks before the cut come out, as the age vectors ask; the fault follows them.
    assert_eq!(open(&sealed[..2 * full]).0.len(), 2 * CHUNK);
}

#[test]
fn an_empty_last_chunk_is_only_for_an_empty_payload() {
    // A full first chunk sealed as a middle one, then an empty last one: what a careless writer makes.
    let mut writer = StreamWriter::new(&key(), Vec::new());
    writer.write_all(&plain(CHUNK + 1)).unwrap();
    let mut sealed = writer.finish().unwrap();
    sealed.truncate(CHUNK + TAG);
    use chacha20poly1305::aead::{Aead, KeyInit};
    let cipher = chacha20poly1305::ChaCha20Poly1305::new(key().expose_secret().into());
    sealed.extend(cipher.encrypt(&PayloadKey::chunk_nonce(1, true).into(), &[][..]).unwrap());
    assert_eq!(open(&sealed), (plain(CHUNK), Some(StreamFault::Tampered)));
}

#[test]
fn a_fault_stays() {
    let mut sealed = seal(&plain(10));
    sealed[3] ^= 1;
    let mut reader = StreamReader::new(&key(), sealed.as_slice());
    for _ in 0..2 {
        let error = reader.read(&mut [0; 4]).unwrap_err();
        assert_eq!(StreamFault::in_error(&error), Some(StreamFault::Tampered));
    }
}

/// Gives one byte at a time, and an interruption before each.
struct Drip<'a>(&'a [u8], bool);

impl Read for Drip<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(std::io::ErrorKind::Interrupted.into());
        }
        let len = out.len().min(1);
        self.0.read(&mut out[..len])
    }
}

#[test]
fn input_in_drips_is_the_same() {
    let mut plain_again = Vec::new();
    StreamReader::new(&key(), Drip(&seal(&plain(CHUNK + 9)), false)).read_to_end(&mut plain_again).unwrap();
    assert_eq!(plain_again, plain(CHUNK + 9));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_flipped_bit_anywhere_is_noticed(seed in 0u64..32, at in any::<prop::sample::Index>(), bit in 0u32..8) {
        let unit = Identity::generate(Kind::X25519, &mut rng(seed));
        let mut writer = seal_to(&[unit.to_recipient()], &mut rng(seed), Vec::new()).unwrap();
        writer.write_all(&plain(300)).unwrap();
        let mut sealed = writer.finish().unwrap();
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        let mut input = sealed.as_slice();
        let opened = open_header(&mut input, &[unit]);
        if let Ok(header) = opened {
            prop_assert!(StreamReader::new(header.payload_key(), input).read_to_end(&mut Vec::new()).is_err());
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let unit = Identity::generate(Kind::X25519, &mut rng(3));
        let _ = open_header(&mut bytes.as_slice(), &[unit]);
        let _ = open(&bytes);
        let _ = crate::read_report(bytes.as_slice(), &mut super::peers::Memory::default());
    }
}

#[test]
fn a_header_cut_anywhere_ends_the_reading() {
    let identity = crate::ClassicIdentity::generate(&mut rng(2));
    let recipients = [(); 2].map(|()| crate::Recipient::Classic(identity.to_recipient()));
    let sealed = seal_to(&recipients, &mut rng(3), Vec::new()).unwrap().finish().unwrap();
    let identities = [Identity::Classic(identity)];
    let whole = open_header(&mut sealed.as_slice(), &identities).unwrap().chunks_at();
    for cut in 0..whole {
        let outcome = open_header(&mut &sealed[..cut], &identities);
        assert!(matches!(outcome, Err(crate::OpenError::HeaderTruncated)), "cut at {cut}: {outcome:?}");
    }
}
