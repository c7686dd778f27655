//! A sealed report on its way, with a bar, until it is stored or somebody stops it. Owns the two threads; knows nothing of requests.
//!
//! Sending has a thread of its own, because it may wait for minutes on a silent circuit, and Ctrl-C is to be answered at once.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use candour_cli::interrupt::{Interrupt, SIGINT};
use candour_cli::progress::Progress;
use candour_route::{Patience, Route};

use crate::net::arrival::arrive;
use crate::net::parts::Memory;
use crate::net::upload::{self, SendError};
use crate::net::visit::{UploadId, Visit};
use crate::sealed_file::AnySealed;

/// How a report gets there.
pub(super) struct Way {
    /// The route.
    pub(super) route: Route,
    /// The circuit that the card came on, where it is still fresh.
    pub(super) visit: Option<Visit>,
    /// Tries in a row.
    pub(super) tries: u32,
    /// Whether the report lies in a file that outlives the program.
    pub(super) kept: bool,
}

/// What the thread that waits hears.
enum Heard {
    /// The drop holds so many bytes.
    Held(u64),
    /// Sending has ended, well or badly.
    Ended(thread::Result<Result<(), SendError>>),
    /// Ctrl-C.
    Stopped,
}

/// What a later run needs, shared by the thread that writes it and the one that stops it.
struct Shared(Arc<Mutex<Box<dyn Memory + Send>>>);

impl Memory for Shared {
    fn recall(&self) -> Option<UploadId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).recall()
    }

    fn keep(&mut self, id: &UploadId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keep(id);
    }

    fn forget(&mut self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).forget();
    }
}

/// Sends; returns once the report is stored, or is not going to be.
pub(super) fn deliver(way: Way, sealed: &AnySealed, memory: Box<dyn Memory + Send>) -> Result<(), SendError> {
    let kept = way.kept;
    let progress = Progress::bytes("sending", sealed.len);
    let memory = Arc::new(Mutex::new(memory));
    let (tell, hear) = mpsc::channel();
    let stop = tell.clone();
    // Without it, Ctrl-C still ends the program, and what is on the way is still resumable. Only the word about it is missing.
    let _watch = Interrupt::watch(SIGINT, move || {
        let _ = stop.send(Heard::Stopped);
    });
    let (mut sealed, mut theirs) = (sealed.clone(), Shared(Arc::clone(&memory)));
    thread::spawn(move || {
        let ended = panic::catch_unwind(AssertUnwindSafe(|| send(way, &mut sealed, &mut theirs, &tell)));
        let _ = tell.send(Heard::Ended(ended));
    });
    loop {
        match hear.recv() {
            Ok(Heard::Held(bytes)) => progress.set(bytes),
            Ok(Heard::Ended(Ok(sent))) => return sent,
            Ok(Heard::Ended(Err(fault))) => panic::resume_unwind(fault),
            Ok(Heard::Stopped) | Err(mpsc::RecvError) => {
                // The other thread writes nothing any more, not even half a file.
                std::mem::forget(memory.lock().unwrap_or_else(PoisonError::into_inner));
                return Err(SendError::Stopped { kept });
            }
        }
    }
}

/// The other thread's part.
fn send(way: Way, sealed: &mut AnySealed, memory: &mut dyn Memory, tell: &Sender<Heard>) -> Result<(), SendError> {
    let mut patience = Patience::new(way.tries);
    let visit = match way.visit {
        Some(visit) => visit,
        None => arrive(&way.route, &mut patience)?.visit,
    };
    upload::send(&way.route, visit, sealed, memory, &mut patience, &mut |held| {
        // Nobody listens: it was stopped, and nothing more leaves while the program goes.
        while tell.send(Heard::Held(held)).is_err() {
            thread::park();
        }
    })
}
