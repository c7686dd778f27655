//! What a program says: data to stdout, everything else to stderr under the tool's name.
//! Owns the shape of an error message; knows no particular error.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write as _};

use crate::{Exit, sanitize};

/// An error that knows what the reader should do next.
///
/// `Display` says what happened, lower case, no final period, without the source: [`Voice::error`] appends the chain of
/// sources, each after a colon.
pub trait Hint: Error {
    /// What to do about it, as one or two plain sentences without a final period; `None` where nothing helps.
    fn hint(&self) -> Option<String> {
        None
    }

    /// The row of the exit table.
    fn exit(&self) -> Exit {
        Exit::Failed
    }
}

/// A program's voice on stderr, under its own name.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    /// The program's name as a user types it.
    tool: &'static str,
}

impl Voice {
    /// The voice of `tool`.
    #[must_use]
    pub const fn new(tool: &'static str) -> Self {
        Self { tool }
    }

    /// The program's name.
    #[must_use]
    pub const fn tool(&self) -> &'static str {
        self.tool
    }

    /// Says the error with its sources and its hint on stderr, and gives the exit code to leave with.
    pub fn error(&self, error: &dyn Hint) -> Exit {
        self.write(&self.error_text(error));
        error.exit()
    }

    /// What [`Voice::error`] writes.
    #[must_use]
    pub fn error_text(&self, error: &dyn Hint) -> String {
        let mut text = format!("{}: error: {}\n", self.tool, sanitize::message(&chain(error)));
        if let Some(hint) = error.hint() {
            let _ = writeln!(text, "hint: {}", sanitize::message(&hint));
        }
        text
    }

    /// Says something that the reader should see but need not act on.
    pub fn note(&self, message: &str) {
        self.write(&format!("{}: {}\n", self.tool, sanitize::messages(message)));
    }

    /// Says something that the reader should act on although the program goes on.
    pub fn warning(&self, message: &str) {
        self.write(&format!("{}: warning: {}\n", self.tool, sanitize::messages(message)));
    }

    /// Says such a thing with its sources.
    pub fn warn(&self, what: &dyn Error) {
        self.write(&self.warning_text(what));
    }

    /// What [`Voice::warn`] writes.
    #[must_use]
    pub fn warning_text(&self, what: &dyn Error) -> String {
        format!("{}: warning: {}\n", self.tool, sanitize::message(&chain(what)))
    }

    /// Ends `main`: says the error if there is one, and gives the exit code.
    pub fn finish<E: Hint>(&self, outcome: Result<Exit, E>) -> Exit {
        match outcome {
            Ok(exit) => exit,
            Err(error) => self.error(&error),
        }
    }

    /// Writes to stderr. A closed stderr is no reason to stop: there is nobody left to tell.
    fn write(&self, text: &str) {
        let mut stderr = io::stderr().lock();
        let _ = stderr.write_all(text.as_bytes());
        let _ = stderr.flush();
    }
}

/// Writes data to stdout. A reader that has gone away (`| head`) counts as success.
///
/// The caller sanitizes what is not its own, unless raw bytes were asked for.
///
/// # Errors
/// Whatever stdout answers, a broken pipe excepted.
pub fn data(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// What an error says, with its sources, each after a colon.
fn chain(error: &dyn Error) -> String {
    let mut message = plain(&error.to_string());
    let mut source = error.source();
    while let Some(inner) = source {
        // Writing to a String cannot fail.
        let _ = write!(message, ": {}", plain(&inner.to_string()));
        source = inner.source();
    }
    message
}

/// The message without the `(os error 2)` that the standard library appends: numbers help nobody here.
fn plain(message: &str) -> String {
    match message.rsplit_once(" (os error ") {
        Some((text, number)) if number.trim_end_matches(')').chars().all(|c| c.is_ascii_digit()) => text.to_owned(),
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("cannot read {name}")]
    struct Unreadable {
        name: String,
        source: io::Error,
    }

    impl Hint for Unreadable {
        fn hint(&self) -> Option<String> {
            Some("look whether it is there".to_owned())
        }

        fn exit(&self) -> Exit {
            Exit::Partly
        }
    }

    fn unreadable(name: &str) -> Unreadable {
        Unreadable { name: name.to_owned(), source: io::Error::from_raw_os_error(2) }
    }

    #[test]
    fn an_error_is_said_with_its_sources_and_its_hint() {
        let said = Voice::new("candour-x").error_text(&unreadable("a"));
        assert_eq!(
            said,
            "candour-x: error: cannot read a: No such file or directory\nhint: look whether it is there\n"
        );
    }

    #[test]
    fn a_warning_is_said_with_its_sources() {
        let said = Voice::new("candour-x").warning_text(&unreadable("a\n"));
        assert_eq!(said, "candour-x: warning: cannot read a\\u{a}: No such file or directory\n");
    }

    #[test]
    fn a_hostile_name_in_an_error_cannot_move_the_cursor() {
        let said = Voice::new("candour-x").error_text(&unreadable("a\u{1b}[2J\nhint: send money"));
        assert_eq!(said.lines().count(), 2);
        assert!(!said.contains('\u{1b}'));
    }

    #[test]
    fn a_name_that_is_escaped_already_is_escaped_once() {
        let path = Path::new("a\u{1b}[2J\\u{1b}");
        let said = Voice::new("candour-x").error_text(&unreadable(&sanitize::path(path)));
        assert!(said.contains(r"cannot read a\u{1b}[2J\u{5c}u{1b}: "), "{said}");
    }

    #[test]
    fn finish_takes_the_exit_code_from_the_error() {
        let voice = Voice::new("candour-x");
        assert_eq!(voice.finish(Err(unreadable("a"))), Exit::Partly);
        assert_eq!(voice.finish::<Unreadable>(Ok(Exit::Done)), Exit::Done);
    }

    #[test]
    fn only_a_system_error_number_is_cut_off() {
        assert_eq!(plain("gone (os error 2)"), "gone");
        assert_eq!(plain("gone (os error two)"), "gone (os error two)");
        assert_eq!(plain("gone"), "gone");
    }
}
