//! Advisories about dependencies, looked up without a network: `cargo deny` with a copy of the RustSec database that somebody put here. Owns
//! where that copy is looked for and how old it is. What is accepted, and why, is in `deny.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::programs;
use crate::step::{Failed, cargo, program, remark, root, step};

/// Names the folder of the database.
const VARIABLE: &str = "CANDOUR_ADVISORY_DB";
/// Fewer advisories than this are no whole database: it had a thousand in 2026.
const LEAST: usize = 500;
/// How cargo-deny calls its copy of the database at the usual address, below `db-path` of `deny.toml`.
const COPY: &str = "advisory-db-3157b0e258782691";

/// Where a copy is looked for that nobody named.
fn usual() -> PathBuf {
    programs::target().join("advisory-db")
}

/// The database's folder; `None` where there is none and none was named.
fn folder() -> Result<Option<PathBuf>, Failed> {
    let named = std::env::var_os(VARIABLE).map(PathBuf::from);
    let is_named = named.is_some();
    let data = named.unwrap_or_else(usual);
    match data.join("crates").is_dir() {
        true => Ok(Some(data)),
        false if is_named => {
            let what = format!("{VARIABLE} names {}, which has no folder `crates`", data.display());
            Err(Failed::Word { what, hint: "it names the root of a clone of RustSec's advisory-db" })
        }
        false => Ok(None),
    }
}

/// Looks whether a folder that was named is there, before anything is built.
pub(crate) fn find() -> Result<(), Failed> {
    folder().map(drop)
}

/// Checks, where there is a database; says so where there is none.
///
/// # Errors
///
/// Where an advisory is not accepted in `deny.toml`, where one that is accepted is met no more, or where the database cannot be read.
pub(crate) fn check() -> Result<(), Failed> {
    let Some(data) = folder()? else {
        remark(&format!(
            "advisories: NOT CHECKED, there is no database: put a copy of RustSec's advisory-db into {}, or name its folder in {VARIABLE}",
            usual().display()
        ));
        return Ok(());
    };
    let (number, youngest) = read(&data.join("crates"));
    if number < LEAST {
        return Err(Failed::Step(format!("{} has {number} advisories: that is a part of a database", data.display())));
    }
    let day = committed(&data).or(youngest).unwrap_or_else(|| "an unknown day".to_owned());
    remark(&format!("advisories: looked up among {number}, the youngest of {day}; what came later is not in them"));
    lay_out(&data)?;
    // What is accepted and met no more is an error too: its reason would stand there for nothing.
    let check = ["deny", "--locked", "--offline", "check", "-D", "advisory-not-detected", "advisories"];
    step("advisories", cargo(&check))
}

/// Puts the database where cargo-deny looks for it. It wants to see when the copy was fetched, and refuses what is old: its age is said above,
/// and nobody is kept from checking with what there is.
fn lay_out(data: &Path) -> Result<(), Failed> {
    // Where `db-path` of deny.toml says, wherever cargo builds.
    let copy = root().join("target/advisory-dbs").join(COPY);
    let file = |source| Failed::File { path: copy.clone(), source };
    let git = copy.join(".git");
    fs::create_dir_all(&git).map_err(file)?;
    fs::write(git.join("FETCH_HEAD"), "").map_err(file)?;
    let (link, crates) = (copy.join("crates"), data.join("crates").canonicalize().map_err(file)?);
    match fs::remove_file(&link) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => return Err(file(why)),
        _ => {}
    }
    std::os::unix::fs::symlink(crates, &link).map_err(file)
}

/// The day of the database's last commit, where it is a clone.
fn committed(data: &Path) -> Option<String> {
    let mut git = program("git", &["log", "-1", "--format=%cs"]);
    let said = data.join(".git").exists().then(|| git.current_dir(data).output().ok())??;
    said.status.success().then(|| String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

/// How many advisories lie below this folder, and the latest `date = "YYYY-MM-DD"` among them.
fn read(folder: &Path) -> (usize, Option<String>) {
    let (mut number, mut latest) = (0, None);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let (more, day) =
            if path.is_dir() { read(&path) } else { (1, fs::read_to_string(&path).ok().and_then(|text| day(&text))) };
        number += more;
        latest = latest.max(day);
    }
    (number, latest)
}

/// The day in an advisory.
fn day(text: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.strip_prefix("date = \""))?;
    line.split_once('"').map(|(day, _)| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_as_young_as_its_youngest_advisory() {
        let folder = tempfile::tempdir().unwrap();
        for (name, day) in [("one", "2025-03-01"), ("two", "2026-08-19"), ("three", "2024-12-31")] {
            fs::create_dir_all(folder.path().join("crates").join(name)).unwrap();
            let text = format!("```toml\n[advisory]\nid = \"X\"\ndate = \"{day}\"\n```\n");
            fs::write(folder.path().join("crates").join(name).join("x.md"), text).unwrap();
        }
        assert_eq!(read(folder.path()), (3, Some("2026-08-19".to_owned())));
        assert_eq!(committed(folder.path()), None);
    }
}
