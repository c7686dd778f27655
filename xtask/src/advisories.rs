//! Advisories about dependencies, looked up without a network: `cargo deny` with a copy of the RustSec database that somebody put here. Owns
//! where that copy is looked for and how old it is. What is accepted, and why, is in `deny.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::programs;
use crate::step::{Failed, cargo, program, remark, step};

/// Names the folder of the database.
const VARIABLE: &str = "CANDOUR_ADVISORY_DB";
/// How cargo-deny calls its copy of the database at the usual address, below `db-path` of `deny.toml`.
const COPY: &str = "advisory-db-3157b0e258782691";

/// Checks, where there is a database; says so where there is none.
///
/// # Errors
///
/// Where an advisory is not accepted in `deny.toml`, where one that is accepted is met no more, or where the database cannot be read.
pub(crate) fn check() -> Result<(), Failed> {
    let named = std::env::var_os(VARIABLE).map(PathBuf::from);
    let is_named = named.is_some();
    let data = named.unwrap_or_else(|| programs::target().join("advisory-db"));
    if !data.join("crates").is_dir() {
        if is_named {
            return Err(Failed::Step(format!("{VARIABLE} names {}, which has no folder `crates`", data.display())));
        }
        remark(&format!(
            "advisories: NOT CHECKED, there is no database: put a copy of RustSec's advisory-db into {}, or name its folder in {VARIABLE}",
            data.display()
        ));
        return Ok(());
    }
    remark(&format!("advisories: looked up in a database of {}; what came later is not in it", date(&data)));
    lay_out(&data)?;
    // What is accepted and met no more is an error too: its reason would stand there for nothing.
    let check = ["deny", "--locked", "--offline", "check", "-D", "advisory-not-detected", "advisories"];
    step("advisories", cargo(&check))
}

/// Puts the database where cargo-deny looks for it. It wants to see when the copy was fetched, and refuses what is old: its age is said above,
/// and nobody is kept from checking with what there is.
fn lay_out(data: &Path) -> Result<(), Failed> {
    let copy = programs::target().join("advisory-dbs").join(COPY);
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

/// The day of the database: of its last commit, or of its youngest advisory.
fn date(data: &Path) -> String {
    let mut git = program("git", &["log", "-1", "--format=%cs"]);
    if data.join(".git").exists()
        && let Ok(said) = git.current_dir(data).output()
        && said.status.success()
    {
        return String::from_utf8_lossy(&said.stdout).trim().to_owned();
    }
    youngest(&data.join("crates")).map_or_else(|| "an unknown day".to_owned(), |day| format!("{day} at the earliest"))
}

/// The latest `date = "YYYY-MM-DD"` of all advisories below this folder.
fn youngest(folder: &Path) -> Option<String> {
    let mut latest = None;
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        let day =
            if path.is_dir() { youngest(&path) } else { fs::read_to_string(&path).ok().and_then(|text| day(&text)) };
        latest = latest.max(day);
    }
    latest
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
        assert_eq!(date(folder.path()), "2026-08-19 at the earliest");
    }
}
