//! Archives that somebody made to harm whoever opens them: each refused by name, and nothing after the fault handed on.

use proptest::prelude::*;

use super::peers::{Memory, answers};
use super::tar::{BLOCK, Tar};
use crate::report::AttachmentEntry;
use crate::{ArchiveFault, BodyError, PayloadError, ReportBody, read_report};

/// Starts with a `report.json` that lists these attachments.
fn listing(attachments: &[(&str, u64)]) -> Tar {
    let entries = attachments
        .iter()
        .map(|(file, size)| AttachmentEntry { file: (*file).into(), size: *size, name: None })
        .collect();
    let body = ReportBody::new(answers(), [0; 32], vec!["u".into()], entries);
    Tar::default().file("report.json", &body.to_json().unwrap())
}

/// What reading says, and how many attachments were complete before it.
fn read(tar: &[u8]) -> (Result<(), PayloadError>, usize) {
    let mut sink = Memory::default();
    (read_report(tar, &mut sink).map(|_| ()), sink.complete)
}

#[track_caller]
fn refused(tar: &[u8], fault: ArchiveFault) {
    match read(tar) {
        (Err(PayloadError::Archive(said)), 0) => assert_eq!(said, fault),
        (said, complete) => panic!("{said:?} after {complete}, not {fault:?}"),
    }
}

const A: &str = "attachments/01.jpg";
const B: &str = "attachments/02.jpg";

fn one() -> Tar {
    listing(&[(A, 3)])
}

#[test]
fn the_control() {
    assert!(matches!(read(&one().file(A, b"abc").end()), (Ok(()), 1)));
    assert!(matches!(read(&one().file(A, b"abc").raw(&[0; 10 * BLOCK]).end()), (Ok(()), 1)));
}

#[test]
fn entries_that_are_no_files() {
    for (kind, fault) in [
        (b'1', ArchiveFault::Link),
        (b'2', ArchiveFault::Link),
        (b'3', ArchiveFault::Device),
        (b'4', ArchiveFault::Device),
        (b'6', ArchiveFault::Device),
        (b'x', ArchiveFault::Extension),
        (b'g', ArchiveFault::Extension),
        (b'L', ArchiveFault::Extension),
        (b'K', ArchiveFault::Extension),
        (b'S', ArchiveFault::Extension),
        (b'7', ArchiveFault::Extension),
    ] {
        refused(&one().entry(A, b"abc", |header| header[156] = kind).end(), fault);
    }
    refused(&one().entry("attachments/sub/", b"", |header| header[156] = b'5').end(), ArchiveFault::Unlisted);
    refused(
        &one()
            .entry("attachments/", b"", |header| header[156] = b'5')
            .entry("attachments", b"", |header| header[156] = b'5')
            .end(),
        ArchiveFault::Unlisted,
    );
}

#[test]
fn names_that_lead_elsewhere_or_deceive() {
    for (name, fault) in [
        ("/etc/passwd", ArchiveFault::AbsolutePath),
        ("../x", ArchiveFault::ParentPath),
        ("attachments/../../x", ArchiveFault::ParentPath),
        ("attachments/01.jpg\0.exe", ArchiveFault::DeceivingName),
        ("attachments/\u{202e}gpj.exe", ArchiveFault::DeceivingName),
        ("attachments/01\u{200b}.jpg", ArchiveFault::DeceivingName),
        ("attachments/\u{1b}[2J", ArchiveFault::DeceivingName),
        ("attachments/03.jpg", ArchiveFault::Unlisted),
        ("./attachments/01.jpg", ArchiveFault::Unlisted),
        ("", ArchiveFault::Unlisted),
        ("report.json", ArchiveFault::Duplicate),
    ] {
        refused(&one().file(name, b"abc").end(), fault);
    }
    refused(&one().entry(A, b"abc", |header| header[20] = 0xff).end(), ArchiveFault::DeceivingName);
    refused(&one().entry(A, b"abc", |header| header[345] = b'/').end(), ArchiveFault::BadHeader);
}

