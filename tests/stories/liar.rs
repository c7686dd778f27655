//! A drop that lies: passes on what the true one answers, after one change. Owns just enough of HTTP to find where an answer ends.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

/// What a liar may change of one answer: the path that was asked for, header lines, body.
pub(crate) type Lie = dyn Fn(&str, &mut Vec<String>, &mut Vec<u8>) + Send + Sync;

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

/// One client's requests, none of which has a body.
fn serve(client: TcpStream, drop: TcpStream, lie: &Lie) {
    let (mut client, mut drop) = (BufReader::new(client), BufReader::new(drop));
    while let Some(request) = head(&mut client) {
        let path = request[0].split(' ').nth(1).unwrap().to_owned();
        drop.get_mut().write_all(format!("{}\r\n\r\n", request.join("\r\n")).as_bytes()).unwrap();
        let mut lines = head(&mut drop).unwrap();
        let length = lines.iter().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap();
        let mut body = vec![0; length];
        drop.read_exact(&mut body).unwrap();
        lie(&path, &mut lines, &mut body);
        let answer = [format!("{}\r\n\r\n", lines.join("\r\n")).as_bytes(), &body].concat();
        if client.get_mut().write_all(&answer).is_err() {
            return;
        }
    }
}
