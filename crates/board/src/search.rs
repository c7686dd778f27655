//! All that a codename finds: on each board, under each set of units that the source may have chosen. Owns the order of trying; what is
//! shown and warned of is `find`'s.

use candour_codename::{Seed, UnitId, UnitSet};

use crate::{Board, Findings, Reader};

/// What one unit's board has for one set of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The units that the source had chosen.
    pub set: UnitSet,
    /// The one that answered.
    pub unit: UnitId,
    /// Its replies and warnings.
    pub findings: Findings,
}

/// Looks on every board for the conversations with each of `sets`, in their order: [`UnitSet::likely`] makes those of a desk card.
///
/// Tags are compared first, so cells are opened, and identities made, for those conversations alone of which there is a cell. A codename
/// that nobody was ever given finds nothing and takes about as long.
#[must_use]
pub fn search(seed: &Seed, sets: impl IntoIterator<Item = UnitSet>, boards: &[Board]) -> Vec<Found> {
    let mut all = Vec::new();
    for set in sets {
        let keys = seed.conversation(&set);
        let theirs = |board: &&Board| set.ids().contains(&UnitId(*board.unit().as_bytes()));
        let boards: Vec<_> = boards.iter().filter(theirs).filter(|board| board.has_tags_of(&keys.tag)).collect();
        if boards.is_empty() {
            continue;
        }
        let reader = Reader::from(keys);
        let found = |board: &&Board| Found {
            set: set.clone(),
            unit: UnitId(*board.unit().as_bytes()),
            findings: board.find(&reader),
        };
        all.extend(boards.iter().map(found));
    }
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use candour_desk_card::{DropId, Epoch};
    use candour_header::Kind;
    use candour_note::SigningKey;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};
    use zeroize::Zeroizing;

    use super::*;
    use crate::cell::{room, seal};
    use crate::reply::ReplyPart;
    use crate::{CELL, Tag};

    /// The two units of a card.
    fn unit(place: u8) -> (SigningKey, UnitId) {
        let key = SigningKey::from_seed("clwyd".parse().unwrap(), &[place; 32]);
        let id = UnitId(*key.verifying_key().as_bytes());
        (key, id)
    }

    /// A unit's board of `cells`, 500 or more of them replies to others.
    fn board(place: u8, mut cells: BTreeMap<Tag, Box<[u8; CELL]>>, rng: &mut ChaCha20Rng) -> Board {
        while cells.len() < 512 {
            let (mut tag, mut cell) = (Tag([0; 16]), Box::new([0; CELL]));
            rng.fill_bytes(&mut tag.0);
            rng.fill_bytes(cell.as_mut());
            cells.insert(tag, cell);
        }
        Board::sign(DropId([7; 16]), 1, Epoch(1), &cells, &unit(place).0).unwrap()
    }

    /// One reply to `seed`'s conversation with `set`.
    fn reply(seed: &Seed, set: &UnitSet, from: UnitId, n: u64, rng: &mut ChaCha20Rng) -> (Tag, Box<[u8; CELL]>) {
        let keys = seed.conversation(set);
        let text = Zeroizing::new(format!("reply {n} to {}", set.ids().len()));
        let kind = Kind::Mlkem768X25519;
        let plain =
            ReplyPart { n, highest: n, part: 1, parts: 1, text }.encode(&keys.reply, &from, room(kind)).unwrap();
        let identity: candour_envelope::Identity = keys.hybrid.expose_identity().parse().unwrap();
        (Tag::of(&keys.tag, &from, n), seal(&identity.to_recipient(), &plain, rng).unwrap())
    }

    #[test]
    fn among_500_replies_a_source_with_one_opens_one_whatever_she_chose() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let (north, south) = (unit(1).1, unit(2).1);
        let seed = Seed::from_bytes([5; 64]);
        let alone = UnitSet::new(&[south]).unwrap();
        // Others' replies, each to a codename of its own.
        let other = |byte: u8| Seed::from_bytes([byte; 64]);
        let both = UnitSet::new(&[north, south]).unwrap();
        let mut cells: BTreeMap<_, _> = (0..100)
            .flat_map(|n| (10..15).map(move |byte| (byte, n)))
            .map(|(byte, n)| reply(&other(byte), &both, south, n, &mut rng))
            .collect();
        cells.extend([reply(&seed, &alone, south, 3, &mut rng)]);
        let boards = [board(1, BTreeMap::new(), &mut rng), board(2, cells, &mut rng)];
        let found = search(&seed, UnitSet::likely(&[north, south]).unwrap(), &boards);
        let [found] = &found[..] else { panic!("one conversation, not {}", found.len()) };
        assert_eq!((&found.set, found.unit, found.findings.openings), (&alone, south, 1));
        assert_eq!(*found.findings.replies[0].text(), "reply 3 to 1");
        assert_eq!(search(&other(99), UnitSet::likely(&[north, south]).unwrap(), &boards), []);
    }

    #[test]
    fn each_set_and_each_unit_is_told_apart() {
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        let (north, south) = (unit(1).1, unit(2).1);
        let seed = Seed::from_bytes([5; 64]);
        let (both, alone) = (UnitSet::new(&[north, south]).unwrap(), UnitSet::new(&[north]).unwrap());
        let first = [reply(&seed, &both, north, 0, &mut rng), reply(&seed, &alone, north, 0, &mut rng)];
        let boards = [
            board(1, first.into_iter().collect(), &mut rng),
            board(2, [reply(&seed, &both, south, 0, &mut rng)].into_iter().collect(), &mut rng),
        ];
        let found = search(&seed, UnitSet::likely(&[north, south]).unwrap(), &boards);
        let mut told: Vec<_> = found.iter().map(|found| (found.set.ids().len(), found.unit)).collect();
        told.sort();
        let mut expected = vec![(1, north), (2, north), (2, south)];
        expected.sort();
        assert_eq!(told, expected);
        assert!(found.iter().all(|found| found.findings.warnings.is_empty() && found.findings.openings == 1));
    }
}
