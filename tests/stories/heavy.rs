//! What is large: a report of a gigabyte over a bad network, and sixty thousand small ones. `cargo xtask test` runs these in release.

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Read as _, Write as _};
use std::net::TcpStream;

use rand::{RngCore as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};

use crate::memory::{peak_of, peak_of_run};
use crate::place::Place;
use crate::proxy::CuttingProxy;

/// A MiB.
const MIB: u64 = 1 << 20;
/// How much more a gigabyte may take than 16 KiB, in MiB.
const MORE: u64 = 64;

/// SHA-256 of a file, read in pieces.
fn hash_of(path: &std::path::Path) -> [u8; 32] {
    let (mut file, mut hash, mut piece) = (fs::File::open(path).unwrap(), Sha256::new(), vec![0; 1 << 20]);
    loop {
        match file.read(&mut piece).unwrap() {
            0 => return hash.finalize().into(),
            read => hash.update(&piece[..read]),
        }
    }
}

#[test]
#[ignore = "needs: 6 GiB of disk and minutes"]
fn a_gigabyte_arrives_over_a_network_that_breaks_twice_and_no_program_holds_it_in_memory() {
    let place = Place::new("");
    fs::write(place.path("report.txt"), "With everything that I have.\n").unwrap();
    let mut noise = rand::rngs::StdRng::seed_from_u64(1);
    let mut file = BufWriter::new(fs::File::create(place.path("everything")).unwrap());
    let mut piece = vec![0; 1 << 20];
    for _ in 0..1000 {
        noise.fill_bytes(&mut piece);
        file.write_all(&piece).unwrap();
    }
    file.into_inner().unwrap().sync_all().unwrap();

    let proxy = CuttingProxy::start(place.public, vec![200 * MIB, 600 * MIB]);
    let bad_network = format!("http://{}", proxy.address);
    let steps = |to: &str, more: &[&str], bundle: &str, held: &[&str]| {
        let said = ["--fingerprint-file", "published", "--report", "report.txt", "--no-codename"];
        let mut source = place.command("candour-source", &[&["send", to][..], &said, more].concat());
        source.env("TMPDIR", place.path(""));
        let source = peak_of_run(&mut source);
        let args = place.collect_args(bundle);
        let args: Vec<&str> = args.iter().map(String::as_str).chain(held.iter().copied()).collect();
        let courier = peak_of_run(&mut place.command("candour-courier", &args));
        let open = ["--home", "unit", "open", bundle, "--passphrase-file", "passphrase"];
        let unit = peak_of_run(&mut place.command("candour-unit", &open));
        [("source", source), ("server", peak_of(place.server_id()).unwrap()), ("courier", courier), ("unit", unit)]
    };
    let small = steps(&place.url(), &[], "small", &[]);
    let large = steps(&bad_network, &["--attach", "everything"], "large", &["--held", "small"]);
    assert_eq!(proxy.cuts(), 2, "the connection was cut twice");
    assert!(proxy.up() < 1100 * MIB, "it went on where it was cut: {} MiB went up", proxy.up() / MIB);
    for ((who, small), (_, large)) in small.into_iter().zip(large) {
        println!("{who}: {small} MiB for 16 KiB, {large} MiB for 1 GiB");
        assert!(large <= small + MORE, "{who} held {large} MiB for 1 GiB and {small} MiB for 16 KiB");
    }
    let sealed = place.reports().into_iter().find(|report| report.join("attachments").is_dir()).unwrap();
    assert_eq!(fs::metadata(sealed.join("sealed.age")).unwrap().len(), 1024 * MIB);
    assert_eq!(hash_of(&sealed.join("attachments/01.bin")), hash_of(&place.path("everything")));
}

#[test]
#[ignore = "needs: 2 GiB of disk and minutes"]
fn sixty_thousand_text_reports_in_one_run_fit_into_256_mib() {
    const REPORTS: u64 = 60_000;
    const CLIENTS: u64 = 32;
    let place = Place::new("text_reports = 200000");
    fs::write(place.path("report.txt"), "One of many.\n").unwrap();
    let seal =
        ["seal", "--card", "desk-card", "--fingerprint-file", "published", "--report", "report.txt", "--no-codename"];
    place.ran("candour-source", &[&seal[..], &["--out", "report.age"]].concat());
    let sealed = fs::read(place.path("report.age")).unwrap();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (place, mut sealed) = (&place, sealed.clone());
            scope.spawn(move || {
                // What follows the header is random to whoever has no key, so other random bytes make another report.
                let start = sealed.len() - 8 * 1024;
                let mut noise = rand::rngs::StdRng::seed_from_u64(client);
                let mut stream = TcpStream::connect(place.public).unwrap();
                let mut answers = BufReader::new(stream.try_clone().unwrap());
                for _ in 0..REPORTS / CLIENTS {
                    noise.fill_bytes(&mut sealed[start..]);
                    let head = format!(
                        "POST /reports HTTP/1.1\r\nHost: drop\r\nContent-Type: application/age\r\nContent-Length: {}\r\n\r\n",
                        sealed.len()
                    );
                    stream.write_all(&[head.as_bytes(), &sealed].concat()).unwrap();
                    assert_eq!(answer(&mut answers), 201);
                }
            });
        }
    });
    let peak = peak_of(place.server_id()).unwrap();
    println!("server: {peak} MiB after {REPORTS} text reports");
    let status = place.ran("candour", &["--config", "candour.toml", "status"]);
    let status = String::from_utf8(status.stdout).unwrap();
    assert!(status.contains(&format!("{REPORTS} of 200000")), "{status}");
    assert!(peak <= 256, "the server held {peak} MiB");
}

/// Reads one answer; its status.
fn answer(from: &mut impl BufRead) -> u16 {
    let mut line = String::new();
    from.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap().parse().unwrap();
    let mut length = 0;
    loop {
        line.clear();
        from.read_line(&mut line).unwrap();
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().unwrap(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).unwrap();
    status
}
