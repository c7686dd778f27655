//! The server's only clock for what is kept: the number of the day. Nothing finer is ever written anywhere.

use std::time::{Duration, SystemTime};

use candour_desk_card::Epoch;

/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;

/// Whole seconds since 1970-01-01 UTC; zero on a clock that stands before.
fn unix_seconds() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Today.
#[must_use]
pub fn today() -> Epoch {
    Epoch::from_unix_seconds(unix_seconds())
}

/// How long until the next midnight, UTC.
#[must_use]
pub fn until_midnight() -> Duration {
    Duration::from_secs(DAY.saturating_sub(unix_seconds() % DAY))
}

/// The midnight with which a day begins, as HTTP writes dates.
#[must_use]
pub fn http_midnight(day: u32) -> String {
    httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(u64::from(day).saturating_mul(DAY)))
}

/// A day as people write it: `2026-11-23`.
#[must_use]
pub fn iso_day(day: u32) -> String {
    let mut left = u64::from(day);
    let mut year = 1970_u32;
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if left < length {
            break;
        }
        left = left.saturating_sub(length);
        year = year.saturating_add(1);
    }
    let mut month = 1_u32;
    for length in [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if left < length {
            break;
        }
        left = left.saturating_sub(length);
        month = month.saturating_add(1);
    }
    format!("{year:04}-{month:02}-{:02}", left.saturating_add(1))
}

/// Whether a year has 366 days.
const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_names() {
        for (day, iso, http) in [
            (0, "1970-01-01", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (11_016, "2000-02-29", "Tue, 29 Feb 2000 00:00:00 GMT"),
            (20_780, "2026-11-23", "Mon, 23 Nov 2026 00:00:00 GMT"),
            (20_818, "2026-12-31", "Thu, 31 Dec 2026 00:00:00 GMT"),
        ] {
            assert_eq!(iso_day(day), iso);
            assert_eq!(http_midnight(day), http);
        }
    }
}
