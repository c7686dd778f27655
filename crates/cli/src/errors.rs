//! Every error of this room, word for word, in `tests/errors.txt`.

use std::io;
use std::path::PathBuf;

use candour_pinned::every;

use crate::atomic_file::AtomicFileError;
use crate::editor::EditorError;
use crate::passphrase::PassphraseError;
use crate::prompt::PromptError;
use crate::secret_file::SecretFileError;
use crate::{Hint, Voice};

/// A path whose name would clear the screen.
fn path() -> PathBuf {
    "media/\u{1b}[2Jfile".into()
}

/// An error of the system.
fn system(kind: io::ErrorKind) -> io::Error {
    kind.into()
}

/// Under the enum's name, what each sample says, and the exit code.
fn said<E: Hint>(name: &str, samples: Vec<(&'static str, E)>) -> String {
    let voice = Voice::new("candour-x");
    let said = samples.iter().map(|(variant, error)| {
        format!("{name}::{variant}\n{}exit {}\n\n", voice.error_text(error), error.exit().code())
    });
    said.collect()
}

fn atomic() -> Vec<(&'static str, AtomicFileError)> {
    let write = |kind| AtomicFileError::Write { path: path(), source: system(kind) };
    every!(AtomicFileError {
        Exists: [AtomicFileError::Exists { path: path() }],
        SameAsInput: [AtomicFileError::SameAsInput { path: path() }],
        Write: [
            write(io::ErrorKind::PermissionDenied),
            write(io::ErrorKind::StorageFull),
            write(io::ErrorKind::QuotaExceeded),
        ],
    })
}

fn secret() -> Vec<(&'static str, SecretFileError)> {
    every!(SecretFileError {
        Read: [SecretFileError::Read { path: path(), source: system(io::ErrorKind::NotFound) }],
        NotAFile: [SecretFileError::NotAFile { path: path() }],
        Open: [SecretFileError::Open { path: path(), mode: 0o644 }],
        Foreign: [SecretFileError::Foreign { path: path() }],
        TooLong: [SecretFileError::TooLong { path: path(), limit: 1024 }],
        Exists: [SecretFileError::Exists { path: path() }],
        Write: [SecretFileError::Write { path: path(), source: system(io::ErrorKind::StorageFull) }],
    })
}

fn prompt() -> Vec<(&'static str, PromptError)> {
    every!(PromptError {
        NoTerminal: [PromptError::NoTerminal { source: system(io::ErrorKind::NotFound) }],
        NoAnswer,
        Differ,
        Empty,
    })
}

fn editor() -> Vec<(&'static str, EditorError)> {
    let editor = || "ed\u{1b}[2J".to_owned();
    every!(EditorError {
        Folder: [EditorError::Folder(system(io::ErrorKind::StorageFull))],
        Start: [EditorError::Start { editor: editor(), source: system(io::ErrorKind::NotFound) }],
        Failed: [EditorError::Failed { editor: editor() }],
    })
}

fn passphrase() -> Vec<(&'static str, PassphraseError)> {
    let prompts: Vec<_> = prompt().into_iter().map(|(_, error)| PassphraseError::Prompt(error)).collect();
    let files: Vec<_> = secret().into_iter().map(|(_, error)| PassphraseError::File(error)).collect();
    every!(PassphraseError {
        Prompt: prompts,
        File: files,
        EmptyFile: [PassphraseError::EmptyFile { path: path() }],
        NotText: [PassphraseError::NotText { path: path() }],
    })
}

#[test]
fn every_error_says_what_happened_and_what_to_do() {
    let all = [
        said("AtomicFileError", atomic()),
        said("SecretFileError", secret()),
        said("PromptError", prompt()),
        said("PassphraseError", passphrase()),
        said("EditorError", editor()),
    ];
    candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/errors.txt"), &all.concat());
}
