//! One authority's keys and ports, and the x25519 key of a client of an onion service. Owns how tor spells them.

use std::fs;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use rand::RngCore as _;
use x25519_dalek::{PublicKey, StaticSecret};

use super::{make_private, node_folder, tor};
use crate::place::free_address;

/// An authority that is a relay too.
pub(crate) struct Authority {
    pub(crate) name: &'static str,
    pub(crate) folder: PathBuf,
    /// Where relays connect.
    pub(crate) or: SocketAddr,
    /// Where the consensus is read.
    pub(crate) directory: SocketAddr,
    /// The fingerprint of its identity as an authority.
    authority_print: String,
    /// The fingerprint of its identity as a relay.
    relay_print: String,
}

impl Authority {
    /// Makes the keys of all of them, side by side.
    pub(crate) fn make_all(network: &Path, names: &[&'static str]) -> Vec<Self> {
        let made = |name: &'static str| {
            let folder = node_folder(network, name);
            make_private(&folder.join("keys"));
            let (or, directory) = (free_address(), free_address());
            let child = certificate(&folder.join("keys"), directory);
            (Self { name, folder, or, directory, authority_print: String::new(), relay_print: String::new() }, child)
        };
        let begun: Vec<_> = names.iter().map(|name| made(name)).collect();
        begun
            .into_iter()
            .map(|(authority, mut child)| {
                assert!(child.wait().unwrap().success(), "tor-gencert");
                authority.with_fingerprints()
            })
            .collect()
    }

    /// Reads one fingerprint from the certificate; tor makes the relay's keys and tells the other.
    fn with_fingerprints(mut self) -> Self {
        let certificate = fs::read_to_string(self.folder.join("keys/authority_certificate")).unwrap();
        let print = certificate.lines().find_map(|line| line.strip_prefix("fingerprint ")).unwrap();
        self.authority_print = print.to_owned();
        // To be asked, tor wants an authority to be known: this one, with a fingerprint that is nobody's.
        self.relay_print = format!("{:040}", 1);
        fs::write(self.folder.join("torrc"), super::torrc::authority(&self, &self.line())).unwrap();
        let asked = tor(&self.folder).arg("--list-fingerprint").output().unwrap();
        assert!(asked.status.success(), "tor --list-fingerprint: {}", super::notices(self.folder.parent().unwrap()));
        let told = fs::read_to_string(self.folder.join("fingerprint")).unwrap();
        self.relay_print = told.split_whitespace().skip(1).collect();
        self
    }

    /// How the others name it in their configuration.
    pub(crate) fn line(&self) -> String {
        format!(
            "DirAuthority {} orport={} no-v2 v3ident={} {} {}\n",
            self.name,
            self.or.port(),
            self.authority_print,
            self.directory,
            self.relay_print
        )
    }

    /// Whether it gives out a consensus with this many relays.
    pub(crate) fn knows(&self, relays: usize) -> bool {
        let url = format!("http://{}/tor/status-vote/current/consensus-microdesc", self.directory);
        let consensus = ureq::get(&url).call().and_then(|mut answer| answer.body_mut().read_to_string());
        consensus.is_ok_and(|text| text.lines().filter(|line| line.starts_with("r ")).count() >= relays)
    }
}

/// Starts `tor-gencert`: an authority's identity and a certificate for a year.
fn certificate(keys: &Path, directory: SocketAddr) -> std::process::Child {
    let mut command = Command::new("tor-gencert");
    command.args(["--create-identity-key", "-m", "12", "--passphrase-fd", "0", "-a", &directory.to_string()]);
    for (flag, file) in
        [("-i", "authority_identity_key"), ("-s", "authority_signing_key"), ("-c", "authority_certificate")]
    {
        command.arg(flag).arg(keys.join(file));
    }
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = piped.expect("tor-gencert comes with Debian's tor (cargo xtask test installs it)");
    child.stdin.take().unwrap().write_all(b"of a test network\n").unwrap();
    child
}

/// A client's key: the secret half as the control port takes it, the public half as a service's folder holds it.
pub(crate) fn client_key() -> (String, String) {
    let mut bytes = [0; 32];
    rand::rngs::OsRng.fill_bytes(&mut bytes);
    let secret = StaticSecret::from(bytes);
    (STANDARD_NO_PAD.encode(secret.to_bytes()), base32(PublicKey::from(&secret).as_bytes()))
}

/// Base32 without padding, in capitals.
fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect();
    bits.chunks(5)
        .map(|five| (0..5).fold(0, |value, at| value << 1 | five.get(at).copied().unwrap_or(0)))
        .map(|value| char::from(LETTERS[usize::from(value)]))
        .collect()
}

/// Base32 as RFC 4648 has it.
pub(crate) fn base32_is_rfc_4648() {
    assert_eq!(base32(b""), "");
    assert_eq!(base32(b"f"), "MY");
    assert_eq!(base32(b"fooba"), "MZXW6YTB");
    assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
}
