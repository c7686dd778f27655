//! Replies from the unit to a source, over many parcels.

#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test: it may stop at the first surprise")]

#[path = "support/world.rs"]
mod world;

use candour_board::{
    Age, BoardError, GROUP, MakeError, NotAShelf, OLD_AFTER, Pending, ReplyPart, STEP, Shelf, Tag, UntrustedBoard,
    Warning, open_cell, split_letter,
};
use candour_codename::UnitId;
use candour_desk_card::Epoch;
use candour_envelope::Identity;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use world::{CLASSIC, DROP, HYBRID, Unit, key, keys, reader, reply, thread};

#[test]
fn a_source_finds_her_replies_and_nobody_elses() {
    let mut unit = Unit::new(1);
    let (hers, his) = (thread(1, HYBRID), thread(2, CLASSIC));
    let pending = [reply(&hers, 0, "Diolch. Ble oedd hyn?"), reply(&his, 0, "Thank you.")].concat();
    let board = unit.board(1, &pending);
    assert_eq!(board.size().cells(), STEP);
    let found = board.find(&reader(1));
    assert_eq!((found.replies.len(), found.openings, found.gone), (1, 1, 0));
    assert_eq!(found.warnings, []);
    assert_eq!(found.replies[0].text().as_str(), "Diolch. Ble oedd hyn?");
    assert_eq!(board.find(&reader(2)).replies[0].text().as_str(), "Thank you.");
    let nobody = board.find(&reader(3));
    assert_eq!((nobody.openings, nobody.replies.len(), nobody.warnings.len()), (0, 0, 0));
    // The next one comes beside the first, which is as it was.
    let board = unit.board(7, &reply(&hers, 1, "And when?"));
    let found = board.find(&reader(1));
    assert_eq!(
        found.replies.iter().map(|reply| reply.text().to_string()).collect::<Vec<_>>(),
        ["Diolch. Ble oedd hyn?", "And when?"]
    );
    assert_eq!((found.openings, found.warnings.len()), (2, 0));
}

#[test]
fn long_replies_come_whole_even_over_two_parcels() {
    let mut unit = Unit::new(2);
    let hers = thread(1, CLASSIC);
    let long = "Ble? Pryd? Pwy? ".repeat(1_500);
    let cells = reply(&hers, 0, &long);
    assert!(cells.len() > 4);
    let made = unit.parcel(1, &cells);
    assert_eq!((made.placed.len(), made.waiting.len()), (4, cells.len() - 4));
    let found = made.board.find(&reader(1));
    let parts = u16::try_from(cells.len()).expect("few");
    assert_eq!(found.warnings, [Warning::Incomplete { first: 0, missing: parts - 4, parts }]);
    assert!(!found.replies[0].is_whole());
    let rest: Vec<Pending<'_>> = made.waiting.iter().map(|place| cells[*place]).collect();
    let found = unit.board(1, &rest).find(&reader(1));
    assert_eq!((found.warnings.len(), found.replies.len()), (0, 1));
    assert_eq!(*found.replies[0].text(), long);
}

#[test]
fn a_source_with_one_reply_among_five_hundred_opens_one_cell() {
    let mut unit = Unit::new(3);
    let threads: Vec<_> = (0..504).map(|source| thread(source, HYBRID)).collect();
    for group in threads.chunks(12) {
        let pending: Vec<_> = group.iter().flat_map(|thread| reply(thread, 0, "Diolch.")).collect();
        assert!(unit.parcel(1, &pending).waiting.is_empty());
    }
    let board = unit.board(1, &[]);
    for source in [0, 250, 503] {
        let found = board.find(&reader(source));
        assert_eq!((found.replies.len(), found.openings, found.warnings.len()), (1, 1, 0));
    }
    assert_eq!(board.find(&reader(504)).openings, 0);
    assert_eq!(board.size().cells(), 704);
}

#[test]
fn cells_leave_after_their_life_and_leave_no_warning() {
    let mut unit = Unit::new(4);
    let hers = thread(1, HYBRID);
    let mut boards = Vec::new();
    for n in 0..20 {
        boards.push(unit.board(30, &reply(&hers, n, "Diolch.")));
    }
    // Three months live, and what fills up to four groups.
    assert!(boards.iter().all(|board| board.size().cells() == STEP));
    let found = boards[19].find(&reader(1));
    assert_eq!(found.replies.iter().map(|reply| reply.first).collect::<Vec<_>>(), [16, 17, 18, 19]);
    assert_eq!((found.gone, found.warnings.len()), (16, 0));
}

