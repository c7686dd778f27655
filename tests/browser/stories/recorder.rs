//! Stands between tor and the server, unix socket to unix socket, and keeps every byte of both directions.
//!
//! What it keeps is all that ever left a browser for the drop. It can also be a bad network or a bad server: slow, broken off, leading
//! nowhere, answering something else.

mod http;
mod meddling;

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

pub(crate) use http::{Page, Request, boundaries_are_found};
use meddling::Meddling;
pub(crate) use meddling::{answer, rules_meet_their_requests};

use crate::patience::Pulse;

/// The recorder. Its threads end with the process.
pub(crate) struct Recorder {
    inside: Arc<Mutex<Inside>>,
    meddling: Arc<Meddling>,
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
    /// Every connection since the last `forget`, oldest first.
    kept: Vec<Arc<Mutex<Exchange>>>,
    /// Those that are open, by their number.
    open: BTreeMap<usize, UnixStream>,
    /// Connections and pieces so far.
    count: usize,
    /// Beats with every piece, in both directions.
    pulse: Pulse,
}

/// The bytes of one connection.
#[derive(Debug, Default, Clone)]
pub(crate) struct Exchange {
    /// To the server, Tor's PROXY line first.
    pub(crate) up: Vec<u8>,
    /// From the server.
    pub(crate) down: Vec<u8>,
    /// Where in `up` each piece began, and how many pieces had come before it on any connection.
    pieces: Vec<(usize, usize)>,
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
    pub(crate) fn start(socket: &Path, pulse: &Pulse) -> Self {
        let listener = UnixListener::bind(socket).unwrap();
        let inside = Inside { pulse: Arc::clone(pulse), ..Inside::default() };
        let recorder = Self { inside: Arc::new(Mutex::new(inside)), meddling: Arc::default() };
        let (inside, meddling) = (Arc::clone(&recorder.inside), Arc::clone(&recorder.meddling));
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let (inside, meddling) = (Arc::clone(&inside), Arc::clone(&meddling));
                std::thread::spawn(move || pass(&inside, &meddling, client));
            }
        });
        recorder
    }

    /// Counts how often a path has been asked for since the last `forget`, now and later.
    pub(crate) fn counter(&self) -> impl Fn(&str) -> usize + 'static {
        let inside = Arc::clone(&self.inside);
        move |path| {
            let kept: Vec<_> = lock(&inside).kept.clone();
            let of = |exchange: &Arc<Mutex<Exchange>>| http::requests(&lock(exchange).up);
            kept.iter().flat_map(of).filter(|(_, request)| request.path() == path).count()
        }
    }

    /// Leads to a server's socket, or nowhere: then connections are closed when they have said something. Open ones are broken off.
    pub(crate) fn leads_to(&self, server: Option<PathBuf>) {
        let mut inside = lock(&self.inside);
        inside.server = server;
        for open in inside.open.values() {
            let _ = open.shutdown(Shutdown::Both);
        }
    }

    /// Lets only so many bytes a second go up, over all connections; `None`: as fast as it goes.
    pub(crate) fn limit(&self, speed: Option<u64>) {
        let mut inside = lock(&self.inside);
        (inside.speed, inside.turn) = (speed, None);
    }

    /// Requests whose first line begins so wait until `be_honest`.
    pub(crate) fn hold(&self, begins: &str) {
        self.meddling.hold(begins);
    }

    /// Requests whose first line begins so get this answer, and not the server's.
    pub(crate) fn answers(&self, begins: &str, answer: Vec<u8>) {
        self.meddling.answer(begins, answer);
    }

    /// Everything goes its way again, also what was held.
    pub(crate) fn be_honest(&self) {
        self.meddling.stop();
    }

    /// Bytes that have gone up since the last `forget`.
    pub(crate) fn up(&self) -> usize {
        self.counted()()
    }

    /// Counts the bytes that have gone up since the last `forget`, now and later.
    pub(crate) fn counted(&self) -> impl Fn() -> usize + 'static {
        let inside = Arc::clone(&self.inside);
        move || lock(&inside).kept.iter().map(|exchange| lock(exchange).up.len()).sum()
    }

    /// Throws away what was kept.
    pub(crate) fn forget(&self) {
        lock(&self.inside).kept.clear();
    }

    /// What was kept, oldest connection first.
    pub(crate) fn kept(&self) -> Vec<Exchange> {
        lock(&self.inside).kept.iter().map(|exchange| lock(exchange).clone()).collect()
    }

    /// The requests that were kept, in the order in which they came, without Tor's PROXY lines. One that is still coming is not among them.
    pub(crate) fn requests(&self) -> Vec<Request> {
        let mut found = Vec::new();
        for (connection, exchange) in self.kept().iter().enumerate() {
            let came =
                |at: usize| exchange.pieces.iter().take_while(|(start, _)| *start <= at).last().map(|last| last.1);
            for (at, mut request) in http::requests(&exchange.up) {
                request.connection = connection;
                found.push((came(at), request));
            }
        }
        found.sort_by_key(|(came, _)| *came);
        found.into_iter().map(|(_, request)| request).collect()
    }

    /// The numbers of the circuits that brought them, as Tor's PROXY lines have them, newest last.
    pub(crate) fn circuits(&self) -> Vec<u32> {
        self.kept().iter().filter_map(|exchange| http::circuit(&exchange.up)).collect()
    }

    /// Bytes to the server without Tor's PROXY lines, which name circuits, and bytes from it.
    pub(crate) fn bytes(&self) -> (usize, usize) {
        let both = |one: &Exchange| (http::without_proxy_line(&one.up).len(), one.down.len());
        self.kept().iter().map(both).fold((0, 0), |(up, down), one| (up + one.0, down + one.1))
    }

    /// The pages that were answered, as they came over the wire.
    pub(crate) fn pages(&self) -> Vec<Page> {
        self.kept().iter().flat_map(|exchange| http::pages(&exchange.down)).collect()
    }
}

