//! A drop for tests: one thread, plain HTTP/1.1, faults on order. Speaks what the real one speaks and keeps what it got.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use candour_wire::{BlobHash, Stored, limits};
use sha2::{Digest as _, Sha256};

use crate::test_cards::TestCard;

/// What happens to a request that has a body.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cut {
    /// Nothing.
    None,
    /// The connection ends after so many bytes of a part; they are kept.
    InPart { after: u64 },
    /// The whole is taken; the answer is lost.
    BeforeAnswer,
}

/// A request as it came, without its body.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    method: String,
    path: String,
    headers: BTreeMap<String, String>,
}

impl Request {
    /// `METHOD /path`.
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// All header names, sorted.
    pub(crate) fn header_names(&self) -> Vec<&str> {
        self.headers.keys().map(String::as_str).collect()
    }
}

/// An answer made up beforehand, for a request after so many others.
struct Planned {
    after: usize,
    /// What the request's path begins with, where it matters.
    path: &'static str,
    text: String,
}

#[derive(Default)]
struct State {
    card: Vec<u8>,
    boards: BTreeMap<String, Vec<u8>>,
    requests: Vec<Request>,
    connections: usize,
    cuts: VecDeque<Cut>,
    planned: VecDeque<Planned>,
    uploads: BTreeMap<String, (u64, Vec<u8>)>,
    stored: Vec<Vec<u8>>,
    watch: Option<Box<dyn FnMut() + Send>>,
    ends: bool,
}

/// The drop. Ends with its value.
pub(crate) struct FakeDrop {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl FakeDrop {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State {
            card: TestCard::in_force(20_000).make().to_bytes().to_vec(),
            ..State::default()
        }));
        let theirs = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if theirs.lock().unwrap().ends {
                    break;
                }
                theirs.lock().unwrap().connections += 1;
                // A connection that breaks is a test's own doing.
                let _ = serve(&stream.unwrap(), &theirs);
            }
        });
        Self { address, state }
    }

    #[allow(dead_code, reason = "only the tests of the whole program ask")]
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn card(&self) -> Vec<u8> {
        self.state.lock().unwrap().card.clone()
    }

    pub(crate) fn set_card(&self, card: Vec<u8>) {
        self.state.lock().unwrap().card = card;
    }

    /// What is served as a unit's board; zeros where nothing is set.
    pub(crate) fn set_board(&self, unit: &str, board: Vec<u8>) {
        self.state.lock().unwrap().boards.insert(unit.to_owned(), board);
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.state.lock().unwrap().requests.clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.state.lock().unwrap().connections
    }

    /// Whole reports, in the order they were completed.
    pub(crate) fn stored(&self) -> Vec<Vec<u8>> {
        self.state.lock().unwrap().stored.clone()
    }

    /// Calls this with every request that brings bytes, while its sender waits for the answer.
    #[allow(dead_code, reason = "only the tests of the whole program watch")]
    pub(crate) fn watch(&self, watch: impl FnMut() + Send + 'static) {
        self.state.lock().unwrap().watch = Some(Box::new(watch));
    }

    /// Orders the fate of the next request that brings bytes.
    pub(crate) fn cut_next(&self, cut: Cut) {
        self.state.lock().unwrap().cuts.push_back(cut);
    }

    /// Orders the answer of the next request, whatever it is.
    pub(crate) fn answer_next(&self, status: u16, headers: &str, body: &str) {
        self.answer_after(0, status, headers, body);
    }

    /// Orders the answer of the request after `after` others.
    pub(crate) fn answer_after(&self, after: usize, status: u16, headers: &str, body: &str) {
        self.plan(after, "/", status, headers, body);
    }

    /// Orders the answer of the next request for such a path.
    pub(crate) fn answer_to(&self, path: &'static str, status: u16, headers: &str, body: &str) {
        self.plan(0, path, status, headers, body);
    }

    fn plan(&self, after: usize, path: &'static str, status: u16, headers: &str, body: &str) {
        let text = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {}\r\n\r\n{body}", body.len());
        self.state.lock().unwrap().planned.push_back(Planned { after, path, text });
    }
}

