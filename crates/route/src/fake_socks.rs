//! A SOCKS5 port for tests (RFC 1928, RFC 1929): writes down who asks for what, and leads everybody to one place.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// One request of a client.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// User name.
    pub(crate) user: String,
    /// Password.
    pub(crate) password: String,
    /// The name to be resolved; empty where the client had resolved it itself.
    pub(crate) host: String,
    /// The port.
    pub(crate) port: u16,
}

/// The port. Its thread ends with the process.
pub(crate) struct FakeSocks {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl FakeSocks {
    /// Leads every connection to `target`.
    pub(crate) fn start(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let theirs = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let theirs = Arc::clone(&theirs);
                std::thread::spawn(move || serve(stream.unwrap(), target, &theirs));
            }
        });
        Self { address, asked }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

/// One client.
fn serve(mut client: TcpStream, target: SocketAddr, asked: &Mutex<Vec<Asked>>) -> io::Result<()> {
    let Ok([5, methods]) = bytes::<2>(&mut client) else { return Ok(()) };
    assert!(counted(&mut client, methods)?.contains(&2), "the client offers user name and password");
    client.write_all(&[5, 2])?;
    let [1, length] = bytes::<2>(&mut client)? else { panic!("RFC 1929") };
    let user = String::from_utf8(counted(&mut client, length)?).unwrap();
    let [length] = bytes::<1>(&mut client)?;
    let password = String::from_utf8(counted(&mut client, length)?).unwrap();
    client.write_all(&[1, 0])?;
    let [5, 1, 0, kind] = bytes::<4>(&mut client)? else { panic!("RFC 1928") };
    let host = match kind {
        3 => {
            let [length] = bytes::<1>(&mut client)?;
            String::from_utf8(counted(&mut client, length)?).unwrap()
        }
        1 => bytes::<4>(&mut client).map(|_| String::new())?,
        _ => bytes::<16>(&mut client).map(|_| String::new())?,
    };
    let port = u16::from_be_bytes(bytes::<2>(&mut client)?);
    asked.lock().unwrap().push(Asked { user, password, host, port });
    let mut there = TcpStream::connect(target)?;
    client.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
    let (mut up_from, mut up_to) = (client.try_clone()?, there.try_clone()?);
    std::thread::spawn(move || {
        let _ = io::copy(&mut up_from, &mut up_to);
        let _ = up_to.shutdown(Shutdown::Write);
    });
    let _ = io::copy(&mut there, &mut client);
    client.shutdown(Shutdown::Both)
}

/// So many bytes.
fn bytes<const N: usize>(client: &mut TcpStream) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    client.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// As many bytes as the one before said.
fn counted(client: &mut TcpStream, length: u8) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::from(length)];
    client.read_exact(&mut bytes)?;
    Ok(bytes)
}
