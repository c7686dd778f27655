//! Filling a template. Owns the three things that can stand in double braces; escapes every message and no value.
//!
//! ```text
//! {{home-what}}      the message, in the template's language
//! {{cy:home-what}}   the message, in that language
//! {{$units}}         a value: markup that this crate made
//! ```

use crate::Language;
use crate::escape::escaped;
use crate::texts::{Args, text_with};

/// What a template is filled with.
#[derive(Debug)]
pub(crate) struct Filling<'a> {
    /// The language of messages without one.
    pub(crate) language: Language,
    /// Variables of the messages.
    pub(crate) args: Args<'a>,
    /// Markup.
    pub(crate) values: Vec<(&'static str, String)>,
}

impl<'a> Filling<'a> {
    /// With the language's own tag and class.
    pub(crate) fn of(language: Language) -> Self {
        let tag = language.tag().to_owned();
        Self { language, args: Args::new(), values: vec![("lang", tag.clone()), ("class", tag)] }
    }

    /// With a value more; a later one of the same name counts.
    pub(crate) fn with(mut self, name: &'static str, markup: impl Into<String>) -> Self {
        self.values.push((name, markup.into()));
        self
    }

    /// With a variable more.
    pub(crate) fn knowing(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.set(name, value.into());
        self
    }

    /// Fills a template.
    pub(crate) fn fill(&self, template: &str) -> String {
        let mut page = String::with_capacity(template.len().saturating_mul(4));
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            page.push_str(before);
            let (name, after) = after.split_once("}}").unwrap_or((after, ""));
            page.push_str(&self.look_up(name));
            rest = after;
        }
        page.push_str(rest);
        page
    }

    /// What stands for one pair of braces.
    fn look_up(&self, name: &str) -> String {
        if let Some(value) = name.strip_prefix('$') {
            let found = self.values.iter().rev().find(|(known, _)| *known == value);
            return found.map(|(_, markup)| markup.clone()).unwrap_or_default();
        }
        let named = Language::ALL.into_iter().find_map(|language| {
            let id = name.strip_prefix(language.tag())?.strip_prefix(':')?;
            Some((language, id))
        });
        let (language, id) = named.unwrap_or((self.language, name));
        escaped(&text_with(language, id, &self.args))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_escaped_and_values_are_not() {
        let filling = Filling::of(Language::Welsh).with("x", "<b>1</b>").knowing("emergency", "<999>");
        assert_eq!(filling.fill("a {{$x}} {{$lang}} {{$none}}."), "a <b>1</b> cy .");
        assert_eq!(filling.fill("{{en:frame-danger}}"), "In immediate danger, call &lt;999&gt;.");
        assert_eq!(filling.fill("{{leave-title}}|{{en:leave-title}}"), "Tudalen wag|Empty page");
    }
}
