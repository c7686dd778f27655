//! The board of replies, its cells, and the parcel that brings it. No I/O, no clock; randomness is an argument.
#![doc = include_str!("../README.md")]

mod board;
mod board_note;
mod error;
mod parcel;
mod parcel_error;
mod size;
mod spelling;
mod tag;

#[cfg(feature = "cells")]
mod cell;
#[cfg(feature = "cells")]
mod find;
#[cfg(feature = "cells")]
mod label;
#[cfg(feature = "cells")]
mod letter;
#[cfg(feature = "cells")]
mod make;
#[cfg(feature = "cells")]
mod pending;
#[cfg(feature = "cells")]
mod reply;
#[cfg(feature = "cells")]
mod search;
#[cfg(feature = "cells")]
mod shelf;
#[cfg(feature = "cells")]
mod split;

pub use board::{Age, Board, OLD_AFTER, UntrustedBoard};
pub use error::BoardError;
pub use parcel::{BOARD, CheckedParcel, Item, MOST_ITEMS, NOTE, Parcel, UntrustedParcel};
pub use parcel_error::ParcelError;
pub use size::{BoardSize, CELL, CLASSIC_OF_GROUP, GROUP, HYBRID_OF_GROUP, MOST_CELLS, STEP};
pub use tag::Tag;

#[cfg(feature = "cells")]
pub use cell::{OpenedCell, open_cell, room};
#[cfg(feature = "cells")]
pub use find::{Findings, Reader, Reply, Text, Warning};
#[cfg(feature = "cells")]
pub use make::{Made, MakeError};
#[cfg(feature = "cells")]
pub use pending::{Pending, Thread};
#[cfg(feature = "cells")]
pub use reply::{CellFault, MOST_PARTS, NUMBERS, ReplyPart};
#[cfg(feature = "cells")]
pub use search::{Found, search};
#[cfg(feature = "cells")]
pub use shelf::{LIFETIME, NotAShelf, Shelf};
#[cfg(feature = "cells")]
pub use split::{MOST_QUOTE, SplitError, split_letter, split_reply};
