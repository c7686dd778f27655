//! Codenames as people type them: forgiven, refused, and corrected only with consent.

#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test: it may stop at the first surprise")]

use candour_codename::{Codename, Fault, NotACodename, UntrustedCodename};
use candour_words::{COUNT, index, word};
use proptest::prelude::*;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

fn codename(seed: u64) -> Codename {
    Codename::generate(&mut StdRng::seed_from_u64(seed))
}

fn check(typed: &str) -> Result<Codename, NotACodename> {
    UntrustedCodename::new(typed).check()
}

fn words(codename: &Codename) -> Vec<String> {
    codename.expose_words().map(str::to_owned).collect()
}

/// One letter inserted, left out, replaced, or swapped with its neighbour.
fn slip(word: &str, rng: &mut StdRng) -> String {
    loop {
        let mut letters: Vec<char> = word.chars().collect();
        let letter = char::from(b'a' + rng.gen_range(0..26));
        let at = rng.gen_range(0..letters.len());
        match rng.gen_range(0..4) {
            0 => letters.insert(at, letter),
            1 => drop(letters.remove(at)),
            2 => letters[at] = letter,
            _ if at + 1 < letters.len() => letters.swap(at, at + 1),
            _ => {}
        }
        let typed: String = letters.into_iter().collect();
        if typed != word {
            return typed;
        }
    }
}

#[test]
fn case_spaces_hyphens_and_junk_are_forgiven() {
    let codename = codename(1);
    let phrase = codename.expose_phrase();
    let listed: String =
        words(&codename).iter().enumerate().map(|(at, word)| format!("{}. {word}\n", at + 1)).collect();
    for typed in [
        phrase.to_string(),
        phrase.to_uppercase(),
        phrase.replace(' ', "-"),
        phrase.replace(' ', "\u{a0}\u{2014}\r\n\t"),
        phrase.replace(' ', ", "),
        format!("  «{}».  ", phrase.replace(' ', " . ")),
        format!("\u{feff}\"{}\"", phrase.as_str()),
        listed,
    ] {
        assert_eq!(check(&typed), Ok(codename_of(&phrase)), "{typed:?}");
    }
    assert_eq!(codename.expose_words().count(), Codename::WORDS);
}

fn codename_of(phrase: &str) -> Codename {
    check(phrase).expect("a codename")
}

#[test]
fn hyphenated_words_are_one_word() {
    let mut seen = 0;
    for seed in 0..20_000 {
        let codename = codename(seed);
        let phrase = codename.expose_phrase();
        if phrase.contains('-') {
            seen += 1;
            assert_eq!(check(&phrase.replace('-', " ")), Ok(codename_of(&phrase)));
            assert_eq!(check(&phrase.replace(' ', "-").to_uppercase()), Ok(codename_of(&phrase)));
        }
    }
    assert!(seen > 10, "{seen} codenames with such a word");
}

#[test]
fn every_swap_of_two_words_is_refused_and_never_corrected() {
    for seed in 0..200 {
        let words = words(&codename(seed));
        for a in 0..8 {
            for b in a + 1..8 {
                let mut words = words.clone();
                words.swap(a, b);
                if words[a] != words[b] {
                    let error = check(&words.join(" ")).expect_err("swapped");
                    assert_eq!((error.fault(), error.into_proposal()), (Fault::Order, None));
                }
            }
        }
    }
}

#[test]
fn every_other_word_of_the_list_is_refused() {
    let good = words(&codename(7));
    for place in 0..8 {
        for number in 0..COUNT {
            let mut words = good.clone();
            words[place] = word(number).expect("a word").to_owned();
            if words[place] != good[place] {
                let error = check(&words.join(" ")).expect_err("another word");
                assert!(matches!(error.fault(), Fault::Check | Fault::Order));
                assert_eq!(error.into_proposal(), None);
            }
        }
    }
}

/// A typing error of one of nine kinds; whether it is one letter in one word.
fn mistype(words: &[String], rng: &mut StdRng) -> (String, bool) {
    let mut typed = words.to_vec();
    let place = rng.gen_range(0..8);
    let other = (place + rng.gen_range(1..8)) % 8;
    let kind = rng.gen_range(0..14);
    match kind {
        0 => typed.swap(place, other),
        1 => typed[place] = word(rng.gen_range(0..COUNT)).expect("a word").to_owned(),
        2 => drop(typed.remove(place)),
        3 => typed.insert(place, typed[other].clone()),
        4 => typed.rotate_left(1 + place % 7),
        5 => typed[place] = slip(&slip(&typed[place], rng), rng),
        6 => {
            typed[place] = slip(&typed[place], rng);
            typed[other] = slip(&typed[other], rng);
        }
        _ => typed[place] = slip(&typed[place], rng),
    }
    (typed.join(" "), kind > 6)
}

