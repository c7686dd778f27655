//! The disk's two bad days: full, and failing under the engine.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest as _, Sha256};

use super::{Running, command, held, submit};
use crate::blob;

/// A small file system in memory; unmounted when it goes.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None`, and said, where mounting is not permitted.
    fn mount(at: &Path) -> Option<Self> {
        let args = ["-t", "tmpfs", "-o", "size=192m,mode=0700", "candour-test"];
        if Command::new("mount").args(args).arg(at).status().is_ok_and(|status| status.success()) {
            Some(Self(at.to_owned()))
        } else {
            let _ = writeln!(std::io::stderr(), "skipped: mounting is not permitted here");
            None
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
#[ignore = "needs: root, mount (says so and passes where mounting is not permitted)"]
fn a_full_disk_answers_507_and_takes_reports_again_when_there_is_room() {
    let place = tempfile::tempdir().unwrap();
    let Some(_disk) = SmallDisk::mount(place.path()) else { return };
    let running = Running::new(place.path(), "");
    let first = blob::classic(10_000, 1);
    assert_eq!(submit(place.path(), 1, &first), Some(201));

    let ballast = place.path().join("ballast");
    let mut file = fs::File::create(&ballast).unwrap();
    while file.write_all(&[0; 65_536]).is_ok() {}
    drop(file);
    let second = blob::classic(10_000, 2);
    assert_eq!(submit(place.path(), 2, &second), Some(507));
    let large = blob::classic(300_000, 3);
    assert_eq!(submit(place.path(), 3, &large), Some(507));
    // What is there already needs no room.
    assert_eq!(submit(place.path(), 4, &first), Some(201));

    fs::remove_file(&ballast).unwrap();
    assert_eq!(submit(place.path(), 5, &second), Some(201));
    let (code, said) = running.stop("-TERM");
    assert_eq!(code, Some(0));
    assert!(said.contains("the disk is too full"), "{said}");
    let store = held(place.path());
    for blob in [&first, &second] {
        assert!(store.entry(&Sha256::digest(blob).into()).is_some());
    }
    assert_eq!(store.list().len(), 2);
    // The store lies on the mount: it goes first.
    drop(store);
}

#[test]
fn a_failed_engine_answers_503_leaves_with_75_and_the_next_process_has_everything() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    Running::new(folder, "text_reports = 100000\n").kill();
    // No file may grow past 24 MiB: the engine meets an error that it does not survive. Only a shell can ignore the signal that comes with
    // it without unsafe code; `ulimit -f` counts KiB in bash.
    let serve = command(folder, "serve");
    let mut limited = Command::new("bash");
    limited
        .args(["-c", r#"trap "" XFSZ; ulimit -f 24576; exec "$0" "$@""#])
        .arg(serve.get_program())
        .args(serve.get_args());
    let running = Running::start_with(folder, limited);
    let mut acknowledged = Vec::new();
    let refused = (0..5_000).find_map(|number| {
        let blob = blob::classic(16_000, number);
        match submit(folder, u32::try_from(number).unwrap(), &blob) {
            Some(201) => {
                acknowledged.push(blob);
                None
            }
            other => Some(other),
        }
    });
    assert_eq!(refused, Some(Some(503)), "after {} reports", acknowledged.len());
    assert!(acknowledged.len() > 100);
    let (code, said) = running.ended();
    assert_eq!(code, Some(75), "the supervisor's sign to start a new process");
    assert!(said.contains("the storage engine has failed"), "{said}");

    // The new process, which meets no such limit.
    let running = Running::start(folder);
    assert_eq!(submit(folder, 1, &blob::classic(16_000, 999_999)), Some(201));
    assert_eq!(running.stop("-TERM").0, Some(0));
    let store = held(folder);
    for blob in &acknowledged {
        assert!(store.entry(&Sha256::digest(blob).into()).is_some(), "an acknowledged report is there");
    }
}
