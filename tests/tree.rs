//! What the server must never link: code that opens a report. Reads cargo's own tree, for every platform.

use std::process::Command;

#[test]
fn the_server_links_nothing_that_opens_a_report() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "candour", "--edges", "normal,build", "--prefix", "none"])
        .args(["--target", "all", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&tree.stderr);
    assert!(
        tree.status.success(),
        "{said}hint: where there is no network, run `cargo fetch --locked` before there is none"
    );
    let tree = String::from_utf8(tree.stdout).unwrap();
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"candour-store") && names.contains(&"hyper"), "the tree was read");
    assert!(names.contains(&"candour-board"), "boards are judged");
    // Nor what knows a codename's keys: a reply is as closed to the server as a report.
    for never in ["age", "age-core", "candour-envelope", "candour-codename", "ureq", "reqwest", "rustls"] {
        assert!(!names.contains(&never), "the server links {never}");
    }
}
