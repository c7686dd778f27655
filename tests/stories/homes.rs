//! Units' homes that open at once. Owns how they are made, once a run: by the program's own `init`, and then both key files are put under the
//! same passphrase with next to no work, as age allows anybody to. What a real passphrase costs is shown by the stories of one unit, whose
//! homes are as `init` leaves them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};

use age::secrecy::SecretString;
use age::{Decryptor, Encryptor, scrypt};

use crate::programs::program;
use crate::scene::PASSPHRASE;

/// `N = 2^18`, as `init` has it: a second and 256 MiB.
const FULL: u8 = 18;
/// `N = 2^10`.
const CHEAP: u8 = 10;
/// What lies under the passphrase.
const SECRETS: [&str; 2] = ["identities.age", "signing-key.age"];

/// Every file of a new home, by its name; `None` for a folder, which is empty.
type Home = BTreeMap<String, Option<Vec<u8>>>;

/// The homes of this run, by the unit's name and title.
static HOMES: Mutex<BTreeMap<(String, String), Home>> = Mutex::new(BTreeMap::new());

/// Puts a new unit's home at a path. A unit of one name and title is the same in every story of a run, with the same keys.
pub(crate) fn put(at: &Path, name: &str, title: &str) {
    let mut homes = HOMES.lock().unwrap_or_else(PoisonError::into_inner);
    let home = homes.entry((name.to_owned(), title.to_owned())).or_insert_with(|| make(name, title));
    let folder = |path: &Path| fs::DirBuilder::new().mode(0o700).create(path).unwrap();
    folder(at);
    for (file, bytes) in home {
        match bytes {
            Some(bytes) => candour_cli::secret_file::create(&at.join(file), bytes).unwrap(),
            None => folder(&at.join(file)),
        }
    }
}

/// Makes one.
fn make(name: &str, title: &str) -> Home {
    let folder = tempfile::Builder::new().prefix("home").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let (home, passphrase) = (folder.path().join("home"), folder.path().join("passphrase"));
    candour_cli::secret_file::create(&passphrase, PASSPHRASE.as_bytes()).unwrap();
    let mut init = program("candour-unit");
    init.arg("--home").arg(&home).args(["init", "--name", name, "--title", title, "--passphrase-file"]);
    let output = init.arg(&passphrase).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "init: {}", String::from_utf8_lossy(&output.stderr));
    let read = |entry: fs::DirEntry| {
        let (name, path) = (entry.file_name().into_string().unwrap(), entry.path());
        let bytes = path.is_file().then(|| fs::read(&path).unwrap());
        assert!(
            bytes.is_some() || fs::read_dir(&path).unwrap().next().is_none(),
            "a new home's folders are empty: {name}"
        );
        let cheap = bytes.map(|bytes| if SECRETS.contains(&name.as_str()) { cheaper(&bytes) } else { bytes });
        (name, cheap)
    };
    let home: Home = fs::read_dir(&home).unwrap().map(|entry| read(entry.unwrap())).collect();
    assert!(SECRETS.iter().all(|secret| home.contains_key(*secret)), "{:?}", home.keys());
    home
}

/// The same secret under the same passphrase, with less work.
fn cheaper(file: &[u8]) -> Vec<u8> {
    let passphrase = || SecretString::from(PASSPHRASE.to_owned());
    let mut identity = scrypt::Identity::new(passphrase());
    // Otherwise as much as this machine does in some seconds, and a busy one does little.
    identity.set_max_work_factor(FULL);
    let mut secret = Vec::new();
    let opened = Decryptor::new_buffered(file).unwrap().decrypt(std::iter::once(&identity as &dyn age::Identity));
    opened.unwrap().read_to_end(&mut secret).unwrap();
    let mut recipient = scrypt::Recipient::new(passphrase());
    recipient.set_work_factor(CHEAP);
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).unwrap();
    let mut cheap = Vec::new();
    let mut writer = encryptor.wrap_output(&mut cheap).unwrap();
    writer.write_all(&secret).unwrap();
    writer.finish().unwrap();
    cheap
}
