//! What the page is told, in JSON. Owns that its bytes are never moved while they are written, so that wiping them leaves no copy behind.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use crate::fault::Fault;

/// A text that is wiped.
pub(crate) struct SecretText(pub(crate) Zeroizing<String>);

impl Serialize for SecretText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Counts bytes.
struct Len(usize);

impl Write for Len {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// As JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<Vec<u8>, Fault> {
    let mut len = Len(0);
    write(value, &mut len)?;
    let mut said = Vec::with_capacity(len.0);
    write(value, &mut said)?;
    Ok(said)
}

/// Writes it.
fn write(value: &impl Serialize, out: &mut dyn Write) -> Result<(), Fault> {
    serde_json::to_writer(out, value).map_err(|_| Fault::Broken)
}
