//! The Rust tests: cargo builds them and says where they are, then each runs as cargo would run it. Several run side by side, and while they
//! do the compiler is free for something else.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

use serde_json::Value;

use crate::output;
use crate::programs::{self, VARIABLE};
use crate::step::{Count, Failed, cargo, find_tools, remark, root, say, timed};

/// One file of tests, built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TestFile {
    /// Its package's folder, where it runs.
    folder: PathBuf,
    /// Its target's name, such as `stories`.
    pub(crate) target: String,
    program: PathBuf,
}

impl TestFile {
    /// How it is called in what is said: `crates/board look`, or `server` for one of the root package.
    pub(crate) fn label(&self) -> String {
        let folder = self.folder.strip_prefix(root()).unwrap_or(&self.folder).display().to_string();
        format!("{folder} {}", self.target).trim_start().to_owned()
    }

    /// Whether it belongs to the package in this folder of the workspace.
    pub(crate) fn is_of(&self, folder: &str) -> bool {
        self.folder == root().join(folder)
    }

    /// It, to be run with these arguments as cargo runs it.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(args).current_dir(&self.folder).stdin(Stdio::null());
        command.env("CARGO_MANIFEST_DIR", &self.folder).env(VARIABLE, programs::folder());
        // Words of the environment that would have tests rewrite what they compare, or draw fewer cases.
        for name in ["TRYCMD", "PROPTEST_CASES"] {
            command.env_remove(name);
        }
        find_tools(&mut command);
        command
    }
}

/// Builds a package's program on its own; where cargo put it.
pub(crate) fn built_program(package: &str) -> Result<PathBuf, Failed> {
    let messages = timed(&format!("build {package}"), || messages(&["build", "--locked", "-p", package]))?;
    let program = messages.lines().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_it = message.pointer("/target/name")?.as_str()? == package;
        is_it.then(|| message.get("executable")?.as_str().map(PathBuf::from))?
    });
    program.ok_or_else(|| Failed::Step(format!("find the program {package}")))
}

/// Has cargo build; what it says of what it built, one JSON object a line.
fn messages(args: &[&str]) -> Result<String, Failed> {
    let mut command = cargo(&[args, &["--message-format", "json-render-diagnostics"]].concat());
    let start = |source| Failed::Start { program: "cargo".to_owned(), source };
    output::redirect(&mut command).map_err(start)?;
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(start)?;
    let output = child.wait_with_output().map_err(start)?;
    if !output.status.success() {
        return Err(Failed::Step(format!("cargo {}", args.join(" "))));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Builds the tests of these packages (`--workspace`, `-p NAME`, …) and finds them.
pub(crate) fn build(packages: &[&str]) -> Result<Vec<TestFile>, Failed> {
    let found = found(&messages(&[&["test", "--locked", "--no-run"], packages].concat())?);
    if found.is_empty() { Err(Failed::Step("find tests".to_owned())) } else { Ok(found) }
}

/// The test files among cargo's messages, one JSON object a line.
fn found(messages: &str) -> Vec<TestFile> {
    let file = |line: &str| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_test = message.pointer("/profile/test")?.as_bool()?;
        let program = message.get("executable")?.as_str()?;
        let folder = Path::new(message.get("manifest_path")?.as_str()?).parent()?.to_owned();
        let target = message.pointer("/target/name")?.as_str()?.to_owned();
        is_test.then(|| TestFile { folder, target, program: program.into() })
    };
    messages.lines().filter_map(file).collect()
}

/// Runs the files side by side, with these arguments each; tests that ran. A file that fails is shown.
///
/// # Errors
///
/// After all have ended, where one failed.
pub(crate) fn run(files: &[TestFile], args: &[&str]) -> Result<Count, Failed> {
    let (rest, ended) = (Mutex::new(files.iter()), Mutex::new(Vec::new()));
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let next = rest.lock().ok().and_then(|mut rest| rest.next());
                    let Some(file) = next else { break };
                    let begun = Instant::now();
                    let outcome = one(file, args);
                    if let Ok(mut ended) = ended.lock() {
                        ended.push((file, begun.elapsed().as_secs_f64(), outcome));
                    }
                }
            });
        }
    });
    let mut ended = ended.into_inner().unwrap_or_default();
    ended.sort_by(|(_, one, _), (_, other, _)| other.total_cmp(one));
    let (mut sum, mut bad) = (Count::default(), Vec::new());
    for (file, seconds, outcome) in ended {
        let Ended { count, log, skipped, why } = match outcome {
            Ok(ended) => ended,
            Err(failed) => {
                say(&format!("{}: {failed}", file.label()));
                bad.push(file.label());
                continue;
            }
        };
        skipped.iter().for_each(|line| remark(&format!("NOT SHOWN HERE, {}: {line}", file.label())));
        if count != Count::default() || why.is_some() {
            let why = why.as_ref().map(|why| format!(": FAILED, {why}")).unwrap_or_default();
            say(&format!("{seconds:8.1} s  {}: {count}{why}", file.label()));
        }
        sum = sum + count;
        if why.is_some() {
            output::show(&log);
            bad.push(file.label());
        }
    }
    match bad.is_empty() {
        false => Err(Failed::Step(format!("tests of {} ({sum})", bad.join(", ")))),
        true if sum == Count::default() => Err(Failed::Step("no test has that name".to_owned())),
        true => Ok(sum),
    }
}

