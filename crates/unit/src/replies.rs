//! What was written to sources. Owns the folder `replies/`: for each reply two files, its text under the unit's identities and what is to
//! be known without it. Whether one has been sent is not written here, but with the parcels.

use std::fs;
use std::io;
use std::path::PathBuf;

use candour_cli::atomic_file::{self, AtomicFileError, Existing};
use candour_envelope::Identity;
use rand::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::home::{Home, HomeError};
use crate::own_seal::{self, OwnRecipient};

/// The only version there is.
const VERSION: u8 = 1;

/// What is known of a reply without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Version of the file.
    version: u8,
    /// Its number, from 1: the order in which replies wait.
    pub number: u32,
    /// The report that it answers, hex: its case is that report's, whatever the numbers of cases are.
    pub report: String,
    /// The drop on whose board it goes, hex.
    pub drop: String,
    /// The day on which it was written.
    pub day: u32,
    /// Bytes of its text.
    pub bytes: u64,
    /// Whether it was taken back before any of it was sent. Its text is gone; its number stays.
    #[serde(default, skip_serializing_if = "is_false")]
    pub withdrawn: bool,
}

/// Whether a field may be left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's form")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// The text.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct Words {
    /// What it says.
    pub text: String,
    /// What a letter quotes; empty in a reply to a codename.
    pub quote: String,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Words").finish_non_exhaustive()
    }
}

/// All of them, by number.
///
/// # Errors
/// [`HomeError::Disk`], also for a file that is damaged: a reply is not lost silently.
pub fn all(home: &Home) -> Result<Vec<Reply>, HomeError> {
    let folder = home.replies();
    let disk = |path: PathBuf, source: io::Error| HomeError::Disk { path, source };
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|source| disk(folder.clone(), source))?,
    };
    let mut replies = Vec::new();
    for entry in entries {
        let path = entry.map_err(|source| disk(folder.clone(), source))?.path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let json = fs::read(&path).map_err(|source| disk(path.clone(), source))?;
        let reply: Option<Reply> = serde_json::from_slice(&json).ok().filter(|reply: &Reply| reply.version == VERSION);
        replies.push(reply.ok_or_else(|| disk(path, io::ErrorKind::InvalidData.into()))?);
    }
    replies.sort_by_key(|reply| reply.number);
    Ok(replies)
}

/// Puts a reply behind the others. Its text is on the disk before anything speaks of it.
///
/// # Errors
/// What the disk says.
pub fn add(
    home: &Home,
    own: &OwnRecipient,
    words: &Words,
    (report, drop, day): (&str, &str, u32),
    rng: &mut (impl CryptoRng + RngCore),
) -> Result<Reply, crate::error::UnitError> {
    let number = all(home)?.last().map_or(1, |last| last.number.saturating_add(1));
    let bytes = u64::try_from(words.text.len()).unwrap_or(u64::MAX);
    let (report, drop) = (report.to_owned(), drop.to_owned());
    let reply = Reply { version: VERSION, number, report, drop, day, bytes, withdrawn: false };
    // Room for all of it at once, whatever has to be escaped. Text always has a JSON form, and so has the rest.
    let mut secret = Zeroizing::new(Vec::with_capacity(6 * (words.text.len() + words.quote.len()) + 64));
    let _ = serde_json::to_writer(&mut *secret, words);
    let path = file(home, number, "age");
    let unwritable = |source| AtomicFileError::Write { path: path.clone(), source };
    let sealed = own.seal(&secret, rng).map_err(unwritable)?;
    // A crash may have left a text that nothing speaks of.
    atomic_file::write(&path, &sealed, 0o600, Existing::Replace)?;
    atomic_file::write(&file(home, number, "json"), &to_json(&reply), 0o600, Existing::Refuse)?;
    Ok(reply)
}

/// Takes a reply back, and removes its text. That nothing of it was sent is the caller's to know.
///
/// # Errors
/// What the disk says.
pub fn withdraw(home: &Home, reply: &Reply) -> Result<(), AtomicFileError> {
    let reply = Reply { withdrawn: true, ..reply.clone() };
    atomic_file::write(&file(home, reply.number, "json"), &to_json(&reply), 0o600, Existing::Replace)?;
    let path = file(home, reply.number, "age");
    match fs::remove_file(&path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(AtomicFileError::Write { path, source }),
        _ => Ok(()),
    }
}

/// What is known of a reply, as its file has it.
fn to_json(reply: &Reply) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(reply).unwrap_or_default();
    json.push(b'\n');
    json
}

/// A reply's text; `None` where its file is missing or damaged.
#[must_use]
pub fn words(home: &Home, reply: &Reply, identities: &[Identity]) -> Option<Words> {
    let sealed = fs::read(file(home, reply.number, "age")).ok()?;
    serde_json::from_slice(&own_seal::unseal(&sealed, identities)?).ok()
}

/// One of a reply's two files.
fn file(home: &Home, number: u32, ending: &str) -> PathBuf {
    home.replies().join(format!("{number:06}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identities;
    use rand::rngs::OsRng;

    #[test]
    fn replies_wait_in_their_order_and_only_the_unit_reads_them() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::create(&place.path().join("home")).unwrap();
        let _lock = home.lock().unwrap();
        let ours = identities::generate(&mut OsRng);
        let own = OwnRecipient::of(&ours).unwrap();
        for text in ["Diolch.", "Pryd?"] {
            let words = Words { text: text.to_owned(), quote: String::new() };
            add(&home, &own, &words, ("ab", "d0", 20_780), &mut OsRng).unwrap();
        }
        let replies = all(&home).unwrap();
        assert_eq!(replies.iter().map(|reply| reply.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(words(&home, &replies[1], &ours).unwrap().text, "Pryd?");
        assert!(words(&home, &replies[1], &identities::generate(&mut OsRng)).is_none());
        for entry in fs::read_dir(home.replies()).unwrap() {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            assert!(!bytes.windows(5).any(|window| window == b"Pryd?"));
        }
        // A crash between the two files: the number is free, and what is left of it is in nobody's way.
        fs::remove_file(file(&home, 2, "json")).unwrap();
        let words = Words { text: "Ble?".to_owned(), quote: String::new() };
        assert_eq!(add(&home, &own, &words, ("ab", "d0", 20_780), &mut OsRng).unwrap().number, 2);
        fs::write(file(&home, 1, "json"), "{}").unwrap();
        assert!(matches!(all(&home), Err(HomeError::Disk { .. })));
    }
}
