//! The parallel opener against a serial sealer: every length, every flipped bit, every cut.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop at the first surprise")]

use std::io::{self, Read, Write as _};

use candour_envelope::{Identity, OpenedHeader, PayloadKey, StreamFault, StreamReader, open_header, seal_to};
use candour_header::{CHUNK, Kind, TAG};
use candour_unit::stream::{BATCH, BATCH_CHUNKS, ChunkKey, PlainReader, SEALED_CHUNK, StreamError, open_stream};
use proptest::prelude::*;
use rand::rngs::OsRng;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};

/// Seals with the envelope's serial writer; the opened header, which has the payload's key, and the chunks.
fn seal(plain: &[u8]) -> (OpenedHeader, Vec<u8>) {
    let identity = Identity::generate(Kind::X25519, &mut OsRng);
    let mut writer = seal_to(&[identity.to_recipient()], &mut OsRng, Vec::new()).unwrap();
    writer.write_all(plain).unwrap();
    let file = writer.finish().unwrap();
    let mut rest = file.as_slice();
    let header = open_header(&mut rest, &[identity]).unwrap();
    (header, rest.to_vec())
}

/// Opens all on every core, and checks that the witness saw exactly what was sealed.
fn parallel(key: &PayloadKey, sealed: &[u8]) -> Result<Vec<u8>, StreamError> {
    let mut seen = Vec::new();
    let witness = |bytes: &[u8]| {
        seen.extend_from_slice(bytes);
        Ok(())
    };
    let plain = open_stream(sealed, &ChunkKey::new(key), witness, |plain| {
        let mut out = Vec::new();
        plain.read_to_end(&mut out).map(|_| out)
    })?;
    assert_eq!(seen, sealed);
    Ok(plain.expect("what the stream calls whole reads whole"))
}

/// Opens on every core and with the envelope's serial reader; both must agree, in what they give and in what they refuse.
fn open(header: &OpenedHeader, sealed: &[u8]) -> Result<Vec<u8>, StreamError> {
    let key = header.payload_key();
    let opened = parallel(key, sealed);
    let mut serial = Vec::new();
    let read = StreamReader::new(key, sealed).read_to_end(&mut serial);
    match (&opened, read) {
        (Ok(plain), Ok(_)) => assert!(*plain == serial, "other bytes than the serial reader's"),
        (Err(StreamError::Fault(fault)), Err(error)) => assert_eq!(StreamFault::in_error(&error), Some(*fault)),
        (opened, read) => panic!("parallel {:?}, serial {read:?}", opened.as_ref().map(Vec::len)),
    }
    opened
}

/// Bytes that differ from place to place.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..len)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        })
        .collect()
}

#[test]
fn every_chunk_and_batch_boundary_opens() {
    let batch = BATCH_CHUNKS * CHUNK;
    for edge in [0, CHUNK, 2 * CHUNK, batch - CHUNK, batch, batch + CHUNK, 2 * batch, 3 * batch] {
        for len in [edge.saturating_sub(1), edge, edge + 1, edge + TAG, edge.saturating_sub(TAG)] {
            let plain = noise(len);
            let (header, sealed) = seal(&plain);
            assert!(open(&header, &sealed).unwrap() == plain, "length {len}");
        }
    }
}

#[test]
fn a_reader_that_gives_one_byte_at_a_time_opens() {
    struct Drip<'a>(&'a [u8]);
    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let some = out.len().min(1 + self.0.len() % 7919);
            self.0.read(&mut out[..some])
        }
    }
    let plain = noise(BATCH_CHUNKS * CHUNK + 12_345);
    let (header, sealed) = seal(&plain);
    let opened = open_stream(
        Drip(&sealed),
        &ChunkKey::new(header.payload_key()),
        |_| Ok(()),
        |from| {
            let mut out = Vec::new();
            from.read_to_end(&mut out).map(|_| out)
        },
    );
    assert!(opened.unwrap().unwrap() == plain);
}

#[test]
fn a_cut_between_chunks_is_called_a_cut() {
    let (header, sealed) = seal(&noise(20 * CHUNK + 5));
    for chunks in [1, 2, 15, 16, 17, 20] {
        assert!(
            matches!(open(&header, &sealed[..chunks * SEALED_CHUNK]), Err(StreamError::Fault(StreamFault::Truncated))),
            "{chunks} chunks"
        );
    }
    assert!(matches!(open(&header, &[]), Err(StreamError::Fault(StreamFault::Truncated))));
    assert!(matches!(open(&header, &sealed[..TAG - 1]), Err(StreamError::Fault(StreamFault::Tampered))));
}

