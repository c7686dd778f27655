//! tus 1.0.0: creation, parts, resuming, expiry, termination, and what of it is refused.

use std::convert::Infallible;

use crate::blob;
use crate::site::{Answer, Site};
use axum::body::{Body, Bytes};
use axum::http::{Method, Request};
use candour_wire::limits::UPLOAD_DAYS;
use futures_util::StreamExt as _;
use sha2::{Digest as _, Sha256};

/// A request of the protocol.
fn tus(method: Method, path: &str, headers: &[(&str, String)], body: Body) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path).header("tus-resumable", "1.0.0");
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    request.body(body).unwrap()
}

fn create(total: usize) -> Request<Body> {
    tus(Method::POST, "/uploads", &[("upload-length", total.to_string())], Body::empty())
}

fn head(path: &str) -> Request<Body> {
    tus(Method::HEAD, path, &[], Body::empty())
}

fn patch(path: &str, offset: usize, body: impl Into<Body>) -> Request<Body> {
    let headers =
        [("upload-offset", offset.to_string()), ("content-type", "application/offset+octet-stream".to_owned())];
    tus(Method::PATCH, path, &headers, body.into())
}

async fn begin(site: &Site, total: usize) -> String {
    let answer = site.ask(create(total)).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.header("location").to_owned()
}

fn is_stored(site: &Site, blob: &[u8]) -> bool {
    site.state.store.entry(&Sha256::digest(blob).into()).is_some_and(|entry| entry.len == blob.len() as u64)
}

#[tokio::test]
async fn an_upload_in_parts_is_a_stored_report() {
    let site = Site::new("").await;
    for (size, part) in [(30, 100), (3000, 500), (65_000, 30_000), (400_000, 70_001), (3_000_000, 1 << 20)] {
        let blob = blob::classic(size, size);
        let path = begin(&site, blob.len()).await;
        let mut offset = 0;
        for piece in blob.chunks(part) {
            assert_eq!(site.ask(head(&path)).await.header("upload-offset"), offset.to_string());
            let answer = site.ask(patch(&path, offset, piece.to_vec())).await;
            offset += piece.len();
            assert_eq!((answer.status.as_u16(), answer.header("upload-offset")), (204, &*offset.to_string()));
            assert_eq!(answer.header("tus-resumable"), "1.0.0");
        }
        assert!(is_stored(&site, &blob), "{size}");
        assert_eq!(site.state.store.usage().uploads, 0, "{size}");
        // The answer to the last part was lost: asking again says the same.
        let asked = site.ask(head(&path)).await;
        assert_eq!(
            (asked.header("upload-offset"), asked.header("upload-length")),
            (&*offset.to_string(), &*offset.to_string())
        );
        assert_eq!(site.ask(patch(&path, offset, Body::empty())).await.status, 204);
    }
}

#[tokio::test]
async fn a_header_in_parts_of_one_byte_is_judged_as_soon_as_it_is_complete() {
    let site = Site::new("").await;
    let both = blob::header(&format!("{}{}", blob::x25519(), blob::stanza("scrypt AAAAAAAAAAAAAAAAAAAAAA 18")));
    let path = begin(&site, both.len() + 1000).await;
    let mut status = 204;
    let mut offset = 0;
    while status == 204 {
        status = site.ask(patch(&path, offset, vec![both[offset]])).await.status.as_u16();
        offset += 1;
    }
    assert_eq!(status, 422);
    assert!(offset < both.len(), "refused before the header's end, at {offset}");
    assert_eq!(site.ask(head(&path)).await.status, 404);
    site.assert_empty("a refused upload leaves no part");
    // A header that fits, but whose announced length cannot be: refused with the header's last byte.
    let good = blob::classic(100_000, 1);
    let length = blob::header(&blob::x25519()).len();
    let path = begin(&site, length + 16 + 10).await;
    for (offset, byte) in good[..length].iter().enumerate() {
        let answer = site.ask(patch(&path, offset, vec![*byte])).await;
        assert_eq!(answer.status, if offset + 1 < length { 204 } else { 422 }, "{offset}");
    }
    site.assert_empty("a refused length leaves no part");
}

