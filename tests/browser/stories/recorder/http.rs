//! Requests found in the bytes of a connection. Owns their boundaries; judges nothing.

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Request {
    /// Request line and fields, byte for byte, without the empty line.
    pub(crate) head: String,
    /// What came with it.
    pub(crate) body: Vec<u8>,
    /// Which of the kept connections brought it, from 0.
    pub(crate) connection: usize,
}

/// One page among the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Page {
    /// Bytes of its status line and fields.
    pub(crate) head: usize,
    /// Bytes of the page.
    pub(crate) body: usize,
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

/// What comes after Tor's PROXY line, if it begins with one.
pub(super) fn without_proxy_line(up: &[u8]) -> &[u8] {
    if !up.starts_with(b"PROXY ") {
        return up;
    }
    up.iter().position(|byte| *byte == b'\n').map_or(&[], |end| &up[end + 1..])
}

/// The requests of a connection, each with where it begins. A cut-off body is as long as what came of it.
pub(super) fn requests(up: &[u8]) -> Vec<(usize, Request)> {
    let mut rest = without_proxy_line(up);
    let mut found = Vec::new();
    while let Some(end) = rest.windows(4).position(|four| four == b"\r\n\r\n") {
        let at = up.len() - rest.len();
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        let mut request = Request { head, body: Vec::new(), connection: 0 };
        let length = request.field("content-length").and_then(|value| value.parse().ok()).unwrap_or(0);
        let body = &rest[end + 4..];
        let there = body.len().min(length);
        request.body = body[..there].to_vec();
        rest = &body[there..];
        found.push((at, request));
    }
    found
}

/// The circuit's number in Tor's PROXY line.
pub(super) fn circuit(up: &[u8]) -> Option<u32> {
    let line = String::from_utf8_lossy(up.get(..64.min(up.len()))?).into_owned();
    let address = line.strip_prefix("PROXY TCP6 fc00:dead:beef:4dad::")?.split(' ').next()?;
    let (high, low) = address.split_once(':')?;
    Some(u32::from_str_radix(high, 16).ok()? << 16 | u32::from_str_radix(low, 16).ok()?)
}

/// The whole pages among the answers. Their first bytes are the same everywhere and nowhere else.
pub(super) fn pages(down: &[u8]) -> Vec<Page> {
    const BEGIN: &[u8] = b"\r\n\r\n<!DOCTYPE html>";
    let starts = down.windows(BEGIN.len()).enumerate().filter(|(_, at)| *at == BEGIN).map(|(at, _)| at + 4);
    let page = |start: usize| {
        let before = String::from_utf8_lossy(&down[..start]).into_owned();
        let head = before.get(before.rfind("HTTP/1.1 ")?..)?.to_ascii_lowercase();
        let body = head.split_once("content-length: ")?.1.split("\r\n").next()?.parse().ok()?;
        (down.len() - start >= body).then_some(Page { head: head.len(), body })
    };
    starts.filter_map(page).collect()
}

/// Bodies, several requests on one connection, and one that was cut off.
pub(crate) fn boundaries_are_found() {
    let up = b"PROXY TCP6 fc00:dead:beef:4dad::0:2e ::1 46 80\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n\
               POST /reports HTTP/1.1\r\ncontent-length: 4\r\n\r\n\r\n\r\nPATCH /x HTTP/1.1\r\nContent-Length: 9\r\n\r\ncut";
    let found = requests(up);
    let told: Vec<_> =
        found.iter().map(|(_, request)| (request.method(), request.path(), request.body.as_slice())).collect();
    assert_eq!(told, [("GET", "/", &b""[..]), ("POST", "/reports", b"\r\n\r\n"), ("PATCH", "/x", b"cut")]);
    assert_eq!(found[0].1.field("HOST"), Some("a"));
    assert!(found.iter().all(|(at, request)| up[*at..].starts_with(request.head.as_bytes())));
    assert_eq!(requests(b""), []);
    assert_eq!(circuit(up), Some(0x2e));
    assert_eq!(circuit(b"GET / HTTP/1.1\r\n\r\n"), None);
    let down = b"HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n<!DOCTYPE html>HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n\
                 HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n<!DOCTYPE html>cut";
    assert_eq!(pages(down), [15, 16].map(|body| Page { head: 39, body }));
    assert_eq!(pages(&down[..down.len() - 3]).len(), 1);
}
