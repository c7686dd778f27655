//! An engine that fails for good: every call says so, the process can leave, and the next one finds what was acknowledged.
//!
//! The failure is a real one: a process takes a limit on the length of its files, which no look at the free space foresees.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may stop at the first surprise, their helpers too"
)]

mod support;

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::task::{Context, Poll, Waker};

use candour_store::{Store, StoreError};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use support::{blob, hash, meta, open, put, read};

/// Names the folder to the process whose engine fails; without it, that test does nothing.
const FOLDER: &str = "CANDOUR_STORE_TEST_FOLDER";
/// Bytes of the blobs.
const LEN: usize = 20_000;

/// The longest file below a folder.
fn longest(dir: &Path) -> u64 {
    let files = std::fs::read_dir(dir).unwrap().map(Result::unwrap);
    let lens = files.map(|file| match file.metadata().unwrap() {
        found if found.is_dir() => longest(&file.path()),
        found => found.len(),
    });
    lens.max().unwrap_or(0)
}

/// The process whose engine fails; as a test of its own it does nothing.
#[test]
fn failing_process() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let (store, _) = open(folder);
    let say = |line: String| std::io::stdout().write_all(format!("\nsaid {line}\n").as_bytes()).unwrap();
    for number in 0..20 {
        put(&store, &blob(number, LEN), meta(number, 1)).unwrap();
        say(format!("kept {number}"));
    }
    let large = blob(1000, 90_000);
    put(&store, &large, meta(1000, 1)).unwrap();
    let upload = store.begin(Some(100_000), 5).unwrap();
    store.append(upload, 0, &large).unwrap();
    say(format!("upload {upload}"));

    let latch = store.latch();
    let mut raised = std::pin::pin!(latch.raised());
    let mut context = Context::from_waker(Waker::noop());
    assert_eq!(raised.as_mut().poll(&mut context), Poll::Pending);
    let limit = longest(&folder.join("records")) + 300_000;
    assert!(limit > longest(&folder.join("blobs")).max(std::fs::metadata(folder.join("keys")).unwrap().len()));
    let maximum = getrlimit(Resource::Fsize).maximum;
    setrlimit(Resource::Fsize, Rlimit { current: Some(limit), maximum }).unwrap();
    let mut number = 20;
    let error = loop {
        match put(&store, &blob(number, LEN), meta(number, 1)) {
            Ok(_) => say(format!("kept {number}")),
            Err(error) => break error,
        }
        number += 1;
        assert!(number < 1000, "the limit is never met");
    };
    assert!(matches!(error, StoreError::Latched), "{error:?}");
    assert!(latch.is_raised());
    assert_eq!(raised.as_mut().poll(&mut context), Poll::Ready(()));
    // Room again does not help.
    setrlimit(Resource::Fsize, Rlimit { current: maximum, maximum }).unwrap();
    every_call_says_so(&store, upload);
    drop(store);
    say("left".to_owned());
}

/// Every call that can fail.
fn every_call_says_so(store: &Store, upload: candour_store::UploadId) {
    let (kept, large) = (hash(&blob(0, LEN)), blob(1000, 90_000));
    assert!(matches!(put(store, &blob(0, LEN), meta(0, 1)), Err(StoreError::Latched)));
    assert!(matches!(put(store, &blob(5000, 10), meta(0, 1)), Err(StoreError::Latched)));
    assert!(matches!(store.begin(None, 5), Err(StoreError::Latched)));
    assert!(matches!(store.append(upload, 90_000, &[1]), Err(StoreError::Latched)));
    assert!(matches!(store.upload(upload), Err(StoreError::Latched)));
    assert!(matches!(store.offset(upload), Err(StoreError::Latched)));
    assert!(matches!(store.read_prefix(upload, 10), Err(StoreError::Latched)));
    assert!(matches!(store.finish(upload, hash(&large), meta(0, 1)), Err(StoreError::Latched)));
    assert!(matches!(store.read(&kept), Err(StoreError::Latched)));
    assert!(matches!(store.read(&hash(&large)), Err(StoreError::Latched)));
    assert!(matches!(store.delete(&kept), Err(StoreError::Latched)));
    assert!(matches!(store.close_epoch(1), Err(StoreError::Latched)));
}

