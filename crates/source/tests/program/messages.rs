//! Every error that depends on the day, the card or the drop, word for word. Those that do not are in `tests/cmd`.

use std::os::unix::fs::PermissionsExt as _;

use candour_wire::Problem;

use crate::fake_drop::FakeDrop;
use crate::run::{Place, today};
use crate::test_cards::TestCard;

/// Runs with "x" as the report and compares code, error and hint.
fn says(place: &Place, arguments: &[&str], code: i32, error: &str) {
    let ran = place.run_with(arguments, "x", &[]);
    assert_eq!((ran.code, ran.error().as_str()), (code, error), "{}", ran.stderr);
}

fn good() -> TestCard {
    TestCard::in_force(today())
}

/// `seal` of stdin to `card`, without a codename.
fn seal<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["seal", "--card", "card", "--out", "r.age", "--report", "-", "--no-codename"], more].concat()
}

#[test]
fn without_fingerprint_and_terminal() {
    says(
        &Place::new(),
        &seal(&[]),
        3,
        "error: the desk card's fingerprint is not known: no terminal to ask at: No such device or address\n\
         hint: take the ten words from a place outside the drop and put them in a file for --fingerprint-file\n",
    );
}

#[test]
fn without_a_codename_and_a_terminal() {
    let hint = "hint: run it at a terminal, or name a file with --codename-file (`candour-source codename` makes one); a report that nobody \
                needs to answer goes with --no-codename\n";
    let error = format!("error: there is no codename: no terminal to ask at: No such device or address\n{hint}");
    let place = Place::new();
    let drop = FakeDrop::start();
    let url = drop.url();
    let with = ["--fingerprint-file", "words", "--report", "-"];
    says(&place, &[&["seal", "--card", "card", "--out", "r.age"][..], &with].concat(), 1, &error);
    for verb in [&["send", &url][..], &["send", &url, "--continue"]] {
        says(&place, &[verb, &with[..]].concat(), 1, &error);
    }
    says(&place, &["check", &url, "--fingerprint-file", "words"], 1, &error);
    assert_eq!(drop.requests().len(), 0, "not one request");
    place.write("codename", b"these are eight words but not of the list\n");
    for mode in [0o644, 0o600] {
        std::fs::set_permissions(place.path("codename"), std::fs::Permissions::from_mode(mode)).unwrap();
        let code = if mode == 0o600 { 1 } else { 3 };
        assert_eq!(place.run(&["check", &url, "--codename-file", "codename"]).code, code);
    }
    assert_eq!(drop.requests().len(), 0, "not one request");
}

#[test]
fn with_another_fingerprint() {
    let place = Place::new();
    place.write("words", TestCard { units: &["a.example"], ..good() }.make().fingerprint().to_string().as_bytes());
    says(
        &place,
        &seal(&["--fingerprint-file", "words"]),
        3,
        "error: this desk card is not the published one: the card's fingerprint is not the expected one\n\
         hint: do not send anything; compare the ten words in both places where they are published\n",
    );
    place.write("words", b"ten words");
    says(
        &place,
        &seal(&["--fingerprint-file", "words"]),
        3,
        "error: this is not a fingerprint: word 1 is not in the word list\n\
         hint: write the ten words as they are published\n",
    );
}

#[test]
fn with_a_card_of_another_time() {
    let expired = Place::with(&TestCard { first: today() - 20, last: today() - 1, ..good() });
    says(
        &expired,
        &seal(&["--fingerprint-file", "words"]),
        3,
        "error: this desk card is not in force today: the card has expired\n\
         hint: look at this machine's date; if it is right, fetch the current card\n",
    );
    // Not tomorrow's: that may be today's before it is looked at.
    let early = Place::with(&TestCard { first: today() + 2, last: today() + 20, ..good() });
    says(
        &early,
        &seal(&["--fingerprint-file", "words"]),
        3,
        "error: this desk card is not in force today: the card is not valid yet\n\
         hint: look at this machine's date; if it is right, fetch the current card\n",
    );
}

#[test]
fn with_a_card_that_does_not_follow_on_the_pin() {
    let place = Place::new();
    place.run(&["card", "pin", "card", "--pins", "pins", "--fingerprint-file", "words"]).done();
    place.write("card", TestCard { number: 6, ..good() }.make().to_bytes());
    says(
        &place,
        &seal(&["--pins", "pins"]),
        3,
        "error: this desk card does not follow on the pinned one: the card is older than the one that is known\n\
         hint: do not use it: somebody may be passing off an old card; fetch it again later\n",
    );
}

