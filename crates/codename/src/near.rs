//! Words of the list that somebody may have meant. Knows single words, no codename.

use candour_words::{COUNT, word};

/// More candidates than this of a looser kind are no hint, only chances for a wrong one.
const MOST: usize = 8;
/// Letters that the beginning of a word must have to stand for it.
const BEGINNING: usize = 4;

/// Numbers of the words that `typed` may be a slip of, the closest kind first, each looked for only when it is asked for:
/// one letter more, fewer or another, or two neighbours swapped; then the same sound; then a beginning.
pub(crate) fn kinds(typed: &str) -> impl Iterator<Item = Vec<u16>> + '_ {
    let few = |found: Vec<u16>| if found.len() > MOST { Vec::new() } else { found };
    (0..3).map(move |kind| match kind {
        0 => one_slip(typed),
        1 => {
            let sound = sound(typed);
            few(of_list(|word| self::sound(word) == sound))
        }
        _ => few(of_list(|word| is_beginning(typed, word))),
    })
}

/// One slip only: for words that were typed with a space or hyphen within.
pub(crate) fn one_slip(typed: &str) -> Vec<u16> {
    let letters = typed.chars().count();
    of_list(|word| word.len().abs_diff(letters) < 2 && is_one_slip(typed, word))
}

/// Numbers of the words that `fits`.
fn of_list(fits: impl Fn(&str) -> bool) -> Vec<u16> {
    (0..COUNT).filter(|number| word(*number).is_some_and(&fits)).collect()
}

/// Whether one letter inserted, left out, replaced, or swapped with its neighbour makes one of the other.
fn is_one_slip(typed: &str, word: &str) -> bool {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let start = typed.iter().zip(&word).take_while(|(a, b)| a == b).count();
    let typed = typed.get(start..).unwrap_or_default();
    let word = word.get(start..).unwrap_or_default();
    match (typed, word) {
        ([], []) => false,
        ([_, rest @ ..], w) if rest == w => true,
        (t, [_, rest @ ..]) if t == rest => true,
        ([_, t @ ..], [_, w @ ..]) if t == w => true,
        ([a, b, t @ ..], [c, d, w @ ..]) => a == d && b == c && t == w,
        _ => false,
    }
}

/// Whether one is the other's beginning.
fn is_beginning(typed: &str, word: &str) -> bool {
    let (short, long) = if typed.len() < word.len() { (typed, word) } else { (word, typed) };
    short.len() >= BEGINNING && short != long && long.starts_with(short) && typed.len() <= word.len() + 3
}

/// A word as it roughly sounds in English: some spellings are one, doubled letters single, vowels behind the first letter alike.
fn sound(word: &str) -> String {
    let mut text = word.replace('-', "");
    for (from, to) in [
        ("ph", "f"),
        ("gh", "g"),
        ("ck", "k"),
        ("qu", "kw"),
        ("wr", "r"),
        ("kn", "n"),
        ("wh", "w"),
        ("x", "ks"),
        ("ce", "se"),
        ("ci", "si"),
        ("cy", "si"),
        ("c", "k"),
        ("z", "s"),
        ("y", "i"),
        ("dge", "je"),
        ("ge", "je"),
    ] {
        text = text.replace(from, to);
    }
    let mut out = String::with_capacity(text.len());
    for (place, letter) in text.chars().enumerate() {
        let letter = if place > 0 && matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u') { 'a' } else { letter };
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    // A mute e, and the other vowels that end a word without changing it much.
    out.trim_end_matches('a').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one() {
        for (typed, word) in [("walk", "walks"), ("wwalk", "walk"), ("wolk", "walk"), ("wlak", "walk"), ("wal", "walk")]
        {
            assert!(is_one_slip(typed, word) && is_one_slip(word, typed), "{typed}");
        }
        for (typed, word) in
            [("walk", "walk"), ("wkla", "walk"), ("alwk", "walk"), ("wa", "walk"), ("", "ab"), ("ŵâlk", "walk")]
        {
            assert!(!is_one_slip(typed, word), "{typed}");
        }
        assert!(is_one_slip("wâlk", "walk"));
    }

    #[test]
    fn sounds_and_beginnings() {
        for (typed, word) in [("foto", "photo"), ("kwik", "quick"), ("rist", "wrist"), ("selery", "celery")] {
            assert_eq!(sound(typed), sound(word), "{typed}");
        }
        assert!(is_beginning("abdom", "abdomen") && is_beginning("walking", "walk"));
        assert!(!is_beginning("abd", "abdomen") && !is_beginning("walk", "walk") && !is_beginning("", "walk"));
        // Vowels are alike behind the first letter, and not in its place.
        assert_eq!(sound("salery"), sound("celery"));
        assert_ne!(sound("emple"), sound("ample"));
    }

    #[test]
    fn a_beginning_of_many_words_is_no_hint() {
        let beginnings = |typed: &str| kinds(typed).nth(2).unwrap().len();
        // Eight words of the list begin with `squi`, nine with `scor`, 84 with `over`.
        assert_eq!((beginnings("squi"), beginnings("scor"), beginnings("over")), (8, 0, 0));
    }
}
