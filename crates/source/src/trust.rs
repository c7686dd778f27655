//! From the bytes of a desk card to a card that may be sealed to. Owns every reason to refuse one; knows not where it came from.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use candour_cli::prompt::{PromptError, Terminal};
use candour_cli::{Exit, Hint, Voice, sanitize};
use candour_desk_card::{CardError, DeskCard, Epoch, LONGEST_CARD, PinnedCard, UntrustedCard};
use candour_route::{DropAddress, Reach};
use candour_words::Fingerprint;

/// How often ill-typed words are asked for.
const TYPINGS: u32 = 3;
/// Longest file with a fingerprint in it, in bytes.
const LONGEST_FINGERPRINT: u64 = 1024;

/// Why a card is not sealed to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TrustError {
    /// A file could not be read.
    #[error("cannot read {}", sanitize::path(path))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What came is no card, or not signed by all units on it.
    #[error("this is no desk card to rely on")]
    Card(#[source] CardError),
    /// It is not in force today.
    #[error("this desk card is not in force today")]
    Epoch(#[source] CardError),
    /// It does not follow on the pinned one.
    #[error("this desk card does not follow on the pinned one")]
    Pinned(#[source] CardError),
    /// Its fingerprint is not the one pinned or typed.
    #[error("this desk card is not the published one")]
    Fingerprint(#[source] CardError),
    /// It names another drop's address.
    #[error("this desk card is of the drop at {card}")]
    OtherAddress {
        /// The address on the card.
        card: String,
    },
    /// The words are not a fingerprint.
    #[error("this is not a fingerprint")]
    NotAFingerprint(#[source] candour_words::NotAFingerprint),
    /// Nobody to type the words.
    #[error("the desk card's fingerprint is not known")]
    NotAsked(#[source] PromptError),
    /// A demo card where nobody asked for one.
    #[error("this desk card has throwaway demo keys: anybody can open what is sealed to it")]
    Demo,
    /// `--demo`, but the card is a real one.
    #[error("this is not a demo drop")]
    NotDemo,
}

impl Hint for TrustError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Unreadable { .. } => "look whether the name is right".to_owned(),
            Self::Card(_) => "fetch it again; if it stays so, do not use this drop".to_owned(),
            Self::Epoch(_) => "look at this machine's date; if it is right, fetch the current card".to_owned(),
            Self::Pinned(CardError::OtherDrop) => "use another folder for another drop's pin".to_owned(),
            Self::Pinned(_) => {
                "do not use it: somebody may be passing off an old card; fetch it again later".to_owned()
            }
            Self::Fingerprint(_) => {
                "do not send anything; compare the ten words in both places where they are published".to_owned()
            }
            Self::OtherAddress { .. } => "compare the address with a second published place".to_owned(),
            Self::NotAFingerprint(_) => "write the ten words as they are published".to_owned(),
            Self::NotAsked(_) => {
                "take the ten words from a place outside the drop and put them in a file for --fingerprint-file"
                    .to_owned()
            }
            Self::Demo => "add --demo to try it out with a report that is not a secret".to_owned(),
            Self::NotDemo => "leave out --demo".to_owned(),
        })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Unreadable { .. } => Exit::Failed,
            Self::NotAsked(PromptError::NoAnswer) => Exit::Stopped,
            _ => Exit::Untrusted,
        }
    }
}

/// What the source knows of the drop besides the card itself.
pub(crate) struct Known<'a> {
    /// The fingerprint from a file or a pin.
    pub(crate) fingerprint: Option<Fingerprint>,
    /// The card pinned before.
    pub(crate) previous: Option<&'a DeskCard>,
    /// Whether demo keys were asked for.
    pub(crate) demo: bool,
    /// Where the card came from, if it came from a drop.
    pub(crate) address: Option<&'a DropAddress>,
    /// Today.
    pub(crate) today: Epoch,
}

/// Today, by this machine's clock.
pub(crate) fn today() -> Epoch {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Epoch::from_unix_seconds(since.as_secs())
}

/// Parses a card and checks that every unit on it signed it.
pub(crate) fn signed(bytes: &[u8]) -> Result<DeskCard, TrustError> {
    UntrustedCard::parse(bytes).and_then(UntrustedCard::verify).map_err(TrustError::Card)
}

