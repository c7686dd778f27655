//! An independent client: npm's tus-js-client uploads, breaks off and resumes.

use std::path::Path;

use candour::config::Config;
use candour::serve::Server;
use candour_cli::Voice;
use sha2::{Digest as _, Sha256};

use crate::blob;
use crate::card::{self, Kind};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs: node, and `npm ci` in tests/npm"]
async fn tus_js_client_uploads_and_resumes() {
    let folder = tempfile::tempdir().unwrap();
    card::make(folder.path(), Some(Kind::today()));
    let data = folder.path().display();
    let config: Config = format!(
        "data = '{data}'\n[public]\nlisten = '127.0.0.1:0'\n[collect]\nlisten = '127.0.0.1:0'\n[limits]\ntext_reports = 1000\n"
    )
    .parse()
    .unwrap();
    let server = Server::bind(&Voice::new("candour"), &config).await.unwrap();
    let (state, address) = (server.state(), server.public_address().unwrap());
    let (stop, told) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async {
        let _ = told.await;
    }));
    let blob = blob::classic(5_000_000, 1);
    let file = folder.path().join("report.age");
    std::fs::write(&file, &blob).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/npm/tus-peer.mjs");
    let endpoint = format!("http://{address}/uploads");
    let node = tokio::task::spawn_blocking(move || {
        std::process::Command::new("node").arg(script).arg(endpoint).arg(file).output()
    });
    let node = node.await.unwrap().expect("node runs");
    assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
    let entry = state.store.entry(&Sha256::digest(&blob).into()).expect("the whole file is stored");
    assert_eq!(entry.len, blob.len() as u64);
    assert_eq!(state.store.usage().uploads, 0);
    drop(state);
    stop.send(()).unwrap();
    running.await.unwrap();
}
