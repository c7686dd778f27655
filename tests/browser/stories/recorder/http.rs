//! Requests found in the bytes of a connection. Owns their boundaries; judges nothing.

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Request {
    /// Request line and fields, byte for byte, without the empty line.
    pub(crate) head: String,
    /// What came with it.
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// Such as `GET`.
    pub(crate) fn method(&self) -> &str {
        self.head.split(' ').next().unwrap_or_default()
    }

    /// Such as `/desk`.
    pub(crate) fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    /// A field's value.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        fields.filter(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

/// The requests of a connection, after Tor's PROXY line. A cut-off body is as long as what came of it.
pub(crate) fn requests(up: &[u8]) -> Vec<Request> {
    let mut rest = up;
    if rest.starts_with(b"PROXY ") {
        let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
        rest = &rest[end..];
    }
    let mut found = Vec::new();
    while let Some(end) = rest.windows(4).position(|four| four == b"\r\n\r\n") {
        let mut request = Request { head: String::from_utf8_lossy(&rest[..end]).into_owned(), body: Vec::new() };
        let length = request.field("content-length").and_then(|value| value.parse().ok()).unwrap_or(0);
        let body = &rest[end + 4..];
        let there = body.len().min(length);
        request.body = body[..there].to_vec();
        rest = &body[there..];
        found.push(request);
    }
    found
}

/// The circuit's number in Tor's PROXY line.
pub(crate) fn circuit(up: &[u8]) -> Option<u32> {
    let line = String::from_utf8_lossy(up.get(..64.min(up.len()))?).into_owned();
    let address = line.strip_prefix("PROXY TCP6 fc00:dead:beef:4dad::")?.split(' ').next()?;
    let (high, low) = address.split_once(':')?;
    Some(u32::from_str_radix(high, 16).ok()? << 16 | u32::from_str_radix(low, 16).ok()?)
}

/// The lengths of the whole pages among the answers. Their first bytes are the same everywhere and nowhere else.
pub(crate) fn pages(down: &[u8]) -> Vec<usize> {
    const BEGIN: &[u8] = b"\r\n\r\n<!DOCTYPE html>";
    let starts = down.windows(BEGIN.len()).enumerate().filter(|(_, at)| *at == BEGIN).map(|(at, _)| at + 4);
    let length = |start: usize| {
        let head = String::from_utf8_lossy(&down[..start]).to_ascii_lowercase();
        let said = head.rsplit("content-length: ").next()?.split("\r\n").next()?.parse().ok()?;
        (down.len() - start >= said).then_some(said)
    };
    starts.filter_map(length).collect()
}

/// Bodies, several requests on one connection, and one that was cut off.
pub(crate) fn boundaries_are_found() {
    let up = b"PROXY TCP6 fc00:dead:beef:4dad::0:2e ::1 46 80\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n\
               POST /reports HTTP/1.1\r\ncontent-length: 4\r\n\r\n\r\n\r\nPATCH /x HTTP/1.1\r\nContent-Length: 9\r\n\r\ncut";
    let found = requests(up);
    let told: Vec<_> =
        found.iter().map(|request| (request.method(), request.path(), request.body.as_slice())).collect();
    assert_eq!(told, [("GET", "/", &b""[..]), ("POST", "/reports", b"\r\n\r\n"), ("PATCH", "/x", b"cut")]);
    assert_eq!(found[0].field("HOST"), Some("a"));
    assert_eq!(requests(b""), []);
    assert_eq!(circuit(up), Some(0x2e));
    assert_eq!(circuit(b"GET / HTTP/1.1\r\n\r\n"), None);
    let down = b"HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n<!DOCTYPE html>HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n\
                 HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n<!DOCTYPE html>cut";
    assert_eq!(pages(down), [15, 16]);
    assert_eq!(pages(&down[..down.len() - 3]), [15]);
}
