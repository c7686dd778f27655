//! Manifest and listing of a bundle: no bytes panic, and a listing that reads is written again as the same bytes.
#![no_main]

use candour_bundle::{ListingReader, ListingWriter, UntrustedManifest};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = UntrustedManifest::parse(bytes);
    let entries: Result<Vec<_>, _> = ListingReader::new(bytes).collect();
    if let Ok(entries) = entries {
        let mut writer = ListingWriter::new(Vec::new());
        for entry in &entries {
            writer.push(entry).expect("what was read rises");
        }
        let (again, _) = writer.finish().expect("memory takes everything");
        assert_eq!(again, bytes);
    }
});
