//! What the browser connects to: the real server behind it, a few files of the measurement beside it, and a link as narrow as a slow
//! circuit. Owns one request to a connection; reads nothing of what passes but its first line.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Files of the measurement are below this.
const OWN: &str = "/speed/";
/// The page may load scripts and workers from here alone, as the drop's own page.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
/// Bytes that pass at once.
const PIECE: usize = 16 * 1024;
/// Longest head of a request.
const HEAD: usize = 16 * 1024;

/// A file of the measurement.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    pub(crate) media: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// The gate, for as long as the program runs.
pub(crate) struct Gate {
    pub(crate) address: SocketAddr,
    link: Arc<Link>,
}

impl Gate {
    /// Opens it before a server. `own` are the files of the measurement by name.
    pub(crate) fn open(server: SocketAddr, own: HashMap<&'static str, Own>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let (address, link, own) = (listener.local_addr()?, Arc::new(Link::default()), Arc::new(own));
        let shared = Arc::clone(&link);
        std::thread::spawn(move || {
            for visitor in listener.incoming().map_while(Result::ok) {
                let (own, link) = (Arc::clone(&own), Arc::clone(&shared));
                // A browser that hangs up is no fault of the gate's.
                std::thread::spawn(move || serve(visitor, server, &own, &link));
            }
        });
        Ok(Self { address, link })
    }

    /// Lets so many bytes pass to the server in a second; 0 for any number.
    pub(crate) fn limit(&self, bytes: u64) {
        self.link.rate.store(bytes, Ordering::Relaxed);
    }
}

/// The way to the server, shared by all connections.
#[derive(Debug, Default)]
struct Link {
    /// Bytes in a second; 0 for any number.
    rate: AtomicU64,
    /// When what has passed so far is over.
    busy_until: Mutex<Option<Instant>>,
}

impl Link {
    /// Waits until these bytes are through.
    fn pass(&self, len: usize) {
        let rate = self.rate.load(Ordering::Relaxed);
        if rate == 0 {
            return;
        }
        let until = {
            let Ok(mut busy) = self.busy_until.lock() else { return };
            let now = Instant::now();
            let until = busy.map_or(now, |until| until.max(now)) + Duration::from_secs_f64(len as f64 / rate as f64);
            *busy = Some(until);
            until
        };
        std::thread::sleep(until.saturating_duration_since(Instant::now()));
    }
}

/// One connection, which is one request.
fn serve(mut visitor: TcpStream, server: SocketAddr, own: &HashMap<&'static str, Own>, link: &Link) -> io::Result<()> {
    let (head, rest) = head(&mut visitor)?;
    let path = head.split(' ').nth(1).unwrap_or_default();
    if let Some(name) = path.strip_prefix(OWN) {
        return answer(visitor, own.get(name));
    }
    let mut server = TcpStream::connect(server)?;
    server.set_nodelay(true)?;
    visitor.set_nodelay(true)?;
    // The server then ends the connection after its answer, and the browser begins another.
    let one = head.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    let kept = |line: &&str| !line.eq_ignore_ascii_case("connection: keep-alive");
    server.write_all(one.split("\r\n").filter(kept).collect::<Vec<_>>().join("\r\n").as_bytes())?;
    link.pass(rest.len());
    server.write_all(&rest)?;
    let (mut from, mut to) = (visitor.try_clone()?, server.try_clone()?);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut piece = [0; PIECE];
            while let Ok(len @ 1..) = from.read(&mut piece) {
                link.pass(len);
                if to.write_all(piece.get(..len).unwrap_or_default()).is_err() {
                    break;
                }
            }
            let _ = to.shutdown(Shutdown::Write);
        });
        let back = io::copy(&mut server, &mut visitor).map(drop);
        let _ = visitor.shutdown(Shutdown::Both);
        back
    })
}

/// A request's head with its empty line, and what of the body came with it.
fn head(visitor: &mut TcpStream) -> io::Result<(String, Vec<u8>)> {
    let (mut read, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let len = visitor.read(&mut piece)?;
        read.extend_from_slice(piece.get(..len).unwrap_or_default());
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = read.split_off(end + 4);
            let head = String::from_utf8(read).map_err(|_| io::ErrorKind::InvalidData)?;
            return Ok((head, rest));
        }
        if len == 0 || read.len() > HEAD {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
}

/// A file of the measurement.
fn answer(mut visitor: TcpStream, own: Option<&Own>) -> io::Result<()> {
    let Some(Own { media, bytes }) = own else {
        return visitor.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n",
        bytes.len()
    );
    visitor.write_all(head.as_bytes())?;
    visitor.write_all(bytes)
}
