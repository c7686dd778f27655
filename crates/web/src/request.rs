//! What the page asks for, in JSON, and what it is told. Unknown fields are refused: a field that nobody reads would be lost.

use candour_envelope::{Answers, Attachment, Extension, Plan};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::conversation::Asked;

/// A report to be measured or sealed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// What the source wrote.
    pub(crate) answers: Answers,
    /// Names of the chosen units.
    pub(crate) units: Vec<String>,
    /// The attachments, in order.
    pub(crate) files: Vec<File>,
    /// The conversation that it brings: none without a codename.
    #[serde(default)]
    pub(crate) conversation: Option<Asked>,
}

/// An attachment.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// Its length in bytes.
    size: u64,
    /// Its own name, where the source opts in.
    #[serde(default)]
    name: Option<String>,
    /// The ending of its neutral name.
    #[serde(default)]
    extension: Option<String>,
}

impl File {
    /// As the envelope knows it.
    pub(crate) fn attachment(&self) -> Attachment {
        let extension = self.extension.as_deref().and_then(Extension::from_ending).unwrap_or_default();
        Attachment { size: self.size, extension, name: self.name.clone() }
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        let answers = &mut self.answers;
        answers.what.zeroize();
        let others = [
            &mut answers.who,
            &mut answers.force,
            &mut answers.when,
            &mut answers.r#where,
            &mut answers.reporter.identity,
        ];
        for text in others {
            text.zeroize();
        }
        for file in &mut self.files {
            file.name.zeroize();
        }
    }
}

/// What the page is told of a report's length.
#[derive(Serialize)]
pub(crate) struct Measure {
    /// The ladder's step.
    step: u64,
    /// Bytes by which the text may still grow.
    room: u64,
    /// Length of the sealed report, which is the step.
    len: u64,
}

impl From<&Plan> for Measure {
    fn from(plan: &Plan) -> Self {
        Self { step: plan.step(), room: plan.room_left(), len: plan.step() }
    }
}

/// The start of a file, to be given an ending.
///
/// The ending is known by the file's first bytes, or by its own name where that travels and the bytes say nothing.
pub(crate) fn extension(start: &[u8], name: Option<&str>) -> Extension {
    match (Extension::sniff(start), name) {
        (Extension::Bin, Some(name)) => Extension::from_name(name),
        (sniffed, _) => sniffed,
    }
}
