//! `cargo xtask web`: what the browser loads, built anew into `crates/web/dist`. Owns that it comes out the same bytes from any folder of any
//! machine: pinned compiler and packages, no path of the machine in it, compression of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use libdeflater::{CompressionLvl, Compressor};
use sha2::{Digest as _, Sha256};

use crate::install;
use crate::plan::{Plan, Takes};
use crate::step::{Failed, program, root, say, step, timed};

/// The compiler that `dist` was made with. Another one makes other bytes.
const RUST: &str = "1.95.0";
/// What the browser runs on.
const TARGET: &str = "wasm32-unknown-unknown";
/// The profiles of Cargo.toml: of the WebAssembly, and of what becomes the script.
const CORE: &str = "web-core";
const SCRIPT: &str = "web-script";
/// What is built, in the manifest's order.
const ASSETS: [&str; 4] = ["app.js", "core.js", "core.wasm", "seal.js"];
/// The manifest.
const MANIFEST: &str = "assets.json";

/// Builds; with `check` compares instead of replacing.
pub(crate) fn run(check: bool) -> Result<(), Failed> {
    install()?;
    cores()?;
    bundle(check)
}

/// The tasks that see whether `dist` is what its sources make.
pub(crate) fn tasks(plan: &mut Plan<'_>) {
    plan.step("the page's cores", &["crates", "wasm32 target"], Takes::Compiler, cores);
    let needs = ["the page's cores", "npm packages of the page"];
    plan.step("the page's bundles", &needs, Takes::Cores, || bundle(true));
}

/// Where the build's results are before they are compared or taken.
fn made() -> Result<PathBuf, Failed> {
    let made = root().join("target/web-dist");
    fs::create_dir_all(&made).map_err(at(&made))?;
    Ok(made)
}

/// The core as the browser's WebAssembly, and as what becomes its script.
fn cores() -> Result<(), Failed> {
    let made = made()?;
    core(&made, CORE, &[])?;
    core(&made, SCRIPT, &["--features", "page-cipher"])
}

/// What is made of both cores; compared with what is committed, or put in its place.
fn bundle(check: bool) -> Result<(), Failed> {
    let (dist, made) = (root().join("crates/web/dist"), made()?);
    let mut bundle = program("node", &["build/build.mjs"]);
    for profile in [CORE, SCRIPT] {
        bundle.arg(built(&made, profile));
    }
    bundle.arg(&made).current_dir(root().join("crates/web"));
    step("page: script and bundles", bundle)?;
    timed("page: compress", || finish(&made))?;
    let names: Vec<String> = ASSETS
        .iter()
        .flat_map(|name| [(*name).to_owned(), format!("{name}.gz")])
        .chain([MANIFEST.to_owned()])
        .collect();
    if check { compare(&dist, &made, &names) } else { replace(&dist, &made, &names) }
}

/// A core that was built.
fn built(made: &Path, profile: &str) -> PathBuf {
    made.join(format!("{profile}.wasm"))
}

/// Names the file of an error.
fn at(path: &Path) -> impl Fn(std::io::Error) -> Failed {
    move |source| Failed::File { path: path.to_owned(), source }
}

