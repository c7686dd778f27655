//! Waiting for a condition: asked again and again until it holds, with an end to it.
//!
//! The end comes when nothing has moved for a while, not when a clock says so: a busy machine is slow, a fault is still. What moves are the
//! bytes between the browser and the drop, as the story's recorders count them (`pulse`).

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Only a fault is still for so long.
pub(crate) const LONG: Duration = Duration::from_secs(100);
/// So many times that, and it is over even if something moves.
const MOST: u32 = 6;
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// Counts what moves.
pub(crate) type Pulse = Arc<AtomicUsize>;

thread_local! {
    /// What moves in the story of this thread.
    static PULSE: RefCell<Pulse> = RefCell::default();
    /// How long this story's conditions may be still.
    static STILL: Cell<Duration> = const { Cell::new(LONG) };
}

/// From now on this thread's story goes by this pulse.
pub(crate) fn goes_by(pulse: &Pulse) {
    PULSE.set(Arc::clone(pulse));
}

/// How long a condition may be still.
pub(crate) fn still() -> Duration {
    STILL.get()
}

/// Does something with less patience: for a story about a fault.
pub(crate) fn with_less<T>(time: Duration, work: impl FnOnce() -> T) -> T {
    let before = STILL.replace(time);
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    STILL.set(before);
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// What the condition gave, as soon as it gave something; `None` when nothing has moved for this time.
pub(crate) fn awaited<T>(time: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let now_at = || PULSE.with_borrow(|pulse| pulse.load(Ordering::Relaxed));
    let begun = Instant::now();
    let (mut moved, mut at) = (begun, now_at());
    loop {
        let seen = look();
        if now_at() != at {
            (moved, at) = (Instant::now(), now_at());
        }
        if seen.is_some() || moved.elapsed() > time || begun.elapsed() > time * MOST {
            return seen;
        }
        std::thread::sleep(PAUSE);
    }
}

/// The same; when time is up, the story ends with these words.
pub(crate) fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    awaited(still(), look).unwrap_or_else(|| panic!("waited in vain: {what}"))
}

/// What never holds ends; what holds late, while something moves, is waited for.
pub(crate) fn what_is_still_ends_and_what_moves_is_waited_for() {
    let pulse = Pulse::default();
    goes_by(&pulse);
    let little = Duration::from_millis(300);
    assert_eq!(awaited(little, || None::<()>), None);
    let begun = Instant::now();
    let late = awaited(little, || {
        pulse.fetch_add(1, Ordering::Relaxed);
        (begun.elapsed() > little * 3).then_some(())
    });
    assert_eq!(late, Some(()));
    let ended = std::panic::catch_unwind(|| with_less(little, || until("what never comes", || None::<()>)));
    let said = ended.unwrap_err().downcast::<String>().unwrap();
    assert_eq!(*said, "waited in vain: what never comes");
    assert_eq!(still(), LONG);
}
