//! Every error of the program, word for word, in `tests/errors.txt`. Each room's errors are made here as its verb makes them.

use std::io;
use std::path::PathBuf;

use candour_board::BoardError;
use candour_cli::atomic_file::AtomicFileError;
use candour_cli::editor::EditorError;
use candour_cli::prompt::PromptError;
use candour_cli::secret_file::SecretFileError;
use candour_cli::{Exit, Hint as _, Voice};
use candour_codename::UntrustedCodename;
use candour_desk_card::CardError;
use candour_envelope::SealError;
use candour_header::Refusal;
use candour_note::NoteError;
use candour_pages::{BadRelease, NotAManifest};
use candour_pinned::every;
use candour_route::{AddressError, NotAPort, Refused, RouteError};
use candour_wire::Problem;
use candour_words::NotAFingerprint;

use crate::attachments::AttachmentError;
use crate::browser::{AnswerError, VisitError};
use crate::codename::CodenameError;
use crate::composing::ComposeError;
use crate::error::SourceError;
use crate::inspection::PageFault;
use crate::net::fault::Fault;
use crate::net::upload::SendError;
use crate::pins::PinError;
use crate::sealed_file::SealedFileError;
use crate::trust::TrustError;
use crate::writing::WritingError;

/// A path whose name would clear the screen.
fn path() -> PathBuf {
    "films/\u{1b}[2Jfile".into()
}

/// A name that would do so.
fn name() -> String {
    "a\u{1b}[2Jb".to_owned()
}

/// An error of the system.
fn denied() -> io::Error {
    io::ErrorKind::PermissionDenied.into()
}

