//! What the program prints: help of every verb, and errors with their hints, word for word.

#[test]
fn help_and_errors() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
