//! `reply`: a text for the source of a case, cut into cells and put behind what waits. Nothing leaves the machine by it.

use std::fs;
use std::path::{Path, PathBuf};

use candour_board::{MOST_PARTS, SplitError, room};
use candour_cli::prompt::Terminal;
use candour_cli::{Exit, Voice, sanitize};
use candour_envelope::{Identity, ReportBody};
use rand::rngs::OsRng;

use super::cases::Counts;
use super::say;
use crate::cases::{Case, Cases};
use crate::cli::Reply;
use crate::error::UnitError;
use crate::home::Home;
use crate::intake::{PAYLOAD, REPORT};
use crate::own_seal::OwnRecipient;
use crate::replies::{self, Words};
use crate::way::{self, Letter, Way};
use crate::writing::Place;
use crate::{day, held, keys, plan};

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
    let letter = Letters { way: &way, quote, unit: keys::unit_card(&home)?.name().to_string() };
    if let Some(language) = language(&home, &filed.sha256) {
        speaker.note(&format!("the report is in the language {language}; the reply should be too"));
    }
    let place = Place::of(arguments.file.as_deref(), &speaker)?;
    let Some((words, length)) = written(&place, &letter, speaker, terminal)? else { return Ok(Exit::Stopped) };
    let reply = replies::add(&home, &own, &words, (&filed.sha256, &filed.drop, day::today()), &mut OsRng)?;
    say(&format!(
        "reply {} to case {}\nlength    {length}\nstate     waits for a parcel\n",
        reply.number, case.number
    ))?;
    Ok(Exit::Done)
}

/// Runs `withdraw`: takes a reply back of which no cell has gone.
pub(super) fn withdraw(home: &Path, number: u32) -> Result<Exit, UnitError> {
    let home = Home::enter(home)?;
    let _lock = home.lock()?;
    let replies = replies::all(&home)?;
    let reply = replies.iter().find(|reply| reply.number == number).ok_or(UnitError::NoReply { number })?;
    if Counts::load(&home, &replies)?.of(reply).is_some() {
        return Err(UnitError::AlreadySent { number });
    }
    replies::withdraw(&home, reply)?;
    say(&format!("reply {number}\nstate     withdrawn\n"))?;
    Ok(Exit::Done)
}

/// What every text to this source is measured against.
struct Letters<'a> {
    /// How she is answered.
    way: &'a Way,
    /// What a letter quotes.
    quote: String,
    /// The unit's name.
    unit: String,
}

impl Letters<'_> {
    /// Its text with the quotation.
    fn words(&self, text: &str) -> Words {
        Words { text: text.to_owned(), quote: self.quote.clone() }
    }

    /// How long a text is against the cells that it takes.
    fn length(&self, words: &Words) -> Result<String, SplitError> {
        // The number is not known yet; one that is as long as any shows the least room.
        let parts = plan::cut(self.way, &self.unit, LONG, words)?;
        let used = parts.last().map_or(0, |part| part.len());
        // A cell's room is what the first part of a longer text takes.
        let filler = self.words(&"x".repeat(room(self.way.kind())));
        let most = plan::cut(self.way, &self.unit, LONG, &filler)?.first().map_or(used, |part| part.len());
        let (bytes, cells, left) = (words.text.len(), parts.len(), most.saturating_sub(used));
        Ok(format!("{bytes} bytes in {cells} of at most {MOST_PARTS} cells; {left} more fit into the last"))
    }
}

/// What is typed to go back to the editor.
const EDIT: &str = "edit";
/// What is typed to give up.
const STOP: &str = "stop";

