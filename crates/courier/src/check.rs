//! `check`: is a bundle what the drop signed? Owns the words of the answer.

use std::fmt::Write as _;

use candour_bundle::{Bundle, BundleError, Depth, Entry, Paper};
use candour_cli::progress::Progress;
use candour_cli::{Exit, sanitize, voice};
use candour_wire::BlobHash;

use crate::card;
use crate::cli::Check;
use crate::counted;
use crate::error::CourierError;
use crate::held::Held;

/// Runs the verb.
///
/// # Errors
/// [`CourierError`] where the folder is no bundle of this drop.
pub(crate) fn run(what: &Check) -> Result<Exit, CourierError> {
    let known = card::read(&what.card)?;
    let held = Held::read(&what.held)?;
    let refused = |source| CourierError::Bundle { path: what.bundle.clone(), source };
    let bundle = Bundle::open(&what.bundle, &known.log).map_err(refused)?;
    if *bundle.manifest().drop_id() != known.id.0 {
        return Err(CourierError::OtherDrop);
    }
    let bar = Progress::bytes("checking", bundle.manifest().bytes());
    let survey = bundle.survey(Depth::Hash, |bytes| bar.add(bytes));
    drop(bar);
    let unlisted =
        bundle.unlisted().map_err(|source| refused(BundleError::Unreadable { paper: Paper::Folder, source }))?;
    let (left_out, missing): (Vec<&Entry>, Vec<&Entry>) =
        survey.missing.iter().partition(|entry| held.contains(&BlobHash(entry.sha256)));
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(text, "drop      {}", known.id);
    let _ = writeln!(text, "epoch     {}", bundle.manifest().epoch());
    let _ = writeln!(text, "good      {}", counted::reports(survey.present.len()));
    let _ = writeln!(text, "left out  {}", counted::reports(left_out.len()));
    for entry in &missing {
        let _ = writeln!(text, "missing   {}", entry.file_name());
    }
    for (entry, why) in &survey.damaged {
        let _ = writeln!(text, "damaged   {}: {why}", entry.file_name());
    }
    for name in &unlisted.names {
        let _ = writeln!(text, "unlisted  {}", sanitize::path(name.as_ref()));
    }
    if unlisted.more > 0 {
        let _ = writeln!(text, "unlisted  {} more", unlisted.more);
    }
    voice::data(text.as_bytes()).map_err(CourierError::Stdout)?;
    Ok(if !survey.damaged.is_empty() || !unlisted.names.is_empty() {
        Exit::Untrusted
    } else if missing.is_empty() {
        Exit::Done
    } else {
        Exit::Partly
    })
}
