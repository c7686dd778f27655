//! Hostile text made safe for a terminal. Owns the list of characters that are shown as escapes; knows nothing of reports.
//!
//! What is shown as `\u{…}`: everything that moves the cursor, changes colours or the title, reverses direction, takes no
//! room, or starts a line where none was meant. A backslash that would read as such an escape is itself escaped, so that
//! every `\u{` in the result stands for exactly one character. A whole message is the exception: its names were escaped
//! one by one, and what is round them is ours.

use std::fmt::Write;
use std::path::Path;

use crate::secret_text::SecretText;

/// What stays as it is although it is not plain.
#[derive(Clone, Copy)]
struct Kept {
    /// Newlines and tabs.
    lines: bool,
    /// Escapes that are there already.
    escapes: bool,
}

/// One line: newlines and tabs are escaped too. For names, titles, messages.
#[must_use]
pub fn line(text: &str) -> String {
    escaped(text, Kept { lines: false, escapes: false })
}

/// Running text: newline and tab are kept, a carriage return before a newline is dropped. For a report's own words.
#[must_use]
pub fn text(text: &str) -> String {
    escaped(text, Kept { lines: true, escapes: false })
}

/// As [`text`], for what is to be wiped.
#[must_use]
pub fn secret(text: &str) -> SecretText {
    let mut out = SecretText::new();
    escape_all(&mut out, text, Kept { lines: true, escapes: false });
    out
}

/// One line whose names are escaped already, as errors have them: what is escaped is not escaped once more. For whole messages.
#[must_use]
pub fn message(text: &str) -> String {
    escaped(text, Kept { lines: false, escapes: true })
}

/// As [`message`], with newlines and tabs.
#[must_use]
pub fn messages(text: &str) -> String {
    escaped(text, Kept { lines: true, escapes: true })
}

/// A path on one line; bytes that are no UTF-8 become U+FFFD.
#[must_use]
pub fn path(path: &Path) -> String {
    line(&path.to_string_lossy())
}

/// Bytes of unknown encoding as running text; what is no UTF-8 becomes U+FFFD.
#[must_use]
pub fn bytes(bytes: &[u8]) -> String {
    text(&String::from_utf8_lossy(bytes))
}

/// Whether a character may go to a terminal as it is, inside a line.
#[must_use]
pub fn is_plain(c: char) -> bool {
    !c.is_control() && !is_invisible(c)
}

/// As a new text.
fn escaped(text: &str, kept: Kept) -> String {
    let mut out = String::with_capacity(text.len());
    escape_all(&mut out, text, kept);
    out
}

/// The one loop. Writing to a text cannot fail.
fn escape_all(out: &mut impl Write, text: &str, kept: Kept) {
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\n' | '\t' if kept.lines => drop(out.write_char(c)),
            '\r' if kept.lines && rest.as_str().starts_with('\n') => {}
            '\\' if !kept.escapes && rest.as_str().starts_with("u{") => escape(out, c),
            _ if is_plain(c) => drop(out.write_char(c)),
            _ => escape(out, c),
        }
    }
}