#[test]
fn with_demo_keys_or_without() {
    says(
        &Place::with(&TestCard { demo: true, ..good() }),
        &seal(&[]),
        3,
        "error: this desk card has throwaway demo keys: anybody can open what is sealed to it\n\
         hint: add --demo to try it out with a report that is not a secret\n",
    );
    says(&Place::new(), &seal(&["--demo"]), 3, "error: this is not a demo drop\nhint: leave out --demo\n");
}

#[test]
fn with_units_that_are_not_there() {
    let place = Place::new();
    let with = |more: &[&'static str]| seal(&[&["--fingerprint-file", "words"], more].concat());
    says(
        &place,
        &with(&["--leave-out", "east.example"]),
        2,
        "error: the desk card has no unit east.example\nhint: it has: north.example, south.example\n",
    );
    says(
        &place,
        &with(&["--leave-out", "north.example", "--leave-out", "south.example"]),
        2,
        "error: every unit on the desk card is left out\nhint: leave out fewer: nobody could open the report\n",
    );
}

#[test]
fn with_attachments_that_do_not_fit() {
    let place = Place::new();
    std::fs::File::create(place.path("big")).unwrap().set_len(1 << 30).unwrap();
    says(
        &place,
        &seal(&["--fingerprint-file", "words", "--attach", "big"]),
        1,
        "error: the report was not sealed: the report is larger than 1 GiB with its attachments\n\
         hint: split the attachments over several reports\n",
    );
    assert!(!place.path("r.age").exists());
    place.write("a\nb", b"");
    says(
        &place,
        &seal(&["--fingerprint-file", "words", "--attach", "a\nb", "--keep-names"]),
        1,
        "error: the report was not sealed: an attachment's original name is too long or has control, direction or path \
         characters\nhint: rename the file, or leave out --keep-names\n",
    );
}

#[test]
fn with_texts_that_are_none() {
    let place = Place::new();
    let run = |stdin: &str| place.run_with(&seal(&["--fingerprint-file", "words"]), stdin, &[]).error();
    assert_eq!(run(" \n"), "error: the report is empty\nhint: write what happened; nothing was sealed\n");
    assert_eq!(
        run(&"x".repeat(600 << 10)),
        "error: the report's text is longer than 512 KiB\n\
         hint: put the long part into a file and send it with --attach\n"
    );
    let words = ["seal", "--card", "card", "--out", "r.age", "--fingerprint-file", "words", "--no-codename"];
    assert_eq!(
        place.run_with(&words, "", &[("EDITOR", "/no/such/editor")]).error(),
        "error: the report was not written: the editor /no/such/editor ended with an error\n\
         hint: set EDITOR to an editor that works in this terminal, or write the text into a file and name that\n"
    );
}

#[test]
fn with_a_drop_that_refuses() {
    let place = Place::new();
    for (problem, code) in [(Problem::Full, 4), (Problem::TooLarge, 5), (Problem::NotAge, 5)] {
        let drop = FakeDrop::start();
        drop.set_card(place.read("card"));
        drop.answer_after(4, problem.status(), "", &problem.to_json());
        says(
            &place,
            &["send", &drop.url(), "--fingerprint-file", "words", "--no-codename", "--report", "-"],
            code,
            &format!(
                "error: the report was not sent: the drop refused: {}\nhint: {}\n",
                problem.title(),
                problem.detail().trim_end_matches('.')
            ),
        );
    }
}

#[test]
fn with_a_drop_that_is_none() {
    let place = Place::new();
    let drop = FakeDrop::start();
    drop.set_card(b"not a card\n".to_vec());
    drop.answer_next(302, "location: http://example.org/\r\n", "");
    says(
        &place,
        &["send", &drop.url(), "--fingerprint-file", "words", "--no-codename", "--report", "-"],
        3,
        "error: the drop was not reached: the answer is not one of a drop\n\
         hint: compare the address with a second published place\n",
    );
    says(
        &place,
        &["send", &drop.url(), "--fingerprint-file", "words", "--no-codename", "--report", "-"],
        3,
        "error: this is no desk card to rely on: not a card of this kind\n\
         hint: fetch it again; if it stays so, do not use this drop\n",
    );
}
