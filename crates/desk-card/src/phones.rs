//! Phone numbers that the pages show. On the signed card, so that a server cannot send callers elsewhere.

use crate::CardError;
use crate::lines::Lines;

/// Whose number it is. The set is closed: pages know a sentence for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhoneKind {
    /// Immediate danger.
    Emergency,
    /// Crime in general.
    Crime,
    /// Anonymous crime reports.
    AnonymousCrime,
    /// The police anti-corruption and abuse reporting line.
    ReportingLine,
    /// The independent office that watches police conduct.
    PoliceConduct,
    /// Whistleblowing advice.
    WhistleblowingAdvice,
}

impl PhoneKind {
    /// Every kind, in the order of a card.
    pub const ALL: [Self; 6] = [
        Self::Emergency,
        Self::Crime,
        Self::AnonymousCrime,
        Self::ReportingLine,
        Self::PoliceConduct,
        Self::WhistleblowingAdvice,
    ];

    /// Its word on the card.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Crime => "crime",
            Self::AnonymousCrime => "anonymous-crime",
            Self::ReportingLine => "reporting-line",
            Self::PoliceConduct => "police-conduct",
            Self::WhistleblowingAdvice => "whistleblowing-advice",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// One number: 3 to 24 of digits, single spaces and a leading `+`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    kind: PhoneKind,
    number: String,
}

impl Phone {
    /// A number as people write it.
    #[must_use]
    pub fn new(kind: PhoneKind, number: &str) -> Option<Self> {
        let digits = number.strip_prefix('+').unwrap_or(number);
        let fits = (3..=24).contains(&number.len())
            && digits.split(' ').all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
        fits.then(|| Self { kind, number: number.to_owned() })
    }

    /// Whose.
    #[must_use]
    pub const fn kind(&self) -> PhoneKind {
        self.kind
    }

    /// The number.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Defaults for Wales and the UK.
    #[must_use]
    pub fn defaults() -> Vec<Self> {
        [
            (PhoneKind::Emergency, "999"),
            (PhoneKind::Crime, "101"),
            (PhoneKind::AnonymousCrime, "0800 555 111"),
            (PhoneKind::ReportingLine, "0800 085 0000"),
        ]
        .into_iter()
        .filter_map(|(kind, number)| Self::new(kind, number))
        .collect()
    }

    /// The card's lines.
    pub(crate) fn parse_all(lines: &mut Lines<'_>) -> Result<Vec<Self>, CardError> {
        let mut phones: Vec<Self> = Vec::new();
        while let Some(value) = lines.optional("phone") {
            let phone = value
                .split_once(' ')
                .and_then(|(word, number)| Self::new(PhoneKind::of(word)?, number))
                .filter(|phone| phones.last().is_none_or(|last| last.kind < phone.kind))
                .ok_or(lines.bad())?;
            phones.push(phone);
        }
        Ok(phones)
    }
}
