//! A screen of its own for what should not stay in the terminal. Owns putting it up and taking it away; knows not what is on it.
//!
//! It is the terminal's alternate screen, which is never kept for scrolling back, so that whatever was shown and typed there goes with it.
//! Best effort: a terminal that logs, a multiplexer and a camera keep what they want.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use signal_hook::consts::SIGTSTP;
use signal_hook::flag;

use crate::interrupt::{self, Interrupt, SIGHUP, SIGINT, SIGQUIT, SIGTERM};

/// Goes to the alternate screen.
const ENTER: &str = "\x1b[?1049h";
/// Clears what is seen, and begins at the top.
const CLEAR: &str = "\x1b[2J\x1b[H";
/// Clears what is seen and what can be scrolled back to, and goes back to the screen that was there before.
const LEAVE: &str = "\x1b[2J\x1b[3J\x1b[H\x1b[?1049l";

/// Whether it is up.
static UP: AtomicBool = AtomicBool::new(false);
/// Take it away before a signal ends the program.
static WATCHES: Mutex<Vec<Interrupt>> = Mutex::new(Vec::new());

/// Whether Ctrl-Z may stop the program: a stopped one would leave the screen to whoever comes along.
static MAY_STOP: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// Lets Ctrl-Z stop the program, or do nothing at all. Where the system refuses that, it is as it always was.
fn let_stop(may: bool) {
    let flag = MAY_STOP.get_or_init(|| {
        let flag = Arc::new(AtomicBool::new(true));
        let _ = flag::register_conditional_default(SIGTSTP, Arc::clone(&flag));
        flag
    });
    flag.store(may, Ordering::SeqCst);
}

/// The controlling terminal.
pub(crate) fn terminal() -> io::Result<File> {
    OpenOptions::new().read(true).write(true).open("/dev/tty")
}

/// Puts the screen up where it is not, and clears it.
pub(crate) fn fresh(terminal: &mut File) -> io::Result<()> {
    if !UP.swap(true, Ordering::SeqCst) {
        let_stop(false);
        let watch = |signal| Interrupt::watch_unless_watched(signal, move || interrupt::end_by(signal)).ok().flatten();
        let watches = [SIGINT, SIGQUIT, SIGTERM, SIGHUP].into_iter().filter_map(watch).collect();
        *WATCHES.lock().unwrap_or_else(PoisonError::into_inner) = watches;
        terminal.write_all(ENTER.as_bytes())?;
    }
    terminal.write_all(CLEAR.as_bytes())
}

/// Takes the screen away, where it is up.
pub(crate) fn take_away() {
    wipe();
    WATCHES.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

/// Only the screen: called when a signal is about to end the program.
pub(crate) fn wipe() {
    if UP.swap(false, Ordering::SeqCst) {
        if let Ok(mut terminal) = terminal() {
            let _ = terminal.write_all(LEAVE.as_bytes()).and_then(|()| terminal.flush());
        }
        let_stop(true);
    }
}
