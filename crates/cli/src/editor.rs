//! The user's own editor for the text. Owns how it is started, so that what it leaves behind is left in the private folder.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::private_folder::PrivateFolder;
use crate::{Hint, Voice, sanitize};

/// Used where neither `VISUAL` nor `EDITOR` is set.
const FALLBACK: &str = "nano";
/// What editors derive the places of their swap, backup, history and state files from.
const PLACES: [&str; 6] = ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"];

/// Why there is no text from an editor.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// No place for the file.
    #[error("cannot make a private folder for the editor")]
    Folder(#[source] io::Error),
    /// It was not found.
    #[error("cannot start the editor {}", sanitize::line(editor))]
    Start {
        /// What was tried.
        editor: String,
        /// What the system said.
        source: io::Error,
    },
    /// It ended with an error.
    #[error("the editor {} ended with an error", sanitize::line(editor))]
    Failed {
        /// What was run.
        editor: String,
    },
}

impl Hint for EditorError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Folder(_) => "look whether there is room for temporary files".to_owned(),
            Self::Start { .. } | Self::Failed { .. } => {
                "set EDITOR to an editor that works in this terminal, or write the text into a file and name that"
                    .to_owned()
            }
        })
    }
}

/// A text being written: its file lies in the private folder, and is wiped with it when this is dropped.
///
/// # Security
/// Editors keep swap files, backups, undo trees and histories, mostly below the home folder. So the editor runs with the
/// private folder as its home, and all of these are wiped with it. Its own settings are not read for the same reason.
#[derive(Debug)]
pub struct Draft {
    /// What is run.
    editor: String,
    /// Everything that the editor writes.
    folder: PrivateFolder,
    /// The text.
    file: PathBuf,
}

impl Draft {
    /// A new one, for the user's editor. `what` it is, in one word, is also the file's name.
    ///
    /// # Errors
    /// [`EditorError::Folder`].
    pub fn new(what: &str, voice: &Voice) -> Result<Self, EditorError> {
        let editor = ["VISUAL", "EDITOR"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))
            .unwrap_or_else(|| FALLBACK.to_owned());
        Self::with_editor(editor, what, voice)
    }

    /// A new one, for this editor.
    ///
    /// # Errors
    /// [`EditorError::Folder`].
    pub fn with_editor(editor: String, what: &str, voice: &Voice) -> Result<Self, EditorError> {
        let folder = PrivateFolder::create().map_err(EditorError::Folder)?;
        let file = folder.path().join(format!("{what}.txt"));
        File::create_new(&file).map_err(EditorError::Folder)?;
        if folder.is_in_memory() {
            voice.note(&format!("write the {what} in the editor; its file is in memory only and is wiped afterwards"));
        } else {
            voice.warning(
                "no folder in memory was found: the editor's file lies on a disk. It is wiped afterwards, but a disk may keep \
                 traces. Tails has no such disk",
            );
        }
        Ok(Self { editor, folder, file })
    }

    /// Lets the user write, or go on with what is there; the text is then in the file. It is read by whoever knows its limits.
    ///
    /// # Errors
    /// [`EditorError::Start`], [`EditorError::Failed`].
    pub fn edit(&self) -> Result<&Path, EditorError> {
        run(&self.editor, &self.folder, &self.file)?;
        Ok(&self.file)
    }

    /// Whether anything is in the file.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.file.metadata().is_ok_and(|meta| meta.len() > 0)
    }
}

/// Runs the editor to its end. Its words are split as git splits them: by the shell.
fn run(editor: &str, folder: &PrivateFolder, file: &Path) -> Result<(), EditorError> {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\"")).arg(editor).arg(file).current_dir(folder.path());
    if std::env::var_os("XAUTHORITY").is_none()
        && let Some(home) = std::env::var_os("HOME")
    {
        // An editor with a window finds its display's key below the home folder.
        command.env("XAUTHORITY", PathBuf::from(home).join(".Xauthority"));
    }
    for place in PLACES {
        command.env(place, folder.path());
    }
    let _lent = folder.lend();
    let status = command.status().map_err(|source| EditorError::Start { editor: editor.to_owned(), source })?;
    if status.success() { Ok(()) } else { Err(EditorError::Failed { editor: editor.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_an_editor_writes_below_its_home_is_in_the_private_folder() {
        let folder = PrivateFolder::create().unwrap();
        let file = folder.path().join("report.txt");
        let script =
            "f() { echo swap > \"$HOME/.swap\"; echo x > \"$TMPDIR/b\"; pwd > here; printf text > \"$1\"; }; f";
        run(script, &folder, &file).unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"text");
        assert!(folder.path().join(".swap").exists());
        assert!(folder.path().join("b").exists());
        assert!(folder.path().join("here").exists());
    }

    #[test]
    fn an_editor_that_fails_gives_no_text() {
        let folder = PrivateFolder::create().unwrap();
        let file = folder.path().join("report.txt");
        assert!(matches!(run("false", &folder, &file), Err(EditorError::Failed { .. })));
        assert!(matches!(run("/no/such/editor", &folder, &file), Err(EditorError::Failed { .. })));
    }
}
