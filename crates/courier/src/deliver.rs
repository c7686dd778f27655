//! `deliver`: bring units' parcels to the drop, each once and in their order. Owns the order, and what is already there.

use candour_cli::{Exit, Voice};
use candour_route::{Patience, Route};
use candour_wire::{Applied, Problem, limits, paths};

use crate::card;
use crate::cli::Deliver;
use crate::error::CourierError;
use crate::fault::{Fault, Next};
use crate::fetch;
use crate::parcel::Parcel;
use crate::remark::Remark;
use crate::site::Site;
use crate::token::Token;

/// Where a parcel stands to what the drop has applied.
enum Standing {
    /// It is the next one.
    Next,
    /// This very parcel was applied, and is the last one of its unit.
    Last,
    /// It was applied, and later ones were after it.
    Past(u32),
}

/// Runs the verb. Everything is checked before anything is sent.
///
/// # Errors
/// [`CourierError`]. What was applied stays applied.
pub(crate) fn run(voice: &Voice, what: &Deliver) -> Result<Exit, CourierError> {
    let card = card::read_desk(&what.card)?;
    let token = Token::read(&what.token)?;
    let mut parcels =
        what.parcels.iter().map(|path| Parcel::read(path, &card)).collect::<Result<Vec<Parcel>, CourierError>>()?;
    parcels.sort_by(|one, other| (&one.unit, one.number).cmp(&(&other.unit, other.number)));
    let route = Route::new(what.drop.clone(), what.socks, what.without_tor)?;
    let mut site = Site::new(&route, &token).map_err(CourierError::Applied)?;
    for parcel in &parcels {
        deliver(&mut site, parcel, what.tries)?.say(voice);
    }
    Ok(Exit::Done)
}

/// Delivers one parcel, unless it is there already.
fn deliver(site: &mut Site<'_>, parcel: &Parcel, tries: u32) -> Result<Remark, CourierError> {
    let (unit, number) = (parcel.unit.clone(), parcel.number);
    let mut patience = Patience::new(tries);
    let mut sent = false;
    loop {
        match standing(site, parcel, tries)? {
            // An answer was lost on its way, and the parcel was not.
            Standing::Last if sent => return Ok(Remark::Delivered { unit, number }),
            Standing::Last => return Ok(Remark::Already { unit, number }),
            Standing::Past(last) => return Ok(Remark::Past { unit, number, last }),
            Standing::Next => {}
        }
        sent = true;
        let fault = match site.deliver(&parcel.body) {
            Ok(applied) if is(&applied, parcel) => return Ok(Remark::Delivered { unit, number }),
            Ok(_) => Fault::Strange,
            Err(fault) => fault,
        };
        // Another courier was quicker: what is there is looked at once more.
        let raced = matches!(&fault, Fault::Refused(refused) if refused.problem() == Some(Problem::ParcelRepeated));
        if !(raced || fault.next() == Next::Again) || !patience.again() {
            return Err(CourierError::Undelivered { path: parcel.path.clone(), source: fault });
        }
        site.renew().map_err(CourierError::Applied)?;
    }
}

/// Whether this is the parcel's own line.
fn is(applied: &Applied, parcel: &Parcel) -> bool {
    applied.unit == parcel.unit.as_str() && applied.number == parcel.number && applied.note == parcel.note
}

/// Asks the drop where the parcel stands.
fn standing(site: &mut Site<'_>, parcel: &Parcel, tries: u32) -> Result<Standing, CourierError> {
    let list = fetch::document(site, paths::PARCELS, limits::LARGEST_APPLIED, Patience::new(tries))
        .and_then(|bytes| Applied::parse(&bytes).map_err(|_| Fault::Strange))
        .map_err(CourierError::Applied)?;
    let last = list.iter().find(|applied| applied.unit == parcel.unit.as_str());
    let number = last.map_or(0, |applied| applied.number);
    match last {
        Some(applied) if is(applied, parcel) => Ok(Standing::Last),
        Some(applied) if applied.number == parcel.number => {
            Err(CourierError::OtherParcel { path: parcel.path.clone(), unit: parcel.unit.clone(), number })
        }
        _ if parcel.number < number => Ok(Standing::Past(number)),
        _ if parcel.number - number > 1 && last.is_some() => {
            Err(CourierError::ParcelGap { path: parcel.path.clone(), unit: parcel.unit.clone(), next: number + 1 })
        }
        // A drop that knows of no parcel of the unit may have lost the last one: it says itself what it takes.
        _ => Ok(Standing::Next),
    }
}
