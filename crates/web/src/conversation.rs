//! The conversation that a report brings, made of what the page asks for. Owns which set of units is the earlier one; the keys and their form
//! in a report are other rooms'.

use candour_codename::{ReplyKey, Seed, TagKey, ThreadSecret, UnitId, UnitSet};
use candour_desk_card::DeskCard;
use candour_envelope::{Conversation, Recipient, ReplyTo, ThreadKeys};
use candour_header::Kind;
use serde::Deserialize;

use crate::fault::Fault;

/// What the page says of a conversation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// Seconds since 1970-01-01 UTC.
    written: u64,
    /// Names of the units of the earlier conversation that this report continues.
    earlier: Option<Vec<String>>,
}

impl Asked {
    /// With keys that are no secret, for measuring: a report's length depends on no key, and an X-Wing key pair at each keystroke would be
    /// felt.
    ///
    /// # Errors
    /// [`Fault::NoUnits`]; [`Fault::CardMalformed`] for a recipient that is none.
    pub(crate) fn stand_in(&self, card: &DeskCard, units: &[String]) -> Result<Conversation, Fault> {
        let chosen = set(card, units)?;
        let hybrid = card.units().first().ok_or(Fault::NoUnits)?.hybrid();
        let recipient: Recipient = hybrid.parse().map_err(|_| Fault::CardMalformed)?;
        let zeros = [0; 32];
        let earlier = self.earlier(card, &chosen)?.map(|_| ThreadSecret::from_bytes(zeros));
        let (reply, tag) = (ReplyKey::from_bytes(zeros), TagKey::from_bytes(zeros));
        let thread = ThreadSecret::from_bytes(zeros);
        Ok(self.with(ThreadKeys { recipient, reply, tag, thread, earlier }))
    }

    /// With the keys of the held codename.
    ///
    /// # Errors
    /// [`Fault::NoUnits`].
    pub(crate) fn of(&self, card: &DeskCard, units: &[String], seed: &Seed) -> Result<Conversation, Fault> {
        let chosen = set(card, units)?;
        let earlier = self.earlier(card, &chosen)?.map(|earlier| seed.conversation(&earlier).thread);
        let keys = seed.conversation(&chosen);
        let keys = ThreadKeys::new(&keys, Kind::Mlkem768X25519, earlier.as_ref()).map_err(|_| Fault::Broken)?;
        Ok(self.with(keys))
    }

    /// The set of the earlier conversation, where it is another one.
    fn earlier(&self, card: &DeskCard, chosen: &UnitSet) -> Result<Option<UnitSet>, Fault> {
        let earlier = self.earlier.as_ref().map(|names| set(card, names)).transpose()?;
        Ok(earlier.filter(|earlier| earlier != chosen))
    }

    /// With these keys.
    const fn with(&self, keys: ThreadKeys) -> Conversation {
        Conversation { written: self.written, reply_to: ReplyTo::Codename(keys) }
    }
}

/// The set of the units of these names.
///
/// # Errors
/// [`Fault::NoUnits`].
pub(crate) fn set(card: &DeskCard, names: &[String]) -> Result<UnitSet, Fault> {
    let id = |name: &String| {
        card.units().iter().find(|unit| unit.name().as_str() == name).map(UnitId::of).ok_or(Fault::NoUnits)
    };
    let ids = names.iter().map(id).collect::<Result<Vec<_>, _>>()?;
    UnitSet::new(&ids).map_err(|_| Fault::NoUnits)
}
