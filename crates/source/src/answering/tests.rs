//! Which conversation a report belongs to, by options, boards and answers.

use candour_board::{Board, LIFETIME, Pending, Shelf, Thread};
use candour_codename::{ReplyKey, TagKey};
use candour_desk_card::Epoch;
use rand::SeedableRng as _;
use rand::rngs::StdRng;

use super::*;
use crate::test_cards::{DROP, TestCard, signing_key};
use crate::test_typist::Typist;

const VOICE: Voice = Voice::new("candour-source");
const NORTH: &str = "north.example";
const SOUTH: &str = "south.example";
const KIND: Kind = Kind::Mlkem768X25519;

fn options() -> Answer {
    Answer {
        follow_up: false,
        codename_file: None,
        no_codename: false,
        earlier_left_out: Vec::new(),
        every_unit: false,
    }
}

fn codename() -> Codename {
    Codename::generate(&mut StdRng::seed_from_u64(1))
}

fn card() -> DeskCard {
    TestCard::in_force(20_000).make()
}

fn set(names: &[&str]) -> UnitSet {
    ids(&card(), &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap()
}

/// A unit's board with so many replies to the codename's conversations with these sets.
fn board(unit: &str, replies: &[(&UnitSet, u64)]) -> Board {
    let seed = Seed::derive(&codename(), &DROP);
    let threads: Vec<_> = replies
        .iter()
        .map(|(set, count)| {
            let keys = ThreadKeys::new(&seed.conversation(set), KIND, None).unwrap();
            let (reply_key, tag_key) = (keys.reply.expose_secret(), keys.tag.expose_secret());
            let thread = Thread {
                recipient: keys.recipient.clone(),
                reply_key: ReplyKey::from_bytes(*reply_key),
                tag_key: TagKey::from_bytes(*tag_key),
            };
            (thread, *count)
        })
        .collect();
    let pending: Vec<_> = threads
        .iter()
        .flat_map(|(thread, count)| {
            (0..*count).map(move |n| Pending::Reply { thread, n, part: 1, parts: 1, text: "A reply." })
        })
        .collect();
    let mut rng = StdRng::seed_from_u64(1);
    Shelf::new().next(&signing_key(unit), &DROP, Epoch(20_000), LIFETIME, &pending, &mut rng).unwrap().board
}

/// To whom the report goes with these boards.
fn goes_to(asked: Asked, options: &Answer, boards: &[Board], lines: &[&str]) -> (Option<Vec<String>>, Typist) {
    let mut typist = Typist::typing(lines);
    let came = [NORTH, SOUTH].map(|unit| {
        let bytes = boards.iter().find(|board| board.unit().name().as_str() == unit).map(Board::to_bytes);
        Ok(bytes.map_or_else(|| vec![0; candour_wire::limits::SMALLEST_BOARD], <[u8]>::to_vec))
    });
    let boards = Boards::check(&card(), came.into());
    let answering = asked.settle(options, &card(), Some(&boards), &mut typist, &VOICE).unwrap();
    let goes_to = match answering.goes_to() {
        Whom::These(set) => Some(names(&card(), set)),
        Whom::All => None,
        Whom::Unsaid => Some(Vec::new()),
    };
    (goes_to, typist)
}

#[test]
fn a_follow_up_goes_to_whom_every_conversation_was_with() {
    let (both, north) = (set(&[NORTH, SOUTH]), set(&[NORTH]));
    let read = || Asked::Read(codename());
    let with_both = [board(NORTH, &[(&both, 1)]), board(SOUTH, &[(&both, 1)])];
    assert_eq!(goes_to(read(), &options(), &with_both, &[]).0.unwrap(), [NORTH, SOUTH]);
    assert_eq!(goes_to(read(), &options(), &[board(NORTH, &[(&north, 1)])], &[]).0.unwrap(), [NORTH]);
    // The south was left out once: whoever has written more, it gets nothing that is not meant for it.
    for (of_both, of_north) in [(3, 1), (1, 1), (1, 3)] {
        let boards = [board(NORTH, &[(&both, of_both), (&north, of_north)])];
        assert_eq!(goes_to(read(), &options(), &boards, &[]).0.unwrap(), [NORTH], "{of_both} and {of_north}");
    }
    let south = [board(NORTH, &[(&north, 1)]), board(SOUTH, &[(&set(&[SOUTH]), 2)])];
    assert_eq!(goes_to(read(), &options(), &south, &[]).0.unwrap(), [""; 0], "none in both: she must say");
    let said = Answer { earlier_left_out: vec![NORTH.to_owned()], ..options() };
    assert_eq!(goes_to(read(), &said, &with_both, &[]).0.unwrap(), [SOUTH], "who says it herself is believed");
}

#[test]
fn where_nothing_is_found_she_is_asked_or_it_is_a_first_report() {
    assert_eq!(goes_to(Asked::Read(codename()), &options(), &[], &[]).0, None);
    let follow_up = Answer { follow_up: true, ..options() };
    assert_eq!(goes_to(Asked::Read(codename()), &follow_up, &[], &[]).0.unwrap(), [NORTH, SOUTH]);
    let phrase = codename().expose_phrase().to_string();
    let (found, typist) = goes_to(Asked::Typed, &follow_up, &[], &[&phrase, "west.example", "south.example,"]);
    assert_eq!(found.unwrap(), [NORTH]);
    assert!(typist.asked[2].starts_with("the desk card has no unit west.example"), "{}", typist.asked[2]);
    let (found, typist) = goes_to(Asked::Typed, &follow_up, &[], &[&phrase, "north.example south.example", ""]);
    assert_eq!((found.unwrap(), typist.asked.len()), (vec![NORTH.to_owned(), SOUTH.to_owned()], 3));
}

#[test]
fn options_lead_to_what_they_say() {
    let mut typist = Typist::default();
    let mut of = |options: &Answer| Asked::of(options, &mut typist).unwrap();
    assert!(matches!(of(&options()), Asked::New));
    assert!(matches!(of(&Answer { no_codename: true, ..options() }), Asked::None));
    assert!(matches!(of(&Answer { follow_up: true, ..options() }), Asked::Typed));
    assert!(matches!(of(&Answer { earlier_left_out: vec![NORTH.to_owned()], ..options() }), Asked::Typed));
    let unknown = Answer { earlier_left_out: vec!["west.example".to_owned()], ..options() };
    let refused = Asked::Read(codename()).settle(&unknown, &card(), None, &mut Typist::default(), &VOICE);
    assert!(matches!(refused, Err(SourceError::Compose(ComposeError::NoSuchUnit { .. }))));
}

/// The keys that a report to `chosen` brings.
fn keys(answering: &Answering, chosen: &UnitSet) -> ThreadKeys {
    match answering.conversation(chosen, KIND, 7).unwrap().unwrap() {
        Conversation { written: 7, reply_to: ReplyTo::Codename(keys) } => keys,
        _ => panic!("a codename's keys"),
    }
}

#[test]
fn the_earlier_thread_is_named_only_where_the_units_are_others() {
    let (both, north) = (set(&[NORTH, SOUTH]), set(&[NORTH]));
    let seed = || Seed::derive(&codename(), &DROP);
    let answering = Answering::To { seed: seed(), continued: Some(Continued::said(both.clone())) };
    assert_eq!(keys(&answering, &both).earlier, None);
    let fewer = keys(&answering, &north);
    assert_eq!(fewer.earlier, Some(seed().conversation(&both).thread));
    assert_eq!(fewer.thread, seed().conversation(&north).thread);
    // Where the conversation with the chosen units is known itself, no other is named.
    let found =
        Continued { earlier: both.clone(), goes_to: Some(north.clone()), answered: vec![both.clone(), north.clone()] };
    assert_eq!(keys(&Answering::To { seed: seed(), continued: Some(found) }, &north).earlier, None);
    assert!(Answering::None.conversation(&both, KIND, 7).unwrap().is_none());
}

#[test]
fn a_follow_up_goes_to_the_same_units_if_nobody_says_otherwise() {
    let card = card();
    let fingerprint = card.fingerprint();
    let card = card.pin(&fingerprint).unwrap();
    let north = set(&[NORTH]);
    let goes = |options: &Answer, leave_out: &[String], whom| chosen(&card, options, leave_out, whom).unwrap();
    let these = Whom::These(&north);
    assert_eq!(goes(&options(), &[], these), north);
    assert_eq!(goes(&options(), &[], Whom::All), set(&[NORTH, SOUTH]));
    let every = Answer { every_unit: true, ..options() };
    for whom in [these, Whom::Unsaid] {
        assert_eq!(goes(&options(), &[NORTH.to_owned()], whom), set(&[SOUTH]));
        assert_eq!(goes(&every, &[], whom), set(&[NORTH, SOUTH]));
    }
    assert!(matches!(chosen(&card, &options(), &[], Whom::Unsaid), Err(ComposeError::Unsaid)));
}

#[test]
fn a_new_codename_is_drawn_once_and_makes_a_report_of_the_length_that_was_said() {
    struct Copyist(Vec<String>);
    impl Terminal for Copyist {
        fn hidden(&mut self, _: &str) -> Result<zeroize::Zeroizing<String>, candour_cli::prompt::PromptError> {
            panic!("nothing is hidden")
        }

        /// Types what was shown before.
        fn visible(&mut self, text: &str) -> Result<zeroize::Zeroizing<String>, candour_cli::prompt::PromptError> {
            self.0.push(text.to_owned());
            let line = self.0[0].lines().nth(2).unwrap();
            Ok(zeroize::Zeroizing::new(if self.0.len() == 1 { String::new() } else { line.to_owned() }))
        }
    }
    let chosen = set(&[NORTH]);
    let mut answering = Answering::New(DROP);
    let before = keys(&answering, &chosen);
    let mut copyist = Copyist(Vec::new());
    assert!(!answering.draw(false, &mut copyist, &VOICE).unwrap());
    assert!(!answering.draw(false, &mut copyist, &VOICE).unwrap(), "once");
    assert_eq!(copyist.0.len(), 2);
    let after = keys(&answering, &chosen);
    assert!(before.tag != after.tag);
    let shown = candour_codename::UntrustedCodename::new(copyist.0[0].lines().nth(2).unwrap()).check().unwrap();
    assert_eq!(after.tag, Seed::derive(&shown, &DROP).conversation(&chosen).tag);
    let mut without = Answering::New(DROP);
    assert!(without.draw(false, &mut Typist::typing(&["without"]), &VOICE).unwrap());
    assert!(without.conversation(&chosen, KIND, 7).unwrap().is_none());
}
