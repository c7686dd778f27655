//! A drop's collect listener for tests: std sockets, one thread a connection, and every misbehaviour that a test asks for.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use candour_bundle::{Entry, Papers, blob_name};
use candour_desk_card::{DropCard, DropId};
use candour_note::SigningKey;
use sha2::{Digest as _, Sha256};

/// The collection token.
pub(crate) const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Some bytes that nobody else has: a blob is opaque to drop and courier.
pub(crate) fn blob(seed: u8, len: usize) -> Vec<u8> {
    (0..len).map(|at| seed.wrapping_mul(31).wrapping_add((at % 251) as u8)).collect()
}

/// A blob's hash.
fn hash(blob: &[u8]) -> [u8; 32] {
    Sha256::digest(blob).into()
}

/// A blob's file name.
pub(crate) fn name(blob: &[u8]) -> String {
    blob_name(&hash(blob))
}

/// What the drop holds and how it misbehaves.
#[derive(Default)]
struct Inside {
    blobs: BTreeMap<[u8; 32], Vec<u8>>,
    altered: Option<[u8; 32]>,
    /// Bytes after which the next answers to reports break off.
    cuts: Vec<usize>,
    /// Bytes after which the next answer to a report stands still.
    hold: Option<usize>,
    add_after_manifest: Option<Vec<u8>>,
    remove_after_listing: Option<[u8; 32]>,
    shorten: bool,
    listing: Vec<u8>,
    /// First lines of all requests, and the first byte that each asked for.
    requests: Vec<(String, Option<usize>)>,
}

/// The drop. Its threads end with the process.
pub(crate) struct FakeDrop {
    address: SocketAddr,
    key: Arc<SigningKey>,
    id: DropId,
    inside: Arc<Mutex<Inside>>,
}

impl FakeDrop {
    /// A drop that holds `blobs`.
    pub(crate) fn start(blobs: Vec<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let id = DropId(rand::random());
        let key = SigningKey::from_seed("drop.example".parse().unwrap(), &rand::random());
        let inside = Inside { blobs: blobs.into_iter().map(|blob| (hash(&blob), blob)).collect(), ..Inside::default() };
        let drop = Self {
            address: listener.local_addr().unwrap(),
            key: Arc::new(key),
            id,
            inside: Arc::new(Mutex::new(inside)),
        };
        let (key, inside) = (Arc::clone(&drop.key), Arc::clone(&drop.inside));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (key, inside) = (Arc::clone(&key), Arc::clone(&inside));
                std::thread::spawn(move || while serve(stream.as_ref().unwrap(), id, &key, &inside).is_some() {});
            }
        });
        drop
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its drop card.
    pub(crate) fn card(&self) -> String {
        DropCard { id: self.id, onion: None, log: self.key.verifying_key() }.to_text()
    }

    /// The first line of every request.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.inside.lock().unwrap().requests.iter().map(|(line, _)| line.clone()).collect()
    }

    /// The first byte that each request for a report asked for.
    pub(crate) fn ranges(&self) -> Vec<Option<usize>> {
        let inside = self.inside.lock().unwrap();
        inside.requests.iter().filter(|(line, _)| line.contains("/collect/reports/")).map(|(_, from)| *from).collect()
    }

    /// A new report comes in.
    pub(crate) fn add(&self, blob: Vec<u8>) {
        self.inside.lock().unwrap().blobs.insert(hash(&blob), blob);
    }

    /// A new report comes in between the next manifest and its listing, which is then of after.
    pub(crate) fn add_after_next_manifest(&self, blob: Vec<u8>) {
        self.inside.lock().unwrap().add_after_manifest = Some(blob);
    }

    /// A report goes away after the next listing.
    pub(crate) fn remove_after_next_listing(&self, blob: &[u8]) {
        self.inside.lock().unwrap().remove_after_listing = Some(hash(blob));
    }

    /// From now on this report is given out with a wrong byte.
    pub(crate) fn alter(&self, blob: &[u8]) {
        self.inside.lock().unwrap().altered = Some(hash(blob));
    }

    /// The next answers to reports break off after so many bytes each.
    pub(crate) fn cut_next_reports(&self, after: &[usize]) {
        self.inside.lock().unwrap().cuts = after.to_vec();
    }

    /// The next answer to a report stands still after so many bytes.
    pub(crate) fn hold_next_report(&self, after: usize) {
        self.inside.lock().unwrap().hold = Some(after);
    }

    /// Listings lack their last line from now on.
    pub(crate) fn shorten_listings(&self) {
        self.inside.lock().unwrap().shorten = true;
    }
}

