//! `candour serve`: opens the store, binds, answers until told to stop. Owns the order of start and end, and the day's turn.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use candour_cli::{Exit, Voice};
use candour_desk_card::Epoch;
use candour_note::SigningKey;
use candour_store::{Options, StartReport, Store, StoreError};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Semaphore, watch};

use crate::boards::Boards;
use crate::card::{self, Card};
use crate::circuits::Circuits;
use crate::config::Config;
use crate::connection::Loop;
use crate::error::ServeError;
use crate::faults::Faults;
use crate::keys::{self, Folder};
use crate::lane::Lanes;
use crate::listener::Listener;
use crate::memory::Memory;
use crate::page::Pages;
use crate::state::State;
use crate::token::TokenHash;
use crate::upload::Uploads;
use crate::{clock, collect, public, release};

/// The exit code after which a supervisor starts the server anew: the storage engine has failed for good.
pub const RESTART: u8 = 75;
/// Threads for calls that wait for the disk.
const WAITING_THREADS: usize = 64;
/// Couriers' connections at once.
const COURIER_CONNECTIONS: usize = 64;
/// After the engine has failed: how long answers that are on their way are waited for.
const LAST_ANSWERS: Duration = Duration::from_secs(2);
/// How often the day is looked at.
const LOOK: Duration = Duration::from_secs(60 * 60);

/// How serving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Told to stop.
    Stopped,
    /// The storage engine failed; leave with [`RESTART`] and do not wait for the store.
    Latched,
}

/// A server that is bound and not yet answering.
#[derive(Debug)]
pub struct Server {
    /// What requests share.
    state: Arc<State>,
    /// For sources.
    public: Listener,
    /// For couriers.
    collect: Listener,
    /// Signs manifests.
    log: SigningKey,
    /// Lets couriers in.
    token: TokenHash,
    /// Tells everything to stop.
    stop: watch::Sender<bool>,
    /// The folder of keys and cards.
    folder: Folder,
}

/// Runs the verb on a runtime of its own.
///
/// # Errors
/// [`ServeError`]: it did not start.
pub fn run(voice: &Voice, config: &Config) -> Result<Ended, ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(WAITING_THREADS)
        .build()
        .map_err(ServeError::Runtime)?;
    let ended = runtime.block_on(async {
        let mut terminate = signal(SignalKind::terminate()).map_err(ServeError::Runtime)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(ServeError::Runtime)?;
        let mut hangup = signal(SignalKind::hangup()).map_err(ServeError::Runtime)?;
        let server = Server::bind(voice, config).await?;
        // Weak: whoever holds the state holds up the end.
        let (state, folder) = (Arc::downgrade(&server.state), server.folder.clone());
        let said = *voice;
        let reload = tokio::spawn(async move {
            while hangup.recv().await.is_some() {
                let Some(state) = state.upgrade() else { return };
                reload(&said, &state, &folder);
            }
        });
        voice.note("ready");
        let ended = server
            .run(async move {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
            })
            .await;
        reload.abort();
        if ended == Ended::Stopped {
            voice.note("stopped");
        }
        Ok(ended)
    });
    // Threads that still wait for the disk are not waited for: what was acknowledged is on it, and the rest was not promised.
    runtime.shutdown_background();
    ended
}

/// Says what the store found at its start: counts only, and nothing where nothing happened.
fn say_start(voice: &Voice, report: &StartReport) {
    let (notes, warnings) = found(report);
    for note in &notes {
        voice.note(note);
    }
    for warning in &warnings {
        voice.warning(warning);
    }
}

/// What a start found: what is in order again, and what somebody must look at.
fn found(report: &StartReport) -> (Vec<String>, Vec<String>) {
    let mended = [
        (report.cut_short, "reports that a crash cut short while they came, removed: their senders saw no answer"),
        (report.files_without_entry, "rests of files of a crash, removed"),
        (report.deletions_finished, "deletions that a crash had cut short, finished"),
        (report.stray_keys, "keys that nothing used, wiped"),
        (report.repaired_keys, "damaged copies of keys, repaired"),
    ];
    let lost = [
        (report.entries_without_file, "sealed reports whose file is missing or short: look at the disk"),
        (report.damaged_entries, "sealed reports that do not open any more: look at the disk"),
    ];
    let said = |lines: &[(u64, &str)]| -> Vec<String> {
        lines.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect()
    };
    let held = format!("{} sealed reports, {} unfinished uploads", report.blobs, report.uploads);
    ([vec![held], said(&mended)].concat(), said(&lost))
}

/// Serves the card that is installed now.
fn reload(voice: &Voice, state: &Arc<State>, folder: &Folder) {
    match card::installed(folder, state.demo) {
        Ok(card) => {
            voice.note(&format!("desk card number {} is served from now on", card.number()));
            state.boards.reload((&state.store, &state.card, &state.faults), card);
            new_pages(state, clock::today());
        }
        Err(error) => {
            voice.error(&error);
        }
    }
}

/// Makes the pages anew.
fn new_pages(state: &State, today: Epoch) {
    let pages = Pages::new(&state.card.now(), today, state.demo);
    *state.pages.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(pages);
}

