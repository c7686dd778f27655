//! What a test may not take from the machine by luck, looked for in the tests' own source: a sleep, a port let go, the day, a fixed name.
//!
//! Owns the list of kinds, and of the places where a kind is accepted, each with its reason. The rules behind it are in tests/README.md. It
//! reads lines and understands no Rust: it keeps a habit from coming back, and proves nothing.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

/// A kind of luck.
struct Kind {
    /// What to do instead.
    rule: &'static str,
    /// Pieces of a line that show it.
    shows: &'static [&'static str],
    /// Files in which it is accepted, and why.
    accepted: &'static [(&'static str, &'static str)],
}

const KINDS: &[Kind] = &[
    Kind {
        rule: "cargo may download what is missing: say `--locked`, and a hint for a machine without a network",
        shows: &["\"--offline\""],
        accepted: &[],
    },
    Kind {
        rule: "what a test runs is built before: no build inside a test",
        shows: &["[\"build\"", "(\"build\""],
        accepted: &[],
    },
    Kind {
        rule: "a port that was let go is anybody's: keep the listener, or take tests/stories/port.rs",
        shows: &[":0\").unwrap().local_addr()", ":0\").and_then("],
        accepted: &[],
    },
    Kind {
        rule: "await a condition",
        shows: &["thread::sleep(", "time::sleep("],
        accepted: &[
            ("crates/store/tests/parcels.rs", "the moment of a kill, which is to be any"),
            ("crates/store/tests/support/traffic.rs", "the moment of a kill, which is to be any"),
            ("crates/unit/tests/stories/drill.rs", "between two looks at a process's memory; nothing tells of it"),
            ("src/body.rs", "tokio's paused clock, and no socket with it"),
            ("tests/server/process/parcels.rs", "the moment of a kill, which is to be any"),
            ("tests/stories/memory.rs", "between two looks at a process's memory; nothing tells of it"),
        ],
    },
    Kind {
        rule: "only a fault waits: one patience of ten minutes, and no shorter time that a busy machine passes",
        shows: &["Duration::from_secs(", "Duration::from_millis(", "Duration::from_mins("],
        accepted: &[
            ("crates/unit/tests/stories/drill.rs", "between two looks at a process's memory"),
            ("src/body.rs", "tokio's paused clock"),
            ("src/circuits.rs", "times that are handed in"),
            ("tests/server/process.rs", "the patience"),
            ("tests/stories/memory.rs", "between two looks at a process's memory"),
            ("tests/stories/scene.rs", "the patience"),
        ],
    },
    Kind {
        rule: "a midnight may pass at any line: one day for a process, or done again in one day",
        shows: &["SystemTime::now()", "clock::today()", "Date.now(", "new Date("],
        accepted: &[
            ("crates/source/tests/program/answered.rs", "the seconds between which a report was sealed"),
            ("crates/source/tests/program/run.rs", "`today`, and `in_one_day` beside it"),
            ("tests/server/card.rs", "the day on which the tests began"),
            ("tests/server/reports.rs", "a page that is the same on each day of its card"),
            ("tests/server/tus.rs", "the two days between which an upload began"),
            ("tests/stories/unlinked.rs", "the seconds that must be nowhere in a drop's folder"),
        ],
    },
    Kind {
        rule: "a folder of its own for each test: `tempfile`",
        shows: &["temp_dir()", "\"/tmp", "'/tmp"],
        accepted: &[],
    },
    Kind {
        rule: "what all see may be anybody's: look only at what bears a name and a text of this test's own",
        shows: &["\"/dev/shm\""],
        accepted: &[(
            "crates/source/tests/program/typed.rs",
            "where the program keeps a text; names and texts are its own",
        )],
    },
    Kind {
        rule: "the process is every test's: give a child its environment and its folder",
        shows: &["set_var(", "remove_var(", "set_current_dir("],
        accepted: &[],
    },
    Kind {
        rule: "a skipped test says so past the harness, on stderr",
        shows: &["println!(\"skipped", "print!(\"skipped"],
        accepted: &[],
    },
];

/// Programs that tests call by name, and the Debian package of each; `-` is in every Debian.
const PROGRAMS: &[(&str, &str)] = &[
    ("bash", "-"),
    ("losetup", "mount"),
    ("mkfs.ext4", "e2fsprogs"),
    ("mount", "mount"),
    ("node", "nodejs"),
    ("script", "-"),
    ("setsid", "-"),
    ("sh", "-"),
    ("sync", "-"),
    ("tar", "-"),
    ("umount", "mount"),
];

