//! Every way in which a verb fails, with what to do next. Owns the sentences; what each room's own error means stays there.

use std::io;
use std::path::PathBuf;

use candour_board::ParcelError;
use candour_bundle::BundleError;
use candour_cli::atomic_file::AtomicFileError;
use candour_cli::secret_file::SecretFileError;
use candour_cli::{Exit, Hint, sanitize};
use candour_desk_card::CardError;
use candour_note::KeyName;
use candour_route::RouteError;
use candour_wire::Problem;

use crate::counted;
use crate::fault::Fault;

/// Why a verb failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CourierError {
    /// An input file.
    #[error("cannot read {}", sanitize::path(path))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The card.
    #[error("{} is neither a drop card nor a desk card that can be trusted", sanitize::path(path))]
    Card {
        /// The file.
        path: PathBuf,
        /// Why.
        source: CardError,
    },
    /// The token's file.
    #[error(transparent)]
    Secret(#[from] SecretFileError),
    /// The token.
    #[error("{} holds no collection token", sanitize::path(path))]
    Token {
        /// The file.
        path: PathBuf,
    },
    /// An earlier bundle's listing.
    #[error("{} is no listing of a bundle", sanitize::path(path))]
    Held {
        /// The file.
        path: PathBuf,
        /// Why.
        source: BundleError,
    },
    /// The bundle's folder, or a file in it.
    #[error("cannot use {}", sanitize::path(path))]
    Folder {
        /// Folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A finished bundle is there.
    #[error("{} is a finished bundle", sanitize::path(path))]
    Finished {
        /// The folder.
        path: PathBuf,
    },
    /// Something else is there.
    #[error("{} holds other files", sanitize::path(path))]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// Another run is there.
    #[error("another run is filling {}", sanitize::path(path))]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// The media are too small.
    #[error("{} more are needed, and there is room for {}", counted::bytes(*needed), counted::bytes(*room))]
    Room {
        /// Bytes to fetch.
        needed: u64,
        /// Bytes free.
        room: u64,
    },
    /// No way to the drop.
    #[error(transparent)]
    Route(#[from] RouteError),
    /// Manifest or listing did not come.
    #[error("cannot get the drop's list of reports")]
    Papers(#[source] Fault),
    /// Manifest or listing cannot be trusted.
    #[error("the drop's list of reports is refused")]
    Distrust(#[source] BundleError),
    /// The manifest is of another drop.
    #[error("the list of reports is of another drop than the card")]
    OtherDrop,
    /// Reports go away faster than the list is read.
    #[error("the drop's list of reports keeps changing")]
    Changing,
    /// A report did not come, and nothing after it would.
    #[error("collecting stopped after {} of {}", done, counted::reports(*of))]
    Stopped {
        /// Reports that are in the folder.
        done: usize,
        /// Reports that should be.
        of: usize,
        /// Why.
        source: Fault,
    },
    /// Some reports did not come.
    #[error("the drop did not give {} of {}", missing, counted::reports(*of))]
    Incomplete {
        /// Reports that are not in the folder.
        missing: usize,
        /// Reports that should be.
        of: usize,
        /// Why the last of them did not come.
        source: Fault,
    },
    /// Writing a small file.
    #[error(transparent)]
    Output(#[from] AtomicFileError),
    /// A folder that is to be checked.
    #[error("{} is not taken as a bundle", sanitize::path(path))]
    Bundle {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: BundleError,
    },
    /// A desk card is needed.
    #[error("{} is no desk card that can be trusted", sanitize::path(path))]
    DeskCard {
        /// The file.
        path: PathBuf,
        /// Why.
        source: CardError,
    },
    /// A folder whose note is not there.
    #[error("{} is no parcel, or half a copy of one", sanitize::path(path))]
    HalfAParcel {
        /// The folder.
        path: PathBuf,
    },
    /// A parcel of nobody.
    #[error("no unit on the desk card has signed {}", sanitize::path(path))]
    Stranger {
        /// The folder.
        path: PathBuf,
    },
    /// A parcel that is not carried.
    #[error("{} is not delivered", sanitize::path(path))]
    Parcel {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: ParcelError,
    },
    /// What was applied cannot be asked for.
    #[error("cannot ask the drop which parcels it has")]
    Applied(#[source] Fault),
    /// Parcels before it are missing.
    #[error("{} is not delivered: parcel {next} of {unit} comes first", sanitize::path(path))]
    ParcelGap {
        /// The folder.
        path: PathBuf,
        /// The unit.
        unit: KeyName,
        /// The parcel that comes first.
        next: u32,
    },
    /// The drop has another parcel of this number.
    #[error("{} is not the parcel {number} of {unit} that the drop has", sanitize::path(path))]
    OtherParcel {
        /// The folder.
        path: PathBuf,
        /// The unit.
        unit: KeyName,
        /// The number.
        number: u32,
    },
    /// A parcel did not get there.
    #[error("{} was not applied", sanitize::path(path))]
    Undelivered {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: Fault,
    },
    /// Stdout.
    #[error("cannot write the output")]
    Stdout(#[source] io::Error),
}

impl Hint for CourierError {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Secret(error) => return error.hint(),
            Self::Route(error) => return error.hint(),
            Self::Output(error) => return error.hint(),
            Self::Papers(fault) | Self::Stopped { source: fault, .. } | Self::Applied(fault) => return fault.hint(),
            Self::Undelivered { source: Fault::Refused(refused), .. }
                if refused.exit() == Exit::Unreachable && refused.problem() != Some(Problem::ParcelBusy) =>
            {
                // The table's words are for sources.
                "nothing was applied; run the same command again in a while"
            }
            Self::Undelivered { source: Fault::Strange, .. } => {
                "look whether address and card belong together, and whether this program is of the drop's version"
            }
            Self::Undelivered { source, .. } => return source.hint(),
            Self::DeskCard { .. } => "use the desk card that the units signed; a drop card names no unit",
            Self::HalfAParcel { .. } => "copy the folder that `candour-unit parcel` made once more, whole",
            Self::Stranger { .. } => {
                "use the newest desk card; if the unit is on it, tell the unit that somebody made a parcel in its name"
            }
            Self::Parcel { source, .. } => match source {
                ParcelError::OtherDrop => "deliver it to the drop that the unit made it for",
                ParcelError::Board(_) | ParcelError::OtherBoard => "the unit signed it so: tell the unit",
                _ => "copy the folder from the unit once more; if it stays so, tell the unit",
            },
            Self::ParcelGap { .. } => "name that parcel's folder too; if you never had it, ask the unit",
            Self::OtherParcel { .. } => {
                "tell the unit and the drop's keeper: two copies of the unit's folder are in use, or somebody has its key"
            }
            Self::Read { .. } => "look whether the name is right and the file is yours to read",
            Self::Card { .. } => "use the card that `candour init` printed, or the desk card that the units signed",
            Self::Token { .. } => "use the file collect.token that `candour init` made",
            Self::Held { .. } => "name the folder of an earlier bundle, or the file `listing` in it",
            Self::Folder { .. } => "look whether the media is still there and can be written to",
            Self::Finished { .. } => "name a new folder; add --held with this one to leave out what it carries",
            Self::NotEmpty { .. } => "name a new or empty folder",
            Self::Busy { .. } => "wait until it has ended, or name another folder",
            Self::Room { .. } => "use larger media, or leave out what the unit has with --held",
            Self::Distrust(_) | Self::OtherDrop => {
                "look whether address and card belong together; if they do, tell the unit and the drop's keeper"
            }
            Self::Changing => "run the same command again in a while",
            Self::Incomplete { .. } => {
                "run the same command again; if it stays so, add --incomplete, and tell the drop's keeper"
            }
            Self::Bundle { .. } => "collect it anew, into another folder",
            Self::Stdout(_) => "run it again",
        };
        Some(hint.to_owned())
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Secret(error) => error.exit(),
            Self::Route(error) => error.exit(),
            Self::Output(error) => error.exit(),
            Self::Papers(fault)
            | Self::Stopped { source: fault, .. }
            | Self::Applied(fault)
            | Self::Undelivered { source: fault, .. } => fault.exit(),
            Self::DeskCard { .. } | Self::Stranger { .. } | Self::Parcel { .. } | Self::OtherParcel { .. } => {
                Exit::Untrusted
            }
            Self::Card { .. } | Self::Distrust(_) | Self::OtherDrop | Self::Bundle { .. } => Exit::Untrusted,
            Self::Incomplete { .. } => Exit::Partly,
            _ => Exit::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use candour_board::BoardError;
    use candour_bundle::Paper;
    use candour_cli::Voice;
    use candour_pinned::every;
    use candour_route::Refused;

    use super::*;

    /// An error of the system.
    fn system(kind: io::ErrorKind) -> io::Error {
        kind.into()
    }

    /// Every fault.
    fn faults() -> Vec<Fault> {
        // What the collect listener refuses. The whole table is pinned where refusals are read.
        let known = [
            Problem::BadRequest,
            Problem::NotFound,
            Problem::Method,
            Problem::Unauthorized,
            Problem::Range,
            Problem::CircuitBusy,
            Problem::TimedOut,
            Problem::Fault,
        ];
        let mut refused: Vec<Fault> = known
            .into_iter()
            .map(|problem| Fault::Refused(Refused::parse(problem.status(), problem.to_json().as_bytes())))
            .collect();
        refused.push(Fault::Refused(Refused::parse(500, b"")));
        let disk = |kind| Fault::Disk { path: "m/x.age".into(), source: system(kind) };
        let all = every!(Fault {
            Route: [Fault::Route(RouteError::OnionWithoutTor)],
            Broken: [Fault::Broken(ureq::Error::HostNotFound)],
            Cut: [Fault::Cut(system(io::ErrorKind::UnexpectedEof))],
            Refused: refused,
            Strange,
            Damaged,
            Disk: [disk(io::ErrorKind::StorageFull), disk(io::ErrorKind::QuotaExceeded), disk(io::ErrorKind::NotFound),],
        });
        all.into_iter().map(|(_, fault)| fault).collect()
    }

    /// What the drop refuses of parcels.
    fn parcels() -> Vec<Fault> {
        let of_parcels = Problem::ALL.into_iter().filter(|problem| problem.is_of_parcels());
        of_parcels
            .chain([Problem::NoSpace, Problem::MediaType, Problem::WrongLength])
            .map(|problem| Fault::Refused(Refused::parse(problem.status(), problem.to_json().as_bytes())))
            .collect()
    }

    /// Every error, with every fault where there is one.
    fn errors() -> Vec<(&'static str, CourierError)> {
        let path = || PathBuf::from("media/\u{1b}[2Jbundle");
        let denied = || system(io::ErrorKind::PermissionDenied);
        let unit = || "clwyd".parse::<KeyName>().unwrap();
        let with_faults = |make: fn(Fault) -> CourierError| faults().into_iter().map(make).collect::<Vec<_>>();
        every!(CourierError {
            Read: [CourierError::Read { path: path(), source: denied() }],
            Card: [CourierError::Card { path: path(), source: CardError::Line(3) }],
            Secret: [CourierError::Secret(SecretFileError::Open { path: path(), mode: 0o644 })],
            Token: [CourierError::Token { path: path() }],
            Held: [CourierError::Held { path: path(), source: BundleError::Line(2) }],
            Folder: [CourierError::Folder { path: path(), source: denied() }],
            Finished: [CourierError::Finished { path: path() }],
            NotEmpty: [CourierError::NotEmpty { path: path() }],
            Busy: [CourierError::Busy { path: path() }],
            Room: [CourierError::Room { needed: 5 << 30, room: 3 << 20 }],
            Route: [CourierError::Route(RouteError::Exposed)],
            Papers: with_faults(CourierError::Papers),
            Distrust: [CourierError::Distrust(BundleError::OtherListing)],
            OtherDrop,
            Changing,
            Stopped: with_faults(|source| CourierError::Stopped { done: 4, of: 9, source }),
            Incomplete: with_faults(|source| CourierError::Incomplete { missing: 1, of: 3, source }),
            Output: [CourierError::Output(AtomicFileError::Exists { path: path() })],
            Bundle: [CourierError::Bundle { path: path(), source: BundleError::Unfinished(Paper::Manifest) }],
            DeskCard: [CourierError::DeskCard { path: path(), source: CardError::NotACard }],
            Stranger: [CourierError::Stranger { path: path() }],
            HalfAParcel: [CourierError::HalfAParcel { path: path() }],
            Parcel: [
                ParcelError::NotAParcel,
                ParcelError::WrongSignature(unit()),
                ParcelError::OtherDrop,
                ParcelError::Missing(0),
                ParcelError::Unlisted,
                ParcelError::Altered(0),
                ParcelError::Board(BoardError::Cell(5)),
                ParcelError::OtherBoard,
            ]
            .map(|source| CourierError::Parcel { path: path(), source }),
            Applied: with_faults(CourierError::Applied),
            ParcelGap: [CourierError::ParcelGap { path: path(), unit: unit(), next: 7 }],
            OtherParcel: [CourierError::OtherParcel { path: path(), unit: unit(), number: 7 }],
            Undelivered: parcels()
                .into_iter()
                .chain(faults())
                .map(|source| CourierError::Undelivered { path: path(), source })
                .collect::<Vec<_>>(),
            Stdout: [CourierError::Stdout(denied())],
        })
    }

    #[test]
    fn every_error_says_what_happened_and_what_to_do() {
        let voice = Voice::new("candour-courier");
        let said: String = errors()
            .iter()
            .map(|(name, error)| format!("{name}\n{}exit {}\n\n", voice.error_text(error), error.exit().code()))
            .collect();
        assert_eq!(said.matches("hint: ").count(), errors().len());
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/errors.txt"), &said);
    }
}
