//! A source without our programs: an age key of her own, and letters that `split` and `age` find.

use std::fs;
use std::process::Command;

use candour_envelope::{Conversation, Identity, OwnKey, Phrase, ReplyTo};
use candour_header::Kind;
use rand::rngs::OsRng;

use crate::talk::{pinned, sealed};
use crate::world::{UNIT, World};

/// Runs a shell line in the story's folder, and gives its output.
fn shell(world: &World, line: &str) -> String {
    let done = Command::new("sh").arg("-ec").arg(line).current_dir(world.dir.path()).output().unwrap();
    assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[test]
#[ignore = "needs: age, tar, split"]
fn stock_tools_seal_the_report_and_read_the_letter() {
    let world = World::new();
    shell(&world, "age-keygen -o key 2>/dev/null && mkdir report");
    let text = "printf 'Mae arian wedi newid dwylo yn yr iard.\\nphrase: y llyfr glas\\n' > report/report.txt";
    shell(&world, &format!("{text} && age-keygen -y key >> report/report.txt"));
    let (unit, fill) = (world.card().units()[0].classic().to_owned(), world.card().fill());
    let to: Vec<String> = [unit].iter().chain(&fill[1..]).map(|one| format!("-r {one}")).collect();
    shell(&world, &format!("tar c -b 96 report | age {} > report.age", to.join(" ")));
    let blob = fs::read(world.path("report.age")).unwrap();
    let said = world.open(&world.bundle("bundle", &[blob]), &[]);
    assert!(said.out.contains("  case 1  kept as it came"), "{}", said.out);
    assert!(world.cases().ends_with("by letters to her own age key\n"), "{}", world.cases());

    let long = "Diolch am ysgrifennu. ".repeat(400);
    assert_eq!(world.reply("1", "Pryd oedd hyn?").code, 0);
    assert_eq!(world.reply("1", long.trim_end()).code, 0);
    world.parcel("parcel");
    // The page's own recipe (docs/board.md, §4).
    let line = "cp parcel/board board; split -b 4096 board cell- && for c in cell-*; do \
                age -d -i key -o \"$c.txt\" \"$c\" 2>/dev/null || true; done; cat cell-*.txt";
    let found = shell(&world, line);
    assert_eq!(found.matches("candour/letter/v1\nunit: integrity.test\n").count(), 4, "{found}");
    assert_eq!(found.matches("\nyou wrote: y llyfr glas\n").count(), 4);
    assert!(found.contains("letter: 1, part 1 of 1\n") && found.contains("\n\nPryd oedd hyn?\n"));
    for part in 1..=3 {
        assert!(found.contains(&format!("letter: 2, part {part} of 3\n")));
    }
    // Another key opens nothing.
    shell(&world, "rm cell-*.txt; age-keygen -o other 2>/dev/null");
    let line = "for c in cell-*; do age -d -i other -o \"$c.txt\" \"$c\" 2>/dev/null || true; done; ls cell-*.txt 2>/dev/null | wc -l";
    assert_eq!(shell(&world, line).trim(), "0");
}

#[test]
fn a_letter_quotes_what_the_source_asked_for_or_what_stands_in_her_report() {
    let world = World::new();
    let key = Identity::generate(Kind::X25519, &mut OsRng);
    let phrase = Phrase::try_from("y llyfr glas".to_owned()).unwrap();
    let own = OwnKey { recipient: key.to_recipient(), phrase };
    let conversation = Conversation { written: 1_795_000_000, reply_to: ReplyTo::OwnKey(own) };
    let report = sealed(&pinned(&world), &[UNIT], "He said \"nothing\" twice.", &conversation, Kind::X25519);
    let by_hand = world.payload(format!("Reply to {}, please.\nHe paid.\n", key.to_recipient()).as_bytes());
    let stranger = Identity::generate(Kind::X25519, &mut OsRng).to_recipient();
    let silent = world.payload(format!("{stranger}\nHe paid.\n").as_bytes());
    let keyless = world.payload(b"He paid, and I want no answer.");
    world.open(&world.bundle("one", &[report]), &[]);
    world.open(&world.bundle("two", &[by_hand]), &[]);
    // The same key is the same source, as far as anybody can say.
    assert!(world.cases().contains("  2 reports"), "{}", world.cases());
    world.open(&world.bundle("three", &[silent]), &[]);
    world.open(&world.bundle("four", &[keyless]), &[]);
    fs::write(world.path("text"), "Diolch.").unwrap();
    let text = world.name("text");
    let reply = |more: &[&str]| world.with_pass("home", &[&["reply", "--file", &text], more].concat());
    // The phrase is that of the newest report that names one.
    assert_eq!((reply(&["1"]).code, reply(&["1", "--quote", "He paid."]).code), (0, 0));
    for (words, said) in [
        (&["2"][..], "case 2 is answered by letters, and its report names no phrase to quote"),
        (&["2", "--quote", "She paid."], "the quotation does not stand in the report"),
        (&["2", "--quote", ""], "the quotation does not stand in the report"),
        (&["2", "--quote", "\nHe paid.\n"], "the quotation is empty, too long, or of more than one line"),
        (&["3"], "case 3 cannot be answered: its reports brought no keys"),
        (&["4"], "there is no case 4"),
    ] {
        let found = reply(words);
        assert!(found.code == 1 && found.err.contains(said), "{words:?} {}", found.err);
    }
    let (_, board) = world.parcel("parcel");
    let opened: Vec<_> =
        board.cells().iter().filter_map(|cell| candour_board::open_cell(cell, std::slice::from_ref(&key))).collect();
    let mut letters: Vec<&str> = opened.iter().map(|letter| std::str::from_utf8(letter).unwrap().trim_end()).collect();
    letters.sort_unstable();
    let letter = |number: u8, quote: &str| {
        format!("candour/letter/v1\nunit: {UNIT}\nletter: {number}, part 1 of 1\nyou wrote: {quote}\n\nDiolch.")
    };
    assert_eq!(letters, [letter(1, "y llyfr glas"), letter(2, "He paid.")]);
}
