//! `show`: one report as text, its attachments with size and hash. Nothing of it reaches the terminal raw.

use std::fs;
use std::io;
use std::path::Path;

use candour_cli::{Exit, Voice};
use candour_envelope::ReportBody;

use super::say;
use crate::cases::Cases;
use crate::cli::Show;
use crate::error::UnitError;
use crate::held::{self, Held};
use crate::home::Home;
use crate::intake::{PAYLOAD, REPORT};
use crate::record::State;
use crate::shown::{self, Measured};
use crate::warning::Warning;

/// Runs it.
pub(super) fn run(home: &Path, arguments: &Show, speaker: Voice) -> Result<Exit, UnitError> {
    let home = Home::enter(home)?;
    let held = held::find(held::all(&home)?, &arguments.id)?;
    let cases = Cases::load(&home)?;
    say(&shown::head(&held, cases.by_report().get(held.hex.as_str()).copied()))?;
    let state = match &held.record {
        Some(record) => record.state,
        // The record is lost, the report may not be.
        None if held.path.join(REPORT).is_file() => State::Report,
        None if held.path.join(PAYLOAD).is_file() => State::Exhibit,
        None => State::Failed,
    };
    let exit = match state {
        State::Report => report(&held)?,
        State::Exhibit => {
            let path = held.path.join(PAYLOAD);
            say(&shown::exhibit(&path).map_err(|_| UnitError::Folder { path })?)?;
            Exit::Done
        }
        State::Failed => Exit::Done,
    };
    if exit != Exit::Done {
        speaker.warn(&Warning::Attachment);
    }
    Ok(exit)
}

/// A report in our programs' shape.
fn report(held: &Held) -> Result<Exit, UnitError> {
    let path = held.path.join(REPORT);
    let body = fs::read(&path).ok().and_then(|json| ReportBody::from_json(&json).ok());
    let body = body.ok_or(UnitError::Folder { path })?;
    say(&shown::body(&body))?;
    let measured: Vec<io::Result<Measured>> =
        body.attachments.iter().map(|entry| shown::measure(&held.path.join(&entry.file))).collect();
    say(&shown::attachments(&body, &measured))?;
    let whole = body
        .attachments
        .iter()
        .zip(&measured)
        .all(|(entry, found)| found.as_ref().is_ok_and(|found| found.size == entry.size));
    Ok(if whole { Exit::Done } else { Exit::Partly })
}
