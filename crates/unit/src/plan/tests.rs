//! Numbers and order.

use candour_codename::ThreadSecret;
use candour_envelope::{Identity, ThreadKeys};
use rand::rngs::OsRng;

use super::*;

/// A conversation, by its byte.
fn way(byte: u8, kind: Kind) -> Way {
    Way::Codename(ThreadKeys {
        recipient: Identity::generate(kind, &mut OsRng).to_recipient(),
        reply: ReplyKey::from_bytes([byte; 32]),
        tag: TagKey::from_bytes([byte; 32]),
        thread: ThreadSecret::from_bytes([byte; 32]),
        earlier: None,
    })
}

/// A reply of so many hybrid cells.
fn waiting(reply: u32, way: &Way, cells: usize) -> Waiting {
    let words = Words { text: "x".repeat(2_367 * cells - 5), quote: String::new() };
    Waiting { reply, case: 1, report: "r".to_owned(), way: way.clone(), words }
}

/// Numbers of the cells that wait: reply, n, part, parts.
fn numbers(plan: &Plan) -> Vec<(u32, u64, u16, u16)> {
    let cells = plan.pending("unit").into_iter();
    let number = |(reply, cell)| match cell {
        Pending::Reply { n, part, parts, .. } => (reply, n, part, parts),
        Pending::Letter { letter, part, parts, .. } => (reply, letter, part, parts),
    };
    cells.map(number).collect()
}

/// Plans with nothing left out.
fn plan(waiting: &[Waiting], counted: &Counted) -> Plan {
    Plan::new(waiting, counted, "unit", &BTreeMap::new())
}

#[test]
fn numbers_are_consecutive_and_a_reply_that_has_begun_keeps_its_own() {
    let (a, b) = (way(1, Kind::Mlkem768X25519), way(2, Kind::Mlkem768X25519));
    let all = [waiting(1, &a, 2), waiting(2, &b, 1), waiting(3, &a, 2), waiting(4, &a, 1)];
    let first = plan(&all, &Counted::default());
    let right = [(1, 0, 1, 2), (1, 1, 2, 2), (2, 0, 1, 1), (3, 2, 1, 2), (3, 3, 2, 2), (4, 4, 1, 1)];
    assert_eq!(numbers(&first), right);
    // Four cells went: one of reply 3 waits on, and reply 4 has no number yet.
    let counted = first.count(&Counted::default(), &[1, 1, 2, 3], 7);
    assert_eq!(counted.next, BTreeMap::from([(a.count_id(), 4), (b.count_id(), 1)]));
    let sent = |reply| counted.sent.get(&reply).map(|sent| (sent.first, sent.parts, sent.placed, sent.parcel));
    assert_eq!((sent(1), sent(3), sent(4)), (Some((0, 2, 2, 7)), Some((2, 2, 1, 7)), None));
    let [_, _, third, fourth] = all;
    assert_eq!(numbers(&plan(&[third, fourth], &counted)), [(3, 3, 2, 2), (4, 4, 1, 1)]);
}

#[test]
fn a_reply_that_is_left_out_before_it_began_leaves_no_gap() {
    let a = way(1, Kind::Mlkem768X25519);
    let all = [waiting(1, &a, 1), waiting(2, &a, 1)];
    let without = BTreeMap::from([(1, LeftOut::BadRecipient)]);
    let plan = Plan::new(&all, &Counted::default(), "unit", &without);
    assert_eq!(numbers(&plan), [(2, 0, 1, 1)]);
    assert_eq!(plan.left_out(), [(1, LeftOut::BadRecipient)]);
}

#[test]
fn a_conversation_ends_with_its_numbers() {
    let a = way(1, Kind::Mlkem768X25519);
    let mut counted = Counted::default();
    counted.next.insert(a.count_id(), 1_022);
    let ends = plan(&[waiting(1, &a, 3), waiting(2, &a, 2), waiting(3, &a, 1)], &counted);
    assert_eq!(numbers(&ends), [(2, 1_022, 1, 2), (2, 1_023, 2, 2)]);
    assert_eq!(ends.left_out(), [(1, LeftOut::Full), (3, LeftOut::Full)]);
}

#[test]
fn cells_of_another_kind_wait_until_the_numbers_before_theirs_have_gone() {
    let (hybrid, classic) = (way(1, Kind::Mlkem768X25519), way(1, Kind::X25519));
    assert_eq!(hybrid.count_id(), classic.count_id());
    let all = [waiting(1, &hybrid, 1), waiting(2, &classic, 1), waiting(3, &hybrid, 1)];
    assert_eq!(numbers(&plan(&all, &Counted::default())), [(1, 0, 1, 1), (3, 1, 1, 1)]);
    assert_eq!(numbers(&plan(&all[1..2], &Counted::default())), [(2, 0, 1, 1)]);
}

#[test]
fn a_phrase_that_a_report_may_bring_is_one_that_a_letter_may_quote() {
    assert_eq!(candour_envelope::MAX_PHRASE, candour_board::MOST_QUOTE);
}
