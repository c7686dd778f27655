//! The connection loop: PROXY line, HTTP/1.1 with timers, graceful end, lingering close. Knows no route.

use core::convert::Infallible;
use core::future::poll_fn;
use core::time::Duration;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt as _;

use crate::circuits::{Circuit, Circuits};
use crate::config::Limits;
use crate::listener::Listener;
use crate::stream::{Socket, Stream};

/// Bytes that HTTP may read ahead on one connection: also the largest piece of a body.
const READ_AHEAD: usize = 64 * 1024;
/// Longest request header.
const LONGEST_HEADER: usize = 16 * 1024;
/// Most headers in a request.
const MOST_HEADERS: usize = 64;
/// What is thrown away of a refused body, so that its sender sees the answer.
const LINGER_BYTES: usize = 256 * 1024;
/// How long that may take.
const LINGER_TIME: Duration = Duration::from_secs(5);
/// After the system has refused to accept, say for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// What all connections of a listener share.
#[derive(Debug, Clone)]
pub struct Loop {
    /// What answers.
    router: Router,
    /// Connections at once.
    places: Arc<Semaphore>,
    /// Counts the connections of each circuit; not for couriers, who have a listener of their own.
    circuits: Option<Circuits>,
    /// Numbers for connections without a PROXY line.
    numbers: Arc<AtomicU64>,
    /// Becomes true when the server is to stop. Held by every connection, so the sender knows when all have ended.
    stop: watch::Receiver<bool>,
    /// For a header.
    header_time: Duration,
    /// For a stuck write.
    patience: Duration,
}

impl Loop {
    /// A loop that answers with `router` until `stop` becomes true.
    #[must_use]
    pub fn new(
        router: Router,
        places: Arc<Semaphore>,
        circuits: Option<Circuits>,
        limits: &Limits,
        stop: watch::Receiver<bool>,
    ) -> Self {
        Self {
            router,
            places,
            circuits,
            numbers: Arc::new(AtomicU64::new(0)),
            stop,
            header_time: limits.header_time(),
            patience: limits.idle_time(),
        }
    }

    /// Accepts until told to stop; gives back at once then, while connections go on to their end.
    pub async fn run(mut self, listener: Listener) {
        loop {
            let place = tokio::select! {
                _ = self.stop.wait_for(|stop| *stop) => return,
                place = Arc::clone(&self.places).acquire_owned() => place,
            };
            let Ok(place) = place else { return };
            let socket = tokio::select! {
                _ = self.stop.wait_for(|stop| *stop) => return,
                accepted = listener.accept() => accepted,
            };
            let Ok(socket) = socket else {
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            };
            let shared = self.clone();
            let with_line = listener.proxy_line();
            tokio::spawn(async move {
                // A broken connection is the peer's business and nobody else's: nothing is said of it.
                let _ = shared.serve(socket, with_line).await;
                drop(place);
            });
        }
    }

    /// One connection from its first byte to its last.
    async fn serve(mut self, socket: Socket, with_line: bool) -> io::Result<()> {
        let mut stream = Stream::new(socket, self.patience);
        let circuit = if with_line {
            Circuit::Tor(tokio::time::timeout(self.header_time, stream.proxy_line()).await??.circuit)
        } else {
            Circuit::Connection(self.numbers.fetch_add(1, Ordering::Relaxed))
        };
        let _counted = match &self.circuits {
            // Closed without a word: an honest client has a handful of connections to a site, never this many.
            Some(circuits) => Some(circuits.connect(circuit).ok_or(io::ErrorKind::ConnectionRefused)?),
            None => None,
        };
        let router = self.router;
        let asked = Arc::new(AtomicBool::new(false));
        let asks = Arc::clone(&asked);
        let service = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            asks.store(true, Ordering::Release);
            request.extensions_mut().insert(circuit);
            let router = router.clone();
            // Boxed, because the connection is polled in place.
            Box::pin(async move {
                Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|never| match never {}))
            })
        });
        let mut connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.header_time)
            .max_buf_size(READ_AHEAD)
            .max_header_size(LONGEST_HEADER)
            .max_headers(MOST_HEADERS)
            .auto_date_header(false)
            .half_close(false)
            .serve_connection(TokioIo::new(stream), service);
        let mut stopping = false;
        let ended = loop {
            tokio::select! {
                ended = poll_fn(|context| connection.poll_without_shutdown(context)) => break ended,
                _ = self.stop.wait_for(|stop| *stop), if !stopping => {
                    stopping = true;
                    if !asked.load(Ordering::Acquire) {
                        // Nothing was asked yet, and the graceful end would wait for a first request.
                        return Ok(());
                    }
                    core::pin::Pin::new(&mut connection).graceful_shutdown();
                }
            }
        };
        // An error after an early answer is no reason to take the answer away.
        let _ = ended;
        connection.into_parts().io.into_inner().linger(LINGER_BYTES, LINGER_TIME).await;
        Ok(())
    }
}
