//! Makes every vector of `testkit/codename/` anew, always the same bytes. One file a case, one failure each.

#![allow(clippy::indexing_slicing, reason = "makes test files: it may stop at the first surprise")]

use candour_codename::{Codename, Seed, UnitId, UnitSet, UntrustedCodename};
use candour_desk_card::DropId;
use rand_core::{CryptoRng, RngCore};

/// Name and bytes of each file.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Gives out bytes that are written down; panics where they do not last.
pub(crate) struct Written(pub(crate) Vec<u8>);

impl RngCore for Written {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, out: &mut [u8]) {
        let rest = self.0.split_off(out.len());
        out.copy_from_slice(&std::mem::replace(&mut self.0, rest));
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(out);
        Ok(())
    }
}

impl CryptoRng for Written {}

/// The head of a vector of keys, and its codename: drop id, units (their first byte; the others are `a5`), and what comes out.
fn keys(random: &[u16], drop: u8, units: &[u8], comment: &str) -> Vec<u8> {
    let random: Vec<u8> = random.iter().flat_map(|word| word.to_be_bytes()).collect();
    let codename = Codename::generate(&mut Written(random.clone()));
    let seed = Seed::derive(&codename, &DropId([drop; 16]));
    let ids: Vec<UnitId> =
        units.iter().map(|first| UnitId(std::array::from_fn(|at| if at == 0 { *first } else { 0xa5 }))).collect();
    let keys = seed.conversation(&UnitSet::new(&ids).expect("units"));
    let units = ids.iter().map(|id| hex(&id.0)).collect::<Vec<_>>().join(" ");
    [
        ("expect", "keys".into()),
        ("comment", comment.into()),
        ("random", hex(&random)),
        ("codename", codename.expose_phrase().to_string()),
        ("drop", hex(&[drop; 16])),
        ("seed", hex(seed.expose_secret())),
        ("ledger-key", hex(seed.ledger_key().expose_secret())),
        ("units", units),
        ("reply-hybrid", hex(keys.hybrid.expose_secret())),
        ("reply-classic", hex(keys.classic.expose_secret())),
        ("reply-key", hex(keys.reply.expose_secret())),
        ("tag-key", hex(keys.tag.expose_secret())),
        ("thread-secret", hex(keys.thread.expose_secret())),
        ("hybrid-identity", keys.hybrid.expose_identity().to_string()),
        ("classic-identity", keys.classic.expose_identity().to_string()),
    ]
    .iter()
    .map(|(key, value): &(&str, String)| format!("{key}: {value}\n"))
    .collect::<String>()
    .into_bytes()
}

/// A text that is typed, and what becomes of it.
fn typed(expect: &str, comment: &str, typed: &str) -> Vec<u8> {
    let proposal = UntrustedCodename::new(typed).check().err().and_then(candour_codename::NotACodename::into_proposal);
    let proposal = proposal
        .map_or(String::new(), |proposal| format!("proposal: {} {}\n", proposal.place(), proposal.expose_word()));
    format!("expect: {expect}\ncomment: {comment}\n{proposal}\n{typed}").into_bytes()
}