/// The tree.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Sources of tests outside the browser's: their paths in the tree, and their lines with numbers.
fn tests() -> Vec<(String, Vec<(usize, String)>)> {
    let mut folders: Vec<PathBuf> = ["crates", "src", "tests"].map(|name| root().join(name)).to_vec();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                if !name.ends_with("/node_modules") && name != "tests/browser" {
                    folders.push(path);
                }
            } else if (name.ends_with(".rs") || name.ends_with(".mjs")) && name != "tests/luck.rs" {
                let lines = lines(&name, &fs::read_to_string(&path).unwrap());
                found.push((name, lines));
            }
        }
    }
    found.sort();
    found
}

/// The lines of a file that are a test's, with their numbers and without comments.
fn lines(name: &str, text: &str) -> Vec<(usize, String)> {
    let file = name.rsplit('/').next().unwrap();
    let whole = name.split('/').any(|part| part == "tests")
        || ["test_", "fake_", "tests.", "errors."].iter().any(|start| file.starts_with(start));
    let from = if whole {
        Some(0)
    } else {
        text.find("#[cfg(test)]\nmod tests {").map(|at| text.get(..at).unwrap().lines().count())
    };
    let numbered = text.lines().enumerate().skip(from.unwrap_or(usize::MAX));
    let code = numbered.filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.map(|(at, line)| (at + 1, line.to_owned())).collect()
}

/// Where a kind shows.
fn places<'a>(kind: &Kind, tests: &'a [(String, Vec<(usize, String)>)]) -> Vec<(&'a str, usize)> {
    let shows = |line: &str| kind.shows.iter().any(|piece| line.contains(piece));
    let of = |(name, lines): &'a (String, Vec<(usize, String)>)| {
        lines.iter().filter(|(_, line)| shows(line)).map(|(number, _)| (name.as_str(), *number)).collect::<Vec<_>>()
    };
    tests.iter().flat_map(of).collect()
}

#[test]
fn no_test_takes_from_the_machine_by_luck() {
    let tests = tests();
    assert!(tests.len() > 100, "the tests were read");
    let mut said = String::new();
    for kind in KINDS {
        let places = places(kind, &tests);
        for (file, line) in &places {
            if !kind.accepted.iter().any(|(accepted, _)| accepted == file) {
                said += &format!("{file}:{line}: {}\n", kind.rule);
            }
        }
        for (file, _) in kind.accepted.iter().filter(|(file, _)| places.iter().all(|(found, _)| found != file)) {
            said += &format!("{file}: accepted in tests/luck.rs for nothing: {}\n", kind.rule);
        }
    }
    assert!(said.is_empty(), "{said}hint: tests/README.md says what a test may take from the machine");
}

#[test]
fn no_story_of_the_browser_is_a_test_that_nobody_runs() {
    // They have a `main` of their own, and a compiler that is told so drops what is marked as a test.
    let mut folders = vec![root().join("tests/browser")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let marked =
                    fs::read_to_string(&path).unwrap().lines().any(|line| line.trim_start().starts_with("#[test]"));
                assert!(
                    !marked,
                    "{}: name it in PLAIN or STORIES of tests/browser/stories/main.rs instead",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_search_finds_each_kind_and_passes_over_what_is_no_test() {
    for kind in KINDS {
        for piece in kind.shows {
            let text =
                format!("fn program() {{ {piece}) }}\n#[cfg(test)]\nmod tests {{\n    // {piece}\n    {piece})\n}}\n");
            let of = |name: &str| vec![(name.to_owned(), lines(name, &text))];
            assert_eq!(places(kind, &of("src/a.rs")), [("src/a.rs", 5)], "{piece}");
            assert_eq!(places(kind, &of("src/fake_a.rs")), [("src/fake_a.rs", 1), ("src/fake_a.rs", 5)], "{piece}");
        }
    }
}

#[test]
fn every_program_that_a_test_calls_has_its_package_and_every_ignored_test_says_what_it_needs() {
    let page = fs::read_to_string(root().join("tests/README.md")).unwrap();
    let (mut called, mut said) = (Vec::new(), String::new());
    for (file, lines) in tests() {
        for (number, line) in lines {
            for call in ["Command::new(\"", " system(\""] {
                for rest in line.split(call).skip(1) {
                    let program = rest.split('"').next().unwrap().to_owned();
                    let known = PROGRAMS.iter().find(|(name, _)| *name == program);
                    if known.is_none_or(|(name, package)| !page.contains(&format!("| `{name}` | {package} |"))) {
                        said += &format!(
                            "{file}:{number}: `{program}` is not among the programs of tests/luck.rs and tests/README.md\n"
                        );
                    }
                    called.push(program);
                }
            }
            let ignored = line.trim_start().starts_with("#[ignore");
            if ignored && !line.trim_start().starts_with("#[ignore = \"needs: ") {
                said += &format!("{file}:{number}: an ignored test says `needs: …`\n");
            }
        }
    }
    for (name, _) in PROGRAMS.iter().filter(|(name, _)| !called.iter().any(|called| called == name)) {
        said += &format!("no test calls `{name}`\n");
    }
    assert!(said.is_empty(), "{said}");
}
