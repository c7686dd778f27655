//! A bundle's folder on a medium that nobody vouches for.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::symlink;
use std::path::Path;

use candour_bundle::{
    BlobError, Bundle, BundleError, Depth, Entry, LISTING, MANIFEST, Paper, Papers, Unlisted, blob_name,
};
use candour_note::SigningKey;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sha2::{Digest as _, Sha256};

fn key() -> SigningKey {
    SigningKey::generate("drop-log".parse().expect("a name"), &mut StdRng::seed_from_u64(1))
}

/// A bundle of three reports; their entries in the listing's order.
fn write(folder: &Path) -> Vec<Entry> {
    let mut entries = Vec::new();
    for byte in 0..3_u8 {
        let blob = vec![byte; 1000 + usize::from(byte)];
        let entry = Entry { sha256: Sha256::digest(&blob).into(), size: 1000 + u64::from(byte), epoch: 20_000 };
        fs::write(folder.join(entry.file_name()), blob).expect("written");
        entries.push(entry);
    }
    entries.sort_by_key(|entry| entry.sha256);
    let papers = Papers::make([7; 16], 20_001, entries.iter().copied(), &key()).expect("papers");
    fs::write(folder.join(LISTING), papers.listing).expect("written");
    fs::write(folder.join(MANIFEST), papers.manifest.to_bytes()).expect("written");
    entries
}

fn open(folder: &Path) -> Result<Bundle, BundleError> {
    Bundle::open(folder, &key().verifying_key())
}

#[test]
fn a_whole_bundle_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let entries = write(folder.path());
    let bundle = open(folder.path()).expect("a bundle");
    assert_eq!((bundle.path(), bundle.manifest().count()), (folder.path(), 3));
    assert_eq!(bundle.listing().entries(), entries);
    for depth in [Depth::Look, Depth::Hash] {
        let mut seen = 0;
        let survey = bundle.survey(depth, |bytes| seen += bytes);
        assert_eq!((survey.present, seen), (entries.clone(), 3003));
        assert!(survey.missing.is_empty() && survey.damaged.is_empty());
    }
    assert_eq!(bundle.unlisted().expect("read"), Unlisted::default());
}

#[test]
fn missing_damaged_and_unlisted_files_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let entries = write(folder.path());
    let path = |at: usize| folder.path().join(entries[at].file_name());
    fs::remove_file(path(0)).expect("removed");
    fs::write(path(1), vec![9; usize::try_from(entries[1].size).expect("small")]).expect("written");
    fs::write(path(2), "short").expect("written");
    fs::write(folder.path().join("autorun.inf"), "hello").expect("written");
    let stranger = blob_name(&[0xff; 32]);
    fs::write(folder.path().join(&stranger), "hello").expect("written");
    let bundle = open(folder.path()).expect("a bundle");

    let cheap = bundle.survey(Depth::Look, |_| ());
    assert_eq!((cheap.present, cheap.missing), (vec![entries[1]], vec![entries[0]]));
    assert!(matches!(cheap.damaged.as_slice(), [(_, BlobError::Size { found: 5, .. })]));
    let close = bundle.survey(Depth::Hash, |_| ());
    assert_eq!((close.present, close.missing), (vec![], vec![entries[0]]));
    assert!(matches!(close.damaged.as_slice(), [(_, BlobError::Content), (_, BlobError::Size { .. })]));
    assert_eq!(bundle.unlisted().expect("read").names, ["autorun.inf", &stranger]);
}

#[test]
fn a_reader_gives_the_bytes_and_judges_them_at_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let entries = write(folder.path());
    let bundle = open(folder.path()).expect("a bundle");
    let mut bytes = Vec::new();
    let mut reader = bundle.read(&entries[0]).expect("there");
    reader.read_to_end(&mut bytes).expect("read");
    assert_eq!(bytes.len() as u64, entries[0].size);
    reader.finish().expect("the right bytes");
    // Who stops early has judged the whole file all the same.
    bundle.read(&entries[0]).expect("there").finish().expect("the right bytes");

    // A file that grows after it was opened does not keep its hash.
    let reader = bundle.read(&entries[1]).expect("there");
    let mut file = File::options().append(true).open(bundle.blob_path(&entries[1])).expect("a file");
    file.write_all(b"more").expect("written");
    assert!(matches!(reader.finish(), Err(BlobError::Content)));
}

