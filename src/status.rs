//! `candour status`: asks the running server over its own collect listener. Owns that one request; the answer's words are
//! [`Health`]'s.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use candour_cli::{Exit, Voice, voice};
use candour_wire::paths;
use http_body_util::{BodyExt as _, Limited};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};
use zeroize::Zeroizing;

use crate::config::{Address, Config};
use crate::error::StatusError;
use crate::health::Health;
use crate::keys::Folder;
use crate::proxy_line::ProxyLine;

/// Longest answer that is read.
const LONGEST: usize = 64 * 1024;
/// How long the server may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Where the server expects Tor's line, this stands for a circuit that Tor never makes.
const NO_CIRCUIT: ProxyLine = ProxyLine { circuit: 0, port: 80 };

/// Says how the drop is.
///
/// # Errors
/// [`StatusError`].
pub fn run(voice: &Voice, config: &Config) -> Result<Exit, StatusError> {
    let token = Folder::new(config.keys()).token_text()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(StatusError::Runtime)?;
    // The timer needs the runtime around it, so it is made inside.
    let asked = runtime.block_on(async { tokio::time::timeout(PATIENCE, ask(config, &token)).await });
    let health = asked.unwrap_or(Err(StatusError::Silent))?;
    let (text, needs) = health.to_text();
    voice::data(text.as_bytes()).map_err(StatusError::Output)?;
    for need in &needs {
        voice.warning(need);
    }
    Ok(Exit::Done)
}

/// Asks.
async fn ask(config: &Config, token: &[u8]) -> Result<Health, StatusError> {
    let with_line = config.collect.proxy_line;
    match &config.collect.listen {
        Address::Unix(path) => {
            ask_on(UnixStream::connect(path).await.map_err(|_| StatusError::Silent)?, token, with_line).await
        }
        Address::Tcp(address) => {
            ask_on(TcpStream::connect(address).await.map_err(|_| StatusError::Silent)?, token, with_line).await
        }
    }
}

/// Asks on an open stream.
async fn ask_on(
    mut stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    token: &[u8],
    with_line: bool,
) -> Result<Health, StatusError> {
    if with_line {
        stream.write_all(NO_CIRCUIT.to_string().as_bytes()).await.map_err(|_| StatusError::Silent)?;
    }
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|_| StatusError::Silent)?;
    let connection = tokio::spawn(connection);
    let mut bearer = Zeroizing::new(b"Bearer ".to_vec());
    bearer.extend_from_slice(token);
    let request = Request::get(paths::HEALTH)
        .header(header::HOST, "drop")
        .header(header::AUTHORIZATION, bearer.as_slice())
        .body(Body::empty())
        .map_err(|_| StatusError::Stranger)?;
    let answer = sender.send_request(request).await.map_err(|_| StatusError::Stranger)?;
    if answer.status() != StatusCode::OK {
        return Err(StatusError::Stranger);
    }
    let body = Limited::new(answer.into_body(), LONGEST).collect().await.map_err(|_| StatusError::Stranger)?;
    connection.abort();
    serde_json::from_slice(&body.to_bytes()).map_err(|_| StatusError::Stranger)
}