#[test]
fn daily_parcels_fill_the_board_and_shorten_lives() {
    let mut unit = Unit::new(5);
    let mut sizes = Vec::new();
    for _ in 0..70 {
        sizes.push(unit.board(1, &[]).size().cells());
    }
    let expected: Vec<usize> =
        (1..=70_usize).map(|parcels| (parcels * GROUP).next_multiple_of(STEP).min(1024)).collect();
    assert_eq!(sizes, expected);
    // A long silence, and everything has lived: one step remains.
    assert_eq!(unit.board(200, &[]).size().cells(), STEP);
}

#[test]
fn letters_are_found_with_age_alone() {
    let mut unit = Unit::new(6);
    for kind in [HYBRID, CLASSIC] {
        let own = Identity::generate(kind, &mut ChaCha20Rng::seed_from_u64(9));
        let (recipient, text, quote) = (own.to_recipient(), "Pwy arall oedd yno? ".repeat(250), "arian am rifau");
        let texts = split_letter(&text, "clwyd", 1, quote, kind).expect("it fits");
        let parts = u16::try_from(texts.len()).expect("few");
        assert!(parts > 1);
        let letters: Vec<_> = (1..)
            .zip(texts)
            .map(|(part, text)| Pending::Letter {
                recipient: &recipient,
                unit: "clwyd",
                letter: 1,
                part,
                parts,
                quote,
                text,
            })
            .collect();
        let board = unit.board(1, &letters);
        // What `split -b 4096` and `age -d` do.
        let mut found: Vec<String> = board
            .to_bytes()
            .chunks(4096)
            .filter_map(|block| open_cell(block.try_into().expect("aligned"), std::slice::from_ref(&own)))
            .map(|plaintext| String::from_utf8(plaintext.to_vec()).expect("a text"))
            .collect();
        found.sort();
        assert_eq!(found.len(), usize::from(parts));
        let mut whole = String::new();
        for (part, letter) in (1..).zip(&found) {
            let head = format!(
                "candour/letter/v1\nunit: clwyd\nletter: 1, part {part} of {parts}\nyou wrote: arian am rifau\n\n"
            );
            let rest = letter.strip_prefix(&head).expect("the head");
            let body = rest.trim_end_matches([' ', '\n']);
            assert!(rest[body.len()..].starts_with([' ', '\n']) && letter.ends_with('\n'));
            whole.push_str(body);
            whole.push(' ');
        }
        assert_eq!(whole, text);
    }
}

#[test]
fn a_shelf_comes_back_from_its_text_and_board() {
    let mut unit = Unit::new(7);
    let first = unit.board(1, &[]);
    let second = unit.board(1, &[]);
    let text = unit.shelf.to_text();
    assert_eq!(Shelf::restore(&text, &second), Ok(unit.shelf.clone()));
    assert_eq!(Shelf::restore(&text, &first), Err(NotAShelf));
    for bad in [
        "",
        "candour-shelf/v2\n",
        &text[..text.len() - 1],
        &text.replacen("spare", "group", 1).replace("number 2", "number 3"),
    ] {
        assert_eq!(Shelf::restore(bad, &second), Err(NotAShelf));
    }
}

#[test]
fn what_cannot_be_made_says_which_reply_it_is() {
    let unit = Unit::new(8).board(1, &[]);
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let (hers, his) = (thread(1, HYBRID), thread(2, HYBRID));
    let mut shelf = Shelf::new();
    let mut next = |shelf: &Shelf, day, pending: &[Pending<'_>]| {
        shelf.next(&key(1), &DROP, Epoch(day), 90, pending, &mut rng).map(|made| made.shelf)
    };
    let twice = [reply(&his, 0, "a"), reply(&hers, 0, "a"), reply(&hers, 0, "b")].concat();
    assert_eq!(next(&shelf, 5, &twice), Err(MakeError::Repeated(2)));
    shelf = next(&shelf, 5, &reply(&hers, 0, "a")).expect("a board");
    assert_eq!(next(&shelf, 6, &[reply(&his, 0, "a"), reply(&hers, 0, "b")].concat()), Err(MakeError::Repeated(1)));
    assert_eq!(next(&shelf, 4, &[]), Err(MakeError::Clock));
    let long = "x".repeat(3_000);
    let pending = Pending::Reply { thread: &hers, n: 1, part: 1, parts: 1, text: &long };
    assert_eq!(next(&shelf, 6, &[pending]), Err(MakeError::Text(0)));
    let pending = Pending::Reply { thread: &hers, n: 1, part: 1, parts: 1, text: "\u{1b}[2J" };
    assert_eq!(next(&shelf, 6, &[pending]), Err(MakeError::Text(0)));
    assert_eq!(next(&shelf, 6, &reply(&hers, 1024, "past the last number")), Err(MakeError::Text(0)));
    assert_eq!(unit.unit().name().as_str(), "clwyd");
}

