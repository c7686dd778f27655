//! `reply`: a text for the source of a case, cut into cells and put behind what waits. Nothing leaves the machine by it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use candour_board::{MOST_PARTS, SplitError, room};
use candour_cli::prompt::Terminal;
use candour_cli::{Exit, Voice};
use candour_envelope::Identity;
use rand::rngs::OsRng;

use super::say;
use crate::cases::{Case, Cases};
use crate::cli::Reply;
use crate::error::UnitError;
use crate::home::Home;
use crate::intake::{PAYLOAD, REPORT};
use crate::own_seal::OwnRecipient;
use crate::replies::{self, Words};
use crate::way::{self, Letter, Way};
use crate::{day, held, keys, plan, writing};

/// Runs it.
pub(super) fn run(
    home: &Path,
    arguments: &Reply,
    speaker: Voice,
    terminal: &mut dyn Terminal,
) -> Result<Exit, UnitError> {
    let home = Home::enter(home)?;
    let _lock = home.lock()?;
    let mut cases = Cases::load(&home)?;
    let fresh = held::but_for(&home, &cases.by_report())?;
    cases.adopt(&home, &fresh)?;
    let number = arguments.case;
    let case = cases.find(number).ok_or(UnitError::NoCase { number })?;
    let filed = case.answerable().ok_or(UnitError::Unanswerable { number })?;
    let passphrase = arguments.passphrase.existing(terminal, "passphrase of the unit's keys")?;
    let identities = keys::identities(&home, &passphrase)?;
    let own = OwnRecipient::of(&identities).ok_or_else(|| UnitError::NoKeys { path: home.identities() })?;
    let way = open_way(&home, &filed.sha256, &identities)?;
    let quote = match &way {
        Way::Codename(_) => String::new(),
        Way::Letter(letter) => match &arguments.quote {
            Some(quote) => quoted(&home, &filed.sha256, quote)?,
            None => phrase(&home, case, letter, &identities).ok_or(UnitError::NoQuote { number })?,
        },
    };
    let text = writing::read(arguments.file.as_deref(), speaker)?;
    let words = Words { text: text.as_str().to_owned(), quote };
    let unit = keys::unit_card(&home)?;
    // The number is not known yet; one that is as long as any shows the least room.
    let parts =
        plan::cut(&way, unit.name().as_str(), LONG, &words).map_err(|error| explained(error, &words, speaker))?;
    let cells = parts.len();
    let used = parts.last().map_or(0, |part| part.len());
    let filler = filler(&words, room(way.kind()));
    let most = plan::cut(&way, unit.name().as_str(), LONG, &filler);
    let most = most.ok().and_then(|parts| parts.first().map(|part| part.len())).unwrap_or(used);
    let reply = replies::add(&home, &own, &words, (case.number, &filed.drop, day::today()), &mut OsRng)?;
    let mut said = format!("reply {} to case {}\n", reply.number, case.number);
    // Writing to a String cannot fail.
    let _ = writeln!(
        said,
        "length    {} bytes in {cells} of at most {MOST_PARTS} cells; {} more fit into the last",
        words.text.len(),
        most.saturating_sub(used)
    );
    said.push_str("state     waits for a parcel\n");
    say(&said)?;
    Ok(Exit::Done)
}

/// As long a letter's number as any.
const LONG: u64 = 1000;

/// A text that fills a cell, to learn how much one takes.
fn filler(words: &Words, room: usize) -> Words {
    Words { text: "x".repeat(room), quote: words.quote.clone() }
}

/// Says how long a text is that does not fit.
fn explained(error: SplitError, words: &Words, speaker: Voice) -> UnitError {
    if error == SplitError::TooLong {
        speaker.note(&format!("the text has {} bytes", words.text.len()));
    }
    UnitError::Text(error)
}

/// Opens the way back that a report brought.
pub(super) fn open_way(home: &Home, sha256: &str, identities: &[Identity]) -> Result<Way, UnitError> {
    let path = home.reports().join(sha256).join(way::FILE);
    let way = fs::read(&path).ok().and_then(|file| Way::open(&file, identities));
    way.ok_or(UnitError::Folder { path })
}

/// The phrase that the newest report with one asked for; all to the same key.
fn phrase(home: &Home, case: &Case, to: &Letter, identities: &[Identity]) -> Option<String> {
    case.reports.iter().rev().filter(|filed| filed.way.is_some()).find_map(|filed| {
        match open_way(home, &filed.sha256, identities) {
            Ok(Way::Letter(Letter { recipient, phrase })) if recipient == to.recipient => phrase.map(String::from),
            _ => None,
        }
    })
}

/// A quotation that stands in the report.
fn quoted(home: &Home, sha256: &str, quote: &str) -> Result<String, UnitError> {
    let folder = home.reports().join(sha256);
    let held = |name: &str| -> Option<(PathBuf, Vec<u8>)> {
        let path = folder.join(name);
        fs::read(&path).ok().map(|bytes| (path, bytes))
    };
    let (path, bytes) = held(REPORT).or_else(|| held(PAYLOAD)).ok_or(UnitError::Folder { path: folder.clone() })?;
    // In JSON a quotation mark or a backslash stands escaped.
    let wanted = if path.ends_with(REPORT) {
        let json = serde_json::to_string(quote).unwrap_or_default();
        json.trim_matches('"').to_owned()
    } else {
        quote.to_owned()
    };
    let there = !wanted.is_empty() && bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes());
    if there { Ok(quote.to_owned()) } else { Err(UnitError::Misquoted) }
}
