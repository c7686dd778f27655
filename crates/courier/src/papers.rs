//! Manifest and listing on their way from untrusted bytes to a list of reports. Owns the order: signature, drop, listing.

use candour_bundle::{Listing, UntrustedManifest};
use candour_route::Patience;
use candour_wire::{limits, paths};

use crate::card::Known;
use crate::error::CourierError;
use crate::fetch;
use crate::site::Site;

/// Longest line of a listing: hash, size, epoch, two spaces, a line feed. The manifest's count is bounded (`MOST_ENTRIES`).
const LONGEST_LINE: u64 = 64 + 20 + 10 + 3;
/// Bytes that a listing may be longer than its manifest lets expect.
const SPARE: u64 = 1 << 20;
/// How often a listing that has changed since its manifest was signed is asked for again.
const RACES: u32 = 5;

/// What the drop holds, as it signed it.
#[derive(Debug)]
pub(crate) struct Papers {
    /// The manifest's bytes.
    pub(crate) manifest: Vec<u8>,
    /// The listing's bytes.
    pub(crate) listing: Vec<u8>,
    /// What the listing says.
    pub(crate) list: Listing,
}

/// Asks for manifest and listing, and checks one by the other.
///
/// # Errors
/// [`CourierError::Papers`] where they do not come, [`CourierError::Distrust`] and [`CourierError::OtherDrop`] where they are not
/// this drop's.
pub(crate) fn fetch(site: &mut Site<'_>, known: &Known, tries: u32) -> Result<Papers, CourierError> {
    let mut races = 0;
    loop {
        let get = |site: &mut Site<'_>, path, limit| {
            fetch::document(site, path, limit, Patience::new(tries)).map_err(CourierError::Papers)
        };
        let bytes = get(site, paths::MANIFEST, limits::LARGEST_MANIFEST)?;
        let manifest = UntrustedManifest::parse(&bytes).and_then(|manifest| manifest.verify(&known.log));
        let manifest = manifest.map_err(CourierError::Distrust)?;
        if *manifest.drop_id() != known.id.0 {
            return Err(CourierError::OtherDrop);
        }
        // Twice over: reports may have come in since.
        let limit = manifest.count().saturating_mul(2 * LONGEST_LINE).saturating_add(SPARE);
        let listing = get(site, paths::LISTING, limit)?;
        match manifest.read_listing(listing.as_slice()) {
            Ok(list) => return Ok(Papers { manifest: bytes, listing, list }),
            // A report came in between the two requests.
            Err(_) if races < RACES => races += 1,
            Err(error) => return Err(CourierError::Distrust(error)),
        }
    }
}
