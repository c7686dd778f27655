//! What all stories of a run share: the Tor network and the two recorders between it and the servers. Owns their one start and end.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::drop_site::DropSite;
use crate::firefox::{Engine, Firefox, Level};
use crate::patience::until;
use crate::recorder::Recorder;
use crate::tor::Tor;

/// The world, once somebody needed it.
static WORLD: Mutex<State> = Mutex::new(State::NotYet);

/// Whether it is there.
enum State {
    NotYet,
    /// It was tried, and is not tried again.
    Failed,
    Up(Box<World>),
}

/// Network and recorders.
pub(crate) struct World {
    pub(crate) tor: Tor,
    /// What sources send.
    pub(crate) public: Recorder,
    /// What couriers send.
    pub(crate) collect: Recorder,
    /// Where the recorders listen.
    _sockets: tempfile::TempDir,
}

/// The world, lent to one story at a time.
pub(crate) struct Lent(MutexGuard<'static, State>);

/// Borrows it, after making it if this is the first time.
pub(crate) fn lent() -> Lent {
    // A story that panicked leaves nothing half done that the next one does not set itself.
    let mut state = WORLD.lock().unwrap_or_else(PoisonError::into_inner);
    if matches!(*state, State::NotYet) {
        *state = State::Failed;
        *state = State::Up(Box::new(World::start()));
    }
    assert!(matches!(*state, State::Up(_)), "the Tor network did not come up for an earlier story");
    Lent(state)
}

/// In none of the stories before did a browser ask for another host, whatever its page was made to do.
pub(crate) fn nobody_else_was_asked() {
    let world = lent();
    let _site = world.drop_site("");
    let browser = world.browser(Engine::Debian, Level::Standard);
    browser.go(&world.url("/"));
    world.tor.only_the_drop_was_asked();
}

/// Ends it.
pub(crate) fn end() {
    *WORLD.lock().unwrap_or_else(PoisonError::into_inner) = State::NotYet;
}

impl World {
    /// Starts it.
    fn start() -> Self {
        let sockets = tempfile::Builder::new().prefix("candour-sockets").tempdir().unwrap();
        let (public_socket, collect_socket) = (sockets.path().join("public"), sockets.path().join("collect"));
        let (public, collect) = (Recorder::start(&public_socket), Recorder::start(&collect_socket));
        let tor = Tor::start(&public_socket, &collect_socket);
        println!("the Tor network was up after {:.1} s", tor.took.as_secs_f64());
        Self { tor, public, collect, _sockets: sockets }
    }

    /// A fresh drop behind the onions, and nothing recorded.
    pub(crate) fn drop_site(&self, limits: &str) -> DropSite {
        let site = DropSite::new(&self.tor, limits);
        self.public.be_honest();
        self.public.limit(None);
        self.public.leads_to(Some(site.path("public.sock")));
        self.collect.leads_to(Some(site.path("collect.sock")));
        self.public.forget();
        self.collect.forget();
        site
    }

    /// A fresh browser on the client's SOCKS port.
    pub(crate) fn browser(&self, engine: Engine, level: Level) -> Firefox {
        Firefox::start(engine, level, self.tor.socks)
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
        match &*self.0 {
            State::Up(world) => world,
            State::NotYet | State::Failed => unreachable!("lent() checked it"),
        }
    }
}

impl std::ops::DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut World {
        match &mut *self.0 {
            State::Up(world) => world,
            State::NotYet | State::Failed => unreachable!("lent() checked it"),
        }
    }
}
