//! How a report will be answered: by replies to a codename, or not at all. Owns which conversation it belongs to and which earlier one it
//! continues; shows no codename itself.

use candour_board::{Board, search};
use candour_cli::Voice;
use candour_cli::prompt::Terminal;
use candour_codename::{Codename, Seed, UnitId, UnitSet};
use candour_desk_card::{DeskCard, DropId, PinnedCard};
use candour_envelope::{Conversation, ReplyTo, SealError, ThreadKeys};
use candour_header::Kind;
use rand::rngs::OsRng;

use crate::boards::Boards;
use crate::cli::Answer;
use crate::codename::{self, CodenameError};
use crate::composing::ComposeError;
use crate::error::SourceError;

/// What the options ask for, before any drop is known.
pub(crate) enum Asked {
    /// No answer.
    None,
    /// A new codename, once the report is written.
    New,
    /// The codename of an earlier report, to be typed.
    Typed,
    /// A codename from a file.
    Read(Codename),
}

/// How the report will be answered.
pub(crate) enum Answering {
    /// Not at all.
    None,
    /// By replies to a codename that is drawn once the report is written. The drop is what it is for.
    New(DropId),
    /// By replies to a codename.
    To {
        /// What its keys are made of.
        seed: Seed,
        /// What the report continues, if it does.
        continued: Option<Continued>,
    },
}

/// The conversations that a report continues.
pub(crate) struct Continued {
    /// The units of one of them, by which the report's own is joined to it.
    earlier: UnitSet,
    /// To whom the report goes if nobody says otherwise; `None` where that must be said.
    goes_to: Option<UnitSet>,
    /// The units of each that has replies.
    answered: Vec<UnitSet>,
}

/// To whom a report goes, as far as its conversation tells.
#[derive(Clone, Copy)]
pub(crate) enum Whom<'a> {
    /// It tells nothing: to every unit on the card.
    All,
    /// To these.
    These(&'a UnitSet),
    /// Its source must say.
    Unsaid,
}

impl Asked {
    /// Reads the options. Whoever cannot be asked is told so before anything is written or fetched.
    pub(crate) fn of(options: &Answer, terminal: &mut dyn Terminal) -> Result<Self, CodenameError> {
        match &options.codename_file {
            _ if options.no_codename => return Ok(Self::None),
            Some(path) => return codename::from_file(path).map(Self::Read),
            None => {}
        }
        terminal.is_there().map_err(CodenameError::Prompt)?;
        Ok(if options.follow_up || !options.earlier_left_out.is_empty() { Self::Typed } else { Self::New })
    }

    /// Finds the conversation, on the boards if there are any. The codename is typed where it has to be.
    pub(crate) fn settle(
        self,
        options: &Answer,
        card: &DeskCard,
        boards: Option<&Boards>,
        terminal: &mut dyn Terminal,
        speaker: &Voice,
    ) -> Result<Answering, SourceError> {
        let left_out = || without(card, &options.earlier_left_out);
        let (codename, typed) = match self {
            Self::None => return Ok(Answering::None),
            Self::New => return Ok(Answering::New(card.drop_id())),
            Self::Typed => (codename::ask(terminal, "The codename of the report that you continue.")?, true),
            Self::Read(codename) => (codename, false),
        };
        let seed = Seed::derive(&codename, &card.drop_id());
        let continued = if !options.earlier_left_out.is_empty() {
            Some(Continued::said(left_out()?))
        } else if let Some(found) = boards.and_then(|boards| Continued::found(&seed, card, boards.good())) {
            Some(found)
        } else if typed && card.units().len() > 1 {
            Some(Continued::said(ask_units(card, terminal)?))
        } else if options.follow_up {
            if card.units().len() > 1 {
                speaker.warning(
                    "nothing tells which units the earlier report was for, so it counts as one to all: see --earlier-left-out",
                );
            }
            Some(Continued::said(left_out()?))
        } else {
            None
        };
        if let Some(Continued { earlier, goes_to, .. }) = &continued {
            speaker.note(&format!("continues the report to {}", names(card, earlier).join(", ")));
            if let Some(goes_to) = goes_to.as_ref().filter(|goes_to| *goes_to != earlier) {
                let goes_to = names(card, goes_to).join(", ");
                let note = format!(
                    "you kept a report from some of them: without --every-unit or --leave-out, this one goes to {goes_to}"
                );
                speaker.warning(&note);
            }
        }
        Ok(Answering::To { seed, continued })
    }
}

impl Continued {
    /// A report to units that she names.
    fn said(units: UnitSet) -> Self {
        Self { goes_to: Some(units.clone()), earlier: units, answered: Vec::new() }
    }

    /// What the boards tell. Of several conversations that with most replies is named; at the units they are one case anyway. But the
    /// report goes to those alone who are in all of them: a unit that was once left out gets nothing that she does not mean for it. Where
    /// nobody is in all, she says to whom.
    fn found(seed: &Seed, card: &DeskCard, boards: &[Board]) -> Option<Self> {
        let found = search(seed, likely(card), boards);
        let mut answered: Vec<UnitSet> = Vec::new();
        for found in &found {
            if !answered.contains(&found.set) {
                answered.push(found.set.clone());
            }
        }
        let replies = |set: &UnitSet| {
            let theirs = found.iter().filter(|found| found.set == *set);
            theirs.map(|found| found.findings.replies.len()).sum::<usize>()
        };
        let earlier = answered.iter().max_by_key(|set| (replies(set), set.ids().len()))?.clone();
        let in_all = |id: &&UnitId| answered.iter().all(|set| set.ids().contains(id));
        let in_all: Vec<_> = earlier.ids().iter().filter(in_all).copied().collect();
        let goes_to = UnitSet::new(&in_all).ok();
        Some(Self { earlier, goes_to, answered })
    }

