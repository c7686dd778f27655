//! The courier's words, as people see them: `--help`, and errors that need no drop. The rest is pinned in `src/error.rs`.

#[test]
fn help_and_errors() {
    trycmd::TestCases::new().case("tests/snapshots/*.trycmd");
}
