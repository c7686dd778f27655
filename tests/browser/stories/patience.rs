//! Waiting for a condition: asked again and again until it holds, with an end to it.

use std::time::{Duration, Instant};

/// Only a fault waits so long for a page, a program or a file.
pub(crate) const LONG: Duration = Duration::from_secs(60);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// What the condition gave, as soon as it gave something; `None` when time is up.
pub(crate) fn awaited<T>(time: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let begun = Instant::now();
    loop {
        let seen = look();
        if seen.is_some() || begun.elapsed() > time {
            return seen;
        }
        std::thread::sleep(PAUSE);
    }
}

/// The same; when time is up, the story ends with these words.
pub(crate) fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    awaited(LONG, look).unwrap_or_else(|| panic!("waited in vain: {what}"))
}
