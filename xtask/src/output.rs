//! Where a chore's words go: to the terminal, or, for one of several tasks that run side by side, to a file below `target/xtask` until it is
//! known whether anybody needs them.

use std::cell::RefCell;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::programs;
use crate::step::{Failed, say};

thread_local! {
    /// The file of the task that runs on this thread.
    static KEPT: RefCell<Option<File>> = const { RefCell::new(None) };
}

/// Most lines that are shown of a task that failed.
const SHOWN: usize = 400;

/// The folder of the logs.
pub(crate) fn folder() -> PathBuf {
    programs::target().join("xtask")
}

/// Where a log is, by the name of what writes it.
pub(crate) fn path(name: &str) -> PathBuf {
    let name: String = name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    folder().join(format!("{name}.log"))
}

/// A log's file, empty.
pub(crate) fn log(name: &str) -> Result<(PathBuf, File), Failed> {
    let path = path(name);
    let file = |source| Failed::File { path: path.clone(), source };
    std::fs::create_dir_all(folder()).map_err(file)?;
    let open = File::create(&path).map_err(file)?;
    Ok((path, open))
}

/// This thread's file, for a thread that it starts: that one's words are then kept too.
pub(crate) fn of_this_thread() -> Option<File> {
    KEPT.with_borrow(|kept| kept.as_ref().and_then(|file| file.try_clone().ok()))
}

/// From now on this thread's words go there.
pub(crate) fn go_to(file: Option<File>) {
    KEPT.set(file);
}

/// Does some work on this thread; what it says goes to a file. Also that file.
pub(crate) fn kept<T>(name: &str, work: impl FnOnce() -> Result<T, Failed>) -> (Result<T, Failed>, Option<PathBuf>) {
    let (path, file) = match log(name) {
        Ok(log) => log,
        Err(failed) => return (Err(failed), None),
    };
    KEPT.with_borrow_mut(|kept| *kept = Some(file));
    let outcome = work();
    KEPT.with_borrow_mut(|kept| *kept = None);
    (outcome, Some(path))
}

/// Whether this thread's words go to a file.
pub(crate) fn is_kept() -> bool {
    KEPT.with_borrow(Option::is_some)
}

/// Writes a line to where this thread's words go. A closed stderr is no reason to stop.
pub(crate) fn line(text: &str) {
    KEPT.with_borrow_mut(|kept| {
        let _ = match kept {
            Some(file) => writeln!(file, "{text}"),
            None => writeln!(std::io::stderr(), "{text}"),
        };
    });
}

/// Writes a result, which belongs on stdout where a person asked for it.
pub(crate) fn data(bytes: &[u8]) -> std::io::Result<()> {
    KEPT.with_borrow_mut(|kept| match kept {
        Some(file) => file.write_all(bytes),
        None => std::io::stdout().write_all(bytes),
    })
}

/// Sends a program's words to where this thread's go.
pub(crate) fn redirect(command: &mut Command) -> std::io::Result<()> {
    KEPT.with_borrow(|kept| {
        if let Some(file) = kept {
            command.stdout(Stdio::from(file.try_clone()?)).stderr(Stdio::from(file.try_clone()?));
        }
        Ok(())
    })
}

/// Shows the end of a log.
pub(crate) fn show(log: &Path) {
    let text = std::fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let last = lines.get(lines.len().saturating_sub(SHOWN)..).unwrap_or_default();
    say(&format!("    the last {} of {} lines of {}", last.len(), lines.len(), log.display()));
    last.iter().for_each(|line| say(&format!("  | {line}")));
}
