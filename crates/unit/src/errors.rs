//! Every error, warning, alarm and reason of the program, word for word, in `tests/errors.txt`.

use std::io;
use std::path::PathBuf;

use candour_board::{MakeError, ParcelError, SplitError};
use candour_bundle::{BundleError, Paper};
use candour_cli::atomic_file::AtomicFileError;
use candour_cli::editor::EditorError;
use candour_cli::passphrase::PassphraseError;
use candour_cli::prompt::PromptError;
use candour_cli::secret_file::SecretFileError;
use candour_cli::{Hint as _, Voice};
use candour_desk_card::CardError;
use candour_envelope::StreamFault;
use candour_pinned::every;

use crate::error::UnitError;
use crate::held::IdError;
use crate::home::HomeError;
use crate::plan::LeftOut;
use crate::protected::ProtectedError;
use crate::record::Alarm;
use crate::stream::StreamError;
use crate::warning::Warning;

/// How the program speaks.
const VOICE: Voice = Voice::new("candour-unit");

/// A path whose name would clear the screen.
fn path() -> PathBuf {
    "home/\u{1b}[2Jfile".into()
}

/// An error of the system.
fn denied() -> io::Error {
    io::ErrorKind::PermissionDenied.into()
}

/// The samples without their names.
fn only<E>(samples: Vec<(&'static str, E)>) -> impl Iterator<Item = E> {
    samples.into_iter().map(|(_, sample)| sample)
}

fn homes() -> Vec<(&'static str, HomeError)> {
    let disk = |kind: io::ErrorKind| HomeError::Disk { path: path(), source: kind.into() };
    every!(HomeError {
        NoHome: [HomeError::NoHome { path: path() }],
        Exists: [HomeError::Exists { path: path() }],
        Open: [HomeError::Open { path: path(), mode: 0o755 }],
        Busy: [HomeError::Busy { path: path() }],
        Disk: [
            disk(io::ErrorKind::PermissionDenied),
            disk(io::ErrorKind::StorageFull),
            disk(io::ErrorKind::QuotaExceeded),
            disk(io::ErrorKind::InvalidData),
        ],
    })
}

fn ids() -> Vec<(&'static str, IdError)> {
    every!(IdError {
        NotAnId: [IdError::NotAnId { id: "ab\u{1b}[2J".into() }],
        Unknown: [IdError::Unknown { id: "abcd".into() }],
        Ambiguous: [IdError::Ambiguous { id: "abcd".into() }],
    })
}

fn protected() -> Vec<(&'static str, ProtectedError)> {
    every!(ProtectedError { WrongPassphrase, Damaged, TooMuchWork, Protect: [ProtectedError::Protect(denied())] })
}

/// Every card error; that none is missing is held where they are made.
fn cards() -> Vec<CardError> {
    let unit = || "north.example".parse().unwrap();
    vec![
        CardError::NotACard,
        CardError::Line(3),
        CardError::Recipient,
        CardError::Units,
        CardError::Count,
        CardError::Epochs,
        CardError::Fill,
        CardError::Unsigned(unit()),
        CardError::WrongSignature(unit()),
        CardError::Fingerprint,
        CardError::Expired,
        CardError::NotYet,
        CardError::Older,
        CardError::SameNumber,
        CardError::OtherDrop,
        CardError::NotAUnit,
        CardError::NotDemo,
    ]
}

/// Every bundle error; that none is missing is held where they are made.
fn bundles() -> Vec<BundleError> {
    let drop = || "drop.example".parse().unwrap();
    vec![
        BundleError::Unreadable { paper: Paper::Folder, source: denied() },
        BundleError::Unfinished(Paper::Manifest),
        BundleError::NotAFile(Paper::Listing),
        BundleError::NotAManifest,
        BundleError::Unsigned(drop()),
        BundleError::WrongSignature(drop()),
        BundleError::Line(2),
        BundleError::Order(3),
        BundleError::TooLong,
        BundleError::OtherListing,
    ]
}

fn errors() -> Vec<(&'static str, UnitError)> {
    let no_terminal = PromptError::NoTerminal { source: io::ErrorKind::NotFound.into() };
    let of_card = |source| UnitError::Card { path: path(), source };
    let of_bundle = |source| UnitError::Bundle { path: path(), source };
    let of_keys = |source| UnitError::Protected { path: path(), source };
    every!(UnitError {
        Home: only(homes()).map(UnitError::Home).collect::<Vec<_>>(),
        Passphrase: [
            UnitError::Passphrase(PassphraseError::Prompt(no_terminal)),
            UnitError::Passphrase(PassphraseError::Prompt(PromptError::NoAnswer)),
            UnitError::Passphrase(PassphraseError::EmptyFile { path: path() }),
        ],
        Secret: [UnitError::Secret(SecretFileError::Open { path: path(), mode: 0o644 })],
        Protected: only(protected()).map(of_keys).collect::<Vec<_>>(),
        NoKeys: [UnitError::NoKeys { path: path() }],
        Protect: [UnitError::Protect(ProtectedError::Protect(denied()))],
        Output: [UnitError::Output(AtomicFileError::Exists { path: path() })],
        Stdout: [UnitError::Stdout(denied())],
        Read: [UnitError::Read { path: path(), source: denied() }],
        Card: cards().into_iter().map(of_card).collect::<Vec<_>>(),
        Draft: [CardError::Units, CardError::Count, CardError::Epochs, CardError::NotAUnit].map(UnitError::Draft),
        DemoMix,
        Incomplete: [UnitError::Incomplete { path: path(), signed: 1, units: 2 }],
        NoDeskCard,
        Bundle: bundles().into_iter().map(of_bundle).collect::<Vec<_>>(),
        OtherDrop: [UnitError::OtherDrop { path: path() }],
        NotKept: [UnitError::NotKept(io::ErrorKind::StorageFull.into())],
        Id: only(ids()).map(UnitError::Id).collect::<Vec<_>>(),
        NoCase: [UnitError::NoCase { number: 7 }],
        Unanswerable: [UnitError::Unanswerable { number: 7 }],
        NoReply: [UnitError::NoReply { number: 7 }],
        AlreadySent: [UnitError::AlreadySent { number: 7 }],
        NoQuote: [UnitError::NoQuote { number: 7 }],
        Misquoted,
        Text: [SplitError::Empty, SplitError::TooLong, SplitError::Control, SplitError::Quote].map(UnitError::Text),
        NotText,
        Stdin: [UnitError::Stdin(denied())],
        Editor: [UnitError::Editor(EditorError::Failed { editor: "nano".into() })],
        WhichDrop: [UnitError::WhichDrop { drops: 2 }],
        NotItsDrop: [UnitError::NotItsDrop { drop: "\u{1b}[2J".into() }],
        Parcel: [UnitError::Parcel { path: path() }],
        NoParcel: [UnitError::NoParcel { number: 7 }],
        Board: [MakeError::Clock, MakeError::Unsigned].map(UnitError::Board),
        WrongParcel: [UnitError::WrongParcel(ParcelError::OtherBoard)],
        Folder: [UnitError::Folder { path: path() }],
    })
}

fn warnings() -> Vec<(&'static str, Warning)> {
    every!(Warning {
        ThrowAway,
        NotInForce: [Warning::NotInForce(CardError::Expired), Warning::NotInForce(CardError::NotYet)],
        Alarms,
        NotAll,
        Replayed,
        NotHanded: [Warning::NotHanded(7)],
        LeftOut: only(every!(LeftOut {
            Full,
            BadRecipient,
            Text: [LeftOut::Text(SplitError::TooLong)],
            Unfit,
            Repeated,
        }))
        .map(|why| Warning::LeftOut { reply: 3, case: 7, why })
        .collect::<Vec<_>>(),
        Unsendable: [Warning::Unsendable(3)],
        Unlisted: [Warning::Unlisted(1), Warning::Unlisted(2)],
        Unsearched: [Warning::Unsearched { path: path(), source: denied() }],
        NotRemembered: [Warning::NotRemembered(AtomicFileError::Write { path: path(), source: denied() })],
        Attachment,
    })
}

/// Why a payload does not open. What header and archive say is pinned in their own room.
fn reasons() -> Vec<(&'static str, StreamError)> {
    every!(StreamError {
        Read: [StreamError::Read(denied())],
        Copy: [StreamError::Copy(denied())],
        Fault: [StreamError::Fault(StreamFault::Truncated), StreamError::Fault(StreamFault::Tampered)],
        TooLong,
        Interrupted,
    })
}

#[test]
fn every_error_says_what_happened_and_what_to_do() {
    let mut said = String::new();
    for (name, error) in errors() {
        assert!(error.hint().is_some() || error.exit() == candour_cli::Exit::Stopped, "{name} has no hint");
        said += &format!("{name}\n{}exit {}\n\n", VOICE.error_text(&error), error.exit().code());
    }
    candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &said);
}

#[test]
fn every_warning_alarm_and_reason_is_said_in_these_words() {
    let warnings: String =
        warnings().iter().map(|(name, warning)| format!("{name}: {}", VOICE.warning_text(warning))).collect();
    let alarms = every!(Alarm { UnknownCard, OtherDrop });
    let alarms: String = alarms.iter().map(|(name, alarm)| format!("{name}: {}\n", alarm.sentence())).collect();
    let reasons: String =
        reasons().iter().map(|(name, why)| format!("{name}: {}\n", crate::intake::reason(why))).collect();
    let said = format!("Warnings\n{warnings}\nAlarms\n{alarms}\nReasons\n{reasons}");
    candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/warnings.txt"), &said);
}
