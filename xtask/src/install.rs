//! What the tests need beyond Rust: Debian packages, the wasm target, npm packages, two cargo tools. Installs what is missing and says so.

use std::process::Command;

use crate::step::{Failed, cargo, program, root, say, step, there};

/// A program that tests call, the arguments that show it is there, and the Debian package that brings it.
const DEBIAN: &[(&str, &[&str], &str)] = &[
    ("age", &["--version"], "age"),
    ("tar", &["--version"], "tar"),
    ("node", &["--version"], "nodejs"),
    ("npm", &["--version"], "npm"),
    ("mkfs.ext4", &["-V"], "e2fsprogs"),
    ("losetup", &["--version"], "mount"),
    ("c++", &["--version"], "g++"),
];

/// `apt-get`, as root or through sudo.
fn apt(args: &[&str]) -> Command {
    let root = there("sh", &["-c", "test \"$(id -u)\" = 0"]);
    let mut command = if root { program("apt-get", &[]) } else { program("sudo", &["apt-get"]) };
    command.args(args).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// The Debian packages.
pub(crate) fn debian() -> Result<(), Failed> {
    let missing: Vec<&str> =
        DEBIAN.iter().filter(|(name, args, _)| !there(name, args)).map(|(_, _, package)| *package).collect();
    if missing.is_empty() {
        say("every Debian package that the tests need is there");
        return Ok(());
    }
    say(&format!("installing Debian packages: {}", missing.join(" ")));
    step("apt-get update", apt(&["update", "-q"]))?;
    let mut install = apt(&["install", "-q", "-y", "--no-install-recommends"]);
    install.args(&missing);
    step("apt-get install", install)
}

/// The target that the page is built for.
pub(crate) fn wasm_target() -> Result<(), Failed> {
    step("wasm32 target", program("rustup", &["target", "add", "wasm32-unknown-unknown"]))
}

/// The npm packages of the tests, exactly as locked. No script of theirs is run.
pub(crate) fn npm() -> Result<(), Failed> {
    let mut command = program("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    command.current_dir(root().join("tests/npm"));
    step("npm packages", command)
}

/// A cargo tool, at the version that is known to work.
pub(crate) fn cargo_tool(name: &str, version: &str) -> Result<(), Failed> {
    let subcommand = name.trim_start_matches("cargo-");
    if there("cargo", &[subcommand, "--version"]) {
        return Ok(());
    }
    say(&format!("installing {name} {version}"));
    step(&format!("install {name}"), cargo(&["install", "--locked", "--version", version, name]))
}
