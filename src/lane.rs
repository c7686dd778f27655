//! Room: how much of what the drop holds, and for whom the rest is kept free.
//!
//! Two shares. The text lane holds a number of reports of text size; attachments can never take its room, neither by quota nor by
//! filling the disk. The attachments' share is a number of bytes, unfinished uploads included. Knows no circuit.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use candour_header::ladder::TEXT_TOP;
use candour_store::Usage;
use candour_wire::Problem;

use crate::config::Limits;

/// The two shares and what is on its way into them.
#[derive(Debug, Clone)]
pub struct Lanes {
    /// Text reports that are being written.
    arriving: Arc<AtomicU64>,
    /// Most text reports.
    text_reports: u64,
    /// Most bytes of larger reports.
    attachment_bytes: u64,
}

/// A place in the text lane, while a report is written into it.
#[derive(Debug)]
pub struct Place(Arc<AtomicU64>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Lanes {
    /// Empty lanes of the configured size.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        Self {
            arriving: Arc::new(AtomicU64::new(0)),
            text_reports: limits.text_reports,
            attachment_bytes: limits.attachment_bytes,
        }
    }

    /// Whether a share is more than half full, so that circuits are slowed.
    #[must_use]
    pub fn filling(&self, usage: &Usage) -> bool {
        usage.text_count > self.text_reports / 2 || usage.large_bytes > self.attachment_bytes / 2
    }

    /// A place for one report of text size.
    ///
    /// # Errors
    /// [`Problem::Full`].
    pub fn text(&self, usage: &Usage) -> Result<Place, Problem> {
        let before = self.arriving.fetch_add(1, Ordering::AcqRel);
        let place = Place(Arc::clone(&self.arriving));
        if usage.text_count.saturating_add(before) >= self.text_reports { Err(Problem::Full) } else { Ok(place) }
    }

    /// Whether `more` bytes of a larger report may be written now, with `free` bytes on the disk.
    ///
    /// # Errors
    /// [`Problem::Full`] past the attachments' share; [`Problem::NoSpace`] where they would take the text lane's room on the disk.
    pub fn attachments(&self, usage: &Usage, free: u64, more: u64) -> Result<(), Problem> {
        if usage.large_bytes.saturating_add(more) > self.attachment_bytes {
            return Err(Problem::Full);
        }
        let kept_free = self.text_reports.saturating_sub(usage.text_count).saturating_mul(TEXT_TOP);
        if free < kept_free.saturating_add(more) {
            return Err(Problem::NoSpace);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes() -> Lanes {
        Lanes::new(&Limits { text_reports: 10, attachment_bytes: 1000, ..Limits::default() })
    }

    fn usage(text_count: u64, large_bytes: u64) -> Usage {
        Usage { text_count, text_bytes: 0, large_bytes, uploads: 0 }
    }

    #[test]
    fn the_text_lane_counts_what_is_on_its_way() {
        let lanes = lanes();
        let first = lanes.text(&usage(8, 0)).unwrap();
        let _second = lanes.text(&usage(8, 0)).unwrap();
        assert_eq!(lanes.text(&usage(8, 0)).err(), Some(Problem::Full));
        drop(first);
        assert!(lanes.text(&usage(8, 0)).is_ok());
        assert_eq!(lanes.text(&usage(10, 0)).err(), Some(Problem::Full));
    }

    #[test]
    fn attachments_never_take_the_text_lanes_room() {
        let lanes = lanes();
        let plenty = 10 * TEXT_TOP + 100;
        assert_eq!(lanes.attachments(&usage(0, 0), plenty, 100), Ok(()));
        assert_eq!(lanes.attachments(&usage(0, 0), plenty, 101), Err(Problem::NoSpace));
        assert_eq!(lanes.attachments(&usage(0, 900), plenty, 100), Ok(()));
        assert_eq!(lanes.attachments(&usage(0, 901), plenty, 100), Err(Problem::Full));
        // However full the attachments' share is, texts are taken.
        assert!(lanes.text(&usage(0, 1000)).is_ok());
    }

    #[test]
    fn more_than_half_full_is_filling() {
        let lanes = lanes();
        assert!(!lanes.filling(&usage(5, 500)));
        assert!(lanes.filling(&usage(6, 0)));
        assert!(lanes.filling(&usage(0, 501)));
    }
}
