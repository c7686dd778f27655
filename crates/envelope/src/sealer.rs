//! Seals one report: recipients, `report.json`, attachments, padding, in one pass and with one chunk in memory.

use core::fmt;
use std::io::{self, Read, Write};

use candour_header::{Kind, MAX_RECIPIENTS};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::audience::Audience;
use crate::hasher::Hasher;
use crate::payload::{ChunkCipher, own_cipher};
use crate::plan::Plan;
use crate::report::{
    Answers, Attachment, AttachmentEntry, Conversation, MAX_ATTACHMENTS, MAX_REPORT, ReportBody, is_plain_name,
};
use crate::seal::Preamble;
use crate::seal_error::SealError;
use crate::sealing::{Sealing, Step};
use crate::sources::Sources;

/// Longest `report.json` that is sealed. Units read longer ones, so that a later client may write more.
const MAX_SEALED_REPORT: u64 = MAX_REPORT / 2;

/// From this length on a thread for the hash pays.
const HASHED_BESIDE: u64 = 1 << 20;

/// What a finished sealed report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedReport {
    /// Its length: the step that was planned.
    pub len: u64,
    /// SHA-256 of the whole file, by which the drop names it.
    pub sha256: [u8; 32],
}

/// A report about to be sealed: every length is fixed, nothing is written. Consumed by sealing.
pub struct Sealer {
    preamble: Preamble,
    json: Zeroizing<Vec<u8>>,
    entries: Vec<AttachmentEntry>,
    plan: Plan,
}

/// `report.json` and its table, checked.
fn compose(
    units: &[String],
    desk_card: [u8; 32],
    answers: &Answers,
    attachments: &[Attachment],
    conversation: Option<&Conversation>,
) -> Result<(Zeroizing<Vec<u8>>, Vec<AttachmentEntry>), SealError> {
    if attachments.len() > MAX_ATTACHMENTS {
        return Err(SealError::TooManyAttachments);
    }
    if !attachments.iter().all(|attachment| attachment.name.as_deref().is_none_or(is_plain_name)) {
        return Err(SealError::BadName);
    }
    let entries: Vec<_> =
        attachments.iter().enumerate().map(|(index, attachment)| AttachmentEntry::new(index, attachment)).collect();
    let body = ReportBody::new(answers.clone(), desk_card, units.to_vec(), entries.clone())
        .with_conversation(conversation.cloned());
    let json = Zeroizing::new(body.to_json().ok_or(SealError::TextTooLong)?);
    if json.len() as u64 > MAX_SEALED_REPORT {
        return Err(SealError::TextTooLong);
    }
    Ok((json, entries))
}

impl Plan {
    /// The lengths of a report to `audience`, without sealing anything: for the room left while a text is being written.
    ///
    /// # Errors
    /// The answers' and attachments' errors of [`SealError`].
    pub fn of(audience: &Audience, answers: &Answers, attachments: &[Attachment]) -> Result<Self, SealError> {
        Self::of_conversation(audience, answers, attachments, None)
    }

    /// The same for a report that brings a conversation. Its length depends on the kind of recipient, and on whether there is an earlier
    /// thread secret; not on the keys.
    ///
    /// # Errors
    /// As [`Plan::of`].
    pub fn of_conversation(
        audience: &Audience,
        answers: &Answers,
        attachments: &[Attachment],
        conversation: Option<&Conversation>,
    ) -> Result<Self, SealError> {
        let (json, entries) = compose(audience.units(), audience.desk_card(), answers, attachments, conversation)?;
        plan(audience.kind(), audience.recipient_count(), &json, &entries)
    }
}

/// The lengths of a composed report.
fn plan(kind: Kind, recipients: u16, json: &[u8], entries: &[AttachmentEntry]) -> Result<Plan, SealError> {
    Plan::new(kind, recipients, json.len() as u64, entries.iter().map(|entry| entry.size))
}

impl Sealer {
    /// Composes a report, draws its keys and fixes its lengths.
    ///
    /// Draws from `rng`, in this order: a secret (32 bytes) for each throw-away recipient; the shuffle; the file key (16); for each
    /// recipient in shuffled order its share (hybrid 64, classic 32); the nonce (16).
    ///
    /// # Errors
    /// The [`SealError`]s that do not concern reading and writing.
    pub fn new(
        audience: &Audience,
        answers: &Answers,
        attachments: &[Attachment],
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<Self, SealError> {
        Self::in_conversation(audience, answers, attachments, None, rng)
    }

    /// The same for a report that brings a conversation.
    ///
    /// # Errors
    /// As [`Sealer::new`].
    pub fn in_conversation(
        audience: &Audience,
        answers: &Answers,
        attachments: &[Attachment],
        conversation: Option<&Conversation>,
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<Self, SealError> {
        let (json, entries) = compose(audience.units(), audience.desk_card(), answers, attachments, conversation)?;
        let plan = plan(audience.kind(), audience.recipient_count(), &json, &entries)?;
        let recipients = audience.recipients(rng);
        debug_assert!(recipients.len() <= usize::from(MAX_RECIPIENTS));
        let preamble = Preamble::new(&recipients, rng)?;
        Ok(Self { preamble, json, entries, plan })
    }

    /// The lengths.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Seals to `out`. `attachments` are opened one after the other, in the order given to [`Sealer::new`]; `progress` gets the bytes of
    /// the sealed report written so far, about once a chunk. `out` gets one write for the header and one for each chunk.
    ///
    /// # Errors
    /// [`SealError::Attachment`], [`SealError::AttachmentChanged`], [`SealError::Output`]. The output is then to be thrown away.
    pub fn seal<W: Write, A: Read>(
        self,
        mut out: W,
        attachments: impl IntoIterator<Item = io::Result<A>>,
        mut progress: impl FnMut(u64),
    ) -> Result<SealedReport, SealError> {
        let mut hash = if self.plan.step() < HASHED_BESIDE { Hasher::here() } else { Hasher::beside() };
        let mut sources = Sources::new(attachments.into_iter(), self.entries.len());
        let mut sealing = self.begin()?;
        loop {
            let read = match sealing.step()? {
                Step::Sealed(bytes) => {
                    out.write_all(bytes).and_then(|()| hash.update(bytes)).map_err(SealError::Output)?;
                    progress(sealing.given());
                    continue;
                }
                Step::Wants { index, room, .. } => sources.read(index, room)?,
                Step::Done => break,
            };
            sealing.took(read)?;
        }
        sources.end()?;
        out.flush().map_err(SealError::Output)?;
        Ok(SealedReport { len: sealing.given(), sha256: hash.finish().map_err(SealError::Output)? })
    }

    /// Begins to seal, piece by piece.
    ///
    /// # Errors
    /// [`SealError::TooLarge`], which [`Sealer::new`] has ruled out.
    pub fn begin(self) -> Result<Sealing, SealError> {
        self.begin_with(own_cipher)
    }

    /// The same with a caller's cipher for the chunks, which is given the payload's key.
    ///
    /// # Errors
    /// As [`Sealer::begin`].
    ///
    /// # Security
    /// Whoever holds that key reads the whole payload. The cipher wipes it when it is dropped.
    pub fn begin_with(self, cipher: impl FnOnce(&[u8; 32]) -> Box<dyn ChunkCipher>) -> Result<Sealing, SealError> {
        Sealing::new(self.preamble, &self.json, self.entries, self.plan, cipher)
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealer").field("plan", &self.plan).finish_non_exhaustive()
    }
}
