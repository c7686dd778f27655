//! Examples in the documentation. Owns which packages have any: asking every package costs minutes, and most have none.

use std::fs;
use std::path::Path;

use crate::step::{Failed, cargo, root, say, step};

/// Runs the examples of every package that has some.
pub(crate) fn run() -> Result<(), Failed> {
    let mut args = vec!["test".to_owned(), "--locked".to_owned(), "--doc".to_owned()];
    for package in packages()? {
        say(&format!("{package} has examples"));
        args.extend(["-p".to_owned(), package]);
    }
    step("cargo test --doc", cargo(&args.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// The packages below `crates/`, and the server, that have examples.
fn packages() -> Result<Vec<String>, Failed> {
    let crates = root().join("crates");
    let at = |source| Failed::File { path: crates.clone(), source };
    let mut found = Vec::new();
    if has_examples(&root())? {
        found.push("candour".to_owned());
    }
    for entry in fs::read_dir(&crates).map_err(at)? {
        let folder = entry.map_err(at)?;
        if has_examples(&folder.path())? {
            found.push(format!("candour-{}", folder.file_name().to_string_lossy()));
        }
    }
    found.sort();
    if found.is_empty() { Err(Failed::Step("find examples in the documentation".to_owned())) } else { Ok(found) }
}

/// Whether a package has an example in its sources, or in the README that is its documentation.
fn has_examples(package: &Path) -> Result<bool, Failed> {
    let mut folders = vec![package.join("src")];
    let readme = package.join("README.md");
    if package != root() && is_example(fs::read_to_string(&readme).unwrap_or_default().lines()) {
        return Ok(true);
    }
    while let Some(folder) = folders.pop() {
        let at = |source| Failed::File { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(at)? {
            let path = entry.map_err(at)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).map_err(at)?;
                let documentation = text.lines().map(str::trim_start).filter_map(|line| {
                    line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(str::trim_start)
                });
                if is_example(documentation) {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// Whether a block among these lines is Rust to rustdoc: one that says so, or says nothing.
fn is_example<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut is_open = false;
    for kind in lines.filter_map(|line| line.trim().strip_prefix("```")) {
        let words = ["rust", "should_panic", "no_run", "compile_fail", "ignore", "edition"];
        if !is_open && (kind.is_empty() || words.iter().any(|word| kind.starts_with(word))) {
            return true;
        }
        is_open = !is_open;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_rust_are_examples_and_no_others() {
        for example in
            ["```\nlet a = 1;\n```", "```text\nkey\n```\n```should_panic\npanic!();\n```", "```rust,no_run\n```"]
        {
            assert!(is_example(example.lines()), "{example}");
        }
        for other in ["", "```text\nkey\n```\nwords\n```sh\nls\n```", "a `word`"] {
            assert!(!is_example(other.lines()), "{other}");
        }
    }

    #[test]
    fn the_projects_own_are_found() {
        assert!(packages().unwrap().contains(&"candour-pinned".to_owned()));
    }
}
