//! `init`: the unit's keys, its card, and for a single unit the desk card too.

use std::path::Path;

use candour_cli::prompt::Terminal;
use candour_cli::{Exit, Voice, sanitize};
use rand::rngs::OsRng;

use super::desk_card::{self, Parts};
use super::say;
use crate::cli::{Init, LIFE};
use crate::error::UnitError;
use crate::home::Home;
use crate::warning::Warning;
use crate::{day, keys};

/// Runs it.
pub(super) fn run(
    path: &Path,
    arguments: Init,
    speaker: Voice,
    terminal: &mut dyn Terminal,
) -> Result<Exit, UnitError> {
    // Everything that can be refused is looked at before a key is made.
    let drop_card = arguments.drop_card.as_deref().map(desk_card::read_drop_card).transpose()?;
    let passphrase = arguments.passphrase.fresh(terminal, "new passphrase for the unit's keys")?;
    let home = Home::create(path)?;
    let _lock = home.lock()?;
    let made = keys::make(&home, arguments.name, arguments.title, arguments.demo, &passphrase, &mut OsRng);
    let (card, key) = made.inspect_err(|_| {
        // Half a home would stand in the way of the next try. It holds nothing that was ever used.
        let _ = std::fs::remove_dir_all(path);
    })?;
    if arguments.demo {
        speaker.warn(&Warning::ThrowAway);
    }
    say(&format!("home       {}\nunit card  {}\n", sanitize::path(home.path()), sanitize::path(&home.unit_card())))?;
    if let (Some(drop), Some(out)) = (drop_card, arguments.out) {
        let parts = Parts {
            drop,
            units: vec![card],
            number: 1,
            first: day::today(),
            days: LIFE,
            recipients: candour_desk_card::DEFAULT_RECIPIENTS,
            phones: candour_desk_card::Phone::defaults(),
        };
        desk_card::make(&home, parts, &key, &out)?;
    }
    speaker
        .note("keep a copy of the home's three key files in another safe place; without them no report can be opened");
    Ok(Exit::Done)
}
