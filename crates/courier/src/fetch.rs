//! Fetching one report until it is whole, or until nothing helps. Owns the tries of one report.

use candour_route::Patience;
use candour_wire::BlobHash;

use crate::fault::{Fault, Next};
use crate::folder::Folder;
use crate::part::Part;
use crate::site::Site;

/// Fetches a report of `size` bytes into the folder, going on where an earlier try was cut.
///
/// # Errors
/// The last fault, when its next step is not another try or no try is left.
pub(crate) fn report(
    site: &mut Site<'_>,
    folder: &Folder,
    (hash, size): (BlobHash, u64),
    mut patience: Patience,
    mut arrived: impl FnMut(u64),
) -> Result<(), Fault> {
    loop {
        let mut came = false;
        let tried = once(site, folder, (hash, size), |bytes| {
            came = true;
            arrived(bytes);
        });
        let Err(fault) = tried else { return Ok(()) };
        // Bytes of a damaged report are no progress: they would be fetched for ever.
        if came && matches!(fault, Fault::Cut(_)) {
            patience.progressed();
        }
        if fault.next() != Next::Again || !patience.again() {
            return Err(fault);
        }
        site.renew()?;
    }
}

/// Fetches a short document with as many tries.
///
/// # Errors
/// As [`report`].
pub(crate) fn document(site: &mut Site<'_>, path: &str, limit: u64, mut patience: Patience) -> Result<Vec<u8>, Fault> {
    loop {
        let fault = match site.document(path, limit) {
            Ok(bytes) => return Ok(bytes),
            Err(fault) => fault,
        };
        if fault.next() != Next::Again || !patience.again() {
            return Err(fault);
        }
        site.renew()?;
    }
}

/// One try.
fn once(
    site: &Site<'_>,
    folder: &Folder,
    (hash, size): (BlobHash, u64),
    arrived: impl FnMut(u64),
) -> Result<(), Fault> {
    let mut part = Part::open(folder.path(), hash, size)?;
    if !part.is_long_enough() || size == 0 {
        let coming = match site.report(&hash, size, part.len()) {
            Err(Fault::Refused(refused)) if refused.status() == 416 => {
                part.empty()?;
                return Err(Fault::Refused(refused));
            }
            other => other?,
        };
        if coming.from != part.len() {
            part.empty()?;
        }
        part.take(coming.body, arrived)?;
    }
    part.finish()
}
