//! An ext4 file system in a file, mounted through a loop device for as long as the value lives.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;

/// Copies of an image, each taken while the kernel wrote to it, before that is no accident any more.
const TRIES: usize = 60;

/// Files that were written and not synced, in all images.
static WRITTEN: AtomicUsize = AtomicUsize::new(0);

/// A mounted image. Everything that was opened on it must be closed before it goes.
pub struct Image {
    dir: TempDir,
    device: String,
    mounted: bool,
}

impl Image {
    /// A new file system, or `None`, with a message, where this machine does not let us mount.
    pub fn new(megabytes: u64) -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("image");
        File::create(&file).unwrap().set_len(megabytes << 20).unwrap();
        let made = system("mkfs.ext4").args(["-q", "-F", "-m", "0"]).arg(&file).status();
        assert!(made.expect("mkfs.ext4 is needed (Debian: e2fsprogs)").success());
        Self::attach(dir)
    }

    /// What a machine finds that lost its power now: a copy of the image, taken while it is mounted, mounted elsewhere.
    ///
    /// Power goes at one moment, and copying takes a while. The kernel writes when it likes, sooner where much of the memory waits for the disk. So a
    /// copy counts where it is the same as one from before a last file was written, which nobody synced. That file is the control: it is lost.
    pub fn after_power_loss(&self) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (copy, before) = (dir.path().join("image"), dir.path().join("before"));
        std::fs::copy(self.file(), &before).unwrap();
        for _ in 0..TRIES {
            // A name that no earlier loss of this image has left behind.
            let unsynced = format!("unsynced-{}", WRITTEN.fetch_add(1, Ordering::Relaxed));
            std::fs::write(self.root().join(&unsynced), "never synced").unwrap();
            std::fs::copy(self.file(), &copy).unwrap();
            if are_alike(&before, &copy) {
                std::fs::remove_file(&before).unwrap();
                let copy = Self::attach(dir).expect("the first one was mounted");
                assert!(self.root().join(&unsynced).exists() && !copy.root().join(&unsynced).exists());
                return copy;
            }
            std::fs::rename(&copy, &before).unwrap();
        }
        panic!("the image changed {TRIES} times while it was copied: whatever is written there is on the disk at once");
    }

    /// Mounts `image` in a folder.
    fn attach(dir: TempDir) -> Option<Self> {
        std::fs::create_dir_all(dir.path().join("mnt")).unwrap();
        let looped = system("losetup").args(["--find", "--show"]).arg(dir.path().join("image")).output();
        let looped = looped.expect("losetup is needed (Debian: mount)");
        if !looped.status.success() {
            skipped("no loop device here", &looped.stderr);
            return None;
        }
        let device = String::from_utf8(looped.stdout).unwrap().trim().to_owned();
        let mut image = Self { dir, device, mounted: false };
        // The file system's own clock shall write nothing while the image is copied: only what a program synced is in it.
        let mount = system("mount").args(["-o", "commit=600"]).arg(&image.device).arg(image.root()).output();
        let mount = mount.expect("mount is needed (Debian: mount)");
        image.mounted = mount.status.success();
        if !image.mounted {
            skipped("no mounts here", &mount.stderr);
            return None;
        }
        Some(image)
    }

    /// The file under the file system.
    pub fn file(&self) -> PathBuf {
        self.dir.path().join("image")
    }

    /// The mounted folder.
    pub fn root(&self) -> PathBuf {
        self.dir.path().join("mnt")
    }

    /// A folder for a store on it.
    pub fn store(&self) -> PathBuf {
        self.root().join("store")
    }

    /// Everything written reaches the file.
    pub fn sync(&self) {
        assert!(Command::new("sync").arg("-f").arg(self.root()).status().unwrap().success());
    }

    /// Free bytes.
    pub fn free(&self) -> u64 {
        let disk = rustix::fs::statvfs(self.root()).unwrap();
        disk.f_bavail * disk.f_frsize
    }

    /// Takes room with a file, down to `left` free bytes.
    pub fn fill(&self, name: &str, left: u64) {
        let mut file = File::create(self.root().join(name)).unwrap();
        while self.free() > left {
            let part = usize::try_from((self.free() - left).min(1 << 20)).unwrap();
            if file.write_all(&vec![1; part]).is_err() {
                break;
            }
        }
        // What is only promised so far must be taken too.
        let _ = file.sync_all();
    }

    /// Gives the room back.
    pub fn give_back(&self, name: &str) {
        std::fs::remove_file(self.root().join(name)).unwrap();
        self.sync();
    }
}

/// A program of the system's, which an ordinary user's PATH may not name.
fn system(program: &str) -> Command {
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new(program);
    command.env("PATH", format!("{path}:/usr/sbin:/sbin"));
    command
}

/// Says, past the test harness, that nothing is shown here, and why.
fn skipped(what: &str, why: &[u8]) {
    let _ = writeln!(std::io::stderr(), "skipped: {what}: {}", String::from_utf8_lossy(why).trim());
}

/// Whether two files have the same bytes.
fn are_alike(one: &Path, other: &Path) -> bool {
    let [one, other] = [one, other].map(|path| File::open(path).unwrap());
    let (mut of_one, mut of_other) = (Vec::new(), Vec::new());
    loop {
        of_one.clear();
        of_other.clear();
        let read = (&one).take(4 << 20).read_to_end(&mut of_one).unwrap();
        (&other).take(4 << 20).read_to_end(&mut of_other).unwrap();
        if read == 0 || of_one != of_other {
            return of_one == of_other;
        }
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        let quiet = |program: &str, words: &[&Path]| {
            system(program).args(words).output().is_ok_and(|done| done.status.success())
        };
        let root = self.root();
        if self.mounted && !quiet("umount", &[&root]) {
            // A failing test may have left files open.
            quiet("umount", &[Path::new("-l"), &root]);
        }
        quiet("losetup", &[Path::new("-d"), Path::new(&self.device)]);
    }
}