/// What a program prints, without the line's end; empty where it fails.
fn said(mut command: Command) -> String {
    command.output().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

/// The npm packages, exactly as locked. No script of theirs is run.
pub(crate) fn install() -> Result<(), Failed> {
    install::node()?;
    install::packages("page: npm packages", "crates/web")
}

/// A program of the pinned toolchain: the usual one where it is that, else the one that rustup has under its number.
fn pinned(name: &str, args: &[&str]) -> Result<Command, Failed> {
    let is_it = |text: &str| text.starts_with(&format!("rustc {RUST} "));
    if is_it(&said(program("rustc", &["--version"]))) {
        return Ok(program(name, args));
    }
    if !is_it(&said(program("rustup", &["run", RUST, "rustc", "--version"]))) {
        step(&format!("Rust {RUST}"), program("rustup", &["toolchain", "install", RUST, "--profile", "minimal"]))?;
    }
    let mut command = program("rustup", &["run", RUST, name]);
    command.args(args);
    Ok(command)
}

/// The core as WebAssembly by this profile of Cargo.toml, with these features.
fn core(made: &Path, profile: &str, features: &[&str]) -> Result<(), Failed> {
    let toolchain = said(pinned("rustc", &["--print", "sysroot"])?);
    if !Path::new(&toolchain).join("lib/rustlib").join(TARGET).is_dir() {
        let of = Path::new(&toolchain).file_name().unwrap_or_default().to_string_lossy().into_owned();
        step("wasm32 target", program("rustup", &["target", "add", TARGET, "--toolchain", &of]))?;
    }
    let about = said(pinned("rustc", &["--version", "--verbose"])?);
    let commit = about.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or_default();
    let home = std::env::var_os("CARGO_HOME")
        .map_or_else(|| PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cargo"), PathBuf::from);
    // Panics name files: these names must be the same everywhere, and nobody's.
    let names = [
        (home, "/cargo".to_owned()),
        (root(), "/candour".to_owned()),
        (Path::new(&toolchain).join("lib/rustlib/src/rust"), format!("/rustc/{commit}")),
    ];
    let flags: Vec<String> =
        names.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect();
    let args = ["build", "--locked", "--package", "candour-web", "--lib", "--profile", profile, "--target", TARGET];
    let mut build = pinned("cargo", &[&args[..], features].concat())?;
    let folder = root().join("target/web");
    // Flags from outside would make other bytes.
    build.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    build.env_remove("RUSTC_WRAPPER").env("CARGO_TARGET_DIR", &folder);
    step(&format!("page: {profile}"), build)?;
    let from = folder.join(TARGET).join(profile).join("candour_web.wasm");
    fs::copy(&from, built(made, profile)).map(drop).map_err(at(&from))
}

/// Adds the compressed forms and the manifest.
fn finish(made: &Path) -> Result<(), Failed> {
    let mut lines = Vec::new();
    for name in ASSETS {
        let path = made.join(name);
        let bytes = fs::read(&path).map_err(at(&path))?;
        let packed_path = made.join(format!("{name}.gz"));
        let packed = gzip(&bytes);
        fs::write(&packed_path, &packed).map_err(at(&packed_path))?;
        lines.push(format!(
            "  {{\"name\":\"{name}\",\"length\":{},\"sha256\":\"{}\",\"gzip\":{{\"length\":{},\"sha256\":\"{}\"}}}}",
            bytes.len(),
            hex(&bytes),
            packed.len(),
            hex(&packed)
        ));
        say(&format!("{:>9} bytes, {:>7} in gzip: {name}", bytes.len(), packed.len()));
    }
    let path = made.join(MANIFEST);
    let text = format!("{{\"rust\":\"{RUST}\",\"assets\":[\n{}\n]}}\n", lines.join(",\n"));
    fs::write(&path, text).map_err(at(&path))
}

/// In gzip, with no time and no system in it.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut compressor = Compressor::new(CompressionLvl::best());
    let mut packed = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let len = compressor.gzip_compress(bytes, &mut packed).expect("the bound is long enough");
    packed.truncate(len);
    packed
}

/// SHA-256 in hex.
fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Puts what was made in the place of what was there.
fn replace(dist: &Path, made: &Path, names: &[String]) -> Result<(), Failed> {
    fs::create_dir_all(dist).map_err(at(dist))?;
    for name in names {
        let to = dist.join(name);
        fs::copy(made.join(name), &to).map_err(at(&to))?;
    }
    Ok(())
}

/// Fails where a byte differs.
fn compare(dist: &Path, made: &Path, names: &[String]) -> Result<(), Failed> {
    let mut differing = Vec::new();
    for name in names {
        let path = made.join(name);
        if fs::read(dist.join(name)).ok() != Some(fs::read(&path).map_err(at(&path))?) {
            differing.push(name.as_str());
        }
    }
    if differing.is_empty() {
        say("crates/web/dist is what its sources make");
        return Ok(());
    }
    Err(Failed::Step(format!("crates/web/dist is out of date ({}): run `cargo xtask web`", differing.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_names_no_time_and_no_system() {
        let packed = gzip(b"candour candour candour");
        // RFC 1952: magic, deflate, no flags, no time, best compression, unknown system.
        assert_eq!(packed[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    }
}
