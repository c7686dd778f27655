//! The flag that says the storage engine has failed for good.

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
