//! How long a parcel may be.

use super::*;

#[test]
fn the_longest_parcel_that_can_be_signed_can_be_read() {
    let items = (0..MOST_ITEMS)
        .map(|n| Item { name: format!("{n:064}").parse().unwrap(), len: u64::MAX, sha256: [0xff; 32] })
        .collect();
    let key = SigningKey::from_seed("u".repeat(KeyName::LONGEST).parse().unwrap(), &[1; 32]);
    let drop_id = DropId([0xff; 16]);
    let parcel = Parcel::sign(&drop_id, u32::MAX, Epoch(u32::MAX), items, &key).unwrap();
    let read = UntrustedParcel::parse(parcel.to_bytes()).unwrap();
    assert_eq!(read.verify(&drop_id, &key.verifying_key()), Ok(parcel));
}

#[test]
fn what_is_longer_than_docs_say_is_too_long() {
    // That such a thing is no parcel is said by the note inside too; this check only saves reading it.
    assert_eq!([0, 262_144, 262_145, usize::MAX].map(is_too_long), [false, false, true, true]);
}
