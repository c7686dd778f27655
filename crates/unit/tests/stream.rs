//! The parallel opener against a serial sealer: every length, every flipped bit, every cut.

use std::io::{self, Read};

use candour_unit::stream::{BATCH, BATCH_CHUNKS, CHUNK, ChunkKey, SEALED_CHUNK, StreamError, TAG, open_stream};
use proptest::prelude::*;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};

/// The key of every payload here.
const KEY: [u8; 32] = [7; 32];

/// Seals chunk by chunk, as the age specification says.
fn seal(plain: &[u8]) -> Vec<u8> {
    let key = LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &KEY).unwrap());
    let chunks: Vec<&[u8]> = if plain.is_empty() { vec![&[]] } else { plain.chunks(CHUNK).collect() };
    let mut sealed = Vec::new();
    for (index, chunk) in chunks.iter().enumerate() {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&(index as u64).to_be_bytes());
        nonce[11] = u8::from(index + 1 == chunks.len());
        let mut bytes = chunk.to_vec();
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut bytes).unwrap();
        sealed.extend_from_slice(&bytes);
    }
    sealed
}

/// Opens all, and checks that the witness saw exactly what was sealed.
fn open(sealed: &[u8]) -> Result<Vec<u8>, StreamError> {
    let mut seen = Vec::new();
    let witness = |bytes: &[u8]| {
        seen.extend_from_slice(bytes);
        Ok(())
    };
    let plain = open_stream(sealed, &ChunkKey::new(&KEY), witness, |plain| {
        let mut out = Vec::new();
        plain.read_to_end(&mut out).map(|_| out)
    })?;
    assert_eq!(seen, sealed);
    Ok(plain.expect("what the stream calls whole reads whole"))
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
            assert!(open(&seal(&plain)).unwrap() == plain, "length {len}");
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
    let sealed = seal(&plain);
    let opened = open_stream(
        Drip(&sealed),
        &ChunkKey::new(&KEY),
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
    let sealed = seal(&noise(20 * CHUNK + 5));
    for chunks in [1, 2, 15, 16, 17, 20] {
        assert!(matches!(open(&sealed[..chunks * SEALED_CHUNK]), Err(StreamError::Truncated)), "{chunks} chunks");
    }
    assert!(matches!(open(&[]), Err(StreamError::Truncated)));
    assert!(matches!(open(&sealed[..TAG - 1]), Err(StreamError::Truncated)));
}

#[test]
fn bytes_behind_the_last_chunk_fail() {
    for len in [0, 5, CHUNK, BATCH_CHUNKS * CHUNK] {
        let sealed = seal(&noise(len));
        for tail in [1, TAG, TAG + 1, SEALED_CHUNK, BATCH] {
            let mut longer = sealed.clone();
            longer.resize(sealed.len() + tail, 0);
            assert!(open(&longer).is_err(), "{len} bytes and {tail} more");
        }
    }
}

#[test]
fn an_empty_last_chunk_behind_a_full_one_fails() {
    let key = LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &KEY).unwrap());
    let mut sealed = seal(&noise(2 * CHUNK));
    sealed.truncate(SEALED_CHUNK);
    let mut nonce = [0; 12];
    nonce[10] = 1;
    nonce[11] = 1;
    let tag = key.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut []).unwrap();
    sealed.extend_from_slice(tag.as_ref());
    assert!(matches!(open(&sealed), Err(StreamError::Truncated)));
}

#[test]
fn swapped_chunks_fail() {
    let mut sealed = seal(&noise(4 * CHUNK));
    let (one, two) = sealed.split_at_mut(SEALED_CHUNK);
    one.swap_with_slice(&mut two[..SEALED_CHUNK]);
    assert!(matches!(open(&sealed), Err(StreamError::Tampered)));
}

#[test]
fn no_byte_of_a_bad_batch_is_released() {
    let plain = noise(3 * BATCH_CHUNKS * CHUNK);
    let mut sealed = seal(&plain);
    sealed[2 * BATCH - 1] ^= 1;
    let mut released = Vec::new();
    let opened = open_stream(
        &sealed[..],
        &ChunkKey::new(&KEY),
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
    assert!(matches!(opened, Err(StreamError::Tampered)));
    assert!(released == plain[..BATCH_CHUNKS * CHUNK], "the first batch, and nothing of the second");
}

#[test]
fn a_caller_who_stops_reading_still_learns_of_damage_behind() {
    let mut sealed = seal(&noise(40 * CHUNK));
    let end = sealed.len() - 1;
    let take_little = |from: &mut candour_unit::stream::PlainReader| from.read(&mut [0; 10]).unwrap();
    assert!(open_stream(&sealed[..], &ChunkKey::new(&KEY), |_| Ok(()), take_little).is_ok());
    sealed[end] ^= 1;
    assert!(open_stream(&sealed[..], &ChunkKey::new(&KEY), |_| Ok(()), take_little).is_err());
}

#[test]
fn a_failing_disk_and_a_failing_witness_are_told_apart() {
    struct Broken<'a>(&'a [u8]);
    impl Read for Broken<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() { Err(io::Error::other("disk")) } else { self.0.read(out) }
        }
    }
    let sealed = seal(&noise(40 * CHUNK));
    for len in [10, BATCH, 2 * BATCH] {
        let read = open_stream(Broken(&sealed[..len]), &ChunkKey::new(&KEY), |_| Ok(()), |_| ());
        assert!(matches!(read, Err(StreamError::Read(_))), "{len}");
    }
    let witness = |_: &[u8]| Err(io::Error::other("full"));
    assert!(matches!(open_stream(&sealed[..], &ChunkKey::new(&KEY), witness, |_| ()), Err(StreamError::Copy(_))));
}

#[test]
fn the_key_is_not_shown() {
    assert_eq!(format!("{:?}", ChunkKey::new(&KEY)), "ChunkKey { .. }");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_length_opens(len in 0_usize..40 * CHUNK) {
        let plain = noise(len);
        prop_assert!(open(&seal(&plain)).unwrap() == plain);
    }

    #[test]
    fn any_flipped_bit_fails(len in 0_usize..20 * CHUNK, at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut sealed = seal(&noise(len));
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        prop_assert!(matches!(open(&sealed), Err(StreamError::Tampered)));
    }

    #[test]
    fn any_cut_fails(len in 0_usize..20 * CHUNK, at in any::<prop::sample::Index>()) {
        let sealed = seal(&noise(len));
        let at = at.index(sealed.len());
        prop_assert!(open(&sealed[..at]).is_err());
    }
}
