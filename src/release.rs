//! The release's note that the keeper installed. Owns reading it; the key that signs it is not the drop's and not known here.

use std::path::Path;

use bytes::Bytes;
use candour_cli::{Voice, sanitize};
use candour_pages::{Manifest, UntrustedRelease};

/// The note to serve, or none with a warning: pages are served without it too, but then nobody can check them.
#[must_use]
pub fn installed(voice: &Voice, file: Option<&Path>) -> Option<Bytes> {
    let file = file?;
    let read = std::fs::read(file);
    let is_ours = |bytes: &[u8]| UntrustedRelease::parse(bytes).is_ok_and(|release| release.is_of(&Manifest::own()));
    match read {
        Ok(bytes) if is_ours(&bytes) => return Some(bytes.into()),
        Ok(_) => voice.warning(&format!(
            "{} is not the release note of this version: visitors cannot check the pages",
            sanitize::path(file)
        )),
        Err(error) => voice.warning(&format!(
            "cannot read the release note {}: {error}; visitors cannot check the pages",
            sanitize::path(file)
        )),
    }
    None
}
