//! A codename from the source's head: from a file, typed, or drawn and typed back. Owns the dialogue; derives nothing and keeps nothing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use candour_cli::prompt::{PromptError, Terminal};
use candour_cli::secret_file::{self, SecretFileError};
use candour_cli::secret_text::SecretText;
use candour_cli::{Exit, Hint, sanitize};
use candour_codename::{Codename, Fault, NotACodename, Proposal, UntrustedCodename, spelled};

/// Longest file with a codename in it, in bytes.
const LONGEST: usize = 1024;
/// Columns of a word that is spelled beside.
const COLUMN: usize = 12;
/// What shows the codename again.
const SHOW: &str = "show";
/// What goes on without one.
const WITHOUT: &str = "without";

/// Why there is no codename.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CodenameError {
    /// Nobody to show one to, or to type one.
    #[error("there is no codename")]
    Prompt(#[source] PromptError),
    /// The file.
    #[error("cannot take the codename from its file")]
    File(#[source] SecretFileError),
    /// What is in the file.
    #[error("there is no codename in {}", sanitize::path(path))]
    NotACodename {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: NotACodename,
    },
}

impl Hint for CodenameError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Prompt(PromptError::NoTerminal { .. }) => Some(
                "run it at a terminal, or name a file with --codename-file (`candour-source codename` makes one); a report \
                 that nobody needs to answer goes with --no-codename"
                    .to_owned(),
            ),
            Self::Prompt(error) => error.hint(),
            Self::File(error) => error.hint(),
            Self::NotACodename { .. } => {
                Some("put the eight words into it as they were shown, and nothing else".to_owned())
            }
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Prompt(error) => error.exit(),
            Self::File(error) => error.exit(),
            Self::NotACodename { .. } => Exit::Failed,
        }
    }
}

