//! What must never be linked: a socket into the unit's program, an opener into anything that stands on a network.
//! Reads cargo's own tree, for which cargo needs the crates of every platform: it downloads those that are missing.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::collections::BTreeSet;
use std::process::Command;

/// The crates below a package, by name, for every platform.
fn below(package: &str) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", package, "--edges", "normal", "--target", "all", "--prefix", "none"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&tree.stderr);
    assert!(
        tree.status.success(),
        "{said}hint: where there is no network, run `cargo fetch --locked` before there is none"
    );
    let text = String::from_utf8(tree.stdout).unwrap();
    let names: BTreeSet<String> =
        text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    assert!(names.contains(package), "the tree has its own root");
    names
}

/// Asserts that a package has none of these below it.
fn assert_none(package: &str, forbidden: &[&str]) {
    let names = below(package);
    let found: Vec<&&str> = forbidden.iter().filter(|name| names.contains(**name)).collect();
    assert!(found.is_empty(), "{package} links {found:?}");
}

#[test]
fn the_unit_links_nothing_that_opens_a_socket() {
    let names = below("candour-unit");
    for needed in ["ring", "age", "candour-envelope"] {
        assert!(names.contains(needed), "the test looks at the right tree: {needed}");
    }
    assert_none(
        "candour-unit",
        &[
            "tokio",
            "hyper",
            "hyper-util",
            "http",
            "reqwest",
            "ureq",
            "rustls",
            "native-tls",
            "socket2",
            "mio",
            "curl",
            "candour",
            "candour-wire",
            "candour-route",
            "candour-store",
            "candour-source",
            "candour-courier",
        ],
    );
}

#[test]
fn server_store_and_courier_link_nothing_that_opens_a_report() {
    for package in ["candour", "candour-store", "candour-courier"] {
        assert_none(package, &["age", "age-core", "candour-envelope", "candour-unit", "candour-source"]);
    }
}
