//! `send`: seal and upload, or upload what was sealed before.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use candour_cli::atomic_file::AtomicFileError;
use candour_cli::prompt::{PromptError, Terminal, Tty};
use candour_cli::{Exit, Voice, sanitize};
use candour_header::ladder;
use candour_route::Patience;
use zeroize::Zeroizing;

use super::card::route;
use super::delivering::{Way, deliver};
use super::seal::pinned;
use super::sealing::{self, Subject};
use crate::answering::Asked;
use crate::boards::Boards;
use crate::cli;
use crate::composing::{self, Wish};
use crate::error::SourceError;
use crate::net::arrival::{Arrival, arrive};
use crate::net::parts::{Memory, NoMemory};
use crate::resume::Sidecar;
use crate::sealed_file::{self, AnySealed, Place};
use crate::writing;

/// Either way of sending.
pub(crate) fn run(arguments: &cli::Send, speaker: &Voice) -> Result<Exit, SourceError> {
    match &arguments.sealed {
        Some(path) => send_file(path, arguments, speaker),
        None => send_new(arguments, speaker),
    }
}

/// A sealed file.
fn send_file(path: &Path, arguments: &cli::Send, speaker: &Voice) -> Result<Exit, SourceError> {
    let sealed = sealed_file::open(path)?;
    if !ladder::is_step(sealed.len) {
        speaker.warning(
            "this file's length is none of the few that sealed reports have, so it stands out; `candour-source seal` makes the right ones",
        );
    }
    let route = route(&arguments.way)?;
    let mut patience = Patience::new(arguments.tries);
    let visit = arrive(&route, &mut patience)?.visit;
    let memory = Box::new(Sidecar::beside(path, sealed.hash));
    deliver(Way { route, visit: Some(visit), tries: arguments.tries, kept: true }, &sealed, memory)?;
    stored(&sealed, speaker);
    Ok(Exit::Done)
}

/// A new report.
fn send_new(arguments: &cli::Send, speaker: &Voice) -> Result<Exit, SourceError> {
    let wish = Wish::new(&arguments.report)?;
    let asked = Asked::of(&arguments.answer, &mut Tty)?;
    if let Some(path) = arguments.out.as_ref().filter(|path| path.symlink_metadata().is_ok()) {
        return Err(AtomicFileError::Exists { path: path.clone() }.into());
    }
    let route = route(&arguments.way)?;
    let mut patience = Patience::new(arguments.tries);
    // The card comes first: nobody should write for an hour and then learn that the drop cannot be trusted.
    let Arrival { visit, card, boards } = arrive(&route, &mut patience)?;
    let boards = Boards::check(&card, boards);
    let mut asking = Asking { asked: false };
    let card = pinned(Some(card), &arguments.trust, Some(route.address()), &mut asking, speaker)?;
    let answering = asked.settle(&arguments.answer, card.card(), Some(&boards), &mut asking, speaker)?;
    drop(boards);
    let goes_to = wish.goes_to(&card, &arguments.answer, answering.goes_to())?;
    let text = writing::Place::of(arguments.report.report.as_deref(), speaker)?;
    let is_typed = match text {
        writing::Place::Editor(_) => true,
        writing::Place::Stdin => io::stdin().is_terminal(),
        writing::Place::File(_) => false,
    };
    let scratch = || Place::Scratch(arguments.scratch.clone().unwrap_or_else(std::env::temp_dir));
    let lies = arguments.out.clone().map_or_else(scratch, Place::File);
    let subject = Subject { report: &arguments.report, goes_to: &goes_to };
    let mut sealed = sealing::seal(text, &subject, wish, answering, &lies, &mut asking, speaker)?;
    speaker.note(&format!("sealed for {}", goes_to.audience.units().join(", ")));
    let memory: Box<dyn Memory + Send> = match &lies {
        Place::File(path) => Box::new(Sidecar::beside(path, sealed.hash)),
        Place::Scratch(_) => Box::new(NoMemory),
    };
    // Whatever waited for somebody ends the visit: what follows is one of its own. How long anybody took, and over what, the drop would
    // see from the time between the card and the upload otherwise, and tell a first report from one that continues another.
    let visit = (!is_typed && !asking.asked).then_some(visit);
    let kept = matches!(lies, Place::File(_));
    let sent = deliver(Way { route, visit, tries: arguments.tries, kept }, &sealed, memory);
    match (sent, &lies) {
        (Ok(()), Place::File(path)) => {
            stored(&sealed, speaker);
            speaker.note(&format!(
                "the sealed report is also in {}; delete it when you no longer need it",
                sanitize::path(path)
            ));
        }
        (Ok(()), Place::Scratch(_)) => stored(&sealed, speaker),
        (Err(error), Place::File(path)) => {
            speaker.note(&format!(
                "the sealed report is in {}: go on with `candour-source send --sealed`",
                sanitize::path(path)
            ));
            return Err(error.into());
        }
        (Err(error), Place::Scratch(_)) => {
            speaker.error(&error);
            rescue(&mut sealed, &mut Tty, speaker);
            return Ok(candour_cli::Hint::exit(&error));
        }
    }
    Ok(Exit::Done)
}

