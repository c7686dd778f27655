//! What `check` tells: each unit's board and replies, in the card's order. Owns the form of the text; finds nothing, asks for nothing.

use std::fmt::Write as _;

use candour_board::{Findings, Found, Reply};
use candour_cli::secret_text::SecretText;
use candour_cli::{Exit, sanitize};
use candour_codename::UnitId;
use candour_desk_card::{DeskCard, Epoch, UnitCard};

use crate::boards::{Absent, Boards};
use crate::day;
use crate::doubt::Doubt;

/// Columns of a text that is read out.
const COLUMNS: usize = 72;

/// The text, and what is to be said beside it.
pub(crate) struct Told {
    /// For stdout: plain characters only.
    pub(crate) text: SecretText,
    /// In the card's order.
    pub(crate) doubts: Vec<Doubt>,
}

impl Told {
    /// How the program ends: the worst of what is to be said.
    pub(crate) fn exit(&self) -> Exit {
        let is_one = |exit: &Exit| self.doubts.iter().any(|doubt| doubt.exit() == *exit);
        [Exit::Untrusted, Exit::Partly].into_iter().find(is_one).unwrap_or(Exit::Done)
    }

    /// Puts a line of ours under the text, to be read out.
    pub(crate) fn add(&mut self, line: &str) {
        self.text.push_str("\n");
        for piece in wrapped(line.trim_end()) {
            self.text.push_str(piece);
            self.text.push_str("\n");
        }
    }
}

/// Puts together what every unit's board has. `aloud` keeps lines short enough to be read out.
pub(crate) fn tell(card: &DeskCard, mut boards: Boards, found: &[Found], today: Epoch, aloud: bool) -> Told {
    let mut told = Told { text: SecretText::new(), doubts: Vec::new() };
    for unit in card.units() {
        let name = unit.name().as_str();
        let between = if told.text.is_empty() { "" } else { "\n" };
        let _ = writeln!(told.text, "{between}unit          {name} ({})", sanitize::line(unit.title()));
        let board = match boards.of(unit) {
            Ok(board) => format!("of {}, {}", day::written(board.epoch()), age(board.epoch(), today)),
            Err(Some(Absent::Nothing)) => "nothing here: not put up yet, or held back".to_owned(),
            Err(Some(Absent::False(_))) => "FALSE: nothing on it is shown".to_owned(),
            Err(_) => "did not come".to_owned(),
        };
        let _ = writeln!(told.text, "board         {board}");
        if let Ok(board) = boards.of(unit) {
            told.doubts.extend(Doubt::of_age(name, board, today));
        }
        let theirs: Vec<_> = found.iter().filter(|found| found.unit == UnitId::of(unit)).collect();
        if theirs.is_empty() && !matches!(boards.of(unit), Err(Some(Absent::False(_) | Absent::Missing(_)))) {
            told.text.push_str("nothing for this codename\n");
        }
        for found in theirs {
            let _ = writeln!(told.text, "conversation  with {}", names(card, found));
            replies(&mut told.text, &found.findings, aloud);
            told.doubts.extend(
                found.findings.warnings.iter().map(|warning| Doubt::Reply { unit: name.to_owned(), warning: *warning }),
            );
        }
        told.doubts.extend(boards.take(unit).and_then(|absent| absence(unit, absent)));
    }
    told
}

/// What there is to say about a board that is not there.
fn absence(unit: &UnitCard, absent: Absent) -> Option<Doubt> {
    let unit = unit.name().to_string();
    match absent {
        Absent::Nothing => None,
        Absent::False(source) => Some(Doubt::FalseBoard { unit, source }),
        Absent::Missing(source) => Some(Doubt::MissingBoard { unit, source }),
    }
}

/// How old a day is.
fn age(day: Epoch, today: Epoch) -> String {
    match (today.0.checked_sub(day.0), day.0.checked_sub(today.0)) {
        (Some(0), _) => "today".to_owned(),
        (Some(days), _) => format!("{} ago", day::days(days)),
        (_, ahead) => format!("in {}", day::days(ahead.unwrap_or(0))),
    }
}

/// The units of a conversation.
fn names(card: &DeskCard, found: &Found) -> String {
    let there = |unit: &&UnitCard| found.set.ids().contains(&UnitId::of(unit));
    card.units().iter().filter(there).map(|unit| unit.name().as_str()).collect::<Vec<_>>().join(", ")
}

/// The replies of one conversation.
fn replies(text: &mut SecretText, findings: &Findings, aloud: bool) {
    if findings.gone > 0 {
        let _ = writeln!(text, "gone          what came before number {} has left the board", findings.gone + 1);
    }
    for reply in &findings.replies {
        let first = reply.first + 1;
        let numbers = match u64::from(reply.parts) {
            0 | 1 => first.to_string(),
            parts => format!("{first} to {}", first + parts - 1),
        };
        let _ = write!(text, "\nreply {numbers}\n");
        let words = sanitize::secret(&words(reply));
        for line in words.trim_end().lines() {
            let lines = if aloud { wrapped(line) } else { vec![line] };
            // Indented, so that no reply can pass for a line of ours.
            for line in lines {
                text.push_str(if line.is_empty() { "" } else { "    " });
                text.push_str(line);
                text.push('\n');
            }
        }
    }
}

/// A reply's words, with a mark where a part is not there.
fn words(reply: &Reply) -> SecretText {
    let mut words = SecretText::new();
    if reply.is_whole() {
        words.push_str(&reply.text());
        return words;
    }
    for (place, text) in reply.texts.iter().enumerate() {
        match text {
            Some(text) => words.push_str(text.expose()),
            None => drop(write!(words, "\n[part {} of {} is missing]\n", place + 1, reply.parts)),
        }
    }
    words
}

/// A line in pieces that fit, cut between words.
fn wrapped(line: &str) -> Vec<&str> {
    let (mut lines, mut rest) = (Vec::new(), line);
    while let Some((limit, _)) = rest.char_indices().nth(COLUMNS) {
        let (head, _) = rest.split_at(limit);
        let cut = head.rfind(' ').filter(|cut| !head.split_at(*cut).0.trim().is_empty()).unwrap_or(limit);
        let (piece, after) = rest.split_at(cut);
        lines.push(piece);
        rest = after.trim_start_matches(' ');
    }
    lines.push(rest);
    lines
}
