//! A drop whose routes are asked without sockets.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use candour::circuits::Circuit;
use candour::config::Config;
use candour::serve::Server;
use candour::state::State;
use candour::{collect, public};
use candour_cli::Voice;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::card::{self, Kind};

/// The drop, its folder, and both routers.
pub(crate) struct Site {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) state: Arc<State>,
    pub(crate) public: Router,
    pub(crate) collect: Router,
    pub(crate) token: String,
    _server: Server,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Site {
    /// With room for everything on any test machine's disk, and `limits` on top.
    pub(crate) async fn new(limits: &str) -> Self {
        Self::of(Kind::today(), limits).await
    }

    pub(crate) async fn of(kind: Kind, limits: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let token = card::make(folder.path(), Some(kind));
        Self::at(folder, token, kind.demo, limits).await
    }

    /// On a folder that is there: a restart.
    pub(crate) async fn at(folder: tempfile::TempDir, token: String, demo: bool, limits: &str) -> Self {
        Self::saying(folder, token, "", demo, limits).await
    }

    /// The same with more lines at the top of the configuration.
    pub(crate) async fn saying(
        folder: tempfile::TempDir,
        token: String,
        lines: &str,
        demo: bool,
        limits: &str,
    ) -> Self {
        let text_reports = if limits.contains("text_reports") { "" } else { "text_reports = 1000\n" };
        let data = folder.path().display();
        let config: Config = format!(
            "data = '{data}'\ndemo = {demo}\n{lines}[public]\nlisten = 'unix:{data}/public.sock'\n\
             [collect]\nlisten = 'unix:{data}/collect.sock'\n[limits]\n{text_reports}{limits}"
        )
        .parse()
        .unwrap();
        let server = Server::bind(&Voice::new("candour"), &config).await.unwrap();
        let state = server.state();
        let public = public::router(Arc::clone(&state));
        let token_hash = candour::token::TokenHash::of_text(token.as_bytes()).unwrap();
        let collect = collect::router(Arc::clone(&state), card::log_key(), token_hash);
        Self { folder, state, public, collect, token, _server: server }
    }

    /// Ends this process's hold of the folder, as a restart would.
    pub(crate) fn close(self) -> (tempfile::TempDir, String) {
        let Self { folder, token, .. } = self;
        (folder, token)
    }

    /// Asks as a Tor circuit.
    pub(crate) async fn ask_as(&self, circuit: u32, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(Circuit::Tor(circuit));
        answer(&self.public, request).await
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        self.ask_as(1, request).await
    }

    /// Asks the collect listener with its token.
    pub(crate) async fn collect(&self, path: &str, range: Option<&str>) -> Answer {
        let mut request = Request::get(path).header("authorization", format!("Bearer {}", self.token));
        if let Some(range) = range {
            request = request.header("range", range);
        }
        answer(&self.collect, request.body(Body::empty()).unwrap()).await
    }

    /// Brings a body to the collect listener with its token.
    pub(crate) async fn bring(&self, request: axum::http::request::Builder, body: impl Into<Body>) -> Answer {
        let request = request.header("authorization", format!("Bearer {}", self.token));
        answer(&self.collect, request.body(body.into()).unwrap()).await
    }

    pub(crate) async fn post(&self, blob: Vec<u8>) -> Answer {
        self.ask(post(blob)).await
    }

    /// Nothing is stored, no upload is open, and no blob's file lies in the folder.
    pub(crate) fn assert_empty(&self, why: &str) {
        let usage = self.state.store.usage();
        assert_eq!((usage.text_count, usage.large_bytes, usage.uploads), (0, 0, 0), "{why}");
        assert_eq!(blob_files(self.folder.path().join("store")), Vec::<PathBuf>::new(), "{why}");
    }
}

/// `POST /reports` of a whole blob.
pub(crate) fn post(blob: Vec<u8>) -> Request<Body> {
    let length = blob.len();
    Request::post("/reports")
        .header("content-type", "application/age")
        .header("content-length", length)
        .body(Body::from(blob))
        .unwrap()
}

/// Files of large blobs below the store's folder.
pub(crate) fn blob_files(store: PathBuf) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(store.join("blobs")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

async fn answer(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    Answer { status: head.status, headers: head.headers, body }
}
