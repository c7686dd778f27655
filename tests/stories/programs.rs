//! The four programs, found and never built here: `cargo xtask test` builds each with its own features alone and names their folder. Under `cargo test`
//! they are those that cargo has put beside this test, if they are no older than their sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Names the folder of programs that were built each on its own.
const VARIABLE: &str = "CANDOUR_PROGRAMS";
/// The programs.
const NAMES: [&str; 4] = ["candour", "candour-source", "candour-courier", "candour-unit"];
/// What to do where one is not to be had.
const HINT: &str =
    "hint: `cargo xtask test stories` builds the programs first; so does `cargo test`, of the whole workspace";

/// The folder in which all four programs are.
pub(crate) fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        if let Some(folder) = std::env::var_os(VARIABLE).map(PathBuf::from) {
            for name in NAMES {
                assert!(folder.join(name).is_file(), "{VARIABLE} names a folder without {name}\n{HINT}");
            }
            return folder;
        }
        // A test is in `deps`, programs are one folder above.
        let folder = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().to_owned();
        for name in NAMES {
            let stale = changed_since(&folder.join(name));
            assert!(stale.is_none(), "{}\n{HINT}", stale.unwrap_or_default());
        }
        folder
    })
}

/// Why a program is not what its sources make: it is not there, or one of the sources that cargo noted beside it is younger.
fn changed_since(program: &Path) -> Option<String> {
    let built = fs::metadata(program).and_then(|file| file.modified());
    let Ok(built) = built else { return Some(format!("{} is not built", program.display())) };
    let noted = fs::read_to_string(program.with_extension("d")).unwrap_or_default();
    // `PROGRAM: SOURCE SOURCE …`, with blanks in names escaped.
    let sources = noted.split_once(": ").map(|(_, sources)| sources.replace("\\ ", "\u{0}"));
    let Some(sources) = sources else {
        return Some(format!("{} has no list of its sources beside it", program.display()));
    };
    let mut sources = sources.split_whitespace().map(|source| source.replace('\u{0}', " "));
    let younger =
        sources.find(|source| !fs::metadata(source).and_then(|file| file.modified()).is_ok_and(|at| at <= built));
    younger.map(|source| format!("{} is older than {source}", program.display()))
}

/// A program, to be run.
pub(crate) fn program(name: &str) -> Command {
    Command::new(folder().join(name))
}

#[test]
fn a_program_older_than_a_source_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let [program, source, notes] = ["candour", "main source.rs", "candour.d"].map(|name| folder.path().join(name));
    assert!(changed_since(&program).unwrap().contains("is not built"));
    fs::write(&program, "").unwrap();
    assert!(changed_since(&program).unwrap().contains("has no list of its sources"));
    let note = format!("{}: {}\n", program.display(), source.display().to_string().replace(' ', "\\ "));
    fs::write(&notes, note).unwrap();
    let at = |path: &Path, seconds: u64| {
        let file = fs::File::create(path).unwrap();
        file.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::new(seconds, 0)).unwrap();
    };
    at(&source, 1_000);
    at(&program, 1_001);
    assert_eq!(changed_since(&program), None);
    at(&source, 1_002);
    assert!(changed_since(&program).unwrap().contains("is older than"));
}
