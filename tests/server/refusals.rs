//! What the server refuses, with which status, and that it keeps nothing of it.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::blob;
use crate::site::{Answer, Site, post};
use axum::body::{Body, Bytes};
use axum::http::Request;
use candour_wire::Problem;
use candour_wire::problem::UntrustedProblem;
use futures_util::{StreamExt as _, stream};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// That an answer is this refusal, in full.
fn assert_refused(answer: &Answer, problem: Problem, what: &str) {
    assert_eq!(answer.status.as_u16(), problem.status(), "{what}: {}", answer.text());
    assert_eq!(UntrustedProblem::from_json(&answer.body).and_then(|found| found.known()), Some(problem), "{what}");
    assert_eq!(answer.header("content-type"), "application/problem+json", "{what}");
    assert_eq!(answer.body.len(), candour::problem::DOCUMENT, "{what}");
    assert_eq!(answer.header("connection"), if what == "empty" { "" } else { "close" }, "{what}");
}

/// What is refused for its bytes.
fn misfits() -> Vec<(&'static str, Vec<u8>, Problem)> {
    let header = |stanzas: &str| blob::header(stanzas);
    let scrypt = blob::stanza("scrypt AAAAAAAAAAAAAAAAAAAAAA 18");
    let foreign = blob::stanza("foreign-kind");
    let mut added = blob::classic(100, 1);
    added.truncate(added.len() - 100 - 16 - 8);
    let whole = header(&blob::x25519());
    vec![
        ("empty", Vec::new(), Problem::Empty),
        ("plaintext", b"I saw the inspector take the money".to_vec(), Problem::NotAge),
        ("gzip", vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], Problem::NotAge),
        ("PGP message", b"-----BEGIN PGP MESSAGE-----\n\nhQEMA".to_vec(), Problem::NotAge),
        ("JSON", br#"{"report":"..."}"#.to_vec(), Problem::NotAge),
        ("armored", b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n".to_vec(), Problem::Armored),
        ("scrypt", blob::file(header(&scrypt), 100, 1), Problem::Passphrase),
        ("no known stanza", blob::file(header(&foreign), 100, 1), Problem::NoKnownRecipient),
        ("both kinds", blob::file(header(&format!("{}{}", blob::x25519(), blob::hybrid())), 9, 1), Problem::MixedKinds),
        (
            "three foreign stanzas",
            blob::file(header(&format!("{}{foreign}{foreign}{foreign}", blob::x25519())), 9, 1),
            Problem::ForeignStanzas,
        ),
        ("truncated header", whole[..whole.len() - 9].to_vec(), Problem::Truncated),
        ("header alone", whole.clone(), Problem::Truncated),
        ("not a STREAM's length", added, Problem::Truncated),
        (
            "large and not a STREAM's length",
            blob::classic(200_000, 1)[..whole.len() + 16 + 2 * (65_536 + 16) + 8].to_vec(),
            Problem::Truncated,
        ),
    ]
}

#[tokio::test]
async fn each_misfit_has_its_status_and_leaves_nothing() {
    let site = Site::new("report_bytes = 300000\n").await;
    for (what, bytes, problem) in misfits() {
        assert_refused(&site.post(bytes.clone()).await, problem, what);
        if !bytes.is_empty() {
            // The same without an announced length, in pieces of one byte: no more is waited for to tell armor from plaintext.
            let problem = if what == "armored" { Problem::NotAge } else { problem };
            let size = if bytes.len() > 4000 { 777 } else { 1 };
            let pieces: Vec<_> = bytes.chunks(size).map(Bytes::copy_from_slice).map(Ok::<_, Infallible>).collect();
            let request = Request::post("/reports").header("content-type", "application/age");
            let answer = site.ask(request.body(Body::from_stream(stream::iter(pieces))).unwrap()).await;
            assert_refused(&answer, problem, what);
        }
    }
    assert_refused(&site.post(blob::classic(400_000, 1)).await, Problem::TooLarge, "over the cap");
    let grows = stream::iter(
        blob::classic(400_000, 1).chunks(5000).map(Bytes::copy_from_slice).map(Ok::<_, Infallible>).collect::<Vec<_>>(),
    );
    let request = Request::post("/reports").header("content-type", "application/age").body(Body::from_stream(grows));
    assert_refused(&site.ask(request.unwrap()).await, Problem::TooLarge, "over the cap, not announced");
    site.assert_empty("after every misfit");
}

#[tokio::test]
async fn wrong_media_types_and_tags_are_refused_before_the_body() {
    let site = Site::new("").await;
    let blob = blob::classic(100, 1);
    for kind in
        ["text/plain", "application/octet-stream", "application/age-encrypted", "application/x-www-form-urlencoded"]
    {
        let request = Request::post("/reports").header("content-type", kind).body(Body::from(blob.clone()));
        assert_refused(&site.ask(request.unwrap()).await, Problem::MediaType, kind);
    }
    let request = Request::post("/reports").body(Body::from(blob.clone()));
    assert_refused(&site.ask(request.unwrap()).await, Problem::MediaType, "none");
    let mut request = post(blob.clone());
    request.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
    assert_refused(&site.ask(request).await, Problem::MediaType, "encoded");
    let mut request = post(blob);
    request.headers_mut().insert("candour-tag", "short".parse().unwrap());
    assert_refused(&site.ask(request).await, Problem::BadTag, "tag");
    site.assert_empty("after wrong types");
}

#[tokio::test]
async fn reading_stops_at_the_first_byte_that_does_not_fit() {
    let site = Site::new("").await;
    for (what, start) in
        [("plaintext", b"PK\x03\x04".to_vec()), ("header", b"age-encryption.org/v1\n-> X25519 !".to_vec())]
    {
        let given = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&given);
        let pieces = stream::iter(0..1_000_000).map(move |number| {
            counted.fetch_add(1, Ordering::SeqCst);
            Ok::<_, Infallible>(if number == 0 { Bytes::from(start.clone()) } else { Bytes::from_static(&[0; 1024]) })
        });
        let request =
            Request::post("/reports").header("content-type", "application/age").body(Body::from_stream(pieces));
        let answer = site.ask(request.unwrap()).await;
        assert_eq!(answer.status, 422, "{what}");
        assert_eq!(given.load(Ordering::SeqCst), 1, "{what}: pieces read");
    }
    site.assert_empty("after misfits in an endless body");
}