/// Reads one from a file that nobody else can read. Nothing in it is corrected.
pub(crate) fn from_file(path: &Path) -> Result<Codename, CodenameError> {
    let bytes = secret_file::read(path, LONGEST).map_err(CodenameError::File)?;
    let mut text = SecretText::new();
    for piece in bytes.utf8_chunks() {
        text.push_str(piece.valid());
        if !piece.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    UntrustedCodename::new(&text)
        .check()
        .map_err(|source| CodenameError::NotACodename { path: path.to_owned(), source })
}

/// Asks for one until it is one, on a screen that is taken away then.
pub(crate) fn ask(terminal: &mut dyn Terminal, what: &str) -> Result<Codename, CodenameError> {
    let screen = Screen(terminal);
    let mut question = format!("{what}\n\nType or paste the eight words");
    loop {
        let typed = typed(&question, screen.0)?;
        match heard(&typed, screen.0)? {
            Ok(codename) => return Ok(codename),
            Err(fault) => question = format!("{what}\n\n{fault}.\nType or paste the eight words again"),
        }
    }
}

/// Shows a new codename and has it typed back; `None` if the report is to go without one. `aloud` is for a caller: each word is spelled,
/// to be read out and read back.
pub(crate) fn settle(
    codename: Codename,
    aloud: bool,
    terminal: &mut dyn Terminal,
) -> Result<Option<Codename>, CodenameError> {
    let screen = Screen(terminal);
    loop {
        let shown = if aloud { to_caller(&codename) } else { to_source(&codename) };
        let answer = screen.0.alone(&shown).map_err(CodenameError::Prompt)?;
        if is(&answer, WITHOUT) {
            return Ok(None);
        }
        if repeated(&codename, aloud, screen.0)? {
            return Ok(Some(codename));
        }
    }
}

/// Has it typed back; `false` if it is to be shown again.
fn repeated(codename: &Codename, aloud: bool, terminal: &mut dyn Terminal) -> Result<bool, CodenameError> {
    let whose = if aloud { "Type the codename as the caller reads it back" } else { "Type or paste your codename" };
    let again = format!("Type {SHOW} to see it again");
    let mut question = format!("{whose}. {again}");
    loop {
        let typed = typed(&question, terminal)?;
        if is(&typed, SHOW) {
            return Ok(false);
        }
        let fault = match heard(&typed, terminal)? {
            Ok(typed) if typed == *codename => return Ok(true),
            Ok(_) => "These are the words of another codename".to_owned(),
            Err(fault) => fault,
        };
        question = format!("{fault}.\n{whose} again. {again}");
    }
}

/// Has words typed: one line, or more of them where they were pasted as a list.
fn typed(question: &str, terminal: &mut dyn Terminal) -> Result<SecretText, CodenameError> {
    let mut typed = SecretText::new();
    typed.push_str(&terminal.alone(question).map_err(CodenameError::Prompt)?);
    while !is(&typed, SHOW) && is_begun(&typed) {
        let Some(line) = terminal.further().map_err(CodenameError::Prompt)? else { break };
        typed.push(' ');
        typed.push_str(&line);
    }
    Ok(typed)
}

/// Whether words are still to come.
fn is_begun(typed: &str) -> bool {
    let fault = UntrustedCodename::new(typed).check().err().map(|error| error.fault());
    matches!(fault, Some(Fault::Count(words)) if words < Codename::WORDS)
}

/// What was typed, if it is a codename, or becomes one by the one correction that the person agrees to; otherwise what is wrong.
fn heard(typed: &str, terminal: &mut dyn Terminal) -> Result<Result<Codename, String>, CodenameError> {
    let error = match UntrustedCodename::new(typed).check() {
        Ok(codename) => return Ok(Ok(codename)),
        Err(error) => error,
    };
    let fault = capital(&error.to_string());
    let Some(proposal) = error.into_proposal() else { return Ok(Err(fault)) };
    if agreed(&fault, &proposal, terminal)? { Ok(Ok(proposal.accept())) } else { Ok(Err(fault)) }
}

/// Asks whether the proposed word is right. It is taken with a yes only.
fn agreed(fault: &str, proposal: &Proposal, terminal: &mut dyn Terminal) -> Result<bool, CodenameError> {
    let (place, word) = (proposal.place(), proposal.expose_word());
    let mut question = SecretText::new();
    let _ =
        write!(question, "{fault}.\nShould word {place} be \"{word}\"? Compare it with what you have. Type yes or no");
    loop {
        let answer = terminal.alone(&question).map_err(CodenameError::Prompt)?;
        match answer.trim() {
            yes if is(yes, "yes") || is(yes, "y") => return Ok(true),
            no if is(no, "no") || is(no, "n") => return Ok(false),
            _ => {}
        }
    }
}

/// The codename as its source sees it.
fn to_source(codename: &Codename) -> SecretText {
    let mut text = SecretText::new();
    text.push_str("This is your codename:\n\n");
    text.push_str(&codename.expose_phrase());
    let _ = write!(
        text,
        "\n\n\
         With it, and with nothing else, you can read an answer and add to your report. Write it down where nobody\n\
         finds it, or learn it by heart. It is not kept on this machine and never leaves it. Nobody can recover it,\n\
         and nobody who is honest asks you for it.\n\n\
         Press Enter to type it back. Or type {WITHOUT}, and the report goes without one: then nobody can answer"
    );
    text
}

/// The codename as a call handler reads it out.
fn to_caller(codename: &Codename) -> SecretText {
    let mut text = SecretText::new();
    text.push_str(
        "The caller's codename. Read it out word by word, spell each word, and let the caller write it down.\n\n",
    );
    for (place, word) in codename.expose_words().enumerate() {
        let _ = write!(text, "  {}   ", place + 1);
        word.chars().for_each(|sign| text.push(sign.to_ascii_uppercase()));
        let _ = write!(text, "{:1$}", "", COLUMN.saturating_sub(word.len()));
        for (place, name) in spelled(word).enumerate() {
            text.push_str(if place == 0 { "" } else { " " });
            text.push_str(name);
        }
        text.push_str("\n\n");
    }
    let _ = write!(
        text,
        "Say: with it, and with nothing else, you can ask for an answer and add to your report. Nobody can recover it.\n\
         We keep no copy.\n\n\
         Press Enter when it is written down, and have it read back. Or type {WITHOUT} if the caller wants none"
    );
    text
}

/// Whether an answer is this word.
fn is(answer: &str, word: &str) -> bool {
    answer.trim().eq_ignore_ascii_case(word)
}

/// A sentence's beginning.
fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

/// The screen, taken away whatever the end is.
struct Screen<'t>(&'t mut dyn Terminal);

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        self.0.take_away();
    }
}

#[cfg(test)]
mod tests;
