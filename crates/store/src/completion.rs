//! The answer to a submission that is on its way to the disk. Knows nothing of what is written.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use tokio::sync::oneshot;

use crate::error::StoreError;

/// Resolves once the submission is durable or has failed. A future for tasks; [`Completion::wait`] for threads.
#[derive(Debug)]
#[must_use = "the submission is durable only once this says so"]
pub struct Completion<T>(oneshot::Receiver<Result<T, StoreError>>);

/// The end that the store holds.
pub(crate) type Promise<T> = oneshot::Sender<Result<T, StoreError>>;

impl<T> Completion<T> {
    /// A promise and what was promised.
    pub(crate) fn new() -> (Promise<T>, Self) {
        let (promise, receiver) = oneshot::channel();
        (promise, Self(receiver))
    }

    /// One that has failed before it began.
    pub(crate) fn failed(error: StoreError) -> Self {
        let (promise, completion) = Self::new();
        let _ = promise.send(Err(error));
        completion
    }

    /// Blocks this thread until the end.
    ///
    /// # Errors
    /// What the store says; [`StoreError::Latched`] if it went away.
    ///
    /// # Panics
    /// On a thread that drives asynchronous tasks; await there instead.
    pub fn wait(self) -> Result<T, StoreError> {
        self.0.blocking_recv().unwrap_or(Err(StoreError::Latched))
    }
}

impl<T> Future for Completion<T> {
    type Output = Result<T, StoreError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(|answer| answer.unwrap_or(Err(StoreError::Latched)))
    }
}
