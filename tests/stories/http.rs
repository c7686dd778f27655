//! HTTP as a browser without scripts speaks it: one request, one answer, raw bytes.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

/// Sends a request and reads to the end of the connection; status and body.
pub(crate) fn exchange(to: SocketAddr, head: &str, body: &[u8]) -> (u16, String) {
    let mut stream = TcpStream::connect(to).unwrap();
    let head = format!("{head}\r\nHost: {to}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).unwrap();
    // A server that refuses stops reading.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

/// The first page.
pub(crate) fn page(of: SocketAddr) -> String {
    let (status, page) = exchange(of, "GET / HTTP/1.1", b"");
    assert_eq!(status, 200);
    page
}

/// Sends a file through the form, under a name, as a browser does.
pub(crate) fn send_by_form(to: SocketAddr, name: &str, file: &[u8]) -> (u16, String) {
    let boundary = "----geckoformboundary5f2b";
    let mut body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    let head = format!("POST /reports HTTP/1.1\r\nContent-Type: multipart/form-data; boundary={boundary}");
    exchange(to, &head, &body)
}
