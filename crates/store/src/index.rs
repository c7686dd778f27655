//! An index record: what ties a hash to a place. Sealed under the blob's own key, so that a wiped key takes the hash, the tag and the
//! epoch with it: what the engine keeps of a removed record is a random name and a slot number.
//!
//! ```text
//! key     id (16, random)
//! value   1 || slot (4, LE) || sealed { hash (32) || tag (16) || len (8, LE) || epoch (4, LE) || place (1) }
//! ```

use crate::error::StoreError;
use crate::item::{Entry, Id, Place, Record};
use crate::seal::{Key, Label, Spot};

/// The version of the layout.
const VERSION: u8 = 1;

/// The spot of a record.
fn spot(id: Id, slot: u32) -> Spot {
    Spot { label: Label::Index, id, a: u64::from(slot), b: 0 }
}

/// A record's value.
pub(crate) fn seal(record: &Record, key: &Key) -> Result<Vec<u8>, StoreError> {
    let mut plain = Vec::with_capacity(61);
    plain.extend_from_slice(&record.entry.hash);
    plain.extend_from_slice(&record.entry.tag);
    plain.extend_from_slice(&record.entry.len.to_le_bytes());
    plain.extend_from_slice(&record.entry.epoch.to_le_bytes());
    plain.push(match record.place {
        Place::Text { settled: false } => 1,
        Place::Text { settled: true } => 2,
        Place::Large { settled: false } => 3,
        Place::Large { settled: true } => 4,
    });
    let mut value = vec![VERSION];
    value.extend_from_slice(&record.slot.to_le_bytes());
    key.seal_onto(spot(record.id, record.slot), &plain, &mut value)?;
    Ok(value)
}

/// The slot that a value names, without its key.
pub(crate) fn slot(value: &[u8]) -> Option<u32> {
    let (version, rest) = value.split_first()?;
    let slot = rest.first_chunk::<4>()?;
    (*version == VERSION).then(|| u32::from_le_bytes(*slot))
}

/// A record, if its value is what was sealed for this id.
pub(crate) fn open(id: Id, value: &[u8], key: &Key) -> Option<Record> {
    let slot = slot(value)?;
    let plain = key.open(spot(id, slot), value.get(5..)?)?;
    let (hash, rest) = plain.split_first_chunk::<32>()?;
    let (tag, rest) = rest.split_first_chunk::<16>()?;
    let (len, rest) = rest.split_first_chunk::<8>()?;
    let (epoch, rest) = rest.split_first_chunk::<4>()?;
    let place = match rest {
        [1] => Place::Text { settled: false },
        [2] => Place::Text { settled: true },
        [3] => Place::Large { settled: false },
        [4] => Place::Large { settled: true },
        _ => return None,
    };
    let entry = Entry { hash: *hash, len: u64::from_le_bytes(*len), tag: *tag, epoch: u32::from_le_bytes(*epoch) };
    Some(Record { id, slot, entry, place })
}

/// The spot of a blob kept as a record.
pub(crate) const fn text_spot(record: &Record) -> Spot {
    Spot { label: Label::Text, id: record.id, a: record.entry.len, b: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_opens_only_for_its_id_and_slot() {
        let key = Key::random();
        let entry = Entry { hash: [1; 32], len: 70_000, tag: [2; 16], epoch: 3 };
        let record = Record { id: Id([4; 16]), slot: 5, entry, place: Place::Large { settled: true } };
        let value = seal(&record, &key).unwrap();
        assert_eq!(open(record.id, &value, &key), Some(record));
        assert_eq!(open(Id([5; 16]), &value, &key), None);
        let mut moved = value.clone();
        moved[1] ^= 1;
        assert_eq!(open(record.id, &moved, &key), None);
        assert!(!value.windows(16).any(|window| window == [1; 16] || window == [2; 16]));
    }
}