/// One request; `None` where the connection ends.
fn serve(stream: &TcpStream, id: DropId, key: &SigningKey, inside: &Mutex<Inside>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let request = lines.next()?;
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let value = |name: &str| headers.iter().find_map(|line| line.strip_prefix(name));
    let from: Option<usize> = value("range: bytes=").map(|range| range.strip_suffix('-').unwrap().parse().unwrap());
    let path = request.split(' ').nth(1)?.to_owned();
    inside.lock().unwrap().requests.push((request.clone(), from));
    if value("authorization: Bearer ") != Some(TOKEN) {
        return answer(stream, "401 Unauthorized", "", candour_wire::Problem::Unauthorized.to_json().as_bytes(), None);
    }
    let mut inside = inside.lock().unwrap();
    if path == candour_wire::paths::MANIFEST {
        let papers = inside.papers(id, key);
        inside.listing.clone_from(&papers.listing);
        if let Some(blob) = inside.add_after_manifest.take() {
            inside.blobs.insert(hash(&blob), blob);
            inside.listing = inside.papers(id, key).listing;
        }
        return answer(stream, "200 OK", "", papers.manifest.to_bytes(), None);
    }
    if path == candour_wire::paths::LISTING {
        let mut listing = inside.listing.clone();
        if inside.shorten {
            listing.truncate(listing.len() / 2);
        }
        if let Some(gone) = inside.remove_after_listing.take() {
            inside.blobs.remove(&gone);
        }
        return answer(stream, "200 OK", "", &listing, None);
    }
    let hash = path.strip_prefix("/collect/reports/")?.parse::<candour_wire::BlobHash>().ok()?.0;
    let Some(mut blob) = inside.blobs.get(&hash).cloned() else {
        return answer(stream, "404 Not Found", "", candour_wire::Problem::NotFound.to_json().as_bytes(), None);
    };
    if inside.altered == Some(hash) {
        blob[0] ^= 1;
    }
    let cut = if inside.cuts.is_empty() { None } else { Some(inside.cuts.remove(0)) };
    let hold = inside.hold.take();
    drop(inside);
    let (status, range) = match from {
        Some(from) => {
            ("206 Partial Content", format!("content-range: bytes {from}-{}/{}\r\n", blob.len() - 1, blob.len()))
        }
        None => ("200 OK", String::new()),
    };
    let done = answer(stream, status, &range, &blob[from.unwrap_or(0)..], cut.or(hold));
    if hold.is_some() {
        // Nothing more comes: until the courier is gone, the connection stays open.
        let _ = BufReader::new(stream).lines().next();
    }
    done
}

/// Writes an answer, or so many bytes of its body; `None` where it was cut.
fn answer(mut stream: &TcpStream, status: &str, more: &str, body: &[u8], most: Option<usize>) -> Option<()> {
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{more}\r\n", body.len());
    stream.write_all(head.as_bytes()).ok()?;
    let most = most.unwrap_or(usize::MAX).min(body.len());
    stream.write_all(&body[..most]).ok()?;
    (most == body.len()).then_some(())
}

impl Inside {
    /// Manifest and listing of now.
    fn papers(&self, id: DropId, key: &SigningKey) -> Papers {
        let entries =
            self.blobs.iter().map(|(sha256, blob)| Entry { sha256: *sha256, size: blob.len() as u64, epoch: 20_780 });
        Papers::make(id.0, 20_780, entries, key).unwrap()
    }
}
