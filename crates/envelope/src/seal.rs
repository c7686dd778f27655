//! The lower layer of sealing: any payload, to any recipients of one kind.

use std::io::Write;

use candour_header::NONCE;
use rand_core::{CryptoRng, RngCore};

use crate::header_writer;
use crate::keys::Recipient;
use crate::payload::StreamWriter;
use crate::seal_error::SealError;
use crate::secret::{FileKey, PayloadKey};

/// Everything before the first chunk, and the key of what follows.
pub(crate) struct Preamble {
    /// Header and nonce.
    pub(crate) bytes: Vec<u8>,
    /// Key of the chunks.
    pub(crate) payload_key: PayloadKey,
}

impl Preamble {
    /// Draws the file key (16 bytes), each recipient's share in turn, and the nonce (16 bytes).
    pub(crate) fn new(recipients: &[Recipient], rng: &mut (impl CryptoRng + RngCore)) -> Result<Self, SealError> {
        let key = FileKey::generate(rng);
        let mut bytes = header_writer::write(&key, recipients, rng)?;
        let mut nonce = [0; NONCE];
        rng.fill_bytes(&mut nonce);
        bytes.extend_from_slice(&nonce);
        Ok(Self { bytes, payload_key: key.payload_key(&nonce) })
    }
}

/// Starts an age file to `recipients`, whose order is kept; write the payload to what is returned, then finish it.
///
/// # Errors
/// The recipients' errors of [`SealError`], and [`SealError::Output`].
pub fn seal_to<W: Write>(
    recipients: &[Recipient],
    rng: &mut (impl CryptoRng + RngCore),
    mut out: W,
) -> Result<StreamWriter<W>, SealError> {
    let preamble = Preamble::new(recipients, rng)?;
    out.write_all(&preamble.bytes).map_err(SealError::Output)?;
    Ok(StreamWriter::new(&preamble.payload_key, out))
}
