//! The thread that owns one engine. Whatever has queued while one batch was written goes into the next; a batch is one flush.
//!
//! Between batches it answers reads and reopens the engine, which alone frees the engine's memory. When the engine fails, or panics,
//! it is left behind, the latch is raised, and every call from then on is answered with [`StoreError::Latched`].

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::completion::{Completion, Promise};
use crate::engine::{Change, Engine};
use crate::error::{OpenError, StoreError};
use crate::item::{Id, Shelf};
use crate::latch::Latch;
use crate::space::Space;

/// Most bytes in one batch.
const BATCH: u64 = 4 * 1024 * 1024;
/// How long an earlier process, killed, may still hold the lock.
const LOCK_WAIT: Duration = Duration::from_secs(2);
/// Between two looks at the lock; there is nothing to be told by.
const LOCK_LOOK: Duration = Duration::from_millis(20);

/// What is called once changes are durable, or have failed.
type Call = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// The same, called whatever happens: with [`StoreError::Latched`] should it be lost with a thread that died.
pub(crate) struct Then(Option<Call>);

impl Then {
    /// Calls `call` once.
    pub(crate) fn new(call: impl FnOnce(Result<(), StoreError>) + Send + 'static) -> Self {
        Self(Some(Box::new(call)))
    }

    /// Says how it ended.
    fn tell(mut self, result: Result<(), StoreError>) {
        if let Some(call) = self.0.take() {
            call(result);
        }
    }
}

impl Drop for Then {
    fn drop(&mut self) {
        if let Some(call) = self.0.take() {
            call(Err(StoreError::Latched));
        }
    }
}

/// What the thread is asked.
pub(crate) enum Message {
    /// Make changes durable together. `must` is set for deletions, which may use the reserve.
    Apply {
        /// The changes.
        changes: Vec<Change>,
        /// Whether a nearly full disk is no reason to refuse.
        must: bool,
        /// Called once they are durable, or have failed.
        then: Then,
    },
    /// Read a blob of text size.
    Get(Id, Promise<Option<Vec<u8>>>),
    /// Free the engine's memory.
    Reopen(Promise<()>),
    /// End the thread.
    Stop,
}

/// A way to the thread.
#[derive(Debug, Clone)]
pub(crate) struct Writer(Sender<Message>);

impl Writer {
    /// Starts a thread on an open engine.
    pub(crate) fn start<E: Engine>(
        engine: E,
        dir: PathBuf,
        space: Arc<Space>,
        latch: &Latch,
        budget: u64,
    ) -> Result<(Self, JoinHandle<()>), OpenError> {
        let (sender, queue) = channel();
        let owner = Owner { engine: Some(engine), dir, space, latch: latch.clone(), budget, moved: 0 };
        let thread = latch.guard("store-writer", move || owner.run(&queue)).map_err(OpenError::Thread)?;
        Ok((Self(sender), thread))
    }

    /// Queues a message. If the thread is gone, what it carries is dropped, and whoever waits sees [`StoreError::Latched`].
    pub(crate) fn send(&self, message: Message) {
        drop(self.0.send(message));
    }

    /// Makes changes durable and waits.
    pub(crate) fn apply(&self, changes: Vec<Change>, must: bool) -> Result<(), StoreError> {
        let (promise, completion) = Completion::new();
        let then = Then::new(|result| drop(promise.send(result)));
        self.send(Message::Apply { changes, must, then });
        completion.wait()
    }

    /// Reads a blob of text size and waits.
    pub(crate) fn get(&self, id: Id) -> Result<Option<Vec<u8>>, StoreError> {
        let (promise, completion) = Completion::new();
        self.send(Message::Get(id, promise));
        completion.wait()
    }

    /// Reopens the engine and waits.
    pub(crate) fn reopen(&self) -> Result<(), StoreError> {
        let (promise, completion) = Completion::new();
        self.send(Message::Reopen(promise));
        completion.wait()
    }
}

/// Opens an engine; waits for a bounded time while a process that was killed still holds it.
pub(crate) fn open<E: Engine>(dir: &Path) -> Result<E, OpenError> {
    let deadline = Instant::now() + LOCK_WAIT;
    loop {
        match catch_unwind(|| E::open(dir)) {
            Ok(Ok(engine)) => return Ok(engine),
            Ok(Err(error)) if error.kind() == io::ErrorKind::WouldBlock => {
                if Instant::now() >= deadline {
                    return Err(OpenError::Locked);
                }
                std::thread::sleep(LOCK_LOOK);
            }
            Ok(Err(error)) => return Err(OpenError::Engine(error)),
            Err(_) => return Err(OpenError::Engine(io::ErrorKind::InvalidData.into())),
        }
    }
}

