//! The age header, whole and in pieces: the same verdict, and a header that is taken has the length that its kind prescribes.
#![no_main]

use candour_header::{Blob, Progress, Scanner, scan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let whole = Scanner::new().push(bytes);
    let mut scanner = Scanner::new();
    let mut last = Ok(Progress::More);
    for byte in bytes {
        last = scanner.push(core::slice::from_ref(byte));
        if last.is_err() {
            break;
        }
    }
    match (whole, last) {
        (Ok(whole), Ok(last)) => assert_eq!(whole, last),
        (Err(_), Err(_)) => assert!(scanner.len() < bytes.len()),
        (whole, last) => panic!("{whole:?} in one piece, {last:?} byte by byte"),
    }
    if let Ok(header) = scan(bytes) {
        if header.foreign == 0 {
            assert_eq!(header.len, header.kind.header_len(header.recipients));
        }
        // What is taken is taken again, alone.
        assert_eq!(scan(&bytes[..header.len]), Ok(header));
    }
    let mut blob = Blob::new(1 << 20);
    if blob.push(bytes).is_ok()
        && let Ok(framed) = blob.finish()
    {
        assert_eq!(framed.len(), bytes.len() as u64);
    }
});
