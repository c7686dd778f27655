//! `open`: a bundle checked, its reports opened, held, and told one by one.

use std::fmt::Write as _;
use std::path::Path;

use candour_bundle::{BlobError, Bundle, BundleError, Entry, Unlisted};
use candour_cli::progress::Progress;
use candour_cli::prompt::Terminal;
use candour_cli::{Exit, Voice, sanitize};
use candour_desk_card::DropId;

use super::say;
use crate::cli::Open;
use crate::desk_cards::DeskCards;
use crate::error::UnitError;
use crate::home::Home;
use crate::intake::{self, Opener, Outcome, SEALED};
use crate::others::Others;
use crate::record::{Record, State};
use crate::shown::hex;
use crate::warning::Warning;
use crate::{day, held, keys};

/// Runs it.
pub(super) fn run(
    home: &Path,
    arguments: &Open,
    speaker: Voice,
    terminal: &mut dyn Terminal,
) -> Result<Exit, UnitError> {
    let home = Home::enter(home)?;
    let _lock = home.lock()?;
    let cards = DeskCards::load(&home)?;
    let bundle = verified(&arguments.bundle, &cards)?;
    let passphrase = arguments.passphrase.existing(terminal, "passphrase of the unit's keys")?;
    let identities = keys::identities(&home, &passphrase)?;
    intake::clear(&home)?;
    let mut others = Others::load(&home)?;

    let entries = bundle.listing().entries();
    let (held_already, fresh): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| home.reports().join(hex(&entry.sha256)).is_dir());
    let drop = DropId(*bundle.manifest().drop_id());
    let opener = Opener {
        bundle: &bundle,
        identities: &identities,
        cards: &cards.of_drop(drop),
        drop: &drop.to_string(),
        incoming: &home.incoming(),
        link: arguments.link,
    };
    let progress = Progress::things("opening", u64::try_from(fresh.len()).unwrap_or(u64::MAX));
    let outcomes = intake::open_all(&opener, &fresh, || progress.add(1));
    std::mem::drop(progress);
    intake::hold(&home, &outcomes)?;
    let seen = fresh.iter().zip(&outcomes).filter(|(_, outcome)| matches!(outcome, Outcome::Foreign));
    let remembered = others.remember(&home, seen.map(|(entry, _)| &entry.sha256));
    let exit = tell(&bundle, &Before { home: &home, others: &others }, &held_already, &fresh, outcomes, speaker)?;
    if let Err(error) = remembered {
        speaker.warn(&Warning::NotRemembered(error));
    }
    Ok(exit)
}

/// What earlier bundles have shown.
struct Before<'a> {
    /// With what failed.
    home: &'a Home,
    /// What was for other units.
    others: &'a Others,
}

impl Before<'_> {
    /// Whether the sealed original of a blob is kept because it did not open.
    fn failed(&self, entry: &Entry) -> bool {
        self.home.failed().join(hex(&entry.sha256)).join(SEALED).is_file()
    }
}

/// The bundle, if a drop of one of this unit's desk cards signed its manifest.
fn verified(path: &Path, cards: &DeskCards) -> Result<Bundle, UnitError> {
    let refused = |source| UnitError::Bundle { path: path.to_owned(), source };
    let mut last = None;
    let mut tried = Vec::new();
    for card in cards.newest_first() {
        if tried.contains(&card.log_key()) {
            continue;
        }
        tried.push(card.log_key());
        match Bundle::open(path, card.log_key()) {
            Ok(bundle) if *bundle.manifest().drop_id() == card.drop_id().0 => return Ok(bundle),
            Ok(_) => last = Some(UnitError::OtherDrop { path: path.to_owned() }),
            Err(error @ BundleError::Unsigned(_)) => last = last.or(Some(refused(error))),
            // The papers are broken whoever signed them.
            Err(error) => return Err(refused(error)),
        }
    }
    Err(last.unwrap_or(UnitError::NoDeskCard))
}