#[test]
fn bytes_behind_the_last_chunk_fail() {
    for len in [0, 5, CHUNK, BATCH_CHUNKS * CHUNK] {
        let (header, sealed) = seal(&noise(len));
        for tail in [1, TAG, TAG + 1, SEALED_CHUNK, BATCH] {
            let mut longer = sealed.clone();
            longer.resize(sealed.len() + tail, 0);
            assert!(open(&header, &longer).is_err(), "{len} bytes and {tail} more");
        }
    }
}

#[test]
fn an_empty_last_chunk_behind_a_full_one_fails() {
    let (header, mut sealed) = seal(&noise(2 * CHUNK));
    let key = UnboundKey::new(&CHACHA20_POLY1305, header.payload_key().expose_secret()).unwrap();
    let key = LessSafeKey::new(key);
    sealed.truncate(SEALED_CHUNK);
    let mut nonce = [0; 12];
    nonce[10] = 1;
    nonce[11] = 1;
    let tag = key.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut []).unwrap();
    sealed.extend_from_slice(tag.as_ref());
    assert!(matches!(open(&header, &sealed), Err(StreamError::Fault(StreamFault::Tampered))));
}

#[test]
fn swapped_chunks_fail() {
    let (header, mut sealed) = seal(&noise(4 * CHUNK));
    let (one, two) = sealed.split_at_mut(SEALED_CHUNK);
    one.swap_with_slice(&mut two[..SEALED_CHUNK]);
    assert!(matches!(open(&header, &sealed), Err(StreamError::Fault(StreamFault::Tampered))));
}

#[test]
fn no_byte_of_a_bad_batch_is_released() {
    let plain = noise(3 * BATCH_CHUNKS * CHUNK);
    let (header, mut sealed) = seal(&plain);
    sealed[2 * BATCH - 1] ^= 1;
    let mut released = Vec::new();
    let opened = open_stream(
        &sealed[..],
        &ChunkKey::new(header.payload_key()),
        |_| Ok(()),
        |from| {
            let mut piece = [0; 4096];
            while let Ok(read) = from.read(&mut piece) {
                if read == 0 {
                    break;
                }
                released.extend_from_slice(&piece[..read]);
            }
        },
    );
    assert!(matches!(opened, Err(StreamError::Fault(StreamFault::Tampered))));
    assert!(released == plain[..BATCH_CHUNKS * CHUNK], "the first batch, and nothing of the second");
}

#[test]
fn a_caller_who_stops_reading_still_learns_of_damage_behind() {
    let (header, mut sealed) = seal(&noise(40 * CHUNK));
    let end = sealed.len() - 1;
    let take_little = |from: &mut PlainReader| from.read(&mut [0; 10]).unwrap();
    assert!(open_stream(&sealed[..], &ChunkKey::new(header.payload_key()), |_| Ok(()), take_little).is_ok());
    sealed[end] ^= 1;
    assert!(open_stream(&sealed[..], &ChunkKey::new(header.payload_key()), |_| Ok(()), take_little).is_err());
}

#[test]
fn a_failing_disk_and_a_failing_witness_are_told_apart() {
    struct Broken<'a>(&'a [u8]);
    impl Read for Broken<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() { Err(io::Error::other("disk")) } else { self.0.read(out) }
        }
    }
    let (header, sealed) = seal(&noise(40 * CHUNK));
    for len in [10, BATCH, 2 * BATCH] {
        let read = open_stream(Broken(&sealed[..len]), &ChunkKey::new(header.payload_key()), |_| Ok(()), |_| ());
        assert!(matches!(read, Err(StreamError::Read(_))), "{len}");
    }
    let witness = |_: &[u8]| Err(io::Error::other("full"));
    assert!(matches!(
        open_stream(&sealed[..], &ChunkKey::new(header.payload_key()), witness, |_| ()),
        Err(StreamError::Copy(_))
    ));
}

#[test]
fn the_key_is_not_shown() {
    let (header, _) = seal(b"");
    assert_eq!(format!("{:?}", ChunkKey::new(header.payload_key())), "ChunkKey { .. }");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_length_opens(len in 0_usize..40 * CHUNK) {
        let plain = noise(len);
        let (header, sealed) = seal(&plain);
        prop_assert!(open(&header, &sealed).unwrap() == plain);
    }

    #[test]
    fn any_flipped_bit_fails(len in 0_usize..20 * CHUNK, at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let (header, mut sealed) = seal(&noise(len));
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        prop_assert!(matches!(open(&header, &sealed), Err(StreamError::Fault(StreamFault::Tampered))));
    }

    #[test]
    fn any_cut_fails(len in 0_usize..20 * CHUNK, at in any::<prop::sample::Index>()) {
        let (header, sealed) = seal(&noise(len));
        let at = at.index(sealed.len());
        prop_assert!(open(&header, &sealed[..at]).is_err());
    }
}
