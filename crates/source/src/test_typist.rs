//! Somebody at a terminal, for tests.

use candour_cli::prompt::{PromptError, Terminal};
use zeroize::Zeroizing;

/// Types the given lines and then goes; keeps what it was asked.
#[derive(Default)]
pub(crate) struct Typist {
    lines: Vec<String>,
    pub(crate) asked: Vec<String>,
    /// Questions that had been asked each time a screen was taken away.
    pub(crate) taken_away: Vec<usize>,
}

impl Typist {
    pub(crate) fn typing(lines: &[&str]) -> Self {
        Self { lines: lines.iter().rev().map(ToString::to_string).collect(), ..Self::default() }
    }
}

impl Terminal for Typist {
    fn hidden(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError> {
        self.visible(question)
    }

    fn visible(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError> {
        self.asked.push(question.to_owned());
        self.lines.pop().map(Zeroizing::new).ok_or(PromptError::NoAnswer)
    }

    fn take_away(&mut self) {
        self.taken_away.push(self.asked.len());
    }
}
