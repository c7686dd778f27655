//! Attachments: neutral names by number, and the original name only where the source opts in.

use serde::{Deserialize, Serialize};

use super::extension::Extension;

/// Most attachments of one report.
pub const MAX_ATTACHMENTS: usize = 999;
/// Longest original name in bytes.
pub const MAX_NAME: usize = 255;
/// The folder of the attachments in the archive.
pub(crate) const FOLDER: &str = "attachments/";

/// An attachment to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its length in bytes, which it must still have when it is read.
    pub size: u64,
    /// The ending of its neutral name.
    pub extension: Extension,
    /// Its own name, only if the source opts in.
    pub name: Option<String>,
}

/// An attachment as `report.json` lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentEntry {
    /// Its name in the archive, `attachments/01.jpg`.
    pub file: String,
    /// Its length in bytes.
    pub size: u64,
    /// Its own name, if the source opted in. Hostile text: show it sanitized, never use it as a path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl AttachmentEntry {
    /// The entry of an attachment, the `index`th from 0.
    pub(crate) fn new(index: usize, attachment: &Attachment) -> Self {
        Self { file: neutral_name(index, attachment.extension), size: attachment.size, name: attachment.name.clone() }
    }

    /// Whether its name is the neutral one of the `index`th attachment, with an ending of ours.
    pub(crate) fn is_neutral(&self, index: usize) -> bool {
        let ending = self.file.rsplit_once('.').and_then(|(_, ending)| Extension::from_ending(ending));
        ending.is_some_and(|extension| self.file == neutral_name(index, extension))
    }
}

/// `attachments/01.jpg` for index 0; three digits from the hundredth on.
pub(crate) fn neutral_name(index: usize, extension: Extension) -> String {
    format!("{FOLDER}{:02}.{extension}", index + 1)
}

/// Whether an original name is one that may travel: not empty, not too long, and without characters that deceive a reader or a shell.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let path = |c| matches!(c, '/' | '\\');
    (1..=MAX_NAME).contains(&name.len()) && !name.chars().any(|c| path(c) || deceives(c)) && name != "." && name != ".."
}

/// Control characters, and the invisible ones that change direction or hide text (Unicode's bidi controls and zero-width characters).
pub(crate) fn deceives(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neutral_names() {
        assert_eq!(neutral_name(0, Extension::Jpg), "attachments/01.jpg");
        assert_eq!(neutral_name(998, Extension::Bin), "attachments/999.bin");
        let entry = |file: &str| AttachmentEntry { file: file.into(), size: 0, name: None };
        assert!(entry("attachments/02.pdf").is_neutral(1));
        for bad in
            ["attachments/01.pdf", "attachments/2.pdf", "attachments/02.exe", "02.pdf", "attachments/02", "../02.pdf"]
        {
            assert!(!entry(bad).is_neutral(1), "{bad}");
        }
    }

    #[test]
    fn original_names() {
        assert!(is_plain_name("Rhestr Arian – Mai.xlsx"));
        for bad in ["", ".", "..", "a/b", "a\\b", "a\0b", "a\nb", "exe.\u{202e}gpj", "a\u{200b}", "\u{1b}[2J"] {
            assert!(!is_plain_name(bad), "{bad:?}");
        }
        assert!(!is_plain_name(&"x".repeat(MAX_NAME + 1)));
    }
}
