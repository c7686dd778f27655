//! Asking at the terminal. Owns the questions' mechanics; knows no program's questions.
//!
//! Answers are read from the controlling terminal, not from stdin: stdin may be the report.

use std::io::{self, Read, Write as _};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use zeroize::{Zeroize as _, Zeroizing};

use crate::secret_text::SecretText;
use crate::{Exit, Hint, sanitize, screen};

/// The longest answer that is read.
const MAX_ANSWER: usize = 4096;
/// How long the next line of something pasted may take.
const PASTED: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };

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

    /// One more line that was typed or pasted along with the last one; `None` where none is there already.
    ///
    /// # Errors
    /// [`PromptError::NoTerminal`] or [`PromptError::NoAnswer`].
    fn further(&mut self) -> Result<Option<Zeroizing<String>>, PromptError> {
        Ok(None)
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
        match rpassword::prompt_password(&*shown(question)) {
            Ok(answer) => Ok(Zeroizing::new(answer)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(PromptError::NoAnswer),
            Err(source) => Err(PromptError::NoTerminal { source }),
        }
    }

    fn visible(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError> {
        let asked = |source| PromptError::NoTerminal { source };
        let mut tty = screen::terminal().map_err(asked)?;
        tty.write_all(shown(question).as_bytes()).and_then(|()| tty.flush()).map_err(asked)?;
        answer_line(tty)
    }

    fn alone(&mut self, text: &str) -> Result<Zeroizing<String>, PromptError> {
        let asked = |source| PromptError::NoTerminal { source };
        let mut tty = screen::terminal().map_err(asked)?;
        screen::fresh(&mut tty)
            .and_then(|()| tty.write_all(shown(text).as_bytes()))
            .and_then(|()| tty.flush())
            .map_err(asked)?;
        answer_line(tty)
    }

    fn further(&mut self) -> Result<Option<Zeroizing<String>>, PromptError> {
        let asked = |source| PromptError::NoTerminal { source };
        let tty = screen::terminal().map_err(asked)?;
        // A terminal hands out whole lines, so nothing is there while one is being typed. A signal meanwhile is no line.
        match poll(&mut [PollFd::new(&tty, PollFlags::IN)], Some(&PASTED)) {
            Ok(1..) => answer_line(tty).map(Some),
            _ => Ok(None),
        }
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
fn shown(question: &str) -> SecretText {
    let mut shown = sanitize::secret(question);
    shown.push_str(": ");
    shown
}

/// One line without its end. Read byte by byte into the one place that is wiped, and no further than the line's end.
fn answer_line(mut input: impl Read) -> Result<Zeroizing<String>, PromptError> {
    let failed = |source| PromptError::NoTerminal { source };
    let mut line = Zeroizing::new(Vec::with_capacity(MAX_ANSWER));
    let mut byte = Zeroizing::new([0]);
    let mut ended = false;
    while !ended && line.len() < MAX_ANSWER {
        match input.read(byte.as_mut()) {
            Ok(0) if line.is_empty() => return Err(PromptError::NoAnswer),
            Ok(0) => break,
            Ok(_) => {
                ended = *byte == *b"\n";
                line.extend_from_slice(byte.as_ref());
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
    let mut text = String::from_utf8(std::mem::take(&mut *line)).map_err(|error| {
        error.into_bytes().zeroize();
        failed(io::ErrorKind::InvalidData.into())
    })?;
    text.truncate(text.trim_end_matches(['\r', '\n']).len());
    Ok(Zeroizing::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_memory::{Mark, is_in_memory};

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
        assert_eq!(answer_line(&b"no end"[..]).unwrap().as_str(), "no end");
        assert!(matches!(answer_line(&b""[..]), Err(PromptError::NoAnswer)));
        assert!(matches!(answer_line(&b"\xff\n"[..]), Err(PromptError::NoTerminal { .. })));
    }

    #[test]
    fn what_follows_a_line_is_left_for_the_next_answer() {
        let mut pasted = &b"one\ntwo\n"[..];
        assert_eq!(answer_line(&mut pasted).unwrap().as_str(), "one");
        assert_eq!(answer_line(&mut pasted).unwrap().as_str(), "two");
    }

    /// A terminal at which somebody types this mark; its letters are kept nowhere.
    struct Typing(Mark, usize);

    impl Read for Typing {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let signs = self.0.signs().skip(self.1).chain(['\n']);
            let typed = into.iter_mut().zip(signs).map(|(byte, sign)| *byte = sign as u8).count();
            self.1 += typed;
            Ok(typed)
        }
    }

    #[test]
    fn nothing_of_a_question_or_an_answer_is_left_in_memory() {
        let mark = Mark(11);
        let answer = answer_line(Typing(Mark(11), 0)).unwrap();
        assert!(answer.chars().eq(mark.signs()) && is_in_memory(&mark));
        drop(answer);
        assert!(!is_in_memory(&mark), "an answer");
        let question: Zeroizing<String> = Zeroizing::new("-".repeat(300).chars().chain(mark.signs()).collect());
        let shown = shown(&question);
        assert!(shown.ends_with(": "));
        drop((question, shown));
        assert!(!is_in_memory(&mark), "a question");
    }

    #[test]
    fn an_endless_answer_is_cut_off() {
        assert_eq!(answer_line(io::repeat(b'a')).unwrap().len(), 4096);
    }
}
