//! The units' boards as they are served, from memory, and the parcels that bring them: judged, put away, shown, in this order.
//!
//! Owns which parcel may follow which. Links nothing that opens a reply.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use bytes::Bytes;
use candour_board::{BOARD, CheckedParcel, ParcelError, UntrustedParcel};
use candour_desk_card::{DeskCard, DropId, Epoch};
use candour_note::VerifyingKey;
use candour_store::{Parcel, Store, StoreError};
use candour_wire::limits::SMALLEST_BOARD;
use candour_wire::{Applied, BlobHash, Problem};
use sha2::{Digest as _, Sha256};

use crate::card::Card;
use crate::faults::Faults;
use crate::problem;

/// What is served until a unit's first parcel: as long as the smallest board, and none.
static BLANK: [u8; SMALLEST_BOARD] = [0; SMALLEST_BOARD];
/// What stands between a parcel's note, which has no such byte, and what the note lists.
const END_OF_NOTE: u8 = 0;

/// What is known of a unit's last parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// There was none.
    Never,
    /// Its number, the day on which it was made, and the hash of its note.
    Applied(u32, Epoch, BlobHash),
    /// It is damaged, and nobody knows its number.
    Damaged,
}

/// One unit's board.
#[derive(Debug, Clone)]
struct Held {
    /// The bytes.
    board: Bytes,
    /// The parcel that brought them.
    last: Last,
}

/// The boards of the units on the card, by their names.
type Shelf = BTreeMap<String, Held>;

/// All of them.
#[derive(Debug)]
pub struct Boards {
    /// As served.
    shelf: RwLock<Arc<Shelf>>,
    /// Held while one changes.
    changing: Mutex<()>,
}

impl Boards {
    /// Reads them from the store. Waits for the disk.
    #[must_use]
    pub fn new(store: &Store, card: &DeskCard, faults: &Faults) -> Self {
        Self { shelf: RwLock::new(Arc::new(read(store, card, faults))), changing: Mutex::new(()) }
    }

    /// Goes over to another card: the board of a unit that is still on it stays. Waits for the disk.
    pub fn reload(&self, (store, card, faults): (&Store, &Card, &Faults), next: DeskCard) {
        let _alone = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        self.serve(read(store, &next, faults));
        card.replace(next);
    }

    /// A unit's board, or what stands in its place before the first one.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for who is no unit on the card; [`Problem::Fault`] where the board is damaged on the disk: nobody shall take that for a
    /// unit that has put nothing up.
    pub fn get(&self, unit: &str) -> Result<Bytes, Problem> {
        match self.now().get(unit) {
            None => Err(Problem::NotFound),
            Some(held) if held.last == Last::Damaged => Err(Problem::Fault),
            Some(held) => Ok(held.board.clone()),
        }
    }

    /// The last parcel of each unit that has sent one.
    #[must_use]
    pub fn applied(&self) -> Vec<Applied> {
        let applied = |(unit, held): (&String, &Held)| match held.last {
            Last::Applied(number, _, note) => Some(Applied { unit: unit.clone(), number, note }),
            Last::Never | Last::Damaged => None,
        };
        self.now().iter().filter_map(applied).collect()
    }

    /// Each unit, with the number and day of its last parcel.
    #[must_use]
    pub fn ages(&self) -> Vec<(String, Option<(u32, Epoch)>)> {
        let age = |(unit, held): (&String, &Held)| match held.last {
            Last::Applied(number, epoch, _) => (unit.clone(), Some((number, epoch))),
            Last::Never | Last::Damaged => (unit.clone(), None),
        };
        self.now().iter().map(age).collect()
    }

    /// Applies a parcel, whole or not at all: note, zero byte, and what the note lists, one behind another. Waits for the disk.
    ///
    /// # Errors
    /// Each refusal has its own; the store's trouble.
    pub fn apply(
        &self,
        body: &Bytes,
        (store, card, faults): (&Store, &Card, &Faults),
        today: Epoch,
    ) -> Result<Applied, Problem> {
        // One at a time, and none while the card changes.
        let _alone = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let end = body.iter().position(|byte| *byte == END_OF_NOTE).ok_or(Problem::NotAParcel)?;
        let (note, items) = (body.slice(..end), body.slice(end.saturating_add(1)..));
        let parcel = UntrustedParcel::parse(&note).map_err(of_parcel)?;
        let parcel = signed(&parcel, &card.now())?;
        let unit = parcel.unit().clone();
        let last = self.now().get(unit.name().as_str()).map_or(Last::Never, |held| held.last);
        match last {
            Last::Never => parcel.follows(None).map_err(of_parcel)?,
            Last::Applied(number, ..) => parcel.follows(Some(number)).map_err(of_parcel)?,
            // The first one that comes heals it: usually the same once more.
            Last::Damaged => {}
        }
        let checked = check(parcel, &items)?;
        let number = checked.parcel().number();
        let kept = Parcel { number, note: note.to_vec(), items: items.to_vec() };
        store.put_parcel(&place(&unit), &kept, today.0).map_err(|error| {
            faults.store(&error);
            of_store(&error)
        })?;
        let hash = hash(&note);
        let mut shelf = Shelf::clone(&self.now());
        let held = Held { board: items, last: Last::Applied(number, checked.parcel().epoch(), hash) };
        shelf.insert(unit.name().to_string(), held);
        self.serve(shelf);
        Ok(Applied { unit: unit.name().to_string(), number, note: hash })
    }

