//! Collecting from a drop that breaks, lies, changes and comes back. The program itself is run; the drop is a small one of this test.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "tests may stop at the first surprise"
)]

#[path = "collect/fake_drop.rs"]
mod fake_drop;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use fake_drop::{FakeDrop, TOKEN, blob};

/// A courier's desk: card, token and media.
struct Desk {
    place: tempfile::TempDir,
    drop: FakeDrop,
}

impl Desk {
    /// A desk at a drop that holds `blobs`.
    fn at(blobs: Vec<Vec<u8>>) -> Self {
        let place = tempfile::tempdir().unwrap();
        let drop = FakeDrop::start(blobs);
        fs::write(place.path().join("drop.card"), drop.card()).unwrap();
        candour_cli::secret_file::create(&place.path().join("token"), TOKEN.as_bytes()).unwrap();
        Self { place, drop }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// `collect` into a folder.
    fn collect(&self, into: &str, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candour-courier"));
        command.current_dir(self.place.path()).args(["collect", &self.drop.url(), "--into", into]);
        command.args(["--card", "drop.card", "--token", "token", "--tries", "2"]).args(more).output().unwrap()
    }

    /// `check` of a folder.
    fn check(&self, bundle: &str, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candour-courier"));
        command.current_dir(self.place.path()).args(["check", bundle, "--card", "drop.card"]);
        command.args(more).output().unwrap()
    }
}

/// The exit code.
fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// What was said.
fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn everything_that_the_drop_holds_is_in_the_bundle_byte_for_byte() {
    let blobs = vec![blob(1, 100), blob(2, 70_000), blob(3, 16_384)];
    let desk = Desk::at(blobs.clone());
    let done = desk.collect("bundle", &[]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    for blob in &blobs {
        assert_eq!(&fs::read(desk.path("bundle").join(fake_drop::name(blob))).unwrap(), blob);
    }
    let mut expected: Vec<_> = blobs.iter().map(|blob| fake_drop::name(blob)).collect();
    expected.extend(["listing".to_owned(), "manifest".to_owned()]);
    expected.sort();
    assert_eq!(names(&desk.path("bundle")), expected);
    assert_eq!(code(&desk.check("bundle", &[])), 0);
    assert!(desk.drop.requests().iter().all(|request| request.starts_with("GET ")), "nothing but reading");
}

#[test]
fn an_empty_drop_gives_an_empty_bundle() {
    let desk = Desk::at(Vec::new());
    assert_eq!(code(&desk.collect("bundle", &[])), 0);
    assert_eq!(names(&desk.path("bundle")), ["listing", "manifest"]);
    assert_eq!(code(&desk.check("bundle", &[])), 0);
}

#[test]
fn a_cut_report_goes_on_where_it_was_cut() {
    let large = blob(1, 500_000);
    let desk = Desk::at(vec![large.clone()]);
    desk.drop.cut_next_reports(&[200_000, 100_000]);
    let done = desk.collect("bundle", &[]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    assert_eq!(fs::read(desk.path("bundle").join(fake_drop::name(&large))).unwrap(), large);
    assert_eq!(desk.drop.ranges(), [None, Some(200_000), Some(300_000)]);
}

#[test]
fn a_run_that_ended_early_goes_on_in_the_next_one_and_has_no_manifest_before() {
    let blobs = vec![blob(1, 300_000), blob(2, 300_000), blob(3, 300_000)];
    let desk = Desk::at(blobs.clone());
    // Each try brings nothing: the first report stops, and the drop with it.
    desk.drop.cut_next_reports(&[250_000, 0, 0, 0, 0, 0, 0, 0]);
    let stopped = desk.collect("bundle", &[]);
    assert_eq!(code(&stopped), 4, "{}", said(&stopped));
    assert!(!names(&desk.path("bundle")).contains(&"manifest".to_owned()));
    let unfinished = desk.check("bundle", &[]);
    assert_eq!(code(&unfinished), 3, "{}", said(&unfinished));
    desk.drop.cut_next_reports(&[]);
    let before = desk.drop.ranges().len();
    let done = desk.collect("bundle", &[]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    assert_eq!(desk.drop.ranges()[before..], [Some(250_000), None, None]);
    assert_eq!(code(&desk.check("bundle", &[])), 0);
}

#[test]
fn a_killed_run_goes_on_in_the_next_one() {
    let large = blob(1, 400_000);
    let desk = Desk::at(vec![large.clone()]);
    desk.drop.hold_next_report(150_000);
    let mut command = Command::new(env!("CARGO_BIN_EXE_candour-courier"));
    command.current_dir(desk.place.path()).args(["collect", &desk.drop.url(), "--into", "bundle"]);
    let mut child = command.args(["--card", "drop.card", "--token", "token"]).spawn().unwrap();
    let part = desk.path("bundle").join(format!("{}.part", fake_drop::name(&large)));
    while fs::metadata(&part).map_or(0, |meta| meta.len()) < 150_000 {
        assert!(child.try_wait().unwrap().is_none(), "the courier waits for the rest");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(names(&desk.path("bundle")), [format!("{}.part", fake_drop::name(&large))]);
    let done = desk.collect("bundle", &[]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    assert_eq!(desk.drop.ranges(), [None, Some(150_000)]);
    assert_eq!(fs::read(desk.path("bundle").join(fake_drop::name(&large))).unwrap(), large);
}

#[test]
fn what_an_earlier_bundle_carried_is_left_out() {
    let desk = Desk::at(vec![blob(1, 100), blob(2, 200)]);
    assert_eq!(code(&desk.collect("first", &[])), 0);
    desk.drop.add(blob(3, 300));
    for (into, held) in [("second", "first"), ("third", "first/listing")] {
        let done = desk.collect(into, &["--held", held]);
        assert_eq!(code(&done), 0, "{}", said(&done));
        let mut expected = vec![fake_drop::name(&blob(3, 300)), "listing".to_owned(), "manifest".to_owned()];
        expected.sort();
        assert_eq!(names(&desk.path(into)), expected);
        assert_eq!(code(&desk.check(into, &["--held", held])), 0);
        let alone = desk.check(into, &[]);
        assert_eq!(code(&alone), 6);
        assert_eq!(String::from_utf8(alone.stdout).unwrap().matches("missing ").count(), 2);
    }
}

#[test]
fn a_report_that_the_drop_alters_is_never_taken_and_does_not_hide_the_others() {
    let (good, bad) = (blob(1, 100), blob(2, 200));
    let desk = Desk::at(vec![good.clone(), bad.clone()]);
    desk.drop.alter(&bad);
    let partly = desk.collect("bundle", &[]);
    assert_eq!(code(&partly), 6, "{}", said(&partly));
    assert!(desk.path("bundle").join(fake_drop::name(&good)).exists());
    assert!(!desk.path("bundle").join(fake_drop::name(&bad)).exists());
    assert!(!desk.path("bundle/manifest").exists());
    let finished = desk.collect("bundle", &["--incomplete"]);
    assert_eq!(code(&finished), 6, "{}", said(&finished));
    let mut expected = vec![fake_drop::name(&good), "listing".to_owned(), "manifest".to_owned()];
    expected.sort();
    assert_eq!(names(&desk.path("bundle")), expected);
    assert_eq!(code(&desk.check("bundle", &[])), 6);
}

#[test]
fn a_report_that_comes_in_while_the_list_is_read_does_not_matter() {
    let desk = Desk::at(vec![blob(1, 100)]);
    desk.drop.add_after_next_manifest(blob(2, 100));
    let done = desk.collect("bundle", &[]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    assert_eq!(names(&desk.path("bundle")).len(), 4);
}

#[test]
fn a_report_that_is_gone_is_asked_for_no_more() {
    let (here, gone) = (blob(1, 100), blob(2, 100));
    let desk = Desk::at(vec![here.clone(), gone.clone()]);
    desk.drop.remove_after_next_listing(&gone);
    let done = desk.collect("bundle", &[]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    assert_eq!(code(&desk.check("bundle", &[])), 0);
    assert!(desk.path("bundle").join(fake_drop::name(&here)).exists());
}

#[test]
fn papers_of_a_stranger_are_refused_and_nothing_is_made() {
    let desk = Desk::at(vec![blob(1, 100)]);
    fs::write(desk.path("drop.card"), FakeDrop::start(Vec::new()).card()).unwrap();
    let refused = desk.collect("bundle", &[]);
    assert_eq!(code(&refused), 3, "{}", said(&refused));
    assert!(!desk.path("bundle").exists());
}

#[test]
fn a_drop_that_forgets_a_report_in_its_listing_is_caught() {
    let desk = Desk::at(vec![blob(1, 100), blob(2, 100)]);
    desk.drop.shorten_listings();
    let refused = desk.collect("bundle", &[]);
    assert_eq!(code(&refused), 3, "{}", said(&refused));
}

#[test]
fn the_token_is_shown_in_no_message() {
    let desk = Desk::at(vec![blob(1, 100)]);
    fs::remove_file(desk.path("token")).unwrap();
    let wrong = TOKEN.replace('A', "B");
    candour_cli::secret_file::create(&desk.path("token"), wrong.as_bytes()).unwrap();
    let refused = desk.collect("bundle", &[]);
    assert_eq!(code(&refused), 5, "{}", said(&refused));
    assert!(!said(&refused).contains(&wrong));
}

#[test]
fn a_damaged_and_an_unlisted_file_are_named() {
    let (good, bad) = (blob(1, 100), blob(2, 200));
    let desk = Desk::at(vec![good, bad.clone()]);
    assert_eq!(code(&desk.collect("bundle", &[])), 0);
    fs::write(desk.path("bundle").join(fake_drop::name(&bad)), blob(3, 200)).unwrap();
    fs::write(desk.path("bundle/\u{1b}[2Jx"), "").unwrap();
    let found = desk.check("bundle", &[]);
    assert_eq!(code(&found), 3);
    let text = String::from_utf8(found.stdout).unwrap();
    assert!(text.contains(&format!("damaged   {}", fake_drop::name(&bad))), "{text}");
    assert!(text.contains(r"unlisted  \u{1b}[2Jx"), "{text}");
}
