//! What befalls a running server: kill, stop, slow senders, strangers, and a search for what must not be kept.

use std::collections::HashMap;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use sha2::{Digest as _, Sha256};

use super::*;
use crate::blob;

#[test]
fn killed_at_any_moment_during_200_submissions_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let mut running = Running::new(path, "");
    let next = Arc::new(AtomicUsize::new(0));
    let acknowledged: Arc<Mutex<HashMap<usize, Vec<u8>>>> = Arc::default();
    let blob_of = |number: usize| {
        let sizes = [100, 3_000, 16_000, 60_000, 90_000, 400_000];
        blob::classic(sizes[number % sizes.len()], number as u64)
    };
    let mut kills = 0;
    while next.load(Ordering::SeqCst) < 200 {
        let upto = (next.load(Ordering::SeqCst) + 17 + kills * 3).min(200);
        let killed = Arc::new(AtomicBool::new(false));
        let senders: Vec<_> = (0..8)
            .map(|_| {
                let (next, acknowledged) = (Arc::clone(&next), Arc::clone(&acknowledged));
                let (killed, path) = (Arc::clone(&killed), path.to_owned());
                std::thread::spawn(move || {
                    while !killed.load(Ordering::SeqCst) {
                        let number = next.fetch_add(1, Ordering::SeqCst);
                        if number >= 200 {
                            break;
                        }
                        let blob = blob_of(number);
                        match submit(&path, number as u32, &blob) {
                            Some(status) => {
                                assert_eq!(status, 201);
                                acknowledged.lock().unwrap().insert(number, blob);
                            }
                            // Killed: this one may or may not be there.
                            None => break,
                        }
                    }
                })
            })
            .collect();
        // Once enough have begun, in the middle of whatever the others are doing.
        while next.load(Ordering::SeqCst) < upto {
            std::thread::yield_now();
        }
        running.kill();
        killed.store(true, Ordering::SeqCst);
        senders.into_iter().for_each(|sender| sender.join().unwrap());
        kills += 1;
        running = Running::start(path);
    }
    let acknowledged = acknowledged.lock().unwrap();
    assert!(acknowledged.len() >= 100, "{} acknowledged", acknowledged.len());
    // The same bytes again: the same answer, and one record.
    for (number, blob) in acknowledged.iter() {
        assert_eq!(submit(path, *number as u32, blob), Some(201));
    }
    assert_eq!(running.stop("-TERM").0, Some(0));
    let store = held(path);
    let of_hash: HashMap<[u8; 32], usize> = (0..200).map(|n| (Sha256::digest(blob_of(n)).into(), n)).collect();
    for (number, blob) in acknowledged.iter() {
        let mut found = Vec::new();
        store.read(&Sha256::digest(blob).into()).unwrap().expect("acknowledged").read_to_end(&mut found).unwrap();
        assert!(found == *blob, "report {number} is there byte for byte");
    }
    for entry in store.list() {
        let number = of_hash[&entry.hash];
        assert_eq!(entry.len, blob_of(number).len() as u64, "report {number} is wholly there");
    }
}

#[test]
fn told_to_stop_it_finishes_what_runs_and_leaves_its_sockets() {
    for signal in ["-TERM", "-INT"] {
        let folder = tempfile::tempdir().unwrap();
        let running = Running::new(folder.path(), "");
        let blob = blob::classic(60_000, 1);
        let mut stream = running.connect(1);
        stream.write_all(post_head(blob.len()).as_bytes()).unwrap();
        stream.write_all(&blob[..100]).unwrap();
        let mut idle = running.connect(2);
        let rest = blob[100..].to_vec();
        // An answer on another connection shows that the server has begun to read the first one.
        assert_eq!(submit(folder.path(), 3, &blob::classic(10, 9)), Some(201));
        let ends = std::thread::spawn(move || {
            // The listener is gone: the server is stopping.
            let mut end = Vec::new();
            let _ = idle.read_to_end(&mut end);
            stream.write_all(&rest).unwrap();
            status_of(&mut stream)
        });
        let (code, said) = running.stop(signal);
        assert_eq!(ends.join().unwrap().unwrap().0, 201);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.ends_with("candour: stopped\n"), "{said}");
        assert!(!folder.path().join("public.sock").exists() && !folder.path().join("collect.sock").exists());
        assert_eq!(held(folder.path()).list().len(), 2);
    }
}

