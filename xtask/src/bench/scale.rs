//! How much a run measures: in full, or just enough to see that everything still works.

/// The size of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// Rounds of each pair; the median counts.
    pub(crate) rounds: usize,
    /// Text reports that are submitted in a round.
    pub(crate) submissions: usize,
    /// Clients that submit them.
    pub(crate) clients: usize,
    /// Bytes of the attachment in the large report, which are to fit its step.
    pub(crate) attachment: u64,
    /// The large report's step of the ladder.
    pub(crate) step: u64,
    /// Reports in the bundle that is opened.
    pub(crate) bundle: usize,
    /// Uploads that come slowly, at once.
    pub(crate) slow: usize,
    /// Seconds for which they come.
    pub(crate) slow_seconds: u64,
    /// Text reports that are stored before a start.
    pub(crate) stored_texts: usize,
    /// Large blobs that are stored before a start, each of [`Scale::STORED_LARGE`] bytes.
    pub(crate) stored_large: usize,
    /// Boards that are given out in a round.
    pub(crate) boards: usize,
    /// Whether its figures are worth writing down.
    pub(crate) full: bool,
}

/// A MiB.
pub(crate) const MIB: u64 = 1 << 20;

impl Scale {
    /// Bytes of one of the large blobs that are stored before a start.
    pub(crate) const STORED_LARGE: u64 = 64 * MIB;

    /// What BENCHMARKS.md is written from.
    pub(crate) const FULL: Self = Self {
        rounds: 5,
        submissions: 10_000,
        clients: 32,
        attachment: 1000 * MIB,
        step: 1024 * MIB,
        bundle: 2_000,
        slow: 200,
        slow_seconds: 20,
        stored_texts: 10_000,
        stored_large: 78,
        boards: 40_000,
        full: true,
    };

    /// A look in a minute.
    pub(crate) const SHORT: Self = Self {
        rounds: 3,
        submissions: 1_000,
        attachment: 60 * MIB,
        step: 64 * MIB,
        bundle: 100,
        slow: 50,
        slow_seconds: 3,
        stored_texts: 500,
        stored_large: 4,
        boards: 4_000,
        full: false,
        ..Self::FULL
    };
}
