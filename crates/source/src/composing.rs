//! A report before it is sealed: answers, attachments, audience, and the step of the ladder it takes. Owns what is said about its
//! length; writes nothing.

use std::io::Write;
use std::path::PathBuf;

use candour_cli::progress::Progress;
use candour_cli::{Exit, Hint, Voice, sanitize};
use candour_codename::UnitSet;
use candour_desk_card::PinnedCard;
use candour_envelope::{Answers, Attachment, Audience, Language, Plan, ReportKind, SealError, SealedReport, Sealer};
use candour_header::{Kind, ladder};
use rand::rngs::OsRng;
use zeroize::{Zeroize as _, Zeroizing};

use crate::answering::{self, Answering, Whom};
use crate::attachments;
use crate::cli::{Answer, Report};

/// Why a report was not sealed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ComposeError {
    /// The envelope's reason.
    #[error("the report was not sealed")]
    Seal(#[source] SealError),
    /// A unit to leave out that is not there.
    #[error("the desk card has no unit {}", sanitize::line(name))]
    NoSuchUnit {
        /// What was typed.
        name: String,
        /// What there is.
        units: Vec<String>,
    },
    /// Nobody left.
    #[error("every unit on the desk card is left out")]
    Nobody,
    /// A unit that was left out of one report must not get the next one by itself.
    #[error("your reports went to different units, and none of these could read all of them")]
    Unsaid,
    /// The language tag.
    #[error("{} is not a language tag", sanitize::line(tag))]
    Language {
        /// What was typed.
        tag: String,
    },
}

impl Hint for ComposeError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoSuchUnit { units, .. } => format!("it has: {}", units.join(", ")),
            Self::Nobody => "leave out fewer: nobody could open the report".to_owned(),
            Self::Unsaid => {
                "say who may read this one: name each unit that may not with --leave-out, or send it to all with --every-unit"
                    .to_owned()
            }
            Self::Language { .. } => "write en for English, cy for Welsh".to_owned(),
            Self::Seal(error) => match error {
                SealError::TextTooLong => "put the long part into a file and send it with --attach".to_owned(),
                SealError::TooManyAttachments => "pack several files into one".to_owned(),
                SealError::BadName => "rename the file, or leave out --keep-names".to_owned(),
                SealError::TooLarge => "split the attachments over several reports".to_owned(),
                SealError::AttachmentChanged => "run it again when nothing writes to that file any more".to_owned(),
                SealError::Attachment(_) => "look whether the files are still there and readable".to_owned(),
                SealError::Output(_) => "make room on that disk, or name another folder".to_owned(),
                SealError::BadRecipient => "do not use this card; tell the units by another way".to_owned(),
                _ => "fetch the desk card again".to_owned(),
            },
        })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::NoSuchUnit { .. } | Self::Nobody | Self::Unsaid | Self::Language { .. } => Exit::Usage,
            Self::Seal(SealError::BadRecipient) => Exit::Untrusted,
            Self::Seal(_) => Exit::Failed,
        }
    }
}

/// What was asked for on the command line, checked before anything is written or fetched.
pub(crate) struct Wish {
    /// The paths, opened when they are sealed.
    paths: Vec<PathBuf>,
    /// The same files, looked at.
    attachments: Vec<Attachment>,
    /// Everything but the text.
    answers: Answers,
    /// Units to leave out.
    leave_out: Vec<String>,
    /// Which keys.
    kind: Kind,
}

/// Whom a report goes to.
pub(crate) struct GoesTo {
    /// As the envelope has it.
    pub(crate) audience: Audience,
    /// The same units by their ids.
    pub(crate) units: UnitSet,
}

/// A report with its text, and when it was written. The text is wiped when it is dropped.
pub(crate) struct Written {
    /// With the text in it.
    wish: Wish,
    /// Seconds since 1970-01-01 UTC.
    written: u64,
}

/// A report that is ready to be sealed. The text is wiped when it is dropped.
pub(crate) struct Composed {
    /// The paths, in order.
    paths: Vec<PathBuf>,
    /// With every length fixed.
    sealer: Sealer,
}

impl Wish {
    /// Checks the options and looks at the attachments.
    pub(crate) fn new(report: &Report) -> Result<Self, crate::error::SourceError> {
        let language: Language =
            report.language.parse().map_err(|_| ComposeError::Language { tag: report.language.clone() })?;
        let kind = if report.call { ReportKind::Call } else { ReportKind::Written };
        let answers = Answers {
            kind,
            category: report.category.map(Into::into),
            force: report.police_force.clone(),
            role: report.role.map(Into::into),
            language,
            ..Answers::default()
        };
        Ok(Self {
            attachments: attachments::survey(&report.attach, report.keep_names)?,
            paths: report.attach.clone(),
            answers,
            leave_out: report.leave_out.clone(),
            kind: report.kind.into(),
        })
    }

    /// Whom the report goes to: what the options say, else `whom`.
    pub(crate) fn goes_to(&self, card: &PinnedCard, options: &Answer, whom: Whom<'_>) -> Result<GoesTo, ComposeError> {
        let units = answering::chosen(card, options, &self.leave_out, whom)?;
        let names = answering::names(card.card(), &units);
        let audience = Audience::from_card(card, &names, self.kind).map_err(ComposeError::Seal)?;
        Ok(GoesTo { audience, units })
    }

    /// Puts the text in. The time is that of this machine's clock.
    pub(crate) fn write(mut self, text: &Zeroizing<String>) -> Written {
        self.answers.what = text.as_str().to_owned();
        Written { wish: self, written: answering::now() }
    }
}

