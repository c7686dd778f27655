//! What a keeper needs to know, as `/healthz` gives it and `candour status` reads it.

use candour_desk_card::DeskCard;
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::state::State;

/// Counts, room and the desk card's days. Nothing about any one report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Health {
    /// Today's number.
    pub epoch: u32,
    /// Reports of text size that are held.
    pub text_reports: u64,
    /// How many the text lane takes.
    pub text_lane: u64,
    /// Bytes of larger reports, unfinished uploads included.
    pub attachment_bytes: u64,
    /// How many bytes their share takes.
    pub attachment_share: u64,
    /// Unfinished uploads.
    pub unfinished_uploads: u64,
    /// Free bytes on the disk.
    pub free_bytes: u64,
    /// The desk card's number.
    pub card_number: u64,
    /// Its first day.
    pub card_first: u32,
    /// Its last day.
    pub card_last: u32,
    /// Whether throw-away keys are in use.
    pub demo: bool,
}

impl Health {
    /// As it is now. Asks the disk, and waits for it.
    #[must_use]
    pub fn now(state: &State) -> Self {
        let usage = state.store.usage();
        let card: &DeskCard = &state.card.now();
        Self {
            epoch: clock::today().0,
            text_reports: usage.text_count,
            text_lane: state.limits.text_reports,
            attachment_bytes: usage.large_bytes,
            attachment_share: state.limits.attachment_bytes,
            unfinished_uploads: usage.uploads,
            free_bytes: state.store.free_bytes(),
            card_number: u64::from(card.number()),
            card_first: card.first().0,
            card_last: card.last().0,
            demo: state.demo,
        }
    }

    /// The report for a keeper, a line for each fact, and whether something needs doing.
    #[must_use]
    pub fn to_text(&self) -> (String, Vec<&'static str>) {
        const MIB: u64 = 1 << 20;
        let text = format!(
            "text reports      {} of {}\nattachments       {} of {} MiB\nunfinished        {}\nfree on disk      {} MiB\n\
             desk card         number {}, {} to {}\n",
            self.text_reports,
            self.text_lane,
            self.attachment_bytes / MIB,
            self.attachment_share / MIB,
            self.unfinished_uploads,
            self.free_bytes / MIB,
            self.card_number,
            clock::iso_day(self.card_first),
            clock::iso_day(self.card_last),
        );
        let fills = self.text_reports > self.text_lane / 2 || self.attachment_bytes > self.attachment_share / 2;
        let needs = [
            (self.epoch > self.card_last, "the desk card has expired: ask the units for a new one"),
            (
                self.epoch <= self.card_last && self.card_last.saturating_sub(self.epoch) < 14,
                "the desk card ends within two weeks: ask the units for a new one",
            ),
            (self.epoch < self.card_first, "the desk card is not valid yet"),
            (fills, "the drop is more than half full: collect"),
            (self.demo, "throw-away keys are in use: this is a demonstration"),
        ];
        (text, needs.into_iter().filter_map(|(is, what)| is.then_some(what)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn health() -> Health {
        Health {
            epoch: 20_780,
            text_reports: 3,
            text_lane: 100,
            attachment_bytes: 5 << 20,
            attachment_share: 100 << 20,
            unfinished_uploads: 1,
            free_bytes: 7 << 20,
            card_number: 2,
            card_first: 20_770,
            card_last: 20_800,
            demo: false,
        }
    }

    #[test]
    fn a_keeper_is_told_what_needs_doing_and_nothing_else() {
        let (text, needs) = health().to_text();
        assert!(text.contains("3 of 100\n") && text.contains("number 2, 2026-11-13 to 2026-12-13"), "{text}");
        assert!(needs.is_empty());
        assert_eq!(Health { epoch: 20_801, ..health() }.to_text().1.len(), 1);
        assert_eq!(Health { epoch: 20_790, ..health() }.to_text().1.len(), 1);
        assert_eq!(Health { text_reports: 51, demo: true, ..health() }.to_text().1.len(), 2);
    }
}
