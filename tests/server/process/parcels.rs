//! A server that is killed while parcels are applied.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::parcel::Make;

/// Brings a parcel to the collect listener; the status, or `None` where no answer came.
fn bring(folder: &Path, body: &[u8]) -> Option<u16> {
    let token = std::fs::read_to_string(folder.join("keys/collect.token")).unwrap();
    let mut stream = UnixStream::connect(folder.join("collect.sock")).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!(
        "{}POST /collect/parcels HTTP/1.1\r\nHost: drop\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/vnd.candour.parcel\r\nContent-Length: {}\r\n\r\n",
        ProxyLine { circuit: 1, port: 80 },
        token.trim(),
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body).ok()?;
    status_of(&mut stream).map(|(status, _)| status)
}

/// The board as it is served.
fn served(folder: &Path) -> Vec<u8> {
    let mut stream = connect(folder, 2);
    stream.write_all(b"GET /board/unit.example HTTP/1.1\r\nHost: drop\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    answer.split_off(end + 4)
}

#[test]
fn killed_while_parcels_are_applied_it_serves_the_old_board_or_the_new_one_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let mut running = Running::new(path, "");
    let (begun, applied) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    for round in 0_u64..8 {
        let (started, done, place) = (Arc::clone(&begun), Arc::clone(&applied), path.to_owned());
        let first = applied.load(Ordering::SeqCst) + 1;
        let courier = std::thread::spawn(move || {
            for number in first.. {
                let body = Make::number(number).body();
                started.store(number, Ordering::SeqCst);
                match bring(&place, &body) {
                    Some(201) => done.store(number, Ordering::SeqCst),
                    Some(status) => panic!("parcel {number}: {status}"),
                    None => return,
                }
            }
        });
        // In the middle of the third one of this round, wherever that is.
        while begun.load(Ordering::SeqCst) < first + 2 {
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_micros(round * 700));
        running.kill();
        courier.join().unwrap();
        running = Running::start(path);
        let board = served(path);
        let (from, to) = (applied.load(Ordering::SeqCst), begun.load(Ordering::SeqCst));
        let found = (from..=to).find(|number| *number > 0 && Make::number(*number).board() == board);
        let found = found.expect("one of the boards that were brought, whole");
        applied.store(found, Ordering::SeqCst);
    }
    assert!(applied.load(Ordering::SeqCst) >= 16);
}
