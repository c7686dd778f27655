//! What the tests need beyond Rust: Debian packages, the wasm target, npm packages, tools from crates.io, and one older Firefox.
//! Installs what is missing and says so.

use std::path::{Path, PathBuf};
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
    ("tor", &["--version"], "tor"),
    ("firefox-esr", &["--version"], "firefox-esr"),
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

/// The least version of Node that the page's build and the tests of its scripts run on.
const NODE: u32 = 20;

/// Node, where Debian's is too old: the same program from the npm registry, exactly as locked, below `tests/node` and not installed.
pub(crate) fn node() -> Result<(), Failed> {
    let version = program("node", &["--version"]).output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    if major(&version).is_some_and(|major| major >= NODE) {
        return Ok(());
    }
    say(&format!("node is {version}; the page needs {NODE} or later: fetching one as an npm package"));
    packages("node from the npm registry", "tests/node")
}

/// The first number of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The target that the page is built for.
pub(crate) fn wasm_target() -> Result<(), Failed> {
    step("wasm32 target", program("rustup", &["target", "add", "wasm32-unknown-unknown"]))
}

/// The npm packages of the tests, exactly as locked. No script of theirs is run.
pub(crate) fn npm() -> Result<(), Failed> {
    node()?;
    packages("npm packages", "tests/npm")
}

/// The npm packages of a folder, exactly as locked, where they are not there already. No script of theirs is run.
pub(crate) fn packages(name: &str, folder: &str) -> Result<(), Failed> {
    let folder = root().join(folder);
    let (lock, done) = (folder.join("package-lock.json"), folder.join("node_modules/.as-locked"));
    let file = |source| Failed::File { path: folder.clone(), source };
    let locked = std::fs::read(&lock).map_err(file)?;
    if std::fs::read(&done).is_ok_and(|done| done == locked) {
        say(&format!("{name}: there, as locked"));
        return Ok(());
    }
    let mut command = program("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    command.current_dir(&folder);
    step(name, command)?;
    std::fs::write(&done, locked).map_err(file)
}

/// A cargo tool, at the version that is known to work. Another version of it stays as it is, and is not used: ours is then kept below
/// `target/tools`, where [`crate::step::program`] finds it first.
pub(crate) fn cargo_tool(name: &str, version: &str) -> Result<(), Failed> {
    let subcommand = name.trim_start_matches("cargo-");
    let there = cargo(&[subcommand, "--version"]).output();
    let there = there.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    if there.split(' ').any(|word| word == version) {
        return Ok(());
    }
    say(&format!("installing {name} {version}{}", if there.is_empty() { "" } else { ": another version is there" }));
    // Built quickly rather than well: it runs for seconds.
    let mut install = cargo(&["install", "--locked", "--debug", "--version", version, name]);
    install.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_TARGET_DIR", root().join("target/tools/build"));
    if !there.is_empty() {
        install.arg("--root").arg(root().join("target/tools"));
    }
    step(&format!("install {name}"), install)
}

/// The release of Firefox that Tor Browser 15 has.
const FIREFOX_BEFORE: &str = "140.";

/// That release from Debian's archive, unpacked below `target/` and not installed: both engines are tested.
pub(crate) fn firefox_before() -> Result<(), Failed> {
    let folder = root().join("target/firefox-before");
    if folder.join("usr/lib/firefox-esr/firefox-esr").exists() {
        return Ok(());
    }
    let mut version = version_of("firefox-esr", FIREFOX_BEFORE);
    if version.is_none() {
        step("apt-get update", apt(&["update", "-q"]))?;
        version = version_of("firefox-esr", FIREFOX_BEFORE);
    }
    let missing = || Failed::Step(format!("find firefox-esr {FIREFOX_BEFORE}x in Debian's archive"));
    unpack("firefox-esr", &version.ok_or_else(missing)?, &folder)
}

/// The version of a Debian package that begins so, if the archive has one.
fn version_of(package: &str, begins: &str) -> Option<String> {
    let asked = program("apt-cache", &["madison", package]).output().ok()?;
    let table = String::from_utf8_lossy(&asked.stdout).into_owned();
    let versions = table.lines().filter_map(|line| line.split('|').nth(1)).map(str::trim);
    versions.into_iter().find(|version| version.starts_with(begins)).map(str::to_owned)
}

/// Debian's nginx, which a board's speed is measured beside: the one that is there, or the package unpacked below `target/` and not installed,
/// so that no service of the machine's is started.
pub(crate) fn nginx() -> Result<PathBuf, Failed> {
    if there("nginx", &["-v"]) {
        return Ok(PathBuf::from("nginx"));
    }
    let folder = root().join("target/nginx");
    let program = folder.join("usr/sbin/nginx");
    if !program.exists() {
        step("apt-get update", apt(&["update", "-q"]))?;
        let missing = || Failed::Step("find nginx in Debian's archive".to_owned());
        unpack("nginx", &version_of("nginx", "1.").ok_or_else(missing)?, &folder)?;
    }
    Ok(program)
}

/// Downloads a Debian package and unpacks it into a folder.
fn unpack(package: &str, version: &str, folder: &Path) -> Result<(), Failed> {
    say(&format!("unpacking {package} {version} into {}", folder.display()));
    let file = |source| Failed::File { path: folder.to_owned(), source };
    let download = folder.with_extension("download");
    std::fs::create_dir_all(&download).map_err(file)?;
    let mut get = program("apt-get", &["download", "-q", &format!("{package}={version}")]);
    get.current_dir(&download);
    step(&format!("download {package} {version}"), get)?;
    let packed = std::fs::read_dir(&download).map_err(file)?.flatten().map(|entry| entry.path());
    for packed in packed.filter(|path| path.extension().is_some_and(|ending| ending == "deb")) {
        let mut unpack = program("dpkg", &["-x"]);
        unpack.arg(packed).arg(folder);
        step(&format!("unpack {package} {version}"), unpack)?;
    }
    std::fs::remove_dir_all(&download).map_err(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_of_a_version_is_read() {
        assert_eq!(major("v18.20.4"), Some(18));
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major(""), None);
    }
}
