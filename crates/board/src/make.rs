//! Makes the next board: which groups stay is decided by days alone; who is in the new one, by what waits; nobody sees which.

use std::collections::BTreeMap;

use candour_codename::UnitId;
use candour_desk_card::{DropId, Epoch};
use candour_envelope::Identity;
use candour_header::Kind;
use candour_note::SigningKey;
use rand_core::{CryptoRng, RngCore};

use crate::cell::{room, seal};
use crate::pending::random_tag;
use crate::shelf::Group;
use crate::size::{CELL, CLASSIC_OF_GROUP, GROUP, HYBRID_OF_GROUP, MOST_CELLS, STEP};
use crate::{Board, Pending, Shelf, Tag};

/// Groups of a step.
const STEP_GROUPS: usize = STEP / GROUP;
/// Groups of the largest board.
const MOST_GROUPS: usize = MOST_CELLS / GROUP;

/// Why there is no next board. Where a place is given, it is that of the pending cell to leave out: keys in a report are a stranger's, and one
/// report must not keep all others from their replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MakeError {
    /// The day is before that of the last board.
    #[error("the last board is from a later day than this: the clock is wrong")]
    Clock,
    /// A text is too long for its cell or has control characters, or its numbers do not go together.
    #[error("the reply at place {0} does not fit its cell, or its numbers do not go together")]
    Text(usize),
    /// A reply's number is on the board already, or stands twice among what is pending.
    #[error("the reply at place {0} has a number that was used before")]
    Repeated(usize),
    /// A recipient is a key that nobody generated honestly.
    #[error("the recipient of the reply at place {0} is not a usable key")]
    BadRecipient(usize),
    /// No more parcels can be numbered, or the note cannot be signed.
    #[error("the board cannot be signed")]
    Unsigned,
}

/// The next board, and what is left.
#[derive(Debug)]
pub struct Made {
    /// The board, signed.
    pub board: Board,
    /// What to keep beside it.
    pub shelf: Shelf,
    /// Places, in what was pending, of what is now on the board.
    pub placed: Vec<usize>,
    /// Places of what waits for the next parcel.
    pub waiting: Vec<usize>,
}

impl Shelf {
    /// Makes the next board. `pending` is taken in its order, at most 12 hybrid and 4 classic cells; the rest of the group is dummies.
    ///
    /// Groups older than `lifetime` epochs leave, and the oldest of more than 64; then the number of groups is brought to a multiple of
    /// four: with the youngest of those that would leave, and where these do not suffice, with new groups of dummies alone. So both the
    /// size and the number of new tags depend on the days of the parcels and on nothing else.
    ///
    /// Draws from `rng` for the new group, then for each spare one: for each cell, the 12 hybrid ones first, a tag (16 bytes; none for a
    /// reply), a dummy's identity (32 bytes), file key, share and nonce.
    ///
    /// # Errors
    /// A [`MakeError`]; the shelf is then as it was.
    pub fn next(
        &self,
        key: &SigningKey,
        drop_id: &DropId,
        epoch: Epoch,
        lifetime: u32,
        pending: &[Pending<'_>],
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<Made, MakeError> {
        if epoch < self.epoch {
            return Err(MakeError::Clock);
        }
        let number = self.number.checked_add(1).ok_or(MakeError::Unsigned)?;
        let (mut groups, spares) = self.keep(epoch, lifetime);
        let mut cells = BTreeMap::new();
        for tag in groups.iter().flat_map(|group| &group.tags) {
            cells.extend(self.cells.get(tag).map(|cell| (*tag, cell.clone())));
        }
        let unit = UnitId(*key.verifying_key().as_bytes());
        let (placed, waiting) = take(pending);
        let chosen: Vec<(usize, &Pending<'_>)> =
            placed.iter().filter_map(|place| Some((*place, pending.get(*place)?))).collect();
        for (place, one) in &chosen {
            // Of groups that leave now, too.
            if matches!(one, Pending::Reply { .. }) && self.cells.contains_key(&one.tag(&unit, rng)) {
                return Err(MakeError::Repeated(*place));
            }
        }
        groups.push(Group { parcel: number, born: epoch, spare: false, tags: group(&chosen, &unit, &mut cells, rng)? });
        for _ in 0..spares {
            let tags = group(&[], &unit, &mut cells, rng)?;
            groups.insert(0, Group { parcel: number, born: epoch, spare: true, tags });
        }
        let board = Board::sign(*drop_id, number, epoch, &cells, key).ok_or(MakeError::Unsigned)?;
        Ok(Made { board, shelf: Self { number, epoch, groups, cells }, placed, waiting })
    }

    /// The groups that stay, oldest first, and how many spare ones must be made beside the new group.
    fn keep(&self, epoch: Epoch, lifetime: u32) -> (Vec<Group>, usize) {
        let lives = |group: &Group| !group.spare && epoch.0.saturating_sub(group.born.0) < lifetime;
        let living = self.groups.iter().filter(|group| lives(group)).count().min(MOST_GROUPS - 1);
        let total = (living + 1).next_multiple_of(STEP_GROUPS);
        // Spare groups stand first and the others by age, so that those that go first stand first.
        let staying = self.groups.len().min(total - 1);
        let groups = self.groups.iter().skip(self.groups.len() - staying).cloned().collect();
        (groups, total - 1 - staying)
    }
}

/// Places of what goes onto the board, and of what waits.
fn take(pending: &[Pending<'_>]) -> (Vec<usize>, Vec<usize>) {
    let (mut hybrid, mut classic) = (HYBRID_OF_GROUP, CLASSIC_OF_GROUP);
    (0..pending.len()).partition(|place| {
        let left = match pending.get(*place).map(Pending::kind) {
            Some(Kind::X25519) => &mut classic,
            _ => &mut hybrid,
        };
        let free = *left > 0;
        *left = left.saturating_sub(1);
        free
    })
}

/// Makes a group out of what was chosen and dummies, puts its cells among `cells`, and gives its tags, rising.
fn group(
    chosen: &[(usize, &Pending<'_>)],
    unit: &UnitId,
    cells: &mut BTreeMap<Tag, Box<[u8; CELL]>>,
    rng: &mut (impl CryptoRng + RngCore),
) -> Result<[Tag; GROUP], MakeError> {
    let together: Vec<&Pending<'_>> = chosen.iter().map(|(_, pending)| *pending).collect();
    let mut tags = Vec::with_capacity(GROUP);
    for (kind, share) in [(Kind::Mlkem768X25519, HYBRID_OF_GROUP), (Kind::X25519, CLASSIC_OF_GROUP)] {
        let mut own = chosen.iter().filter(|(_, pending)| pending.kind() == kind);
        for _ in 0..share {
            let (tag, cell) = if let Some((place, pending)) = own.next() {
                let tag = pending.tag(unit, rng);
                if cells.contains_key(&tag) {
                    return Err(MakeError::Repeated(*place));
                }
                let plaintext = pending.plaintext(unit, &together).ok_or(MakeError::Text(*place))?;
                (tag, seal(pending.recipient(), &plaintext, rng).ok_or(MakeError::BadRecipient(*place))?)
            } else {
                let tag = random_tag(rng);
                // A whole key pair whose secret is dropped at once: its stanza is like any other.
                let nobody = Identity::generate(kind, rng).to_recipient();
                (tag, seal(&nobody, &vec![0; room(kind)], rng).ok_or(MakeError::Unsigned)?)
            };
            cells.insert(tag, cell);
            tags.push(tag);
        }
    }
    tags.sort_unstable();
    tags.try_into().map_err(|_| MakeError::Unsigned)
}
