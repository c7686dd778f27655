//! The README's walk-through, run as it is written; only the ports are others.

use std::fs;
use std::process::Command;

use crate::place::free_address;
use crate::programs;

/// The walk-through's blocks, in order.
fn blocks(readme: &str) -> Vec<&str> {
    readme.split("```sh walk-through\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn the_walk_through_leads_to_an_opened_report_and_back_to_an_answer() {
    let readme = include_str!("../../README.md");
    let blocks = blocks(readme);
    assert!(blocks.len() >= 6, "drop, unit, drop, source, courier, unit");
    let (public, collect) = (free_address().to_string(), free_address().to_string());
    let script = blocks.concat().replace("127.0.0.1:8080", &public).replace("127.0.0.1:8081", &collect);
    assert!(script.contains(&public) && script.contains(&collect));
    let folder = tempfile::tempdir().unwrap();
    let path = format!("{}:{}", programs::folder().display(), std::env::var("PATH").unwrap());
    // Job control, as a terminal has it: `kill %1` means the server, and a failing line ends the walk.
    let script = format!("set -meu\ntrap 'kill %1 2>/dev/null || true' EXIT\n{script}");
    let mut shell = Command::new("bash");
    let output = shell.args(["-c", &script]).current_dir(folder.path()).env("PATH", path).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("On Tuesday I saw how the search log was changed."), "{shown}\n{said}");
    assert!(shown.contains("reply 1\n    Thank you. Who else could change the log?\n"), "{shown}\n{said}");
    let photograph = fs::read(folder.path().join("photograph.jpg")).unwrap();
    let reports = crate::scene::files_below(&folder.path().join("unit/reports"));
    assert!(reports.iter().any(|file| fs::read(file).unwrap() == photograph), "the attachment arrived");
}

#[test]
fn the_readme_names_exactly_the_two_chores() {
    let readme = include_str!("../../README.md");
    let chores: Vec<_> = readme.lines().filter(|line| line.starts_with("cargo ")).collect();
    let [demo, test] = chores[..] else { panic!("{chores:?}") };
    assert!(demo.starts_with("cargo xtask demo ") && test.starts_with("cargo xtask test "));
}
