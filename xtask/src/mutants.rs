//! `cargo xtask mutants`: which changes to a crate's code its tests do not notice. Owns the sample, the copy of the tree that is changed in
//! place of this one, and the table; makes no mutant itself, cargo-mutants does.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::install;
use crate::step::{Failed, cargo, program, root, say, timed};

/// The version of cargo-mutants that is known to work.
const CARGO_MUTANTS: &str = "27.1.0";

/// What a sample is drawn with. Another seed is another sample, and its figures cannot be set beside those of docs/mutants.md.
const SEED: &str = "candour";

/// The tests that judge a crate, where not all of its own do that need only Rust. The server's stories run the other programs, which are built
/// before and have no mutant in them. The store's story of a killed process takes longer than all of its other tests together, so it is left
/// out, and some mutant that it would catch counts as alive; those that need root and disk images would only be built.
const JUDGES: [(&str, &[&str]); 2] = [
    ("candour", &["--lib", "--test=server", "--test=cmd"]),
    (
        "candour-store",
        &[
            "--lib",
            "--test=close",
            "--test=damage",
            "--test=keep",
            "--test=latch",
            "--test=model",
            "--test=parcels",
            "--test=parted",
            "--test=unseen",
        ],
    ),
];

/// What cargo is told besides: no debug information, and tests that draw the same cases for every mutant and keep none.
const SETTINGS: [(&str, &str); 4] = [
    ("CARGO_PROFILE_DEV_DEBUG", "0"),
    ("PROPTEST_RNG_SEED", "1"),
    ("PROPTEST_MAX_SHRINK_ITERS", "0"),
    ("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "true"),
];

/// What became of a mutant: how cargo-mutants names the list of those, and how the table does.
const OUTCOMES: [(&str, &str); 4] =
    [("caught", "caught"), ("missed", "alive"), ("unviable", "unviable"), ("timeout", "timeout")];

/// Runs a crate's mutants, or so many of them, and prints the table.
pub(crate) fn run(name: &str, share: Option<usize>) -> Result<(), Failed> {
    if share == Some(0) {
        return Err(Failed::Word {
            what: "a SHARE of no mutants".to_owned(),
            hint: "a number from 1, or none for all",
        });
    }
    install::cargo_tool("cargo-mutants", CARGO_MUTANTS)?;
    let tree = copy_tree()?;
    let all = list(name, &tree)?;
    let chosen = sample(&all, share.unwrap_or(all.len()));
    let judges = judges(name);
    say(&format!("{name}: {} of {} mutants, drawn with {SEED:?}", chosen.len(), all.len()));
    say(&format!("judged by: cargo test --locked -p {name} {}", judges.join(" ")));
    let out = root().join("target/mutants").join(name);
    fs::create_dir_all(&out).map_err(at(&out))?;
    timed(&format!("mutants of {name}"), || judge(name, &tree, &out, judges, &chosen))?;
    report(name, all.len(), &chosen, &out.join("mutants.out"))
}

/// The targets whose tests judge a crate.
fn judges(name: &str) -> &'static [&'static str] {
    JUDGES.iter().find(|(of, _)| *of == name).map_or(&["--tests"], |(_, judges)| judges)
}

/// `size` of the names, or all: those whose hashes with the seed are the smallest, in the order in which they came. So a larger sample
/// contains every smaller one, and a name is drawn or not whatever other names there are beside it.
fn sample(names: &[String], size: usize) -> Vec<&String> {
    let hash = |name: &String| <[u8; 32]>::from(Sha256::digest(format!("{SEED}\n{name}")));
    let mut drawn: Vec<(usize, &String)> = names.iter().enumerate().collect();
    drawn.sort_by_key(|(_, name)| hash(name));
    drawn.truncate(size);
    drawn.sort();
    drawn.into_iter().map(|(_, name)| name).collect()
}

/// The regular expression of one name and no other.
fn exactly(name: &str) -> String {
    let mut expression = String::from("^");
    for letter in name.chars() {
        if r"\.+*?()|[]{}^$".contains(letter) {
            expression.push('\\');
        }
        expression.push(letter);
    }
    expression.push('$');
    expression
}

/// The names of a crate's mutants: file, line, column, and what is changed.
fn list(name: &str, tree: &Path) -> Result<Vec<String>, Failed> {
    let mut command = cargo(&["mutants", "--list", "--no-config", "--colors=never", "--package", name]);
    let output = command.current_dir(tree).output().map_err(at(tree))?;
    let names: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    if output.status.success() && !names.is_empty() {
        return Ok(names);
    }
    say(&String::from_utf8_lossy(&output.stderr));
    Err(Failed::Step(format!("find mutants of {name}")))
}