#[test]
fn entries_that_are_not_as_listed() {
    let two = || listing(&[(A, 3), (B, 3)]);
    refused(&two().file(B, b"abc").file(A, b"abc").end(), ArchiveFault::WrongOrder);
    assert!(matches!(
        read(&two().file(A, b"abc").file(A, b"abc").end()),
        (Err(PayloadError::Archive(ArchiveFault::Duplicate)), 1)
    ));
    assert!(matches!(
        read(&one().file(A, b"abc").file(B, b"abc").end()),
        (Err(PayloadError::Archive(ArchiveFault::Unlisted)), 1)
    ));
    refused(&one().end(), ArchiveFault::Missing);
    refused(&one().file(A, b"ab").end(), ArchiveFault::WrongSize);
    refused(&one().file(A, b"abcd").end(), ArchiveFault::WrongSize);
}

#[test]
fn bombs_and_numbers_that_cannot_be() {
    // Lists a gibibyte and has three bytes: no memory is taken for what is not there.
    let huge = listing(&[(A, 1 << 30)]).entry(A, b"abc", |header| header[124..135].copy_from_slice(b"10000000000"));
    refused(&huge.end(), ArchiveFault::Truncated);
    refused(&one().entry(A, b"abc", |header| header[124] = 0x80).end(), ArchiveFault::BadHeader);
    refused(&one().entry(A, b"abc", |header| header[124..136].fill(b'7')).end(), ArchiveFault::WrongSize);
    let long = Tar::default().entry("report.json", b"{}", |header| header[124..135].copy_from_slice(b"00004000001"));
    refused(&long.end(), ArchiveFault::ReportTooLong);
}

#[test]
fn broken_headers_and_ends() {
    let mut tar = one().0;
    let at = tar.len();
    tar.extend_from_slice(&one().file(A, b"abc").end()[at..]);
    tar[at + 5] ^= 1;
    refused(&tar, ArchiveFault::BadHeader);
    refused(&one().raw(&[b'x'; BLOCK]).0, ArchiveFault::BadHeader);
    refused(&one().0, ArchiveFault::Truncated);

    let good = one().file(A, b"abc").end();
    let with = |at: usize| {
        let mut tar = good.clone();
        tar[at] = 1;
        match read(&tar).0 {
            Err(PayloadError::Archive(fault)) => fault,
            other => panic!("{other:?}"),
        }
    };
    // After the content of three bytes, in the second end block, and at the very end.
    let end = good.len();
    assert_eq!(with(end - 3 * BLOCK + 3), ArchiveFault::Garbage);
    assert_eq!(with(end - BLOCK), ArchiveFault::Garbage);
    let mut trailing = good.clone();
    trailing.extend_from_slice(&[0; 100_000]);
    trailing.push(1);
    assert!(matches!(read(&trailing).0, Err(PayloadError::Archive(ArchiveFault::Garbage))));
    for cut in [end - 1, end - BLOCK, end - 2 * BLOCK] {
        assert!(matches!(read(&good[..cut]).0, Err(PayloadError::Archive(ArchiveFault::Truncated))), "{cut}");
    }
}

#[test]
fn what_is_not_ours_is_an_exhibit() {
    for payload in [&b""[..], b"Dear Sir or Madam", &[0; 4096], &[0xff; 4096]] {
        assert!(matches!(read(payload).0, Err(PayloadError::Unstructured)));
    }
    let other = Tar::default().file("letter.txt", b"hello").end();
    assert!(matches!(read(&other).0, Err(PayloadError::Unstructured)));
    let link = Tar::default().entry("report.json", b"", |header| header[156] = b'2').end();
    assert!(matches!(read(&link).0, Err(PayloadError::Unstructured)));
}

#[test]
fn a_report_json_that_is_not_one_is_said() {
    let with = |json: &[u8]| match read(&Tar::default().file("report.json", json).end()).0 {
        Err(PayloadError::Report(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(with(b"{}"), BodyError::Malformed);
    assert_eq!(with(b"{\"version\":9}"), BodyError::UnknownVersion);
    assert_eq!(with(b""), BodyError::Malformed);
}

proptest! {
    #[test]
    fn a_mutated_archive_never_panics_and_never_passes_unseen(
        at in any::<prop::sample::Index>(),
        value in any::<u8>(),
    ) {
        let good = one().file(A, b"abc").end();
        let mut tar = good.clone();
        let at = at.index(tar.len());
        tar[at] = value;
        let mut sink = Memory::default();
        if read_report(tar.as_slice(), &mut sink).is_ok() {
            // Only content, and fields that nobody uses with their checksum, could pass; a single byte cannot keep the checksum.
            prop_assert_eq!(&sink.files[0].0, A);
            prop_assert_eq!(sink.files[0].1.len(), 3);
        }
    }
}