impl Drop for FakeDrop {
    fn drop(&mut self) {
        self.state.lock().unwrap().ends = true;
        let _ = TcpStream::connect(self.address);
    }
}

/// One connection: requests until the other side closes.
fn serve(stream: &TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut input = BufReader::new(stream.try_clone()?);
    let mut output = stream.try_clone()?;
    loop {
        let Some(request) = head(&mut input)? else { return Ok(()) };
        let len: u64 = request.header("content-length").map_or(0, |text| text.parse().unwrap());
        let planned = {
            let mut state = state.lock().unwrap();
            state.requests.push(request.clone());
            match state.planned.front_mut() {
                Some(first) if !request.path.starts_with(first.path) => None,
                Some(first) if first.after == 0 => state.planned.pop_front(),
                Some(first) => {
                    first.after -= 1;
                    None
                }
                None => None,
            }
        };
        let cut = if len > 0 { state.lock().unwrap().cuts.pop_front().unwrap_or(Cut::None) } else { Cut::None };
        let take = match cut {
            Cut::InPart { after } => after.min(len),
            _ => len,
        };
        let mut body = Vec::new();
        input.by_ref().take(take).read_to_end(&mut body)?;
        if len > 0
            && let Some(watch) = &mut state.lock().unwrap().watch
        {
            watch();
        }
        let answer = match planned {
            Some(planned) => planned.text.into_bytes(),
            None => answer(&request, body, &mut state.lock().unwrap()),
        };
        if !matches!(cut, Cut::None) {
            return stream.shutdown(Shutdown::Both);
        }
        output.write_all(&answer)?;
    }
}

/// Request line and headers; `None` at the end.
fn head(input: &mut impl std::io::BufRead) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        input.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Ok(Some(Request { method, path, headers }))
}

/// What the real one answers.
fn answer(request: &Request, body: Vec<u8>, state: &mut State) -> Vec<u8> {
    let id = request.path.strip_prefix("/uploads/").unwrap_or_default().to_owned();
    let offset = request.header("upload-offset").and_then(|text| text.parse::<u64>().ok());
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/") => bytes(200, b"<p>a page"),
        ("GET", "/desk") => bytes(200, &state.card),
        ("GET", path) if path.starts_with("/board/") => match state.boards.get(path.trim_start_matches("/board/")) {
            Some(board) => bytes(200, board),
            None => bytes(200, &vec![0; limits::SMALLEST_BOARD]),
        },
        ("POST", "/reports") => {
            let hash = BlobHash(Sha256::digest(&body).into());
            if !state.stored.contains(&body) {
                state.stored.push(body);
            }
            text(201, "", &Stored { hash }.to_json())
        }
        ("POST", "/uploads") => {
            let total = request.header("upload-length").unwrap().parse().unwrap();
            let id = format!("upload-{}", state.uploads.len());
            state.uploads.insert(id.clone(), (total, Vec::new()));
            text(201, &format!("location: http://elsewhere.example/uploads/{id}\r\n"), "")
        }
        ("HEAD", _) => match state.uploads.get(&id) {
            Some((_, held)) => format!("HTTP/1.1 200 X\r\nupload-offset: {}\r\n\r\n", held.len()).into_bytes(),
            None => b"HTTP/1.1 404 X\r\n\r\n".to_vec(),
        },
        ("PATCH", _) => {
            let Some((total, held)) = state.uploads.get_mut(&id) else { return text(404, "", "") };
            if offset != Some(held.len() as u64) {
                return text(409, "", "");
            }
            held.extend_from_slice(&body);
            let now = held.len();
            if now as u64 == *total {
                state.stored.push(held.clone());
            }
            format!("HTTP/1.1 204 X\r\nupload-offset: {now}\r\n\r\n").into_bytes()
        }
        _ => text(405, "", ""),
    }
}

/// An answer with a body.
fn text(status: u16, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} X\r\n{headers}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// An answer with a body that is no text.
fn bytes(status: u16, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}
