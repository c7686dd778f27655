//! `cases` and `case`: what belongs together, and what was answered.

use std::fmt::Write as _;
use std::path::Path;

use candour_cli::Exit;
use candour_cli::prompt::Terminal;
use candour_cli::sanitize;
use candour_envelope::Identity;

use super::say;
use crate::boards::Boards;
use crate::cases::{Case, Cases};
use crate::cli::Case as Arguments;
use crate::counted::Counted;
use crate::error::UnitError;
use crate::home::Home;
use crate::replies::{self, Reply};
use crate::{day, held, keys};

/// Runs `cases`: one line for each.
pub(super) fn list(home: &Path) -> Result<Exit, UnitError> {
    let home = Home::enter(home)?;
    let cases = Cases::load(&home)?;
    let replies = replies::all(&home)?;
    let counts = Counts::load(&home, &replies)?;
    let mut text = String::new();
    for case in cases.all() {
        let own: Vec<&Reply> = replies.iter().filter(|reply| is_of(case, reply)).collect();
        let waiting = own.iter().filter(|reply| !reply.withdrawn && !counts.is_sent(reply)).count();
        let days = case.reports.iter().map(|filed| filed.epoch);
        let (first, last) = (days.clone().min().unwrap_or(0), days.max().unwrap_or(0));
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(
            text,
            "case {:<5} {} to {}  {:>3} reports  {:>3} replies, {waiting} waiting  {}",
            case.number,
            day::to_text(first),
            day::to_text(last),
            case.reports.len(),
            own.len(),
            way(case)
        );
    }
    say(&text)?;
    Ok(Exit::Done)
}

/// Runs `case`: one case, with its replies' texts where they are asked for.
pub(super) fn show(home: &Path, arguments: &Arguments, terminal: &mut dyn Terminal) -> Result<Exit, UnitError> {
    let home = Home::enter(home)?;
    let cases = Cases::load(&home)?;
    let number = arguments.number;
    let case = cases.find(number).ok_or(UnitError::NoCase { number })?;
    let replies: Vec<Reply> = replies::all(&home)?.into_iter().filter(|reply| is_of(case, reply)).collect();
    let counts = Counts::load(&home, &replies)?;
    let identities = if arguments.texts {
        let passphrase = arguments.passphrase.existing(terminal, "passphrase of the unit's keys")?;
        Some(keys::identities(&home, &passphrase)?)
    } else {
        None
    };
    let mut text = format!("case      {}\n", case.number);
    for other in &case.also {
        let _ = writeln!(text, "also      {other}: found to be the same case");
    }
    let _ = writeln!(text, "answered  {}", way(case));
    text.push_str("\nReports\n");
    for filed in &case.reports {
        let when = match filed.way.as_ref().and_then(|way| way.written) {
            Some(second) => format!("written {}", day::with_time(second)),
            None => format!("taken {}", day::to_text(filed.epoch)),
        };
        let replayed = if filed.repeats.is_some() { "  replayed" } else { "" };
        let gone = if home.reports().join(&filed.sha256).is_dir() { "" } else { "  no longer held" };
        let _ = writeln!(text, "    {}  {when}{replayed}{gone}", held::short(&filed.sha256));
    }
    if !replies.is_empty() {
        text.push_str("\nReplies\n");
    }
    for reply in &replies {
        let written = day::to_text(reply.day);
        let _ =
            writeln!(text, "    {}  written {written}  {} bytes  {}", reply.number, reply.bytes, counts.state(reply));
        if let Some(identities) = identities.as_ref().filter(|_| !reply.withdrawn) {
            words(&mut text, &home, reply, identities)?;
        }
    }
    say(&text)?;
    Ok(Exit::Done)
}

/// Whether a reply answers a report of a case.
fn is_of(case: &Case, reply: &Reply) -> bool {
    case.reports.iter().any(|filed| filed.sha256 == reply.report)
}

/// A reply's text, each line indented.
fn words(text: &mut String, home: &Home, reply: &Reply, identities: &[Identity]) -> Result<(), UnitError> {
    let words = replies::words(home, reply, identities);
    let words = words.ok_or_else(|| UnitError::Folder { path: home.replies() })?;
    if !words.quote.is_empty() {
        let _ = writeln!(text, "        you wrote: {}", sanitize::line(&words.quote));
    }
    for line in sanitize::text(&words.text).lines() {
        let _ = writeln!(text, "        {line}");
    }
    Ok(())
}

/// How a case is answered, in words.
fn way(case: &Case) -> &'static str {
    match case.answerable().and_then(|filed| filed.way.as_ref()) {
        Some(way) if way.letter => "by letters to her own age key",
        Some(_) => "by replies to a codename",
        None => "cannot be answered",
    }
}

/// What became of replies, for every drop that has one.
pub(super) struct Counts(Vec<(String, Counted)>);

impl Counts {
    /// Reads what lies beside the last parcels.
    pub(super) fn load(home: &Home, replies: &[Reply]) -> Result<Self, UnitError> {
        let mut counts: Vec<(String, Counted)> = Vec::new();
        for reply in replies {
            if counts.iter().any(|(drop, _)| *drop == reply.drop) {
                continue;
            }
            let drop = super::parcel::drop_id(&reply.drop);
            let counted = drop.map_or_else(|| Ok(Counted::default()), |drop| Boards::of(home, drop).counted())?;
            counts.push((reply.drop.clone(), counted));
        }
        Ok(Self(counts))
    }

    /// What became of a reply, once a cell of it went.
    pub(super) fn of(&self, reply: &Reply) -> Option<&crate::counted::Sent> {
        self.0.iter().find(|(drop, _)| *drop == reply.drop)?.1.sent.get(&reply.number)
    }

    /// Whether no cell of a reply waits.
    fn is_sent(&self, reply: &Reply) -> bool {
        self.of(reply).is_some_and(crate::counted::Sent::is_whole)
    }

    /// What became of a reply, in words.
    fn state(&self, reply: &Reply) -> String {
        match self.of(reply) {
            None if reply.withdrawn => "withdrawn".to_owned(),
            None => "waits for a parcel".to_owned(),
            Some(sent) if sent.is_whole() => format!("sent with parcel {}", sent.parcel),
            Some(sent) => format!("{} of {} cells sent, the last with parcel {}", sent.placed, sent.parts, sent.parcel),
        }
    }
}