/// One escape.
fn escape(out: &mut impl Write, c: char) {
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

/// Characters that are no controls for Unicode but are not seen, or make others be seen elsewhere.
///
/// The emoji presentation selectors U+FE0E and U+FE0F are let through: they change a glyph, never its place.
fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0x00ad                      // soft hyphen
        | 0x034f                    // combining grapheme joiner
        | 0x061c                    // Arabic letter mark
        | 0x115f..=0x1160           // Hangul fillers
        | 0x17b4..=0x17b5           // Khmer inherent vowels, invisible
        | 0x180b..=0x180f           // Mongolian selectors and vowel separator
        | 0x200b..=0x200f           // zero width, left-to-right and right-to-left marks
        | 0x2028..=0x202e           // line and paragraph separators, bidi embeddings and overrides
        | 0x2060..=0x206f           // word joiner, invisible operators, bidi isolates, deprecated formats
        | 0x2800                    // Braille blank
        | 0x3164                    // Hangul filler
        | 0xe000..=0xf8ff           // private use
        | 0xfdd0..=0xfdef           // noncharacters
        | 0xfe00..=0xfe0d           // variation selectors
        | 0xfeff                    // byte order mark
        | 0xffa0                    // half-width Hangul filler
        | 0xfff0..=0xfffc           // unassigned specials, interlinear annotations, object replacement
        | 0x1bca0..=0x1bca3         // shorthand format controls
        | 0x1d173..=0x1d17a         // musical format controls
        | 0xe0000..=0xe0fff         // tags, variation selectors supplement
        | 0xf0000..=0x10ffff        // private use
    ) || u32::from(c) & 0xfffe == 0xfffe // the last two of every plane: noncharacters
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_text_of_many_scripts_is_untouched() {
        for plain in [
            "He took money on 3 May.",
            "Mae o'n cymryd arian – ŵ ŷ â",
            "Ελληνικά, Русский, 日本語, العربية, עברית, हिन्दी",
            "e\u{301}",
            "✔\u{fe0f} 🙂",
            r"C:\users\name",
            "�",
        ] {
            assert_eq!(line(plain), plain);
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn each_kind_of_hostile_character_becomes_its_escape() {
        let cases: &[(&str, &str)] = &[
            ("\u{1b}[31mred", r"\u{1b}[31mred"),
            ("\u{1b}]0;title\u{7}", r"\u{1b}]0;title\u{7}"),
            ("\u{9b}2J", r"\u{9b}2J"),
            ("a\u{8}b", r"a\u{8}b"),
            ("a\0b", r"a\u{0}b"),
            ("a\u{7f}b", r"a\u{7f}b"),
            ("a\u{85}b", r"a\u{85}b"),
            ("photo\u{202e}gpj.exe", r"photo\u{202e}gpj.exe"),
            ("\u{2066}x\u{2069}", r"\u{2066}x\u{2069}"),
            ("a\u{200b}b\u{200d}c\u{feff}", r"a\u{200b}b\u{200d}c\u{feff}"),
            ("a\u{2028}b\u{2029}c", r"a\u{2028}b\u{2029}c"),
            ("a\u{ad}b", r"a\u{ad}b"),
            ("\u{e0041}", r"\u{e0041}"),
            ("\u{f8ff}\u{10ffff}\u{1fffe}", r"\u{f8ff}\u{10ffff}\u{1fffe}"),
            ("\u{3164}", r"\u{3164}"),
        ];
        for (hostile, shown) in cases {
            assert_eq!(&line(hostile), shown);
            assert_eq!(&text(hostile), shown);
        }
    }

    #[test]
    fn newlines_and_tabs_are_kept_only_where_asked() {
        assert_eq!(text("a\nb\tc\r\nd\re"), "a\nb\tc\nd\\u{d}e");
        assert_eq!(line("a\nb\tc\r\nd"), r"a\u{a}b\u{9}c\u{d}\u{a}d");
    }

    #[test]
    fn a_typed_escape_cannot_be_taken_for_a_shown_one() {
        assert_eq!(line(r"\u{1b}"), r"\u{5c}u{1b}");
        assert_ne!(line(r"\u{1b}"), line("\u{1b}"));
        assert_eq!(line(r"\\u{1b}"), r"\\u{5c}u{1b}");
    }

    #[test]
    fn bytes_that_are_no_utf8_become_replacement_characters() {
        assert_eq!(bytes(b"a\xff\x1b\nb"), "a\u{fffd}\\u{1b}\nb");
        use std::os::unix::ffi::OsStrExt as _;
        assert_eq!(path(Path::new(std::ffi::OsStr::from_bytes(b"a\xff\nb"))), "a\u{fffd}\\u{a}b");
    }

    /// Undoes [`line`].
    fn unescaped(shown: &str) -> String {
        let mut out = String::new();
        let mut rest = shown;
        while let Some((before, after)) = rest.split_once("\\u{") {
            out.push_str(before);
            let (digits, after) = after.split_once('}').unwrap();
            out.push(char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap());
            rest = after;
        }
        out + rest
    }

    proptest! {
        #[test]
        fn whatever_comes_in_only_plain_characters_come_out(hostile in any::<String>()) {
            prop_assert!(line(&hostile).chars().all(is_plain));
            prop_assert_eq!(&*secret(&hostile), text(&hostile));
            prop_assert!(text(&hostile).chars().all(|c| is_plain(c) || c == '\n' || c == '\t'));
            prop_assert!(message(&hostile).chars().all(is_plain));
            prop_assert!(messages(&hostile).chars().all(|c| is_plain(c) || c == '\n' || c == '\t'));
        }

        #[test]
        fn what_is_escaped_is_not_escaped_once_more(hostile in any::<String>()) {
            prop_assert_eq!(message(&line(&hostile)), line(&hostile));
            prop_assert_eq!(messages(&text(&hostile)), text(&hostile));
        }

        #[test]
        fn one_line_can_be_read_back_exactly(hostile in "(\\PC|\\pC|\\\\|u|\\{|\\}){0,40}") {
            prop_assert_eq!(unescaped(&line(&hostile)), hostile);
        }
    }
}
