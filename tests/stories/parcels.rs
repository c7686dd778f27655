//! A unit's parcels on their way back: made offline, carried, applied, and served to everybody alike.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use crate::place::Place;

/// The unit's board, as anybody gets it.
fn board(of: SocketAddr) -> Vec<u8> {
    let mut stream = TcpStream::connect(of).unwrap();
    write!(stream, "GET /board/integrity.example HTTP/1.1\r\nHost: {of}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 "));
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    answer.split_off(end + 4)
}

#[test]
fn a_units_parcels_reach_the_drop_and_survive_its_restart() {
    let mut place = Place::new("");
    for number in 1..=2 {
        let out = format!("parcel-{number}");
        place.ran("candour-unit", &["--home", "unit", "parcel", &out, "--passphrase-file", "passphrase"]);
    }
    let url = format!("http://{}", place.collect);
    let deliver = |parcels: &[&str]| {
        let with = ["--card", "desk-card", "--token", "drop/keys/collect.token"];
        let output = place.command("candour-courier", &[&["deliver", &url][..], parcels, &with].concat()).output();
        let output = output.unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let made = |number: u32| fs::read(place.path(&format!("parcel-{number}/board"))).unwrap();
    assert!(board(place.public).iter().all(|byte| *byte == 0), "nothing yet");
    // The second before the first: told, and nothing applied.
    let (code, said) = deliver(&["parcel-2"]);
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("An earlier parcel of this unit is missing"), "{said}");
    assert!(board(place.public).iter().all(|byte| *byte == 0), "nothing yet");
    let (code, said) = deliver(&["parcel-2", "parcel-1"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("parcel 1 of integrity.example is applied") && said.contains("parcel 2 of"), "{said}");
    assert!(board(place.public) == made(2));
    let (code, said) = deliver(&["parcel-1", "parcel-2"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("parcel 2 of integrity.example was applied before\n"), "{said}");
    let status = place.ran("candour", &["--config", "candour.toml", "status"]);
    assert!(String::from_utf8(status.stdout).unwrap().contains("board             integrity.example: parcel 2, "));
    let second = made(2);
    place.stop();
    place.start();
    assert!(board(place.public) == second);
}
