//! `candour init`: keys of a new drop. Owns the order; the drop card goes to stdout, everything else to stderr.

use candour_cli::{Exit, Voice, sanitize, voice};
use candour_desk_card::{DropCard, DropId, Onion};
use candour_note::{KeyName, SigningKey};
use rand::Rng as _;

use crate::config::Config;
use crate::error::KeysError;
use crate::keys::{self, Folder};
use crate::token;

/// Makes the drop.
///
/// # Errors
/// [`KeysError`].
pub fn run(voice: &Voice, config: &Config, onion: Option<Onion>, name: Option<KeyName>) -> Result<Exit, KeysError> {
    let folder = Folder::new(config.keys());
    if folder.is_made() {
        return Err(KeysError::Exists { path: folder.path().to_owned() });
    }
    let mut rng = rand::rngs::OsRng;
    let id: [u8; 16] = rng.r#gen();
    let name = match name {
        Some(name) => name,
        None => default_name(&id)?,
    };
    let key = SigningKey::generate(name, &mut rng);
    let card = DropCard { id: DropId(id), onion, log: key.verifying_key() };
    keys::make_private(&config.data)?;
    folder.make(&key, &token::generate(&mut rng), &card)?;
    voice::data(card.to_text().as_bytes()).map_err(KeysError::Output)?;
    voice.note(&format!("the drop's keys are in {}", sanitize::path(folder.path())));
    voice.note("next: carry the drop card above to the units, and the token file collect.token to the courier");
    Ok(Exit::Done)
}

/// A name that says nothing: the start of the drop's id.
fn default_name([a, b, c, d, ..]: &[u8; 16]) -> Result<KeyName, KeysError> {
    format!("drop-{a:02x}{b:02x}{c:02x}{d:02x}").parse().map_err(|_| KeysError::Name)
}
