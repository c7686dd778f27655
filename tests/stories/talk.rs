//! A conversation from end to end: report, reply, follow-up, second reply; with nothing but a codename on the source's side.

use std::fs;

use candour::keys::Folder;
use candour_bundle::{Entry, Papers};
use sha2::{Digest as _, Sha256};

use crate::pair::{Pair, UNITS};

const UNIT: &str = UNITS[0].1;
const OTHER: &str = UNITS[1].1;

#[test]
fn a_source_reads_the_replies_and_her_follow_up_lands_in_the_same_case_in_order() {
    let pair = Pair::new();
    pair.codename("hers");
    pair.codename("somebody-elses");
    pair.send("hers", "I saw how the log was changed.", &[]);
    pair.send("somebody-elses", "Something else altogether.", &[]);
    assert_eq!(pair.collect_and_open("first").map(|said| said.matches("opened  ").count()), [2, 2]);
    let case = pair.case_of("unit", "the log was changed");
    assert_eq!(pair.check("hers"), pair.check("somebody-elses"), "nothing yet, to both alike");
    pair.reply("unit", case, "Thank you. Who else was there?");
    pair.put_up("unit", "parcel-1");
    let checked = pair.check("hers");
    assert_eq!((checked.code, checked.said.as_str()), (0, ""));
    assert_eq!(checked.replies(UNIT), ["Thank you. Who else was there?"]);
    assert_eq!(pair.check("somebody-elses").replies(UNIT), [""; 0]);

    fs::write(pair.path("rota.pdf"), b"%PDF-1.7 the rota").unwrap();
    let said = pair.send("hers", "Two others. The rota is attached.", &["--attach", "rota.pdf"]);
    assert!(said.contains("continues the report to integrity.example, other.example\n"), "{said}");
    pair.collect_and_open("second");
    let texts = pair.texts("unit", case);
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts[0].contains("the log was changed") && texts[1].contains("Two others."), "{texts:?}");
    let attached = crate::scene::files_below(&pair.path("unit/reports"));
    assert!(attached.iter().any(|file| fs::read(file).unwrap() == b"%PDF-1.7 the rota"), "the attachment came along");

    // A long one takes several cells; the other unit of the set answers on its own board.
    let long = "We will look into it. ".repeat(150);
    pair.reply("unit", case, &long);
    pair.reply("other", pair.case_of("other", "the log was changed"), "We have it too.");
    pair.put_up("unit", "parcel-2");
    pair.put_up("other", "parcel-3");
    let checked = pair.check("hers");
    assert_eq!((checked.code, checked.said.as_str()), (0, ""));
    assert_eq!(checked.replies(UNIT), ["Thank you. Who else was there?", long.trim_end()]);
    assert_eq!(checked.replies(OTHER), ["We have it too."]);
}

#[test]
fn a_unit_left_out_of_a_follow_up_recognises_nothing_of_the_later_conversation() {
    let pair = Pair::new();
    pair.codename("hers");
    pair.send("hers", "First, to both.", &[]);
    pair.collect_and_open("first");
    let case = pair.case_of("unit", "First, to both.");
    pair.reply("unit", case, "Go on.");
    pair.put_up("unit", "parcel-1");
    pair.put_up("other", "parcel-2");
    let said = pair.send("hers", "It is about the other unit.", &["--leave-out", OTHER]);
    assert!(said.contains("sealed for integrity.example\n"), "{said}");
    let [unit, other] = pair.collect_and_open("second");
    assert!(unit.contains(&format!("case {case}")) && unit.contains(" 1 opened"), "the same case: {unit}");
    assert!(other.contains(" 0 opened") && other.contains(" 1 for other units"), "{other}");
    assert_eq!(pair.texts("unit", case).len(), 2);
    pair.reply("unit", case, "To you alone.");
    pair.put_up("unit", "parcel-3");
    let checked = pair.check("hers");
    let mut replies = checked.replies(UNIT);
    replies.sort();
    assert_eq!(replies, ["Go on.", "To you alone."], "{}", checked.shown);
    assert!(checked.shown.contains("conversation  with integrity.example\n"), "{}", checked.shown);
    assert_eq!(pair.texts("other", pair.case_of("other", "First, to both.")).len(), 1);
    assert_eq!(pair.unit("other", &["cases"]).lines().count(), 1, "no case besides");
    // A further one, which goes to the smaller set without being told so again. Her codename's keys with both units, which the other unit
    // has from the first report, are in neither.
    let said = pair.send("hers", "And one more thing.", &[]);
    assert!(said.contains("sealed for integrity.example\n"), "{said}");
    let [unit, other] = pair.collect_and_open("third");
    assert!(unit.contains(&format!("case {case}")), "{unit}");
    assert!(other.contains(" 0 opened") && other.contains(" 2 for other units"), "{other}");
}

#[test]
fn a_follow_up_that_is_submitted_again_is_named_replayed() {
    let pair = Pair::new();
    let today = crate::card::today();
    pair.codename("hers");
    pair.send("hers", "First.", &[]);
    pair.collect_and_open("first");
    pair.send("hers", "Second.", &["--out", "again.age"]);
    // Another visitor submits the same bytes: the drop keeps one, and the unit opens one.
    pair.ran("candour-source", &["send", &format!("http://{}", pair.public), "--sealed", "again.age"]);
    let [unit, _] = pair.collect_and_open("second");
    assert!(unit.contains("2 listed, 1 opened, 1 held"), "{unit}");
    // The drop itself lists it once more, as taken on a day before it was sent. It has the key to sign that.
    let key = Folder::new(pair.path("drop/keys")).log().unwrap();
    let drop_id = Folder::new(pair.path("drop/keys")).drop_card().unwrap().id;
    let blob = fs::read(pair.path("again.age")).unwrap();
    let entry = Entry { sha256: Sha256::digest(&blob).into(), size: blob.len() as u64, epoch: today - 1 };
    fs::create_dir(pair.path("forged")).unwrap();
    fs::write(pair.path("forged").join(entry.file_name()), &blob).unwrap();
    let papers = Papers::make(drop_id.0, today, vec![entry], &key).unwrap();
    fs::write(pair.path("forged/manifest"), papers.manifest.to_bytes()).unwrap();
    fs::write(pair.path("forged/listing"), papers.listing).unwrap();
    let (_, said) = pair.open_by("unit", "forged");
    assert!(said.contains("replayed"), "{said}");
    let case = pair.case_of("unit", "First.");
    assert_eq!(pair.texts("unit", case).len(), 2, "shown once");
}
