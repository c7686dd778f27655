//! Words spelled letter by letter, to be read out over a telephone. Owns the alphabet; knows no codename.

/// The words of the spelling alphabet of the International Civil Aviation Organization, which the police use on the radio.
const ALPHABET: [&str; 26] = [
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima",
    "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray",
    "Yankee", "Zulu",
];
/// What stands between the halves of four words of the list.
const HYPHEN: &str = "hyphen";

/// The names of a word's letters, in order: `yo-yo` is `Yankee Oscar hyphen Yankee Oscar`. Signs that no word of the list has are passed over.
pub fn spelled(word: &str) -> impl Iterator<Item = &'static str> + '_ {
    word.bytes().filter_map(|sign| match sign.to_ascii_lowercase() {
        b'-' => Some(HYPHEN),
        letter => ALPHABET.get(usize::from(letter.checked_sub(b'a')?)).copied(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_spelled_by_its_own_letters() {
        for number in 0..candour_words::COUNT {
            let word = candour_words::word(number).unwrap();
            let names: Vec<_> = spelled(word).collect();
            assert_eq!(names.len(), word.len(), "{word}");
            let back: String =
                names.iter().map(|name| if *name == HYPHEN { '-' } else { name.chars().next().unwrap() }).collect();
            assert_eq!(back.to_lowercase(), word);
        }
    }

    #[test]
    fn the_alphabet_has_one_name_for_each_letter() {
        assert!(ALPHABET.iter().zip('A'..='Z').all(|(name, letter)| name.starts_with(letter)));
    }

    #[test]
    fn a_word_with_a_hyphen() {
        assert_eq!(spelled("yo-yo").collect::<Vec<_>>().join(" "), "Yankee Oscar hyphen Yankee Oscar");
    }
}
