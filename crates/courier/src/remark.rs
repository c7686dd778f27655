//! What is said when a bundle is finished or a parcel applied. Owns the sentences; counts nothing.

use std::path::PathBuf;

use candour_cli::{Voice, sanitize};
use candour_desk_card::DropId;
use candour_note::KeyName;

use crate::counted;

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remark {
    /// What is in the folder.
    Collected {
        /// Reports.
        here: usize,
        /// Whose.
        drop: DropId,
        /// The folder.
        into: PathBuf,
        /// Reports that came in this run.
        fetched: usize,
        /// Their bytes.
        bytes: u64,
    },
    /// Reports that an earlier bundle carried.
    LeftOut(usize),
    /// Reports in the folder that the list no longer has.
    Strays(usize),
    /// Reports that did not come, and were not waited for.
    Missing(usize),
    /// A parcel is applied.
    Delivered {
        /// Whose.
        unit: KeyName,
        /// Its number.
        number: u32,
    },
    /// A parcel was applied in an earlier run.
    Already {
        /// Whose.
        unit: KeyName,
        /// Its number.
        number: u32,
    },
    /// A parcel was applied before, and others after it.
    Past {
        /// Whose.
        unit: KeyName,
        /// Its number.
        number: u32,
        /// The last one.
        last: u32,
    },
}

impl Remark {
    /// Says it.
    pub(crate) fn say(&self, voice: &Voice) {
        match self {
            Self::Collected { .. } | Self::LeftOut(_) => voice.note(&self.to_string()),
            Self::Delivered { .. } | Self::Already { .. } | Self::Past { .. } => voice.note(&self.to_string()),
            Self::Strays(_) | Self::Missing(_) => voice.warning(&self.to_string()),
        }
    }
}

impl std::fmt::Display for Remark {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Collected { here, drop, into, fetched, bytes } => write!(
                out,
                "{} of drop {drop} in {}, {fetched} of them fetched now ({})",
                counted::reports(*here),
                sanitize::path(into),
                counted::bytes(*bytes)
            ),
            Self::LeftOut(count) => {
                write!(out, "{} left out: an earlier bundle carried them", counted::reports(*count))
            }
            Self::Strays(count) => write!(
                out,
                "{} fetched by an earlier run and no longer on the drop's list; the unit will see them as not listed",
                counted::reports(*count)
            ),
            Self::Delivered { unit, number } => write!(out, "parcel {number} of {unit} is applied"),
            Self::Already { unit, number } => write!(out, "parcel {number} of {unit} was applied before"),
            Self::Past { unit, number, last } => {
                write!(out, "parcel {number} of {unit} was applied before; the last one is {last}")
            }
            Self::Missing(count) => write!(
                out,
                "{} did not come; give this bundle's folder to --held next time, not its listing",
                counted::reports(*count)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_remark_is_said_in_these_words() {
        let unit = || "clwyd".parse::<KeyName>().unwrap();
        let collected = |here, fetched, bytes| Remark::Collected {
            here,
            drop: DropId([0xab; 16]),
            into: "media/\u{1b}[2Jbundle".into(),
            fetched,
            bytes,
        };
        let all = candour_pinned::every!(Remark {
            Collected: [collected(0, 0, 0), collected(1, 1, 16_384), collected(12, 3, 5 << 20)],
            LeftOut: [Remark::LeftOut(1), Remark::LeftOut(2)],
            Strays: [Remark::Strays(1), Remark::Strays(2)],
            Missing: [Remark::Missing(1), Remark::Missing(2)],
            Delivered: [Remark::Delivered { unit: unit(), number: 7 }],
            Already: [Remark::Already { unit: unit(), number: 7 }],
            Past: [Remark::Past { unit: unit(), number: 7, last: 9 }],
        });
        let said: String = all.iter().map(|(name, remark)| format!("{name}: {remark}\n")).collect();
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/remarks.txt"), &said);
    }
}