/// Runs what was drawn. That some are alive is no failure of the chore.
fn judge(name: &str, tree: &Path, out: &Path, judges: &[&str], chosen: &[&String]) -> Result<(), Failed> {
    let mut command = cargo(&["mutants", "--in-place", "--no-config", "--colors=never", "--package", name]);
    // A machine with other work is slow at times: three times as long as the unchanged tests is no loop yet.
    command.args(["--timeout-multiplier=4", "--minimum-test-timeout=60", "--cargo-arg=--locked"]);
    command.args(judges.iter().map(|target| format!("--cargo-arg={target}")));
    command.args(chosen.iter().map(|name| format!("--re={}", exactly(name))));
    command.arg("--output").arg(out).current_dir(tree).envs(SETTINGS);
    command.env("CARGO_TARGET_DIR", root().join("target/mutants/build"));
    let status = command.status().map_err(at(tree))?;
    // 2: some are alive; 3: some took too long.
    if matches!(status.code(), Some(0 | 2 | 3)) { Ok(()) } else { Err(Failed::Step(format!("mutants of {name}"))) }
}

/// Prints the table, and each mutant that is alive or took too long.
fn report(name: &str, all: usize, chosen: &[&String], out: &Path) -> Result<(), Failed> {
    let mut lists = Vec::new();
    for (file, word) in OUTCOMES {
        let path = out.join(format!("{file}.txt"));
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        lists.push((word, drawn(&text, chosen)));
    }
    // The chore's result: data, so it goes to stdout.
    writeln!(std::io::stdout(), "{}", table(name, all, &lists)).map_err(at(Path::new("stdout")))
}

/// What was drawn of a list of outcomes: cargo-mutants also runs those that leave a field out of a struct, whatever the expressions say.
fn drawn(text: &str, chosen: &[&String]) -> Vec<String> {
    text.lines().filter(|line| chosen.iter().any(|name| name == line)).map(str::to_owned).collect()
}

/// The table, in the form of docs/mutants.md.
fn table(name: &str, all: usize, lists: &[(&str, Vec<String>)]) -> String {
    let words: Vec<&str> = lists.iter().map(|(word, _)| *word).collect();
    let counts: Vec<String> = lists.iter().map(|(_, names)| names.len().to_string()).collect();
    let run: usize = lists.iter().map(|(_, names)| names.len()).sum();
    let mut text = format!("| crate | mutants | run | {} |\n", words.join(" | "));
    text.push_str(&format!("| ---{} |\n", " | ---:".repeat(words.len() + 2)));
    text.push_str(&format!("| `{name}` | {all} | {run} | {} |\n", counts.join(" | ")));
    for (word, names) in lists.iter().filter(|(word, _)| ["alive", "timeout"].contains(word)) {
        names.iter().for_each(|name| text.push_str(&format!("\n{word}: {name}")));
    }
    text
}

/// A copy of the tree below `target/`, which cargo-mutants may change. It stays from run to run at one path, and a file that has not changed
/// is not written again, so that cargo builds anew only what it must.
fn copy_tree() -> Result<PathBuf, Failed> {
    let tree = root().join("target/mutants/tree");
    let mut git = program("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let output = git.output().map_err(|source| Failed::Start { program: "git".to_owned(), source })?;
    if !output.status.success() {
        return Err(Failed::Step("list the files of the tree".to_owned()));
    }
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    let files: BTreeSet<PathBuf> =
        listed.split_terminator('\0').map(PathBuf::from).filter(|file| root().join(file).is_file()).collect();
    for file in &files {
        copy_file(&root().join(file), &tree.join(file))?;
    }
    remove_others(&tree, &tree, &files)?;
    Ok(tree)
}

/// Copies a file, unless the copy is the same.
fn copy_file(from: &Path, to: &Path) -> Result<(), Failed> {
    let bytes = fs::read(from).map_err(at(from))?;
    if fs::read(to).is_ok_and(|copy| copy == bytes) {
        return Ok(());
    }
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).map_err(at(folder))?;
    fs::copy(from, to).map(|_| ()).map_err(at(to))
}