#[tokio::test]
async fn a_refused_part_is_not_read_on_and_the_upload_goes() {
    let site = Site::new("").await;
    let path = begin(&site, 1 << 20).await;
    let pieces = futures_util::stream::iter(0..1024).map(|_| Ok::<_, Infallible>(Bytes::from_static(&[b'x'; 1024])));
    assert_eq!(site.ask(patch(&path, 0, Body::from_stream(pieces))).await.status, 422);
    site.assert_empty("a misfit");
    let late = blob::classic(500_000, 1);
    let path = begin(&site, late.len() - 5).await;
    let longer = futures_util::stream::iter(
        late.chunks(9000).map(Bytes::copy_from_slice).map(Ok::<_, Infallible>).collect::<Vec<_>>(),
    );
    assert!(site.ask(patch(&path, 0, Body::from_stream(longer))).await.status.is_client_error());
    site.assert_empty("more than announced");
}

#[tokio::test]
async fn what_the_protocol_does_not_allow_is_refused() {
    let site = Site::new("report_bytes = 1000000\n").await;
    let status = |answer: Answer| answer.status.as_u16();
    let options = site.ask(Request::options("/uploads").body(Body::empty()).unwrap()).await;
    assert_eq!(options.status, 204);
    assert_eq!(options.header("tus-extension"), "creation,expiration,termination");
    assert_eq!((options.header("tus-version"), options.header("tus-max-size")), ("1.0.0", "1000000"));
    let old = Request::post("/uploads").header("tus-resumable", "0.2.2").header("upload-length", "5");
    let old = site.ask(old.body(Body::empty()).unwrap()).await;
    assert_eq!((old.status.as_u16(), old.header("tus-version")), (412, "1.0.0"));
    let with = |headers: &[(&str, &str)]| {
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        tus(Method::POST, "/uploads", &headers, Body::empty())
    };
    for (headers, expected) in [
        (&[("upload-length", "0")][..], 400),
        (&[("upload-length", "1000001")], 413),
        (&[("upload-length", "-1")], 400),
        (&[("upload-defer-length", "1")], 400),
        (&[("upload-length", "500"), ("upload-metadata", "filename bXkgbmFtZQ==")], 400),
        (&[], 400),
    ] {
        assert_eq!(status(site.ask(with(headers)).await), expected, "{headers:?}");
    }
    site.assert_empty("nothing was begun");
    let blob = blob::classic(2000, 1);
    let path = begin(&site, blob.len()).await;
    assert_eq!(status(site.ask(patch(&path, 5, blob[5..].to_vec())).await), 409);
    let wrong = tus(
        Method::PATCH,
        &path,
        &[("upload-offset", "0".into()), ("content-type", "application/age".into())],
        Body::empty(),
    );
    assert_eq!(status(site.ask(wrong).await), 415);
    let named = [
        ("upload-offset", "0".to_owned()),
        ("content-type", "application/offset+octet-stream".to_owned()),
        ("upload-metadata", "filename eA==".to_owned()),
    ];
    assert_eq!(status(site.ask(tus(Method::PATCH, &path, &named, Body::empty())).await), 400);
    for nobody in ["/uploads/AAAAAAAAAAAAAAAAAAAAAA", "/uploads/x", "/uploads/../reports"] {
        assert_eq!(status(site.ask(head(nobody)).await), 404, "{nobody}");
        assert_eq!(status(site.ask(patch(nobody, 0, vec![1])).await), 404, "{nobody}");
    }
    // The upload is as it was after all this.
    assert_eq!(status(site.ask(patch(&path, 0, blob.clone())).await), 204);
    assert!(is_stored(&site, &blob));
}

#[tokio::test]
async fn an_upload_can_be_ended_and_expires_at_a_midnight() {
    let site = Site::new("").await;
    let created = site.ask(create(5000)).await;
    assert!(created.header("upload-expires").ends_with(" 00:00:00 GMT"), "{}", created.header("upload-expires"));
    let path = created.header("location").to_owned();
    assert_eq!(site.ask(patch(&path, 0, blob::classic(4000, 1)[..500].to_vec())).await.status, 204);
    assert_eq!(site.ask(tus(Method::DELETE, &path, &[], Body::empty())).await.status, 204);
    assert_eq!(site.ask(head(&path)).await.status, 404);
    site.assert_empty("ended");
    // Begun on one of these two days.
    let before = candour::clock::today().0;
    let path = begin(&site, 5000).await;
    let after = candour::clock::today().0;
    assert_eq!(site.state.store.expire_uploads(before + UPLOAD_DAYS), 0);
    assert_eq!(site.state.store.expire_uploads(after + UPLOAD_DAYS + 1), 1);
    assert_eq!(site.ask(patch(&path, 0, blob::classic(4000, 1)[..500].to_vec())).await.status, 404);
    site.assert_empty("expired");
}

