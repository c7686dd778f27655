//! What browsers load: pages, assets in the form they take, the manifest and the release's note over it.

use axum::body::Body;
use axum::http::Request;
use candour_note::SigningKey;
use candour_pages::{ASSETS, Manifest, UntrustedRelease, release};
use sha2::{Digest as _, Sha256};

use crate::card::{self, Kind};
use crate::site::{Answer, Site};

async fn get(site: &Site, path: &str, encodings: Option<&str>) -> Answer {
    let mut request = Request::get(path);
    if let Some(encodings) = encodings {
        request = request.header("accept-encoding", encodings);
    }
    site.ask(request.body(Body::empty()).unwrap()).await
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn every_asset_comes_as_the_manifest_says_in_gzip_for_who_takes_it() {
    let site = Site::new("").await;
    let manifest = get(&site, "/.well-known/candour/manifest.json", Some("gzip")).await;
    assert_eq!((manifest.header("content-type"), manifest.header("content-encoding")), ("application/json", ""));
    let manifest = Manifest::from_json(&manifest.body).unwrap();
    assert_eq!(manifest.assets.len(), ASSETS.len());
    for entry in &manifest.assets {
        let whole = get(&site, &entry.path, None).await;
        assert_eq!((hex(&whole.body), whole.header("content-type")), (entry.sha256.clone(), entry.media.as_str()));
        let packed = get(&site, &entry.path, Some("gzip, deflate")).await;
        let (hash, encoding) = match &entry.gzip_sha256 {
            Some(hash) => (hash, "gzip"),
            None => (&entry.sha256, ""),
        };
        assert_eq!((&hex(&packed.body), packed.header("content-encoding")), (hash, encoding), "{}", entry.path);
    }
}

#[tokio::test]
async fn pages_are_never_compressed_and_leaving_makes_the_browser_forget() {
    let site = Site::new("").await;
    for path in ["/", "/accessibility", "/leave"] {
        let page = get(&site, path, Some("gzip, deflate")).await;
        assert_eq!((page.status.as_u16(), page.body.len()), (200, candour::page::SIZE), "{path}");
        assert!(page.header("content-encoding").is_empty(), "{path}");
        assert_eq!(page.headers.contains_key("clear-site-data"), path == "/leave", "{path}");
    }
    let leave = get(&site, "/leave", None).await;
    assert_eq!(leave.header("clear-site-data"), "\"cache\",\"cookies\",\"storage\"");
}

#[tokio::test]
async fn only_the_installed_note_of_this_version_is_served() {
    let key = SigningKey::from_seed("release.example".parse().unwrap(), &[5; 32]);
    let own = release::sign(&Manifest::own(), &key).unwrap();
    let mut older = Manifest::own();
    older.version = "0.0.9".to_owned();
    let older = release::sign(&older, &key).unwrap();
    for (note, status) in
        [(Some(own.to_bytes()), 200), (Some(older.to_bytes()), 404), (Some(b"nothing".as_slice()), 404), (None, 404)]
    {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("manifest.sig");
        note.iter().for_each(|note| std::fs::write(&file, note).unwrap());
        let token = card::make(folder.path(), Some(Kind::today()));
        let site = Site::saying(folder, token, &format!("release_signature = {file:?}\n"), false, "").await;
        let answer = get(&site, "/.well-known/candour/manifest.sig", None).await;
        assert_eq!(answer.status, status);
        if status == 200 {
            let release = UntrustedRelease::parse(&answer.body).unwrap();
            assert_eq!(release.verify(&Manifest::own(), &key.verifying_key()), Ok(()));
        }
    }
}

#[tokio::test]
async fn whatever_languages_a_browser_asks_for_everybody_gets_the_same_bytes() {
    let site = Site::new("").await;
    for path in ["/", "/accessibility", "/leave", "/style.css", "/app.js", "/desk"] {
        let same = get(&site, path, None).await;
        for languages in ["cy", "cy-GB,cy;q=0.9,en;q=0.1", "en", "*", "ar"] {
            let asked = Request::get(path).header("accept-language", languages).body(Body::empty()).unwrap();
            let answer = site.ask(asked).await;
            assert_eq!((answer.status, &answer.headers), (same.status, &same.headers), "{path} {languages}");
            assert!(answer.body == same.body, "{path} {languages}");
        }
    }
}
