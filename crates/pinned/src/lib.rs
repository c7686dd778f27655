//! What programs say, pinned in committed files. Owns the comparison and the list of variants; knows no error.
#![doc = include_str!("../README.md")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// Compares what is said now with a committed file; with `TRYCMD=overwrite`, writes it there first.
///
/// # Panics
/// Where they differ, or the file cannot be read.
#[track_caller]
pub fn text(file: impl AsRef<Path>, said: &str) {
    let file = file.as_ref();
    if std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite") {
        std::fs::write(file, said).expect("the pinned file can be written");
    }
    let pinned = std::fs::read_to_string(file).expect("the pinned file can be read");
    assert!(said == pinned, "{} has changed{}", file.display(), difference(&pinned, said));
}

/// What an error says with its sources, as the programs put it: each source after a colon.
#[must_use]
pub fn chain(error: &dyn Error) -> String {
    let mut said = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        let _ = write!(said, ": {inner}");
        source = inner.source();
    }
    said
}

/// One line a sample: its variant's name, and what it says with its sources.
#[must_use]
pub fn lines<E: Error>(samples: &[(&'static str, E)]) -> String {
    samples.iter().map(|(name, error)| format!("{name}: {}\n", chain(error))).collect()
}

/// The lines of either text that the other one lacks.
fn difference(pinned: &str, said: &str) -> String {
    let lacks = |sign: char, from: &str, of: &str| -> String {
        from.lines()
            .filter(|line| of.lines().all(|other| other != *line))
            .map(|line| format!("\n{sign} {line}"))
            .collect()
    };
    lacks('-', pinned, said) + &lacks('+', said, pinned)
}

/// Samples of every variant of an enum, each with its variant's name: `Vec<(&'static str, Enum)>`.
///
/// It does not build while a variant is missing, and it panics where a sample is not of the variant it stands behind. A variant without
/// fields needs no sample.
///
/// ```
/// # #[derive(Debug)]
/// enum Stop { Sign, Light(u8) }
/// let all = candour_pinned::every!(Stop { Sign, Light: [Stop::Light(1), Stop::Light(2)] });
/// assert_eq!(all.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["Sign", "Light", "Light"]);
/// ```
///
/// ```compile_fail
/// enum Stop { Sign, Light(u8) }
/// candour_pinned::every!(Stop { Sign });
/// ```
///
/// ```should_panic
/// # #[derive(Debug)]
/// enum Stop { Sign, Light(u8) }
/// candour_pinned::every!(Stop { Sign: [Stop::Light(1)], Light: [Stop::Light(1)] });
/// ```
#[macro_export]
macro_rules! every {
    ($kind:ident { $($variant:ident $(: $samples:expr)?),+ $(,)? }) => {{
        // A variant that is not named here is an error of the compiler.
        let name = |one: &$kind| match one { $($kind::$variant { .. } => stringify!($variant)),+ };
        let mut all = ::std::vec::Vec::<(&'static str, $kind)>::new();
        $(
            let samples = ::std::vec::Vec::<$kind>::from($crate::every!(@ $kind $variant $($samples)?));
            assert!(!samples.is_empty(), "{} has no sample", stringify!($variant));
            for sample in samples {
                assert_eq!(name(&sample), stringify!($variant), "a sample stands behind the wrong name");
                all.push((stringify!($variant), sample));
            }
        )+
        all
    }};
    (@ $kind:ident $variant:ident) => { [$kind::$variant] };
    (@ $kind:ident $variant:ident $samples:expr) => { $samples };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_that_differ_are_shown() {
        assert_eq!(difference("a\nb\n", "a\nc\n"), "\n- b\n+ c");
        assert_eq!(difference("a\n", "a\n"), "");
    }

    #[test]
    fn an_error_is_said_with_what_caused_it() {
        #[derive(Debug)]
        struct Outer(std::fmt::Error);
        impl std::fmt::Display for Outer {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("outer")
            }
        }
        impl Error for Outer {
            fn source(&self) -> Option<&(dyn Error + 'static)> {
                Some(&self.0)
            }
        }
        let inner = std::fmt::Error;
        assert_eq!(chain(&Outer(inner)), format!("outer: {inner}"));
        assert_eq!(lines(&[("One", inner)]), format!("One: {inner}\n"));
    }

    #[test]
    #[should_panic(expected = "has changed")]
    fn another_text_than_the_pinned_one_fails() {
        if std::env::var_os("TRYCMD").is_some() {
            panic!("has changed");
        }
        text(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"), "something else");
    }
}
