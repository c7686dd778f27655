//! Bare connections to a drop, several on one circuit, for whoever must say every byte itself. Owns the client's half of SOCKS5.
//!
//! ```text
//! RFC 1928: 05 01 02                 one method: user name and password
//! RFC 1929: 01 len user len password
//! RFC 1928: 05 01 00 03 len host port   connect, the name as it is
//! ```

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs as _};

use crate::route::{Route, SILENCE, random_hex};

/// A circuit that nobody used before. Every connection of it has the same SOCKS credentials.
#[derive(Debug)]
pub struct Circuit<'r> {
    /// The way.
    route: &'r Route,
    /// SOCKS user name.
    user: String,
    /// SOCKS password.
    password: String,
}

impl Route {
    /// A circuit of its own.
    #[must_use]
    pub fn circuit(&self) -> Circuit<'_> {
        Circuit { route: self, user: random_hex(), password: random_hex() }
    }
}

impl Circuit<'_> {
    /// A new connection to the drop.
    ///
    /// # Errors
    /// What the system says, or that Tor could not reach the drop.
    pub fn connect(&self) -> io::Result<TcpStream> {
        let (host, port) = self.route.address().host_and_port();
        let proxy = self.route.socks_address();
        let target: SocketAddr = match proxy {
            Some(address) => address,
            None => (host, port).to_socket_addrs()?.next().ok_or(io::ErrorKind::NotFound)?,
        };
        let mut stream = TcpStream::connect_timeout(&target, SILENCE)?;
        stream.set_read_timeout(Some(SILENCE))?;
        stream.set_write_timeout(Some(SILENCE))?;
        stream.set_nodelay(true)?;
        if proxy.is_some() {
            self.ask_for(&mut stream, host, port)?;
        }
        Ok(stream)
    }

    /// Asks the SOCKS port for the drop. The name goes to Tor: a look-up here would tell the network which drop is visited.
    fn ask_for(&self, stream: &mut TcpStream, host: &str, port: u16) -> io::Result<()> {
        stream.write_all(&[5, 1, 2])?;
        expect(stream, [5, 2])?;
        let mut greeting = vec![1];
        push_counted(&mut greeting, &self.user)?;
        push_counted(&mut greeting, &self.password)?;
        stream.write_all(&greeting)?;
        expect(stream, [1, 0])?;
        let mut request = vec![5, 1, 0, 3];
        push_counted(&mut request, host)?;
        request.extend(port.to_be_bytes());
        stream.write_all(&request)?;
        expect(stream, [5, 0])?;
        // A reserved byte, then the address that the proxy bound, which is of one of three forms.
        let [_, form] = bytes(stream)?;
        let bound = match form {
            1 => 4,
            4 => 16,
            3 => u64::from(bytes::<1>(stream)?[0]),
            _ => return Err(io::ErrorKind::InvalidData.into()),
        };
        io::copy(&mut stream.take(bound.saturating_add(2)), &mut io::sink()).map(|_| ())
    }
}

/// One byte of length, then the text.
fn push_counted(message: &mut Vec<u8>, text: &str) -> io::Result<()> {
    message.push(u8::try_from(text.len()).map_err(|_| io::ErrorKind::InvalidInput)?);
    message.extend(text.as_bytes());
    Ok(())
}

/// The next bytes.
fn bytes<const N: usize>(stream: &mut TcpStream) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// The proxy's yes.
fn expect(stream: &mut TcpStream, yes: [u8; 2]) -> io::Result<()> {
    if bytes(stream)? == yes { Ok(()) } else { Err(io::ErrorKind::ConnectionRefused.into()) }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;
    use crate::fake_socks::FakeSocks;

    /// Says one word to everybody.
    fn speaker() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || listener.incoming().for_each(|stream| stream.unwrap().write_all(b"word").unwrap()));
        address
    }

    fn heard(circuit: &Circuit<'_>) -> String {
        let mut word = String::new();
        circuit.connect().unwrap().read_to_string(&mut word).unwrap();
        word
    }

    #[test]
    fn connections_of_one_circuit_share_credentials_and_another_circuit_has_others() {
        let socks = FakeSocks::start(speaker());
        let port = socks.address().to_string().parse().unwrap();
        let route = Route::new("abcdef.onion".parse().unwrap(), Some(port), false).unwrap();
        let (one, other) = (route.circuit(), route.circuit());
        assert_eq!([heard(&one), heard(&one), heard(&other)], ["word"; 3]);
        let asked = socks.asked();
        assert!(asked.iter().all(|asked| (asked.host.as_str(), asked.port) == ("abcdef.onion", 80)));
        let names: Vec<_> = asked.iter().map(|asked| (&asked.user, &asked.password)).collect();
        assert!(names.len() == 3 && names[0] == names[1] && names[0].0 != names[2].0 && names[0].1 != names[2].1);
    }

    #[test]
    fn without_socks_the_drop_itself_is_asked() {
        let route = Route::new(speaker().to_string().parse().unwrap(), None, false).unwrap();
        assert_eq!(heard(&route.circuit()), "word");
    }
}
