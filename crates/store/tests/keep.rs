//! Keeping, reading, deleting and expiring, with the store opened again in between.

mod support;

use std::io::{Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use candour_store::{StoreError, Stored};
use support::{blob, hash, meta, open, put, read};

#[test]
fn what_was_kept_is_there_again_after_opening() {
    let dir = tempfile::tempdir().unwrap();
    let lens = [1, 100, 16384, 65535, 65536, 65537, 131_072, 300_000];
    {
        let (store, report) = open(dir.path());
        assert_eq!(report, Default::default());
        for (number, len) in (0..).zip(lens) {
            assert_eq!(put(&store, &blob(number, len), meta(number, 5)).unwrap(), Stored::New);
        }
        assert_eq!(store.usage().text_count, 5);
        assert_eq!(store.usage().text_bytes, 1 + 100 + 16384 + 65535 + 65536);
        assert_eq!(store.usage().large_bytes, 65537 + 131_072 + 300_000);
        assert_eq!(store.usage().uploads, 0);
    }
    let (store, report) = open(dir.path());
    assert_eq!(report.blobs, 8);
    assert_eq!((report.uploads, report.stray_keys, report.files_without_entry), (0, 0, 0));
    assert!(!report.is_damaged());
    assert_eq!(store.list().len(), 8);
    assert!(store.list().is_sorted_by_key(|entry| entry.hash));
    for (number, len) in (0..).zip(lens) {
        let bytes = blob(number, len);
        assert!(read(&store, &hash(&bytes)).unwrap() == bytes);
        let entry = store.entry(&hash(&bytes)).unwrap();
        assert_eq!((entry.len, entry.tag, entry.epoch), (len as u64, meta(number, 5).tag, 5));
        assert_eq!(put(&store, &bytes, meta(99, 6)).unwrap(), Stored::Already);
        assert_eq!(store.entry(&hash(&bytes)).unwrap(), entry, "a later tag changes nothing");
    }
    assert_eq!(store.list().len(), 8);
    assert_eq!(store.usage().uploads, 0);
}

#[test]
fn the_same_bytes_at_once_are_one_blob() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    for len in [5000, 90_000] {
        let bytes = blob(1, len);
        let answers: Vec<Stored> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|n| {
                    let (store, bytes) = (&store, &bytes);
                    scope.spawn(move || put(store, bytes, meta(n, 1)).unwrap())
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(answers.iter().filter(|answer| **answer == Stored::New).count(), 1);
        assert!(read(&store, &hash(&bytes)).unwrap() == bytes);
    }
    assert_eq!(store.list().len(), 2);
    drop(store);
    assert_eq!(open(dir.path()).1.blobs, 2);
}

#[test]
fn deleted_is_gone_and_may_come_back_as_new() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    for len in [5000, 90_000] {
        let bytes = blob(1, len);
        put(&store, &bytes, meta(1, 1)).unwrap();
        assert!(store.delete(&hash(&bytes)).unwrap());
        assert!(!store.delete(&hash(&bytes)).unwrap());
        assert!(read(&store, &hash(&bytes)).is_none());
        assert_eq!(put(&store, &bytes, meta(2, 2)).unwrap(), Stored::New);
        assert!(store.delete(&hash(&bytes)).unwrap());
    }
    assert!(store.list().is_empty());
    let usage = store.usage();
    assert_eq!((usage.text_count, usage.text_bytes, usage.large_bytes), (0, 0, 0));
    drop(store);
    let (store, report) = open(dir.path());
    assert_eq!(report, Default::default());
    assert!(store.list().is_empty());
    assert_eq!(std::fs::read_dir(dir.path().join("blobs")).unwrap().count(), 0);
}

