//! `parcel`: the next board with what waits, signed and numbered, for the courier; or an earlier parcel once more.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use candour_board::{BOARD, Item, LIFETIME, Made, MakeError, NOTE, Parcel, Shelf, UntrustedParcel};
use candour_cli::prompt::Terminal;
use candour_cli::{Exit, Voice, sanitize};
use candour_desk_card::{DropId, Epoch};
use candour_envelope::Identity;
use candour_note::SigningKey;
use rand::rngs::OsRng;

use super::reply::open_way;
use super::say;
use crate::boards::Boards;
use crate::cases::Cases;
use crate::cli;
use crate::counted::Counted;
use crate::desk_cards::DeskCards;
use crate::error::UnitError;
use crate::home::Home;
use crate::plan::{LeftOut, Plan, Waiting};
use crate::warning::Warning;
use crate::{day, held, keys, replies};

/// Runs it.
pub(super) fn run(
    home: &Path,
    arguments: &cli::Parcel,
    speaker: Voice,
    terminal: &mut dyn Terminal,
) -> Result<Exit, UnitError> {
    let home = Home::enter(home)?;
    let _lock = home.lock()?;
    let drop = which(&DeskCards::load(&home)?, arguments.drop.as_deref())?;
    let boards = Boards::of(&home, drop);
    if let Some(number) = arguments.again {
        boards.hand_out(number, &arguments.out)?;
        say(&format!("parcel    {number}, once more: {}\n", sanitize::path(&arguments.out)))?;
        return Ok(Exit::Done);
    }
    if let Some(number) = boards.not_handed()? {
        boards.hand_out(number, &arguments.out)?;
        say(&format!("parcel    {number}: {}\n", sanitize::path(&arguments.out)))?;
        speaker.warn(&Warning::NotHanded(number));
        return Ok(Exit::Done);
    }
    let passphrase = arguments.passphrase.existing(terminal, "passphrase of the unit's keys")?;
    let key = keys::signing_key(&home, &passphrase)?;
    let identities = keys::identities(&home, &passphrase)?;
    let counted = boards.counted()?;
    let shelf = boards.shelf(&key.verifying_key())?;
    let waiting = waiting(&home, &drop, &counted, &identities, speaker)?;
    let maker = Maker { drop, today: Epoch(day::today()), key, shelf };
    let next = maker.next(&waiting, &counted)?;
    let parcel = maker.parcel(&next.made)?;
    boards.commit(&parcel, &next.made.board, &next.made.shelf, &next.counted)?;
    boards.hand_out(parcel.number(), &arguments.out)?;
    let cases: BTreeMap<u32, u32> = waiting.iter().map(|one| (one.reply, one.case)).collect();
    for (reply, why) in &next.left_out {
        let case = cases.get(reply).copied().unwrap_or_default();
        speaker.warn(&Warning::LeftOut { reply: *reply, case, why: *why });
    }
    say(&told(&parcel, &next, &arguments.out))?;
    Ok(if next.left_out.is_empty() { Exit::Done } else { Exit::Partly })
}

/// The drop that the parcel is for.
fn which(cards: &DeskCards, named: Option<&str>) -> Result<DropId, UnitError> {
    let drops = cards.drops();
    match (named, drops.as_slice()) {
        (_, []) => Err(UnitError::NoDeskCard),
        (None, [drop]) => Ok(*drop),
        (None, drops) => Err(UnitError::WhichDrop { drops: drops.len() }),
        (Some(named), drops) => {
            let found = drops.iter().find(|drop| drop.to_string() == named).copied();
            found.ok_or_else(|| UnitError::NotItsDrop { drop: named.to_owned() })
        }
    }
}

/// A drop's id out of its hex digits.
pub(super) fn drop_id(hex: &str) -> Option<DropId> {
    let bytes: Option<Vec<u8>> =
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect();
    bytes?.try_into().ok().map(DropId)
}

