//! Any sequence of calls, with the store opened again in between, against a map in memory.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests may stop at the first surprise, their helpers too"
)]

mod support;

use std::collections::BTreeMap;

use candour_store::{Store, StoreError, Stored, UploadId};
use proptest::prelude::*;
use support::{blob, hash, meta, open, put, read};

/// One call. Blobs are named by small numbers, so that calls meet each other.
#[derive(Debug, Clone)]
enum Call {
    /// Keep a blob.
    Put { number: u64, tag: u64, epoch: u32 },
    /// Delete one.
    Delete { number: u64 },
    /// Begin an upload of a blob.
    Begin { number: u64, announced: bool, expires: u32 },
    /// Append to some upload, at most so much.
    Append { upload: usize, max: usize },
    /// Finish some upload, complete or not.
    Finish { upload: usize, tag: u64, epoch: u32 },
    /// Give some upload up.
    Abort { upload: usize },
    /// Expire uploads.
    Expire { now: u32 },
    /// Close an epoch.
    Close { epoch: u32 },
    /// Open the store again.
    Reopen,
}

/// The bytes of a number: every other one is a file.
fn bytes(number: u64) -> Vec<u8> {
    let lens = [1, 65_537, 16_384, 131_072, 65_536, 200_000, 3000, 70_000];
    blob(number, lens[usize::try_from(number).unwrap() % lens.len()])
}

/// Any call.
fn call() -> impl Strategy<Value = Call> {
    let number = 0..8_u64;
    let epoch = 1..5_u32;
    prop_oneof![
        4 => (number.clone(), any::<u64>(), epoch.clone()).prop_map(|(number, tag, epoch)| Call::Put { number, tag, epoch }),
        2 => number.clone().prop_map(|number| Call::Delete { number }),
        3 => (number, any::<bool>(), epoch.clone())
            .prop_map(|(number, announced, expires)| Call::Begin { number, announced, expires }),
        5 => (any::<usize>(), 0..150_000_usize).prop_map(|(upload, max)| Call::Append { upload, max }),
        4 => (any::<usize>(), any::<u64>(), epoch.clone())
            .prop_map(|(upload, tag, epoch)| Call::Finish { upload, tag, epoch }),
        1 => any::<usize>().prop_map(|upload| Call::Abort { upload }),
        1 => epoch.clone().prop_map(|now| Call::Expire { now }),
        1 => epoch.prop_map(|epoch| Call::Close { epoch }),
        2 => Just(Call::Reopen),
    ]
}

/// An upload as it should be.
#[derive(Debug)]
struct Half {
    /// Of which blob.
    number: u64,
    /// Bytes appended.
    held: usize,
    /// Whether the length was announced.
    announced: bool,
    /// Its last epoch.
    expires: u32,
}

/// What should be there.
#[derive(Debug, Default)]
struct Model {
    /// Number to tag and epoch.
    kept: BTreeMap<u64, (u64, u32)>,
    /// Uploads.
    halves: BTreeMap<UploadId, Half>,
}

impl Model {
    /// Some upload.
    fn some(&self, choice: usize) -> Option<UploadId> {
        self.halves.keys().nth(choice.checked_rem(self.halves.len())?).copied()
    }

    /// Whether a submission is the first.
    fn keep(&mut self, number: u64, tag: u64, epoch: u32) -> Stored {
        if self.kept.contains_key(&number) {
            return Stored::Already;
        }
        self.kept.insert(number, (tag, epoch));
        Stored::New
    }

    /// A start: uploads of no announced length are gone, since only the process that began them could have finished them. Says how many.
    fn start(&mut self) -> u64 {
        let before = self.halves.len();
        self.halves.retain(|_, half| half.announced);
        (before - self.halves.len()) as u64
    }

