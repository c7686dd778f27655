//! Why a report was not sealed: one variant for each thing the source, or the program, does next.

use std::io;

/// Why a report was not sealed. After an error from writing, the output is not a file and must be thrown away.
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// No recipient at all.
    #[error("no recipient to seal to")]
    NoRecipients,
    /// More recipients than a header may have.
    #[error("more than 16 recipients")]
    TooManyRecipients,
    /// age forbids hybrid and classic recipients in one file.
    #[error("hybrid and classic recipients cannot share a file")]
    MixedKinds,
    /// A recipient of the card is not a key, or a key that nobody generated honestly.
    #[error("a recipient on the desk card is not a usable key")]
    BadRecipient,
    /// No unit was chosen.
    #[error("no unit chosen")]
    NoUnits,
    /// A chosen unit is not on the card.
    #[error("a chosen unit is not on the desk card")]
    UnknownUnit,
    /// More units than the card's recipient count.
    #[error("more units chosen than the desk card has room for")]
    TooManyUnits,
    /// The answers make a longer report.json than any unit reads.
    #[error("the text is longer than 512 KiB")]
    TextTooLong,
    /// More attachments than names.
    #[error("more than 999 attachments")]
    TooManyAttachments,
    /// An original name with characters that could deceive or harm a reader.
    #[error("an attachment's original name is too long or has control, direction or path characters")]
    BadName,
    /// Everything together passes the highest step of the ladder.
    #[error("the report is larger than 1 GiB with its attachments")]
    TooLarge,
    /// An attachment was longer or shorter than announced.
    #[error("an attachment changed while it was read")]
    AttachmentChanged,
    /// An attachment could not be read.
    #[error("an attachment could not be read")]
    Attachment(#[source] io::Error),
    /// The sealed report could not be written.
    #[error("the sealed report could not be written")]
    Output(#[source] io::Error),
}
