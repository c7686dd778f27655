//! Stands between tor and the server, unix socket to unix socket, and keeps every byte of both directions.
//!
//! What it keeps is all that ever left a browser for the drop. It can also be a bad network: slow, broken off, or leading nowhere.

mod http;

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

pub(crate) use http::{Request, boundaries_are_found};

/// The recorder. Its threads end with the process.
pub(crate) struct Recorder {
    inside: Arc<Mutex<Inside>>,
}

/// What it knows and keeps.
#[derive(Default)]
struct Inside {
    /// Where it leads, if anywhere.
    server: Option<PathBuf>,
    /// Bytes a second that may go up, if there is a limit.
    speed: Option<u64>,
    /// When the next bytes may go up under that limit.
    turn: Option<Instant>,
    /// The next connection that has sent so much is broken off.
    cut: Option<u64>,
    /// Every connection since the last `forget`, oldest first.
    kept: Vec<Arc<Mutex<Exchange>>>,
}

/// The bytes of one connection.
#[derive(Debug, Default, Clone)]
pub(crate) struct Exchange {
    /// To the server, Tor's PROXY line first.
    pub(crate) up: Vec<u8>,
    /// From the server.
    pub(crate) down: Vec<u8>,
}

impl Inside {
    /// How long these bytes wait for their turn. The limit is that of the way, not of one connection.
    fn wait_for(&mut self, bytes: usize) -> Duration {
        let Some(speed) = self.speed else { return Duration::ZERO };
        let now = Instant::now();
        let turn = self.turn.map_or(now, |turn| turn.max(now)) + Duration::from_secs_f64(bytes as f64 / speed as f64);
        self.turn = Some(turn);
        turn - now
    }
}

/// A lock that a panic elsewhere does not close.
fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Recorder {
    /// Listens on a socket; leads nowhere yet.
    pub(crate) fn start(socket: &Path) -> Self {
        let listener = UnixListener::bind(socket).unwrap();
        let inside = Arc::new(Mutex::new(Inside::default()));
        let recorder = Self { inside: Arc::clone(&inside) };
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let inside = Arc::clone(&inside);
                std::thread::spawn(move || Self::pass(&inside, client));
            }
        });
        recorder
    }

    /// Leads to a server's socket, or nowhere: then every connection is closed at once.
    pub(crate) fn leads_to(&self, server: Option<PathBuf>) {
        lock(&self.inside).server = server;
    }

    /// Lets only so many bytes a second go up, over all connections; `None`: as fast as it goes.
    pub(crate) fn limit(&self, speed: Option<u64>) {
        let mut inside = lock(&self.inside);
        (inside.speed, inside.turn) = (speed, None);
    }

    /// Breaks the next connection that has sent so many bytes, once.
    pub(crate) fn cut_after(&self, bytes: u64) {
        lock(&self.inside).cut = Some(bytes);
    }

    /// Bytes that have gone up since the last `forget`.
    pub(crate) fn up(&self) -> usize {
        lock(&self.inside).kept.iter().map(|exchange| lock(exchange).up.len()).sum()
    }

    /// Whether the cut that was ordered has been made.
    pub(crate) fn was_cut(&self) -> bool {
        lock(&self.inside).cut.is_none()
    }

    /// Throws away what was kept.
    pub(crate) fn forget(&self) {
        lock(&self.inside).kept.clear();
    }

    /// What was kept, oldest connection first.
    pub(crate) fn kept(&self) -> Vec<Exchange> {
        lock(&self.inside).kept.iter().map(|exchange| lock(exchange).clone()).collect()
    }

    /// The requests that were kept, without Tor's PROXY lines. One that is still coming is not among them.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.kept().iter().flat_map(|exchange| http::requests(&exchange.up)).collect()
    }

    /// The numbers of the circuits that brought them, as Tor's PROXY lines have them, newest last.
    pub(crate) fn circuits(&self) -> Vec<u32> {
        self.kept().iter().filter_map(|exchange| http::circuit(&exchange.up)).collect()
    }

    /// The pages that were answered, as long as they came over the wire.
    pub(crate) fn pages(&self) -> Vec<usize> {
        self.kept().iter().flat_map(|exchange| http::pages(&exchange.down)).collect()
    }

    /// Passes the bytes of one connection both ways.
    fn pass(inside: &Arc<Mutex<Inside>>, client: UnixStream) {
        let exchange = Arc::new(Mutex::new(Exchange::default()));
        let server = {
            let mut inside = lock(inside);
            inside.kept.push(Arc::clone(&exchange));
            inside.server.clone()
        };
        let Some(server) = server.and_then(|path| UnixStream::connect(path).ok()) else {
            // Nobody answers, but what the browser had to say is kept.
            let _ = client.shutdown(Shutdown::Both);
            return;
        };
        let (mut from_server, mut to_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
        let down = Arc::clone(&exchange);
        std::thread::spawn(move || {
            carry(&mut from_server, &mut to_client, |bytes| {
                lock(&down).down.extend_from_slice(bytes);
                true
            });
            let _ = to_client.shutdown(Shutdown::Write);
        });
        let (mut from_client, mut to_server) = (client, server);
        let whole = carry(&mut from_client, &mut to_server, |bytes| {
            let sent = {
                let mut exchange = lock(&exchange);
                exchange.up.extend_from_slice(bytes);
                exchange.up.len() as u64
            };
            let wait = {
                let mut inside = lock(inside);
                if inside.cut.is_some_and(|cut| sent >= cut) {
                    inside.cut = None;
                    return false;
                }
                inside.wait_for(bytes.len())
            };
            std::thread::sleep(wait);
            true
        });
        let _ = to_server.shutdown(if whole { Shutdown::Write } else { Shutdown::Both });
        if !whole {
            let _ = from_client.shutdown(Shutdown::Both);
        }
    }
}

/// Carries bytes until they end or `seen` says no; whether they ended.
fn carry(from: &mut impl Read, to: &mut impl Write, mut seen: impl FnMut(&[u8]) -> bool) -> bool {
    let mut piece = vec![0; 16 * 1024];
    loop {
        let Ok(read @ 1..) = from.read(&mut piece) else { return true };
        let bytes = &piece[..read];
        if !seen(bytes) {
            return false;
        }
        if to.write_all(bytes).is_err() {
            return true;
        }
    }
}
