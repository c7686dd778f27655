//! What a keeper needs to know, as `/healthz` gives it and `candour status` reads it.

use candour_cli::sanitize;
use candour_desk_card::{DeskCard, Epoch};
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
    /// The units' boards.
    pub boards: Vec<BoardHealth>,
    /// Whether throw-away keys are in use.
    pub demo: bool,
}

/// A unit's last parcel: what everybody sees on its board's note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardHealth {
    /// The unit's name.
    pub unit: String,
    /// The parcel's number; 0 where there was none, or it is damaged.
    pub parcel: u32,
    /// The day on which it was made.
    pub epoch: u32,
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
            boards: state.boards.ages().into_iter().map(BoardHealth::of).collect(),
            demo: state.demo,
        }
    }

    /// The report for a keeper, a line for each fact, and whether something needs doing.
    #[must_use]
    pub fn to_text(&self) -> (String, Vec<&'static str>) {
        const MIB: u64 = 1 << 20;
        let boards: String = self.boards.iter().map(BoardHealth::to_line).collect();
        let text = format!(
            "text reports      {} of {}\nattachments       {} of {} MiB\nunfinished        {}\nfree on disk      {} MiB\n\
             desk card         number {}, {} to {}\n{boards}",
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
            (
                self.boards.iter().any(|board| board.is_old(self.epoch)),
                "a unit's board is more than two weeks old: let its next parcel be delivered",
            ),
            (fills, "the drop is more than half full: collect"),
            (self.demo, "throw-away keys are in use: this is a demonstration"),
        ];
        (text, needs.into_iter().filter_map(|(is, what)| is.then_some(what)).collect())
    }
}

impl BoardHealth {
    /// A unit with the number and day of its last parcel.
    fn of((unit, last): (String, Option<(u32, Epoch)>)) -> Self {
        let (parcel, epoch) = last.map_or((0, 0), |(parcel, epoch)| (parcel, epoch.0));
        Self { unit, parcel, epoch }
    }

    /// Whether readers are warned of its age.
    const fn is_old(&self, today: u32) -> bool {
        self.parcel > 0 && today.saturating_sub(self.epoch) >= candour_board::OLD_AFTER
    }

    /// Its line of the report.
    fn to_line(&self) -> String {
        let Self { unit, parcel, epoch } = self;
        let unit = sanitize::line(unit);
        match parcel {
            0 => format!("board             {unit}: no parcel yet\n"),
            _ => format!("board             {unit}: parcel {parcel}, {}\n", clock::iso_day(*epoch)),
        }
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
            boards: vec![
                BoardHealth { unit: "clwyd".to_owned(), parcel: 7, epoch: 20_775 },
                BoardHealth { unit: "gwent".to_owned(), parcel: 0, epoch: 0 },
            ],
            demo: false,
        }
    }

    #[test]
    fn a_keeper_is_told_what_needs_doing_and_nothing_else() {
        let (text, needs) = health().to_text();
        assert!(text.contains("3 of 100\n") && text.contains("number 2, 2026-11-13 to 2026-12-13"), "{text}");
        assert!(
            text.ends_with("board             clwyd: parcel 7, 2026-11-18\nboard             gwent: no parcel yet\n"),
            "{text}"
        );
        assert!(needs.is_empty());
        assert_eq!(
            Health { epoch: 20_785, card_first: 20_780, card_last: 20_850, ..health() }.to_text().1,
            Vec::<&str>::new()
        );
        assert_eq!(Health { epoch: 20_790, card_last: 20_850, ..health() }.to_text().1.len(), 1, "an old board");
        assert_eq!(Health { epoch: 20_801, boards: Vec::new(), ..health() }.to_text().1.len(), 1);
        assert_eq!(Health { epoch: 20_790, boards: Vec::new(), ..health() }.to_text().1.len(), 1);
        assert_eq!(Health { text_reports: 51, demo: true, ..health() }.to_text().1.len(), 2);
        let early = Health { epoch: 20_769, boards: Vec::new(), ..health() };
        assert_eq!(early.to_text().1, ["the desk card is not valid yet"]);
        assert!(Health { epoch: 20_770, ..early }.to_text().1.is_empty(), "its first day");
    }
}
