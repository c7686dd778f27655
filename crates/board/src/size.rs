//! How long things are. A board's length says how many steps of 64 cells it has, and nothing else.

/// Bytes of a cell, which is a whole age file; and of a block, into which everything on a board fits.
pub const CELL: usize = 4096;
/// Cells that enter and leave a board together.
pub const GROUP: usize = 16;
/// Hybrid cells of a group.
pub const HYBRID_OF_GROUP: usize = 12;
/// Classic cells of a group.
pub const CLASSIC_OF_GROUP: usize = GROUP - HYBRID_OF_GROUP;
/// A board has a multiple of so many cells.
pub const STEP: usize = 4 * GROUP;
/// Most cells of a board.
pub const MOST_CELLS: usize = 16 * STEP;
/// Bytes of a tag.
pub(crate) const TAG: usize = 16;

/// A board's size: a number of cells that is a multiple of [`STEP`], from one step to [`MOST_CELLS`].
///
/// Bytes: cells × 4096, then cells × 16 of tags filled up with zeros to a multiple of 4096, then 4096 with the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BoardSize(usize);

impl BoardSize {
    /// The size with so many cells.
    #[must_use]
    pub const fn of_cells(cells: usize) -> Option<Self> {
        if cells > 0 && cells <= MOST_CELLS && cells.is_multiple_of(STEP) { Some(Self(cells)) } else { None }
    }

    /// The size of so many bytes.
    #[must_use]
    pub fn of_len(len: usize) -> Option<Self> {
        (STEP..=MOST_CELLS).step_by(STEP).map(Self).find(|size| size.len() == len)
    }

    /// Cells.
    #[must_use]
    pub const fn cells(self) -> usize {
        self.0
    }

    /// Where the tags begin.
    #[must_use]
    pub const fn index_at(self) -> usize {
        self.0 * CELL
    }

    /// Where the tags end and zeros begin.
    #[must_use]
    pub const fn index_end(self) -> usize {
        self.index_at() + self.0 * TAG
    }

    /// Where the note begins.
    #[must_use]
    pub const fn note_at(self) -> usize {
        self.index_end().next_multiple_of(CELL)
    }

    /// Bytes.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no board is empty")]
    pub const fn len(self) -> usize {
        self.note_at() + CELL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_one_size() {
        let sizes: Vec<_> = (0..=MOST_CELLS + STEP).filter_map(BoardSize::of_cells).collect();
        assert_eq!(sizes.len(), 16);
        for size in &sizes {
            assert_eq!(BoardSize::of_len(size.len()), Some(*size));
            assert_eq!((size.len() % CELL, BoardSize::of_len(size.len() + 1)), (0, None));
        }
        assert_eq!((sizes[0].len(), sizes[15].len()), (270_336, 4_214_784));
    }
}
