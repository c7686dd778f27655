//! A report as text for a terminal. Owns the layout; everything that came from outside goes through `sanitize` here.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use candour_cli::sanitize;
use candour_envelope::{Category, ReportBody, ReportKind, Role, Standing};
use sha2::{Digest as _, Sha256};

use crate::cases::Filed;
use crate::day;
use crate::held::{Held, short};
use crate::record::State;

/// The longest exhibit that is shown as text.
const LONGEST_TEXT: u64 = 64 * 1024;

/// Length and SHA-256 of a file that lies in a report's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Its length in bytes.
    pub size: u64,
    /// Its SHA-256, hex.
    pub sha256: String,
}

/// Reads a file to its end.
///
/// # Errors
/// What the disk says.
pub fn measure(path: &Path) -> io::Result<Measured> {
    let mut hash = Sha256::new();
    let size = io::copy(&mut File::open(path)?, &mut hash)?;
    Ok(Measured { size, sha256: hex(&hash.finalize()) })
}

/// What is known of a blob, whatever it was.
#[must_use]
pub fn head(held: &Held, filed: Option<(u32, &Filed)>) -> String {
    let mut text = format!("id        {}\n", held.hex);
    let Some(record) = &held.record else {
        text.push_str("record    missing or damaged\n");
        return text;
    };
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(text, "drop      {}", sanitize::line(&record.drop));
    let _ = writeln!(text, "taken     {}", day::to_text(record.epoch));
    let _ = writeln!(text, "sealed    {} bytes", record.size);
    let state = match record.state {
        State::Report => "opened",
        State::Exhibit => "opened; not in the shape of a report, kept as it came",
        State::Failed => "did not open; the sealed original is kept",
    };
    let _ = writeln!(text, "state     {state}");
    if !record.reason.is_empty() {
        let _ = writeln!(text, "reason    {}", sanitize::line(&record.reason));
    }
    if let Some(alarm) = record.alarm {
        let _ = writeln!(text, "ALARM     {}", alarm.sentence());
    }
    if let Some((case, filed)) = filed {
        let _ = writeln!(text, "case      {case}");
        if let Some(other) = &filed.repeats {
            let _ = writeln!(text, "replayed  says what {} says, sealed anew", sanitize::line(short(other)));
        }
    }
    if let Some(way) = &record.way {
        if let Some(written) = way.written {
            let _ = writeln!(text, "written   {} by the source's clock", day::with_time(written));
        }
        let how = if way.letter { "by letters to her own age key" } else { "by replies to a codename" };
        let _ = writeln!(text, "answered  {how}");
    }
    let _ = writeln!(text, "folder    {}", sanitize::path(&held.path));
    text
}

