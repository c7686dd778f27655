//! The only time that the drop knows.

use core::fmt;

/// The number of a day: whole days since 1970-01-01, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u32);

impl Epoch {
    /// Seconds of an epoch.
    pub const SECONDS: u64 = 86_400;

    /// The epoch of a time in seconds since 1970-01-01, UTC; the highest one past the year 11 million.
    #[must_use]
    pub fn from_unix_seconds(seconds: u64) -> Self {
        Self(u32::try_from(seconds / Self::SECONDS).unwrap_or(u32::MAX))
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}