/// The terminal, and whether anything was asked for at it.
struct Asking {
    asked: bool,
}

impl Terminal for Asking {
    fn hidden(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError> {
        self.asked = true;
        Tty.hidden(question)
    }

    fn visible(&mut self, question: &str) -> Result<Zeroizing<String>, PromptError> {
        self.asked = true;
        Tty.visible(question)
    }

    fn alone(&mut self, text: &str) -> Result<Zeroizing<String>, PromptError> {
        self.asked = true;
        Tty.alone(text)
    }

    fn further(&mut self) -> Result<Option<Zeroizing<String>>, PromptError> {
        Tty.further()
    }

    fn take_away(&mut self) {
        Tty.take_away();
    }

    fn is_there(&mut self) -> Result<(), PromptError> {
        Tty.is_there()
    }
}

/// Says that it is done.
fn stored(sealed: &AnySealed, speaker: &Voice) {
    speaker.note(&format!("the drop has stored the report ({})", composing::size(sealed.len)));
}

/// Sending failed and the sealed report lies nowhere: offers to keep it, where there is somebody to ask, until it is kept or
/// nothing is to be kept.
fn rescue(sealed: &mut AnySealed, terminal: &mut dyn Terminal, speaker: &Voice) {
    let mut question = "The report was not sent and is about to be thrown away.\n\
                        Name a new file to keep it in, sealed, or press Enter to keep nothing";
    while let Ok(answer) = terminal.visible(question) {
        let name = answer.trim();
        if name.is_empty() {
            return;
        }
        let path = PathBuf::from(name);
        match sealed_file::keep(sealed, &path) {
            Ok(()) => {
                speaker.note(&format!(
                    "kept, sealed, in {}; send it later with `candour-source send --sealed`",
                    sanitize::path(&path)
                ));
                return;
            }
            Err(error) => {
                speaker.error(&error);
                question = "It is not kept yet. Name another new file, or press Enter to keep nothing";
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use candour_wire::BlobHash;

    use super::*;
    use crate::sealed_bytes::SealedBytes;
    use crate::test_typist::Typist;

    /// A sealed report that was read to its end, as sending leaves it.
    fn sealed() -> AnySealed {
        let mut bytes = SealedBytes::memory(b"sealed".to_vec());
        std::io::copy(&mut bytes, &mut std::io::sink()).unwrap();
        AnySealed { bytes, len: 6, hash: BlobHash([0; 32]) }
    }

    fn rescued(lines: &[&str]) -> Typist {
        let mut typist = Typist::typing(lines);
        rescue(&mut sealed(), &mut typist, &Voice::new("candour-source"));
        typist
    }

    #[test]
    fn a_name_that_cannot_be_used_is_asked_for_again_until_the_report_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let name = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        fs::write(name("taken"), "older").unwrap();
        let typist = rescued(&[&name("taken"), &name("no/such/folder"), &name("kept"), &name("more")]);
        assert_eq!(typist.asked.len(), 3, "not asked again once it is kept");
        assert_eq!(fs::read(name("kept")).unwrap(), b"sealed");
        assert_eq!(fs::read(name("taken")).unwrap(), b"older");
    }

    #[test]
    fn enter_keeps_nothing_at_once_and_after_a_name_that_failed() {
        let folder = tempfile::tempdir().unwrap();
        let name = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        assert_eq!(rescued(&["", &name("kept")]).asked.len(), 1);
        assert_eq!(rescued(&[&name("no/such/folder"), "", &name("kept")]).asked.len(), 2);
        assert_eq!(rescued(&[]).asked.len(), 1, "who has gone is not asked again");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