#[test]
fn age_and_order_of_boards() {
    let mut unit = Unit::new(9);
    let (first, second) = (unit.board(1, &[]), unit.board(3, &[]));
    assert_eq!(first.age(Epoch(20_001)), Age::Fresh(0));
    assert_eq!(first.age(Epoch(20_001 + OLD_AFTER)), Age::Old(OLD_AFTER));
    assert_eq!(first.age(Epoch(19_999)), Age::Ahead(2));
    assert_eq!(second.supersedes(&first), Ok(()));
    assert_eq!(first.supersedes(&first), Ok(()));
    assert_eq!(first.supersedes(&second), Err(BoardError::Older));
    let mut fork = Unit::new(10);
    assert_eq!(fork.board(1, &[]).supersedes(&first), Err(BoardError::SameNumber));
    let again = UntrustedBoard::parse(second.to_bytes().to_vec()).expect("a board");
    assert_eq!(again.verify(&DROP, &key(1).verifying_key()), Ok(second));
    // A higher number does not help a board of an earlier day. Of the same day it does.
    let mut late = Unit::new(11);
    let (first_late, second_late) = (late.board(9, &[]), late.board(0, &[]));
    let (mut early, mut same) = (Unit::new(12), Unit::new(13));
    early.board(1, &[]);
    same.board(1, &[]);
    assert_eq!(early.board(7, &[]).supersedes(&first_late), Err(BoardError::Older));
    assert_eq!(same.board(8, &[]).supersedes(&first_late), Ok(()));
    assert_eq!(second_late.supersedes(&first_late), Ok(()));
}

#[test]
fn nothing_secret_is_printed() {
    let hers = thread(1, HYBRID);
    let pending = reply(&hers, 0, "geiriau cudd");
    let board = Unit::new(11).board(1, &pending);
    let found = board.find(&reader(1));
    let shown = format!("{hers:?} {pending:?} {found:?} {:?} {board:?}", reader(1));
    assert!(!shown.contains("geiriau") && !shown.contains("AGE-SECRET"), "{shown}");
    // What is beside a secret says what it is, and no more.
    assert_eq!(format!("{hers:?} {:?} {:?}", pending[0], reader(1)), "Thread { .. } Pending { .. } Reader { .. }");
    assert_eq!(format!("{:?}", found.replies[0].texts), "[Some(Text { .. })]");
    let part = ReplyPart { n: 3, highest: 4, part: 1, parts: 2, text: "geiriau cudd".to_owned().into() };
    assert_eq!(format!("{part:?}"), "ReplyPart { n: 3, .. }");
    // A board is public: its note is shown, and none of its quarter of a million bytes.
    let note = "{ note: BoardNote { drop: 0707";
    let untrusted = UntrustedBoard::parse(board.to_bytes().to_vec()).expect("a board");
    for (shown, name) in [(format!("{board:?}"), "Board"), (format!("{untrusted:?}"), "UntrustedBoard")] {
        assert!(shown.starts_with(&format!("{name} {note}")) && shown.ends_with(", .. }"), "{shown}");
        assert!(shown.contains("number: 1, epoch: Epoch(20001)") && shown.len() < 1_000, "{shown}");
    }
    let tag = Tag([0xa5; 16]);
    assert_eq!(format!("{tag:?} {tag}"), "a5".repeat(16) + " " + &"a5".repeat(16));
    assert!(keys(1) == keys(1) && UnitId([0; 32]) != world::unit_id());
}