/// The samples without their names, each as an error one level up.
fn up<E, F>(samples: Vec<(&'static str, E)>, make: impl Fn(E) -> F) -> Vec<F> {
    samples.into_iter().map(|(_, sample)| make(sample)).collect()
}

/// Every fault, with every refusal that this program can meet: all but the collect listener's.
fn faults() -> Vec<(&'static str, Fault)> {
    let known = Problem::ALL
        .into_iter()
        .filter(|problem| !problem.is_of_parcels() && !matches!(problem, Problem::Unauthorized | Problem::Range));
    let mut refused: Vec<Fault> =
        known.map(|problem| Fault::Refused(Refused::parse(problem.status(), problem.to_json().as_bytes()))).collect();
    refused.push(Fault::Refused(Refused::parse(500, b"")));
    every!(Fault {
        Broken: [Fault::Broken(ureq::Error::HostNotFound)],
        Refused: refused,
        Strange,
        OtherHash,
        Unreadable: [Fault::Unreadable(denied())],
    })
}

fn sending() -> Vec<(&'static str, SendError)> {
    every!(SendError {
        Route: [SendError::Route(RouteError::Proxy(ureq::Error::InvalidProxyUrl))],
        Fault: up(faults(), SendError::Fault),
        Arrival: [
            SendError::Arrival(Fault::Broken(ureq::Error::HostNotFound)),
            SendError::Arrival(Fault::Refused(Refused::parse(404, b""))),
            SendError::Arrival(Fault::Strange),
        ],
        Card: [SendError::Card(TrustError::Card(CardError::NotACard))],
        Stopped: [true, false].map(|kept| SendError::Stopped { kept }),
    })
}

fn pages() -> Vec<(&'static str, PageFault)> {
    let release = "release.example".parse().unwrap();
    let visits = every!(AnswerError { Broken: [AnswerError::Broken(denied())], Strange, Changed });
    every!(PageFault {
        Visit: up(visits, |source| PageFault::Visit(VisitError { path: "/app.js", source })),
        Status: [404, 429, 503].map(|status| PageFault::Status { path: "/desk", status }),
        Header: [PageFault::Header { path: "/", name: candour_cli::sanitize::line(&name()) }],
        Differs: [PageFault::Differs("/")],
        NoManifest: [PageFault::NoManifest(NotAManifest)],
        NoRelease,
        Release: [BadRelease::Note(NoteError::Unsigned(release)), BadRelease::OtherManifest].map(PageFault::Release),
        OtherVersion,
        Unlisted: [PageFault::Unlisted("/app.js")],
        Asset: [PageFault::Asset("/app.js")],
        Page,
        Card: [PageFault::Card(TrustError::Card(CardError::NotACard))],
        Board: [PageFault::Board { unit: "north.example".to_owned(), source: BoardError::Altered }],
        Boards: [PageFault::Boards("north.example".to_owned())],
    })
}

fn trust() -> Vec<(&'static str, TrustError)> {
    every!(TrustError {
        Unreadable: [TrustError::Unreadable { path: path(), source: denied() }],
        Card: [TrustError::Card(CardError::NotACard), TrustError::Card(CardError::Line(3))],
        Epoch: [TrustError::Epoch(CardError::Expired), TrustError::Epoch(CardError::NotYet)],
        Pinned: [CardError::OtherDrop, CardError::Older, CardError::SameNumber].map(TrustError::Pinned),
        Fingerprint: [TrustError::Fingerprint(CardError::Fingerprint)],
        OtherAddress: [TrustError::OtherAddress { card: "aaaa.onion".into() }],
        NotAFingerprint: [NotAFingerprint::Count, NotAFingerprint::Unknown(3)].map(TrustError::NotAFingerprint),
        NotAsked: [
            TrustError::NotAsked(PromptError::NoTerminal { source: denied() }),
            TrustError::NotAsked(PromptError::NoAnswer),
        ],
        Demo,
        NotDemo,
    })
}

fn pins() -> Vec<(&'static str, PinError)> {
    every!(PinError {
        Read: [
            PinError::Read { folder: path(), source: TrustError::Unreadable { path: path(), source: denied() } },
            PinError::Read { folder: path(), source: TrustError::Fingerprint(CardError::Fingerprint) },
        ],
        Empty: [PinError::Empty { folder: path() }],
        Unnamed,
        Folder: [PinError::Folder { folder: path(), source: denied() }],
        Write: [PinError::Write(AtomicFileError::Write { path: path(), source: denied() })],
    })
}

fn codenames() -> Vec<(&'static str, CodenameError)> {
    let wrong = |typed: &str| {
        let source = UntrustedCodename::new(typed).check().unwrap_err();
        CodenameError::NotACodename { path: path(), source }
    };
    every!(CodenameError {
        Prompt: [
            CodenameError::Prompt(PromptError::NoTerminal { source: denied() }),
            CodenameError::Prompt(PromptError::NoAnswer),
        ],
        File: [
            CodenameError::File(SecretFileError::Open { path: path(), mode: 0o644 }),
            CodenameError::File(SecretFileError::Read { path: path(), source: denied() }),
        ],
        // Every fault; that none is missing is held where they are made.
        NotACodename: [wrong("seven"), wrong("a b c d e f g h")],
    })
}

fn writing() -> Vec<(&'static str, WritingError)> {
    let editor = every!(EditorError {
        Folder: [EditorError::Folder(denied())],
        Start: [EditorError::Start { editor: name(), source: denied() }],
        Failed: [EditorError::Failed { editor: name() }],
    });
    every!(WritingError {
        File: [WritingError::File { path: path(), source: denied() }],
        Stdin: [WritingError::Stdin(denied())],
        NotText,
        Empty,
        TooLong,
        Editor: up(editor, WritingError::Editor),
    })
}

fn attachments() -> Vec<(&'static str, AttachmentError)> {
    every!(AttachmentError {
        Unreadable: [AttachmentError::Unreadable { path: path(), source: denied() }],
        NotAFile: [AttachmentError::NotAFile { path: path() }],
        Name: [AttachmentError::Name { path: path() }],
    })
}

fn composing() -> Vec<(&'static str, ComposeError)> {
    // Every error of sealing; that none is missing is held where they are made.
    let sealing = vec![
        SealError::NoRecipients,
        SealError::TooManyRecipients,
        SealError::MixedKinds,
        SealError::BadRecipient,
        SealError::NoUnits,
        SealError::UnknownUnit,
        SealError::TooManyUnits,
        SealError::TextTooLong,
        SealError::TooManyAttachments,
        SealError::BadName,
        SealError::TooLarge,
        SealError::AttachmentChanged,
        SealError::Attachment(denied()),
        SealError::Output(io::ErrorKind::StorageFull.into()),
    ];
    let units = vec!["north.example".to_owned(), "south.example".to_owned()];
    every!(ComposeError {
        Seal: sealing.into_iter().map(ComposeError::Seal).collect::<Vec<_>>(),
        NoSuchUnit: [ComposeError::NoSuchUnit { name: name(), units }],
        Nobody,
        Unsaid,
        Language: [ComposeError::Language { tag: name() }],
    })
}

fn sealed_files() -> Vec<(&'static str, SealedFileError)> {
    // Every refusal; that none is missing is held where they are made.
    let refusals = [
        Refusal::Empty,
        Refusal::NotAge,
        Refusal::Armored,
        Refusal::Passphrase,
        Refusal::NoKnownStanza,
        Refusal::MixedKinds,
        Refusal::TooManyForeign,
        Refusal::ForeignTooLong,
        Refusal::TooManyRecipients,
        Refusal::Malformed,
        Refusal::HeaderTooLong,
        Refusal::TruncatedHeader,
        Refusal::NotAStream,
        Refusal::TooLarge,
        Refusal::WrongLength,
    ];
    every!(SealedFileError {
        Unreadable: [SealedFileError::Unreadable { path: path(), source: denied() }],
        NotSealed: refusals.map(|source| SealedFileError::NotSealed { path: path(), source }),
        Scratch: [SealedFileError::Scratch { folder: path(), source: io::ErrorKind::StorageFull.into() }],
        Compose: [SealedFileError::Compose(ComposeError::Nobody)],
        Output: [SealedFileError::Output(AtomicFileError::Exists { path: path() })],
    })
}

fn errors() -> Vec<(&'static str, SourceError)> {
    let addresses =
        vec![AddressError::Malformed, AddressError::Https, AddressError::Scheme, AddressError::More].into_iter();
    let no_socks = RouteError::NoSocks {
        port: "127.0.0.1:9050".parse().unwrap(),
        source: io::ErrorKind::ConnectionRefused.into(),
    };
    every!(SourceError {
        Address: addresses.map(SourceError::Address).collect::<Vec<_>>(),
        Socks: [SourceError::Socks(NotAPort)],
        Route: [RouteError::OnionWithoutTor, RouteError::Exposed, no_socks].map(SourceError::Route),
        Send: up(sending(), SourceError::Send),
        Page: up(pages(), SourceError::Page),
        ReleaseKey: [SourceError::ReleaseKey(candour_note::BadVerifyingKey)],
        Trust: up(trust(), SourceError::Trust),
        Pin: up(pins(), SourceError::Pin),
        Codename: up(codenames(), SourceError::Codename),
        Writing: up(writing(), SourceError::Writing),
        Attachment: up(attachments(), SourceError::Attachment),
        Compose: up(composing(), SourceError::Compose),
        SealedFile: up(sealed_files(), SourceError::SealedFile),
        Output: [SourceError::Output(AtomicFileError::SameAsInput { path: path() })],
        Stdout: [SourceError::Stdout(denied())],
    })
}

#[test]
fn every_error_says_what_happened_and_what_to_do() {
    let voice = Voice::new("candour-source");
    let mut said = String::new();
    for (name, error) in errors() {
        let text = voice.error_text(&error);
        assert!(error.hint().is_some() || error.exit() == Exit::Stopped, "no hint: {text}");
        said += &format!("{name}\n{text}exit {}\n\n", error.exit().code());
    }
    candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &said);
}
