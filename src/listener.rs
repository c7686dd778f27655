//! Listening on a unix socket or a TCP address. Owns binding, the socket's mode and its removal; says no peer's address.

use std::fs::Permissions;
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
use std::os::unix::net::UnixStream as Probe;
use std::path::{Path, PathBuf};

use tokio::net::{TcpListener, UnixListener};

use crate::config::Address;
use crate::stream::Socket;

/// Mode of a unix socket: the server's user and Tor's, who share a group.
const SOCKET_MODE: u32 = 0o660;

/// A bound listener. A unix socket's file goes when it is dropped.
#[derive(Debug)]
pub struct Listener {
    /// What accepts.
    kind: Kind,
    /// Whether streams begin with the PROXY line.
    proxy_line: bool,
}

/// Either kind of listener.
#[derive(Debug)]
enum Kind {
    /// A unix socket and its file.
    Unix(UnixListener, PathBuf),
    /// A TCP address.
    Tcp(TcpListener),
}

impl Listener {
    /// Binds. A socket file that nobody listens on any more is replaced.
    ///
    /// # Errors
    /// What the system says; `AddrInUse` where another process listens there.
    pub async fn bind(address: &Address, proxy_line: bool) -> io::Result<Self> {
        let kind = match address {
            Address::Unix(path) => {
                remove_stale(path)?;
                let listener = UnixListener::bind(path)?;
                std::fs::set_permissions(path, Permissions::from_mode(SOCKET_MODE))?;
                Kind::Unix(listener, path.clone())
            }
            Address::Tcp(address) => Kind::Tcp(TcpListener::bind(address).await?),
        };
        Ok(Self { kind, proxy_line })
    }

    /// The TCP address that was bound, where it is one: with port 0 the system chose.
    #[must_use]
    pub fn tcp_address(&self) -> Option<SocketAddr> {
        match &self.kind {
            Kind::Tcp(listener) => listener.local_addr().ok(),
            Kind::Unix(..) => None,
        }
    }

    /// Whether streams begin with the PROXY line.
    #[must_use]
    pub const fn proxy_line(&self) -> bool {
        self.proxy_line
    }

    /// The next stream. Its peer's address is dropped here.
    ///
    /// # Errors
    /// What the system says.
    pub async fn accept(&self) -> io::Result<Socket> {
        match &self.kind {
            Kind::Unix(listener, _) => listener.accept().await.map(|(socket, _)| Socket::Unix(socket)),
            Kind::Tcp(listener) => {
                let (socket, _) = listener.accept().await?;
                // Answers are small and whole: waiting to fill packets only delays them.
                socket.set_nodelay(true)?;
                Ok(Socket::Tcp(socket))
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Kind::Unix(_, path) = &self.kind {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Removes a socket file that a dead process left; anything else stays.
fn remove_stale(path: &Path) -> io::Result<()> {
    let Ok(meta) = path.symlink_metadata() else { return Ok(()) };
    if !meta.file_type().is_socket() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    match Probe::connect(path) {
        Ok(_) => Err(io::ErrorKind::AddrInUse.into()),
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => std::fs::remove_file(path),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_dead_socket_is_replaced_and_a_live_one_or_a_file_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("public.sock");
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        let address = Address::Unix(path.clone());
        let listener = Listener::bind(&address, false).await.unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, SOCKET_MODE);
        assert_eq!(Listener::bind(&address, false).await.unwrap_err().kind(), io::ErrorKind::AddrInUse);
        drop(listener);
        assert!(!path.exists());
        std::fs::write(&path, b"precious").unwrap();
        assert!(Listener::bind(&address, false).await.is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"precious");
    }
}