#[tokio::test]
async fn other_paths_and_methods_are_problem_documents_too() {
    let site = Site::new("").await;
    let get = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    for path in ["/nothing", "/healthz", "/collect/manifest", "/reports/x", "/index.html", "/<script>"] {
        let Ok(request) = Request::get(path).body(Body::empty()) else { continue };
        let answer = site.ask(request).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("script"), "an answer reflects nothing");
    }
    assert_eq!(site.ask(get("/reports")).await.status, 405);
    assert_eq!(site.ask(Request::delete("/").body(Body::empty()).unwrap()).await.status, 405);
}

#[test]
fn arbitrary_and_mutated_bytes_never_cause_a_fault() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let site = runtime.block_on(Site::new("report_bytes = 300000\n"));
    let whole = blob::file(blob::header(&format!("{}{}", blob::x25519(), blob::stanza("grease-1 x"))), 3000, 7);
    let mutated = (
        proptest::collection::vec((0..whole.len(), any::<u8>()), 0..4),
        0..=whole.len(),
        proptest::collection::vec(any::<u8>(), 0..40),
    );
    let arbitrary = proptest::collection::vec(any::<u8>(), 0..2000);
    let mut runner = TestRunner::new(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() });
    runner
        .run(&(arbitrary, mutated), |(arbitrary, (changes, cut, added))| {
            let mut bytes = whole.clone();
            for (at, value) in changes {
                bytes[at] = value;
            }
            bytes.truncate(cut);
            bytes.extend(added);
            for body in [arbitrary, bytes] {
                let answer = runtime.block_on(site.post(body.clone()));
                prop_assert!(answer.status == 201 || answer.status.is_client_error(), "{}", answer.status);
                let patched = runtime.block_on(tus_once(&site, body));
                prop_assert!(patched == 204 || (400..500).contains(&patched), "{patched}");
            }
            Ok(())
        })
        .unwrap();
}

/// The same bytes as an upload of one part.
async fn tus_once(site: &Site, body: Vec<u8>) -> u16 {
    let create = Request::post("/uploads").header("tus-resumable", "1.0.0").header("upload-length", body.len());
    let created = site.ask(create.body(Body::empty()).unwrap()).await;
    if created.status != 201 {
        return created.status.as_u16();
    }
    let part = Request::patch(created.header("location"))
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", "0")
        .header("content-type", "application/offset+octet-stream");
    site.ask(part.body(Body::from(body)).unwrap()).await.status.as_u16()
}
