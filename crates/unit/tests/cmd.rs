//! `--help` of every verb, and every error that needs no keys, word for word. The others are in `stories/messages.rs`.
//! After a wanted change: `TRYCMD=overwrite cargo test -p candour-unit --test cmd`, then read the difference.

#[test]
fn help_and_errors() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
