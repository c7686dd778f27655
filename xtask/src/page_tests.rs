//! The tests of the page's scripts, which need Node and no browser. Finds them: whatever is called `….test.mjs` is run, and a file of tests
//! under any other name is an error, so that none lies there unrun.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::step::{Count, Failed, program, root, say};

/// Where they are, below `crates/web`.
const FOLDERS: [&str; 2] = ["tests", "client/tests"];
/// How their names end.
const ENDING: &str = ".test.mjs";
/// What a file says that has tests in it.
const TESTS: &str = "from \"node:test\"";

/// Runs them, or those whose file or test names have `name` in them.
pub(crate) fn run(name: Option<&str>) -> Result<Count, Failed> {
    let room = root().join("crates/web");
    let files = find(&room)?;
    let (of_file, rest): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| name.is_some_and(|name| file.display().to_string().contains(name)));
    let mut command = program("node", &["--test", "--test-reporter=tap"]);
    command.current_dir(&room);
    if of_file.is_empty() {
        if let Some(name) = name {
            command.arg("--test-name-pattern").arg(name);
        }
        command.args(&rest);
    } else {
        command.args(&of_file);
    }
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|source| Failed::Start { program: "node".to_owned(), source })?;
    let said = String::from_utf8_lossy(&output.stdout);
    let count = counted(&said);
    if !output.status.success() || count.is_none() {
        say(&said);
        say(&String::from_utf8_lossy(&output.stderr));
    }
    match count {
        Some(count) if !output.status.success() => Err(Failed::Step(format!("the page's scripts ({count})"))),
        Some(Count { passed: 0, .. }) => Err(Failed::Step("no test has that name".to_owned())),
        Some(count) => Ok(count),
        None => {
            Err(Failed::Step("the page's scripts: every test is to run to its end, and none to be skipped".to_owned()))
        }
    }
}

/// What the last lines of node's report count (`# pass 12`), where nothing was skipped, put off or broken off.
fn counted(said: &str) -> Option<Count> {
    let of = |word: &str| said.lines().rev().find_map(|line| line.strip_prefix(word)?.trim().parse::<u64>().ok());
    let left = ["# cancelled ", "# skipped ", "# todo "].into_iter().map(of).sum::<Option<u64>>()?;
    let count = Count { passed: of("# pass ")?, failed: of("# fail ")? };
    (left == 0).then_some(count)
}

/// The test files below this folder, in the order of their names, relative to it.
fn find(room: &Path) -> Result<Vec<PathBuf>, Failed> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        let at = |source| Failed::File { path: room.join(folder), source };
        for entry in fs::read_dir(room.join(folder)).map_err(at)? {
            let name = entry.map_err(at)?.file_name().to_string_lossy().into_owned();
            let path = Path::new(folder).join(&name);
            if name.ends_with(ENDING) {
                found.push(path);
            } else if name.ends_with(".mjs") && fs::read_to_string(room.join(&path)).map_err(at)?.contains(TESTS) {
                return Err(Failed::Step(format!(
                    "{} has tests, but its name does not end in {ENDING}",
                    path.display()
                )));
            }
        }
    }
    found.sort();
    if found.is_empty() { Err(Failed::Step("find the page's tests".to_owned())) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these files.
    fn room(files: &[(&str, &str)]) -> tempfile::TempDir {
        let room = tempfile::tempdir().unwrap();
        FOLDERS.iter().for_each(|folder| fs::create_dir_all(room.path().join(folder)).unwrap());
        files.iter().for_each(|(name, text)| fs::write(room.path().join(name), text).unwrap());
        room
    }

    #[test]
    fn a_file_that_nobody_listed_is_found() {
        let room = room(&[("tests/b.test.mjs", ""), ("client/tests/a.test.mjs", ""), ("tests/kit.mjs", "export {};")]);
        assert_eq!(find(room.path()).unwrap(), [Path::new("client/tests/a.test.mjs"), Path::new("tests/b.test.mjs")]);
    }

    #[test]
    fn tests_under_another_name_are_an_error() {
        let room = room(&[("tests/b.test.mjs", ""), ("tests/forgotten.mjs", "import { test } from \"node:test\";")]);
        assert!(find(room.path()).unwrap_err().to_string().contains("tests/forgotten.mjs"));
    }

    #[test]
    fn a_report_counts_only_where_nothing_was_left_out() {
        let said = |skipped: u32| {
            format!(
                "ok 1 - a\n# tests 3\n# suites 0\n# pass 2\n# fail 1\n# cancelled 0\n# skipped {skipped}\n# todo 0\n"
            )
        };
        assert_eq!(counted(&said(0)), Some(Count { passed: 2, failed: 1 }));
        assert_eq!(counted(&said(1)), None);
        assert_eq!(counted("ok 1 - a\n"), None);
    }

    #[test]
    fn the_pages_own_are_found() {
        let files = find(&root().join("crates/web")).unwrap();
        assert!(files.contains(&PathBuf::from("tests/helpers.test.mjs")), "{files:?}");
    }
}
