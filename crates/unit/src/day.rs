//! Days as people write them: `2026-11-23` for the number of a day since 1970-01-01 UTC, and back.
//! Owns that arithmetic and the program's only look at a clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds of a day.
const SECONDS: u64 = 86_400;

/// 9999-12-31: a stranger's clock may say anything, and counting years to it takes time.
const LAST_DAY: u32 = 2_932_896;

/// Today, as the machine's clock has it.
#[must_use]
pub fn today() -> u32 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    u32::try_from(seconds / SECONDS).unwrap_or(u32::MAX)
}

/// `2026-11-23`.
#[must_use]
pub fn to_text(day: u32) -> String {
    let mut left = day;
    let mut year = 1970_u32;
    while left >= days_of_year(year) {
        left = left.saturating_sub(days_of_year(year));
        year = year.saturating_add(1);
    }
    let mut month = 1;
    while left >= days_of_month(year, month) {
        left = left.saturating_sub(days_of_month(year, month));
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", left.saturating_add(1))
}

/// `2026-11-23 14:05 UTC`, of seconds since 1970-01-01; later than any clock that is right, the last such minute.
#[must_use]
pub fn with_time(second: u64) -> String {
    let last = u64::from(LAST_DAY) * SECONDS + SECONDS - 1;
    let second = second.min(last);
    let day = u32::try_from(second / SECONDS).unwrap_or(LAST_DAY);
    let minute = second % SECONDS / 60;
    format!("{} {:02}:{:02} UTC", to_text(day), minute / 60, minute % 60)
}

/// The number of a day written as `2026-11-23`; `None` for anything that is no such day.
#[must_use]
pub fn from_text(text: &str) -> Option<u32> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let (year, month, day): (u32, u32, u32) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if year < 1970 || !(1..=12).contains(&month) || day < 1 || day > days_of_month(year, month) {
        return None;
    }
    let years: u32 = (1970..year).map(days_of_year).sum();
    let months: u32 = (1..month).map(|month| days_of_month(year, month)).sum();
    Some(years + months + day - 1)
}

/// 365 or 366.
const fn days_of_year(year: u32) -> u32 {
    if days_of_month(year, 2) == 29 { 366 } else { 365 }
}

/// Days of a month; months count from 1.
const fn days_of_month(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        for (day, text) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (20_780, "2026-11-23"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(to_text(day), text);
            assert_eq!(from_text(text), Some(day));
        }
    }

    #[test]
    fn every_day_of_two_centuries_comes_back() {
        assert!((0..73_000).all(|day| from_text(&to_text(day)) == Some(day)));
    }

    #[test]
    fn a_stranger_s_clock_may_say_anything() {
        assert_eq!(with_time(1_795_000_000), "2026-11-18 11:06 UTC");
        assert_eq!(with_time(0), "1970-01-01 00:00 UTC");
        assert_eq!(with_time(u64::MAX), "9999-12-31 23:59 UTC");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2026",
            "2026-11",
            "2026-11-31",
            "2025-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "1969-12-31",
            "2026-1-1",
            "+026-01-01",
            "2026-11-23-",
        ] {
            assert_eq!(from_text(text), None, "{text}");
        }
    }
}