/// Accepted, wrongly proposed, one-letter slips, rightly proposed ones.
fn count(errors: usize, seed: u64) -> (usize, usize, usize, usize) {
    let mut rng = StdRng::seed_from_u64(seed);
    let (mut accepted, mut wrong, mut slips, mut right, mut tried) = (0, 0, 0, 0, 0);
    while tried < errors {
        let good = Codename::generate(&mut rng);
        let (typed, one_letter) = mistype(&words(&good), &mut rng);
        // A slip of a slip may lead back, and equal words may have been swapped: no error then.
        if typed == *good.expose_phrase() {
            continue;
        }
        tried += 1;
        slips += usize::from(one_letter);
        match check(&typed) {
            Ok(_) => accepted += 1,
            Err(error) => {
                if let Some(proposal) = error.into_proposal() {
                    let good = proposal.accept() == good;
                    wrong += usize::from(!good);
                    right += usize::from(good && one_letter);
                }
            }
        }
    }
    (accepted, wrong, slips, right)
}

#[test]
fn three_thousand_typing_errors() {
    let (accepted, wrong, slips, right) = count(3_000, 4);
    assert_eq!((accepted, wrong), (0, 0));
    assert!(slips > 1_000 && right * 100 >= slips * 95, "{right} of {slips}");
}

#[test]
fn a_proposal_names_its_word_and_needs_consent() {
    let good = words(&codename(3));
    let mut typed = good.clone();
    typed[4].push('q');
    let error = check(&typed.join(" ")).expect_err("a slip");
    assert_eq!(error.fault(), Fault::Unknown(5));
    let proposal = error.into_proposal().expect("a proposal");
    assert_eq!((proposal.place(), proposal.expose_word()), (5, good[4].as_str()));
    assert_eq!(proposal.accept(), codename(3));
}

#[test]
fn a_lost_or_added_space_is_proposed() {
    let mut right = 0;
    for seed in 0..60 {
        let good = codename(seed);
        let phrase = good.expose_phrase().to_string();
        let joined = phrase.replacen(' ', "", 1);
        let error = check(&joined).expect_err("seven words");
        assert_eq!(error.fault(), Fault::Count(7));
        right += usize::from(error.into_proposal().is_some_and(|proposal| proposal.accept() == good));
        let first = words(&good)[0].clone();
        let split = format!("{} {}", &first[..2], &phrase[2..]);
        right +=
            usize::from(check(&split).expect_err("nine").into_proposal().is_some_and(|found| found.accept() == good));
    }
    assert!(right > 105, "{right} of 120");
}

#[test]
fn sounds_and_beginnings_are_proposed() {
    let mut right = 0;
    let mut tried = 0;
    for seed in 0..200 {
        let good = codename(seed);
        let mut typed = words(&good);
        for place in 0..8 {
            let slip = typed[place].replace("ph", "f").replace("ck", "k").replace("qu", "kw");
            if slip != typed[place] && index(&slip).is_none() {
                tried += 1;
                typed[place] = slip;
                let proposal = check(&typed.join(" ")).expect_err("a slip").into_proposal();
                right += usize::from(proposal.is_some_and(|proposal| proposal.accept() == good));
                break;
            }
        }
    }
    assert!(tried > 20 && right * 10 >= tried * 9, "{right} of {tried}");
}

#[test]
fn a_codename_is_equal_to_itself_alone() {
    assert!(codename(1) == codename(1) && codename(1) != codename(2));
    let proposal = |seed: u64, place: usize| {
        let mut typed = words(&codename(seed));
        typed[place].push('q');
        check(&typed.join(" ")).expect_err("a slip").into_proposal().expect("a proposal")
    };
    assert!(proposal(3, 4) == proposal(3, 4));
    assert!(proposal(3, 4) != proposal(3, 5), "another place");
    assert!(proposal(3, 4) != proposal(1, 4), "another codename");
}

#[test]
fn nothing_secret_is_printed() {
    let good = codename(3);
    let phrase = good.expose_phrase();
    let mut typed = words(&good);
    typed[0].push('q');
    let error = check(&typed.join(" ")).expect_err("a slip");
    let shown = format!("{good:?} {:?} {error:?} {error}", UntrustedCodename::new(&phrase));
    assert!(words(&good).iter().all(|word| !shown.to_lowercase().contains(word.as_str())), "{shown}");
    let proposal = error.into_proposal().expect("a proposal");
    assert_eq!(format!("{good:?} {proposal:?}"), "Codename { .. } Proposal { .. }");
    assert_eq!(format!("{:?}", UntrustedCodename::new(&phrase)), "UntrustedCodename { .. }");
}

proptest! {
    #[test]
    fn whatever_is_typed_is_judged(typed in "\\PC{0,200}") {
        prop_assert!(check(&typed).is_err());
    }

    #[test]
    fn any_words_are_judged(numbers in prop::collection::vec(0..COUNT, 0..12)) {
        let typed: Vec<&str> = numbers.iter().filter_map(|number| word(*number)).collect();
        if let Ok(codename) = check(&typed.join(" ")) {
            prop_assert_eq!(codename.expose_phrase().to_string(), typed.join(" "));
        }
    }
}