/// Passes the bytes of one connection both ways.
fn pass(inside: &Arc<Mutex<Inside>>, meddling: &Meddling, mut client: UnixStream) {
    let exchange = Arc::new(Mutex::new(Exchange::default()));
    let (number, server) = {
        let mut inside = lock(inside);
        inside.count += 1;
        let number = inside.count;
        inside.kept.push(Arc::clone(&exchange));
        inside.open.insert(number, client.try_clone().unwrap());
        (number, inside.server.clone())
    };
    let mut server = server.and_then(|path| UnixStream::connect(path).ok());
    let down = server.as_ref().map(|server| {
        let (server, client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
        let (exchange, pulse) = (Arc::clone(&exchange), Arc::clone(&lock(inside).pulse));
        std::thread::spawn(move || carry_down(server, client, &exchange, &pulse))
    });
    carry_up(&mut client, server.as_mut(), inside, meddling, &exchange);
    if let Some(server) = server {
        let _ = server.shutdown(Shutdown::Write);
    } else {
        let _ = client.shutdown(Shutdown::Both);
    }
    if let Some(down) = down {
        let _ = down.join();
    }
    lock(inside).open.remove(&number);
}

/// Carries what comes from the server, to its end.
fn carry_down(mut server: UnixStream, mut client: UnixStream, exchange: &Mutex<Exchange>, pulse: &Pulse) {
    let mut piece = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = server.read(&mut piece) {
        pulse.fetch_add(1, Ordering::Relaxed);
        lock(exchange).down.extend_from_slice(&piece[..read]);
        if client.write_all(&piece[..read]).is_err() {
            break;
        }
    }
    let _ = client.shutdown(Shutdown::Write);
}

/// Carries what goes to the server, to its end. Where somebody else answers, the rest is only kept.
fn carry_up(
    client: &mut UnixStream,
    mut server: Option<&mut UnixStream>,
    inside: &Mutex<Inside>,
    meddling: &Meddling,
    exchange: &Mutex<Exchange>,
) {
    let mut piece = vec![0; 16 * 1024];
    let mut answered = false;
    while let Ok(read @ 1..) = client.read(&mut piece) {
        let bytes = &piece[..read];
        let wait = {
            let mut inside = lock(inside);
            inside.count += 1;
            inside.pulse.fetch_add(1, Ordering::Relaxed);
            let mut exchange = lock(exchange);
            let at = exchange.up.len();
            exchange.pieces.push((at, inside.count));
            exchange.up.extend_from_slice(bytes);
            inside.wait_for(read)
        };
        std::thread::sleep(wait);
        if answered {
            continue;
        }
        let said = http::without_proxy_line(bytes);
        if let Some(answer) = meddling.judge(said) {
            answered = true;
            lock(exchange).down.extend_from_slice(&answer);
            let _ = client.write_all(&answer).and_then(|()| client.shutdown(Shutdown::Write));
            continue;
        }
        match &mut server {
            Some(server) => {
                if server.write_all(bytes).is_err() {
                    return;
                }
            }
            // Nobody answers, but what the browser had to say is kept.
            None if said.is_empty() => {}
            None => return,
        }
    }
}
