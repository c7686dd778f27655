//! The dialogue, line by line.

use candour_codename::Fault;
use rand::SeedableRng as _;
use rand::rngs::StdRng;

use super::*;
use crate::test_typist::Typist;

fn codename(seed: u64) -> Codename {
    Codename::generate(&mut StdRng::seed_from_u64(seed))
}

fn phrase(seed: u64) -> String {
    codename(seed).expose_phrase().to_string()
}

/// A phrase in which one word has a letter too many.
fn slip(seed: u64) -> String {
    let mut words: Vec<_> = codename(seed).expose_words().map(str::to_owned).collect();
    words[4].push('q');
    words.join(" ")
}

/// Settles codename 1 with these lines.
fn settled(lines: &[&str]) -> (Result<Option<Codename>, CodenameError>, Typist) {
    let mut typist = Typist::typing(lines);
    let settled = settle(codename(1), false, &mut typist);
    assert_eq!(typist.taken_away, [typist.asked.len()], "whatever the end is, the screen is taken away, once");
    (settled, typist)
}

/// Whether a screen shows a word of codename 1.
fn shows(screen: &str) -> bool {
    let words =
        |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_owned).collect::<Vec<_>>();
    let there = words(screen);
    codename(1).expose_words().filter(|word| there.iter().any(|other| other == word)).count() > 1
}

#[test]
fn it_is_shown_and_typed_back_unseen() {
    for typed in [phrase(1), phrase(1).to_uppercase().replace(' ', "-"), phrase(1).replace(' ', "\t ")] {
        let (settled, typist) = settled(&["", &typed]);
        assert_eq!(settled.unwrap(), Some(codename(1)));
        assert!(
            typist.asked[0].contains(&format!("\n\n{}\n\n", phrase(1))),
            "on a line of its own: {}",
            typist.asked[0]
        );
        assert!(!shows(&typist.asked[1]), "not to be copied: {}", typist.asked[1]);
    }
}

#[test]
fn a_list_of_lines_is_pasted_like_a_line() {
    let list = phrase(1).replace(' ', "\n");
    let numbered: Vec<_> =
        codename(1).expose_words().zip(1..).map(|(word, place)| format!("{place}. {word}")).collect();
    let two_lines = phrase(1).replacen(' ', "\n", 1);
    for typed in [list.clone(), format!("\n{list}\n\n"), numbered.join("\n"), two_lines] {
        let (settled, typist) = settled(&["", &typed]);
        assert_eq!((settled.unwrap(), typist.asked.len()), (Some(codename(1)), 2), "{typed:?}");
        let mut typist = Typist::typing(&[&typed]);
        assert_eq!(ask(&mut typist, "Your codename.").unwrap(), codename(1));
    }
    // What is short stays short, and who wants to see it again does so.
    let (short, typist) = settled(&["", "one\ntwo", "show\n", "", &list]);
    assert_eq!(short.unwrap(), Some(codename(1)));
    assert!(typist.asked[2].starts_with("A codename has eight words, not 2.\n"), "{:?}", typist.asked);
}

#[test]
fn what_is_not_it_is_named_and_asked_for_again() {
    let seven = phrase(1).rsplit_once(' ').unwrap().0.to_owned();
    let swapped = {
        let mut words: Vec<_> = codename(1).expose_words().collect();
        words.swap(2, 6);
        words.join(" ")
    };
    let (settled, typist) = settled(&["", "", &seven, &swapped, &phrase(2), &phrase(1)]);
    assert_eq!((settled.unwrap(), typist.asked.len()), (Some(codename(1)), 6));
    for (screen, fault) in typist.asked[2..].iter().zip([
        "A codename has eight words, not 0.\n",
        "A codename has eight words, not 7.\n",
        "The words are not in their order.\n",
        "These are the words of another codename.\n",
    ]) {
        assert!(screen.starts_with(fault) && !shows(screen), "{screen}");
    }
}

