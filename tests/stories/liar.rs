//! A drop that lies: passes on what the true one answers, after one change. Owns just enough of HTTP to find where an answer ends.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

/// What a liar may change of one answer: the path that was asked for, header lines, body.
pub(crate) type Lie = dyn Fn(&str, &mut Vec<String>, &mut Vec<u8>) + Send + Sync;

/// A header line after whose answer the liar goes.
pub(crate) const GOES: &str = "connection: close";

/// Starts one before the drop. Its threads end with the process.
pub(crate) fn start(
    drop: SocketAddr,
    lie: impl Fn(&str, &mut Vec<String>, &mut Vec<u8>) + Send + Sync + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let lie: Arc<Lie> = Arc::new(lie);
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let (client, lie) = (client.unwrap(), Arc::clone(&lie));
            std::thread::spawn(move || serve(client, TcpStream::connect(drop).unwrap(), &*lie));
        }
    });
    address
}

/// A head's lines without the empty one; none at the connection's end.
fn head(stream: &mut BufReader<TcpStream>) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => return Some(lines),
            line => lines.push(line.to_owned()),
        }
    }
}

/// The length that a head announces.
fn length(lines: &[String]) -> Option<usize> {
    lines.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok())
}

/// One client's requests.
fn serve(client: TcpStream, drop: TcpStream, lie: &Lie) {
    let (mut client, mut drop) = (BufReader::new(client), BufReader::new(drop));
    while let Some(request) = head(&mut client) {
        let path = request[0].split(' ').nth(1).unwrap().to_owned();
        let mut sent = vec![0; length(&request).unwrap_or(0)];
        client.read_exact(&mut sent).unwrap();
        drop.get_mut().write_all(format!("{}\r\n\r\n", request.join("\r\n")).as_bytes()).unwrap();
        drop.get_mut().write_all(&sent).unwrap();
        let mut lines = head(&mut drop).unwrap();
        let mut body = vec![0; length(&lines).unwrap()];
        drop.read_exact(&mut body).unwrap();
        lie(&path, &mut lines, &mut body);
        let answer = [format!("{}\r\n\r\n", lines.join("\r\n")).as_bytes(), &body].concat();
        // Whoever announces more than there is goes then.
        let goes = lines.iter().any(|line| line == GOES);
        if client.get_mut().write_all(&answer).is_err() || goes {
            return;
        }
    }
}
