//! What every request of one server shares. Owns nothing by itself: rooms, limits and the way off the runtime's threads.

use std::sync::{Arc, PoisonError, RwLock};

use bytes::Bytes;
use candour_store::{Store, StoreError};
use candour_wire::Problem;
use tokio::sync::watch;

use crate::boards::Boards;
use crate::card::Card;
use crate::circuits::Circuits;
use crate::config::Limits;
use crate::faults::Faults;
use crate::lane::Lanes;
use crate::memory::Memory;
use crate::page::Pages;
use crate::parts::Shares;
use crate::problem;
use crate::upload::Uploads;

/// One drop at work.
#[derive(Debug)]
pub struct State {
    /// Sealed reports.
    pub store: Store,
    /// The configured limits.
    pub limits: Limits,
    /// Room.
    pub lanes: Lanes,
    /// What circuits are doing.
    pub circuits: Circuits,
    /// Unfinished uploads.
    pub uploads: Uploads,
    /// The desk card that is served.
    pub card: Card,
    /// The units' boards.
    pub boards: Boards,
    /// The pages, made anew each day.
    pub pages: RwLock<Arc<Pages>>,
    /// The release's note over what the pages load.
    pub release: Option<Bytes>,
    /// Whether throw-away keys are in use.
    pub demo: bool,
    /// Memory for larger reports on their way.
    pub memory: Memory,
    /// Where faults are said.
    pub faults: Arc<Faults>,
    /// Becomes true when the server is to stop; every task that must end first holds a receiver.
    pub stop: watch::Receiver<bool>,
}

impl State {
    /// Runs a call of the store on a thread that may wait.
    ///
    /// # Errors
    /// What the store says, as a problem; a fault is said on stderr.
    pub async fn blocking<T: Send + 'static>(
        self: &Arc<Self>,
        call: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Problem> {
        let store = self.store.clone();
        match tokio::task::spawn_blocking(move || call(&store)).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => {
                self.faults.store(&error);
                Err(problem::of_store(&error))
            }
            Err(_) => Err(Problem::Fault),
        }
    }

    /// Whether `more` bytes of a larger report may be written now.
    ///
    /// # Errors
    /// [`Problem::Full`] or [`Problem::NoSpace`].
    pub async fn attachments(self: &Arc<Self>, more: u64) -> Result<(), Problem> {
        let lanes = self.lanes.clone();
        self.blocking(move |store| Ok(lanes.attachments(&store.usage(), store.free_bytes(), more))).await?
    }

    /// What all parts share.
    #[must_use]
    pub fn shares(&self) -> Shares {
        Shares { lanes: self.lanes.clone(), memory: self.memory.clone(), faults: Arc::clone(&self.faults) }
    }

    /// Runs work that must come to its end even if its connection breaks: what it holds is put away in order.
    ///
    /// # Errors
    /// The work's own, or [`Problem::Fault`] if it died.
    pub async fn to_the_end<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl Future<Output = Result<T, Problem>> + Send + 'static,
    ) -> Result<T, Problem> {
        let held = self.stop.clone();
        let task = tokio::spawn(async move {
            let result = work.await;
            drop(held);
            result
        });
        task.await.unwrap_or(Err(Problem::Fault))
    }

    /// Today's pages.
    #[must_use]
    pub fn pages(&self) -> Arc<Pages> {
        Arc::clone(&self.pages.read().unwrap_or_else(PoisonError::into_inner))
    }
}