#[tokio::test]
async fn an_upload_goes_on_after_a_restart() {
    for (size, cut) in [(3000, 10), (3000, 600), (60_000, 40_000), (900_000, 300_001)] {
        let site = Site::new("").await;
        let blob = blob::classic(size, 5);
        let path = begin(&site, blob.len()).await;
        assert_eq!(site.ask(patch(&path, 0, blob[..cut].to_vec())).await.status, 204);
        let (folder, token) = site.close();
        let site = Site::at(folder, token, false, "").await;
        let asked = site.ask(head(&path)).await;
        assert_eq!((asked.status.as_u16(), asked.header("upload-offset")), (200, &*cut.to_string()));
        let mut rest = patch(&path, cut, blob[cut..].to_vec());
        rest.headers_mut().insert("candour-tag", "AQEBAQEBAQEBAQEBAQEBAQ".parse().unwrap());
        assert_eq!(site.ask(rest).await.status, 204, "{size}");
        assert!(is_stored(&site, &blob), "{size}");
        assert_eq!(site.state.store.entry(&Sha256::digest(&blob).into()).unwrap().tag, [1; 16]);
    }
}

#[tokio::test]
async fn a_whole_upload_that_a_crash_left_unfinished_is_completed_when_it_is_asked_for() {
    let site = Site::new("").await;
    let blob = blob::classic(300_000, 5);
    let today = candour::clock::today().0;
    let id = site.state.store.begin(Some(blob.len() as u64), today + 1).unwrap();
    site.state.store.append(id, 0, &blob).unwrap();
    let path = format!("/uploads/{}", candour_wire::Tag(id.0));
    assert!(!is_stored(&site, &blob));
    assert_eq!(site.ask(head(&path)).await.header("upload-offset"), blob.len().to_string());
    assert!(is_stored(&site, &blob), "a whole offset always means a stored report");
}

#[tokio::test]
async fn a_newer_request_takes_an_upload_over_from_one_that_hangs() {
    let site = Site::new("").await;
    let blob = blob::classic(400_000, 5);
    let path = begin(&site, blob.len()).await;
    let first = Bytes::copy_from_slice(&blob[..100_000]);
    let (read, reading) = tokio::sync::oneshot::channel();
    let mut read = Some(read);
    let hangs = futures_util::stream::iter(std::iter::once(Ok::<_, Infallible>(first))).chain(
        futures_util::stream::poll_fn(move |_| {
            if let Some(read) = read.take() {
                read.send(()).unwrap();
            }
            std::task::Poll::Pending
        }),
    );
    let broken = site.ask(patch(&path, 0, Body::from_stream(hangs)));
    let goes_on = async {
        reading.await.unwrap();
        let asked = site.ask(head(&path)).await;
        assert_eq!(asked.header("upload-offset"), "100000");
        site.ask(patch(&path, 100_000, blob[100_000..].to_vec())).await.status
    };
    let (broken, went_on) = tokio::join!(broken, goes_on);
    assert_eq!((broken.status.as_u16(), went_on.as_u16()), (423, 204));
    assert!(is_stored(&site, &blob));
}

#[tokio::test]
async fn too_many_unfinished_uploads_cost_the_one_that_is_missed_least() {
    let site = Site::new("unfinished_uploads = 3\nbodies_per_circuit = 50\n").await;
    let blob = blob::classic(100_000, 1);
    let kept = begin(&site, blob.len()).await;
    assert_eq!(site.ask(patch(&kept, 0, blob[..70_000].to_vec())).await.status, 204);
    for _ in 0..20 {
        begin(&site, 500_000).await;
    }
    assert_eq!(site.state.store.usage().uploads, 3);
    assert_eq!(site.ask(patch(&kept, 70_000, blob[70_000..].to_vec())).await.status, 204);
    assert!(is_stored(&site, &blob), "empty uploads never displace one that holds something");
}

#[tokio::test]
async fn uploads_of_an_earlier_process_make_place_too() {
    let limits = "unfinished_uploads = 3\nbodies_per_circuit = 50\n";
    let site = Site::new(limits).await;
    let blob = blob::classic(100_000, 1);
    let kept = begin(&site, blob.len()).await;
    assert_eq!(site.ask(patch(&kept, 0, blob[..70_000].to_vec())).await.status, 204);
    begin(&site, 500_000).await;
    begin(&site, 500_000).await;
    let (folder, token) = site.close();
    let site = Site::at(folder, token, false, limits).await;
    for _ in 0..5 {
        begin(&site, 500_000).await;
    }
    assert_eq!(site.state.store.usage().uploads, 3);
    assert_eq!(site.ask(patch(&kept, 70_000, blob[70_000..].to_vec())).await.status, 204);
    assert!(is_stored(&site, &blob), "the one that holds something is still there");
}
