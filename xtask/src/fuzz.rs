//! `cargo xtask fuzz`: every fuzz target for some seconds, from the vectors as seeds.

use std::fs;
use std::path::Path;

use crate::install;
use crate::step::{Failed, cargo, root, step};

/// The version of cargo-fuzz that is known to work.
const CARGO_FUZZ: &str = "0.13.2";

/// The targets: files below `fuzz/fuzz_targets/`, in the order of their names.
fn targets() -> Result<Vec<String>, Failed> {
    let folder = root().join("fuzz/fuzz_targets");
    let file = |source| Failed::File { path: folder.clone(), source };
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(file)? {
        let path = entry.map_err(file)?.path();
        if path.extension().is_some_and(|extension| extension == "rs")
            && let Some(name) = path.file_stem()
        {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Targets whose seeds are bodies of vectors, with the vectors' folder and what their names begin with.
const VECTORS: [(&str, &str, &str); 8] = [
    ("board", "testkit/board", "parcel-"),
    ("bundle_manifest", "testkit/bundle", ""),
    ("cell", "testkit/board", "cell-"),
    ("cell", "testkit/sealed-report", "open-"),
    ("codename", "testkit/codename", "typed-"),
    ("desk_card", "testkit/desk-card", ""),
    ("desk_card", "testkit/sealed-report", "desk-card"),
    ("header", "testkit/sealed-report", "open-"),
];

/// Copies vectors into a target's corpus, without the lines that say what is expected of them.
fn seed(target: &str, corpus: &Path) -> Result<(), Failed> {
    for (_, folder, prefix) in VECTORS.into_iter().filter(|(of, _, _)| *of == target) {
        let folder = root().join(folder);
        let file = |source| Failed::File { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(file)? {
            let path = entry.map_err(file)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !path.is_file() || !name.starts_with(prefix) {
                continue;
            }
            let vector = fs::read(&path).map_err(file)?;
            let end = vector.windows(2).position(|two| two == b"\n\n").map_or(0, |at| at + 2);
            let body = if vector.starts_with(b"expect: ") { vector.get(end..) } else { Some(vector.as_slice()) };
            fs::write(corpus.join(name), body.unwrap_or_default()).map_err(file)?;
        }
    }
    Ok(())
}

/// Runs each target for `seconds`.
pub(crate) fn run(seconds: u32) -> Result<(), Failed> {
    install::cargo_tool("cargo-fuzz", CARGO_FUZZ)?;
    let time = format!("-max_total_time={seconds}");
    for target in targets()? {
        let corpus = root().join("fuzz/corpus").join(&target);
        let seeds = root().join("fuzz/seeds").join(&target);
        fs::create_dir_all(&corpus).map_err(|source| Failed::File { path: corpus.clone(), source })?;
        seed(&target, &corpus)?;
        let folders = [corpus.as_path(), seeds.as_path()].map(Path::to_string_lossy);
        let mut args = vec!["fuzz", "run", target.as_str()];
        args.extend(
            folders.iter().zip([true, seeds.is_dir()]).filter(|(_, there)| *there).map(|(folder, _)| folder.as_ref()),
        );
        // An input that takes longer is a loop.
        args.extend(["--", time.as_str(), "-max_len=65536", "-timeout=20"]);
        let mut command = cargo(&args);
        // The sanitizer's flags are unstable ones; the stable compiler takes them with this.
        command.env("RUSTC_BOOTSTRAP", "1");
        step(&format!("fuzz {target}"), command)?;
    }
    Ok(())
}
