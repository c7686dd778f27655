//! Where a passphrase comes from: the terminal or a file, never a flag or the environment.
//! Owns the option that all programs share; knows not what the passphrase opens.

use std::fmt;
use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::prompt::{self, PromptError, Terminal};
use crate::secret_file::{self, SecretFileError};
use crate::{Exit, Hint, sanitize};

/// The longest passphrase file.
const MAX_PASSPHRASE: usize = 1024;

/// A passphrase: wiped when dropped, never printed.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes what was typed.
    #[must_use]
    pub fn new(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// The passphrase itself.
    #[must_use]
    pub fn expose_secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passphrase").finish_non_exhaustive()
    }
}

/// The option `--passphrase-file`, to be flattened into a program's arguments.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct PassphraseSource {
    /// Read the passphrase from the first line of this file (mode 0600) instead of asking for it
    #[arg(long, value_name = "PATH")]
    pub passphrase_file: Option<PathBuf>,
}

/// Why there is no passphrase.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PassphraseError {
    /// Asking failed.
    #[error("cannot ask for the passphrase")]
    Prompt(#[source] PromptError),
    /// The file was refused.
    #[error("cannot take the passphrase from its file")]
    File(#[source] SecretFileError),
    /// The file's first line is empty.
    #[error("the first line of {} is empty", sanitize::path(path))]
    EmptyFile {
        /// The file.
        path: PathBuf,
    },
    /// The file is not text.
    #[error("{} is not UTF-8 text", sanitize::path(path))]
    NotText {
        /// The file.
        path: PathBuf,
    },
}

impl Hint for PassphraseError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Prompt(PromptError::NoTerminal { .. }) => {
                Some("run it at a terminal, or name a file with --passphrase-file".to_owned())
            }
            Self::Prompt(error) => error.hint(),
            Self::File(error) => error.hint(),
            Self::EmptyFile { .. } | Self::NotText { .. } => {
                Some("put the passphrase on the file's first line".to_owned())
            }
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Prompt(error) => error.exit(),
            Self::File(error) => error.exit(),
            _ => Exit::Failed,
        }
    }
}

impl PassphraseSource {
    /// A passphrase that exists already.
    ///
    /// # Errors
    /// What the terminal or the file says.
    pub fn existing(&self, terminal: &mut dyn Terminal, question: &str) -> Result<Passphrase, PassphraseError> {
        match &self.passphrase_file {
            Some(path) => from_file(path),
            None => prompt::passphrase(terminal, question).map(Passphrase).map_err(PassphraseError::Prompt),
        }
    }

    /// A new passphrase, typed twice where it is typed.
    ///
    /// # Errors
    /// What the terminal or the file says.
    pub fn fresh(&self, terminal: &mut dyn Terminal, question: &str) -> Result<Passphrase, PassphraseError> {
        match &self.passphrase_file {
            Some(path) => from_file(path),
            None => prompt::new_passphrase(terminal, question).map(Passphrase).map_err(PassphraseError::Prompt),
        }
    }
}

/// The first line of a secret file.
fn from_file(path: &std::path::Path) -> Result<Passphrase, PassphraseError> {
    let bytes = secret_file::read(path, MAX_PASSPHRASE).map_err(PassphraseError::File)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| PassphraseError::NotText { path: path.to_owned() })?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(Passphrase(Zeroizing::new(line.to_owned()))),
        _ => Err(PassphraseError::EmptyFile { path: path.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nobody at the terminal.
    struct Nobody;

    impl Terminal for Nobody {
        fn hidden(&mut self, _: &str) -> Result<Zeroizing<String>, PromptError> {
            Err(PromptError::NoTerminal { source: std::io::ErrorKind::NotFound.into() })
        }

        fn visible(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError> {
            self.hidden(question)
        }
    }

    fn from(content: &[u8]) -> Result<Passphrase, PassphraseError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passphrase");
        secret_file::create(&path, content).unwrap();
        PassphraseSource { passphrase_file: Some(path) }.fresh(&mut Nobody, "q")
    }

    #[test]
    fn the_first_line_of_the_file_is_the_passphrase() {
        assert_eq!(from(b"five words\r\nsecond line\n").unwrap().expose_secret(), "five words");
        assert!(matches!(from(b"\nx"), Err(PassphraseError::EmptyFile { .. })));
        assert!(matches!(from(b""), Err(PassphraseError::EmptyFile { .. })));
        assert!(matches!(from(b"\xff"), Err(PassphraseError::NotText { .. })));
    }

    #[test]
    fn without_terminal_the_hint_names_the_option() {
        let error = PassphraseSource::default().existing(&mut Nobody, "q").unwrap_err();
        assert!(error.hint().unwrap().contains("--passphrase-file"));
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        let shown = format!("{:?}", Passphrase::new(Zeroizing::new("planted".to_owned())));
        assert!(!shown.contains("planted"));
    }
}
