//! The payload's framing: a sealed payload opens to what went in; cut, lengthened or flipped anywhere, it fails, and what came out
//! before the failure is a prefix of what went in.
#![no_main]

use std::io::{Read, Write};

use candour_envelope::{ClassicIdentity, Identity, Recipient, StreamReader, open_header, seal_to};
use libfuzzer_sys::fuzz_target;
use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::SeedableRng as _;

fuzz_target!(|input: (u32, u32, u8, Vec<u8>)| {
    let (at, cut, flip, seed) = input;
    // Lengths around the chunk's end matter; the content does not.
    let plain: Vec<u8> = seed.iter().copied().cycle().take(if seed.is_empty() { 0 } else { (at as usize) % 200_000 }).collect();
    let mut rng = ChaCha12Rng::seed_from_u64(1);
    let identity = ClassicIdentity::generate(&mut rng);
    let recipient = Recipient::Classic(identity.to_recipient());
    let mut writer = seal_to(&[recipient], &mut rng, Vec::new()).expect("one recipient");
    writer.write_all(&plain).expect("memory takes everything");
    let mut sealed = writer.finish().expect("memory takes everything");

    let whole = sealed.len();
    let place = (cut as usize) % whole;
    match flip {
        0 => {}
        1 => sealed.truncate(place),
        2 => sealed.extend_from_slice(&seed),
        bits => sealed[place] ^= bits,
    }
    let altered = flip > 2 || sealed.len() != whole;
    let mut input = sealed.as_slice();
    let identities = [Identity::Classic(identity)];
    let Ok(header) = open_header(&mut input, &identities) else {
        assert!(altered, "an unaltered header opens");
        return;
    };
    let mut out = Vec::new();
    let outcome = StreamReader::new(header.payload_key(), input).read_to_end(&mut out);
    assert!(plain.starts_with(&out));
    assert_eq!(outcome.is_ok(), !altered);
});