    /// The units whose thread secret a report to `chosen` names: none where its own conversation is one of them already.
    fn earlier_of(&self, chosen: &UnitSet) -> Option<&UnitSet> {
        Some(&self.earlier).filter(|earlier| *earlier != chosen && !self.answered.contains(chosen))
    }
}

impl Answering {
    /// To whom the report goes if nobody says otherwise.
    pub(crate) fn goes_to(&self) -> Whom<'_> {
        match self {
            Self::To { continued: Some(continued), .. } => continued.goes_to.as_ref().map_or(Whom::Unsaid, Whom::These),
            _ => Whom::All,
        }
    }

    /// Draws a codename and has it typed back, where that is still to be done; whether the report is to go without one after all.
    pub(crate) fn draw(
        &mut self,
        aloud: bool,
        terminal: &mut dyn Terminal,
        speaker: &Voice,
    ) -> Result<bool, CodenameError> {
        let Self::New(drop_id) = self else { return Ok(false) };
        let drop_id = *drop_id;
        match codename::settle(Codename::generate(&mut OsRng), aloud, terminal)? {
            Some(codename) => {
                *self = Self::To { seed: Seed::derive(&codename, &drop_id), continued: None };
                speaker.note(
                    "the codename is off the screen. A terminal that keeps a log, or that can be scrolled back, may still have \
                     it: close its window afterwards",
                );
                Ok(false)
            }
            None => {
                *self = Self::None;
                speaker.note("no codename: nobody can answer this report");
                Ok(true)
            }
        }
    }

    /// What the report brings: keys of its conversation with the units of `chosen`. Before a codename is drawn, keys that nobody has, which
    /// make a report of the same length.
    pub(crate) fn conversation(
        &self,
        chosen: &UnitSet,
        kind: Kind,
        written: u64,
    ) -> Result<Option<Conversation>, ComposeError> {
        let nobody = Seed::from_bytes([0; Seed::LEN]);
        let (seed, earlier) = match self {
            Self::None => return Ok(None),
            Self::New(_) => (&nobody, None),
            Self::To { seed, continued } => {
                (seed, continued.as_ref().and_then(|continued| continued.earlier_of(chosen)))
            }
        };
        let earlier = earlier.map(|earlier| seed.conversation(earlier).thread);
        let keys = ThreadKeys::new(&seed.conversation(chosen), kind, earlier.as_ref());
        // No derived key leads to it.
        let keys = keys.map_err(|_| ComposeError::Seal(SealError::BadRecipient))?;
        Ok(Some(Conversation { written, reply_to: ReplyTo::Codename(keys) }))
    }
}

/// The ids of units by name.
pub(crate) fn ids(card: &DeskCard, names: &[String]) -> Result<UnitSet, ComposeError> {
    let named = card.units().iter().filter(|unit| names.iter().any(|name| name == unit.name().as_str()));
    UnitSet::new(&named.map(UnitId::of).collect::<Vec<_>>()).map_err(|_| ComposeError::Nobody)
}

/// The names of a set's units, in the card's order.
pub(crate) fn names(card: &DeskCard, set: &UnitSet) -> Vec<String> {
    let there = card.units().iter().filter(|unit| set.ids().contains(&UnitId::of(unit)));
    there.map(|unit| unit.name().to_string()).collect()
}

/// All units of a card but these.
pub(crate) fn without(card: &DeskCard, left_out: &[String]) -> Result<UnitSet, ComposeError> {
    let units: Vec<String> = card.units().iter().map(|unit| unit.name().to_string()).collect();
    if let Some(name) = left_out.iter().find(|name| !units.contains(name)) {
        return Err(ComposeError::NoSuchUnit { name: name.clone(), units });
    }
    ids(card, &units.into_iter().filter(|unit| !left_out.contains(unit)).collect::<Vec<_>>())
}

/// All sets of a card's units that a source may have chosen.
pub(crate) fn likely(card: &DeskCard) -> Vec<UnitSet> {
    let ids: Vec<_> = card.units().iter().map(UnitId::of).collect();
    // A card of more units than a report can go to has no such sets.
    UnitSet::likely(&ids).map(Iterator::collect).unwrap_or_default()
}

/// Asks which units the earlier report went to.
fn ask_units(card: &DeskCard, terminal: &mut dyn Terminal) -> Result<UnitSet, SourceError> {
    let all: Vec<_> = card.units().iter().map(|unit| unit.name().to_string()).collect();
    let mut question = format!(
        "Nothing that came tells which units your last report was for. This drop has: {}.\n\
         Type the names of those that it was kept from, or press Enter if it was for all",
        all.join(", ")
    );
    loop {
        let typed = terminal.visible(&question).map_err(CodenameError::Prompt)?;
        let left_out: Vec<_> =
            typed.split([' ', ',', ';']).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        match without(card, &left_out) {
            Ok(set) => return Ok(set),
            Err(error) => question = format!("{error}.\nThe names of those that it was kept from, or Enter"),
        }
    }
}

/// Seconds since 1970-01-01 UTC, by this machine's clock: what orders the reports of a conversation.
pub(crate) fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::SystemTime::UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}

/// The units that a report goes to: what the options say, else what it continues, else all.
pub(crate) fn chosen(
    card: &PinnedCard,
    options: &Answer,
    leave_out: &[String],
    whom: Whom<'_>,
) -> Result<UnitSet, ComposeError> {
    let said = options.every_unit || !leave_out.is_empty();
    match whom {
        Whom::These(units) if !said => Ok(units.clone()),
        Whom::Unsaid if !said => Err(ComposeError::Unsaid),
        _ => without(card.card(), leave_out),
    }
}

#[cfg(test)]
mod tests;