/// A task that dies with whatever wakes it.
struct Dies;

impl std::task::Wake for Dies {
    fn wake(self: std::sync::Arc<Self>) {
        panic!("a fault of ours, in the store's own thread");
    }
}

/// Waits for the latch on this thread.
fn raised(store: &Store) {
    struct Unpark(std::thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }
    let latch = store.latch();
    let mut raised = std::pin::pin!(latch.raised());
    let waker = std::sync::Arc::new(Unpark(std::thread::current())).into();
    while raised.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
        std::thread::park();
    }
}

#[test]
fn a_thread_of_the_store_that_dies_raises_the_latch() {
    // A new blob is answered by the writer's thread, one that is there already by the intake's.
    for is_there in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        let (store, _) = open(dir.path());
        let known = blob(1, LEN);
        put(&store, &known, meta(1, 1)).unwrap();
        let waker = std::sync::Arc::new(Dies).into();
        let mut number = 2;
        // Until the answer comes after we have asked for it, and so wakes us.
        loop {
            let behind: Vec<_> = (0..50)
                .map(|next| blob(number + next, LEN))
                .map(|bytes| store.put_text(bytes.clone(), hash(&bytes), meta(number, 1)))
                .collect();
            number += 50;
            let bytes = if is_there { known.clone() } else { blob(number, LEN) };
            number += 1;
            let mut answer = std::pin::pin!(store.put_text(bytes.clone(), hash(&bytes), meta(1, 1)));
            if answer.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
                raised(&store);
                // Everybody else has an answer, of whatever kind.
                behind.into_iter().for_each(|one| drop(one.wait()));
                break;
            }
        }
        assert!(matches!(put(&store, &blob(9000, LEN), meta(1, 1)), Err(StoreError::Latched)));
        // It ends, and does not wait for the dead.
        drop(store);
        let (store, report) = open(dir.path());
        assert!(!report.is_damaged());
        assert!(read(&store, &hash(&known)).unwrap() == known);
    }
}

#[test]
fn a_failed_engine_is_said_and_the_next_process_finds_everything() {
    let dir = tempfile::tempdir().unwrap();
    // A process that ignores SIGXFSZ gets an error for what is too long; only a shell can ignore it without unsafe code.
    let ended = Command::new("sh")
        .args(["-c", r#"trap "" XFSZ; exec "$0" "$@""#])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "failing_process", "--nocapture", "--test-threads=1"])
        .env(FOLDER, dir.path())
        .output()
        .unwrap();
    let said = String::from_utf8(ended.stdout).unwrap();
    assert!(ended.status.success(), "{said}\n{}", String::from_utf8_lossy(&ended.stderr));
    let said: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("said ")).collect();
    assert_eq!(said.last(), Some(&"left"));

    let (store, report) = open(dir.path());
    assert_eq!((report.is_damaged(), report.uploads), (false, 1));
    let kept: Vec<u64> = said.iter().filter_map(|line| line.strip_prefix("kept ")?.parse().ok()).collect();
    assert!(kept.len() > 20, "the limit was met too early");
    for number in &kept {
        let bytes = blob(*number, LEN);
        assert!(read(&store, &hash(&bytes)).unwrap() == bytes, "blob {number}");
    }
    assert_eq!(store.list().len(), kept.len() + 1, "what was answered with an error is not there");
    let large = blob(1000, 90_000);
    assert!(read(&store, &hash(&large)).unwrap() == large);
    let upload = said.iter().find_map(|line| line.strip_prefix("upload ")).unwrap();
    let upload = candour_store::UploadId(u128::from_str_radix(upload, 16).unwrap().to_be_bytes());
    assert!(store.read_prefix(upload, usize::MAX).unwrap() == large);
    store.append(upload, 90_000, &[7; 10_000]).unwrap();
    put(&store, &blob(5000, LEN), meta(5000, 1)).unwrap();
    assert!(store.delete(&hash(&blob(0, LEN))).unwrap());
}
