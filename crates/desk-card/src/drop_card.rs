//! The drop card: what `candour init` prints, and units build a desk card from. Unsigned: it is carried by hand and compared.

use core::fmt::Write as _;

use candour_note::VerifyingKey;

use crate::lines::Lines;
use crate::{CardError, DropId, Onion};

/// The first line.
const MAGIC: &str = "candour-drop-card/v1";

/// A drop's id, address and log key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropCard {
    /// The drop's id.
    pub id: DropId,
    /// Its address, once Tor has made it.
    pub onion: Option<Onion>,
    /// The key that signs manifests, and later the log.
    pub log: VerifyingKey,
}

impl DropCard {
    /// Parses the text form.
    ///
    /// # Errors
    /// [`CardError::NotACard`] and [`CardError::Line`].
    pub fn parse(text: &str) -> Result<Self, CardError> {
        let mut lines = Lines::of(text, MAGIC)?;
        let card = Self::parse_fields(&mut lines)?;
        lines.end()?;
        Ok(card)
    }

    /// The three lines, which a desk card has too.
    pub(crate) fn parse_fields(lines: &mut Lines<'_>) -> Result<Self, CardError> {
        let id = lines.parse("drop", |value| value.parse().ok())?;
        let onion =
            lines.parse("onion", |value| if value == "none" { Some(None) } else { value.parse().ok().map(Some) })?;
        let log = lines.parse("log", |value| value.parse().ok())?;
        Ok(Self { id, onion, log })
    }

    /// The text form: `drop`, `onion` and `log` lines under the first.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{MAGIC}\n");
        self.write_fields(&mut text);
        text
    }

    /// Writes the three lines.
    pub(crate) fn write_fields(&self, text: &mut String) {
        let onion = self.onion.as_ref().map_or("none", Onion::as_str);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "drop {}\nonion {onion}\nlog {}", self.id, self.log.to_vkey());
    }
}