/// Every file, sorted by name.
pub(crate) fn all() -> Files {
    let good = "abdomen abacus ability abrasion absurd yo-yo zoom";
    let last = (0..candour_words::COUNT)
        .filter_map(candour_words::word)
        .find(|last| UntrustedCodename::new(&format!("{good} {last}")).check().is_ok())
        .expect("the seven words have a check word");
    let good = format!("{good} {last}");
    let words: Vec<&str> = good.split(' ').collect();
    let other = |place: usize, word: &str| {
        let mut words = words.clone();
        words[place] = word;
        words.join(" ")
    };
    let mut files: Files = vec![
        ("keys-zeros".into(), keys(&[0; 7], 0, &[1], "the first word seven times; drop id and unit of few bits")),
        ("keys-one-unit".into(), keys(&[1, 2, 3, 4, 5, 6, 7], 7, &[1], "one unit")),
        ("keys-other-drop".into(), keys(&[1, 2, 3, 4, 5, 6, 7], 8, &[1], "the same codename at another drop")),
        ("keys-two-units".into(), keys(&[1, 2, 3, 4, 5, 6, 7], 7, &[2, 1], "ids out of order: they are sorted")),
        (
            "keys-high-bits".into(),
            keys(&[0xe001, 0x2002, 3, 4, 5, 6, 7], 7, &[1], "bits above the 13 that count are not looked at"),
        ),
        (
            "keys-drawn-again".into(),
            keys(&[7776, 8191, 1, 2, 3, 4, 5, 6, 7], 7, &[1], "two numbers of no word are drawn again"),
        ),
        (
            "keys-all-drawn-again".into(),
            keys(
                &[0, 0, 0, 0, 0, 0, 3888, 1, 2, 3, 4, 5, 6, 7],
                7,
                &[1],
                "a sum that numbers no word: all seven again",
            ),
        ),
    ];
    let mut add = |name: &str, expect: &str, comment: &str, text: &str| {
        files.push((format!("typed-{name}"), typed(expect, comment, text)));
    };
    add("plain", "success", "as it is shown", &good);
    add("upper-case", "success", "capitals", &good.to_uppercase());
    add("hyphens", "success", "hyphens and dashes between words", &good.replacen(' ', "-", 3).replace(' ', "\u{2013}"));
    add("spaces", "success", "any spaces and line ends", &format!("\n {} \t", good.replace(' ', " \u{a0}\r\n")));
    add(
        "junk",
        "success",
        "full stops, commas, quotation marks",
        &format!("\u{ab}{}\u{bb}.", good.replace(' ', ". , ")),
    );
    let numbered: String = words.iter().enumerate().map(|(at, word)| format!("{}. {word}\n", at + 1)).collect();
    add("numbered", "success", "a numbered list", &numbered);
    add("no-hyphen", "success", "the hyphen of yo-yo as a space", &good.replace("yo-yo", "yo yo"));
    add("slip", "unknown", "one letter is another", &other(0, "abdomin"));
    add("slip-more", "unknown", "one letter more", &other(3, "abrassion"));
    add("slip-fewer", "unknown", "one letter fewer", &other(4, "asurd"));
    add("slip-swapped", "unknown", "two neighbours swapped", &other(2, "abiltiy"));
    add("slip-check-word", "unknown", "in the check word", &other(7, &format!("{last}x")));
    add("slip-accent", "unknown", "a letter with an accent", &other(1, "\u{e1}bacus"));
    add("beginning", "unknown", "a word's beginning", &other(0, "abdom"));
    add(
        "slip-two-words",
        "unknown",
        "one letter in each of two words: no proposal",
        &other(0, "abdomin").replace("zoom", "zoon"),
    );
    add("stranger", "unknown", "a word like none", &other(0, "xylophonist"));
    add("swapped", "order", "two words have changed places", &{
        let mut words = words.clone();
        words.swap(1, 5);
        words.join(" ")
    });
    add("swapped-check-word", "order", "the check word and another", &{
        let mut words = words.clone();
        words.swap(0, 7);
        words.join(" ")
    });
    add("other-word", "check", "another word of the list", &other(0, "zips"));
    add("near-word", "check", "a near word of the list: no proposal either", &other(7, "banking"));
    add("seven", "count", "the check word is missing", &words[..7].join(" "));
    add("nine", "count", "a word more", &format!("{good} abacus"));
    add("space-lost", "count", "a space is missing", &good.replacen(' ', "", 1));
    add("space-added", "count", "a space too many", &good.replacen("abdomen", "abdo men", 1));
    add("empty", "count", "nothing", "");
    add("long", "count", "more than 1 024 bytes", &format!("{good}{}", " ".repeat(1_024)));
    files.sort();
    files
}
