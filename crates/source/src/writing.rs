//! Where the report's text comes from: the editor, a file, or stdin. Owns reading it; wiped when dropped, never printed.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::{Path, PathBuf};

use candour_cli::editor::{Draft, EditorError};
use candour_cli::{Exit, Hint, Voice, sanitize};
use zeroize::Zeroizing;

/// Longest text that is read, in bytes. The envelope takes a little less.
const LONGEST: usize = 512 * 1024;

/// Why there is no text.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WritingError {
    /// The file.
    #[error("cannot read the report from {}", sanitize::path(path))]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Stdin.
    #[error("cannot read the report from standard input")]
    Stdin(#[source] io::Error),
    /// Bytes that are no text.
    #[error("the report is not UTF-8 text")]
    NotText,
    /// Nothing but white space.
    #[error("the report is empty")]
    Empty,
    /// More than a report holds.
    #[error("the report's text is longer than 512 KiB")]
    TooLong,
    /// The editor.
    #[error("the report was not written")]
    Editor(#[from] EditorError),
}

impl Hint for WritingError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::File { .. } => "look whether the name is right and the file is yours".to_owned(),
            Self::Stdin(_) => "name a text file with --report".to_owned(),
            Self::NotText => "save it as plain text, and send other files with --attach".to_owned(),
            Self::Empty => "write what happened; nothing was sealed".to_owned(),
            Self::TooLong => "put the long part into a file and send it with --attach".to_owned(),
            Self::Editor(error) => return error.hint(),
        })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Editor(error) => error.exit(),
            _ => Exit::Failed,
        }
    }
}

/// Where the text is.
#[derive(Debug)]
pub(crate) enum Place {
    /// In the user's head, or in the editor's file already.
    Editor(Draft),
    /// In a file.
    File(PathBuf),
    /// On stdin.
    Stdin,
}

impl Place {
    /// From the value of `--report`.
    pub(crate) fn of(report: Option<&Path>, voice: &Voice) -> Result<Self, WritingError> {
        Ok(match report {
            None => Self::Editor(Draft::new("report", voice)?),
            Some(path) if path == Path::new("-") => Self::Stdin,
            Some(path) => Self::File(path.to_owned()),
        })
    }

    /// Reads the text. It has to say something. Only an editor's can be read again, and then begins where it ended.
    pub(crate) fn read(&self, voice: &Voice) -> Result<Zeroizing<String>, WritingError> {
        let text = match self {
            Self::Editor(draft) => read_file(draft.edit()?)?,
            Self::File(path) => read_file(path)?,
            Self::Stdin => {
                if io::stdin().is_terminal() {
                    voice.note("type the report; end it with Ctrl-D on a line of its own");
                }
                text(io::stdin().lock()).map_err(|fault| fault.at(WritingError::Stdin))?
            }
        };
        if text.trim().is_empty() { Err(WritingError::Empty) } else { Ok(text) }
    }
}

/// Reads a text file.
pub(crate) fn read_file(path: &Path) -> Result<Zeroizing<String>, WritingError> {
    let unreadable = |source| WritingError::File { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    text(file).map_err(|fault| fault.at(unreadable))
}

/// What can go wrong in any place.
enum Fault {
    /// Reading.
    Read(io::Error),
    /// The content.
    Content(WritingError),
}

impl Fault {
    /// The error of a certain place.
    fn at(self, reading: impl FnOnce(io::Error) -> WritingError) -> WritingError {
        match self {
            Self::Read(source) => reading(source),
            Self::Content(error) => error,
        }
    }
}

/// Reads to the end, into a buffer that never grows, so that no copy is left behind.
fn text(input: impl Read) -> Result<Zeroizing<String>, Fault> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST + 2));
    input.take(LONGEST as u64 + 1).read_to_end(&mut bytes).map_err(Fault::Read)?;
    if bytes.len() > LONGEST {
        return Err(Fault::Content(WritingError::TooLong));
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(Fault::Content(WritingError::NotText)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOICE: Voice = Voice::new("candour-source");

    fn of(report: Option<&Path>) -> Place {
        Place::of(report, &VOICE).unwrap()
    }

    fn read(content: &[u8]) -> Result<Zeroizing<String>, WritingError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        std::fs::write(&path, content).unwrap();
        of(Some(&path)).read(&VOICE)
    }

    #[test]
    fn the_text_is_taken_as_it_is() {
        assert_eq!(read("  Arian – ŵ\r\n\n".as_bytes()).unwrap().as_str(), "  Arian – ŵ\r\n\n");
        assert_eq!(read(&vec![b'x'; LONGEST]).unwrap().len(), LONGEST);
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        assert!(matches!(read(b" \n\t"), Err(WritingError::Empty)));
        assert!(matches!(read(b"\xff\xfe"), Err(WritingError::NotText)));
        assert!(matches!(read(&vec![b'x'; LONGEST + 1]), Err(WritingError::TooLong)));
        let missing = of(Some(Path::new("/no/such"))).read(&VOICE);
        assert!(matches!(missing, Err(WritingError::File { .. })));
    }

    #[test]
    fn a_dash_is_stdin_and_nothing_is_the_editor() {
        assert!(matches!(of(Some(Path::new("-"))), Place::Stdin));
        assert!(matches!(of(None), Place::Editor(_)));
    }
}