#[test]
fn an_upload_goes_on_where_it_ended_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = blob(1, 400_000);
    let (store, _) = open(dir.path());
    let id = store.begin(Some(400_000), 10).unwrap();
    assert_eq!(store.append(id, 0, &bytes[..70_001]).unwrap(), 70_001);
    assert!(matches!(store.append(id, 0, &bytes), Err(StoreError::OffsetMismatch { held: 70_001 })));
    assert!(matches!(store.append(id, 70_001, &bytes), Err(StoreError::TooLong)));
    assert!(matches!(store.finish(id, hash(&bytes), meta(1, 1)), Err(StoreError::Incomplete { held: 70_001 })));
    assert_eq!(store.usage().large_bytes, 70_001);
    drop(store);

    let (store, report) = open(dir.path());
    assert_eq!(report.uploads, 1);
    assert_eq!((store.usage().uploads, store.usage().large_bytes), (1, 70_001));
    let upload = store.upload(id).unwrap();
    assert_eq!((upload.offset, upload.total, upload.expires), (70_001, Some(400_000), 10));
    assert!(store.read_prefix(id, 66_000).unwrap() == bytes[..66_000]);
    assert!(store.read_prefix(id, usize::MAX).unwrap() == bytes[..70_001]);
    assert!(store.read_upload(id, 60_000, 10_000).unwrap() == bytes[60_000..70_000]);
    for part in bytes[70_001..].chunks(33_333) {
        store.append(id, store.offset(id).unwrap(), part).unwrap();
    }
    assert_eq!(store.finish(id, hash(&bytes), meta(1, 1)).unwrap(), Stored::New);
    assert!(matches!(store.upload(id), Err(StoreError::NotFound)));
    assert!(read(&store, &hash(&bytes)).unwrap() == bytes);
    assert_eq!(store.usage().large_bytes, 400_000);
}

#[test]
fn uploads_expire_after_their_epoch_and_leave_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    let early = store.begin(Some(200_000), 4).unwrap();
    let late = store.begin(Some(200_000), 5).unwrap();
    store.append(early, 0, &blob(1, 100_000)).unwrap();
    store.append(late, 0, &blob(2, 100_000)).unwrap();
    assert_eq!(store.expire_uploads(4), 0);
    assert_eq!(store.expire_uploads(5), 1);
    assert!(matches!(store.append(early, 100_000, &[1]), Err(StoreError::NotFound)));
    assert_eq!(store.append(late, 100_000, &[1]).unwrap(), 100_001);
    drop(store);
    let (store, report) = open(dir.path());
    assert_eq!((report.uploads, report.stray_keys), (1, 0));
    store.abort(late).unwrap();
    assert_eq!(store.usage().large_bytes, 0);
    assert_eq!(std::fs::read_dir(dir.path().join("blobs")).unwrap().count(), 0);
}

#[test]
fn what_only_the_ended_process_could_finish_is_gone_after_a_start() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    let resumable = store.begin(Some(200_000), 9).unwrap();
    let other = store.begin(None, 9).unwrap();
    for id in [resumable, other] {
        store.append(id, 0, &blob(1, 100_000)).unwrap();
    }
    drop(store);
    let (store, report) = open(dir.path());
    assert_eq!((report.uploads, report.cut_short), (1, 1));
    assert_eq!((report.files_without_entry, report.stray_keys), (0, 0), "counted once");
    assert!(matches!(store.upload(other), Err(StoreError::NotFound)));
    assert_eq!((store.usage().uploads, store.usage().large_bytes), (1, 100_000));
    assert_eq!(std::fs::read_dir(dir.path().join("blobs")).unwrap().count(), 1);
    assert_eq!(support::keys::keys(dir.path()).len(), 1, "its key is wiped");
    assert_eq!(store.append(resumable, 100_000, &[1]).unwrap(), 100_001);
    drop(store);
    assert_eq!(open(dir.path()).1.cut_short, 0);
}