/// How a file ended.
struct Ended {
    count: Count,
    log: PathBuf,
    /// What tests said that this machine does not let them show.
    skipped: Vec<String>,
    /// What was wrong.
    why: Option<String>,
}

/// Runs one file; its words go to its log.
fn one(file: &TestFile, args: &[&str]) -> Result<Ended, Failed> {
    // Two targets of a package may have one name; cargo's programs never do.
    let id = file.program.file_name().unwrap_or_default().to_string_lossy();
    let (path, log) = output::log(&format!("tests {} {id}", file.label()))?;
    let start = |source| Failed::Start { program: file.label(), source };
    let mut command = file.command(args);
    command.stdout(Stdio::from(log.try_clone().map_err(start)?)).stderr(Stdio::from(log));
    let status = command.status().map_err(start)?;
    let said = std::fs::read(&path).map_err(|source| Failed::File { path: path.clone(), source })?;
    let said = String::from_utf8_lossy(&said);
    let (count, complete) = counted(&said);
    let skipped = said.lines().filter(|line| line.starts_with("skipped: ")).map(str::to_owned).collect();
    let why = (!status.success()).then(|| status.to_string());
    Ok(Ended { count, log: path, skipped, why: why.or_else(|| complete.err()) })
}

/// What closing lines count, all together; and whether every test that was begun is among them.
fn counted(said: &str) -> (Count, Result<(), String>) {
    let (mut count, mut begun, mut ignored, mut is_closed) = (Count::default(), 0, 0, false);
    for line in said.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        if let ["running", number, "test" | "tests"] = words.as_slice() {
            begun += number.parse::<u64>().unwrap_or(0);
        }
        if let Some((_, counts)) = line.split_once("test result: ") {
            count.add(line);
            let number = counts.split("; ").find_map(|pair| pair.strip_suffix(" ignored")?.parse::<u64>().ok());
            ignored += number.unwrap_or(0);
            is_closed = true;
        }
    }
    let ended = count.passed + count.failed + ignored;
    let complete = match is_closed {
        false => Err("no closing line".to_owned()),
        true if begun != ended => Err(format!("{begun} tests began, and {ended} ended")),
        true => Ok(()),
    };
    (count, complete)
}

/// Runs one file whose words are shown as they come; tests that ran.
pub(crate) fn shown(name: &str, file: &TestFile, args: &[&str]) -> Result<Count, Failed> {
    if output::is_kept() {
        let Ended { count, log, why, .. } = one(file, args)?;
        say(&String::from_utf8_lossy(&std::fs::read(&log).unwrap_or_default()));
        return match why {
            None => Ok(count),
            Some(why) => Err(Failed::Step(format!("{name} ({count}, {why})"))),
        };
    }
    let start = |source| Failed::Start { program: file.label(), source };
    let mut child = file.command(args).stdout(Stdio::piped()).spawn().map_err(start)?;
    let mut said = String::new();
    for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).split(b'\n')) {
        let line = line.map_err(start)?;
        let line = String::from_utf8_lossy(&line);
        say(&line);
        said.push_str(&line);
        said.push('\n');
    }
    let status = child.wait().map_err(start)?;
    match (status.success(), counted(&said)) {
        (true, (Count { passed: 0, failed: 0 }, Ok(()))) => Err(Failed::Step("no test has that name".to_owned())),
        (true, (count, Ok(()))) => Ok(count),
        (true, (_, Err(why))) => Err(Failed::Step(format!("{name} ({why})"))),
        (false, (count, _)) => Err(Failed::Step(format!("{name} ({count})"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_found_among_cargos_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","manifest_path":"/w/crates/board/Cargo.toml","target":{"name":"look"},"profile":{"test":true},"executable":"/w/target/debug/deps/look-1"}"#,
            "\n",
            r#"{"reason":"compiler-artifact","manifest_path":"/w/Cargo.toml","target":{"name":"candour"},"profile":{"test":false},"executable":"/w/target/debug/candour"}"#,
            "\n",
            r#"{"reason":"compiler-artifact","manifest_path":"/w/Cargo.toml","target":{"name":"lib"},"profile":{"test":true},"executable":null}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        let look = TestFile {
            folder: "/w/crates/board".into(),
            target: "look".to_owned(),
            program: "/w/target/debug/deps/look-1".into(),
        };
        assert_eq!(found(messages), [look]);
    }

    #[test]
    fn every_closing_line_counts() {
        let said = "running 4 tests\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\nfree text\n\
                    running 3 tests\ntest result: FAILED. 1 passed; 2 failed; 0 ignored\n";
        assert_eq!(counted(said), (Count { passed: 4, failed: 2 }, Ok(())));
    }

    #[test]
    fn tests_that_began_and_did_not_end_are_missed() {
        for said in [
            "",
            "running 2 tests\ntest a ... ok\n",
            "running 5 tests\ntest result: ok. 3 passed; 0 failed; 1 ignored\n",
        ] {
            assert!(counted(said).1.is_err(), "{said}");
        }
    }
}
