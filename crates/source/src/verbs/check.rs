//! `check`: fetches what every visit fetches, then looks for a codename's replies. Nothing is asked for after the codename.

use std::io::{self, IsTerminal as _};

use candour_board::search;
use candour_cli::prompt::{Terminal, Tty};
use candour_cli::{Exit, Voice, voice};
use candour_codename::Seed;
use candour_route::Patience;
use zeroize::Zeroizing;

use super::card::route;
use super::seal::pinned;
use crate::answering::likely;
use crate::boards::Boards;
use crate::cli::Check;
use crate::codename::{self, CodenameError};
use crate::error::SourceError;
use crate::net::arrival::{Arrival, arrive};
use crate::told::{Told, tell};
use crate::trust::today;

/// Lines of a page that is read out.
const PAGE: usize = 18;

/// Fetches, looks, tells.
pub(crate) fn run(arguments: &Check, speaker: &Voice) -> Result<Exit, SourceError> {
    let read = arguments.codename_file.as_deref().map(codename::from_file).transpose()?;
    if read.is_none() {
        Tty.is_there().map_err(CodenameError::Prompt)?;
    }
    let route = route(&arguments.way)?;
    let Arrival { visit, card, boards } = arrive(&route, &mut Patience::new(arguments.tries))?;
    // The visit is over before anybody types.
    drop(visit);
    let boards = Boards::check(&card, boards);
    let card = pinned(Some(card), &arguments.trust, Some(route.address()), &mut Tty, speaker)?;
    let card = card.card();
    let codename = match read {
        Some(codename) => codename,
        None => codename::ask(
            &mut Tty,
            if arguments.call { "The codename, as the caller says it." } else { "Your codename." },
        )?,
    };
    let seed = Seed::derive(&codename, &card.drop_id());
    let found = search(&seed, likely(card), boards.good());
    drop((codename, seed));
    let unreachable = boards.none_came();
    let told = tell(card, boards, &found, today(), arguments.call);
    show(&told, arguments.call, speaker)?;
    Ok(if unreachable && told.exit() == Exit::Partly { Exit::Unreachable } else { told.exit() })
}

/// The text to stdout, or to a call handler's screen; what is not right to stderr.
fn show(told: &Told, aloud: bool, speaker: &Voice) -> Result<(), SourceError> {
    if aloud && io::stdout().is_terminal() {
        pages(&told.text, &mut Tty).map_err(CodenameError::Prompt)?;
    } else {
        voice::data(told.text.as_bytes()).map_err(SourceError::Stdout)?;
    }
    told.doubts.iter().for_each(|doubt| speaker.warn(doubt));
    Ok(())
}

/// Page by page on a screen that is taken away: nothing of it stays with the handler.
fn pages(text: &str, terminal: &mut dyn Terminal) -> Result<(), candour_cli::prompt::PromptError> {
    let lines: Vec<_> = text.lines().collect();
    let shown = lines.chunks(PAGE).try_for_each(|page| {
        let page = Zeroizing::new(format!("{}\n\nPress Enter to go on", page.join("\n")));
        terminal.alone(&page).map(drop)
    });
    terminal.take_away();
    shown
}
