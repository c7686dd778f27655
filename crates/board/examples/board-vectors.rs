//! Writes `testkit/board/` anew. What it writes belongs in a commit beside the change that made it necessary.

#[path = "../tests/vectors/generate.rs"]
mod generate;

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testkit/board"));
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => fs::create_dir_all(folder)?,
    }
    generate::all().into_iter().try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes))
}
