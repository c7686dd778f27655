//! The four programs, built once for this run.
//!
//! Cargo names only the root package's own program, and only to tests of it. The others are built here, each with `-p`, so that no
//! feature of one slips into another; where `cargo xtask test` has built them already, that takes a moment.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The folder in which all four programs are.
pub(crate) fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let server = option_env!("CARGO_BIN_EXE_candour");
        // A test is in `deps`, programs are one folder above.
        let folder = match server {
            Some(server) => Path::new(server).parent().unwrap().to_owned(),
            None => std::env::current_exe().unwrap().ancestors().nth(2).unwrap().to_owned(),
        };
        let release = folder.file_name().is_some_and(|name| name == "release");
        let own = server.map_or(&["candour"][..], |_| &[]);
        for package in [own, &["candour-source", "candour-courier", "candour-unit"]].concat() {
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(["build", "--quiet", "--locked", "-p", package]).current_dir(env!("CARGO_MANIFEST_DIR"));
            if release {
                cargo.arg("--release");
            }
            assert!(cargo.status().unwrap().success(), "{package} builds");
            assert!(folder.join(package).is_file(), "{package} is with the others");
        }
        folder
    })
}

/// A program, to be run.
pub(crate) fn program(name: &str) -> Command {
    Command::new(folder().join(name))
}
