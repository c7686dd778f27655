//! Which report belongs where, whatever the order in which they come.

use std::path::PathBuf;

use super::*;

/// A record of a report: its hash's byte, conversation, earlier one, and second.
fn held(hash: u8, thread: Option<(&str, Option<&str>)>, second: u64) -> Held {
    let hex = format!("{hash:02x}").repeat(32);
    let mut record = Record::new(hex.clone(), 16_384, 20_780, "d0".repeat(16), State::Report);
    record.way = thread.map(|(thread, earlier)| {
        Box::new(Mark {
            thread: thread.to_owned(),
            earlier: earlier.map(str::to_owned),
            written: Some(second),
            report: Some(format!("{hash}")),
            letter: false,
        })
    });
    Held { path: PathBuf::new(), hex, record: Some(record) }
}

/// A home of its own.
fn home() -> (tempfile::TempDir, Home) {
    let place = tempfile::tempdir().unwrap();
    let home = Home::create(&place.path().join("home")).unwrap();
    (place, home)
}

/// The cases as numbers and first digits of hashes.
fn look(cases: &Cases) -> Vec<(u32, Vec<&str>)> {
    cases
        .all()
        .map(|case| (case.number, case.reports.iter().map(|filed| filed.sha256.get(..2).unwrap()).collect()))
        .collect()
}

#[test]
fn follow_ups_stand_in_the_order_in_which_they_were_written() {
    let (_place, home) = home();
    let mut cases = Cases::default();
    cases.adopt(&home, &[held(3, Some(("a", None)), 30), held(9, None, 0)]).unwrap();
    cases.adopt(&home, &[held(3, Some(("a", None)), 30), held(1, Some(("a", None)), 20)]).unwrap();
    cases.adopt(&home, &[held(2, Some(("a", None)), 40), held(4, Some(("b", None)), 1)]).unwrap();
    let again = Cases::load(&home).unwrap();
    for cases in [&cases, &again] {
        assert_eq!(look(cases), [(1, vec!["01", "03", "02"]), (2, vec!["09"]), (3, vec!["04"])]);
    }
    assert_eq!(again.find(1).unwrap().answerable().unwrap().sha256, "02".repeat(32));
    assert!(again.find(2).unwrap().answerable().is_none(), "a report without a way back");
    assert!(again.find(4).is_none());
}

#[test]
fn a_report_that_continues_another_set_s_conversation_joins_it_in_whatever_order_they_come() {
    let first = || held(1, Some(("a", None)), 10);
    let second = || held(2, Some(("b", Some("a"))), 20);
    let third = || held(3, Some(("b", None)), 30);
    for order in [[first(), second(), third()], [third(), first(), second()], [second(), third(), first()]] {
        let (_place, home) = home();
        let mut cases = Cases::default();
        for one in order {
            cases.adopt(&home, &[one]).unwrap();
        }
        assert_eq!(look(&cases), [(1, vec!["01", "02", "03"])]);
        assert_eq!(cases.find(1).unwrap().answerable().unwrap().sha256, "03".repeat(32));
    }
}

#[test]
fn a_wrong_clock_does_not_lead_back_to_an_earlier_set() {
    let (_place, home) = home();
    let mut cases = Cases::default();
    cases.adopt(&home, &[held(1, Some(("a", None)), 9_000), held(2, Some(("b", Some("a"))), 20)]).unwrap();
    assert_eq!(cases.find(1).unwrap().answerable().unwrap().sha256, "02".repeat(32));
    // There and back again: both continue the other, and the time decides.
    cases.adopt(&home, &[held(3, Some(("a", Some("b"))), 30)]).unwrap();
    assert_eq!(cases.find(1).unwrap().answerable().unwrap().sha256, "01".repeat(32));
}

#[test]
fn a_number_is_given_once_also_after_two_cases_became_one() {
    let (_place, home) = home();
    let mut cases = Cases::default();
    cases.adopt(&home, &[held(1, Some(("a", None)), 1)]).unwrap();
    cases.adopt(&home, &[held(2, Some(("b", None)), 2)]).unwrap();
    cases.adopt(&home, &[held(3, Some(("b", Some("a"))), 3)]).unwrap();
    assert_eq!(look(&cases), [(1, vec!["01", "02", "03"])]);
    let mut cases = Cases::load(&home).unwrap();
    assert_eq!(cases.find(2).unwrap().number, 1, "the old number still leads there");
    cases.adopt(&home, &[held(4, None, 0)]).unwrap();
    assert_eq!(cases.find(3).unwrap().reports[0].sha256, "04".repeat(32));
}

#[test]
fn the_same_report_sealed_anew_is_named_and_answers_nothing() {
    let (_place, home) = home();
    let mut cases = Cases::default();
    let mut again = held(2, Some(("a", None)), 10);
    let way = again.record.as_mut().unwrap().way.as_mut().unwrap();
    way.report = Some("1".to_owned());
    cases.adopt(&home, &[held(1, Some(("a", None)), 10)]).unwrap();
    cases.adopt(&home, &[again]).unwrap();
    let sha256 = "02".repeat(32);
    let (number, filed) = cases.by_report().remove(sha256.as_str()).unwrap();
    assert_eq!(filed.repeats, Some("01".repeat(32)));
    assert_eq!(cases.find(number).unwrap().answerable().unwrap().sha256, "01".repeat(32));
}

#[test]
fn a_damaged_file_is_not_taken_for_an_empty_one() {
    let (_place, home) = home();
    Cases::default().adopt(&home, &[held(1, None, 0)]).unwrap();
    fs::write(home.cases(), "{\"version\":2,\"last\":0,\"cases\":[]}").unwrap();
    assert!(matches!(Cases::load(&home), Err(HomeError::Disk { .. })));
}

/// Which reports are together, whatever the numbers.
fn together(cases: &Cases) -> BTreeSet<Vec<String>> {
    cases.all().map(|case| case.reports.iter().map(|filed| filed.sha256.clone()).collect()).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_in_which_reports_come_decides_numbers_and_nothing_else(
        // Conversations of four sources, each in up to three sets, some continuing others.
        reports in proptest::collection::vec((0u8..4, 0u8..3, proptest::option::of(0u8..3)), 1..12),
        order in proptest::collection::vec(0usize..1000, 12),
    ) {
        let thread = |source: u8, set: u8| format!("{source}{set}");
        let all: Vec<Held> = (0u8..).zip(&reports).map(|(at, (source, set, earlier))| {
            let earlier = earlier.map(|set| thread(*source, set));
            held(at, Some((&thread(*source, *set), earlier.as_deref())), u64::from(at))
        }).collect();
        let (_first, home) = home();
        let mut at_once = Cases::default();
        at_once.adopt(&home, &all).unwrap();
        let mut shuffled: Vec<(usize, Held)> = order.into_iter().zip(all).collect();
        shuffled.sort_by_key(|(place, _)| *place);
        let mut one_by_one = Cases::default();
        for (_, one) in shuffled {
            one_by_one.adopt(&home, &[one]).unwrap();
        }
        proptest::prop_assert_eq!(together(&at_once), together(&one_by_one));
        // No report is in two cases, and no source in another's.
        let numbers: Vec<u32> = at_once.by_report().values().map(|(number, _)| *number).collect();
        proptest::prop_assert_eq!(numbers.len(), reports.len());
    }
}