#[test]
fn two_hundred_slow_uploads_do_not_keep_others_from_being_answered() {
    let folder = tempfile::tempdir().unwrap();
    let running = Running::new(folder.path(), "");
    let blob = blob::classic(500_000, 1);
    let mut slow: Vec<UnixStream> = (0..200).map(|circuit| running.connect(circuit)).collect();
    for stream in &mut slow {
        stream.write_all(post_head(blob.len()).as_bytes()).unwrap();
    }
    // Each round is what 1 KiB a second brings: the time between two rounds makes no difference to the server's state.
    for round in 0..80 {
        for stream in &mut slow {
            stream.write_all(&blob[round * 1024..(round + 1) * 1024]).unwrap();
        }
        if round % 8 == 0 {
            assert_eq!(submit(folder.path(), 1000 + round as u32, &blob::classic(16_000, round as u64)), Some(201));
        }
    }
    assert!(running.peak_mib() < 128, "{} MiB", running.peak_mib());
    drop(slow);
    assert_eq!(submit(folder.path(), 5000, &blob::classic(16_000, 5000)), Some(201));
    assert_eq!(running.stop("-TERM").0, Some(0));
    let store = held(folder.path());
    assert_eq!((store.list().len(), store.usage().large_bytes), (11, 0), "no part of a broken upload is kept");
}

#[test]
fn a_gigabyte_passes_through_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let running = Running::new(folder.path(), "");
    let before = running.peak_mib();
    let blob = blob::classic(100_000_000, 1);
    assert_eq!(submit(folder.path(), 1, &blob), Some(201));
    assert!(running.peak_mib() <= before + 64, "{} MiB after {before} MiB", running.peak_mib());
}

#[test]
fn a_refused_body_is_not_read_on_and_its_sender_sees_why() {
    let folder = tempfile::tempdir().unwrap();
    let running = Running::new(folder.path(), "");
    let mut stream = running.connect(1);
    stream.write_all(post_head(1 << 30).as_bytes()).unwrap();
    stream.write_all(b"PK").unwrap();
    let (status, body) = status_of(&mut stream).expect("an answer before the body's end");
    assert_eq!(status, 422);
    assert!(body.contains("urn:candour:problem:not-age"));
    // What can still be written is what is thrown away so that the answer is seen, and what fits the sockets' buffers.
    let mut written = 0;
    while stream.write_all(&[0; 65_536]).is_ok() {
        written += 65_536;
        assert!(written <= 2 << 20, "the server reads on");
    }
}

#[test]
fn whatever_does_not_begin_with_tors_line_is_turned_away() {
    let folder = tempfile::tempdir().unwrap();
    let running = Running::new(folder.path(), "");
    for start in [&b"GET / HTTP/1.1\r\nHost: drop\r\n\r\n"[..], b"PROXY TCP4 127.0.0.1 127.0.0.1 1 80\r\n", &[0; 500]] {
        let mut stream = UnixStream::connect(folder.path().join("public.sock")).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let _ = stream.write_all(start);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert_eq!(answer, b"");
    }
    // In pieces of one byte it is the same line.
    let mut stream = UnixStream::connect(folder.path().join("public.sock")).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    for byte in format!("{}GET /desk HTTP/1.1\r\nHost: drop\r\n\r\n", ProxyLine { circuit: 9, port: 80 }).bytes() {
        stream.write_all(&[byte]).unwrap();
    }
    assert_eq!(status_of(&mut stream).unwrap().0, 200);
    drop(running);
}

/// The address that Tor makes up for a circuit.
fn made_up(circuit: u32) -> Ipv6Addr {
    let line = ProxyLine { circuit, port: 80 }.to_string();
    line.split(' ').nth(2).unwrap().parse().unwrap()
}

