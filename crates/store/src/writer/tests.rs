//! The thread under an engine, a disk and callers that misbehave.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::*;

/// An engine that keeps nothing and never fails.
struct Nothing;

/// How often one was opened anew, by any test.
static OPENED: AtomicUsize = AtomicUsize::new(0);

impl Engine for Nothing {
    fn open(_: &Path) -> io::Result<Self> {
        OPENED.fetch_add(1, Ordering::SeqCst);
        Ok(Self)
    }

    fn get(&self, _: Shelf, _: Id) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    fn apply(&self, _: Vec<Change>) -> io::Result<u64> {
        Ok(100)
    }

    fn scan(&self, _: Shelf, _: Id, _: usize) -> io::Result<Vec<(Id, Vec<u8>)>> {
        Ok(Vec::new())
    }

    const REWRITES: u64 = 1;

    fn abandon(self) {}
}

/// A writer on a disk that can be asked until `broken` says otherwise.
fn writer(dir: &Path, broken: &Arc<AtomicBool>) -> (Writer, JoinHandle<()>, Latch) {
    let broken = Arc::clone(broken);
    let ask = move || if broken.load(Ordering::SeqCst) { Err(io::ErrorKind::Other.into()) } else { Ok(1 << 30) };
    let space = Arc::new(Space::over(Box::new(ask), dir.join("reserve"), 4096, 0));
    let latch = Latch::new();
    let (writer, thread) = Writer::start(Nothing, dir.to_owned(), space, &latch, u64::MAX).unwrap();
    (writer, thread, latch)
}

#[test]
fn the_engine_is_opened_anew_where_it_is_asked_for_and_where_much_has_moved() {
    let dir = tempfile::tempdir().unwrap();
    let (writer, thread, _) = writer(dir.path(), &Arc::default());
    writer.apply(change(), false).unwrap();
    assert_eq!(OPENED.load(Ordering::SeqCst), 0, "little has moved");
    writer.reopen().unwrap();
    assert_eq!(OPENED.load(Ordering::SeqCst), 1);
    writer.send(Message::Stop);
    thread.join().unwrap();
    let space = Arc::new(Space::over(Box::new(|| Ok(1 << 30)), dir.path().join("reserve"), 4096, 0));
    let (writer, thread) = Writer::start(Nothing, dir.path().to_owned(), space, &Latch::new(), 1).unwrap();
    writer.apply(change(), false).unwrap();
    writer.send(Message::Stop);
    thread.join().unwrap();
    assert_eq!(OPENED.load(Ordering::SeqCst), 2, "more has moved than the budget");
}

#[test]
fn whoever_waits_for_a_call_that_is_lost_is_told() {
    let (tell, told) = channel();
    drop(Then::new(move |result| tell.send(result).unwrap()));
    assert!(matches!(told.recv(), Ok(Err(StoreError::Latched))));
}

fn change() -> Vec<Change> {
    vec![Change::Put(Shelf::Text, Id([1; 16]), vec![1; 100])]
}

#[test]
fn a_disk_that_cannot_be_asked_for_room_raises_the_latch() {
    let dir = tempfile::tempdir().unwrap();
    let broken = Arc::new(AtomicBool::new(false));
    let (writer, thread, latch) = writer(dir.path(), &broken);
    writer.apply(change(), false).unwrap();
    assert!(!latch.is_raised());
    broken.store(true, Ordering::SeqCst);
    assert!(matches!(writer.apply(change(), false), Err(StoreError::Latched)));
    assert!(latch.is_raised(), "who is told so must find it so");
    writer.send(Message::Stop);
    thread.join().unwrap();
}

#[test]
fn a_thread_that_dies_raises_the_latch_and_leaves_nobody_waiting() {
    let dir = tempfile::tempdir().unwrap();
    let (writer, thread, latch) = writer(dir.path(), &Arc::default());
    let (entered, is_entered) = std::sync::mpsc::channel();
    let (held, hold) = std::sync::mpsc::channel::<()>();
    let dying = Then::new(move |_| {
        let _ = entered.send(());
        let _ = hold.recv();
        panic!("a fault of ours");
    });
    writer.send(Message::Apply { changes: change(), must: false, then: dying });
    is_entered.recv().unwrap();
    // While it is about to die, others queue.
    let (promise, queued) = Completion::new();
    let then = Then::new(|result| drop(promise.send(result)));
    writer.send(Message::Apply { changes: change(), must: false, then });
    let (promise, read) = Completion::new();
    writer.send(Message::Get(Id([1; 16]), promise));
    drop(held);
    assert!(thread.join().is_err(), "it died");
    assert!(latch.is_raised());
    assert!(matches!(queued.wait(), Err(StoreError::Latched)));
    assert!(matches!(read.wait(), Err(StoreError::Latched)));
    assert!(matches!(writer.apply(change(), true), Err(StoreError::Latched)));
}
