//! Both languages say the same things, nothing is missing, and nothing is said that no page shows.

use std::collections::{BTreeMap, BTreeSet};

use candour_desk_card::PhoneKind;
use candour_wire::Problem;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::*;
use crate::page::TEMPLATES;

/// Variables of a pattern.
fn variables(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                variants.iter().for_each(|variant| variables(&variant.value, into));
                selector
            }
        };
        match inline {
            InlineExpression::VariableReference { id } => drop(into.insert(id.name.to_owned())),
            other => panic!("only variables stand in messages: {other:?}"),
        }
    }
}

/// File, then message and its variables.
fn messages(files: &[(&'static str, &'static str)]) -> BTreeMap<(&'static str, String), BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for (file, source) in files {
        let parsed = fluent_syntax::parser::parse(*source).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in parsed.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) => continue,
                other => panic!("{file}: {other:?}"),
            };
            let mut names = BTreeSet::new();
            variables(message.value.as_ref().unwrap(), &mut names);
            let fresh = found.insert((*file, message.id.name.to_owned()), names).is_none();
            assert!(fresh && message.attributes.is_empty(), "{file}: {}", message.id.name);
        }
    }
    found
}

/// Every message that a page asks for.
fn asked() -> BTreeSet<String> {
    let mut names: BTreeSet<String> =
        ["frame-day", "frame-service", "access-title", "leave-title", "stored-title", "refused-title"]
            .map(str::to_owned)
            .into();
    for (_, template) in TEMPLATES {
        let placed = template.split("{{").skip(1).map(|rest| rest.split("}}").next().unwrap());
        names.extend(
            placed
                .filter(|name| !name.starts_with('$'))
                .map(|name| name.trim_start_matches("en:").trim_start_matches("cy:").to_owned()),
        );
    }
    names.extend(PhoneKind::ALL.map(|kind| format!("home-phone-{}", kind.word())));
    for problem in Problem::ALL.into_iter().filter(|problem| !problem.is_of_parcels()) {
        names.extend(["title", "todo"].map(|part| format!("problem-{}-{part}", problem.name())));
    }
    names
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables_in_the_same_files() {
    assert_eq!(messages(&ENGLISH), messages(&WELSH));
}

/// Every file of texts of a language, also those that only the client's program shows.
fn every_file(language: Language) -> Vec<(&'static str, &'static str)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("texts").join(language.tag());
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &std::path::Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (&*name(path).leak(), &*std::fs::read_to_string(path).unwrap().leak())).collect()
}

#[test]
fn every_file_of_texts_has_the_same_messages_and_variables_in_both_languages() {
    let [english, welsh] = Language::ALL.map(|language| messages(&every_file(language)));
    assert!(english.len() > 300, "{} messages", english.len());
    assert_eq!(english, welsh);
}

#[test]
fn no_message_is_missing_and_none_is_unused() {
    let there: BTreeSet<String> = messages(&ENGLISH).into_keys().map(|(_, name)| name).collect();
    assert_eq!(there, asked());
}

#[test]
fn no_message_holds_markup() {
    for (file, source) in ENGLISH.iter().chain(&WELSH) {
        assert!(!source.contains('<') && !source.contains("&") && !source.contains("http"), "{file}");
    }
}

#[test]
fn every_problem_says_in_both_languages_what_happened_and_what_to_do() {
    for problem in Problem::ALL.into_iter().filter(|problem| !problem.is_of_parcels()) {
        let said = |part| Language::ALL.map(|language| text(language, &format!("problem-{}-{part}", problem.name())));
        let ([title, welsh_title], [todo, welsh_todo]) = (said("title"), said("todo"));
        assert!(title != welsh_title && todo != welsh_todo, "{}", problem.name());
        assert!(
            todo.ends_with('.') && welsh_todo.ends_with('.') && !title.ends_with('.') && !welsh_title.ends_with('.')
        );
        assert!(!title.contains("problem-") && !todo.contains("problem-"));
    }
}
