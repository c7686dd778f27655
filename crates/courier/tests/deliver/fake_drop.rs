//! A drop's collect listener for parcels: std sockets, one thread, and every misbehaviour that a test asks for.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use candour_board::UntrustedParcel;
use candour_wire::{Applied, BlobHash, Problem};
use sha2::{Digest as _, Sha256};

/// The collection token.
pub(crate) const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What happens to the next parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It is applied, and the connection ends without an answer.
    LoseAnswer,
    /// The connection ends before it is applied.
    HangUp,
    /// Other parcels are on their way.
    Busy,
}

#[derive(Default)]
struct Inside {
    applied: Vec<Applied>,
    brought: Vec<Vec<u8>>,
    requests: usize,
    broken: Option<Broken>,
    refuse: Option<(u32, Problem)>,
    lies: bool,
}

/// The drop. Its thread ends with the process.
pub(crate) struct FakeDrop {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

impl FakeDrop {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let drop = Self { address: listener.local_addr().unwrap(), inside: Arc::default() };
        let inside = Arc::clone(&drop.inside);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let inside = Arc::clone(&inside);
                std::thread::spawn(move || while serve(stream.as_ref().unwrap(), &inside).is_some() {});
            }
        });
        drop
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every body that was brought.
    pub(crate) fn brought(&self) -> Vec<Vec<u8>> {
        self.inside.lock().unwrap().brought.clone()
    }

    /// How many parcels were applied.
    pub(crate) fn applied(&self) -> u32 {
        self.inside.lock().unwrap().applied.first().map_or(0, |applied| applied.number)
    }

    /// How many requests came.
    pub(crate) fn requests(&self) -> usize {
        self.inside.lock().unwrap().requests
    }

    pub(crate) fn break_next(&self, broken: Broken) {
        self.inside.lock().unwrap().broken = Some(broken);
    }

    /// Refuses the parcel of this number from now on.
    pub(crate) fn refuse_number(&self, number: u32, problem: Problem) {
        self.inside.lock().unwrap().refuse = Some((number, problem));
    }

    /// Says of every parcel that it is another one.
    pub(crate) fn lie(&self) {
        self.inside.lock().unwrap().lies = true;
    }
}

/// One request; `None` where the connection ends.
fn serve(stream: &TcpStream, inside: &Mutex<Inside>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut lines = reader.by_ref().lines().map_while(Result::ok);
    let request = lines.next()?;
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).map(|line| line.to_lowercase()).collect();
    let value = |name: &str| headers.iter().find_map(|line| line.strip_prefix(name));
    let mut inside = inside.lock().unwrap();
    inside.requests += 1;
    assert_eq!(value("authorization: bearer "), Some(TOKEN.to_lowercase().as_str()));
    if request.starts_with("GET /collect/parcels ") {
        return answer(stream, 200, Applied::to_text(&inside.applied).as_bytes());
    }
    assert!(request.starts_with("POST /collect/parcels "), "{request}");
    assert_eq!(value("content-type: "), Some("application/vnd.candour.parcel"));
    let mut body = vec![0; value("content-length: ").unwrap().parse().unwrap()];
    reader.read_exact(&mut body).ok()?;
    let refuse = |problem: Problem| answer(stream, problem.status(), problem.to_json().as_bytes());
    let broken = inside.broken.take();
    match broken {
        Some(Broken::HangUp) => return None,
        Some(Broken::Busy) => return refuse(Problem::ParcelBusy),
        Some(Broken::LoseAnswer) | None => {}
    }
    let note = body.split(|byte| *byte == 0).next().unwrap();
    let number = UntrustedParcel::parse(note).map(|_| number(note)).unwrap();
    if let Some((refused, problem)) = inside.refuse
        && refused == number
    {
        return refuse(problem);
    }
    let hash = BlobHash(if inside.lies { [9; 32] } else { Sha256::digest(note).into() });
    let applied = Applied { unit: "clwyd".to_owned(), number, note: hash };
    inside.brought.push(body);
    if inside.lies {
        return answer(stream, 201, Applied::to_text(&[applied]).as_bytes());
    }
    inside.applied = vec![applied];
    if broken.is_some() {
        return None;
    }
    answer(stream, 201, Applied::to_text(&inside.applied).as_bytes())
}

/// The number in a note.
fn number(note: &[u8]) -> u32 {
    let text = std::str::from_utf8(note).unwrap();
    text.lines().find_map(|line| line.strip_prefix("number ")).unwrap().parse().unwrap()
}

/// Writes an answer.
fn answer(mut stream: &TcpStream, status: u16, body: &[u8]) -> Option<()> {
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).ok()
}