/// The text, and its length in words. With an editor it is shown first, and may be changed until it fits; `None` where nobody wants it.
fn written(
    place: &Place,
    letter: &Letters<'_>,
    speaker: Voice,
    terminal: &mut dyn Terminal,
) -> Result<Option<(Words, String)>, UnitError> {
    loop {
        let words = letter.words(&place.read()?);
        let length = letter.length(&words);
        if !place.is_editor() {
            let length = length.map_err(|error| explained(error, &words, speaker))?;
            return Ok(Some((words, length)));
        }
        let question = match &length {
            Ok(length) => format!("{length}. Press Enter to let it wait for a parcel, or type {EDIT} or {STOP}"),
            Err(error) => format!("{} bytes: {error}. Press Enter to edit it, or type {STOP}", words.text.len()),
        };
        match (terminal.visible(&question), length) {
            (Ok(answer), _) if answer.trim().eq_ignore_ascii_case(STOP) => return Ok(None),
            (Ok(answer), Ok(length)) if !answer.trim().eq_ignore_ascii_case(EDIT) => return Ok(Some((words, length))),
            (Ok(_), _) => {}
            // Nobody to ask.
            (Err(_), length) => return Ok(Some((words, length.map_err(UnitError::Text)?))),
        }
    }
}

/// As long a letter's number as any.
const LONG: u64 = 1000;

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

/// The language of a report of ours.
fn language(home: &Home, sha256: &str) -> Option<String> {
    let json = fs::read(home.reports().join(sha256).join(REPORT)).ok()?;
    Some(sanitize::line(ReportBody::from_json(&json).ok()?.answers.language.as_str()))
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

#[cfg(test)]
mod tests {
    use candour_cli::editor::Draft;
    use candour_cli::prompt::PromptError;
    use candour_header::Kind;
    use zeroize::Zeroizing;

    use super::*;

    const VOICE: Voice = Voice::new("candour-unit");

    /// Types these lines, and keeps what it was asked.
    struct Typist(Vec<&'static str>, Vec<String>);

    impl Terminal for Typist {
        fn hidden(&mut self, _: &str) -> Result<Zeroizing<String>, PromptError> {
            Err(PromptError::NoAnswer)
        }

        fn visible(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError> {
            self.1.push(question.to_owned());
            if self.0.is_empty() { Err(PromptError::NoAnswer) } else { Ok(Zeroizing::new(self.0.remove(0).to_owned())) }
        }
    }

    /// Edits with a script and answers with these lines; what came of it, and what was asked.
    fn edited(script: &str, lines: &[&'static str]) -> (Result<Option<String>, UnitError>, Vec<String>) {
        let place = Place::Editor(Draft::with_editor(format!("f() {{ {script}; }}; f"), "reply", &VOICE).unwrap());
        let recipient = Identity::generate(Kind::X25519, &mut OsRng).to_recipient();
        let (way, _) = Way::of_letter(&recipient, None);
        let letter = Letters { way: &way, quote: "y llyfr glas".to_owned(), unit: "integrity.test".to_owned() };
        let mut typist = Typist(lines.to_vec(), Vec::new());
        let words =
            written(&place, &letter, VOICE, &mut typist).map(|found| found.map(|(words, _)| words.text.clone()));
        (words, typist.1)
    }

    #[test]
    fn a_text_is_shown_against_the_cells_and_can_be_changed_until_it_waits() {
        let (words, asked) = edited("printf x >> \"$1\"", &["edit", " EDIT ", ""]);
        assert_eq!(words.unwrap().as_deref(), Some("xxx"));
        assert!(asked[0].starts_with("1 bytes in 1 of at most 8 cells; ") && asked[2].starts_with("3 bytes in 1 of"));
        let (words, _) = edited("printf x >> \"$1\"", &["stop"]);
        assert_eq!(words.unwrap(), None);
        let (words, _) = edited("printf x >> \"$1\"", &[]);
        assert_eq!(words.unwrap().as_deref(), Some("x"), "nobody to ask");
    }

    #[test]
    fn a_text_that_does_not_fit_goes_back_to_the_editor() {
        let script =
            "if [ -s \"$1\" ]; then echo short > \"$1\"; else head -c 40000 /dev/zero | tr '\\0' x > \"$1\"; fi";
        let (words, asked) = edited(script, &["", ""]);
        assert_eq!(words.unwrap().as_deref(), Some("short"));
        assert!(asked[0].starts_with("40000 bytes: the text is longer than eight cells hold."), "{}", asked[0]);
        assert!(matches!(edited(script, &[]).0, Err(UnitError::Text(SplitError::TooLong))));
        assert!(matches!(edited("true", &[]).0, Err(UnitError::Text(SplitError::Empty))));
        assert!(matches!(edited("false", &[]).0, Err(UnitError::Editor(_))));
    }
}