/// What the report says.
#[must_use]
pub fn body(body: &ReportBody) -> String {
    let answers = &body.answers;
    let mut text = String::from("\n");
    let _ = writeln!(text, "desk card {}", hex(&body.desk_card));
    let units: Vec<String> = body.units.iter().map(|unit| sanitize::line(unit)).collect();
    let _ = writeln!(text, "sent to   {}", units.join(", "));
    let kind = match answers.kind {
        ReportKind::Written => "by the source",
        ReportKind::Call => "by a call handler",
    };
    let _ = writeln!(text, "written   {kind}");
    let _ = writeln!(text, "language  {}", sanitize::line(answers.language.as_str()));
    let _ = writeln!(text, "category  {}", answers.category.map_or("not said", category));
    let _ = writeln!(text, "reporter  {}", standing(answers.reporter.standing));
    answer(&mut text, "Who it concerns", answers.who.as_deref());
    answer(&mut text, "Their force", answers.force.as_deref());
    answer(&mut text, "Their role", answers.role.map(role));
    answer(&mut text, "What happened", Some(&answers.what));
    answer(&mut text, "When", answers.when.as_deref());
    answer(&mut text, "Where", answers.r#where.as_deref());
    answer(&mut text, "How to reach the reporter", answers.reporter.identity.as_deref());
    text
}

/// One answer under its heading; each of its lines is indented, so that no answer can pass for a heading.
fn answer(text: &mut String, heading: &str, answer: Option<&str>) {
    let Some(answer) = answer else { return };
    let _ = writeln!(text, "\n{heading}");
    for line in sanitize::text(answer).lines() {
        let _ = writeln!(text, "    {line}");
    }
}

/// The attachments, with the names that their owner gave them where she chose to.
#[must_use]
pub fn attachments(body: &ReportBody, measured: &[io::Result<Measured>]) -> String {
    let mut text = String::new();
    if body.attachments.is_empty() {
        return text;
    }
    text.push_str("\nAttachments\n");
    for (entry, measured) in body.attachments.iter().zip(measured) {
        let _ = match measured {
            Ok(found) if found.size == entry.size => {
                writeln!(text, "    {}  {} bytes  sha256 {}", sanitize::line(&entry.file), found.size, found.sha256)
            }
            Ok(found) => writeln!(
                text,
                "    {}  CHANGED since it was opened: {} bytes instead of {}",
                sanitize::line(&entry.file),
                found.size,
                entry.size
            ),
            Err(_) => writeln!(text, "    {}  MISSING or unreadable", sanitize::line(&entry.file)),
        };
        if let Some(name) = &entry.name {
            let _ = writeln!(text, "        named by the source: {}", sanitize::line(name));
        }
    }
    text
}

/// An exhibit: what it looks like, and its text if it is a short one.
///
/// # Errors
/// What the disk says.
pub fn exhibit(path: &Path) -> io::Result<String> {
    let measured = measure(path)?;
    let mut start = Vec::new();
    File::open(path)?.take(LONGEST_TEXT).read_to_end(&mut start)?;
    let mut text = format!("\nPayload\n    payload.bin  {} bytes  sha256 {}\n", measured.size, measured.sha256);
    let whole = u64::try_from(start.len()).is_ok_and(|len| len == measured.size);
    match std::str::from_utf8(&start) {
        Ok(words) if whole && !words.contains('\0') => answer(&mut text, "Its text", Some(words)),
        _ => {
            let _ = writeln!(text, "    looks like {}", look(&start));
        }
    }
    Ok(text)
}

/// What a file's first bytes say. A guess for the reader; nothing is done with it.
fn look(start: &[u8]) -> &'static str {
    let at = |place: usize, magic: &[u8]| start.get(place..).is_some_and(|rest| rest.starts_with(magic));
    match () {
        () if at(257, b"ustar") => "a tar archive (list it with `tar tvf`, never extract it as root)",
        () if at(0, b"PK\x03\x04") => "a zip archive or an office document",
        () if at(0, b"\x1f\x8b") => "gzip data",
        () if at(0, b"%PDF-") => "a PDF document",
        () if at(0, b"\xff\xd8\xff") => "a JPEG picture",
        () if at(0, b"\x89PNG") => "a PNG picture",
        () => "data of an unknown kind",
    }
}

/// A category in words.
const fn category(category: Category) -> &'static str {
    match category {
        Category::InformationOrInfluence => "information or influence for money or favours",
        Category::PersonalAdvantage => "a policing position used for personal advantage",
        Category::SexualPurpose => "professional boundaries crossed, or the position abused for sexual purposes",
        Category::AbuseOfPartner => "a partner, or somebody in a relationship, abused or controlled",
        Category::Discrimination => "racist, homophobic, misogynistic or disablist conduct",
        Category::Other => "none of the listed kinds",
    }
}

/// The role of whom it concerns, in words.
const fn role(role: Role) -> &'static str {
    match role {
        Role::Officer => "a police officer",
        Role::Staff => "police staff",
        Role::Volunteer => "a volunteer or special constable",
    }
}

/// A reporter's standing in words.
const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::NotSaid => "did not say",
        Standing::Public => "a member of the public",
        Standing::Officer => "a police officer",
        Standing::Staff => "police staff",
        Standing::Volunteer => "a volunteer or special constable",
        Standing::Former => "formerly one of these",
    }
}

/// Bytes as lower-case hex digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_looks_like_is_said_by_its_first_bytes() {
        let tar = [&[0; 257][..], b"ustar\0"].concat();
        for (start, said) in [
            (tar.as_slice(), "a tar archive"),
            (b"PK\x03\x04", "a zip archive"),
            (b"\x1f\x8b", "gzip"),
            (b"%PDF-1.7", "a PDF"),
            (b"\xff\xd8\xff\xe0", "a JPEG"),
            (b"\x89PNG\r\n", "a PNG"),
            (b"", "data of an unknown kind"),
            (b" \x89PNG", "data of an unknown kind"),
        ] {
            assert!(look(start).starts_with(said), "{said}: {}", look(start));
        }
    }
}