    /// What is served now.
    fn now(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Serves others from now on.
    fn serve(&self, shelf: Shelf) {
        *self.shelf.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shelf);
    }
}

/// Where the store keeps a unit's parcels. A unit with a new key begins anew.
fn place(key: &VerifyingKey) -> String {
    format!("{}+{:08x}", key.name(), key.key_id())
}

/// The hash of a note.
fn hash(note: &[u8]) -> BlobHash {
    BlobHash(Sha256::digest(note).into())
}

/// What is kept for the units on the card. Everything is judged as if it had just come.
fn read(store: &Store, card: &DeskCard, faults: &Faults) -> Shelf {
    let of_unit = |key: &VerifyingKey| {
        let held = match store.parcel(&place(key)) {
            Ok(None) => None,
            Ok(Some(kept)) => Some(judge(&card.drop_id(), key, kept)),
            Err(StoreError::Damaged) => Some(Err(Problem::ParcelAltered)),
            Err(error) => {
                faults.store(&error);
                Some(Err(problem::of_store(&error)))
            }
        };
        let blank = |last| Held { board: Bytes::from_static(&BLANK), last };
        let held = held.map_or(Ok(blank(Last::Never)), |held| held).unwrap_or_else(|_| {
            faults.say(
                "the board of a unit is damaged on the disk: let the courier deliver the unit's last parcel again",
            );
            blank(Last::Damaged)
        });
        (key.name().to_string(), held)
    };
    card.units().iter().map(|unit| of_unit(unit.key())).collect()
}

/// What was kept, once more from untrusted to checked.
fn judge(drop_id: &DropId, key: &VerifyingKey, kept: Parcel) -> Result<Held, Problem> {
    let parcel =
        UntrustedParcel::parse(&kept.note).and_then(|parcel| parcel.verify(drop_id, key)).map_err(of_parcel)?;
    let items = Bytes::from(kept.items);
    let checked = check(parcel, &items)?;
    let last = Last::Applied(checked.parcel().number(), checked.parcel().epoch(), hash(&kept.note));
    Ok(Held { board: items, last })
}

/// The parcel, signed by a unit on the card for the card's drop.
fn signed(parcel: &UntrustedParcel, card: &DeskCard) -> Result<candour_board::Parcel, Problem> {
    for unit in card.units() {
        match parcel.clone().verify(&card.drop_id(), unit.key()) {
            Err(ParcelError::Unsigned(_)) => {}
            judged => return judged.map_err(of_parcel),
        }
    }
    Err(Problem::ParcelUnsigned)
}

/// What a parcel brings, held against its list: a board and nothing else, to the last byte.
fn check(parcel: candour_board::Parcel, items: &Bytes) -> Result<CheckedParcel, Problem> {
    match parcel.items() {
        [item] if item.name.as_str() == BOARD => {
            if item.len != items.len() as u64 {
                return Err(Problem::WrongLength);
            }
        }
        // Of a later version, whose parcels this one could apply in part only.
        _ => return Err(Problem::NotAParcel),
    }
    parcel.check(&[(BOARD, items)]).map_err(of_parcel)
}

/// What a parcel's error is to whoever brings it.
fn of_parcel(error: ParcelError) -> Problem {
    match error {
        ParcelError::Unsigned(_) => Problem::ParcelUnsigned,
        ParcelError::WrongSignature(_) | ParcelError::Altered(_) | ParcelError::Missing(_) | ParcelError::Unlisted => {
            Problem::ParcelAltered
        }
        ParcelError::OtherDrop => Problem::ParcelOtherDrop,
        ParcelError::Repeated(_) => Problem::ParcelRepeated,
        ParcelError::Gap(_) => Problem::ParcelGap,
        ParcelError::Board(_) | ParcelError::OtherBoard => Problem::ParcelBoard,
        _ => Problem::NotAParcel,
    }
}

/// What the store's trouble is to whoever brings a parcel.
fn of_store(error: &StoreError) -> Problem {
    match error {
        StoreError::ParcelRepeated => Problem::ParcelRepeated,
        StoreError::ParcelGap { .. } => Problem::ParcelGap,
        other => problem::of_store(other),
    }
}
