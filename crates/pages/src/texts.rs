//! The messages of both languages, parsed once. Owns the look-up; a message that is missing shows as its own name, which a test forbids.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::Language;

/// Values for the variables of messages.
pub(crate) type Args<'a> = FluentArgs<'a>;

/// The files of one language, by name.
pub(crate) const ENGLISH: [(&str, &str); 5] = [
    ("frame.ftl", include_str!("../texts/en/frame.ftl")),
    ("home.ftl", include_str!("../texts/en/home.ftl")),
    ("safest.ftl", include_str!("../texts/en/safest.ftl")),
    ("access.ftl", include_str!("../texts/en/access.ftl")),
    ("problems.ftl", include_str!("../texts/en/problems.ftl")),
];
/// The same files of the other.
pub(crate) const WELSH: [(&str, &str); 5] = [
    ("frame.ftl", include_str!("../texts/cy/frame.ftl")),
    ("home.ftl", include_str!("../texts/cy/home.ftl")),
    ("safest.ftl", include_str!("../texts/cy/safest.ftl")),
    ("access.ftl", include_str!("../texts/cy/access.ftl")),
    ("problems.ftl", include_str!("../texts/cy/problems.ftl")),
];

/// One language's messages.
type Bundle = FluentBundle<FluentResource>;

/// English.
static IN_ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English, &ENGLISH));
/// Welsh.
static IN_WELSH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Welsh, &WELSH));

/// Parses a language's files.
fn bundle(language: Language, files: &[(&str, &str)]) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // The values are ours or plain words and numbers; marks around them would be bytes that a reader copies along.
    bundle.set_use_isolating(false);
    for (_, source) in files {
        // What does not parse is left out, and then missing: the tests look at both.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// A message with values for its variables.
pub(crate) fn text_with(language: Language, id: &str, args: &Args<'_>) -> String {
    let bundle = match language {
        Language::English => &IN_ENGLISH,
        Language::Welsh => &IN_WELSH,
    };
    let mut errors = Vec::new();
    let pattern = bundle.get_message(id).and_then(|message| message.value());
    let text = pattern.map(|pattern| bundle.format_pattern(pattern, Some(args), &mut errors));
    text.map_or_else(|| id.to_owned(), Cow::into_owned)
}

/// A message without variables.
#[must_use]
pub fn text(language: Language, id: &str) -> String {
    text_with(language, id, &Args::new())
}

#[cfg(test)]
mod tests;
