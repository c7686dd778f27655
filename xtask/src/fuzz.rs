//! The fuzz targets: built once, then each run for some seconds, from the vectors as seeds.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use crate::plan::{Plan, Takes};
use crate::step::{Failed, cargo, root, say, step};
use crate::{install, output};

/// The version of cargo-fuzz that is known to work.
const CARGO_FUZZ: &str = "0.13.2";

/// What targets are built for.
const HOST: &str = "x86_64-unknown-linux-gnu";

/// The targets: files below `fuzz/fuzz_targets/`, in the order of their names.
fn targets() -> Result<Vec<String>, Failed> {
    let folder = root().join("fuzz/fuzz_targets");
    let file = |source| Failed::File { path: folder.clone(), source };
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(file)? {
        let path = entry.map_err(file)?.path();
        if path.extension().is_some_and(|extension| extension == "rs")
            && let Some(name) = path.file_stem()
        {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Targets whose seeds are bodies of vectors, with the vectors' folder and what their names begin with.
const VECTORS: [(&str, &str, &str); 8] = [
    ("board", "testkit/board", "parcel-"),
    ("bundle_manifest", "testkit/bundle", ""),
    ("cell", "testkit/board", "cell-"),
    ("cell", "testkit/sealed-report", "open-"),
    ("codename", "testkit/codename", "typed-"),
    ("desk_card", "testkit/desk-card", ""),
    ("desk_card", "testkit/sealed-report", "desk-card"),
    ("header", "testkit/sealed-report", "open-"),
];

/// Copies vectors into a target's corpus, without the lines that say what is expected of them.
fn seed(target: &str, corpus: &Path) -> Result<(), Failed> {
    for (_, folder, prefix) in VECTORS.into_iter().filter(|(of, _, _)| *of == target) {
        let folder = root().join(folder);
        let file = |source| Failed::File { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(file)? {
            let path = entry.map_err(file)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !path.is_file() || !name.starts_with(prefix) {
                continue;
            }
            let vector = fs::read(&path).map_err(file)?;
            let end = vector.windows(2).position(|two| two == b"\n\n").map_or(0, |at| at + 2);
            let body = if vector.starts_with(b"expect: ") { vector.get(end..) } else { Some(vector.as_slice()) };
            fs::write(corpus.join(name), body.unwrap_or_default()).map_err(file)?;
        }
    }
    Ok(())
}

/// What all targets together get in `cargo xtask test`, in seconds of one core.
const BUDGET: u32 = 180;
/// Targets that run at the same time.
const SIDE_BY_SIDE: usize = 2;

/// The tasks; `name` is part of the names of the targets that are run.
pub(crate) fn tasks<'a>(plan: &mut Plan<'a>, name: Option<&'a str>) {
    plan.step("build the fuzz targets", &["crates"], Takes::Compiler, build);
    plan.step("fuzz", &["build the fuzz targets"], Takes::Cores, move || {
        let each = BUDGET.checked_div(u32::try_from(targets()?.len()).unwrap_or(u32::MAX)).unwrap_or(BUDGET);
        fuzz(&named(name)?, each.max(1))
    });
}

/// Runs each target for so long.
pub(crate) fn run(seconds: u32) -> Result<(), Failed> {
    build()?;
    fuzz(&targets()?, seconds)
}

/// The targets with this in their names.
fn named(name: Option<&str>) -> Result<Vec<String>, Failed> {
    let wanted: Vec<String> =
        targets()?.into_iter().filter(|target| name.is_none_or(|name| target.contains(name))).collect();
    if wanted.is_empty() { Err(Failed::Step("no fuzz target has that name".to_owned())) } else { Ok(wanted) }
}

/// Builds all targets.
fn build() -> Result<(), Failed> {
    install::cargo_tool("cargo-fuzz", CARGO_FUZZ)?;
    // Wherever cargo builds otherwise: the targets are run from there.
    let mut command = cargo(&["fuzz", "build", "--target-dir", "fuzz/target"]);
    // The sanitizer's flags are unstable ones; the stable compiler takes them with this.
    command.env("RUSTC_BOOTSTRAP", "1");
    step("cargo fuzz build", command)
}

/// Runs targets for so many seconds each, some side by side.
fn fuzz(targets: &[String], seconds: u32) -> Result<(), Failed> {
    say(&format!("{} targets, {seconds} s each, {SIDE_BY_SIDE} at a time", targets.len()));
    let (rest, bad) = (Mutex::new(targets.iter()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                loop {
                    let next = rest.lock().ok().and_then(|mut rest| rest.next());
                    let Some(target) = next else { break };
                    let outcome = one(target, seconds);
                    if let (Err(failed), Ok(mut bad)) = (outcome, bad.lock()) {
                        bad.push((target, failed));
                    }
                }
            });
        }
    });
    let bad = bad.into_inner().unwrap_or_default();
    for (target, failed) in &bad {
        say(&format!("{target}: {failed}"));
        output::show(&output::path(&log_name(target)));
    }
    if bad.is_empty() { Ok(()) } else { Err(Failed::Step(format!("fuzz: {} targets", bad.len()))) }
}