/// Reads a card from a file.
pub(crate) fn card_file(path: &Path) -> Result<DeskCard, TrustError> {
    signed(&read(path, LONGEST_CARD as u64 + 1)?)
}

/// Reads a fingerprint from a file.
pub(crate) fn fingerprint_file(path: &Path) -> Result<Fingerprint, TrustError> {
    let bytes = read(path, LONGEST_FINGERPRINT)?;
    String::from_utf8_lossy(&bytes).parse().map_err(TrustError::NotAFingerprint)
}

/// The card as one that may be sealed to, or the first reason why not. Asks for the ten words where nothing else vouches for it.
///
/// # Security
/// The words of the card at hand are never shown here: who is shown them copies them instead of comparing.
pub(crate) fn pin(
    card: DeskCard,
    known: &Known<'_>,
    terminal: &mut dyn Terminal,
    voice: &Voice,
) -> Result<PinnedCard, TrustError> {
    card.check_epoch(known.today).map_err(TrustError::Epoch)?;
    if let Some(previous) = known.previous {
        card.supersedes(previous).map_err(TrustError::Pinned)?;
    }
    if let (Some(address), Some(onion)) = (known.address, card.onion())
        && address.reach() == Reach::Onion
        && !leads_to(address, onion.as_str())
    {
        return Err(TrustError::OtherAddress { card: onion.to_string() });
    }
    match (card.is_demo(), known.demo) {
        (true, true) => {
            voice.warning("DEMO KEYS: everybody has them. Whatever you seal now can be read by anybody. Do not report anything real");
            return PinnedCard::demo(card).map_err(TrustError::Fingerprint);
        }
        (true, false) => return Err(TrustError::Demo),
        (false, true) => return Err(TrustError::NotDemo),
        (false, false) => {}
    }
    let fingerprint = match known.fingerprint {
        Some(fingerprint) => fingerprint,
        None => ask(&card, terminal, voice)?,
    };
    card.pin(&fingerprint).map_err(TrustError::Fingerprint)
}

/// Whether an address is an onion's, or of a name below it.
fn leads_to(address: &DropAddress, onion: &str) -> bool {
    let url = address.to_string();
    let host = url.trim_start_matches("http://").split(':').next().unwrap_or_default();
    host.strip_suffix(onion).is_some_and(|below| below.is_empty() || below.ends_with('.'))
}

/// Asks for the ten words.
fn ask(card: &DeskCard, terminal: &mut dyn Terminal, voice: &Voice) -> Result<Fingerprint, TrustError> {
    let units: Vec<_> = card.units().iter().map(|unit| format!("{} ({})", unit.title(), unit.name())).collect();
    let question = format!(
        "This desk card says that it is of: {}.\n\
         Only its fingerprint tells whether that is true. It has ten words and is published in two places outside the drop.\n\
         Look it up in both and type the words",
        units.join("; ")
    );
    let mut question = question.as_str();
    let mut left = TYPINGS;
    loop {
        let typed = terminal.visible(question).map_err(TrustError::NotAsked)?;
        match typed.parse() {
            Ok(fingerprint) => return Ok(fingerprint),
            Err(error) => {
                left -= 1;
                if left == 0 {
                    return Err(TrustError::NotAFingerprint(error));
                }
                voice.note(&error.to_string());
                question = "The ten words";
            }
        }
    }
}