impl Server {
    /// Reads keys and card, opens the store, binds both listeners.
    ///
    /// # Errors
    /// [`ServeError`].
    pub async fn bind(voice: &Voice, config: &Config) -> Result<Self, ServeError> {
        let folder = Folder::new(config.keys());
        let (log, token) = (folder.log()?, folder.token()?);
        let card = card::installed(&folder, config.demo)?;
        let today = clock::today();
        if let Err(error) = card.check_epoch(today) {
            voice.warning(&format!("{error}: sources cannot seal to it; install another one with `candour card`"));
        }
        if config.demo {
            voice.warning("throw-away keys: anybody can read what is sent here");
        }
        let path = config.store();
        keys::make_private(&path)?;
        let opened = tokio::task::spawn_blocking(move || Store::open(&path, Options::default())).await;
        let (store, report) = match opened {
            Ok(opened) => opened.map_err(ServeError::Store)?,
            Err(_) => return Err(ServeError::Runtime(std::io::ErrorKind::Other.into())),
        };
        say_start(voice, &report);
        let faults = Arc::new(Faults::new(*voice));
        let (shared, served, said) = (store.clone(), card.clone(), Arc::clone(&faults));
        let boards = tokio::task::spawn_blocking(move || Boards::new(&shared, &served, &said)).await;
        let boards = boards.map_err(|_| ServeError::Runtime(std::io::ErrorKind::Other.into()))?;
        let public = Listener::bind(&config.public.listen, config.public.proxy_line).await;
        let public = public.map_err(|source| ServeError::Listen { which: "public", source })?;
        let collect = Listener::bind(&config.collect.listen, config.collect.proxy_line).await;
        let collect = collect.map_err(|source| ServeError::Listen { which: "collect", source })?;
        let (stop, stopped) = watch::channel(false);
        let pages = RwLock::new(Arc::new(Pages::new(&card, today, config.demo)));
        let state = Arc::new(State {
            store,
            limits: config.limits.clone(),
            lanes: Lanes::new(&config.limits),
            circuits: Circuits::new(config.limits.bodies_per_circuit),
            uploads: Uploads::default(),
            card: Card::new(card),
            boards,
            pages,
            release: release::installed(voice, config.release_signature.as_deref()),
            demo: config.demo,
            memory: Memory::default(),
            faults,
            stop: stopped,
        });
        for id in state.store.unfinished() {
            if let Ok(found) = state.store.upload(id) {
                state.uploads.known(id, found.offset);
            }
        }
        Ok(Self { state, public, collect, log, token, stop, folder })
    }

    /// Where sources come in, where that is a TCP address.
    #[must_use]
    pub fn public_address(&self) -> Option<SocketAddr> {
        self.public.tcp_address()
    }

    /// Where couriers come in, where that is a TCP address.
    #[must_use]
    pub fn collect_address(&self) -> Option<SocketAddr> {
        self.collect.tcp_address()
    }

    /// What requests share.
    #[must_use]
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.state)
    }

    /// Answers until `told` resolves, then lets running requests end in the configured time.
    pub async fn run(self, told: impl Future<Output = ()>) -> Ended {
        let Self { state, public, collect, log, token, stop, folder: _ } = self;
        // Couriers have places of their own: however many sources there are, the drop can be emptied.
        let places = Arc::new(Semaphore::new(state.limits.connections));
        let reserved = Arc::new(Semaphore::new(COURIER_CONNECTIONS));
        let sources = public::router(Arc::clone(&state));
        let couriers = collect::router(Arc::clone(&state), log, token);
        let latch = state.store.latch();
        let sources = Loop::new(sources, places, Some(state.circuits.clone()), &state.limits, stop.subscribe());
        let couriers = Loop::new(couriers, reserved, None, &state.limits, stop.subscribe());
        let sources = tokio::spawn(sources.run(public));
        let couriers = tokio::spawn(couriers.run(collect));
        let days = tokio::spawn(days(Arc::clone(&state)));
        let ended = tokio::select! {
            () = told => Ended::Stopped,
            () = latch.raised() => {
                state.faults.store(&StoreError::Latched);
                Ended::Latched
            }
        };
        stop.send_replace(true);
        days.abort();
        // After a failure only answers that are on their way are worth waiting for: what they wait for in the store is over.
        let patience = if ended == Ended::Stopped { state.limits.stop_time() } else { LAST_ANSWERS };
        let rest = async {
            let _ = sources.await;
            let _ = couriers.await;
            // What is left is the state's own receiver; every connection and upload at work holds one more.
            all_ended(&stop, state).await;
        };
        let _ = tokio::time::timeout(patience, rest).await;
        ended
    }
}

/// Waits until nobody holds a receiver of `stop` any more.
async fn all_ended(stop: &watch::Sender<bool>, state: Arc<State>) {
    drop(state);
    stop.closed().await;
}

/// The turn of the day: closes the epoch, lets old uploads go, makes the pages anew.
async fn days(state: Arc<State>) {
    let mut day = None;
    loop {
        let today = clock::today();
        if day != Some(today) {
            let closed = state
                .blocking(move |store| {
                    let _ = store.expire_uploads(today.0);
                    store.close_epoch(today.0.saturating_sub(1))
                })
                .await;
            if closed.is_ok() {
                day = Some(today);
            }
            state.uploads.put_away(&state.store.unfinished());
            new_pages(&state, today);
        }
        tokio::time::sleep(clock::until_midnight().min(LOOK).max(Duration::from_secs(1))).await;
    }
}

/// The exit of the verb.
impl From<Ended> for Exit {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Stopped => Self::Done,
            Ended::Latched => Self::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_says_what_it_found_in_these_words() {
        let mut report = StartReport::default();
        let nothing = found(&report);
        report.blobs = 1;
        report.uploads = 2;
        report.cut_short = 3;
        report.files_without_entry = 4;
        report.entries_without_file = 5;
        report.damaged_entries = 6;
        report.deletions_finished = 7;
        report.stray_keys = 8;
        report.repaired_keys = 9;
        let said: String = [nothing, found(&report)]
            .into_iter()
            .map(|(notes, warnings)| format!("{}\nto look at:\n{}\n\n", notes.join("\n"), warnings.join("\n")))
            .collect();
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/start.txt"), &said);
    }
}
