//! The size ladder: the few lengths that a sealed report may have.
//!
//! 16 KiB, 64 KiB, 256 KiB, 1 MiB, then doubling to 1 GiB. Few steps on purpose: a length says which step, and nothing else.

/// The lowest step: a text report.
pub const BOTTOM: u64 = 16 * 1024;
/// The highest step of the text lane. The store keeps what is no longer than this as records, everything else as files.
pub const TEXT_TOP: u64 = 64 * 1024;
/// The highest step.
pub const TOP: u64 = 1 << 30;

/// All steps in bytes, rising.
pub const STEPS: [u64; 14] = [
    BOTTOM,
    TEXT_TOP,
    256 * 1024,
    1 << 20,
    1 << 21,
    1 << 22,
    1 << 23,
    1 << 24,
    1 << 25,
    1 << 26,
    1 << 27,
    1 << 28,
    1 << 29,
    TOP,
];

/// The lowest step that holds `len` bytes; `None` above the ladder.
#[must_use]
pub fn fitting(len: u64) -> Option<u64> {
    STEPS.into_iter().find(|step| *step >= len)
}

/// Whether `len` is exactly a step.
#[must_use]
pub fn is_step(len: u64) -> bool {
    STEPS.contains(&len)
}

/// Whether a blob of `len` bytes belongs to the text lane.
#[must_use]
pub const fn is_text(len: u64) -> bool {
    len <= TEXT_TOP
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_rise_and_at_least_double() {
        assert!(STEPS.windows(2).all(|pair| pair[1] >= 2 * pair[0]));
        assert_eq!((STEPS[0], STEPS[13]), (16_384, 1_073_741_824));
    }

    #[test]
    fn the_next_step_up() {
        assert_eq!(fitting(0), Some(BOTTOM));
        assert_eq!(fitting(BOTTOM), Some(BOTTOM));
        assert_eq!(fitting(BOTTOM + 1), Some(TEXT_TOP));
        assert_eq!(fitting(TOP), Some(TOP));
        assert_eq!(fitting(TOP + 1), None);
        assert!(is_step(1 << 20) && !is_step((1 << 20) + 1));
        assert!(is_text(TEXT_TOP) && !is_text(TEXT_TOP + 1));
    }
}
