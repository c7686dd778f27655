//! What the source answers. Only "what happened" is needed; every other answer may be left out.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// Who typed the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// The source.
    #[default]
    Written,
    /// A call handler, for a caller.
    Call,
}

/// The kinds of corruption and abuse that the drop takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Information or influence given for money or favours.
    InformationOrInfluence,
    /// A policing position used for personal advantage.
    PersonalAdvantage,
    /// Professional boundaries crossed, or the position abused for sexual purposes.
    SexualPurpose,
    /// A partner, or somebody in a relationship, abused or controlled.
    AbuseOfPartner,
    /// Racist, homophobic, misogynistic or disablist conduct.
    Discrimination,
    /// None of these.
    Other,
}

/// What the reporter is to the police.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Not said.
    #[default]
    NotSaid,
    /// A member of the public.
    Public,
    /// A police officer.
    Officer,
    /// Police staff.
    Staff,
    /// A volunteer or special constable.
    Volunteer,
    /// Formerly one of these.
    Former,
}

/// What the person it concerns is to the police.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A police officer.
    Officer,
    /// Police staff.
    Staff,
    /// A volunteer or special constable.
    Volunteer,
}

/// Who the reporter is, as far as she says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporter {
    /// What she is to the police.
    pub standing: Standing,
    /// Name or way to reach her, in her own words. Identity once given cannot be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
}

/// A language tag such as `en` or `cy`: two or three lower-case letters, with subtags of two to eight letters or digits.
///
/// The choice can itself identify a source in a small unit, so it travels only in here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// Not a language tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language tag such as en or cy")]
pub struct NotALanguage;

impl Language {
    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en".into())
    }
}

impl FromStr for Language {
    type Err = NotALanguage;

    fn from_str(tag: &str) -> Result<Self, NotALanguage> {
        Self::try_from(tag.to_owned())
    }
}

impl TryFrom<String> for Language {
    type Error = NotALanguage;

    fn try_from(tag: String) -> Result<Self, NotALanguage> {
        let mut parts = tag.split('-');
        let primary = parts
            .next()
            .is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase()));
        let rest =
            parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if primary && rest && tag.len() <= 35 { Ok(Self(tag)) } else { Err(NotALanguage) }
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The answers of one report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Who typed it.
    pub kind: ReportKind,
    /// What kind of matter it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The language of the answers, and of a reply.
    pub language: Language,
    /// Whom it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// The force that this person belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force: Option<String>,
    /// What this person is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// What happened.
    pub what: String,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#where: Option<String>,
    /// Who reports it.
    pub reporter: Reporter,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags() {
        for good in ["en", "cy", "gsw", "en-GB", "zh-Hant-TW"] {
            assert!(good.parse::<Language>().is_ok(), "{good}");
        }
        for bad in ["", "e", "EN", "english", "en-", "en_GB", "en-\u{202e}x", "cy\n"] {
            assert!(bad.parse::<Language>().is_err(), "{bad:?}");
        }
    }
}
