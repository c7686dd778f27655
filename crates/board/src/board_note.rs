//! What a board's note says, in its one spelling.

use candour_desk_card::{DropId, Epoch};

use crate::size::BoardSize;
use crate::spelling;

/// The first line.
const MAGIC: &str = "candour-board/v1";

/// The fields of the note.
///
/// Text: `candour-board/v1 LF`, then `drop` (32 hex digits), `number`, `epoch`, `cells` (decimal) and `sha256` (64 hex digits: of
/// everything before the note's block), each `word SP value LF`, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BoardNote {
    pub(crate) drop: DropId,
    pub(crate) number: u32,
    pub(crate) epoch: Epoch,
    pub(crate) size: BoardSize,
    pub(crate) sha256: [u8; 32],
}

impl BoardNote {
    /// Parses the text; `None` where it is not in its one spelling.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_prefix(MAGIC)?.strip_prefix('\n')?.split('\n');
        let mut value = |word: &str| lines.next()?.strip_prefix(word)?.strip_prefix(' ');
        let drop = DropId(spelling::decode(value("drop")?)?);
        let number = spelling::number(value("number")?).filter(|number| *number > 0)?;
        let epoch = Epoch(spelling::number(value("epoch")?)?);
        let size = BoardSize::of_cells(spelling::number(value("cells")?)?)?;
        let sha256 = spelling::decode(value("sha256")?)?;
        let note = Self { drop, number, epoch, size, sha256 };
        (note.to_text() == text).then_some(note)
    }

    /// The text.
    pub(crate) fn to_text(self) -> String {
        format!(
            "{MAGIC}\ndrop {}\nnumber {}\nepoch {}\ncells {}\nsha256 {}\n",
            self.drop,
            self.number,
            self.epoch,
            self.size.cells(),
            spelling::encode(&self.sha256)
        )
    }
}
