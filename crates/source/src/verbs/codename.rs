//! `codename`: draws one, for a file.

use candour_cli::secret_text::SecretText;
use candour_cli::{Exit, Voice, voice};
use candour_codename::Codename;
use rand::rngs::OsRng;

use crate::error::SourceError;

/// Prints a new codename.
pub(crate) fn run(speaker: &Voice) -> Result<Exit, SourceError> {
    let codename = Codename::generate(&mut OsRng);
    let mut line = SecretText::new();
    line.push_str(&codename.expose_phrase());
    line.push('\n');
    voice::data(line.as_bytes()).map_err(SourceError::Stdout)?;
    speaker.note("a codename; whoever has it can read the answers. Keep its file with mode 0600, or learn it and delete the file");
    Ok(Exit::Done)
}
