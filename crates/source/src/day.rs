//! Days as people write them: `2026-11-24`. Owns that arithmetic; knows no clock.

use candour_desk_card::Epoch;

/// The day of an epoch in the Gregorian calendar, counted in years that begin with March (Howard Hinnant's `civil_from_days`).
pub(crate) fn written(day: Epoch) -> String {
    const ERA: u64 = 146_097;
    let days = u64::from(day.0) + 719_468;
    let (era, of_era) = (days / ERA, days % ERA);
    let of_era_years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_era_years + of_era_years / 4 - of_era_years / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = of_era_years + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// So many days in words.
pub(crate) fn days(count: u32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (day, text) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_667, "2026-08-02"),
            (u32::MAX, "11761191-01-20"),
        ] {
            assert_eq!(written(Epoch(day)), text);
        }
    }
}
