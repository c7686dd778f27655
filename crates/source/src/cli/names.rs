//! What a report's answers and keys are called on the command line. Owns these names and what each stands for.

use candour_envelope::{Category, Role};
use candour_header::Kind;
use clap::ValueEnum;

/// The categories' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CategoryName {
    /// Information or influence given for money or favours
    InformationOrInfluence,
    /// A policing position used for personal advantage
    PersonalAdvantage,
    /// Professional boundaries crossed, or the position abused for sexual purposes
    SexualPurpose,
    /// A partner, or somebody in a relationship, abused or controlled
    AbuseOfPartner,
    /// Racist, homophobic, misogynistic or disablist conduct
    Discrimination,
    /// None of these
    Other,
}

impl From<CategoryName> for Category {
    fn from(name: CategoryName) -> Self {
        match name {
            CategoryName::InformationOrInfluence => Self::InformationOrInfluence,
            CategoryName::PersonalAdvantage => Self::PersonalAdvantage,
            CategoryName::SexualPurpose => Self::SexualPurpose,
            CategoryName::AbuseOfPartner => Self::AbuseOfPartner,
            CategoryName::Discrimination => Self::Discrimination,
            CategoryName::Other => Self::Other,
        }
    }
}

/// The roles' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleName {
    /// A police officer
    Officer,
    /// Police staff
    Staff,
    /// A volunteer or special constable
    Volunteer,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Officer => Self::Officer,
            RoleName::Staff => Self::Staff,
            RoleName::Volunteer => Self::Volunteer,
        }
    }
}

/// The kinds' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindName {
    /// ML-KEM-768 with X25519, age1pq1…
    Hybrid,
    /// X25519, age1…
    Classic,
}

impl From<KindName> for Kind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Hybrid => Self::Mlkem768X25519,
            KindName::Classic => Self::X25519,
        }
    }
}
