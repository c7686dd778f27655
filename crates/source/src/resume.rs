//! What lets a later run go on with an upload: a small file beside the sealed one, `NAME.upload`. Owns its form:
//!
//! ```text
//! candour-upload/v1
//! sha256 <64 hex digits of the sealed file>
//! upload <the drop's name for the upload>
//! ```
//!
//! No address, no time. It is written only where the sealed file itself is kept, and removed once the report is stored.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use candour_cli::atomic_file::{self, Existing};
use candour_wire::BlobHash;

use crate::net::parts::Memory;
use crate::net::visit::UploadId;

/// The first line.
const MAGIC: &str = "candour-upload/v1";
/// Longest such file, in bytes.
const LONGEST: u64 = 512;

/// The file.
#[derive(Debug)]
pub(crate) struct Sidecar {
    /// Its name.
    path: PathBuf,
    /// Which bytes the upload is of.
    hash: BlobHash,
}

impl Sidecar {
    /// The one beside `sealed`, whose bytes have this hash.
    pub(crate) fn beside(sealed: &Path, hash: BlobHash) -> Self {
        let mut name = sealed.as_os_str().to_owned();
        name.push(".upload");
        Self { path: name.into(), hash }
    }
}

impl Memory for Sidecar {
    fn recall(&self) -> Option<UploadId> {
        let mut text = String::new();
        File::open(&self.path).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
        let mut lines = text.lines();
        let (magic, hash, upload) = (lines.next()?, lines.next()?, lines.next()?);
        let same = magic == MAGIC && hash.strip_prefix("sha256 ")? == self.hash.to_string() && lines.next().is_none();
        if same { UploadId::parse(upload.strip_prefix("upload ")?) } else { None }
    }

    fn keep(&mut self, id: &UploadId) {
        let text = format!("{MAGIC}\nsha256 {}\nupload {}\n", self.hash, id.as_str());
        // Without it a later run begins anew: slower, never wrong.
        let _ = atomic_file::write(&self.path, text.as_bytes(), 0o600, Existing::Replace);
    }

    fn forget(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_is_recalled_for_the_same_bytes_only() {
        let folder = tempfile::tempdir().unwrap();
        let sealed = folder.path().join("r.age");
        let mut sidecar = Sidecar::beside(&sealed, BlobHash([1; 32]));
        assert_eq!(sidecar.recall(), None);
        let id = UploadId::parse("abc-123").unwrap();
        sidecar.keep(&id);
        assert_eq!(sidecar.recall(), Some(id));
        assert_eq!(Sidecar::beside(&sealed, BlobHash([2; 32])).recall(), None);
        sidecar.forget();
        assert!(!folder.path().join("r.age.upload").exists());
    }

    #[test]
    fn a_damaged_file_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let sealed = folder.path().join("r.age");
        let sidecar = Sidecar::beside(&sealed, BlobHash([1; 32]));
        let hash = BlobHash([1; 32]);
        for text in [
            String::new(),
            format!("candour-upload/v2\nsha256 {hash}\nupload x\n"),
            format!("candour-upload/v1\nsha256 {hash}\nupload ../x\n"),
            format!("candour-upload/v1\nsha256 {hash}\n"),
            format!("candour-upload/v1\nsha256 {hash}\nupload x\nmore\n"),
        ] {
            fs::write(folder.path().join("r.age.upload"), &text).unwrap();
            assert_eq!(sidecar.recall(), None, "{text}");
        }
    }
}
