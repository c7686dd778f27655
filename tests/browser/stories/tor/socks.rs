//! One question to a SOCKS port: does a stream to this onion come about?

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long one try may take.
const TRY: Duration = Duration::from_secs(20);

/// Whether the service at the other end accepted.
pub(crate) fn reaches(socks: SocketAddr, onion: &str) -> bool {
    asked(socks, onion).unwrap_or(false)
}

/// The question, and its answer.
fn asked(socks: SocketAddr, host: &str) -> std::io::Result<bool> {
    let mut answer = [0; 4];
    begin(socks, host)?.read_exact(&mut answer)?;
    Ok(answer[1] == 0)
}

/// The question alone.
pub(crate) fn begin(socks: SocketAddr, host: &str) -> std::io::Result<TcpStream> {
    let mut stream = TcpStream::connect(socks)?;
    stream.set_read_timeout(Some(TRY))?;
    stream.write_all(&[5, 1, 0])?;
    let mut method = [0; 2];
    stream.read_exact(&mut method)?;
    let name = u8::try_from(host.len()).map_err(std::io::Error::other)?;
    stream.write_all(&[&[5, 1, 0, 3, name], host.as_bytes(), &80_u16.to_be_bytes()].concat())?;
    Ok(stream)
}
