//! Secrets under a passphrase, as age files with a scrypt stanza: stock `age -d` undoes them.
//! Owns work factors and how opening fails; knows not what the secrets are for.

use std::io::{self, Read as _, Write as _};

use age::secrecy::SecretString;
use candour_cli::passphrase::Passphrase;
use zeroize::Zeroizing;

/// The longest secret that is read back.
const MAX_SECRET: u64 = 16 * 1024;
/// The most work that a file may ask for: 1 GiB of memory, some seconds.
const MAX_LOG_N: u8 = 20;

/// How much work a guess at the passphrase takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// What stock age uses too: about a second and 256 MiB.
    Full,
    /// Next to nothing. For throw-away keys whose passphrase is published anyway.
    Demo,
}

impl Work {
    /// `N = 2^log_n` of scrypt.
    const fn log_n(self) -> u8 {
        match self {
            Self::Full => 18,
            Self::Demo => 10,
        }
    }
}

/// Why a secret was not protected or not recovered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProtectedError {
    /// Another passphrase protects it.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// Not an age file, not one under a passphrase, or changed since.
    #[error("the file is damaged, or not protected by a passphrase")]
    Damaged,
    /// The file asks for more work than we ever write.
    #[error("the file asks for too much work")]
    TooMuchWork,
    /// The library refused to protect it.
    #[error("the secret cannot be protected")]
    Protect(#[source] io::Error),
}

/// Protects `secret`.
///
/// # Errors
/// [`ProtectedError::Protect`]; writing to memory gives it no reason to.
pub fn protect(secret: &str, passphrase: &Passphrase, work: Work) -> Result<Vec<u8>, ProtectedError> {
    let mut recipient = age::scrypt::Recipient::new(secret_string(passphrase));
    recipient.set_work_factor(work.log_n());
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(|error| ProtectedError::Protect(io::Error::other(error)))?;
    let mut file = Vec::new();
    let mut writer = encryptor.wrap_output(&mut file).map_err(ProtectedError::Protect)?;
    writer.write_all(secret.as_bytes()).map_err(ProtectedError::Protect)?;
    writer.finish().map_err(ProtectedError::Protect)?;
    Ok(file)
}

/// Recovers what [`protect`] or stock `age -p` protected.
///
/// # Errors
/// A [`ProtectedError`].
pub fn recover(file: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<String>, ProtectedError> {
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| ProtectedError::Damaged)?;
    if !decryptor.is_scrypt() {
        return Err(ProtectedError::Damaged);
    }
    let mut identity = age::scrypt::Identity::new(secret_string(passphrase));
    identity.set_max_work_factor(MAX_LOG_N);
    let reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|error| match error {
        age::DecryptError::DecryptionFailed | age::DecryptError::NoMatchingKeys => ProtectedError::WrongPassphrase,
        age::DecryptError::ExcessiveWork { .. } => ProtectedError::TooMuchWork,
        _ => ProtectedError::Damaged,
    })?;
    // Room for all of it at once: a growing buffer would leave copies behind.
    let mut secret = Zeroizing::new(String::with_capacity(file.len()));
    reader.take(MAX_SECRET).read_to_string(&mut secret).map_err(|_| ProtectedError::Damaged)?;
    Ok(secret)
}

/// The passphrase as the `age` crate takes it; wiped on drop too.
fn secret_string(passphrase: &Passphrase) -> SecretString {
    SecretString::from(passphrase.expose_secret().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(Zeroizing::new(text.to_owned()))
    }

    #[test]
    fn a_secret_comes_back_under_its_passphrase_and_no_other() {
        let file = protect("AGE-SECRET-KEY-1…", &passphrase("five words"), Work::Demo).unwrap();
        assert_eq!(recover(&file, &passphrase("five words")).unwrap().as_str(), "AGE-SECRET-KEY-1…");
        assert!(matches!(recover(&file, &passphrase("six words")), Err(ProtectedError::WrongPassphrase)));
    }

    #[test]
    fn a_damaged_file_is_not_called_a_wrong_passphrase() {
        let file = protect("secret", &passphrase("p"), Work::Demo).unwrap();
        let mut changed = file.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(matches!(recover(&changed, &passphrase("p")), Err(ProtectedError::Damaged)));
        assert!(matches!(recover(&file[..file.len() / 2], &passphrase("p")), Err(ProtectedError::Damaged)));
        assert!(matches!(recover(b"AGE-SECRET-KEY-1", &passphrase("p")), Err(ProtectedError::Damaged)));
    }

    #[test]
    fn the_full_work_is_what_stock_age_asks_for() {
        let file = protect("secret", &passphrase("p"), Work::Full).unwrap();
        assert!(String::from_utf8_lossy(&file).lines().nth(1).unwrap().ends_with(" 18"));
    }

    #[test]
    fn absurd_work_is_refused_before_it_is_done() {
        let file = protect("secret", &passphrase("p"), Work::Demo).unwrap();
        let at = file.windows(4).position(|four| four == b" 10\n").unwrap();
        let mut absurd = file.clone();
        absurd[at + 1..at + 3].copy_from_slice(b"40");
        assert!(matches!(recover(&absurd, &passphrase("p")), Err(ProtectedError::TooMuchWork)));
    }
}
