//! `cargo xtask sign-release` and `release-key`: the release's note over the manifest of this version. Owns where key and note lie; the one
//! key it can use without being told is the throw-away one, which everybody has.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use candour_cli::atomic_file::{self, Existing};
use candour_cli::secret_file;
use candour_note::{SigningKey, VerifyingKey};
use candour_pages::{Manifest, UntrustedRelease, release};

use crate::step::{Failed, root, say};

/// Longest key file that is read.
const LONGEST: usize = 1024;

/// The file of its public half.
const PUBLIC: &str = "release.pub";

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chore<'a> {
    /// Sign with the throw-away key, into `keys-example`.
    Example,
    /// See that the note in `keys-example` is of this version.
    Check,
    /// Sign with a real key, kept elsewhere, into a file.
    Real {
        /// The key's file.
        key: &'a str,
        /// The note's file.
        out: &'a str,
    },
}

/// Where the throw-away release key lies.
fn example(name: &str) -> PathBuf {
    root().join("keys-example/release").join(name)
}

/// The throw-away release key's public half.
pub(crate) fn example_key() -> Result<String, Failed> {
    let path = example(PUBLIC);
    Ok(fs::read_to_string(&path).map_err(at(&path))?.trim_end().to_owned())
}

/// Names the file of an error.
fn at(path: &Path) -> impl Fn(std::io::Error) -> Failed {
    move |source| Failed::File { path: path.to_owned(), source }
}

/// For what is wrong with a file's content.
fn because(path: &Path, why: impl core::fmt::Display) -> Failed {
    Failed::Step(format!("{}: {why}", path.display()))
}

/// A key from the bytes of its file.
fn key_of(path: &Path, bytes: &[u8]) -> Result<SigningKey, Failed> {
    SigningKey::from_private_line(bytes).ok_or_else(|| because(path, "not a release key"))
}

/// Signs, or looks.
pub(crate) fn run(chore: Chore<'_>) -> Result<(), Failed> {
    match chore {
        Chore::Check => check(),
        Chore::Example => {
            let path = example("release.key");
            let key = key_of(&path, &fs::read(&path).map_err(at(&path))?)?;
            sign(&key, &example("manifest.sig"))
        }
        Chore::Real { key: path, out } => {
            let path = Path::new(path);
            let bytes = secret_file::read(path, LONGEST).map_err(|why| because(path, why))?;
            sign(&key_of(path, &bytes)?, Path::new(out))
        }
    }
}

/// Writes the note over this version's manifest.
fn sign(key: &SigningKey, out: &Path) -> Result<(), Failed> {
    let note = release::sign(&Manifest::own(), key).map_err(|why| because(out, why))?;
    let written = atomic_file::write(out, note.to_bytes(), 0o644, Existing::Replace);
    written.map_err(|why| because(out, why))?;
    say(&format!("{} is signed by {}", out.display(), key.verifying_key()));
    Ok(())
}

/// Fails where the throw-away note is of another manifest.
fn check() -> Result<(), Failed> {
    let note = example("manifest.sig");
    let key: VerifyingKey = example_key()?.parse().map_err(|why| because(&example(PUBLIC), why))?;
    let bytes = fs::read(&note).map_err(at(&note))?;
    let checked = UntrustedRelease::parse(&bytes).and_then(|release| release.verify(&Manifest::own(), &key));
    checked.map_err(|why| because(&note, format!("{why}: run `cargo xtask sign-release`")))?;
    say("the release note in keys-example is of this version's manifest");
    Ok(())
}

/// Makes a release key and prints its public half.
pub(crate) fn make_key(file: &str, name: &str) -> Result<(), Failed> {
    let path = Path::new(file);
    let name = name.parse().map_err(|why| because(path, why))?;
    let key = SigningKey::generate(name, &mut rand::rngs::OsRng);
    secret_file::create(path, key.to_private_line().as_bytes()).map_err(|why| because(path, why))?;
    // The chore's result: data, so it goes to stdout.
    writeln!(std::io::stdout(), "{}", key.verifying_key()).map_err(at(Path::new("stdout")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_key_signs_what_its_public_half_checks_and_is_written_over_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (path, out) = (folder.path().join("key"), folder.path().join("note"));
        let (key, note) = (path.to_str().unwrap(), out.to_str().unwrap());
        make_key(key, "release.example").unwrap();
        assert!(make_key(key, "release.example").is_err());
        run(Chore::Real { key, out: note }).unwrap();
        let signer = key_of(&path, &fs::read(&path).unwrap()).unwrap();
        let release = UntrustedRelease::parse(&fs::read(&out).unwrap()).unwrap();
        assert_eq!(release.verify(&Manifest::own(), &signer.verifying_key()), Ok(()));
    }
}
