//! Signals while something is at stake. Owns what they do; knows not what is at stake.
//!
//! A signal is told to whoever watches for it. When nobody watches any more, or whoever did has heard enough, it ends the program as it does
//! without all this.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use signal_hook::{SigId, flag, low_level};

use crate::screen;

/// Ctrl-C, Ctrl-\, being told to end, and a terminal that is gone.
pub use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

/// Watches for one signal until it is dropped. There is one watch for a signal at a time.
#[derive(Debug)]
pub struct Interrupt {
    /// The signal.
    signal: i32,
    /// Whether the next one ends the program.
    ends: Arc<AtomicBool>,
    /// What it does besides; nothing while the watch is muted.
    action: Mutex<Option<SigId>>,
    /// The end of the pipe that the signal writes to.
    tell: UnixStream,
    /// The thread that reads the other end.
    thread: Option<JoinHandle<()>>,
}

impl Interrupt {
    /// From now on, the signal calls `then`, once, on a thread of its own.
    ///
    /// # Errors
    /// What the system says; the signal is as it was then.
    pub fn watch(signal: i32, then: impl FnOnce() + Send + 'static) -> io::Result<Self> {
        let ends = ending(signal)?;
        let (mut hear, tell) = UnixStream::pair()?;
        let enough = Arc::clone(&ends);
        let thread = thread::Builder::new().name("interrupt".into()).spawn(move || {
            // No byte: the watch has ended.
            if hear.read_exact(&mut [0]).is_ok() {
                then();
                enough.store(true, Ordering::SeqCst);
            }
        })?;
        let watch = Self { signal, ends, action: Mutex::new(None), tell, thread: Some(thread) };
        watch.listen()?;
        watch.ends.store(false, Ordering::SeqCst);
        Ok(watch)
    }

    /// As [`Interrupt::watch`], where nobody watches for the signal already: whoever does takes care of its end.
    ///
    /// # Errors
    /// As [`Interrupt::watch`].
    pub(crate) fn watch_unless_watched(signal: i32, then: impl FnOnce() + Send + 'static) -> io::Result<Option<Self>> {
        if ending(signal)?.load(Ordering::SeqCst) { Self::watch(signal, then).map(Some) } else { Ok(None) }
    }

    /// Lets the signal be nothing at all until the value goes: another program answers it.
    pub fn mute(&self) -> Muted<'_> {
        self.turn_away();
        Muted(self)
    }

    /// Lets the signal tell.
    fn listen(&self) -> io::Result<()> {
        let action = low_level::pipe::register(self.signal, self.tell.try_clone()?)?;
        *self.action.lock().unwrap_or_else(PoisonError::into_inner) = Some(action);
        Ok(())
    }

    /// Lets it tell no more.
    fn turn_away(&self) {
        if let Some(action) = self.action.lock().unwrap_or_else(PoisonError::into_inner).take() {
            low_level::unregister(action);
        }
    }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        self.turn_away();
        let _ = self.tell.shutdown(Shutdown::Both);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A watch that hears nothing while this lives.
#[derive(Debug)]
pub struct Muted<'w>(&'w Interrupt);

impl Drop for Muted<'_> {
    fn drop(&mut self) {
        if self.0.listen().is_err() {
            self.0.ends.store(true, Ordering::SeqCst);
        }
    }
}

/// Ends the program by a signal, as if nobody had watched; only a screen that should not stay is taken away first.
pub fn end_by(signal: i32) {
    screen::wipe();
    let _ = low_level::emulate_default_handler(signal);
}

/// Says whether a signal ends the program. Looked at before anything else that it does, so that no signal both tells and ends.
fn ending(signal: i32) -> io::Result<Arc<AtomicBool>> {
    static ENDS: Mutex<BTreeMap<i32, Arc<AtomicBool>>> = Mutex::new(BTreeMap::new());
    let mut all = ENDS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(ends) = all.get(&signal) {
        return Ok(Arc::clone(ends));
    }
    let ends = Arc::new(AtomicBool::new(true));
    flag::register_conditional_default(signal, Arc::clone(&ends))?;
    all.insert(signal, Arc::clone(&ends));
    Ok(ends)
}