#[test]
fn nothing_but_a_regular_file_is_a_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let entries = write(folder.path());
    let path = |at: usize| folder.path().join(entries[at].file_name());
    // The link's target is right in every byte.
    let aside = folder.path().join("aside");
    fs::rename(path(0), &aside).expect("moved");
    symlink(&aside, path(0)).expect("linked");
    fs::remove_file(path(1)).expect("removed");
    fs::create_dir(path(1)).expect("made");
    fs::remove_file(path(2)).expect("removed");
    // A pipe that nobody writes to: opening it must not wait.
    rustix::fs::mknodat(rustix::fs::CWD, path(2), rustix::fs::FileType::Fifo, 0o600.into(), 0).expect("a pipe");
    let bundle = open(folder.path()).expect("a bundle");
    for entry in &entries {
        assert!(matches!(bundle.check(entry), Err(BlobError::NotAFile)), "{entry}");
        assert!(matches!(bundle.file(entry), Err(BlobError::NotAFile)), "{entry}");
    }
}

#[test]
fn papers_are_regular_files_too() {
    for (name, paper) in [(MANIFEST, Paper::Manifest), (LISTING, Paper::Listing)] {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path());
        let (path, aside) = (folder.path().join(name), folder.path().join("aside"));
        fs::rename(&path, &aside).expect("moved");
        assert!(matches!(open(folder.path()), Err(BundleError::Unfinished(found)) if found == paper));
        symlink(&aside, &path).expect("linked");
        assert!(matches!(open(folder.path()), Err(BundleError::NotAFile(found)) if found == paper));
    }
    let nowhere = open(Path::new("/nonexistent/bundle"));
    assert!(matches!(nowhere, Err(BundleError::Unreadable { paper: Paper::Folder, .. })));
}

#[test]
fn a_folder_that_is_moved_while_it_is_open_stays_the_same_bundle() {
    let place = tempfile::tempdir().expect("a folder");
    let (here, there) = (place.path().join("here"), place.path().join("there"));
    fs::create_dir(&here).expect("made");
    let entries = write(&here);
    let bundle = open(&here).expect("a bundle");
    fs::rename(&here, &there).expect("moved");
    fs::create_dir(&here).expect("made");
    assert!(entries.iter().all(|entry| bundle.check(entry).is_ok()));
}

#[test]
fn a_manifest_that_is_too_long_is_not_read_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path());
    File::create(folder.path().join(MANIFEST)).and_then(|file| file.set_len(1 << 40)).expect("a sparse file");
    assert!(matches!(open(folder.path()), Err(BundleError::NotAManifest)));
}

#[test]
fn more_names_than_anybody_reads_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path());
    for number in 0..Unlisted::MOST_NAMES + 2 {
        File::create(folder.path().join(format!("junk-{number}"))).expect("made");
    }
    let unlisted = open(folder.path()).expect("a bundle").unlisted().expect("read");
    assert_eq!((unlisted.names.len(), unlisted.more), (Unlisted::MOST_NAMES, 2));
}

#[test]
#[ignore = "needs: sh, awk, sha256sum"]
fn stock_tools_check_a_bundle() {
    let folder = tempfile::tempdir().expect("a folder");
    let entries = write(folder.path());
    // The command of docs/bundle.md.
    let page = include_str!("../../../docs/bundle.md");
    let command = page.lines().find(|line| line.starts_with("awk ")).expect("a command");
    let check = || {
        let shell = std::process::Command::new("sh").args(["-c", command]).current_dir(folder.path()).output();
        shell.expect("a shell").status.success()
    };
    assert!(check());
    fs::remove_file(folder.path().join(entries[0].file_name())).expect("removed");
    assert!(check(), "a report that stayed behind is no damage");
    fs::write(folder.path().join(entries[1].file_name()), "other").expect("written");
    assert!(!check());
}
