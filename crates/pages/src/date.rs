//! A day's number as day, month and year. Owns the calendar; the words are in the texts.

use candour_desk_card::Epoch;

use crate::Language;
use crate::texts::{Args, text_with};

/// Year, month from 1, day from 1, of a day counted from 1970-01-01.
fn civil(epoch: Epoch) -> (u32, u32, u32) {
    let is_leap = |year: u32| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let (mut left, mut year) = (epoch.0, 1970_u32);
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if left < length {
            break;
        }
        (left, year) = (left.saturating_sub(length), year.saturating_add(1));
    }
    let mut month = 1_u32;
    for length in [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if left < length {
            break;
        }
        (left, month) = (left.saturating_sub(length), month.saturating_add(1));
    }
    (year, month, left.saturating_add(1))
}

/// A day as people of this language write it.
pub(crate) fn written(language: Language, epoch: Epoch) -> String {
    let (year, month, day) = civil(epoch);
    let mut args = Args::new();
    args.set("year", year.to_string());
    args.set("month", month);
    args.set("day", day.to_string());
    text_with(language, "frame-day", &args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_in_both_languages() {
        assert_eq!(written(Language::English, Epoch(20_781)), "24 November 2026");
        assert_eq!(written(Language::Welsh, Epoch(20_781)), "24 Tachwedd 2026");
        assert_eq!(written(Language::English, Epoch(0)), "1 January 1970");
        assert_eq!(written(Language::Welsh, Epoch(19_782)), "29 Chwefror 2024");
        assert_eq!(written(Language::Welsh, Epoch(364)), "31 Rhagfyr 1970");
    }
}
