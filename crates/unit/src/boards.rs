//! The parcels that the unit made for one drop. Owns `boards/<drop>/`: one folder for each of the last parcels, with its board, what is
//! kept beside that, and the count.
//!
//! ```text
//! boards/<drop>/000007/
//!   parcel  board     what the courier carries
//!   shelf             which cells came together (docs/board.md, §5)
//!   counted.json      the numbers used so far, and which replies are on their way
//!   handed            there once the parcel was written out whole
//! ```
//!
//! A parcel is true from the moment on at which its folder has its number, and is written out only then. So a number is never used
//! twice, whenever the machine stops; one that was made and not written out is written out the next time, before another is made.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use candour_board::{BOARD, Board, NOTE, Parcel, Shelf, UntrustedBoard};
use candour_cli::atomic_file::{self, AtomicFileError, Existing};
use candour_desk_card::DropId;
use candour_note::VerifyingKey;

use crate::counted::Counted;
use crate::error::UnitError;
use crate::home::{Home, HomeError};
use crate::intake::make_folder;

/// The text beside a board.
const SHELF: &str = "shelf";
/// The count.
const COUNTED: &str = "counted.json";
/// Says that a parcel was written out.
const HANDED: &str = "handed";
/// The folder of a parcel being made.
const NEXT: &str = "next";
/// So many parcels are kept, for media that get lost on the way.
const KEPT: usize = 32;

/// The parcels for one drop.
#[derive(Debug)]
pub struct Boards {
    /// Their folder.
    folder: PathBuf,
    /// The drop.
    drop: DropId,
}

impl Boards {
    /// Those for this drop.
    #[must_use]
    pub fn of(home: &Home, drop: DropId) -> Self {
        Self { folder: home.boards().join(drop.to_string()), drop }
    }

    /// Numbers of the parcels kept, rising.
    ///
    /// # Errors
    /// [`HomeError::Disk`].
    pub fn numbers(&self) -> Result<Vec<u32>, HomeError> {
        let disk = |source| HomeError::Disk { path: self.folder.clone(), source };
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(disk)?,
        };
        let mut numbers = Vec::new();
        for entry in entries {
            numbers.extend(entry.map_err(disk)?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// Where a parcel is.
    fn folder_of(&self, number: u32) -> PathBuf {
        self.folder.join(format!("{number:06}"))
    }

    /// The count beside the last parcel; an empty one before the first.
    ///
    /// # Errors
    /// [`UnitError::Parcel`], and what the disk says.
    pub fn counted(&self) -> Result<Counted, UnitError> {
        let Some(last) = self.numbers()?.last().copied() else { return Ok(Counted::default()) };
        let path = self.folder_of(last).join(COUNTED);
        let counted = fs::read(&path).ok().and_then(|json| Counted::from_json(&json));
        counted.ok_or(UnitError::Parcel { path })
    }

    /// The shelf beside the last parcel; an empty one before the first. The board is checked like a stranger's.
    ///
    /// # Errors
    /// [`UnitError::Parcel`], and what the disk says.
    pub fn shelf(&self, key: &VerifyingKey) -> Result<Shelf, UnitError> {
        let Some(last) = self.numbers()?.last().copied() else { return Ok(Shelf::new()) };
        let folder = self.folder_of(last);
        let restore = || {
            let board = UntrustedBoard::parse(fs::read(folder.join(BOARD)).ok()?).ok()?;
            let board = board.verify(&self.drop, key).ok()?;
            Shelf::restore(&fs::read_to_string(folder.join(SHELF)).ok()?, &board).ok()
        };
        let shelf = restore().filter(|shelf| shelf.number() == last);
        shelf.ok_or(UnitError::Parcel { path: folder })
    }

    /// Makes a parcel true: everything of it is on the disk, and then has its number, in one step.
    ///
    /// # Errors
    /// What the disk says; there is no new parcel then.
    pub fn commit(
        &self,
        parcel: &Parcel,
        board: &Board,
        shelf: &Shelf,
        counted: &Counted,
    ) -> Result<(), AtomicFileError> {
        let next = self.folder.join(NEXT);
        let unwritable = |source| AtomicFileError::Write { path: next.clone(), source };
        let write = || -> io::Result<()> {
            match make_folder(&self.folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
            match fs::remove_dir_all(&next) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            make_folder(&next)?;
            for (name, bytes) in [
                (NOTE, parcel.to_bytes()),
                (BOARD, board.to_bytes()),
                (SHELF, shelf.to_text().as_bytes()),
                (COUNTED, &counted.to_json()),
            ] {
                let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(next.join(name))?;
                file.write_all(bytes)?;
                file.sync_all()?;
            }
            File::open(&next)?.sync_all()?;
            // The folder of a parcel is never empty, so a rename over one fails: a number stays what it is.
            fs::rename(&next, self.folder_of(parcel.number()))?;
            File::open(&self.folder)?.sync_all()?;
            // The folder of the first parcel is new itself.
            self.folder.parent().map_or(Ok(()), |above| File::open(above)?.sync_all())
        };
        write().map_err(unwritable)?;
        self.forget_oldest();
        Ok(())
    }

    /// Removes the oldest parcels. What cannot be removed now is removed after the next one.
    fn forget_oldest(&self) {
        let numbers = self.numbers().unwrap_or_default();
        for number in numbers.iter().take(numbers.len().saturating_sub(KEPT)) {
            let _ = fs::remove_dir_all(self.folder_of(*number));
        }
    }

    /// The last parcel, if it was never written out whole.
    ///
    /// # Errors
    /// What the disk says.
    pub fn not_handed(&self) -> Result<Option<u32>, HomeError> {
        let last = self.numbers()?.last().copied();
        Ok(last.filter(|number| !self.folder_of(*number).join(HANDED).exists()))
    }

    /// Writes a parcel out for the courier: into a new folder, its note last.
    ///
    /// # Errors
    /// [`UnitError::NoParcel`], [`UnitError::Parcel`], and what the disks say.
    pub fn hand_out(&self, number: u32, out: &Path) -> Result<(), UnitError> {
        let folder = self.folder_of(number);
        if !folder.is_dir() {
            return Err(UnitError::NoParcel { number });
        }
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).map_err(|_| UnitError::Parcel { path })
        };
        let (note, board) = (read(NOTE)?, read(BOARD)?);
        DirBuilder::new().mode(0o755).create(out).map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => AtomicFileError::Exists { path: out.to_owned() },
            _ => AtomicFileError::Write { path: out.to_owned(), source },
        })?;
        atomic_file::write(&out.join(BOARD), &board, 0o644, Existing::Refuse)?;
        atomic_file::write(&out.join(NOTE), &note, 0o644, Existing::Refuse)?;
        // The folder itself is new, and media are pulled out early.
        let unsynced = |source| AtomicFileError::Write { path: out.to_owned(), source };
        atomic_file::sync_folder_of(out).map_err(unsynced)?;
        Ok(atomic_file::write(&folder.join(HANDED), b"", 0o600, Existing::Replace)?)
    }
}
