//! What the stories of a run share: two worlds, each a Tor network and the two recorders between it and the servers. A story borrows one for its
//! whole length. Owns their start, who has which, and their end.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::drop_site::DropSite;
use crate::firefox::{Engine, Firefox, Level, Reach};
use crate::patience::{Pulse, goes_by, until};
use crate::recorder::Recorder;
use crate::tor::Tor;

/// Worlds side by side, where nobody asks for fewer.
const WORLDS: usize = 2;
/// Asks for another number of them.
const VARIABLE: &str = "CANDOUR_BROWSER_WORLDS";

/// The worlds.
static WORLD: Mutex<Vec<State>> = Mutex::new(Vec::new());
/// One was given back.
static BACK: Condvar = Condvar::new();

/// Where a world is.
enum State {
    NotYet,
    /// It was tried, and is not tried again.
    Failed,
    /// A story has it, or makes it.
    Lent,
    Free(Box<World>),
}

/// Network and recorders.
pub(crate) struct World {
    pub(crate) tor: Tor,
    /// What sources send.
    pub(crate) public: Recorder,
    /// What couriers send.
    pub(crate) collect: Recorder,
    /// Moves with what they send.
    pulse: Pulse,
    /// Where the recorders listen.
    _sockets: tempfile::TempDir,
}

/// A world, lent to one story.
pub(crate) struct Lent {
    world: Option<Box<World>>,
    at: usize,
    /// Streams that its client had told of before.
    streams: usize,
}

/// How many stories run side by side.
pub(crate) fn worlds() -> usize {
    std::env::var(VARIABLE).ok().and_then(|number| number.parse().ok()).filter(|number| *number > 0).unwrap_or(WORLDS)
}

/// The list, which a panic elsewhere does not close.
fn list() -> MutexGuard<'static, Vec<State>> {
    let mut list = WORLD.lock().unwrap_or_else(PoisonError::into_inner);
    if list.is_empty() {
        list.extend((0..worlds()).map(|_| State::NotYet));
    }
    list
}

/// Borrows a world; makes one where none is free and not all are made.
pub(crate) fn lent() -> Lent {
    let mut list = list();
    loop {
        let position = |wanted: fn(&State) -> bool| list.iter().position(wanted);
        if let Some(at) = position(|state| matches!(state, State::Free(_))) {
            let State::Free(world) = std::mem::replace(&mut list[at], State::Lent) else { unreachable!("it is free") };
            return Lent::of(world, at);
        }
        if let Some(at) = position(|state| matches!(state, State::NotYet)) {
            list[at] = State::Lent;
            drop(list);
            return made(at);
        }
        assert!(list.iter().any(|state| matches!(state, State::Lent)), "no Tor network came up for an earlier story");
        list = BACK.wait(list).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Makes a world.
fn made(at: usize) -> Lent {
    match catch_unwind(AssertUnwindSafe(World::start)) {
        Ok(world) => Lent::of(Box::new(world), at),
        Err(panic) => {
            list()[at] = State::Failed;
            BACK.notify_all();
            resume_unwind(panic)
        }
    }
}

impl Lent {
    /// A world for the story of this thread.
    fn of(world: Box<World>, at: usize) -> Self {
        goes_by(&world.pulse);
        let streams = world.tor.streams();
        Self { world: Some(world), at, streams }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(world) = self.world.take() else { return };
        // Held requests of this story are not the next one's.
        world.public.be_honest();
        let (strangers, failed) = (world.tor.strangers(), std::thread::panicking());
        let silent = world.public.up() > 0 && world.tor.streams() == self.streams;
        // A story may fail because its world has; then the next one gets another.
        let well = !failed || world.tor.is_well();
        list()[self.at] = if well { State::Free(world) } else { State::NotYet };
        BACK.notify_all();
        // In no story does a browser ask for another host, whatever its page is made to do.
        if failed {
            if !strangers.is_empty() {
                println!("besides, the failed story asked for other hosts than the drop: {strangers:?}");
            }
        } else {
            assert_eq!(strangers, Vec::<String>::new(), "only the drop is asked");
            assert!(!silent, "the drop was reached, and the client has told of no stream");
        }
    }
}

/// That a stranger would be heard: every story looks whom its browser asked, when it gives its world back.
pub(crate) fn nobody_else_was_asked() {
    let world = lent();
    let _site = world.drop_site("");
    let browser = world.browser(Engine::Debian, Level::Standard);
    browser.go(&world.url("/"));
    drop(browser);
    assert_eq!(world.tor.strangers(), Vec::<String>::new(), "only the drop is asked");
    world.tor.a_stranger_is_heard();
}

/// That the client's new circuits do not cost the courier her key.
pub(crate) fn a_courier_is_let_in_on_new_circuits() {
    let world = lent();
    for _ in 0..2 {
        until("a courier's way", || world.tor.couriers_reach().then_some(()));
        world.tor.renewal()();
    }
    until("a courier's way on new circuits", || world.tor.couriers_reach().then_some(()));
}

/// Ends them; hosts besides the drop's that were told of after their story's end.
pub(crate) fn end() -> Vec<String> {
    let ended = std::mem::take(&mut *list());
    let late = |state: &State| if let State::Free(world) = state { world.tor.strangers() } else { Vec::new() };
    ended.iter().flat_map(late).collect()
}

impl World {
    /// Starts it.
    fn start() -> Self {
        let sockets = tempfile::Builder::new().prefix("candour-sockets").tempdir().unwrap();
        let (public_socket, collect_socket) = (sockets.path().join("public"), sockets.path().join("collect"));
        let pulse = Pulse::default();
        let (public, collect) = (Recorder::start(&public_socket, &pulse), Recorder::start(&collect_socket, &pulse));
        let tor = Tor::start(&public_socket, &collect_socket);
        println!("a Tor network was up after {:.1} s", tor.took.as_secs_f64());
        Self { tor, public, collect, pulse, _sockets: sockets }
    }

    /// A fresh drop behind the onions, and nothing recorded.
    pub(crate) fn drop_site(&self, limits: &str) -> DropSite {
        let site = DropSite::new(self, limits);
        self.public.be_honest();
        self.public.limit(None);
        self.public.leads_to(Some(site.path("public.sock")));
        self.collect.leads_to(Some(site.path("collect.sock")));
        self.public.forget();
        self.collect.forget();
        site
    }

    /// Counts the bytes that have come to the drop, now and later.
    pub(crate) fn arrived(&self) -> impl Fn() -> usize + 'static {
        let (public, collect) = (self.public.counted(), self.collect.counted());
        move || public() + collect()
    }

    /// A fresh browser on the client's SOCKS port.
    pub(crate) fn browser(&self, engine: Engine, level: Level) -> Firefox {
        let reach = Reach { asked: Box::new(self.public.counter()), renew: Box::new(self.tor.renewal()) };
        Firefox::start(engine, level, self.tor.socks, reach)
    }

    /// Waits until a visit since the last `forget` has asked for both units' boards.
    pub(crate) fn until_boards(&self) {
        let asked = || self.public.requests().iter().filter(|request| request.path().starts_with("/board/")).count();
        until("both boards", || (asked() >= 2).then_some(()));
    }

    /// The address of a page.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.tor.public)
    }
}

impl std::ops::Deref for Lent {
    type Target = World;

    fn deref(&self) -> &World {
        self.world.as_ref().expect("it is given back at the end alone")
    }
}

impl std::ops::DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut World {
        self.world.as_mut().expect("it is given back at the end alone")
    }
}
