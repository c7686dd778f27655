//! Reports that the server takes, what it answers, and what a courier gets.

use std::io::Write as _;

use crate::card::Kind;
use crate::site::{Answer, Site, post};
use crate::{blob, card};
use axum::body::Body;
use axum::http::Request;
use candour_bundle::UntrustedManifest;
use candour_wire::{BlobHash, Stored};
use sha2::{Digest as _, Sha256};

fn hash(blob: &[u8]) -> BlobHash {
    BlobHash(Sha256::digest(blob).into())
}

/// A field: its file name or none, and its content.
type Field<'a> = (Option<&'a str>, &'a [u8]);

/// A form with these fields.
fn form(fields: &[Field<'_>]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, content) in fields {
        let file = name.map_or(String::new(), |name| format!("; filename=\"{name}\"\r\nContent-Type: text/x-any"));
        body.extend(format!("--BoUnDaRy\r\nContent-Disposition: form-data; name=\"file\"{file}\r\n\r\n").into_bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"--BoUnDaRy--\r\n");
    Request::post("/reports")
        .header("content-type", "multipart/form-data; boundary=BoUnDaRy")
        .header("content-length", body.len())
        .body(Body::from(body))
        .unwrap()
}

/// What the age crate, which rage is made of, writes; it always adds a grease stanza of its own.
fn by_rage(plain: &[u8]) -> Vec<u8> {
    let recipient = age::x25519::Identity::generate().to_public();
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).unwrap();
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap();
    sealed
}

#[tokio::test]
async fn a_report_is_stored_and_the_same_bytes_get_the_same_answer() {
    let site = Site::new("").await;
    for size in [0, 100, 16_000, 65_000, 65_536, 200_000, 3_000_000] {
        let blob = blob::classic(size, size);
        let first = site.post(blob.clone()).await;
        assert_eq!((first.status.as_u16(), first.body.len()), (201, Stored::LEN), "{}", first.text());
        assert_eq!(first.header("connection"), "", "the next request comes on the same one");
        assert_eq!(Stored::from_json(&first.body).unwrap().hash, hash(&blob));
        let before = site.state.store.list().len();
        let again = site.post(blob.clone()).await;
        assert_eq!((again.status, &again.body, &again.headers), (first.status, &first.body, &first.headers));
        assert_eq!(site.state.store.list().len(), before);
        let got = site.collect(&format!("/collect/reports/{}", hash(&blob)), None).await;
        assert!(got.status == 200 && got.body == blob);
    }
    assert_eq!(site.state.store.usage().uploads, 0);
}

#[tokio::test]
async fn rages_own_output_with_its_grease_is_taken() {
    let site = Site::new("").await;
    for size in [0, 5, 20_000, 100_000] {
        let sealed = by_rage(&vec![b'x'; size]);
        let answer = site.post(sealed.clone()).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert_eq!(Stored::from_json(&answer.body).unwrap().hash, hash(&sealed));
    }
    let foreign = blob::stanza("x-grease some arguments");
    let two = blob::file(blob::header(&format!("{foreign}{}{foreign}", blob::hybrid())), 10, 1);
    assert_eq!(site.post(two).await.status, 201);
}

#[tokio::test]
async fn a_tag_is_kept_with_its_report_or_drawn() {
    let site = Site::new("").await;
    let tagged = blob::classic(10, 1);
    let mut request = post(tagged.clone());
    request.headers_mut().insert("candour-tag", "AQEBAQEBAQEBAQEBAQEBAQ".parse().unwrap());
    assert_eq!(site.ask(request).await.status, 201);
    assert_eq!(site.state.store.entry(&hash(&tagged).0).unwrap().tag, [1; 16]);
    let (one, two) = (blob::classic(10, 2), blob::classic(10, 3));
    for blob in [&one, &two] {
        assert_eq!(site.post(blob.clone()).await.status, 201);
    }
    let tag = |blob: &[u8]| site.state.store.entry(&hash(blob).0).unwrap().tag;
    assert_ne!(tag(&one), tag(&two));
}