#[test]
fn one_correction_is_proposed_and_taken_with_a_yes_only() {
    let word = codename(1).expose_words().nth(4).unwrap();
    let (agreed, typist) = settled(&["", &slip(1), "perhaps", "", "Yes"]);
    assert_eq!(agreed.unwrap(), Some(codename(1)));
    let proposed = format!("Word 5 is not in the word list.\nShould word 5 be \"{word}\"?");
    assert!(typist.asked[2..].iter().all(|screen| screen.starts_with(&proposed)), "{:?}", typist.asked);
    let (refused, typist) = settled(&["", &slip(1), "no", &phrase(1)]);
    assert_eq!(refused.unwrap(), Some(codename(1)));
    assert!(typist.asked[3].starts_with("Word 5 is not in the word list.\nType or paste your codename again"));
    // The correction of another codename is still another one.
    let (other, typist) = settled(&["", &slip(2), "yes", &phrase(1)]);
    assert_eq!(other.unwrap(), Some(codename(1)));
    assert!(typist.asked[3].starts_with("These are the words of another codename"));
}

#[test]
fn it_can_be_seen_again_and_done_without() {
    let (settled_again, typist) = settled(&["", "SHOW", "", "show ", " Without"]);
    assert_eq!(settled_again.unwrap(), None);
    let shown: Vec<_> = typist.asked.iter().map(|screen| shows(screen)).collect();
    assert_eq!(shown, [true, false, true, false, true]);
}

#[test]
fn who_goes_away_sends_nothing() {
    for lines in [&[][..], &[""], &["", "wrong"]] {
        let error = settled(lines).0.unwrap_err();
        assert_eq!(error.exit(), Exit::Stopped);
    }
}

#[test]
fn a_caller_hears_each_word_and_its_letters() {
    let mut typist = Typist::typing(&["", &phrase(1)]);
    assert_eq!(settle(codename(1), true, &mut typist).unwrap(), Some(codename(1)));
    let lines: Vec<_> = typist.asked[0].lines().filter(|line| line.starts_with("  ")).collect();
    assert_eq!(lines.len(), 8);
    for ((line, word), place) in lines.iter().zip(codename(1).expose_words()).zip(1..) {
        let spelling = spelled(word).collect::<Vec<_>>().join(" ");
        assert!(
            line.starts_with(&format!("  {place}   {}", word.to_uppercase())) && line.ends_with(&spelling),
            "{line}"
        );
    }
    assert!(typist.asked[1].contains("as the caller reads it back") && !shows(&typist.asked[1]));
}

#[test]
fn an_earlier_one_is_asked_for_until_it_is_one() {
    let mut typist = Typist::typing(&["nonsense", &slip(1), "n", &slip(1), "y"]);
    assert_eq!(ask(&mut typist, "Your codename.").unwrap(), codename(1));
    assert_eq!((typist.asked.len(), typist.taken_away.as_slice()), (5, &[5][..]));
    let begins = ["Your codename.", "Your codename.", "Word 5", "Your codename.", "Word 5"];
    assert!(typist.asked.iter().zip(begins).all(|(screen, begin)| screen.starts_with(begin)), "{:?}", typist.asked);
    assert!(matches!(ask(&mut Typist::default(), ""), Err(CodenameError::Prompt(PromptError::NoAnswer))));
}

#[test]
fn a_file_is_taken_as_it_is_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        secret_file::create(&path, content.as_bytes()).unwrap();
        from_file(&path)
    };
    assert_eq!(file("good", &format!("{}\n", phrase(1))).unwrap(), codename(1));
    assert_eq!(file("listed", &phrase(1).replace(' ', "\n")).unwrap(), codename(1));
    let error = file("slip", &slip(1)).unwrap_err();
    assert!(
        matches!(&error, CodenameError::NotACodename { source, .. } if source.fault() == Fault::Unknown(5)),
        "{error:?}"
    );
    assert!(
        !error.hint().unwrap().contains(codename(1).expose_words().nth(4).unwrap()),
        "a proposal is not for a file"
    );
    assert!(matches!(file("long", &"x ".repeat(1000)), Err(CodenameError::File(SecretFileError::TooLong { .. }))));
}
