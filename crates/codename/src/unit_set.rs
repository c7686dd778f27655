//! Which units a conversation is with.

use core::fmt;

use candour_desk_card::UnitCard;

/// Most units of one set: recipients of one report.
pub const MOST_UNITS: usize = 16;
/// Up to so many units every set of them is tried: 15 sets. At Tor Browser's level Safer each set costs more than a tenth of a second a unit.
pub const MOST_TRIED: usize = 4;

/// A unit's id: the 32 bytes of its Ed25519 signing key on the desk card. Not a secret.
///
/// The key and not the name, so that a false card with a true unit's name leads to other keys than the true one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub [u8; 32]);

impl UnitId {
    /// The id of a unit on a desk card.
    #[must_use]
    pub fn of(unit: &UnitCard) -> Self {
        Self(*unit.key().as_bytes())
    }
}

impl fmt::Debug for UnitId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// The units that a report goes to: 1 to 16, sorted as bytes, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitSet(Vec<UnitId>);

/// No unit, or more than 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a report goes to 1 to 16 units")]
pub struct NotAUnitSet;

impl UnitSet {
    /// A set of ids in any order; naming one twice is naming it once.
    ///
    /// # Errors
    /// [`NotAUnitSet`].
    pub fn new(ids: &[UnitId]) -> Result<Self, NotAUnitSet> {
        let mut set: Vec<UnitId> = Vec::with_capacity(ids.len());
        for id in ids {
            if let Err(place) = set.binary_search(id) {
                set.insert(place, *id);
            }
        }
        if set.is_empty() || set.len() > MOST_UNITS { Err(NotAUnitSet) } else { Ok(Self(set)) }
    }

    /// Every set that can be made of `ids`: a source who kept nothing does not know which she chose. With *n* ids these are
    /// 2^n - 1, the smaller ones not first; whoever has many asks her.
    ///
    /// # Errors
    /// [`NotAUnitSet`].
    pub fn every(ids: &[UnitId]) -> Result<impl Iterator<Item = Self>, NotAUnitSet> {
        let Self(ids) = Self::new(ids)?;
        let sets = 1_u32 << ids.len();
        Ok((1..sets).map(move |set| {
            Self(ids.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1).map(|(_, id)| *id).collect())
        }))
    }

    /// The sets that are worth trying for a source who kept nothing: every one, where there are at most [`MOST_TRIED`] units; where there
    /// are more, all of them, all but one, and all but two.
    ///
    /// # Errors
    /// [`NotAUnitSet`].
    pub fn likely(ids: &[UnitId]) -> Result<impl Iterator<Item = Self>, NotAUnitSet> {
        let units = Self::new(ids)?.0.len();
        Ok(Self::every(ids)?.filter(move |set| units <= MOST_TRIED || set.0.len() + 2 >= units))
    }

    /// The ids, sorted.
    #[must_use]
    pub fn ids(&self) -> &[UnitId] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_sorted_and_bounded() {
        let id = |byte| UnitId([byte; 32]);
        assert_eq!(UnitSet::new(&[id(2), id(1), id(2)]).unwrap().ids(), [id(1), id(2)]);
        assert_eq!(UnitSet::new(&[]), Err(NotAUnitSet));
        let many: Vec<_> = (0..17).map(id).collect();
        assert_eq!(UnitSet::new(&many), Err(NotAUnitSet));
        assert!(UnitSet::new(&many[..16]).is_ok());
        let every: Vec<_> = UnitSet::every(&many[..3]).unwrap().collect();
        assert_eq!(every.len(), 7);
        assert!(every.iter().all(|set| UnitSet::new(set.ids()).as_ref() == Ok(set)));
        let likely = |units: usize| UnitSet::likely(&many[..units]).unwrap().count();
        assert_eq!((likely(1), likely(3), likely(MOST_TRIED)), (1, 7, 15));
        assert_eq!(likely(MOST_TRIED + 1), 1 + 5 + 10);
        assert_eq!(likely(16), 1 + 16 + 120, "all, all but one, all but two");
    }
}
