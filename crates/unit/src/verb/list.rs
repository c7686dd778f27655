//! `list`: one line for everything held.

use std::fmt::Write as _;
use std::path::Path;

use candour_cli::Exit;

use super::say;
use crate::cases::Cases;
use crate::error::UnitError;
use crate::home::Home;
use crate::{day, held};

/// Runs it.
pub(super) fn run(home: &Path) -> Result<Exit, UnitError> {
    let home = Home::enter(home)?;
    let cases = Cases::load(&home)?;
    let filed = cases.by_report();
    let mut text = String::new();
    for one in held::all(&home)? {
        let (taken, size, alarm) = match &one.record {
            Some(record) => (day::to_text(record.epoch), record.size.to_string(), record.alarm.is_some()),
            None => ("-".to_owned(), "-".to_owned(), false),
        };
        // Writing to a String cannot fail.
        let _ = write!(text, "{}  {taken:<10}  {:<7}  {size:>10}", held::short(&one.hex), one.word());
        if let Some((case, filed)) = filed.get(one.hex.as_str()) {
            let _ = write!(text, "  case {case}");
            text.push_str(if filed.repeats.is_some() { "  replayed" } else { "" });
        }
        text.push_str(if alarm { "  ALARM\n" } else { "\n" });
    }
    say(&text)?;
    Ok(Exit::Done)
}
