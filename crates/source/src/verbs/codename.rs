//! `codename`: draws one, for a file.

use candour_cli::{Exit, Voice, voice};
use candour_codename::Codename;
use rand::rngs::OsRng;
use zeroize::Zeroizing;

use crate::error::SourceError;

/// Prints a new codename.
pub(crate) fn run(speaker: &Voice) -> Result<Exit, SourceError> {
    let codename = Codename::generate(&mut OsRng);
    let line = Zeroizing::new(format!("{}\n", codename.expose_phrase().as_str()));
    voice::data(line.as_bytes()).map_err(SourceError::Stdout)?;
    speaker.note("a codename; whoever has it can read the answers. Keep its file with mode 0600, or learn it and delete the file");
    Ok(Exit::Done)
}
