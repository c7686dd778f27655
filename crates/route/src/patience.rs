//! How often something is tried again, and after what pause. Owns the counting; knows nothing of requests.

use std::time::Duration;

/// Pauses between tries, in seconds; the last one is used again and again.
const PAUSES: [u64; 6] = [1, 2, 4, 8, 16, 30];

/// Tries left. Any progress gives all of them back: what counts is failures in a row.
pub struct Patience {
    /// How many tries in a row.
    tries: u32,
    /// How many of them failed since the last progress.
    failed: u32,
    /// Waits; a test does not.
    pause: Box<dyn FnMut(Duration)>,
}

impl std::fmt::Debug for Patience {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Patience").field("tries", &self.tries).field("failed", &self.failed).finish_non_exhaustive()
    }
}

impl Patience {
    /// Up to `tries` tries in a row.
    #[must_use]
    pub fn new(tries: u32) -> Self {
        Self::with_pause(tries, Box::new(std::thread::sleep))
    }

    /// The same with a pause of the caller's.
    #[must_use]
    pub fn with_pause(tries: u32, pause: Box<dyn FnMut(Duration)>) -> Self {
        Self { tries, failed: 0, pause }
    }

    /// Something went forward.
    pub fn progressed(&mut self) {
        self.failed = 0;
    }

    /// A try failed: waits and answers whether to try again.
    pub fn again(&mut self) -> bool {
        let index = usize::try_from(self.failed).unwrap_or(usize::MAX).min(PAUSES.len() - 1);
        self.failed = self.failed.saturating_add(1);
        if self.failed >= self.tries {
            return false;
        }
        if let Some(seconds) = PAUSES.get(index) {
            (self.pause)(Duration::from_secs(*seconds));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    #[test]
    fn pauses_grow_and_tries_end() {
        let waited = Rc::new(RefCell::new(Vec::new()));
        let seen = Rc::clone(&waited);
        let mut patience = Patience::with_pause(9, Box::new(move |pause| seen.borrow_mut().push(pause.as_secs())));
        while patience.again() {}
        assert_eq!(*waited.borrow(), [1, 2, 4, 8, 16, 30, 30, 30]);
    }

    #[test]
    fn progress_gives_all_tries_back() {
        let mut patience = Patience::with_pause(2, Box::new(|_| {}));
        assert!(patience.again());
        patience.progressed();
        assert!(patience.again());
        assert!(!patience.again());
    }

    #[test]
    fn one_try_is_one_try() {
        assert!(!Patience::with_pause(1, Box::new(|_| {})).again());
    }
}
