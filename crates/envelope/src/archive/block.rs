//! One 512-byte tar header, written and judged (POSIX.1-2017, pax, "ustar Interchange Format").
//!
//! | bytes | field | we write |
//! | --- | --- | --- |
//! | 0..100 | name | `report.json`, `attachments/01.jpg` …, zero-filled |
//! | 100..108 | mode | `0000600` and a zero |
//! | 108..116, 116..124 | uid, gid | `0000000` and a zero |
//! | 124..136 | size | eleven octal digits and a zero |
//! | 136..148 | mtime | eleven `0` and a zero |
//! | 148..156 | checksum | six octal digits, a zero, a space |
//! | 156 | type | `0`, a regular file |
//! | 157..257 | link name | zeros |
//! | 257..265 | magic, version | `ustar`, a zero, `00` |
//! | 265..329 | user, group name | zeros |
//! | 329..345 | device | `0000000` and a zero, twice |
//! | 345..512 | prefix, rest | zeros |

use super::fault::ArchiveFault;
use crate::report::{FOLDER, deceives};

/// Bytes of a block.
pub(crate) const BLOCK: usize = 512;
/// Zero blocks that end an archive.
pub(crate) const END_BLOCKS: u64 = 2;
/// Name of the first entry.
pub(crate) const REPORT_NAME: &str = "report.json";

/// Where the fields are.
const NAME: core::ops::Range<usize> = 0..100;
/// See the table above.
const SIZE: core::ops::Range<usize> = 124..136;
/// See the table above.
const CHECKSUM: core::ops::Range<usize> = 148..156;
/// See the table above.
const TYPE: usize = 156;
/// See the table above. The magic alone: GNU tar writes two spaces where POSIX has a zero and a version.
const MAGIC: core::ops::Range<usize> = 257..262;
/// See the table above.
const PREFIX: core::ops::Range<usize> = 345..500;
/// The fields that say nothing, as we write them.
const CONSTANT: [(usize, &[u8]); 8] = [
    (100, b"0000600\0"),
    (108, b"0000000\0"),
    (116, b"0000000\0"),
    (136, b"00000000000\0"),
    (TYPE, b"0"),
    (257, b"ustar\x0000"),
    (329, b"0000000\0"),
    (337, b"0000000\0"),
];

/// `len` rounded up to whole blocks; `None` past `u64`.
pub(crate) const fn padded(len: u64) -> Option<u64> {
    len.checked_next_multiple_of(BLOCK as u64)
}

/// The header of a regular file. `None` where the name or the size does not fit its field.
pub(crate) fn header(name: &str, size: u64) -> Option<[u8; BLOCK]> {
    let digits = format!("{size:011o}");
    if name.len() >= NAME.len() || digits.len() >= SIZE.len() {
        return None;
    }
    let mut block = [0; BLOCK];
    let mut put =
        |at: usize, bytes: &[u8]| block.get_mut(at..)?.get_mut(..bytes.len()).map(|to| to.copy_from_slice(bytes));
    put(NAME.start, name.as_bytes())?;
    put(SIZE.start, digits.as_bytes())?;
    for (at, bytes) in CONSTANT {
        put(at, bytes)?;
    }
    let checksum = format!("{:06o}\0 ", checksum(&block));
    block.get_mut(CHECKSUM)?.copy_from_slice(checksum.as_bytes());
    Some(block)
}

/// The sum of a header's bytes, its checksum field taken as spaces.
fn checksum(block: &[u8; BLOCK]) -> u32 {
    let byte = |(at, byte): (usize, &u8)| u32::from(if CHECKSUM.contains(&at) { b' ' } else { *byte });
    block.iter().enumerate().map(byte).sum()
}

/// What a header announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A regular file.
    File {
        /// Its name: relative, plain, with no `..`.
        name: String,
        /// Its length.
        size: u64,
    },
    /// The folder of the attachments, as `tar` writes it when it is named. It carries nothing.
    Folder,
    /// A block of zeros: the archive's end.
    End,
}

