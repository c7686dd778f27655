//! The drop's own folder of keys and cards: `log.key`, `collect.token`, `drop.card`, `desk.card`. Owns their names and forms.

use std::path::{Path, PathBuf};

use candour_cli::atomic_file::{self, Existing};
use candour_cli::secret_file;
use candour_desk_card::DropCard;
use candour_note::SigningKey;
use zeroize::Zeroizing;

use crate::error::KeysError;
use crate::token::{self, TokenHash};

/// Longest key file that is read.
const LONGEST: usize = 1024;

/// The folder.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at a path, there or not.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The log's signing key.
    fn log_path(&self) -> PathBuf {
        self.0.join("log.key")
    }

    /// The courier's token.
    #[must_use]
    pub fn token_path(&self) -> PathBuf {
        self.0.join("collect.token")
    }

    /// What the units need from this drop.
    #[must_use]
    pub fn drop_card_path(&self) -> PathBuf {
        self.0.join("drop.card")
    }

    /// What the units gave back.
    #[must_use]
    pub fn desk_card_path(&self) -> PathBuf {
        self.0.join("desk.card")
    }

    /// Whether a drop was made here.
    #[must_use]
    pub fn is_made(&self) -> bool {
        self.log_path().symlink_metadata().is_ok() || self.drop_card_path().symlink_metadata().is_ok()
    }

    /// Writes the keys of a new drop.
    ///
    /// # Errors
    /// [`KeysError::Exists`] where there is one; otherwise what the disk says.
    pub fn make(&self, key: &SigningKey, token: &str, card: &DropCard) -> Result<(), KeysError> {
        if self.is_made() {
            return Err(KeysError::Exists { path: self.0.clone() });
        }
        make_private(&self.0)?;
        secret_file::create(&self.log_path(), key.to_private_line().as_bytes())?;
        secret_file::create(&self.token_path(), Zeroizing::new(format!("{token}\n")).as_bytes())?;
        atomic_file::write(&self.drop_card_path(), card.to_text().as_bytes(), 0o644, Existing::Refuse)?;
        Ok(())
    }

    /// Reads the log's signing key.
    ///
    /// # Errors
    /// [`KeysError::NoDrop`] where there is none; a file that others can read, or that is damaged.
    pub fn log(&self) -> Result<SigningKey, KeysError> {
        let path = self.log_path();
        self.expect(&path)?;
        let bytes = secret_file::read(&path, LONGEST)?;
        SigningKey::from_private_line(&bytes).ok_or(KeysError::Damaged { path })
    }

    /// Reads the token's hash.
    ///
    /// # Errors
    /// As [`Folder::log`].
    pub fn token(&self) -> Result<TokenHash, KeysError> {
        let path = self.token_path();
        TokenHash::of_text(&self.token_text()?).ok_or(KeysError::Damaged { path })
    }

    /// Reads the token itself.
    ///
    /// # Errors
    /// As [`Folder::log`].
    pub fn token_text(&self) -> Result<Zeroizing<Vec<u8>>, KeysError> {
        let path = self.token_path();
        self.expect(&path)?;
        let mut bytes = secret_file::read(&path, LONGEST)?;
        while bytes.last() == Some(&b'\n') {
            bytes.pop();
        }
        if bytes.len() == token::LEN { Ok(bytes) } else { Err(KeysError::Damaged { path }) }
    }

    /// Reads the drop card.
    ///
    /// # Errors
    /// As [`Folder::log`].
    pub fn drop_card(&self) -> Result<DropCard, KeysError> {
        let path = self.drop_card_path();
        self.expect(&path)?;
        let text = std::fs::read_to_string(&path).map_err(|source| KeysError::Read { path: path.clone(), source })?;
        DropCard::parse(&text).map_err(|_| KeysError::Damaged { path })
    }

    /// A file that `candour init` made must be there.
    fn expect(&self, path: &Path) -> Result<(), KeysError> {
        if path.symlink_metadata().is_ok() { Ok(()) } else { Err(KeysError::NoDrop { path: self.0.clone() }) }
    }
}

/// Makes a folder that only its owner can enter.
///
/// # Errors
/// What the system says.
pub fn make_private(path: &Path) -> Result<(), KeysError> {
    use std::os::unix::fs::DirBuilderExt as _;
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|source| KeysError::Folder { path: path.to_owned(), source })
}