/// The replies that wait for this drop's board, in their order. One whose report is gone is told, and waits on.
fn waiting(
    home: &Home,
    drop: &DropId,
    counted: &Counted,
    identities: &[Identity],
    speaker: Voice,
) -> Result<Vec<Waiting>, UnitError> {
    let mut cases = Cases::load(home)?;
    let fresh = held::but_for(home, &cases.by_report())?;
    cases.adopt(home, &fresh)?;
    let filed = cases.by_report();
    let drop = drop.to_string();
    let mut waiting = Vec::new();
    for reply in replies::all(home)?.into_iter().filter(|reply| reply.drop == drop && !reply.withdrawn) {
        let sent = counted.sent.get(&reply.number);
        if sent.is_some_and(crate::counted::Sent::is_whole) {
            continue;
        }
        let case = filed.get(reply.report.as_str()).and_then(|(case, _)| cases.find(*case));
        let report = match (sent, case.and_then(crate::cases::Case::answerable)) {
            (Some(sent), _) => sent.report.clone(),
            (None, Some(filed)) => filed.sha256.clone(),
            (None, None) => {
                speaker.warn(&Warning::Unsendable(reply.number));
                continue;
            }
        };
        let (way, words) = (open_way(home, &report, identities), replies::words(home, &reply, identities));
        let (Ok(way), Some(words)) = (way, words) else {
            speaker.warn(&Warning::Unsendable(reply.number));
            continue;
        };
        let case = case.map_or(0, |case| case.number);
        waiting.push(Waiting { reply: reply.number, case, report, way, words });
    }
    Ok(waiting)
}

/// Who makes boards for one drop.
struct Maker {
    /// The drop.
    drop: DropId,
    /// The day.
    today: Epoch,
    /// The unit's key.
    key: SigningKey,
    /// The last board.
    shelf: Shelf,
}

/// The next board, and what it changes.
struct Next {
    /// The board.
    made: Made,
    /// The count behind it.
    counted: Counted,
    /// Cells of replies that went onto it, and that wait on.
    placed: usize,
    /// Cells that wait on.
    waiting: usize,
    /// Replies that did not go, and why.
    left_out: Vec<(u32, LeftOut)>,
}

impl Maker {
    /// Makes the next board. A reply that cannot go is left out, so that no other waits for it.
    fn next(&self, waiting: &[Waiting], counted: &Counted) -> Result<Next, UnitError> {
        let mut without: BTreeMap<u32, LeftOut> = BTreeMap::new();
        let unit = self.key.name().as_str();
        loop {
            let plan = Plan::new(waiting, counted, unit, &without);
            let pending = plan.pending(unit);
            let cells: Vec<_> = pending.iter().map(|(_, cell)| *cell).collect();
            let reply_at = |place: usize| pending.get(place).map(|(reply, _)| *reply);
            let made = self.shelf.next(&self.key, &self.drop, self.today, LIFETIME, &cells, &mut OsRng);
            let (place, why) = match made {
                Ok(made) => {
                    let placed: Vec<u32> = made.placed.iter().filter_map(|place| reply_at(*place)).collect();
                    let counted = plan.count(counted, &placed, made.shelf.number());
                    let (placed, waiting) = (made.placed.len(), made.waiting.len());
                    return Ok(Next { made, counted, placed, waiting, left_out: plan.left_out().to_vec() });
                }
                Err(MakeError::BadRecipient(place)) => (place, LeftOut::BadRecipient),
                Err(MakeError::Repeated(place)) => (place, LeftOut::Repeated),
                Err(MakeError::Text(place)) => (place, LeftOut::Unfit),
                Err(error) => return Err(UnitError::Board(error)),
            };
            let reply = reply_at(place).filter(|reply| !without.contains_key(reply));
            without.insert(reply.ok_or(UnitError::Board(MakeError::Unsigned))?, why);
        }
    }

    /// The parcel that brings a board, looked at as the drop will look at it.
    fn parcel(&self, made: &Made) -> Result<Parcel, UnitError> {
        let name = BOARD.parse().map_err(|_| UnitError::Board(MakeError::Unsigned))?;
        let items = vec![Item::of(name, made.board.to_bytes())];
        let parcel = Parcel::sign(&self.drop, made.board.number(), self.today, items, &self.key);
        let parcel = parcel.map_err(UnitError::WrongParcel)?;
        let read = UntrustedParcel::parse(parcel.to_bytes()).map_err(UnitError::WrongParcel)?;
        let read = read.verify(&self.drop, &self.key.verifying_key()).map_err(UnitError::WrongParcel)?;
        read.check(&[(BOARD, made.board.to_bytes())]).map_err(UnitError::WrongParcel)?;
        Ok(parcel)
    }
}

/// What is said of a new parcel.
fn told(parcel: &Parcel, next: &Next, out: &Path) -> String {
    let board = &next.made.board;
    let mut text = format!("parcel    {}: {}\n", parcel.number(), sanitize::path(out));
    // Writing to a String cannot fail.
    let _ =
        writeln!(text, "files     {NOTE}, {BOARD}: {} cells, {} bytes", board.size().cells(), board.to_bytes().len());
    let _ =
        writeln!(text, "replies   {} cells new on the board, {} wait for the next parcel", next.placed, next.waiting);
    text
}
