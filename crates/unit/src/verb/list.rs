//! `list`: one line for everything held.

use std::fmt::Write as _;
use std::path::Path;

use candour_cli::Exit;

use super::say;
use crate::error::UnitError;
use crate::home::Home;
use crate::{day, held};

/// Runs it.
pub(super) fn run(home: &Path) -> Result<Exit, UnitError> {
    let home = Home::enter(home)?;
    let mut text = String::new();
    for one in held::all(&home)? {
        let (taken, size, alarm) = match &one.record {
            Some(record) => (day::to_text(record.epoch), record.size.to_string(), record.alarm.is_some()),
            None => ("-".to_owned(), "-".to_owned(), false),
        };
        // Writing to a String cannot fail.
        let _ = write!(text, "{}  {taken:<10}  {:<7}  {size:>10}", held::short(&one.hex), one.word());
        text.push_str(if alarm { "  ALARM\n" } else { "\n" });
    }
    say(&text)?;
    Ok(Exit::Done)
}
