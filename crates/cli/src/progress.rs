//! A bar on stderr. Owns its look; knows neither what is counted nor when it is done.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Progress over a number of bytes. Silent where stderr is no terminal. Cleared when dropped.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar of `total` bytes, labelled by what is being done ("sealing").
    #[must_use]
    pub fn bytes(doing: &'static str, total: u64) -> Self {
        // Rate and remaining time are left out: over Tor they mislead more than they help.
        Self::new(doing, total, "{msg} [{bar:30}] {binary_bytes} of {binary_total_bytes}")
    }

    /// A bar of `total` things ("opening").
    #[must_use]
    pub fn things(doing: &'static str, total: u64) -> Self {
        Self::new(doing, total, "{msg} [{bar:30}] {pos} of {len}")
    }

    /// The common part.
    fn new(doing: &'static str, total: u64, template: &str) -> Self {
        // indicatif draws nothing where stderr is no terminal.
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(doing);
        Self(bar)
    }

    /// Moves the bar to a position.
    pub fn set(&self, position: u64) {
        self.0.set_position(position);
    }

    /// Moves the bar on.
    pub fn add(&self, more: u64) {
        self.0.inc(more);
    }

    /// Where the bar stands.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.0.position()
    }

    /// Runs something that writes to stderr without tearing the bar.
    pub fn aside<T>(&self, say: impl FnOnce() -> T) -> T {
        self.0.suspend(say)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_position_is_what_was_set_and_added() {
        let progress = Progress::bytes("sealing", 100);
        progress.set(40);
        progress.add(2);
        assert_eq!(progress.position(), 42);
        assert_eq!(progress.aside(|| 7), 7);
    }

    #[test]
    fn the_templates_are_understood() {
        for template in ["{msg} [{bar:30}] {binary_bytes} of {binary_total_bytes}", "{msg} [{bar:30}] {pos} of {len}"] {
            assert!(ProgressStyle::with_template(template).is_ok());
        }
    }
}
