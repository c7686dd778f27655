//! The tests of the page's scripts, which need Node and no browser. Finds them: whatever is called `….test.mjs` is run, and a file of tests
//! under any other name is an error, so that none lies there unrun.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::step::{Count, Failed, program, root, say};

/// Folders below `crates/web` that are not ours, or made.
const OTHERS: [&str; 2] = ["node_modules", "dist"];
/// How the names of test files end.
const ENDING: &str = ".test.mjs";
/// What a file names that has tests in it.
const TESTS: &str = "node:test";

/// Runs them, or those whose file names, or else whose tests' names, have `name` in them.
pub(crate) fn run(name: Option<&str>) -> Result<Count, Failed> {
    let room = root().join("crates/web");
    let all = find(&room)?;
    let of_file: Vec<PathBuf> =
        all.iter().filter(|file| name.is_some_and(|name| file.display().to_string().contains(name))).cloned().collect();
    // A name of no file is a test's.
    let pattern = name.filter(|_| of_file.is_empty());
    let files = if of_file.is_empty() { all } else { of_file };
    let mut command = program("node", &["--test", "--test-reporter=tap", "--test-concurrency=2"]);
    command.current_dir(&room).args(pattern.into_iter().flat_map(|name| ["--test-name-pattern", name])).args(&files);
    say(&format!("{} files of page tests", files.len()));
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|source| Failed::Start { program: "node".to_owned(), source })?;
    let said = String::from_utf8_lossy(&output.stdout);
    let counted = counted(&said, &files, pattern.is_some());
    if !output.status.success() || counted.is_err() {
        say(&said);
        say(&String::from_utf8_lossy(&output.stderr));
    }
    match counted? {
        count if !output.status.success() => Err(Failed::Step(format!("the page's scripts ({count})"))),
        Count { passed: 0, .. } => Err(Failed::Step("no test has that name".to_owned())),
        count => Ok(count),
    }
}

/// What node's report counts: its last lines (`# pass 12`) where all tests were to run, else the tests that were not passed over.
///
/// # Errors
///
/// Where a test was skipped, put off or broken off, and where a file has none: node then reports the file itself as a test that passed.
fn counted(said: &str, files: &[PathBuf], some: bool) -> Result<Count, Failed> {
    let tests = || said.lines().map(str::trim_start).filter(|line| !line.contains("# SKIP"));
    let of_kind = |kind: &str| tests().filter(|line| line.starts_with(kind)).count() as u64;
    let is_file = |line: &str| {
        let name = line.strip_prefix("ok ").and_then(|rest| rest.split_once(" - ")).map(|(_, name)| name);
        name.is_some_and(|name| files.iter().any(|file| Path::new(name).ends_with(file)))
    };
    if some {
        let passed = tests().filter(|line| line.starts_with("ok ") && !is_file(line)).count() as u64;
        return Ok(Count { passed, failed: of_kind("not ok ") });
    }
    let last = |word: &str| said.lines().rev().find_map(|line| line.strip_prefix(word)?.trim().parse::<u64>().ok());
    let left = ["# cancelled ", "# skipped ", "# todo "].into_iter().map(last).sum::<Option<u64>>();
    match (left, last("# pass "), last("# fail ")) {
        _ if tests().any(is_file) => Err(Failed::Step("the page's scripts: a file has no test".to_owned())),
        (Some(0), Some(passed), Some(failed)) => Ok(Count { passed, failed }),
        _ => {
            Err(Failed::Step("the page's scripts: every test is to run to its end, and none to be skipped".to_owned()))
        }
    }
}

/// The test files below this folder, in the order of their names, relative to it.
fn find(room: &Path) -> Result<Vec<PathBuf>, Failed> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let at = |source| Failed::File { path: room.join(&folder), source };
        for entry in fs::read_dir(room.join(&folder)).map_err(at)? {
            let name = entry.map_err(at)?.file_name().to_string_lossy().into_owned();
            let path = folder.join(&name);
            if room.join(&path).is_dir() {
                if !OTHERS.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if name.ends_with(ENDING) {
                found.push(path);
            } else if [".js", ".mjs", ".cjs", ".ts"].iter().any(|ending| name.ends_with(ending)) {
                let text = fs::read_to_string(room.join(&path)).map_err(at)?;
                if text.contains(TESTS) || [".test.", ".spec."].iter().any(|part| name.contains(part)) {
                    let path = path.display();
                    return Err(Failed::Step(format!("{path} has tests, but its name does not end in {ENDING}")));
                }
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
        for (name, text) in files {
            fs::create_dir_all(room.path().join(name).parent().unwrap()).unwrap();
            fs::write(room.path().join(name), text).unwrap();
        }
        room
    }

    #[test]
    fn a_file_that_nobody_listed_is_found() {
        let room = room(&[
            ("tests/b.test.mjs", ""),
            ("client/new/a.test.mjs", ""),
            ("tests/kit.mjs", "export {};"),
            ("node_modules/x/its.test.mjs", ""),
        ]);
        assert_eq!(find(room.path()).unwrap(), [Path::new("client/new/a.test.mjs"), Path::new("tests/b.test.mjs")]);
    }

    #[test]
    fn tests_under_another_name_are_an_error() {
        for (name, text) in [
            ("tests/forgotten.mjs", "import { test } from \"node:test\";"),
            ("build/late.js", "const { test } = await import('node:test');"),
            ("client/a.spec.mjs", ""),
            ("client/a.test.js", ""),
        ] {
            let room = room(&[("tests/b.test.mjs", ""), (name, text)]);
            assert!(find(room.path()).unwrap_err().to_string().contains(name), "{name}");
        }
    }

    #[test]
    fn a_report_counts_only_where_nothing_was_left_out() {
        let files = [PathBuf::from("tests/b.test.mjs")];
        let said = |first: &str, skipped: u32| {
            format!("ok 1 - {first}\n# tests 3\n# pass 2\n# fail 1\n# cancelled 0\n# skipped {skipped}\n# todo 0\n")
        };
        assert_eq!(counted(&said("a", 0), &files, false).unwrap(), Count { passed: 2, failed: 1 });
        assert!(counted(&said("a", 1), &files, false).is_err(), "skipped");
        assert!(counted(&said("/w/crates/web/tests/b.test.mjs", 0), &files, false).is_err(), "a file without a test");
        assert!(counted("ok 1 - a\n", &files, false).is_err(), "broken off");
    }

    #[test]
    fn of_some_tests_only_those_count_that_were_meant() {
        let files = [PathBuf::from("tests/b.test.mjs")];
        let said = "ok 1 - a # SKIP test name does not match pattern\nok 2 - meant\nnot ok 3 - meant too\n\
                    ok 4 - tests/b.test.mjs\n# pass 2\n# skipped 1\n";
        assert_eq!(counted(said, &files, true).unwrap(), Count { passed: 1, failed: 1 });
    }

    #[test]
    fn the_pages_own_are_found() {
        let files = find(&root().join("crates/web")).unwrap();
        assert!(files.contains(&PathBuf::from("tests/helpers.test.mjs")), "{files:?}");
    }
}