    /// Makes one call of both.
    fn call(&mut self, store: &Store, call: &Call) {
        match *call {
            Call::Put { number, tag, epoch } => {
                // Not through an upload: that is what the other calls are for.
                let bytes = bytes(number);
                assert_eq!(put(store, &bytes, meta(tag, epoch)).unwrap(), self.keep(number, tag, epoch));
            }
            Call::Delete { number } => {
                let was = self.kept.remove(&number).is_some();
                assert_eq!(store.delete(&hash(&bytes(number))).unwrap(), was);
            }
            Call::Begin { number, announced, expires } => {
                let total = announced.then(|| bytes(number).len() as u64);
                let id = store.begin(total, expires).unwrap();
                self.halves.insert(id, Half { number, held: 0, announced, expires });
            }
            Call::Append { upload, max } => {
                let Some(id) = self.some(upload) else { return };
                let half = self.halves.get_mut(&id).unwrap();
                let bytes = bytes(half.number);
                let end = bytes.len().min(half.held + max);
                let wrong = half.held as u64 + 1;
                assert!(matches!(store.append(id, wrong, &[0]), Err(StoreError::OffsetMismatch { .. })));
                let held = store.append(id, half.held as u64, &bytes[half.held..end]).unwrap();
                half.held = end;
                assert_eq!(held, end as u64);
            }
            Call::Finish { upload, tag, epoch } => {
                let Some(id) = self.some(upload) else { return };
                let half = &self.halves[&id];
                let (number, whole) = (half.number, half.held == bytes(half.number).len());
                // Where the length was not announced, the caller alone knows what is whole.
                if !whole && !half.announced {
                    return;
                }
                let answer = store.finish(id, hash(&bytes(number)), meta(tag, epoch));
                if whole {
                    self.halves.remove(&id);
                    assert_eq!(answer.unwrap(), self.keep(number, tag, epoch));
                } else {
                    assert!(matches!(answer, Err(StoreError::Incomplete { .. })));
                }
            }
            Call::Abort { upload } => {
                let Some(id) = self.some(upload) else { return };
                self.halves.remove(&id);
                store.abort(id).unwrap();
                assert!(matches!(store.abort(id), Err(StoreError::NotFound)));
            }
            Call::Expire { now } => {
                let before = self.halves.len();
                self.halves.retain(|_, half| half.expires >= now);
                assert_eq!(store.expire_uploads(now), (before - self.halves.len()) as u64);
            }
            Call::Close { epoch } => store.close_epoch(epoch).unwrap(),
            Call::Reopen => {}
        }
    }

    /// Compares everything.
    fn compare(&self, store: &Store) {
        let list = store.list();
        assert_eq!(list.len(), self.kept.len());
        assert!(list.is_sorted_by_key(|entry| entry.hash));
        let (mut texts, mut text_bytes, mut large) = (0, 0, 0);
        for (number, (tag, epoch)) in &self.kept {
            let bytes = bytes(*number);
            let entry = store.entry(&hash(&bytes)).unwrap();
            let expected = meta(*tag, *epoch);
            assert_eq!((entry.len, entry.tag, entry.epoch), (bytes.len() as u64, expected.tag, expected.epoch));
            assert!(read(store, &entry.hash).unwrap() == bytes);
            if bytes.len() <= candour_store::TEXT_TOP {
                texts += 1;
                text_bytes += entry.len;
            } else {
                large += entry.len;
            }
        }
        for (id, half) in &self.halves {
            assert_eq!(store.offset(*id).unwrap(), half.held as u64);
            assert!(store.read_prefix(*id, usize::MAX).unwrap() == bytes(half.number)[..half.held]);
            large += half.held as u64;
        }
        let usage = store.usage();
        assert_eq!(
            (usage.text_count, usage.text_bytes, usage.large_bytes, usage.uploads),
            (texts, text_bytes, large, self.halves.len() as u64)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_store_does_what_a_map_would(calls in proptest::collection::vec(call(), 1..60)) {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).0;
        let mut model = Model::default();
        for call in &calls {
            if matches!(call, Call::Reopen) {
                drop(store);
                let (again, report) = open(dir.path());
                assert_eq!(report.cut_short, model.start());
                assert_eq!((report.blobs, report.uploads), (model.kept.len() as u64, model.halves.len() as u64));
                assert_eq!((report.stray_keys, report.files_without_entry, report.deletions_finished), (0, 0, 0));
                assert!(!report.is_damaged());
                store = again;
            }
            model.call(&store, call);
        }
        model.compare(&store);
        drop(store);
        model.start();
        model.compare(&open(dir.path()).0);
    }
}
