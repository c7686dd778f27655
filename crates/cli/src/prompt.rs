//! Asking at the terminal. Owns the questions' mechanics; knows no program's questions.
//!
//! Answers are read from the controlling terminal, not from stdin: stdin may be the report.

use std::io::{self, BufRead, BufReader, Write as _};

use zeroize::Zeroizing;

use crate::{Exit, Hint, sanitize, screen};

/// The longest answer that is read.
const MAX_ANSWER: u64 = 4096;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PromptError {
    /// Nobody to ask.
    #[error("no terminal to ask at")]
    NoTerminal {
        /// What the system said.
        source: io::Error,
    },
    /// End of input instead of an answer.
    #[error("no answer")]
    NoAnswer,
    /// The two typings of a new passphrase differ.
    #[error("the two passphrases differ")]
    Differ,
    /// An empty passphrase.
    #[error("the passphrase is empty")]
    Empty,
}

impl Hint for PromptError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NoTerminal { .. } => {
                Some("run it at a terminal, or give the answer by the option that reads a file".to_owned())
            }
            Self::NoAnswer => None,
            Self::Differ => Some("run it again and type the same passphrase twice".to_owned()),
            Self::Empty => Some("choose a passphrase; five or more random words are a good one".to_owned()),
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::NoAnswer => Exit::Stopped,
            _ => Exit::Failed,
        }
    }
}

/// Somebody to ask: the terminal, or a test.
pub trait Terminal {
    /// Asks for something that is not shown while typed.
    ///
    /// # Errors
    /// [`PromptError::NoTerminal`] or [`PromptError::NoAnswer`].
    fn hidden(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError>;

    /// Asks for one visible line.
    ///
    /// # Errors
    /// [`PromptError::NoTerminal`] or [`PromptError::NoAnswer`].
    fn visible(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError>;

    /// Shows a text alone on a screen that [`Terminal::take_away`] takes away, in place of what was on it, and asks there for one visible
    /// line.
    ///
    /// # Errors
    /// [`PromptError::NoTerminal`] or [`PromptError::NoAnswer`].
    fn alone(&mut self, text: &str) -> Result<Zeroizing<String>, PromptError> {
        self.visible(text)
    }

    /// Takes away the screen of [`Terminal::alone`] with all that was shown and typed there. Best effort.
    fn take_away(&mut self) {}

    /// Whether there is somebody to ask.
    ///
    /// # Errors
    /// [`PromptError::NoTerminal`].
    fn is_there(&mut self) -> Result<(), PromptError> {
        Ok(())
    }
}

/// The controlling terminal.
#[derive(Debug, Default)]
pub struct Tty;

impl Terminal for Tty {
    fn hidden(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError> {
        match rpassword::prompt_password(shown(question)) {
            Ok(answer) => Ok(Zeroizing::new(answer)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(PromptError::NoAnswer),
            Err(source) => Err(PromptError::NoTerminal { source }),
        }
    }

    fn visible(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError> {
        let asked = |source| PromptError::NoTerminal { source };
        let mut tty = screen::terminal().map_err(asked)?;
        tty.write_all(shown(question).as_bytes()).and_then(|()| tty.flush()).map_err(asked)?;
        answer_line(BufReader::new(tty))
    }

    fn alone(&mut self, text: &str) -> Result<Zeroizing<String>, PromptError> {
        let asked = |source| PromptError::NoTerminal { source };
        let mut tty = screen::terminal().map_err(asked)?;
        let shown = Zeroizing::new(shown(text));
        screen::fresh(&mut tty)
            .and_then(|()| tty.write_all(shown.as_bytes()))
            .and_then(|()| tty.flush())
            .map_err(asked)?;
        answer_line(BufReader::new(tty))
    }

    fn take_away(&mut self) {
        screen::take_away();
    }

    fn is_there(&mut self) -> Result<(), PromptError> {
        screen::terminal().map(drop).map_err(|source| PromptError::NoTerminal { source })
    }
}

/// Asks for an existing passphrase.
///
/// # Errors
/// As [`Terminal::hidden`], and [`PromptError::Empty`].
pub fn passphrase(terminal: &mut dyn Terminal, question: &str) -> Result<Zeroizing<String>, PromptError> {
    let answer = terminal.hidden(question)?;
    if answer.is_empty() { Err(PromptError::Empty) } else { Ok(answer) }
}

/// Asks for a new passphrase, twice.
///
/// # Errors
/// As [`passphrase`], and [`PromptError::Differ`].
pub fn new_passphrase(terminal: &mut dyn Terminal, question: &str) -> Result<Zeroizing<String>, PromptError> {
    let first = passphrase(terminal, question)?;
    let second = terminal.hidden("the same again")?;
    // Both were typed here a moment ago by the same person: comparing them needs no constant time.
    if *first == *second { Ok(first) } else { Err(PromptError::Differ) }
}

/// The question as it is written.
fn shown(question: &str) -> String {
    format!("{}: ", sanitize::text(question))
}

/// One line without its end.
fn answer_line(input: impl BufRead) -> Result<Zeroizing<String>, PromptError> {
    let mut line = Zeroizing::new(String::with_capacity(256));
    let read = input.take(MAX_ANSWER).read_line(&mut line).map_err(|source| PromptError::NoTerminal { source })?;
    if read == 0 {
        return Err(PromptError::NoAnswer);
    }
    Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers from a list.
    struct Scripted(Vec<&'static str>);

    impl Terminal for Scripted {
        fn hidden(&mut self, _: &str) -> Result<Zeroizing<String>, PromptError> {
            if self.0.is_empty() {
                return Err(PromptError::NoAnswer);
            }
            Ok(Zeroizing::new(self.0.remove(0).to_owned()))
        }

        fn visible(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError> {
            self.hidden(question)
        }
    }

    #[test]
    fn a_new_passphrase_has_to_be_typed_twice_alike() {
        assert_eq!(new_passphrase(&mut Scripted(vec!["one", "one"]), "q").unwrap().as_str(), "one");
        assert!(matches!(new_passphrase(&mut Scripted(vec!["one", "two"]), "q"), Err(PromptError::Differ)));
        assert!(matches!(new_passphrase(&mut Scripted(vec!["", ""]), "q"), Err(PromptError::Empty)));
        assert!(matches!(new_passphrase(&mut Scripted(vec!["one"]), "q"), Err(PromptError::NoAnswer)));
    }

    #[test]
    fn an_existing_passphrase_is_typed_once_and_never_empty() {
        assert_eq!(passphrase(&mut Scripted(vec!["one"]), "q").unwrap().as_str(), "one");
        assert!(matches!(passphrase(&mut Scripted(vec![""]), "q"), Err(PromptError::Empty)));
    }

    #[test]
    fn an_answer_is_one_line_without_its_end() {
        assert_eq!(answer_line(&b"ten words \r\nmore"[..]).unwrap().as_str(), "ten words ");
        assert_eq!(answer_line(&b"\n"[..]).unwrap().as_str(), "");
        assert!(matches!(answer_line(&b""[..]), Err(PromptError::NoAnswer)));
    }

    #[test]
    fn an_endless_answer_is_cut_off() {
        let endless = io::BufReader::new(io::repeat(b'a'));
        assert_eq!(answer_line(endless).unwrap().len(), 4096);
    }
}
