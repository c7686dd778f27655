//! Attachments on this machine: paths, lengths, and the little of a name that travels. Owns opening them; seals nothing.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use candour_cli::{Hint, sanitize};
use candour_envelope::{Attachment, Extension};

/// Why an attachment is not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AttachmentError {
    /// Not there, or not ours to read.
    #[error("cannot read the attachment {}", sanitize::path(path))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder, a pipe or a device.
    #[error("the attachment {} is not a regular file", sanitize::path(path))]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// Its name is to be kept, and cannot be written down.
    #[error("the name of {} is not UTF-8", sanitize::path(path))]
    Name {
        /// The file.
        path: PathBuf,
    },
}

impl Hint for AttachmentError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unreadable { .. } => "look whether the name is right and the file is yours".to_owned(),
            Self::NotAFile { .. } => "name single files, or pack a folder into one".to_owned(),
            Self::Name { .. } => "rename the file, or leave out --keep-names".to_owned(),
        })
    }
}

/// Looks at the files, in the order given. Nothing of a name is kept unless `keep_names`.
pub(crate) fn survey(paths: &[PathBuf], keep_names: bool) -> Result<Vec<Attachment>, AttachmentError> {
    paths.iter().map(|path| look(path, keep_names)).collect()
}

/// Opens the files one after the other, when each one's turn has come.
pub(crate) fn opened(paths: &[PathBuf]) -> impl Iterator<Item = io::Result<File>> + '_ {
    paths.iter().map(File::open)
}

/// One file.
fn look(path: &Path, keep_names: bool) -> Result<Attachment, AttachmentError> {
    let unreadable = |source| AttachmentError::Unreadable { path: path.to_owned(), source };
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let meta = path.metadata().map_err(unreadable)?;
    if !meta.is_file() {
        return Err(AttachmentError::NotAFile { path: path.to_owned() });
    }
    let mut start = Vec::with_capacity(Extension::SNIFFED);
    let most = u64::try_from(Extension::SNIFFED).unwrap_or(0);
    File::open(path).map_err(unreadable)?.take(most).read_to_end(&mut start).map_err(unreadable)?;
    let sniffed = Extension::sniff(&start);
    let name = match (keep_names, path.file_name()) {
        (true, Some(name)) => {
            Some(name.to_str().ok_or_else(|| AttachmentError::Name { path: path.to_owned() })?.to_owned())
        }
        _ => None,
    };
    let extension = match (&name, sniffed) {
        (Some(name), Extension::Bin) => Extension::from_name(name),
        _ => sniffed,
    };
    Ok(Attachment { size: meta.len(), extension, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, content: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        (folder, path)
    }

    #[test]
    fn a_name_travels_only_where_it_is_to_be_kept() {
        let (_folder, path) = file("Smith payments.txt", b"12 May");
        let [plain] = survey(std::slice::from_ref(&path), false).unwrap().try_into().unwrap();
        assert_eq!((plain.size, plain.extension, plain.name), (6, Extension::Bin, None));
        let [named] = survey(&[path], true).unwrap().try_into().unwrap();
        assert_eq!((named.extension, named.name.as_deref()), (Extension::Txt, Some("Smith payments.txt")));
    }

    #[test]
    fn what_a_file_is_tells_its_content_not_its_name() {
        let (_folder, path) = file("photo.exe", b"\xff\xd8\xff\xe0");
        assert_eq!(survey(&[path], true).unwrap()[0].extension, Extension::Jpg);
    }

    #[test]
    fn folders_and_missing_files_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(survey(&[folder.path().into()], false), Err(AttachmentError::NotAFile { .. })));
        assert!(matches!(survey(&[folder.path().join("no")], false), Err(AttachmentError::Unreadable { .. })));
    }
}
