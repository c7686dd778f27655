//! A client that blocks: one connection kept open, one request at a time, no HTTP library in the way of the figures.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use candour_wire::{headers, media, paths};

use super::trouble::Trouble;

/// Longest head of an answer.
const HEAD: usize = 16 * 1024;
/// Bytes of a body that are read at once.
const PIECE: usize = 256 * 1024;
/// No answer for this long is a failure, not a figure.
const PATIENCE: Duration = Duration::from_secs(120);

/// One connection.
#[derive(Debug)]
pub(crate) struct Client {
    /// The socket.
    stream: TcpStream,
    /// Request on its way out, so that a small one leaves in one piece.
    out: Vec<u8>,
    /// Where a body is read to and forgotten: large, so that this client costs little beside the server.
    piece: Vec<u8>,
}

/// An answer's head; its body was read and forgotten.
#[derive(Debug)]
pub(crate) struct Answer {
    /// HTTP's status.
    pub(crate) status: u16,
    /// The lines behind it.
    head: String,
}

impl Answer {
    /// A header's value.
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The length of its body.
    pub(crate) fn length(&self) -> Option<usize> {
        self.header("content-length").and_then(|length| length.parse().ok())
    }

    /// The answer, where it is the one that was hoped for.
    fn expect(self, status: u16) -> Result<Self, Trouble> {
        if self.status == status { Ok(self) } else { Err(Trouble::Answer(self.status)) }
    }
}

impl Client {
    /// Connects.
    pub(crate) fn connect(address: SocketAddr) -> Result<Self, Trouble> {
        let connect = || {
            let stream = TcpStream::connect(address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            Ok(stream)
        };
        Ok(Self { stream: connect().map_err(Trouble::Connection)?, out: Vec::new(), piece: vec![0; PIECE] })
    }

    /// Gets a path.
    pub(crate) fn get(&mut self, path: &str) -> Result<Answer, Trouble> {
        self.request("GET", path, "", b"")?.expect(200)
    }

    /// Submits a whole sealed report; returns when the drop says that it is durable.
    pub(crate) fn submit(&mut self, blob: &[u8]) -> Result<(), Trouble> {
        let head = format!("content-type: {}\r\n", media::AGE);
        self.request("POST", paths::REPORTS, &head, blob)?.expect(201).map(drop)
    }

    /// Begins to submit a report of this length, and leaves the rest to [`Client::more`] and [`Client::submitted`].
    pub(crate) fn begin(&mut self, length: u64) -> Result<(), Trouble> {
        let (path, kind) = (paths::REPORTS, media::AGE);
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: drop.invalid\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n"
        );
        self.more(head.as_bytes())
    }

    /// Sends bytes of a body.
    pub(crate) fn more(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.stream.write_all(bytes).map_err(Trouble::Connection)
    }

    /// Waits until the drop says that the report is durable.
    pub(crate) fn submitted(&mut self) -> Result<(), Trouble> {
        self.answer()?.expect(201).map(drop)
    }

    /// Creates a tus upload and returns its path.
    pub(crate) fn create(&mut self, length: u64) -> Result<String, Trouble> {
        let head = format!("{}: {}\r\n{}: {length}\r\n", headers::TUS_RESUMABLE, headers::TUS, headers::UPLOAD_LENGTH);
        let answer = self.request("POST", paths::UPLOADS, &head, b"")?.expect(201)?;
        let place = answer.header("location").ok_or(Trouble::NotHttp)?;
        place.find(paths::UPLOADS).and_then(|at| place.get(at..)).map(str::to_owned).ok_or(Trouble::NotHttp)
    }

    /// Sends the next part of a tus upload.
    pub(crate) fn part(&mut self, upload: &str, offset: u64, part: &[u8]) -> Result<(), Trouble> {
        let head = format!(
            "{}: {}\r\n{}: {offset}\r\ncontent-type: {}\r\n",
            headers::TUS_RESUMABLE,
            headers::TUS,
            headers::UPLOAD_OFFSET,
            media::TUS_PART
        );
        self.request("PATCH", upload, &head, part)?.expect(204).map(drop)
    }

    /// Sends a request and reads its answer.
    fn request(&mut self, method: &str, path: &str, extra: &str, body: &[u8]) -> Result<Answer, Trouble> {
        let length = body.len();
        self.out.clear();
        self.out.extend_from_slice(
            format!("{method} {path} HTTP/1.1\r\nhost: drop.invalid\r\n{extra}content-length: {length}\r\n\r\n")
                .as_bytes(),
        );
        self.out.extend_from_slice(body);
        self.stream.write_all(&self.out).map_err(Trouble::Connection)?;
        self.answer()
    }

    /// Reads an answer to its end.
    fn answer(&mut self) -> Result<Answer, Trouble> {
        let mut bytes = Vec::with_capacity(2048);
        let mut piece = [0; 4096];
        let body = loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break end.saturating_add(4);
            }
            let read = self.stream.read(&mut piece).map_err(Trouble::Connection)?;
            if read == 0 || bytes.len() > HEAD {
                return Err(Trouble::NotHttp);
            }
            bytes.extend_from_slice(piece.get(..read).unwrap_or_default());
        };
        let head = String::from_utf8_lossy(bytes.get(..body).unwrap_or_default()).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or(Trouble::NotHttp)?;
        let answer = Answer { status, head };
        let length: usize = answer.header("content-length").map_or(Ok(0), str::parse).map_err(|_| Trouble::NotHttp)?;
        let mut rest = body.saturating_add(length).saturating_sub(bytes.len());
        while rest > 0 {
            let want = rest.min(self.piece.len());
            let read = self.stream.read(self.piece.get_mut(..want).unwrap_or_default()).map_err(Trouble::Connection)?;
            if read == 0 {
                return Err(Trouble::NotHttp);
            }
            rest = rest.saturating_sub(read);
        }
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    /// Answers one request on a socket of its own with these bytes, and returns what came.
    fn serve(answer: &'static [u8]) -> (SocketAddr, std::thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let thread = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut bytes = [0; 4096];
            let read = stream.read(&mut bytes).unwrap();
            stream.write_all(answer).unwrap();
            String::from_utf8_lossy(&bytes[..read]).into_owned()
        });
        (address, thread)
    }

    #[test]
    fn a_report_is_submitted() {
        let (address, thread) = serve(b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello");
        Client::connect(address).unwrap().submit(b"sealed").unwrap();
        let request = thread.join().unwrap();
        assert!(request.starts_with("POST /reports HTTP/1.1\r\n") && request.ends_with("\r\n\r\nsealed"), "{request}");
    }

    #[test]
    fn an_upload_is_found_and_a_refusal_is_trouble() {
        let (address, thread) =
            serve(b"HTTP/1.1 201 Created\r\nLocation: http://x/uploads/Ab\r\ncontent-length: 0\r\n\r\n");
        assert_eq!(Client::connect(address).unwrap().create(7).unwrap(), "/uploads/Ab");
        assert!(thread.join().unwrap().contains("upload-length: 7\r\n"));
        let (address, thread) = serve(b"HTTP/1.1 507 Full\r\ncontent-length: 0\r\n\r\n");
        assert!(matches!(Client::connect(address).unwrap().submit(b""), Err(Trouble::Answer(507))));
        thread.join().unwrap();
    }
}
