//! Submissions made by a process of its own, said line by line, and what a store must hold when that process ended at any moment.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use candour_store::{Entry, Store, StoreError, Stored, UploadId};
use rand::Rng as _;

use super::{blob, hash, meta, open, put, read};

/// Submissions of one process.
pub const COUNT: u64 = 200;
/// Their epoch.
const EPOCH: u32 = 7;
/// The last epoch of their uploads.
const EXPIRES: u32 = 9;
/// Threads of that process.
const THREADS: usize = 4;
/// Names the folder to the process that writes; without it, that test does nothing.
const FOLDER: &str = "CANDOUR_STORE_TEST_FOLDER";
/// What its lines begin with.
const MARK: &str = "said ";

/// The bytes of a submission: one of five is too large for a record.
fn payload(number: u64) -> Vec<u8> {
    let len = if number % 5 == 4 { 70_000 + number * 1500 } else { 1 + number.wrapping_mul(2_654_435_761) % 65_536 };
    blob(number, usize::try_from(len).unwrap())
}

/// Whether it comes as an upload; some of text size do too.
fn is_upload(number: u64) -> bool {
    number % 5 >= 3
}

/// The process that writes, called by a test of the name `writer`.
pub fn write_if_asked() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let store = open(Path::new(&folder)).0;
    let next = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= COUNT {
                        break;
                    }
                    submit(&store, number);
                }
            });
        }
    });
}

/// One submission, with everything said that was answered.
fn submit(store: &Store, number: u64) {
    let bytes = payload(number);
    say(&format!("sending {number}"));
    if is_upload(number) {
        let id = store.begin(Some(bytes.len() as u64), EXPIRES).unwrap();
        say(&format!("begun {number} {id}"));
        let mut held = 0;
        for part in bytes.chunks(bytes.len() / 3 + 1) {
            held = store.append(id, held, part).unwrap();
            say(&format!("held {id} {held}"));
        }
        say(&format!("finishing {id}"));
        store.finish(id, hash(&bytes), meta(number, EPOCH)).unwrap();
        say(&format!("finished {id}"));
    } else {
        put(store, &bytes, meta(number, EPOCH)).unwrap();
    }
    say(&format!("kept {number}"));
    if number % 10 == 9 {
        say(&format!("deleting {number}"));
        store.delete(&hash(&bytes)).unwrap();
        say(&format!("deleted {number}"));
    }
    if number % 25 == 24 {
        store.close_epoch(EPOCH).unwrap();
    }
}

/// A line in one write, past the test harness.
fn say(line: &str) {
    // The harness may have begun a line of its own.
    std::io::stdout().write_all(format!("\n{MARK}{line}\n").as_bytes()).unwrap();
}

/// Ends the process when it goes out of scope.
struct Guard(Child);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What an upload's lines said.
#[derive(Debug, Default)]
struct SaidUpload {
    number: u64,
    held: u64,
    finishing: bool,
    finished: bool,
}

/// What is known of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Sent or being deleted, no answer seen.
    Open,
    Kept,
    Deleted,
}

/// What processes have said.
#[derive(Debug, Default)]
pub struct Said {
    known: BTreeMap<u64, Known>,
    uploads: BTreeMap<String, SaidUpload>,
}

impl Said {
    /// Runs the writing process on a folder and kills it with signal 9 after some number of lines and some microseconds.
    pub fn killed(&mut self, folder: &Path) {
        let lines = rand::thread_rng().gen_range(0..1100);
        let pause = Duration::from_micros(rand::thread_rng().gen_range(0..4000));
        println!("kill after {lines} lines and {pause:?}");
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer", "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut child = Guard(child);
        let mut seen = 0;
        for line in BufReader::new(child.0.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            let Some(line) = line.strip_prefix(MARK) else { continue };
            self.hear(line);
            if seen == lines {
                // Not for something to happen: so that it may be in the middle of anything.
                std::thread::sleep(pause);
                child.0.kill().unwrap();
            }
            seen += 1; // what was said before the end is in the pipe, and counts
        }
        let status = child.0.wait().unwrap();
        assert!(seen > lines || status.success(), "the writing process failed by itself: {status}");
    }

    /// One line.
    fn hear(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |word: &str| word.parse::<u64>().unwrap();
        match words.as_slice() {
            ["sending", n] => {
                let known = self.known.entry(number(n)).or_insert(Known::Open);
                // The same bytes again change nothing where they are kept.
                *known = if *known == Known::Kept { Known::Kept } else { Known::Open };
            }
            ["kept", n] => drop(self.known.insert(number(n), Known::Kept)),
            ["deleting", n] => drop(self.known.insert(number(n), Known::Open)),
            ["deleted", n] => drop(self.known.insert(number(n), Known::Deleted)),
            ["begun", n, id] => {
                let upload = SaidUpload { number: number(n), ..SaidUpload::default() };
                self.uploads.insert((*id).to_owned(), upload);
            }
            ["held", id, held] => self.uploads.get_mut(*id).unwrap().held = number(held),
            ["finishing", id] => self.uploads.get_mut(*id).unwrap().finishing = true,
            ["finished", id] => self.uploads.get_mut(*id).unwrap().finished = true,
            _ => panic!("what does {line:?} mean?"),
        }
    }