#[test]
fn planted_markers_are_found_nowhere() {
    const PLAINTEXT: &str = "PLAINTEXT-MARKER-4711";
    const NAME: &str = "NAME-MARKER-4712.pdf";
    const AGENT: &str = "AGENT-MARKER-4713";
    const CIRCUIT: u32 = 0xbeef_cafe;
    let folder = tempfile::tempdir().unwrap();
    let running = Running::new(folder.path(), "");
    let exchange = |head: String, body: &[u8]| {
        let mut stream = running.connect(CIRCUIT);
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        status_of(&mut stream).unwrap()
    };
    for seed in 0..10 {
        let blob = blob::classic(if seed % 2 == 0 { 5_000 } else { 100_000 }, seed);
        let form = [
            format!("--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{NAME}\"\r\n\r\n").into_bytes(),
            blob,
            b"\r\n--B--\r\n".to_vec(),
        ]
        .concat();
        let head = format!(
            "POST /reports HTTP/1.1\r\nHost: drop\r\nUser-Agent: {AGENT}\r\nX-Forwarded-For: 203.0.113.77\r\n\
             Content-Type: multipart/form-data; boundary=B\r\nContent-Length: {}\r\n\r\n",
            form.len()
        );
        assert_eq!(exchange(head, &form).0, 201);
    }
    for body in [PLAINTEXT.to_owned(), format!("age-encryption.org/v1\n-> {PLAINTEXT}\n!")] {
        let (status, answer) = exchange(post_head(body.len()), body.as_bytes());
        assert!(status == 422 && !answer.contains(PLAINTEXT));
    }
    let (status, answer) = exchange(format!("GET /{PLAINTEXT}?{NAME} HTTP/1.1\r\nHost: {AGENT}\r\n\r\n"), b"");
    assert!(status == 404 && !answer.contains("MARKER"));
    let (code, said) = running.stop("-TERM");
    assert_eq!(code, Some(0));
    let line = ProxyLine { circuit: CIRCUIT, port: 80 }.to_string();
    let (forwarded, made_up) = (Ipv4Addr::new(203, 0, 113, 77), made_up(CIRCUIT));
    let texts = [PLAINTEXT, "NAME-MARKER", AGENT, "203.0.113.77", "beef:cafe", "fc00:dead", line.trim()]
        .map(str::to_owned)
        .into_iter()
        .chain([
            format!("{:08x}", forwarded.to_bits()),
            format!("{:032x}", made_up.to_bits()),
            format!("{CIRCUIT:08x}"),
        ])
        .chain([forwarded.to_bits().to_string(), CIRCUIT.to_string()])
        .collect::<Vec<_>>();
    // As a program keeps them: sixteen bytes, in either order.
    let addresses = [made_up.to_bits(), forwarded.to_ipv6_mapped().to_bits()]
        .map(|bits| [bits.to_be_bytes(), bits.to_le_bytes()])
        .concat();
    let mut seen = 0;
    let mut search = |what: &str, bytes: &[u8]| {
        for marker in &texts {
            let found = bytes.windows(marker.len()).any(|window| window.eq_ignore_ascii_case(marker.as_bytes()));
            assert!(!found, "{marker} in {what}");
        }
        for marker in &addresses {
            assert!(!bytes.windows(marker.len()).any(|window| window == marker), "{marker:02x?} in {what}");
        }
        for marker in [CIRCUIT.to_be_bytes(), CIRCUIT.to_le_bytes(), [203, 0, 113, 77]] {
            // Four bytes turn up in sealed bytes by chance; in what is said they do not.
            assert!(what != "stderr" || !bytes.windows(4).any(|window| window == marker), "{marker:?} in {what}");
        }
        seen += 1;
    };
    search("stderr", said.as_bytes());
    let mut folders = vec![folder.path().to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let entry = entry.unwrap().path();
            search("a name", entry.as_os_str().as_encoded_bytes());
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.is_file() {
                search(&entry.display().to_string(), &std::fs::read(&entry).unwrap());
            }
        }
    }
    assert!(seen > 12, "the store's files were searched");
    let clock = said.as_bytes().windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit());
    assert!(!clock, "no time of day is said: {said}");
}

#[test]
fn status_tells_a_keeper_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let running = Running::new(folder.path(), "");
    assert_eq!(submit(folder.path(), 1, &blob::classic(10, 1)), Some(201));
    let output = command(folder.path(), "status").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && said.contains("text reports      1 of 1000\n") && said.contains("number 3"),
        "{said}"
    );
    assert_eq!(running.stop("-TERM").0, Some(0));
    let output = command(folder.path(), "status").output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stderr).unwrap().contains("does not answer"));
}
