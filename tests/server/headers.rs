//! That every answer of the public listener carries the headers of a drop: each path, each method, each refusal, pages and papers.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request};
use candour_pages::{ASSETS, HEADERS};
use candour_wire::Problem;

use crate::blob;
use crate::site::{Answer, Site};

/// Paths that are something, and one that is nothing.
fn paths() -> Vec<&'static str> {
    let others = [
        "/",
        "/accessibility",
        "/leave",
        "/desk",
        "/board/unit.example",
        "/board/nobody",
        "/reports",
        "/uploads",
        "/uploads/0123456789abcdef0123456789abcdef",
        "/.well-known/candour/manifest.json",
        "/.well-known/candour/manifest.sig",
        "/nothing",
        "//",
    ];
    ASSETS.iter().map(|asset| asset.path).chain(others).collect()
}

/// Headers that some answers have besides, each for its own reason.
const BESIDES: [&str; 13] = [
    "allow",
    "clear-site-data",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "location",
    "retry-after",
    "tus-resumable",
    "tus-version",
    "upload-expires",
    "upload-offset",
    "vary",
];

/// Fails unless the answer has each header once, with its value, and nothing that could load or keep something.
fn assert_dressed(answer: &Answer, what: &str) {
    for (name, value) in HEADERS {
        let values: Vec<_> = answer.headers.get_all(name).iter().collect();
        assert_eq!(values, [value], "{what}: {name}");
    }
    for name in answer.headers.keys() {
        let always = HEADERS.iter().any(|(known, _)| known == name);
        assert!(always || BESIDES.contains(&name.as_str()) || name.as_str().starts_with("tus-"), "{what}: {name}");
    }
}

#[tokio::test]
async fn every_path_and_method_answers_with_exactly_these_headers() {
    let site = Site::new("").await;
    let methods =
        [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];
    let mut statuses = BTreeSet::new();
    for path in paths() {
        for method in &methods {
            for kind in ["", "application/age", "multipart/form-data; boundary=b", "text/plain"] {
                let mut request = Request::builder().method(method).uri(path).header("accept", "text/html");
                if !kind.is_empty() {
                    request = request.header("content-type", kind);
                }
                let answer = site.ask(request.body(Body::from("x")).unwrap()).await;
                statuses.insert(answer.status.as_u16());
                assert_dressed(&answer, &format!("{method} {path} {kind}"));
            }
        }
    }
    for expected in [200, 400, 404, 405, 415] {
        assert!(statuses.contains(&expected), "{statuses:?}");
    }
}

#[tokio::test]
async fn stored_and_refused_reports_and_uploads_are_dressed_too() {
    let site = Site::new("report_bytes = 300000\n").await;
    for (what, answer) in [
        ("stored", site.post(blob::classic(100, 1)).await),
        ("stored again", site.post(blob::classic(100, 1)).await),
        ("empty", site.post(Vec::new()).await),
        ("plain", site.post(b"I saw".to_vec()).await),
        ("too large", site.post(blob::classic(400_000, 1)).await),
    ] {
        assert_dressed(&answer, what);
    }
    for (what, content) in [("stored page", blob::classic(200, 2)), ("refused page", b"I saw".to_vec())] {
        let mut body = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r\"\r\n\r\n".to_vec();
        body.extend(content);
        body.extend(b"\r\n--b--\r\n");
        let request = Request::post("/reports").header("content-type", "multipart/form-data; boundary=b");
        let answer = site.ask(request.header("content-length", body.len()).body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.body.len() % candour::page::SIZE, 0, "{what} is a page");
        assert_dressed(&answer, what);
    }
    let upload = Request::post("/uploads").header("tus-resumable", "1.0.0").header("upload-length", "200000");
    let upload = site.ask(upload.body(Body::empty()).unwrap()).await;
    assert_dressed(&upload, "upload");
    // Every refusal that there is, as document; the one that asks for a token is the couriers' alone.
    for problem in Problem::ALL.into_iter().filter(|problem| *problem != Problem::Unauthorized) {
        let document = candour::problem::document(problem);
        assert!(document.headers().keys().all(|name| BESIDES.contains(&name.as_str())), "{problem:?}");
    }
}
