//! Where a reply's text comes from: a file, a pipe, or the user's own editor. Owns its limits and its one form; keeps no copy of it.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use candour_cli::Voice;
use candour_cli::editor::Draft;
use zeroize::Zeroizing;

use crate::error::UnitError;

/// The longest text that is read; no eight cells hold so much.
const LONGEST: usize = 64 * 1024;
/// The file name that stands for stdin.
const STDIN: &str = "-";

/// Where the text is.
#[derive(Debug)]
pub enum Place {
    /// In the user's head, or in the editor's file already.
    Editor(Draft),
    /// In a file.
    File(PathBuf),
    /// On stdin.
    Stdin,
}

impl Place {
    /// From the value of `--file`.
    ///
    /// # Errors
    /// [`UnitError::Editor`].
    pub fn of(file: Option<&Path>, speaker: &Voice) -> Result<Self, UnitError> {
        Ok(match file {
            None => Self::Editor(Draft::new("reply", speaker)?),
            Some(path) if path.as_os_str() == STDIN => Self::Stdin,
            Some(path) => Self::File(path.to_owned()),
        })
    }

    /// Reads the text. Line ends become line feeds, and space at its end goes. Only an editor's can be read again, and then begins where
    /// it ended.
    ///
    /// # Errors
    /// [`UnitError::Read`], [`UnitError::Stdin`], [`UnitError::NotText`], [`UnitError::Editor`].
    pub fn read(&self) -> Result<Zeroizing<String>, UnitError> {
        match self {
            Self::Editor(draft) => read_file(draft.edit()?),
            Self::File(path) => read_file(path),
            Self::Stdin => text(io::stdin().lock(), UnitError::Stdin),
        }
    }

    /// Whether the text can be changed by reading it again.
    #[must_use]
    pub const fn is_editor(&self) -> bool {
        matches!(self, Self::Editor(_))
    }
}

/// Reads a text file.
fn read_file(path: &Path) -> Result<Zeroizing<String>, UnitError> {
    let unreadable = |source| UnitError::Read { path: path.to_owned(), source };
    text(File::open(path).map_err(unreadable)?, unreadable)
}

/// Reads all of a text.
fn text(input: impl Read, failed: impl FnOnce(io::Error) -> UnitError) -> Result<Zeroizing<String>, UnitError> {
    // The buffer never grows, so no copy of the text is left behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST + 1));
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX) + 1;
    input.take(most).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > LONGEST {
        return Err(UnitError::NotText);
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| UnitError::NotText)?;
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut chars = text.strip_prefix('\u{feff}').unwrap_or(text).trim_end().chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\r' || chars.peek() != Some(&'\n') {
            plain.push(c);
        }
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Result<String, UnitError> {
        text(bytes, UnitError::Stdin).map(|text| text.as_str().to_owned())
    }

    #[test]
    fn a_text_has_one_form_whatever_editor_wrote_it() {
        assert_eq!(of("\u{feff}Diolch.\r\nPryd oedd hyn?\r\n\n  ".as_bytes()).unwrap(), "Diolch.\nPryd oedd hyn?");
        assert_eq!(of(b"").unwrap(), "");
        assert!(matches!(of(b"\xff\xfe"), Err(UnitError::NotText)));
        assert!(of(&vec![b'x'; LONGEST]).is_ok());
        assert!(matches!(of(&vec![b'x'; LONGEST + 1]), Err(UnitError::NotText)));
    }
}
