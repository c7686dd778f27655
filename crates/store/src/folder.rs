//! The store's folder: names, modes and times of files. Folders 0700, files 0600; a file's time says no more than its epoch.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::item::Id;

/// Seconds of an epoch.
const DAY: u64 = 86_400;

/// Paths inside the store.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    /// The store's own folder.
    root: PathBuf,
}

impl Folder {
    /// The paths of a folder, whether or not it is there.
    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }

    /// Makes what is missing and narrows what is too open.
    pub(crate) fn open(root: &Path) -> io::Result<Self> {
        let folder = Self::at(root);
        for dir in [folder.root.clone(), folder.records(), folder.blobs(), folder.parcels()] {
            DirBuilder::new().recursive(true).mode(0o700).create(&dir)?;
            fs::set_permissions(&dir, fs::Permissions::from_mode(0o700))?;
        }
        sync_dir(&folder.root)?;
        Ok(folder)
    }

    /// The engine's folder.
    pub(crate) fn records(&self) -> PathBuf {
        self.root.join("records")
    }

    /// Sealed files, finished or not: the index tells which.
    pub(crate) fn blobs(&self) -> PathBuf {
        self.root.join("blobs")
    }

    /// The units' last parcels.
    pub(crate) fn parcels(&self) -> PathBuf {
        self.root.join("parcels")
    }

    /// The file of keys.
    pub(crate) fn keys(&self) -> PathBuf {
        self.root.join("keys")
    }

    /// What is given back when a nearly full disk must still take a deletion.
    pub(crate) fn reserve(&self) -> PathBuf {
        self.root.join("reserve")
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A sealed file.
    pub(crate) fn blob(&self, id: Id) -> PathBuf {
        use core::fmt::Write as _;
        let mut name = String::with_capacity(32);
        for byte in id.0 {
            let _ = write!(name, "{byte:02x}");
        }
        self.blobs().join(name)
    }

    /// Every name in the folder of sealed files; `None` for what the store did not name so.
    pub(crate) fn blob_ids(&self) -> io::Result<Vec<(PathBuf, Option<Id>)>> {
        fs::read_dir(self.blobs())?
            .map(|found| found.map(|file| (file.path(), file.file_name().to_str().and_then(parse_id))))
            .collect()
    }

    /// Makes names in the folder of sealed files durable.
    pub(crate) fn sync_blobs(&self) -> io::Result<()> {
        sync_dir(&self.blobs())
    }
}

/// The name of a sealed file.
fn parse_id(name: &str) -> Option<Id> {
    if name.len() != 32 || name.contains(|digit: char| !digit.is_ascii_digit() && !('a'..='f').contains(&digit)) {
        return None;
    }
    u128::from_str_radix(name, 16).ok().map(|number| Id(number.to_be_bytes()))
}

/// A new or existing file that only this user reads.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    options
}

/// Makes the names in a folder durable.
pub(crate) fn sync_dir(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Lets a file's times say the epoch and no more.
pub(crate) fn coarsen(file: &File, epoch: u32) -> io::Result<()> {
    let day = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::from(epoch) * DAY);
    file.set_times(fs::FileTimes::new().set_accessed(day).set_modified(day))
}
