//! Every error of the crate, word for word, in `tests/errors.txt`.

use std::io;

use candour_pinned::{every, lines};

use crate::{
    ArchiveFault, BodyError, KeyError, NotALanguage, NotAPhrase, OpenError, PayloadError, SealError, StreamFault,
};

/// An error of the system.
fn denied() -> io::Error {
    io::ErrorKind::PermissionDenied.into()
}

fn sealing() -> Vec<(&'static str, SealError)> {
    every!(SealError {
        NoRecipients,
        TooManyRecipients,
        MixedKinds,
        BadRecipient,
        NoUnits,
        UnknownUnit,
        TooManyUnits,
        TextTooLong,
        TooManyAttachments,
        BadName,
        TooLarge,
        AttachmentChanged,
        Attachment: [SealError::Attachment(denied())],
        Output: [SealError::Output(denied())],
    })
}

fn opening() -> Vec<(&'static str, OpenError)> {
    every!(OpenError {
        NoStanzaForUs,
        Passphrase,
        Armored,
        NotAge,
        HeaderMalformed,
        HeaderTooLong,
        HeaderTruncated,
        HeaderMac,
        Read: [OpenError::Read(denied())],
    })
}

fn archive() -> Vec<(&'static str, ArchiveFault)> {
    every!(ArchiveFault {
        BadHeader,
        Link,
        Device,
        Extension,
        AbsolutePath,
        ParentPath,
        DeceivingName,
        Duplicate,
        WrongOrder,
        Unlisted,
        Missing,
        WrongSize,
        ReportTooLong,
        Truncated,
        Garbage,
    })
}

fn payload() -> Vec<(&'static str, PayloadError)> {
    let bodies = every!(BodyError { UnknownVersion, Malformed, AttachmentTable });
    let streams = every!(StreamFault { Truncated, Tampered });
    every!(PayloadError {
        Unstructured,
        Report: bodies.into_iter().map(|(_, error)| PayloadError::Report(error)).collect::<Vec<_>>(),
        Archive: archive().into_iter().map(|(_, fault)| PayloadError::Archive(fault)).collect::<Vec<_>>(),
        Stream: streams.into_iter().map(|(_, fault)| PayloadError::Stream(fault)).collect::<Vec<_>>(),
        Read: [PayloadError::Read(denied())],
        Sink: [PayloadError::Sink(denied())],
    })
}

#[test]
fn every_error_is_said_in_these_words() {
    let keys = every!(KeyError { Mistyped, OtherKind, Invalid });
    let said = [
        ("SealError", lines(&sealing())),
        ("OpenError", lines(&opening())),
        ("PayloadError", lines(&payload())),
        ("KeyError", lines(&keys)),
        ("NotALanguage", format!("{NotALanguage}\n")),
        ("NotAPhrase", format!("{NotAPhrase}\n")),
    ];
    let said: Vec<String> = said.iter().map(|(name, lines)| format!("{name}\n{lines}")).collect();
    candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &said.join("\n"));
}
