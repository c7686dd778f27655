//! Measures the store; `cargo xtask bench` reads what it prints.
//!
//! `measure submit DIR [COUNT]`   durable 16 KiB submissions, 32 at once, against bare append and fdatasync with group commit
//! `measure memory DIR [COUNT]`   resident memory over many submissions
//! `measure fill DIR GIB TEXTS`   fills a store
//! `measure start DIR`            opens it: seconds and resident memory
//! `measure stream DIR MIB`       an upload, against writing and syncing the same bytes
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a measurement, not a program for others"
)]

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Instant;

use candour_store::{Meta, Options, Store};
use rand::RngCore as _;
use rand::rngs::OsRng;

/// A submission.
const LEN: usize = 16 * 1024;
/// At once.
const CLIENTS: u64 = 32;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let number = |at: usize, default: u64| args.get(at).map_or(default, |text| text.parse().unwrap());
    let dir = Path::new(args.get(2).expect("a folder"));
    match args[1].as_str() {
        "submit" => submit(dir, number(3, 10_000)),
        "memory" => memory(dir, number(3, 60_000)),
        "fill" => fill(dir, number(3, 5), number(4, 10_000)),
        "start" => start(dir),
        "stream" => stream(dir, number(3, 1024)),
        other => panic!("no such measurement: {other}"),
    }
}

/// A value of /proc/self/status, in MiB.
fn status(key: &str) -> f64 {
    let mut text = String::new();
    File::open("/proc/self/status").unwrap().read_to_string(&mut text).unwrap();
    let line = text.lines().find(|line| line.starts_with(key)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

/// Random bytes and a random stand-in for their hash: hashing is not the store's.
fn blob(len: usize) -> (Vec<u8>, [u8; 32]) {
    let (mut bytes, mut hash) = (vec![0; len], [0; 32]);
    OsRng.fill_bytes(&mut bytes);
    OsRng.fill_bytes(&mut hash);
    (bytes, hash)
}

/// Runs `count` calls from [`CLIENTS`] threads and gives calls per second.
fn clients(count: u64, call: impl Fn(&[u8]) + Sync) -> f64 {
    let left = AtomicU64::new(count);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                let (bytes, _) = blob(LEN);
                while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
                    call(&bytes);
                }
            });
        }
    });
    count as f64 / began.elapsed().as_secs_f64()
}

/// Puts through the store.
fn store_rate(store: &Store, count: u64) -> f64 {
    clients(count, |bytes| {
        let mut hash = [0; 32];
        OsRng.fill_bytes(&mut hash);
        store.put_text(bytes.to_vec(), hash, Meta { tag: [0; 16], epoch: 1 }).wait().unwrap();
    })
}

/// Group commit on a bare file: whoever finds nobody syncing syncs for all that has been appended.
struct Bare {
    /// The file.
    file: File,
    /// Appended, synced, and whether somebody syncs.
    state: Mutex<(u64, u64, bool)>,
    /// Rung after every sync.
    synced: Condvar,
}

impl Bare {
    fn put(&self, bytes: &[u8]) {
        let mut state = self.state.lock().unwrap();
        (&self.file).write_all(bytes).unwrap();
        state.0 += 1;
        let mine = state.0;
        while state.1 < mine {
            if state.2 {
                state = self.synced.wait(state).unwrap();
            } else {
                state.2 = true;
                let upto = state.0;
                drop(state);
                self.file.sync_data().unwrap();
                state = self.state.lock().unwrap();
                state.1 = upto;
                state.2 = false;
                self.synced.notify_all();
            }
        }
    }
}

fn submit(dir: &Path, count: u64) {
    std::fs::create_dir_all(dir).unwrap();
    let file = File::create(dir.join("bare")).unwrap();
    let bare = Bare { file, state: Mutex::new((0, 0, false)), synced: Condvar::new() };
    let (store, _) = Store::open(&dir.join("store"), Options::default()).unwrap();
    for _ in 0..3 {
        let bare = clients(count, |bytes| bare.put(bytes));
        let ours = store_rate(&store, count);
        println!(
            "submit: store {ours:.0}/s, bare {bare:.0}/s, ratio {:.2}, peak {:.0} MiB",
            ours / bare,
            status("VmHWM")
        );
    }
}

fn memory(dir: &Path, count: u64) {
    let (store, _) = Store::open(dir, Options::default()).unwrap();
    for _ in 0..10 {
        let rate = store_rate(&store, count / 10);
        println!(
            "memory: {} kept, {rate:.0}/s, resident {:.0} MiB, peak {:.0} MiB",
            store.usage().text_count,
            status("VmRSS"),
            status("VmHWM")
        );
    }
    let began = Instant::now();
    store.close_epoch(1).unwrap();
    println!(
        "memory: close {:.1} s, resident {:.0} MiB, peak {:.0} MiB",
        began.elapsed().as_secs_f64(),
        status("VmRSS"),
        status("VmHWM")
    );
    let began = Instant::now();
    for entry in store.list() {
        std::io::copy(&mut store.read(&entry.hash).unwrap().unwrap(), &mut std::io::sink()).unwrap();
    }
    println!(
        "memory: read all {:.1} s, resident {:.0} MiB, peak {:.0} MiB",
        began.elapsed().as_secs_f64(),
        status("VmRSS"),
        status("VmHWM")
    );
}

fn fill(dir: &Path, gib: u64, texts: u64) {
    let (store, _) = Store::open(dir, Options::default()).unwrap();
    store_rate(&store, texts);
    let (part, _) = blob(1 << 20);
    let mut left = (gib << 30).saturating_sub(texts * LEN as u64);
    while left > 0 {
        let len = left.min(128 << 20);
        let id = store.begin(Some(len), 9).unwrap();
        let mut held = 0;
        while held < len {
            held = store.append(id, held, &part[..(len - held).min(1 << 20) as usize]).unwrap();
        }
        store.finish(id, blob(0).1, Meta { tag: [0; 16], epoch: 1 }).unwrap();
        left -= len;
    }
}

fn start(dir: &Path) {
    let began = Instant::now();
    let (store, report) = Store::open(dir, Options::default()).unwrap();
    println!("start: {:.3} s, resident {:.0} MiB, {report:?}", began.elapsed().as_secs_f64(), status("VmRSS"));
    drop(store);
}

fn stream(dir: &Path, mib: u64) {
    let (store, _) = Store::open(&dir.join("store"), Options::default()).unwrap();
    let (part, _) = blob(512 << 10);
    for _ in 0..3 {
        let path = dir.join("plain");
        let began = Instant::now();
        let mut file = File::create(&path).unwrap();
        for _ in 0..mib * 2 {
            file.write_all(&part).unwrap();
        }
        file.sync_all().unwrap();
        let plain = mib as f64 / began.elapsed().as_secs_f64();
        std::fs::remove_file(path).unwrap();
        let began = Instant::now();
        let id = store.begin(Some(mib << 20), 9).unwrap();
        let mut held = 0;
        for _ in 0..mib * 2 {
            held = store.append(id, held, &part).unwrap();
        }
        let hash = blob(0).1;
        store.finish(id, hash, Meta { tag: [0; 16], epoch: 1 }).unwrap();
        let ours = mib as f64 / began.elapsed().as_secs_f64();
        store.delete(&hash).unwrap();
        println!(
            "stream: store {ours:.0} MiB/s, plain {plain:.0} MiB/s, ratio {:.2}, peak {:.0} MiB",
            ours / plain,
            status("VmHWM")
        );
    }
}
