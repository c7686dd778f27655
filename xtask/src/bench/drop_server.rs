//! A drop for measuring: set up once by the real programs, started as often as needed, with an empty store or the one it had.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use candour_wire::paths;

use super::client::Client;
use super::place::{Place, fresh};
use super::process::{Memory, Running};
use super::programs;
use super::trouble::Trouble;

/// A drop that is not ready after this long will not be.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks at a drop that is starting.
const LOOK: Duration = Duration::from_millis(1);

/// A drop that can be started.
#[derive(Debug)]
pub(crate) struct DropServer<'a> {
    /// Its programs and folder.
    place: &'a Place,
}

/// A drop that runs.
#[derive(Debug)]
pub(crate) struct RunningDrop {
    /// The server.
    server: Running,
    /// Its public listener.
    public: SocketAddr,
    /// Its collect listener.
    collect: SocketAddr,
    /// From its start to its first answer.
    ready_after: Duration,
}

impl<'a> DropServer<'a> {
    /// Makes keys and cards.
    pub(crate) fn prepare(place: &'a Place) -> Result<Self, Trouble> {
        let drop = Self { place };
        drop.configure(any_port()?, any_port()?)?;
        programs::set_up(place)?;
        Ok(drop)
    }

    /// The folder of the store.
    pub(crate) fn store(&self) -> PathBuf {
        self.place.path("drop/store")
    }

    /// Starts it with nothing stored.
    pub(crate) fn start_empty(&self) -> Result<RunningDrop, Trouble> {
        fresh(&self.store())?;
        self.start()
    }

    /// Starts it with what it had, and waits for its first answer.
    pub(crate) fn start(&self) -> Result<RunningDrop, Trouble> {
        let (public, collect) = (any_port()?, any_port()?);
        self.configure(public, collect)?;
        let begun = Instant::now();
        let mut server = Running::start(&mut programs::serve(self.place))?;
        while Client::connect(public).and_then(|mut client| client.get(paths::PAGE)).is_err() {
            if begun.elapsed() > PATIENCE || server.ended() {
                return Err(Trouble::NotReady);
            }
            std::thread::sleep(LOOK);
        }
        Ok(RunningDrop { server, public, collect, ready_after: begun.elapsed() })
    }

    /// Writes the configuration.
    fn configure(&self, public: SocketAddr, collect: SocketAddr) -> Result<(), Trouble> {
        let path = programs::config(self.place);
        let data = self.place.path("drop");
        let text = format!(
            "data = '{}'\ndemo = true\n[public]\nlisten = '{public}'\n[collect]\nlisten = '{collect}'\n",
            data.display()
        );
        fs::write(&path, text).map_err(Trouble::file(&path))
    }
}

impl RunningDrop {
    /// Where sources connect.
    pub(crate) const fn public(&self) -> SocketAddr {
        self.public
    }

    /// Where couriers connect.
    pub(crate) const fn collect(&self) -> SocketAddr {
        self.collect
    }

    /// From its start to its first answer.
    pub(crate) const fn ready_after(&self) -> Duration {
        self.ready_after
    }

    /// Its memory.
    pub(crate) fn memory(&self) -> Result<Memory, Trouble> {
        self.server.memory()
    }

    /// Tells it to stop, and waits until it has.
    pub(crate) fn stop(self) -> Result<(), Trouble> {
        self.server.stop()
    }
}

/// A loopback port that nobody uses at the moment.
pub(crate) fn any_port() -> Result<SocketAddr, Trouble> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(Trouble::Connection)?;
    listener.local_addr().map_err(Trouble::Connection)
}