/// Reads a small public file; what is longer is cut off and then no card and no fingerprint.
fn read(path: &Path, limit: u64) -> Result<Vec<u8>, TrustError> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(|source| TrustError::Unreadable { path: path.to_owned(), source })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_cards::TestCard;
    use crate::test_typist::Typist;

    const TODAY: u32 = 20_000;
    const ONION: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaad.onion";

    fn known() -> Known<'static> {
        Known { fingerprint: None, previous: None, demo: false, address: None, today: Epoch(TODAY) }
    }

    fn good() -> TestCard {
        TestCard::in_force(TODAY)
    }

    fn pinned(card: &TestCard, known: &Known<'_>, typist: &mut Typist) -> Result<PinnedCard, TrustError> {
        pin(card.make(), known, typist, &Voice::new("candour-source"))
    }

    #[test]
    fn the_typed_words_have_to_be_the_cards() {
        let words = good().make().fingerprint().to_string().to_uppercase().replace(' ', "-");
        assert!(pinned(&good(), &known(), &mut Typist::typing(&[&words])).is_ok());
        let others = TestCard { units: &["north.example"], ..good() }.make().fingerprint().to_string();
        let refused = pinned(&good(), &known(), &mut Typist::typing(&[&others])).unwrap_err();
        assert!(matches!(refused, TrustError::Fingerprint(CardError::Fingerprint)));
        assert_eq!(refused.exit(), Exit::Untrusted);
    }

    #[test]
    fn who_is_asked_is_not_shown_the_words() {
        let words = good().make().fingerprint();
        let mut typist = Typist::typing(&["nonsense", "more of it", "abacus"]);
        assert!(matches!(pinned(&good(), &known(), &mut typist), Err(TrustError::NotAFingerprint(_))));
        assert_eq!(typist.asked.len(), 3, "asked three times, then no more");
        for question in typist.asked {
            assert!(words.words().filter(|word| question.contains(word)).count() < 3, "{question}");
        }
    }

    #[test]
    fn without_an_answer_nothing_is_sealed() {
        let refused = pinned(&good(), &known(), &mut Typist::default()).unwrap_err();
        assert_eq!(refused.exit(), Exit::Stopped);
    }

    #[test]
    fn a_known_fingerprint_is_not_asked_for() {
        let known = Known { fingerprint: Some(good().make().fingerprint()), ..known() };
        let mut typist = Typist::default();
        assert!(pinned(&good(), &known, &mut typist).is_ok());
        assert!(typist.asked.is_empty());
    }

    #[test]
    fn a_card_is_good_from_its_first_day_to_its_last() {
        let fingerprint = Some(good().make().fingerprint());
        let on = |day| {
            let known = Known { fingerprint, today: Epoch(day), ..known() };
            pinned(&good(), &known, &mut Typist::default())
        };
        assert!(matches!(on(TODAY - 2), Err(TrustError::Epoch(CardError::NotYet))));
        assert!(on(TODAY - 1).is_ok() && on(TODAY + 29).is_ok());
        assert!(matches!(on(TODAY + 30), Err(TrustError::Epoch(CardError::Expired))));
    }

    #[test]
    fn an_older_card_than_the_pinned_one_is_refused() {
        let previous = good().make();
        let fingerprint = Some(previous.fingerprint());
        let number = |number| {
            let known = Known { fingerprint, previous: Some(&previous), ..known() };
            pinned(&TestCard { number, last: TODAY + 5, ..good() }, &known, &mut Typist::default())
        };
        assert!(matches!(number(6), Err(TrustError::Pinned(CardError::Older))));
        assert!(matches!(number(7), Err(TrustError::Pinned(CardError::SameNumber))));
        assert!(number(8).is_ok());
    }

    #[test]
    fn demo_keys_are_taken_only_where_asked_for_and_never_beside_real_ones() {
        let demo = TestCard { demo: true, ..good() };
        let fingerprint = Some(demo.make().fingerprint());
        let asked = Known { demo: true, ..known() };
        assert!(pinned(&demo, &asked, &mut Typist::default()).is_ok());
        assert!(matches!(pinned(&demo, &known(), &mut Typist::default()), Err(TrustError::Demo)));
        let unasked = Known { fingerprint, ..known() };
        assert!(matches!(pinned(&demo, &unasked, &mut Typist::default()), Err(TrustError::Demo)));
        assert!(matches!(pinned(&good(), &asked, &mut Typist::default()), Err(TrustError::NotDemo)));
    }

    #[test]
    fn a_card_of_another_address_is_refused() {
        let fingerprint = Some(good().make().fingerprint());
        let card = TestCard { onion: Some(ONION), ..good() };
        let from = |address: &str| {
            let address: DropAddress = address.parse().unwrap();
            let known = Known { fingerprint, address: Some(&address), ..known() };
            pinned(&card, &known, &mut Typist::default())
        };
        assert!(from(ONION).is_ok());
        assert!(from(&format!("http://{ONION}:80/")).is_ok());
        assert!(from(&format!("www.{ONION}")).is_ok());
        assert!(from("http://127.0.0.1:8080").is_ok(), "a tunnel or a test");
        assert!(matches!(from("bbbb.onion"), Err(TrustError::OtherAddress { .. })));
        assert!(matches!(from(&format!("evil{ONION}")), Err(TrustError::OtherAddress { .. })));
    }
}
