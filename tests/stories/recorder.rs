//! Somebody on the way who keeps what goes up, byte for byte, and counts what comes down. Changes nothing.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// One connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Exchange {
    /// All that was asked.
    pub(crate) up: Vec<u8>,
    /// How many bytes were answered.
    pub(crate) down: usize,
}

impl Exchange {
    /// The first lines of the requests, none of which has a body.
    pub(crate) fn lines(&self) -> Vec<String> {
        let text = String::from_utf8_lossy(&self.up);
        let requests = text.split("\r\n\r\n").filter(|request| !request.is_empty());
        requests.map(|request| request.lines().next().unwrap().to_owned()).collect()
    }
}

/// The recorder. Its threads end with the process.
pub(crate) struct Recorder {
    pub(crate) address: SocketAddr,
    kept: Arc<Mutex<Vec<Arc<Mutex<Exchange>>>>>,
    ends: Arc<Mutex<Vec<std::thread::JoinHandle<()>>>>,
}

impl Recorder {
    /// Stands before a drop.
    pub(crate) fn start(drop: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let recorder = Self { address: listener.local_addr().unwrap(), kept: Arc::default(), ends: Arc::default() };
        let (kept, ends) = (Arc::clone(&recorder.kept), Arc::clone(&recorder.ends));
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let (client, there) = (client.unwrap(), TcpStream::connect(drop).unwrap());
                let exchange = Arc::new(Mutex::new(Exchange::default()));
                kept.lock().unwrap().push(Arc::clone(&exchange));
                let (up, down) = (Arc::clone(&exchange), exchange);
                let (from, to) = (client.try_clone().unwrap(), there.try_clone().unwrap());
                let mut ends = ends.lock().unwrap();
                ends.push(std::thread::spawn(move || {
                    pass(from, to, |piece| up.lock().unwrap().up.extend_from_slice(piece))
                }));
                ends.push(std::thread::spawn(move || {
                    pass(there, client, |piece| down.lock().unwrap().down += piece.len())
                }));
            }
        });
        recorder
    }

    /// What was kept since the last time, oldest connection first. Called when all clients have gone.
    pub(crate) fn take(&self) -> Vec<Exchange> {
        for end in std::mem::take(&mut *self.ends.lock().unwrap()) {
            end.join().unwrap();
        }
        std::mem::take(&mut *self.kept.lock().unwrap()).iter().map(|kept| kept.lock().unwrap().clone()).collect()
    }
}

/// Passes bytes on until they end.
fn pass(mut from: TcpStream, mut to: TcpStream, mut keep: impl FnMut(&[u8])) {
    let mut piece = vec![0; 64 * 1024];
    while let Ok(read) = from.read(&mut piece) {
        keep(&piece[..read]);
        if read == 0 || to.write_all(&piece[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}
