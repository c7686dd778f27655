//! Somebody at a terminal, for tests.

use candour_cli::prompt::{PromptError, Terminal};
use zeroize::Zeroizing;

/// Types the given lines, or pastes those that are several at once, and then goes; keeps what it was asked.
#[derive(Default)]
pub(crate) struct Typist {
    lines: Vec<String>,
    /// What comes along with the next line typed.
    pasted: Vec<String>,
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
        let typed = self.lines.pop().ok_or(PromptError::NoAnswer)?;
        let mut lines = typed.lines().map(str::to_owned);
        let line = lines.next().unwrap_or_default();
        self.pasted = lines.collect();
        self.pasted.reverse();
        Ok(Zeroizing::new(line))
    }

    fn further(&mut self) -> Result<Option<Zeroizing<String>>, PromptError> {
        Ok(self.pasted.pop().map(Zeroizing::new))
    }

    fn take_away(&mut self) {
        self.taken_away.push(self.asked.len());
    }
}
