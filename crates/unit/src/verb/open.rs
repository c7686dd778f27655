//! `open`: a bundle checked, its reports opened, held, and told one by one.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use candour_bundle::{BlobError, Bundle, BundleError, Entry, Unlisted};
use candour_cli::progress::Progress;
use candour_cli::prompt::Terminal;
use candour_cli::{Exit, Voice, sanitize};
use candour_desk_card::DropId;

use super::say;
use crate::cases::{Cases, Filed};
use crate::cli::Open;
use crate::desk_cards::DeskCards;
use crate::error::UnitError;
use crate::home::Home;
use crate::intake::{self, Opener, Outcome, SEALED};
use crate::others::Others;
use crate::own_seal::OwnRecipient;
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
    let own = OwnRecipient::of(&identities).ok_or_else(|| UnitError::NoKeys { path: home.identities() })?;
    intake::clear(&home)?;
    let mut others = Others::load(&home)?;
    let mut cases = Cases::load(&home)?;

    let entries = bundle.listing().entries();
    let (held_already, fresh): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| home.reports().join(hex(&entry.sha256)).is_dir());
    let drop = DropId(*bundle.manifest().drop_id());
    let opener = Opener {
        bundle: &bundle,
        identities: &identities,
        own: &own,
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
    let unfiled = held::but_for(&home, &cases.by_report())?;
    let filed = cases.adopt(&home, &unfiled);
    let before = Before { home: &home, others: &others, filed: cases.by_report() };
    let exit = tell(&bundle, &before, &held_already, &fresh, outcomes, speaker)?;
    filed?;
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
    /// Every report in a case, these ones included.
    filed: BTreeMap<&'a str, (u32, &'a Filed)>,
}

impl Before<'_> {
    /// Whether the sealed original of a blob is kept because it did not open.
    fn failed(&self, entry: &Entry) -> bool {
        self.home.failed().join(hex(&entry.sha256)).join(SEALED).is_file()
    }

    /// What to say of a blob that the drop lists as taken on another day than before: somebody submitted it again.
    fn taken_again(&self, entry: &Entry) -> Option<String> {
        let (_, filed) = self.filed.get(hex(&entry.sha256).as_str())?;
        let (again, first) = (day::to_text(entry.epoch), day::to_text(filed.epoch));
        (filed.epoch != entry.epoch).then(|| format!("taken again by the drop on {again}; it came first on {first}"))
    }

    /// What to say of a report whose words came before.
    fn says_the_same(&self, entry: &Entry) -> Option<String> {
        let (_, filed) = self.filed.get(hex(&entry.sha256).as_str())?;
        filed.repeats.as_ref().map(|other| format!("says what {} says, sealed anew", held::short(other)))
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
    /// Came again.
    replayed: usize,
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
        tell_replayed(before.taken_again(entry), entry, &mut count, &mut text);
    }
    for (entry, outcome) in fresh.iter().zip(outcomes) {
        match outcome {
            Outcome::Ours(record) => {
                tell_ours(&record, before, &mut count, &mut text);
                let why = before.taken_again(entry).or_else(|| before.says_the_same(entry));
                tell_replayed(why, entry, &mut count, &mut text);
            }
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
    if count.replayed > 0 {
        speaker.warn(&Warning::Replayed);
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
fn tell_ours(record: &Record, before: &Before<'_>, count: &mut Count, text: &mut String) {
    let id = held::short(&record.sha256);
    let case = before.filed.get(record.sha256.as_str()).map(|(case, _)| format!("  case {case}")).unwrap_or_default();
    match record.state {
        State::Report => {
            count.opened += 1;
            let _ = writeln!(text, "opened        {id}{case}");
        }
        State::Exhibit => {
            count.opened += 1;
            let _ = writeln!(text, "opened        {id}{case}  kept as it came: {}", sanitize::line(&record.reason));
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

/// Names a report that came again. It is held all the same.
fn tell_replayed(why: Option<String>, entry: &Entry, count: &mut Count, text: &mut String) {
    if let Some(why) = why {
        count.replayed += 1;
        let _ = writeln!(text, "replayed      {}  {why}", held::short(&hex(&entry.sha256)));
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