/// The name of a target's log.
fn log_name(target: &str) -> String {
    format!("fuzz {target}")
}

/// Runs one target; its words go to its log.
fn one(target: &str, seconds: u32) -> Result<(), Failed> {
    let fuzz = root().join("fuzz");
    let [corpus, seeds, found] = ["corpus", "seeds", "artifacts"].map(|folder| fuzz.join(folder).join(target));
    for folder in [&corpus, &found] {
        fs::create_dir_all(folder).map_err(|source| Failed::File { path: folder.clone(), source })?;
    }
    seed(target, &corpus)?;
    let (path, log) = output::log(&log_name(target))?;
    let start = |source| Failed::Start { program: target.to_owned(), source };
    let mut command = Command::new(fuzz.join("target").join(HOST).join("release").join(target));
    command.current_dir(&fuzz).stdin(Stdio::null()).stderr(log.try_clone().map_err(start)?).stdout(log);
    // What it once stumbled over comes again.
    command.arg(&corpus).args(seeds.is_dir().then_some(&seeds)).arg(&found);
    // An input that takes longer is a loop.
    command.args([&format!("-max_total_time={seconds}"), "-max_len=65536", "-timeout=20"]);
    command.arg(format!("-artifact_prefix={}/", found.display()));
    let status = command.status().map_err(start)?;
    let said = fs::read_to_string(&path).unwrap_or_default();
    if status.success() && has_run(&said) { Ok(()) } else { Err(Failed::Step(format!("fuzz {target}"))) }
}

/// Whether it says how many inputs it has run: `Done 4711 runs in 20 second(s)`.
fn has_run(said: &str) -> bool {
    said.lines().filter_map(|line| line.strip_prefix("Done ")?.split_once(" runs in ")).any(|(runs, _)| runs != "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_ran_nothing_is_no_success() {
        assert!(has_run("#4711\tDONE\nDone 4711 runs in 20 second(s)\n"));
        assert!(!has_run("Done 0 runs in 20 second(s)\n"));
        assert!(!has_run(""));
    }

    #[test]
    fn every_target_is_built_and_every_row_of_vectors_meets_one_and_some_files() {
        let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
        let mut built: Vec<String> = manifest
            .split("[[bin]]")
            .skip(1)
            .map(|bin| bin.split_once("name = \"").unwrap().1.split('"').next().unwrap().to_owned())
            .collect();
        built.sort();
        assert_eq!(targets().unwrap(), built);
        for (target, folder, prefix) in VECTORS {
            assert!(built.iter().any(|name| name == target), "{target}");
            let mut files = fs::read_dir(root().join(folder)).unwrap().flatten();
            assert!(files.any(|file| file.file_name().to_string_lossy().starts_with(prefix)), "{target}: {folder}");
        }
    }
}
