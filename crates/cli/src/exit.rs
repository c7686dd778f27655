//! The one table of exit codes. Owns the numbers; knows no error type.

use std::process::ExitCode;

/// How a program ended. The numbers are part of the interface (`docs/cli.md`) and never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exit {
    /// 0: everything asked for was done.
    Done,
    /// 1: it failed, and nothing said below fits: a file that cannot be read, a full disk.
    Failed,
    /// 2: the command line was wrong. Nothing was done.
    Usage,
    /// 3: something was not to be trusted: a fingerprint, a signature, a card, the mode of a key file.
    Untrusted,
    /// 4: the other side could not be reached or was busy. Trying again later may work.
    Unreachable,
    /// 5: the other side refused for good. Trying again will not work.
    Refused,
    /// 6: done in part: what could be done was done, the rest was said.
    Partly,
    /// 130: the person at the terminal stopped it.
    Stopped,
}

impl Exit {
    /// Every row of the table, in order.
    pub const ALL: [Self; 8] = [
        Self::Done,
        Self::Failed,
        Self::Usage,
        Self::Untrusted,
        Self::Unreachable,
        Self::Refused,
        Self::Partly,
        Self::Stopped,
    ];

    /// The number the shell sees.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Untrusted => 3,
            Self::Unreachable => 4,
            Self::Refused => 5,
            Self::Partly => 6,
            Self::Stopped => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Exit;

    #[test]
    fn the_table_in_the_docs_is_this_table() {
        let page = include_str!("../../../docs/cli.md");
        for exit in Exit::ALL {
            let row = format!("| {} |", exit.code());
            assert_eq!(page.matches(&row).count(), 1, "docs/cli.md has one row starting {row}");
        }
    }

    #[test]
    fn no_two_rows_share_a_number() {
        let mut codes: Vec<u8> = Exit::ALL.iter().map(|exit| exit.code()).collect();
        codes.dedup();
        assert_eq!(codes.len(), Exit::ALL.len());
    }
}