/// Inside the thread.
struct Owner<E: Engine> {
    /// `None` once it has failed.
    engine: Option<E>,
    /// Its folder.
    dir: PathBuf,
    /// Room.
    space: Arc<Space>,
    /// Raised when the engine fails.
    latch: Latch,
    /// Bytes after which the engine is reopened.
    budget: u64,
    /// Bytes written and read since it was opened.
    moved: u64,
}

/// A batch being gathered.
#[derive(Default)]
struct Batch {
    /// Its changes.
    changes: Vec<Change>,
    /// Their bytes.
    bytes: u64,
    /// Whom to tell.
    then: Vec<Then>,
}

impl<E: Engine> Owner<E> {
    /// Takes messages until told to stop.
    fn run(mut self, queue: &Receiver<Message>) {
        while let Ok(first) = queue.recv() {
            // Submissions and deletions go apart: only deletions may use the reserve.
            let (mut puts, mut musts) = (Batch::default(), Batch::default());
            let mut reopen = Vec::new();
            let mut stop = false;
            let mut next = Some(first);
            while let Some(message) = next {
                match message {
                    Message::Apply { changes, must, then } => {
                        let batch = if must { &mut musts } else { &mut puts };
                        batch.bytes =
                            changes.iter().fold(batch.bytes, |sum, change| sum.saturating_add(change.bytes()));
                        batch.changes.extend(changes);
                        batch.then.push(then);
                    }
                    Message::Get(id, promise) => {
                        let found = self.call(|engine| engine.get(Shelf::Text, id));
                        let read = found.as_ref().ok().and_then(Option::as_ref).map_or(0, Vec::len);
                        self.count(read);
                        let _ = promise.send(found);
                    }
                    Message::Reopen(promise) => reopen.push(promise),
                    Message::Stop => stop = true,
                }
                let full = puts.bytes.saturating_add(musts.bytes) >= BATCH;
                next = if full || stop || !reopen.is_empty() { None } else { queue.try_recv().ok() };
            }
            self.write(puts, false);
            self.write(musts, true);
            if !reopen.is_empty() || self.moved >= self.budget {
                self.reopen();
            }
            for promise in reopen {
                let _ = promise.send(self.latch.check());
            }
            if stop {
                break;
            }
        }
    }

    /// Writes a batch and tells everybody.
    fn write(&mut self, batch: Batch, must: bool) {
        if batch.then.is_empty() {
            return;
        }
        let space = Arc::clone(&self.space);
        let result = if must {
            space.for_deletion();
            self.apply(batch.changes)
        } else {
            space.claim(batch.bytes.saturating_mul(E::REWRITES)).and_then(|_claim| self.apply(batch.changes))
        };
        if !matches!(result, Ok(()) | Err(StoreError::NoSpace)) {
            // A disk that cannot even be asked for its room, or an engine that failed: nobody is told so while the latch is down.
            self.fail();
        }
        for then in batch.then {
            then.tell(match &result {
                Ok(()) => Ok(()),
                Err(StoreError::NoSpace) => Err(StoreError::NoSpace),
                Err(_) => Err(StoreError::Latched),
            });
        }
    }

    /// Hands a batch to the engine.
    fn apply(&mut self, changes: Vec<Change>) -> Result<(), StoreError> {
        let written = self.call(|engine| engine.apply(changes))?;
        self.moved = self.moved.saturating_add(written);
        Ok(())
    }

    /// Counts bytes that stay in the engine's memory.
    fn count(&mut self, bytes: usize) {
        self.moved = self.moved.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        if self.moved >= self.budget {
            self.reopen();
        }
    }

    /// Calls the engine; the first failure is the last call.
    fn call<T>(&mut self, call: impl FnOnce(&E) -> io::Result<T>) -> Result<T, StoreError> {
        let Some(engine) = &self.engine else { return Err(StoreError::Latched) };
        match catch_unwind(AssertUnwindSafe(|| call(engine))) {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(_)) | Err(_) => Err(self.fail()),
        }
    }

    /// Leaves the engine behind.
    fn fail(&mut self) -> StoreError {
        if let Some(engine) = self.engine.take() {
            engine.abandon();
        }
        self.latch.raise();
        StoreError::Latched
    }

    /// Closes and opens the engine, which frees its memory. Put off while the disk is nearly full: opening writes a little.
    fn reopen(&mut self) {
        if self.engine.is_none() || !self.space.is_above_floor() {
            return;
        }
        let closed = catch_unwind(AssertUnwindSafe(|| drop(self.engine.take())));
        match closed.map_err(|_| ()).and_then(|()| open(&self.dir).map_err(|_| ())) {
            Ok(engine) => {
                self.engine = Some(engine);
                self.moved = 0;
            }
            Err(()) => {
                self.fail();
            }
        }
    }
}

#[cfg(test)]
mod tests;
