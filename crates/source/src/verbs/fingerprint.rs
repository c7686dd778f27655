//! `fingerprint`: the ten words of a card in a file, to be compared with the published ones.

use candour_cli::{Exit, Voice, voice};

use crate::cli::Fingerprint;
use crate::error::SourceError;
use crate::trust;

/// Prints the ten words.
pub(crate) fn run(arguments: &Fingerprint, speaker: &Voice) -> Result<Exit, SourceError> {
    let card = trust::card_file(&arguments.card)?;
    speaker.note("compare these words with both places outside the drop where the fingerprint is published");
    voice::data(format!("{}\n", card.fingerprint()).as_bytes()).map_err(SourceError::Stdout)?;
    Ok(Exit::Done)
}
