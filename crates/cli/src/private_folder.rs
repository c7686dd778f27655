//! A folder for a text while it is being written: mode 0700, in memory where the system has such a place, wiped at the end.
//! Owns where it is and how it goes; knows not who writes there.
//!
//! Ctrl-C, Ctrl-\, a closed terminal and `kill` wipe it too before they end the program.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::statfs;
use tempfile::TempDir;

use crate::interrupt::{self, Interrupt, Muted, SIGHUP, SIGINT, SIGQUIT, SIGTERM};

/// What `statfs` says of a tmpfs (`TMPFS_MAGIC` in Linux's `magic.h`).
const TMPFS: i128 = 0x0102_1994;
/// What a ramfs says.
const RAMFS: i128 = 0x8584_58f6;

/// The folder. Wiped when dropped.
#[derive(Debug)]
pub struct PrivateFolder {
    /// The folder itself.
    folder: TempDir,
    /// Whether it is in memory.
    in_memory: bool,
    /// Wipe it before a key ends the program.
    keys: Vec<Interrupt>,
    /// Wipe it before other signals do.
    watches: Vec<Interrupt>,
}

impl PrivateFolder {
    /// Makes the folder in the user's run-time folder or `/dev/shm` if one of them is in memory, otherwise with the other
    /// temporary files.
    ///
    /// # Errors
    /// What the system says.
    pub fn create() -> io::Result<Self> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let places = runtime.into_iter().chain([PathBuf::from("/dev/shm")]);
        for place in places.filter(|place| place.is_absolute() && is_in_memory(place)) {
            if let Ok(folder) = in_folder(&place) {
                return Ok(Self::of(folder, true));
            }
        }
        let place = std::env::temp_dir();
        Ok(Self::of(in_folder(&place)?, is_in_memory(&place)))
    }

    /// Takes a folder, and care that no signal leaves it behind.
    fn of(folder: TempDir, in_memory: bool) -> Self {
        let watch = |signal| {
            let path = folder.path().to_owned();
            // A system that takes no watch leaves the signal as it was.
            Interrupt::watch(signal, move || {
                wipe(&path);
                let _ = fs::remove_dir_all(&path);
                interrupt::end_by(signal);
            })
            .ok()
        };
        let watch = |signals: [i32; 2]| signals.into_iter().filter_map(watch).collect();
        let (keys, watches) = (watch([SIGINT, SIGQUIT]), watch([SIGTERM, SIGHUP]));
        Self { folder, in_memory, keys, watches }
    }

    /// Lends the terminal to a program that writes here: until the value goes, Ctrl-C and Ctrl-\ are for that program to answer.
    pub fn lend(&self) -> Vec<Muted<'_>> {
        self.keys.iter().map(Interrupt::mute).collect()
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Whether it is in memory: nothing of it is ever on a disk, swap excepted.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        self.in_memory
    }
}

impl Drop for PrivateFolder {
    /// Overwrites every file, then `TempDir` removes them. On a disk, that is no promise.
    fn drop(&mut self) {
        wipe(self.folder.path());
        self.keys.clear();
        self.watches.clear();
    }
}

/// A folder that only its owner enters.
fn in_folder(place: &Path) -> io::Result<TempDir> {
    tempfile::Builder::new().prefix("candour-").permissions(Permissions::from_mode(0o700)).tempdir_in(place)
}

/// Whether a place is a file system in memory.
fn is_in_memory(place: &Path) -> bool {
    statfs(place).is_ok_and(|found| matches!(i128::from(found.f_type), TMPFS | RAMFS))
}

/// Overwrites all regular files below a folder, following no link. Best effort: what cannot be opened stays as it is until it is removed.
fn wipe(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => wipe(&entry.path()),
            Ok(kind) if kind.is_file() => {
                let _ = overwrite(&entry.path());
            }
            _ => {}
        }
    }
}

/// Zeros over a file's whole length, in place.
fn overwrite(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let mut left = file.metadata()?.len();
    let zeros = [0; 4096];
    while left > 0 {
        let now = left.min(4096);
        file.write_all(zeros.get(..usize::try_from(now).unwrap_or(0)).unwrap_or_default())?;
        left -= now;
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_private_and_goes_with_everything_in_it() {
        let private = PrivateFolder::create().unwrap();
        let path = private.path().to_owned();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        fs::create_dir(path.join("state")).unwrap();
        fs::write(path.join("state/swap"), b"left by the editor").unwrap();
        drop(private);
        assert!(!path.exists());
    }

    #[test]
    fn wiping_overwrites_the_very_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let (name, twin) = (folder.path().join("a/text"), folder.path().join("twin"));
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(&name, vec![b'x'; 10_000]).unwrap();
        // A second name outlives the removal and shows what was on the disk.
        fs::hard_link(&name, &twin).unwrap();
        wipe(&folder.path().join("a"));
        assert!(fs::read(&twin).unwrap() == vec![0; 10_000]);
    }
}
