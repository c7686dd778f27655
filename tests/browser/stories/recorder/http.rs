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

/// Bodies, several requests on one connection, and one that was cut off.
pub(crate) fn boundaries_are_found() {
    let up = b"PROXY TCP6 fc00:dead:beef:4dad::0:2e ::1 46 80\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n\
               POST /reports HTTP/1.1\r\ncontent-length: 4\r\n\r\n\r\n\r\nPATCH /x HTTP/1.1\r\nContent-Length: 9\r\n\r\ncut";
    let found = requests(up);
    let told: Vec<_> = found.iter().map(|request| (request.method(), request.path(), request.body.as_slice())).collect();
    assert_eq!(told, [("GET", "/", &b""[..]), ("POST", "/reports", b"\r\n\r\n"), ("PATCH", "/x", b"cut")]);
    assert_eq!(found[0].field("HOST"), Some("a"));
    assert_eq!(requests(b""), []);
}
