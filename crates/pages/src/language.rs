//! The two languages of every page. Owns their tags; neither comes before the other except in order.

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Welsh.
    Welsh,
}

impl Language {
    /// Both, in the order of a page's bytes.
    pub const ALL: [Self; 2] = [Self::English, Self::Welsh];

    /// The tag of BCP 47, which is also the class of the language's blocks.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }
}
