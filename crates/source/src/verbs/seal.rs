//! `seal`: a sealed file for upload by hand.

use candour_cli::atomic_file::{self, AtomicFileError};
use candour_cli::prompt::{Terminal, Tty};
use candour_cli::{Exit, Voice, sanitize};
use candour_desk_card::{DeskCard, PinnedCard};
use candour_route::DropAddress;

use super::sealing::{self, Subject};
use crate::answering::Asked;
use crate::cli::{Seal, Trust};
use crate::composing::Wish;
use crate::error::SourceError;
use crate::pins::{self, PinError};
use crate::sealed_file::Place;
use crate::trust::{self, Known};
use crate::writing;

/// Writes, seals, keeps the file.
pub(crate) fn run(arguments: &Seal, speaker: &Voice) -> Result<Exit, SourceError> {
    let wish = Wish::new(&arguments.report)?;
    let asked = Asked::of(&arguments.answer, &mut Tty)?;
    // Refused before an hour is spent on writing.
    if arguments.out.symlink_metadata().is_ok() {
        for input in arguments.report.attach.iter().chain(&arguments.report.report) {
            atomic_file::refuse_same(input, &arguments.out)?;
        }
        return Err(AtomicFileError::Exists { path: arguments.out.clone() }.into());
    }
    let card = arguments.card.as_deref().map(trust::card_file).transpose()?;
    let card = pinned(card, &arguments.trust, None, &mut Tty, speaker)?;
    let answering = asked.settle(&arguments.answer, card.card(), None, &mut Tty, speaker)?;
    let goes_to = wish.goes_to(&card, &arguments.answer, answering.goes_to())?;
    let text = writing::Place::of(arguments.report.report.as_deref(), speaker)?;
    let goal = Place::File(arguments.out.clone());
    let subject = Subject { report: &arguments.report, goes_to: &goes_to };
    sealing::seal(text, &subject, wish, answering, &goal, &mut Tty, speaker)?;
    let units = goes_to.audience.units().join(", ");
    speaker.note(&format!("sealed for {units} into {}", sanitize::path(&arguments.out)));
    Ok(Exit::Done)
}

/// The card that a report is sealed to: `card`, or the pinned one; checked against what the options name, and kept where they say so.
pub(crate) fn pinned(
    card: Option<DeskCard>,
    options: &Trust,
    address: Option<&DropAddress>,
    terminal: &mut dyn Terminal,
    speaker: &Voice,
) -> Result<PinnedCard, SourceError> {
    let pin = match &options.pins {
        Some(folder) => pins::read(folder)?,
        None => pins::Pin::default(),
    };
    let typed = options.fingerprint_file.as_deref().map(trust::fingerprint_file).transpose()?;
    let card = match (card, &pin.card, &options.pins) {
        (Some(card), _, _) => card,
        (None, Some(card), _) => card.clone(),
        (None, None, Some(folder)) => return Err(PinError::Empty { folder: folder.clone() }.into()),
        (None, None, None) => return Err(PinError::Unnamed.into()),
    };
    let known = Known {
        fingerprint: typed.or(pin.fingerprint),
        previous: pin.card.as_ref(),
        demo: options.demo,
        address,
        today: trust::today(),
    };
    let pinned = trust::pin(card, &known, terminal, speaker)?;
    if let Some(folder) = &options.pins {
        pins::keep(folder, &pinned)?;
    }
    Ok(pinned)
}
