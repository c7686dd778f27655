//! `collect`: fill a bundle's folder from the drop, and finish it. Owns the order and what is said at the end.

use candour_cli::progress::Progress;
use candour_cli::{Exit, Voice};
use candour_route::{Patience, Route};
use candour_wire::BlobHash;

use crate::card::{self, Known};
use crate::cli::Collect;
use crate::error::CourierError;
use crate::fault::{Fault, Next};
use crate::fetch;
use crate::folder::Folder;
use crate::held::Held;
use crate::papers::{self, Papers};
use crate::remark::Remark;
use crate::site::Site;
use crate::token::Token;

/// How often the list of reports is asked for anew because a report is gone from the drop.
const ROUNDS: u32 = 3;
/// After so many reports in a row that did not come, the drop itself is at fault.
const IN_A_ROW: u32 = 3;

/// What has become of the reports on the list.
#[derive(Debug, Default)]
struct Tally {
    /// In the folder from an earlier run.
    already: usize,
    /// Fetched now.
    fetched: usize,
    /// Bytes of those.
    bytes: u64,
    /// Left out because an earlier bundle carried them.
    held: usize,
    /// Did not come.
    missing: usize,
    /// Why the last of them did not come.
    fault: Option<Fault>,
}

/// Runs the verb.
///
/// # Errors
/// [`CourierError`]. Everything that arrived stays in the folder.
pub(crate) fn run(voice: &Voice, what: &Collect) -> Result<Exit, CourierError> {
    let known = card::read(&what.card)?;
    let token = Token::read(&what.token)?;
    let held = Held::read(&what.held)?;
    let route = Route::new(what.drop.clone(), what.socks, what.without_tor)?;
    let mut site = Site::new(&route, &token).map_err(CourierError::Papers)?;
    // Asked before the folder is touched: a wrong address or token leaves no empty folder behind.
    let mut papers = papers::fetch(&mut site, &known, what.tries)?;
    let folder = Folder::open(&what.into)?;
    let mut rounds = 0;
    let tally = loop {
        match gather(&mut site, &folder, &papers, &held, what)? {
            Some(tally) => break tally,
            None if rounds < ROUNDS => rounds += 1,
            None => return Err(CourierError::Changing),
        }
        papers = papers::fetch(&mut site, &known, what.tries)?;
    };
    finish(voice, what, &folder, &papers, tally, &known)
}

/// Fetches what is on the list and neither held nor here; `None` where a report is gone and the list must be asked for anew.
fn gather(
    site: &mut Site<'_>,
    folder: &Folder,
    papers: &Papers,
    held: &Held,
    what: &Collect,
) -> Result<Option<Tally>, CourierError> {
    let mut tally = Tally::default();
    let mut wanted = Vec::new();
    for entry in papers.list.entries() {
        let hash = BlobHash(entry.sha256);
        if held.contains(&hash) {
            tally.held += 1;
        } else if folder.has(&hash)? {
            tally.already += 1;
        } else {
            wanted.push((hash, entry.size));
        }
    }
    let of = wanted.len() + tally.already;
    let needed = wanted.iter().fold(0, |sum: u64, (_, size)| sum.saturating_add(*size));
    match folder.room() {
        Some(room) if room < needed => return Err(CourierError::Room { needed, room }),
        _ => {}
    }
    let bar = Progress::bytes("collecting", needed);
    let mut in_a_row = 0;
    for (hash, size) in wanted {
        let tried = fetch::report(site, folder, (hash, size), Patience::new(what.tries), |bytes| bar.add(bytes));
        let Err(fault) = tried else {
            in_a_row = 0;
            tally.fetched += 1;
            tally.bytes = tally.bytes.saturating_add(size);
            continue;
        };
        in_a_row += 1;
        match fault.next() {
            Next::Gone => return Ok(None),
            Next::Again | Next::Skip if in_a_row < IN_A_ROW => {
                tally.missing += 1;
                tally.fault = Some(fault);
            }
            _ => return Err(CourierError::Stopped { done: tally.already + tally.fetched, of, source: fault }),
        }
    }
    Ok(Some(tally))
}

/// Finishes the bundle, if it may be finished, and says what is in it.
fn finish(
    voice: &Voice,
    what: &Collect,
    folder: &Folder,
    papers: &Papers,
    tally: Tally,
    known: &Known,
) -> Result<Exit, CourierError> {
    let here = tally.already + tally.fetched;
    let of = here + tally.missing;
    if let Some(source) = tally.fault
        && !what.incomplete
    {
        return Err(CourierError::Incomplete { missing: tally.missing, of, source });
    }
    let strays = folder.strays(|hash| papers.list.find(&hash.0).is_some())?;
    folder.finish(&papers.manifest, &papers.listing)?;
    Remark::Collected { here, drop: known.id, into: what.into.clone(), fetched: tally.fetched, bytes: tally.bytes }
        .say(voice);
    if tally.held > 0 {
        Remark::LeftOut(tally.held).say(voice);
    }
    if strays > 0 {
        Remark::Strays(strays).say(voice);
    }
    if tally.missing > 0 {
        Remark::Missing(tally.missing).say(voice);
        return Ok(Exit::Partly);
    }
    Ok(Exit::Done)
}