#[test]
fn a_reader_seeks_and_outlives_its_blob() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    let bytes = blob(1, 300_000);
    put(&store, &bytes, meta(1, 1)).unwrap();
    let mut reader = store.read(&hash(&bytes)).unwrap().unwrap();
    assert_eq!(reader.len(), 300_000);
    for at in [299_999, 0, 65_535, 65_536, 131_071] {
        reader.seek(SeekFrom::Start(at)).unwrap();
        let mut byte = [0; 1];
        reader.read_exact(&mut byte).unwrap();
        assert_eq!(byte[0], bytes[usize::try_from(at).unwrap()]);
    }
    reader.seek(SeekFrom::End(5)).unwrap();
    assert_eq!(reader.read(&mut [0; 8]).unwrap(), 0);
    store.delete(&hash(&bytes)).unwrap();
    reader.seek(SeekFrom::Start(1)).unwrap();
    let mut rest = Vec::new();
    reader.read_to_end(&mut rest).unwrap();
    assert!(rest == bytes[1..]);
}

#[test]
fn closing_an_epoch_renames_everything_and_keeps_everything() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    let blobs: Vec<Vec<u8>> = (0..6).map(|n| blob(n, if n % 2 == 0 { 90_000 } else { 3000 })).collect();
    for (number, bytes) in (0..).zip(&blobs) {
        put(&store, bytes, meta(number, if number < 4 { 7 } else { 8 })).unwrap();
    }
    let names = || -> std::collections::BTreeSet<_> {
        std::fs::read_dir(dir.path().join("blobs")).unwrap().map(|file| file.unwrap().file_name()).collect()
    };
    let before = names();
    store.close_epoch(7).unwrap();
    assert_eq!(names().intersection(&before).count(), 1, "only the one of epoch 8 stays");
    let settled = names();
    store.close_epoch(7).unwrap();
    assert_eq!(names(), settled, "what is settled stays");
    let check = |store: &candour_store::Store| {
        for (number, bytes) in (0..).zip(&blobs) {
            assert!(read(store, &hash(bytes)).unwrap() == *bytes);
            assert_eq!(store.entry(&hash(bytes)).unwrap().tag, meta(number, 0).tag);
        }
        assert_eq!(store.list().len(), 6);
    };
    check(&store);
    drop(store);
    let (store, report) = open(dir.path());
    assert_eq!((report.blobs, report.stray_keys, report.deletions_finished), (6, 0, 0));
    check(&store);
}

#[test]
fn files_tell_the_day_only_and_nobody_else_reads_them() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("store");
    let (store, _) = open(&root);
    put(&store, &blob(1, 90_000), meta(1, 20_000)).unwrap();
    let id = store.begin(None, 20_002).unwrap();
    store.append(id, 0, &[1; 10]).unwrap();
    for file in std::fs::read_dir(root.join("blobs")).unwrap() {
        let seen = file.unwrap().metadata().unwrap();
        assert_eq!((seen.mtime() % 86_400, seen.mtime_nsec()), (0, 0));
        assert_eq!(seen.permissions().mode() & 0o7777, 0o600);
    }
    for name in ["", "records", "blobs"] {
        assert_eq!(std::fs::metadata(root.join(name)).unwrap().permissions().mode() & 0o7777, 0o700, "{name}");
    }
    for name in ["keys", "reserve"] {
        assert_eq!(std::fs::metadata(root.join(name)).unwrap().permissions().mode() & 0o7777, 0o600, "{name}");
    }
}

#[test]
fn two_processes_do_not_share_a_store() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    let second = candour_store::Store::open(dir.path(), support::SMALL);
    assert!(matches!(second, Err(candour_store::OpenError::Locked)));
    put(&store, &blob(1, 100), meta(1, 1)).unwrap();
}

#[test]
fn an_answer_is_also_a_future() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = open(dir.path());
    let bytes = blob(1, 100);
    let mut answer = std::pin::pin!(store.put_text(bytes.clone(), hash(&bytes), meta(1, 1)));
    struct Unpark(std::thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = std::sync::Arc::new(Unpark(std::thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    let stored = loop {
        match answer.as_mut().poll(&mut context) {
            std::task::Poll::Ready(stored) => break stored,
            std::task::Poll::Pending => std::thread::park(),
        }
    };
    assert_eq!(stored.unwrap(), Stored::New);
}
