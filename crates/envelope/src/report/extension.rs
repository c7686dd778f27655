//! The few endings that an attachment's neutral name may have: well known, inert when saved, never a program's.

use core::fmt;

use serde::{Deserialize, Serialize};

/// An ending. Anything unknown is `bin`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extension {
    /// Anything else.
    #[default]
    Bin,
    /// Plain text; only by name, since any bytes may look like it.
    Txt,
    /// PDF.
    Pdf,
    /// JPEG.
    Jpg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// HEIF photo.
    Heic,
    /// TIFF.
    Tif,
    /// MP4 video or QuickTime.
    Mp4,
    /// Matroska or WebM.
    Webm,
    /// MPEG audio.
    Mp3,
    /// MPEG-4 audio.
    M4a,
    /// Ogg.
    Ogg,
    /// WAVE.
    Wav,
    /// FLAC.
    Flac,
    /// Zip; Office and OpenDocument files are such, and stay under this name: it says less and opens nothing by itself.
    Zip,
}

/// Every ending.
const ALL: [Extension; 17] = [
    Extension::Bin,
    Extension::Txt,
    Extension::Pdf,
    Extension::Jpg,
    Extension::Png,
    Extension::Gif,
    Extension::Webp,
    Extension::Heic,
    Extension::Tif,
    Extension::Mp4,
    Extension::Webm,
    Extension::Mp3,
    Extension::M4a,
    Extension::Ogg,
    Extension::Wav,
    Extension::Flac,
    Extension::Zip,
];

impl Extension {
    /// Bytes of a file's start that [`Extension::sniff`] looks at.
    pub const SNIFFED: usize = 16;

    /// The ending without its dot.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bin => "bin",
            Self::Txt => "txt",
            Self::Pdf => "pdf",
            Self::Jpg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Heic => "heic",
            Self::Tif => "tif",
            Self::Mp4 => "mp4",
            Self::Webm => "webm",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Ogg => "ogg",
            Self::Wav => "wav",
            Self::Flac => "flac",
            Self::Zip => "zip",
        }
    }

    /// The ending for a file that starts with `start`.
    #[must_use]
    pub fn sniff(start: &[u8]) -> Self {
        let at = |offset: usize, magic: &[u8]| start.get(offset..).is_some_and(|rest| rest.starts_with(magic));
        let brand = |names: &[&[u8; 4]]| at(4, b"ftyp") && names.iter().any(|name| at(8, *name));
        match () {
            () if at(0, b"%PDF-") => Self::Pdf,
            () if at(0, b"\xff\xd8\xff") => Self::Jpg,
            () if at(0, b"\x89PNG\r\n\x1a\n") => Self::Png,
            () if at(0, b"GIF87a") || at(0, b"GIF89a") => Self::Gif,
            () if at(0, b"RIFF") && at(8, b"WEBP") => Self::Webp,
            () if at(0, b"RIFF") && at(8, b"WAVE") => Self::Wav,
            () if at(0, b"II*\0") || at(0, b"MM\0*") => Self::Tif,
            () if brand(&[b"heic", b"heix", b"mif1", b"msf1"]) => Self::Heic,
            () if brand(&[b"M4A "]) => Self::M4a,
            () if at(4, b"ftyp") => Self::Mp4,
            () if at(0, b"\x1a\x45\xdf\xa3") => Self::Webm,
            () if at(0, b"ID3") || at(0, b"\xff\xfb") || at(0, b"\xff\xf3") => Self::Mp3,
            () if at(0, b"OggS") => Self::Ogg,
            () if at(0, b"fLaC") => Self::Flac,
            () if at(0, b"PK\x03\x04") => Self::Zip,
            () => Self::Bin,
        }
    }

    /// The ending that a file's own name has, where it is one of these. For a source who opts in to names.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        Self::from_ending(match ending.as_str() {
            "jpeg" => "jpg",
            "tiff" => "tif",
            "mov" => "mp4",
            "mkv" => "webm",
            "oga" | "opus" => "ogg",
            other => other,
        })
        .unwrap_or_default()
    }

    /// The ending spelt so.
    #[must_use]
    pub fn from_ending(ending: &str) -> Option<Self> {
        ALL.into_iter().find(|extension| extension.as_str() == ending)
    }
}

impl fmt::Display for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sniffs_what_it_knows() {
        for (start, extension) in [
            (&b"%PDF-1.7"[..], Extension::Pdf),
            (b"\xff\xd8\xff\xe0", Extension::Jpg),
            (b"\0\0\0\x18ftypheic", Extension::Heic),
            (b"\0\0\0\x18ftypisom", Extension::Mp4),
            (b"RIFF\0\0\0\0WEBP", Extension::Webp),
            (b"#!/bin/sh", Extension::Bin),
            (b"MZ", Extension::Bin),
            (b"", Extension::Bin),
        ] {
            assert_eq!(Extension::sniff(start), extension, "{start:?}");
        }
    }

    #[test]
    fn never_a_programs_ending() {
        for name in ["a.exe", "a.sh", "a.desktop", "a.html", "a.svg", "a", ".", "a.JPEG.exe"] {
            assert_eq!(Extension::from_name(name), Extension::Bin, "{name}");
        }
        assert_eq!(Extension::from_name("Bank.JPEG"), Extension::Jpg);
    }
}
