//! Ctrl-C while something is at stake. Owns the signal; knows not what is at stake.
//!
//! The first one is told to whoever watches. Any other one, and each one when nobody watches any more, ends the program at once, as
//! it does without all this.

use std::io::{self, Read as _};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};

use signal_hook::consts::SIGINT;
use signal_hook::{SigId, flag, low_level};

/// Watches until it is dropped.
#[derive(Debug)]
pub(crate) struct Interrupt {
    /// Whether the next Ctrl-C ends the program.
    ends: Arc<AtomicBool>,
    /// What the signal does besides.
    actions: Vec<SigId>,
    /// The end of the pipe that the thread reads.
    heard: UnixStream,
    /// The thread.
    thread: Option<JoinHandle<()>>,
}

impl Interrupt {
    /// From now on, the first Ctrl-C calls `then`, on a thread of its own.
    pub(crate) fn watch(then: impl FnOnce() + Send + 'static) -> io::Result<Self> {
        let ends = Arc::clone(ending()?);
        let (mut hear, tell) = UnixStream::pair()?;
        let mut watch = Self { ends, actions: Vec::new(), heard: hear.try_clone()?, thread: None };
        watch.thread = Some(thread::Builder::new().name("interrupt".into()).spawn(move || {
            // Without a byte, the watch has ended.
            if hear.read_exact(&mut [0]).is_ok() {
                then();
            }
        })?);
        watch.actions.push(low_level::pipe::register(SIGINT, tell)?);
        watch.ends.store(false, Ordering::SeqCst);
        watch.actions.push(flag::register(SIGINT, Arc::clone(&watch.ends))?);
        Ok(watch)
    }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        for action in self.actions.drain(..) {
            low_level::unregister(action);
        }
        let _ = self.heard.shutdown(Shutdown::Both);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Says whether a Ctrl-C ends the program. Looked at before anything else that the signal does, so that one Ctrl-C never both tells
/// and ends.
fn ending() -> io::Result<&'static Arc<AtomicBool>> {
    static ENDS: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    if ENDS.get().is_none() {
        let ends = Arc::new(AtomicBool::new(true));
        flag::register_conditional_default(SIGINT, Arc::clone(&ends))?;
        let _ = ENDS.set(ends);
    }
    ENDS.get().ok_or_else(|| io::ErrorKind::Other.into())
}
