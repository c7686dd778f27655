//! `check`: fetches what every visit fetches, then looks for a codename's replies. Nothing is asked for after the codename.

use std::io::{self, IsTerminal as _};

use candour_board::search;
use candour_cli::prompt::{PromptError, Terminal, Tty};
use candour_cli::secret_text::SecretText;
use candour_cli::{Exit, Voice, voice};
use candour_codename::{MOST_TRIED, Seed};
use candour_route::Patience;
use zeroize::Zeroizing;

use super::card::route;
use super::seal::pinned;
use crate::answering::{likely, without};
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
    let mut sets = likely(card);
    if !arguments.earlier_left_out.is_empty() {
        let named = without(card, &arguments.earlier_left_out)?;
        sets.retain(|set| *set != named);
        sets.push(named);
    }
    let codename = match read {
        Some(codename) => codename,
        None => codename::ask(
            &mut Tty,
            if arguments.call { "The codename, as the caller says it." } else { "Your codename." },
        )?,
    };
    let seed = Seed::derive(&codename, &card.drop_id());
    let found = search(&seed, sets, boards.good());
    drop((codename, seed));
    let unreachable = boards.none_came();
    let mut told = tell(card, boards, &found, today(), arguments.call);
    let units = card.units().len();
    let untried = found.is_empty() && units > MOST_TRIED && arguments.earlier_left_out.is_empty();
    let hint = untried.then(|| {
        format!(
            "with {units} units on the card, not every choice of them was tried: if the report was kept from some, look again and \
             name each of them with --earlier-left-out"
        )
    });
    if arguments.call {
        aloud(&mut told, hint.as_deref(), speaker)?;
    } else {
        voice::data(told.text.as_bytes()).map_err(SourceError::Stdout)?;
        told.doubts.iter().for_each(|doubt| speaker.warn(doubt));
        hint.iter().for_each(|hint| speaker.note(hint));
    }
    Ok(if unreachable && told.exit() == Exit::Partly { Exit::Unreachable } else { told.exit() })
}

/// Everything on a screen that is taken away, or in one text where stdout is no terminal. Beside it is said only what anybody is told who
/// looks at the drop: nothing of the caller's conversation, not even that there is one.
fn aloud(told: &mut Told, hint: Option<&str>, speaker: &Voice) -> Result<(), SourceError> {
    let said: Vec<_> = told.doubts.iter().map(|doubt| Zeroizing::new(speaker.warning_text(doubt))).collect();
    said.iter().for_each(|doubt| told.add(doubt));
    hint.iter().for_each(|hint| told.add(hint));
    if io::stdout().is_terminal() {
        pages(&told.text, &mut Tty).map_err(CodenameError::Prompt)?;
    } else {
        voice::data(told.text.as_bytes()).map_err(SourceError::Stdout)?;
    }
    told.doubts.iter().filter(|doubt| doubt.is_of_board()).for_each(|doubt| speaker.warn(doubt));
    Ok(())
}

/// Page by page on a screen that is taken away: nothing of it stays with the handler.
fn pages(text: &str, terminal: &mut dyn Terminal) -> Result<(), PromptError> {
    let lines: Vec<_> = text.lines().collect();
    let shown = lines.chunks(PAGE).try_for_each(|lines| {
        let mut page = SecretText::new();
        for line in lines {
            page.push_str(line);
            page.push('\n');
        }
        page.push_str("\nPress Enter to go on");
        terminal.alone(&page).map(drop)
    });
    terminal.take_away();
    shown
}
