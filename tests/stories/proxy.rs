//! A bad network: passes bytes on to the drop, and breaks the connection when so many have gone up.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// The network. Its threads end with the process.
pub(crate) struct CuttingProxy {
    pub(crate) address: SocketAddr,
    inside: Arc<Inside>,
}

/// What has gone up, and where it will break.
struct Inside {
    up: AtomicU64,
    cuts: AtomicUsize,
    /// Bytes after which it breaks, the last one first.
    points: Mutex<Vec<u64>>,
}

impl CuttingProxy {
    /// Leads to `drop`, and breaks once at each of `points`, counted in bytes that have gone up in all.
    pub(crate) fn start(drop: SocketAddr, mut points: Vec<u64>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        points.sort_unstable_by(|a, b| b.cmp(a));
        let inside = Arc::new(Inside { up: AtomicU64::new(0), cuts: AtomicUsize::new(0), points: Mutex::new(points) });
        let proxy = Self { address: listener.local_addr().unwrap(), inside: Arc::clone(&inside) };
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let (client, inside) = (client.unwrap(), Arc::clone(&inside));
                let Ok(there) = TcpStream::connect(drop) else { continue };
                let (mut back_from, mut back_to) = (there.try_clone().unwrap(), client.try_clone().unwrap());
                std::thread::spawn(move || {
                    let _ = std::io::copy(&mut back_from, &mut back_to);
                    let _ = back_to.shutdown(Shutdown::Both);
                });
                std::thread::spawn(move || inside.pass(client, there));
            }
        });
        proxy
    }

    /// How often it has broken.
    pub(crate) fn cuts(&self) -> usize {
        self.inside.cuts.load(Ordering::SeqCst)
    }

    /// Bytes that have gone up.
    pub(crate) fn up(&self) -> u64 {
        self.inside.up.load(Ordering::SeqCst)
    }
}

impl Inside {
    /// Passes bytes up until they end or the connection breaks.
    fn pass(&self, mut client: TcpStream, mut there: TcpStream) {
        let mut piece = vec![0; 64 * 1024];
        while let Ok(read) = client.read(&mut piece) {
            if read == 0 || there.write_all(&piece[..read]).is_err() {
                break;
            }
            let up = self.up.fetch_add(read as u64, Ordering::SeqCst) + read as u64;
            let mut points = self.points.lock().unwrap();
            if points.last().is_some_and(|point| up >= *point) {
                points.pop();
                self.cuts.fetch_add(1, Ordering::SeqCst);
                break;
            }
        }
        let _ = client.shutdown(Shutdown::Both);
        let _ = there.shutdown(Shutdown::Both);
    }
}