#[tokio::test]
async fn the_form_takes_exactly_one_file() {
    let site = Site::new("").await;
    for size in [100, 200_000] {
        let blob = blob::classic(size, size);
        let answer = site.ask(form(&[(Some("my-name.age"), &blob)])).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert!(answer.text().contains(&hash(&blob).to_string()) && !answer.text().contains("my-name"));
        assert!(site.state.store.entry(&hash(&blob).0).is_some());
    }
    let (stored, blob, large) = (site.state.store.list().len(), blob::classic(50, 9), blob::classic(150_000, 9));
    let refused: [(&str, u16, Vec<Field<'_>>); 8] = [
        ("two files", 400, vec![(Some("a"), &blob), (Some("b"), &blob)]),
        ("two large files", 400, vec![(Some("a"), &large), (Some("b"), &large)]),
        ("a text field", 400, vec![(None, b"I saw it".as_slice())]),
        ("a file and a text field", 400, vec![(Some("a"), &blob), (None, b"I saw it".as_slice())]),
        ("a text field and a file", 400, vec![(None, b"I saw it".as_slice()), (Some("a"), &blob)]),
        ("no field", 400, vec![]),
        ("no file chosen", 400, vec![(Some(""), b"".as_slice())]),
        ("plaintext", 422, vec![(Some("story.txt"), b"I saw it".as_slice())]),
    ];
    for (what, status, fields) in refused {
        let answer = site.ask(form(&fields)).await;
        assert_eq!(answer.status, status, "{what}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.body.len(), candour::page::SIZE, "{what}");
        assert!(!answer.text().contains("I saw it") && !answer.text().contains("story.txt"));
        assert_eq!(site.state.store.list().len(), stored, "{what}");
        assert_eq!(site.state.store.usage().uploads, 0, "{what}");
    }
    let endless_head = vec![b'a'; 2_000_000];
    let request = Request::post("/reports").header("content-type", "multipart/form-data; boundary=BoUnDaRy");
    let body = [b"--BoUnDaRy\r\nX: ".to_vec(), endless_head].concat();
    let pieces = body.chunks(16_384).map(|piece| Ok::<_, std::convert::Infallible>(piece.to_vec())).collect::<Vec<_>>();
    let answer = site.ask(request.body(Body::from_stream(futures_util::stream::iter(pieces))).unwrap()).await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn every_answer_has_the_headers_and_every_page_the_same_size() {
    let site = Site::new("").await;
    let get = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    let mut answers: Vec<Answer> = Vec::new();
    for path in ["/", "/style.css", "/desk", "/none", "/accessibility", "/leave", "/.well-known/candour/manifest.json"]
    {
        answers.push(site.ask(get(path)).await);
    }
    answers.push(site.post(blob::classic(10, 1)).await);
    answers.push(site.post(b"plain".to_vec()).await);
    answers.push(site.ask(form(&[(Some("a"), &blob::classic(10, 2))])).await);
    for answer in &answers {
        for (name, value) in candour::headers::ALWAYS {
            assert_eq!(answer.header(name), value);
        }
        for name in ["date", "server", "etag", "last-modified", "set-cookie", "accept-ranges"] {
            assert!(!answer.headers.contains_key(name), "{name}");
        }
        if answer.header("content-type").starts_with("text/html") {
            assert_eq!(answer.body.len(), candour::page::SIZE);
        }
    }
    let card = site.state.card.now();
    // What a page says does not depend on the day while its card is in force, so a midnight in between changes nothing.
    let pages = candour_pages::Pages::new(&card, candour::clock::today(), false);
    assert!(answers[0].body == pages.home() && answers[4].body == pages.accessibility());
    assert!(answers[0].text().contains(&card.fingerprint().to_string()));
    assert_eq!(answers[2].body, card.to_bytes());
}

#[tokio::test]
async fn a_demonstration_says_so_on_every_page_and_an_expired_card_too() {
    let site = Site::of(Kind { demo: true, ..Kind::today() }, "").await;
    let page = site.ask(Request::get("/").body(Body::empty()).unwrap()).await;
    let stored = site.ask(form(&[(Some("a"), &blob::classic(10, 2))])).await;
    let refused = site.ask(form(&[])).await;
    for answer in [page, stored, refused] {
        assert!(answer.text().contains("Demonstration only"));
    }
    let today = Kind::today();
    let site = Site::of(Kind { first: today.first - 60, last: today.first, ..today }, "").await;
    let page = site.ask(Request::get("/").body(Body::empty()).unwrap()).await;
    assert!(page.text().contains("has expired") && !page.text().contains("Demonstration"));
}

#[tokio::test]
async fn a_courier_gets_a_signed_manifest_its_listing_and_ranges() {
    let site = Site::new("").await;
    let large = blob::classic(700_000, 1);
    for blob in [blob::classic(10, 1), blob::classic(20, 2), large.clone()] {
        assert_eq!(site.post(blob).await.status, 201);
    }
    let manifest = site.collect("/collect/manifest", None).await;
    assert_eq!(site.post(blob::classic(30, 3)).await.status, 201, "between manifest and listing");
    let listing = site.collect("/collect/listing", None).await;
    let manifest = UntrustedManifest::parse(&manifest.body).unwrap().verify(&card::log_key().verifying_key()).unwrap();
    assert_eq!((manifest.count(), manifest.drop_id()), (3, &[7; 16]));
    let entries = manifest.read_listing(listing.body.as_slice()).unwrap();
    assert!(entries.find(&hash(&large).0).is_some_and(|entry| entry.size == large.len() as u64));
    let path = format!("/collect/reports/{}", hash(&large));
    for from in [0, 1, 65_536, 500_001, large.len() - 1] {
        let part = site.collect(&path, Some(&format!("bytes={from}-"))).await;
        assert_eq!(part.status, 206);
        assert!(part.body == large[from..], "from {from}");
        assert_eq!(part.header("content-range"), format!("bytes {from}-{}/{}", large.len() - 1, large.len()));
    }
    assert_eq!(site.collect(&path, Some(&format!("bytes={}-", large.len()))).await.status, 416);
    assert_eq!(site.collect(&path, Some("bytes=0-9")).await.status, 400);
    assert_eq!(site.collect(&format!("/collect/reports/{}", BlobHash([0; 32])), None).await.status, 404);
    assert_eq!(site.collect("/collect/reports/../x", None).await.status, 404);
    let health = site.collect("/healthz", None).await;
    assert!(health.status == 200 && health.text().contains("\"text_reports\":3"), "{}", health.text());
}

#[tokio::test]
async fn the_collect_listener_shows_nothing_without_its_token() {
    let mut site = Site::new("").await;
    site.token = "A".repeat(43);
    for path in ["/healthz", "/collect/manifest", "/collect/listing", "/collect/reports/x", "/none"] {
        let answer = site.collect(path, None).await;
        assert_eq!(answer.status, 401, "{path}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}

#[tokio::test]
async fn a_filling_drop_slows_circuits_and_a_full_one_says_when_to_come_back() {
    let site = Site::new("text_reports = 4\nattachment_bytes = 300000\n").await;
    for seed in 0..3 {
        assert_eq!(site.post(blob::classic(10, seed)).await.status, 201);
    }
    // More than half full now, and circuit 1 has just submitted.
    let slowed = site.post(blob::classic(10, 3)).await;
    assert_eq!((slowed.status.as_u16(), slowed.header("retry-after")), (429, "600"));
    assert_eq!(site.ask_as(2, post(b"not a report".to_vec())).await.status, 422, "a refusal costs no wait");
    assert_eq!(site.ask_as(2, post(blob::classic(10, 3))).await.status, 201);
    let full = site.ask_as(3, post(blob::classic(10, 4))).await;
    assert_eq!(full.status, 507);
    assert!(full.header("retry-after").parse::<u64>().unwrap() >= 6 * 3600);
    // Attachments have their own share, and it is bounded too.
    assert_eq!(site.ask_as(4, post(blob::classic(200_000, 1))).await.status, 201);
    assert_eq!(site.ask_as(5, post(blob::classic(200_000, 2))).await.status, 507);
    assert_eq!(site.state.store.usage().uploads, 0);
}