/// How many of each.
#[derive(Default)]
struct Count {
    /// Opened now.
    opened: usize,
    /// Ours, and not opened.
    failed: usize,
    /// Not in the bundle, and kept since an earlier one because it did not open.
    failed_before: usize,
    /// Another unit's.
    foreign: usize,
    /// Not in the bundle.
    missing: usize,
    /// Not what was listed.
    damaged: usize,
    /// With something to look into.
    alarms: usize,
}

/// Says what became of every blob, and gives the exit code.
fn tell(
    bundle: &Bundle,
    before: &Before<'_>,
    held_already: &[&Entry],
    fresh: &[&Entry],
    outcomes: Vec<Outcome>,
    speaker: Voice,
) -> Result<Exit, UnitError> {
    let mut count = Count::default();
    let mut text = String::new();
    let mut not_kept = None;
    // Writing to a String cannot fail, here and below.
    for entry in held_already {
        let _ = writeln!(text, "held already  {}", held::short(&hex(&entry.sha256)));
    }
    for (entry, outcome) in fresh.iter().zip(outcomes) {
        match outcome {
            Outcome::Ours(record) => tell_ours(&record, &mut count, &mut text),
            Outcome::Foreign => count.foreign += 1,
            // Left out, because an earlier bundle carried it.
            Outcome::Bad(BlobError::Missing) if before.others.contains(&entry.sha256) => count.foreign += 1,
            Outcome::Bad(BlobError::Missing) if before.failed(entry) => {
                count.failed_before += 1;
                let _ = writeln!(text, "held already  {}  it did not open", held::short(&hex(&entry.sha256)));
            }
            Outcome::Bad(BlobError::Missing) => {
                count.missing += 1;
                let _ = writeln!(text, "missing       {}", hex(&entry.sha256));
            }
            Outcome::Bad(error) => {
                count.damaged += 1;
                let _ = writeln!(text, "damaged       {}  {error}", hex(&entry.sha256));
            }
            Outcome::NotTried => {}
            Outcome::NotKept(error) => not_kept = not_kept.or(Some(error)),
        }
    }
    let manifest = bundle.manifest();
    let _ = writeln!(
        text,
        "bundle of {}: {} listed, {} opened, {} held already, {} failed, {} missing, {} damaged, {} for other units",
        day::to_text(manifest.epoch()),
        manifest.count(),
        count.opened,
        held_already.len() + count.failed_before,
        count.failed,
        count.missing,
        count.damaged,
        count.foreign
    );
    say(&text)?;
    tell_unlisted(bundle, speaker);
    if let Some(error) = not_kept {
        return Err(UnitError::NotKept(error));
    }
    if count.alarms > 0 {
        speaker.warn(&Warning::Alarms);
        return Ok(Exit::Untrusted);
    }
    if count.failed + count.missing + count.damaged > 0 {
        speaker.warn(&Warning::NotAll);
        return Ok(Exit::Partly);
    }
    Ok(Exit::Done)
}

/// Says what became of a blob that is ours.
fn tell_ours(record: &Record, count: &mut Count, text: &mut String) {
    let id = held::short(&record.sha256);
    match record.state {
        State::Report => {
            count.opened += 1;
            let _ = writeln!(text, "opened        {id}");
        }
        State::Exhibit => {
            count.opened += 1;
            let _ = writeln!(text, "opened        {id}  kept as it came: {}", sanitize::line(&record.reason));
        }
        State::Failed => {
            count.failed += 1;
            let _ = writeln!(text, "failed        {id}  {}", sanitize::line(&record.reason));
        }
    }
    if let Some(alarm) = record.alarm {
        count.alarms += 1;
        let _ = writeln!(text, "ALARM         {id}  {}", alarm.sentence());
    }
}

/// Names what the courier's medium has besides the bundle. None of it is opened.
fn tell_unlisted(bundle: &Bundle, speaker: Voice) {
    match bundle.unlisted() {
        Ok(Unlisted { names, more }) => {
            let count = u64::try_from(names.len()).unwrap_or(u64::MAX).saturating_add(more);
            if count > 0 {
                speaker.warn(&Warning::Unlisted(count));
            }
        }
        Err(source) => speaker.warn(&Warning::Unsearched { path: bundle.path().to_owned(), source }),
    }
}