/// Judges a header. Modes, owners and times are not looked at, since nothing is done with them.
pub(crate) fn judge(block: &[u8; BLOCK]) -> Result<Entry, ArchiveFault> {
    if block.iter().all(|byte| *byte == 0) {
        return Ok(Entry::End);
    }
    if octal(block.get(CHECKSUM).unwrap_or_default()) != Some(u64::from(checksum(block))) {
        return Err(ArchiveFault::BadHeader);
    }
    if block.get(MAGIC) != Some(b"ustar")
        || block.get(PREFIX).is_some_and(|prefix| prefix.iter().any(|byte| *byte != 0))
    {
        return Err(ArchiveFault::BadHeader);
    }
    let kind = block.get(TYPE).copied().unwrap_or_default();
    match kind {
        b'0' | 0 | b'5' => {}
        b'1' | b'2' => return Err(ArchiveFault::Link),
        b'3' | b'4' | b'6' => return Err(ArchiveFault::Device),
        _ => return Err(ArchiveFault::Extension),
    }
    let name = name(block.get(NAME).unwrap_or_default())?;
    let size = octal(block.get(SIZE).unwrap_or_default()).ok_or(ArchiveFault::BadHeader)?;
    match kind {
        b'5' if name == FOLDER && size == 0 => Ok(Entry::Folder),
        b'5' => Err(ArchiveFault::Unlisted),
        _ => Ok(Entry::File { name, size }),
    }
}

/// The name in its field: nothing after the first zero byte, and nothing that leaves the folder or deceives.
fn name(field: &[u8]) -> Result<String, ArchiveFault> {
    let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
    let (name, rest) = field.split_at_checked(end).ok_or(ArchiveFault::BadHeader)?;
    if rest.iter().any(|byte| *byte != 0) {
        return Err(ArchiveFault::DeceivingName);
    }
    let name = core::str::from_utf8(name).map_err(|_| ArchiveFault::DeceivingName)?;
    if name.chars().any(deceives) {
        return Err(ArchiveFault::DeceivingName);
    }
    if name.starts_with('/') {
        return Err(ArchiveFault::AbsolutePath);
    }
    if name.split('/').any(|part| part == "..") {
        return Err(ArchiveFault::ParentPath);
    }
    Ok(name.to_owned())
}

/// A number in octal digits, ended by zero bytes or spaces; no base-256, no sign.
fn octal(field: &[u8]) -> Option<u64> {
    let end = field.iter().position(|byte| matches!(byte, 0 | b' ')).unwrap_or(field.len());
    let (digits, rest) = field.split_at_checked(end)?;
    if digits.is_empty() || rest.iter().any(|byte| !matches!(byte, 0 | b' ')) {
        return None;
    }
    digits.iter().try_fold(0u64, |value, digit| {
        let digit = digit.checked_sub(b'0').filter(|digit| *digit < 8)?;
        value.checked_mul(8)?.checked_add(u64::from(digit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let block = header("attachments/01.jpg", 1_048_576_000).unwrap();
        assert_eq!(judge(&block), Ok(Entry::File { name: "attachments/01.jpg".into(), size: 1_048_576_000 }));
        assert_eq!(judge(&[0; BLOCK]), Ok(Entry::End));
        assert_eq!(header(&"n".repeat(100), 1), None);
        assert_eq!(header("n", 1 << 33), None);
    }

    #[test]
    fn annotated_bytes() {
        let block = header("report.json", 0o1234).unwrap();
        assert_eq!(&block[..12], b"report.json\0");
        assert_eq!(&block[100..124], b"0000600\x000000000\x000000000\0");
        assert_eq!(&block[124..148], b"00000001234\x0000000000000\0");
        assert_eq!(&block[148..157], b"011403\0 0");
        assert_eq!(&block[257..265], b"ustar\x0000");
        assert_eq!(&block[329..345], b"0000000\x000000000\0");
        assert!(block[157..257].iter().chain(&block[265..329]).chain(&block[345..]).all(|byte| *byte == 0));
    }

    #[test]
    fn numbers() {
        assert_eq!(octal(b"0000644\0"), Some(0o644));
        assert_eq!(octal(b"   644 \0"), None);
        assert_eq!(octal(b"0000 64\0"), None);
        assert_eq!(octal(b"\x80\0\0\0\0\0\0\x01"), None);
        assert_eq!(octal(b"-000644\0"), None);
        assert_eq!(octal(b"\0\0\0"), None);
        assert_eq!(octal(b"7777777777777777777777777"), None);
    }
}