    /// Holds a store against what was said. `parts_survive`: what an append answered is there, which a loss of power may undo.
    pub fn check(&self, folder: &Path, parts_survive: bool) {
        let (store, report) = open(folder);
        assert!(!report.is_damaged(), "{report:?}");
        assert_eq!(report.repaired_keys, 0);
        let there = self.check_blobs(&store);
        self.check_uploads(&store, report.uploads, parts_survive);

        // The same bytes again, as a source does that saw no answer.
        for number in 0..COUNT {
            let bytes = payload(number);
            let stored = put(&store, &bytes, meta(number, EPOCH)).unwrap();
            if there.contains(&number) {
                assert_eq!(stored, Stored::Already, "submission {number}");
            }
            assert!(read(&store, &hash(&bytes)).unwrap() == bytes, "submission {number}");
        }
        assert_eq!(store.list().len() as u64, COUNT, "one record each");
        drop(store);
        let (store, report) = open(folder);
        assert_eq!((report.blobs, report.uploads, report.files_without_entry, report.stray_keys), (COUNT, 0, 0, 0));
        let files = std::fs::read_dir(folder.join("blobs")).unwrap().count();
        assert_eq!(files, (0..COUNT).filter(|number| number % 5 == 4).count());
        assert_eq!(store.list().len() as u64, COUNT);
    }

    /// What was acknowledged is there; what is there is whole. Gives the numbers that are there.
    fn check_blobs(&self, store: &Store) -> BTreeSet<u64> {
        let listed: BTreeMap<[u8; 32], Entry> = store.list().into_iter().map(|entry| (entry.hash, entry)).collect();
        let mut there = BTreeSet::new();
        for number in 0..COUNT {
            let bytes = payload(number);
            let entry = listed.get(&hash(&bytes));
            match self.known.get(&number) {
                Some(Known::Kept) => assert!(entry.is_some(), "submission {number} was acknowledged and is lost"),
                Some(Known::Deleted) => assert!(entry.is_none(), "submission {number} was deleted and is there"),
                Some(Known::Open) => {}
                None => assert!(entry.is_none(), "submission {number} was never sent"),
            }
            if let Some(entry) = entry {
                assert!(read(store, &entry.hash).unwrap() == bytes, "submission {number} changed");
                assert_eq!((entry.len, entry.tag), (bytes.len() as u64, meta(number, EPOCH).tag));
                there.insert(number);
            } else {
                assert!(read(store, &hash(&bytes)).is_none());
            }
        }
        assert_eq!(there.len(), listed.len(), "something is there that nobody sent");
        there
    }

    /// Unfinished uploads go on where they are, or expire; finished ones are none any more.
    fn check_uploads(&self, store: &Store, reported: u64, parts_survive: bool) {
        let (mut found, mut resumed) = (0, 0);
        for (name, said) in &self.uploads {
            let id = UploadId(u128::from_str_radix(name, 16).unwrap().to_be_bytes());
            let bytes = payload(said.number);
            let upload = match store.upload(id) {
                Ok(upload) => upload,
                Err(StoreError::NotFound) => {
                    assert!(said.finishing, "upload of {} is lost", said.number);
                    continue;
                }
                Err(error) => panic!("upload of {}: {error:?}", said.number),
            };
            assert!(!said.finished, "upload of {} came back after its end", said.number);
            assert_eq!((upload.total, upload.expires), (Some(bytes.len() as u64), EXPIRES));
            if parts_survive {
                assert!(upload.offset >= said.held, "{} < {}", upload.offset, said.held);
            }
            let offset = usize::try_from(upload.offset).unwrap();
            assert!(store.read_prefix(id, usize::MAX).unwrap() == bytes[..offset]);
            found += 1;
            if found % 2 == 1 {
                store.append(id, upload.offset, &bytes[offset..]).unwrap();
                store.finish(id, hash(&bytes), meta(said.number, EPOCH)).unwrap();
                assert!(read(store, &hash(&bytes)).unwrap() == bytes);
                resumed += 1;
            }
        }
        // Each thread may have begun one more in each process without having said so.
        assert!((found..=found + 2 * THREADS as u64).contains(&reported), "{found} of {reported} uploads are known");
        assert_eq!(store.expire_uploads(EXPIRES), 0);
        assert_eq!(store.expire_uploads(EXPIRES + 1), reported - resumed);
        assert_eq!(store.usage().uploads, 0);
    }

    /// Whether anything was acknowledged at all.
    pub fn kept(&self) -> usize {
        self.known.values().filter(|known| **known == Known::Kept).count()
    }
}
