//! How long a sealed report will be, before a byte of it is written: always exactly a step of the ladder.
//!
//! `file = header + nonce 16 + plaintext + 16 for each started 64 KiB of it`; `plaintext = archive + zeros`.

use candour_header::{Kind, ladder, stream};

use crate::archive::{BLOCK, END_BLOCKS, padded};
use crate::seal_error::SealError;

/// The lengths of one sealed report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    step: u64,
    header_len: u64,
    plain_len: u64,
    archive_len: u64,
    room: u64,
}

impl Plan {
    /// The lowest step that takes a `report.json` of `report_len` bytes and attachments of these lengths.
    ///
    /// A step that no payload behind this header can reach exactly is passed over. (With any header of up to 16 recipients there is none.)
    ///
    /// # Errors
    /// [`SealError::TooLarge`] past the highest step.
    pub fn new(
        kind: Kind,
        recipients: u16,
        report_len: u64,
        attachments: impl IntoIterator<Item = u64>,
    ) -> Result<Self, SealError> {
        let header_len = u64::try_from(kind.header_len(recipients)).map_err(|_| SealError::TooLarge)?;
        let archive_len = archive_len(report_len, attachments).ok_or(SealError::TooLarge)?;
        let (step, plain_len) = ladder::STEPS
            .into_iter()
            .filter_map(|step| Some((step, stream::plain_len(step.checked_sub(header_len)?).ok()?)))
            .find(|(_, plain_len)| *plain_len >= archive_len)
            .ok_or(SealError::TooLarge)?;
        let spare_blocks = (plain_len - archive_len) / BLOCK as u64;
        let unfilled = padded(report_len).ok_or(SealError::TooLarge)? - report_len;
        Ok(Self { step, header_len, plain_len, archive_len, room: spare_blocks * BLOCK as u64 + unfilled })
    }

    /// Length of the sealed report: a step of the ladder.
    #[must_use]
    pub const fn step(&self) -> u64 {
        self.step
    }

    /// Length of its header.
    #[must_use]
    pub const fn header_len(&self) -> u64 {
        self.header_len
    }

    /// Length of its plaintext, padding included.
    #[must_use]
    pub const fn plain_len(&self) -> u64 {
        self.plain_len
    }

    /// Zero bytes after the archive's end.
    #[must_use]
    pub const fn padding(&self) -> u64 {
        self.plain_len - self.archive_len
    }

    /// Bytes by which `report.json` may still grow at this step. A line feed, a quotation mark or a backslash takes two.
    #[must_use]
    pub const fn room_left(&self) -> u64 {
        self.room
    }
}

/// Length of the archive with its two end blocks; `None` past `u64`.
fn archive_len(report_len: u64, attachments: impl IntoIterator<Item = u64>) -> Option<u64> {
    core::iter::once(report_len)
        .chain(attachments)
        .try_fold(END_BLOCKS * BLOCK as u64, |sum, size| sum.checked_add(BLOCK as u64)?.checked_add(padded(size)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use candour_header::{CHUNK, MAX_RECIPIENTS};
    use proptest::prelude::*;

    fn kinds() -> impl Strategy<Value = Kind> {
        prop_oneof![Just(Kind::X25519), Just(Kind::Mlkem768X25519)]
    }

    #[test]
    fn every_step_that_holds_a_report_is_reached_by_every_header() {
        for kind in [Kind::X25519, Kind::Mlkem768X25519] {
            for recipients in 1..=MAX_RECIPIENTS {
                let header = kind.header_len(recipients) as u64;
                for step in ladder::STEPS {
                    let Some(payload) = step.checked_sub(header) else { continue };
                    assert!(stream::plain_len(payload).is_ok(), "{kind:?} {recipients} {step}");
                }
            }
        }
    }

    #[test]
    fn sixteen_kib_holds_about_seven_kilobytes_of_text() {
        let plan = Plan::new(Kind::Mlkem768X25519, 3, 400, []).unwrap();
        assert_eq!(plan.step(), ladder::BOTTOM);
        assert_eq!((plan.header_len(), plan.plain_len()), (4741, 11_611));
        assert!(plan.room_left() >= 7_000, "{}", plan.room_left());
    }

    #[test]
    fn the_table_in_the_specification() {
        for (step, plain, report) in [
            (16_384, 11_611, 9_728),
            (65_536, 60_763, 58_880),
            (262_144, 257_323, 255_488),
            (1 << 20, 1_043_563, 1_041_920),
        ] {
            let plan = Plan::new(Kind::Mlkem768X25519, 3, report, []).unwrap();
            assert_eq!((plan.step(), plan.plain_len(), plan.room_left()), (step, plain, 0));
        }
    }

    #[test]
    fn a_thousand_mib_of_attachments_fit_and_more_than_the_top_do_not() {
        let plan = Plan::new(Kind::Mlkem768X25519, 3, 2000, [1000 << 20]).unwrap();
        assert_eq!(plan.step(), ladder::TOP);
        assert!(matches!(Plan::new(Kind::X25519, 3, 2000, [ladder::TOP]), Err(SealError::TooLarge)));
        assert!(matches!(Plan::new(Kind::X25519, 3, 2000, [u64::MAX, u64::MAX]), Err(SealError::TooLarge)));
    }

    proptest! {
        #[test]
        fn the_file_is_exactly_the_step_and_the_room_is_exact(
            kind in kinds(),
            recipients in 1..=MAX_RECIPIENTS,
            report in 1u64..200_000,
            attachments in prop::collection::vec(0u64..3 * CHUNK as u64, 0..6),
        ) {
            let plan = Plan::new(kind, recipients, report, attachments.clone()).unwrap();
            let payload = stream::sealed_len(plan.plain_len()).unwrap();
            prop_assert_eq!(plan.header_len() + payload, plan.step());
            prop_assert!(ladder::is_step(plan.step()));
            // So much more stays at the step, and a byte more does not.
            let grown = Plan::new(kind, recipients, report + plan.room_left(), attachments.clone()).unwrap();
            prop_assert_eq!((grown.step(), grown.room_left()), (plan.step(), 0));
            let past = Plan::new(kind, recipients, report + plan.room_left() + 1, attachments).unwrap();
            prop_assert!(past.step() > plan.step());
        }
    }
}
