//! A source at Tor Browser's level Safest: no script, no program of ours, only `tar`, `age` and the form on the page.

use std::fs;

use crate::http::{page, send_by_form};
use crate::place::Place;

/// The commands that the page shows, as somebody would copy them.
fn commands(page: &str) -> Vec<String> {
    let shown = page.split("<pre><code>").skip(1).map(|rest| rest.split("</code></pre>").next().unwrap());
    shown
        .map(|text| text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
        .collect()
}

#[test]
#[ignore = "needs: Debian's age and tar"]
fn the_recipe_on_the_page_makes_a_report_that_the_unit_opens() {
    let place = Place::new("");
    fs::create_dir(place.path("report")).unwrap();
    fs::write(place.path("report/what-happened.txt"), "Written by hand.\n").unwrap();
    fs::write(place.path("report/scan.pdf"), b"%PDF-1.7 stands for a scan").unwrap();
    // Who wants no answer leaves out the commands for a key.
    let commands: Vec<_> = commands(&page(place.public)).into_iter().filter(|one| one.contains("report.tar")).collect();
    assert_eq!(commands.len(), 4, "tar, then age, in each language: {commands:?}");
    assert_eq!(commands[..2], commands[2..], "the same in both languages");
    commands[..2].iter().for_each(|command| drop(place.shell(command)));
    let sealed = fs::read(place.path("report.age")).unwrap();
    let (status, answer) = send_by_form(place.public, "report.age", &sealed);
    assert_eq!(status, 201, "{answer}");
    place.collect_and_open("bundle");
    let [report] = &place.reports()[..] else { panic!("one report") };
    assert_eq!(fs::read(report.join("sealed.age")).unwrap(), sealed);
    // Not our tar: kept as an exhibit, which stock tar reads on the unit's machine.
    let packed = fs::read(place.path("report.tar")).unwrap();
    let kept = crate::scene::files_below(report).into_iter().find(|file| fs::read(file).unwrap() == packed);
    let kept = kept.expect("the opened archive is kept");
    place.shell(&format!("mkdir out && tar xf {:?} -C out && cmp report/scan.pdf out/report/scan.pdf", kept));
    place.shell("cmp report/what-happened.txt out/report/what-happened.txt");
}

#[test]
fn the_plaintext_chosen_by_mistake_is_refused_with_a_way_out() {
    let place = Place::new("");
    let (status, answer) = send_by_form(place.public, "report.txt", b"What I saw, not sealed.");
    assert_eq!(status, 422);
    assert!(answer.contains("Seal the report first") && answer.contains("Seliwch yr adroddiad yn gyntaf"), "{answer}");
    assert!(!answer.contains("What I saw"), "{answer}");
}