/// Removes what is in the copy and no longer in the tree, or was written there by a test.
fn remove_others(tree: &Path, folder: &Path, files: &BTreeSet<PathBuf>) -> Result<(), Failed> {
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry.map_err(at(folder))?;
        let path = entry.path();
        // A link to a folder is removed as a link: what it leads to is not ours.
        if entry.file_type().map_err(at(&path))?.is_dir() {
            remove_others(tree, &path, files)?;
        } else if path.strip_prefix(tree).is_ok_and(|file| !files.contains(file)) {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    Ok(())
}

/// A failure at a file.
fn at(path: &Path) -> impl Fn(std::io::Error) -> Failed {
    let path = path.to_owned();
    move |source| Failed::File { path: path.clone(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|n| format!("src/lib.rs:{n}:5: replace + with - in sum")).collect()
    }

    #[test]
    fn a_larger_sample_contains_every_smaller_one() {
        let names = names(200);
        for size in 0..=200 {
            let (one, other) = (sample(&names, size), sample(&names, size + 1));
            assert_eq!((one.len(), other.len()), (size, (size + 1).min(200)));
            assert!(one.iter().all(|name| other.contains(name)), "{size}");
            assert!(one.is_sorted_by_key(|name| names.iter().position(|other| other == *name)), "in their order");
        }
    }

    #[test]
    fn a_sample_is_the_same_every_time_and_is_no_first_part() {
        let names = names(200);
        let places: Vec<usize> =
            sample(&names, 5).iter().filter_map(|drawn| names.iter().position(|name| name == *drawn)).collect();
        // Those with the smallest of the 200 hashes, as any other program finds them.
        assert_eq!(places, [57, 64, 171, 188, 194]);
        let mut backwards = names.clone();
        backwards.reverse();
        let (one, mut other) = (sample(&names, 5), sample(&backwards, 5));
        other.reverse();
        assert_eq!(one, other);
    }

    #[test]
    fn an_expression_is_of_its_name_alone() {
        assert_eq!(
            exactly("src/a.rs:3:9: replace sum -> [u8; 2] with Ok(vec![-1])"),
            r"^src/a\.rs:3:9: replace sum -> \[u8; 2\] with Ok\(vec!\[-1\]\)$"
        );
        assert_eq!(exactly(r"<T>|{}*?^$\+"), r"^<T>\|\{\}\*\?\^\$\\\+$");
    }

    #[test]
    fn judges_are_tests_that_there_are() {
        assert_eq!(judges("candour"), ["--lib", "--test=server", "--test=cmd"]);
        assert_eq!(judges("candour-board"), ["--tests"]);
        for (name, targets) in JUDGES {
            let folder = name.strip_prefix("candour-").map_or_else(root, |short| root().join("crates").join(short));
            for target in targets.iter().filter_map(|target| target.strip_prefix("--test=")) {
                let file = folder.join("tests").join(target);
                assert!(file.with_extension("rs").exists() || file.join("main.rs").exists(), "{name} {target}");
            }
        }
    }

    #[test]
    fn what_was_not_drawn_is_not_counted() {
        let names = names(3);
        let chosen = [&names[0], &names[2]];
        let text = format!("{}\n{}\nsrc/lib.rs:9:9: delete field len from struct Self\n", names[2], names[1]);
        assert_eq!(drawn(&text, &chosen), [names[2].clone()]);
    }

    #[test]
    fn the_table_counts_all_and_names_those_that_live() {
        let list = |count| names(count);
        let lists = [("caught", list(3)), ("alive", list(1)), ("unviable", list(2)), ("timeout", vec![])];
        assert_eq!(
            table("candour-x", 9, &lists),
            "| crate | mutants | run | caught | alive | unviable | timeout |\n\
             | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n\
             | `candour-x` | 9 | 6 | 3 | 1 | 2 | 0 |\n\
             \n\
             alive: src/lib.rs:0:5: replace + with - in sum"
        );
    }

    #[test]
    fn the_copy_has_what_the_tree_has_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (from, tree) = (folder.path().join("from"), folder.path().join("tree"));
        fs::create_dir_all(tree.join("old")).unwrap();
        fs::write(tree.join("old/mutant.rs"), "changed").unwrap();
        fs::write(&from, "new").unwrap();
        copy_file(&from, &tree.join("src/lib.rs")).unwrap();
        let written = fs::metadata(tree.join("src/lib.rs")).unwrap().modified().unwrap();
        copy_file(&from, &tree.join("src/lib.rs")).unwrap();
        assert_eq!(fs::metadata(tree.join("src/lib.rs")).unwrap().modified().unwrap(), written, "not written again");
        remove_others(&tree, &tree, &[PathBuf::from("src/lib.rs")].into()).unwrap();
        assert!(!tree.join("old/mutant.rs").exists());
        assert_eq!(fs::read_to_string(tree.join("src/lib.rs")).unwrap(), "new");
        fs::write(tree.join("src/lib.rs"), "old").unwrap();
        copy_file(&from, &tree.join("src/lib.rs")).unwrap();
        assert_eq!(fs::read_to_string(tree.join("src/lib.rs")).unwrap(), "new");
    }
}
