//! The flag that says the storage engine has failed for good, and the threads that must not die without raising it.

use std::io;
use std::thread::JoinHandle;

use tokio::sync::watch;

use crate::error::StoreError;

/// Raised once, never lowered: only a new process helps.
#[derive(Debug, Clone)]
pub struct Latch(watch::Sender<bool>);

impl Latch {
    /// Not raised.
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Raises it.
    pub(crate) fn raise(&self) {
        self.0.send_replace(true);
    }

    /// Starts a thread that the store cannot do without: should it panic, the latch is raised, so that the process leaves instead of
    /// refusing everything for ever.
    pub(crate) fn guard(&self, name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
        let guard = Guard(Some(self.clone()));
        std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let mut guard = guard;
            work();
            guard.0 = None;
        })
    }

    /// Whether it is raised.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        *self.0.borrow()
    }

    /// Resolves when it is raised.
    pub async fn raised(&self) {
        let mut seen = self.0.subscribe();
        // The sender lives in `self`, so this cannot end otherwise.
        let _ = seen.wait_for(|raised| *raised).await;
    }

    /// Stops a call once it is raised.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        if self.is_raised() { Err(StoreError::Latched) } else { Ok(()) }
    }
}

/// Raises the latch unless the work came to its end.
struct Guard(Option<Latch>);

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(latch) = &self.0 {
            latch.raise();
        }
    }
}
