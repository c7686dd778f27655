//! `--help` of every verb, and every error that does not depend on the day, word for word.
//! After a wanted change: `TRYCMD=overwrite cargo test -p candour-source --test cmd`, then read the difference.

#[test]
fn help_and_errors() {
    trycmd::TestCases::new().case("tests/cmd/*.toml").case("tests/cmd/*.trycmd");
}