impl Written {
    /// Says which step the report takes, with the conversation that `answering` has for it.
    pub(crate) fn measure(&self, goes_to: &GoesTo, answering: &Answering, voice: &Voice) -> Result<(), ComposeError> {
        let Wish { answers, attachments, kind, .. } = &self.wish;
        let conversation = answering.conversation(&goes_to.units, *kind, self.written)?;
        let plan = |answers: &Answers| {
            Plan::of_conversation(&goes_to.audience, answers, attachments, conversation.as_ref())
                .map_err(ComposeError::Seal)
        };
        let full = plan(answers)?;
        // What would fit without text tells how much of it is too much for the lowest step.
        let empty = plan(&Answers {
            kind: answers.kind,
            category: answers.category,
            force: answers.force.clone(),
            role: answers.role,
            language: answers.language.clone(),
            ..Answers::default()
        })?;
        voice.note(&measure(
            full.step(),
            full.room_left(),
            empty.step(),
            empty.room_left(),
            written_len(&answers.what),
        ));
        Ok(())
    }

    /// Draws the keys.
    pub(crate) fn compose(mut self, goes_to: &GoesTo, answering: &Answering) -> Result<Composed, ComposeError> {
        let Wish { answers, attachments, kind, .. } = &self.wish;
        let conversation = answering.conversation(&goes_to.units, *kind, self.written)?;
        let sealer =
            Sealer::in_conversation(&goes_to.audience, answers, attachments, conversation.as_ref(), &mut OsRng);
        let paths = std::mem::take(&mut self.wish.paths);
        Ok(Composed { paths, sealer: sealer.map_err(ComposeError::Seal)? })
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        self.wish.answers.what.zeroize();
    }
}

impl Composed {
    /// Length of the sealed report.
    pub(crate) fn len(&self) -> u64 {
        self.sealer.plan().step()
    }

    /// Seals to `out`, which is to be thrown away after an error.
    pub(crate) fn seal(self, out: impl Write) -> Result<SealedReport, ComposeError> {
        let progress = Progress::bytes("sealing", self.len());
        self.sealer
            .seal(out, attachments::opened(&self.paths), |written| progress.set(written))
            .map_err(ComposeError::Seal)
    }
}

/// What is said about a report's length.
fn measure(step: u64, room: u64, empty_step: u64, empty_room: u64, text: u64) -> String {
    let (size, room_said) = (size(step), bytes(room));
    if step == ladder::BOTTOM || empty_step > ladder::BOTTOM {
        return format!("sealed, it is exactly {size}, as every report of its step; room left in it: {room_said}");
    }
    let over = bytes(text.saturating_sub(empty_room));
    let moved = if step == ladder::TEXT_TOP { "moves to" } else { "takes" };
    format!(
        "the text is {over} too long for the 16 KiB step, where most reports are, and {moved} {size}; room left in it: {room_said}"
    )
}

/// Bytes that a text takes inside `report.json`.
fn written_len(text: &str) -> u64 {
    text.chars()
        .map(|c| match c {
            '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 2,
            '\0'..='\u{1f}' => 6,
            _ => c.len_utf8() as u64,
        })
        .sum()
}

/// A step in words.
pub(crate) fn size(step: u64) -> String {
    const UNITS: [(u64, &str); 2] = [(1 << 30, "GiB"), (1 << 20, "MiB")];
    match UNITS.into_iter().find(|(unit, _)| step >= *unit) {
        Some((unit, name)) => format!("{} {name}", step / unit),
        None => format!("{} KiB", step / 1024),
    }
}

/// A number of bytes as a writer counts: exactly while it is small.
fn bytes(count: u64) -> String {
    match count {
        1 => "1 byte".to_owned(),
        0..10_000 => format!("{count} bytes"),
        10_000..10_000_000 => format!("{} kB", count / 1000),
        _ => format!("{} MB", count / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_said_in_their_own_unit() {
        let said: Vec<_> = ladder::STEPS.into_iter().map(size).collect();
        assert_eq!(said[..5], ["16 KiB", "64 KiB", "256 KiB", "1 MiB", "2 MiB"]);
        assert_eq!(said.last().unwrap(), "1 GiB");
    }

    #[test]
    fn what_is_said_names_step_room_and_excess() {
        assert_eq!(
            measure(16 << 10, 812, 16 << 10, 9_000, 8_188),
            "sealed, it is exactly 16 KiB, as every report of its step; room left in it: 812 bytes"
        );
        assert_eq!(
            measure(64 << 10, 48_000, 16 << 10, 9_000, 9_001),
            "the text is 1 byte too long for the 16 KiB step, where most reports are, and moves to 64 KiB; room left in it: 48 kB"
        );
        assert!(measure(1 << 20, 5, 1 << 20, 900, 895).starts_with("sealed, it is exactly 1 MiB"));
    }

    #[test]
    fn a_text_is_counted_as_json_writes_it() {
        for text in ["plain", "ŵ 日", "a\nb\tc\"d\\e\r", "\u{0}\u{1f}\u{7f}\u{8}\u{c}", ""] {
            let answers = |what: &str| Answers { what: what.to_owned(), ..Answers::default() };
            let len = |what: &str| {
                let body = candour_envelope::ReportBody::new(answers(what), [0; 32], vec![], vec![]);
                serde_json::to_vec(&body).unwrap().len() as u64
            };
            assert_eq!(len(text) - len(""), written_len(text), "{text:?}");
        }
    }
}
