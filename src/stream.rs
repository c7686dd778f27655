//! One accepted stream, unix or TCP, with the bytes read ahead of HTTP put back in front.
//!
//! Owns the reading of the PROXY line and the timer of stuck writes. Remembers no peer.

use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::io;

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::{Instant, Sleep};

use crate::proxy_line::{self, Progress, ProxyLine};

/// A stream of either kind.
#[derive(Debug)]
pub enum Socket {
    /// From a unix socket.
    Unix(UnixStream),
    /// From a TCP address.
    Tcp(TcpStream),
}

/// A stream on its way to HTTP.
#[derive(Debug)]
pub struct Stream {
    /// The socket.
    socket: Socket,
    /// Read already, not yet given on.
    ahead: Bytes,
    /// How long a write may be stuck.
    patience: Duration,
    /// Runs while a write is stuck.
    stuck: Option<Pin<Box<Sleep>>>,
}

impl Stream {
    /// A stream whose writes may be stuck for `patience`.
    #[must_use]
    pub const fn new(socket: Socket, patience: Duration) -> Self {
        Self { socket, ahead: Bytes::new(), patience, stuck: None }
    }

    /// Reads the PROXY line. What came behind it is kept for HTTP.
    ///
    /// # Errors
    /// The stream broke off, or began with something else.
    pub async fn proxy_line(&mut self) -> io::Result<ProxyLine> {
        let mut bytes = BytesMut::with_capacity(proxy_line::LONGEST);
        loop {
            match proxy_line::scan(&bytes).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))? {
                Progress::Line(line, len) => {
                    bytes.advance(len);
                    self.ahead = bytes.freeze();
                    return Ok(line);
                }
                Progress::More => {
                    let room = proxy_line::LONGEST.saturating_sub(bytes.len());
                    let read = (&mut *self).take(u64::try_from(room).unwrap_or(0)).read_buf(&mut bytes).await?;
                    if read == 0 {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
            }
        }
    }

    /// Ends the stream so that the peer still sees the answer: no more is written, and a bounded rest of what it sends is thrown
    /// away unseen. Closing with unread bytes would reset the connection under the answer.
    pub async fn linger(mut self, most: usize, time: Duration) {
        let until = Instant::now() + time;
        if self.shutdown().await.is_err() {
            return;
        }
        let mut scrap = vec![0; 16 * 1024];
        let mut left = most;
        while left > 0 {
            match tokio::time::timeout_at(until, self.read(&mut scrap)).await {
                Ok(Ok(read)) if read > 0 => left = left.saturating_sub(read),
                _ => return,
            }
        }
    }

    /// Lets a write wait, but not for ever.
    fn impatient<T>(&mut self, context: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.stuck = None;
            return result;
        }
        let patience = self.patience;
        let stuck = self.stuck.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        match stuck.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if !self.ahead.is_empty() {
            let len = self.ahead.len().min(into.remaining());
            into.put_slice(&self.ahead.split_to(len));
            return Poll::Ready(Ok(()));
        }
        match &mut self.socket {
            Socket::Unix(socket) => Pin::new(socket).poll_read(context, into),
            Socket::Tcp(socket) => Pin::new(socket).poll_read(context, into),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = match &mut self.socket {
            Socket::Unix(socket) => Pin::new(socket).poll_write(context, bytes),
            Socket::Tcp(socket) => Pin::new(socket).poll_write(context, bytes),
        };
        self.impatient(context, result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = match &mut self.socket {
            Socket::Unix(socket) => Pin::new(socket).poll_write_vectored(context, pieces),
            Socket::Tcp(socket) => Pin::new(socket).poll_write_vectored(context, pieces),
        };
        self.impatient(context, result)
    }

    /// Both kinds of socket take several pieces at once. Without it HTTP copies a whole board behind its head before it is written.
    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = match &mut self.socket {
            Socket::Unix(socket) => Pin::new(socket).poll_flush(context),
            Socket::Tcp(socket) => Pin::new(socket).poll_flush(context),
        };
        self.impatient(context, result)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = match &mut self.socket {
            Socket::Unix(socket) => Pin::new(socket).poll_shutdown(context),
            Socket::Tcp(socket) => Pin::new(socket).poll_shutdown(context),
        };
        self.impatient(context, result)
    }
}
