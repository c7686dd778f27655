//! Every page: its size, its markup, and what it must say, in both languages.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may stop at the first surprise")]

mod card;
mod markup;
mod release;

use candour_desk_card::{DeskCard, Epoch};
use candour_pages::{Pages, SIZE};
use candour_wire::{BlobHash, Problem};

use crate::markup::Tag;

/// A day on which the cards of these tests are in force, and one on which they are not.
const TODAY: Epoch = Epoch(20_781);
const LATER: Epoch = Epoch(20_900);

/// Every page by name, as text.
fn all(card: &DeskCard, demo: bool) -> Vec<(String, String)> {
    let pages = Pages::new(card, TODAY, demo);
    let mut all = vec![
        ("home".to_owned(), pages.home()),
        ("accessibility".to_owned(), pages.accessibility()),
        ("leave".to_owned(), pages.leave()),
        ("stored".to_owned(), pages.stored(BlobHash([0xab; 32]))),
    ];
    all.extend(Problem::ALL.map(|problem| (problem.name().to_owned(), pages.refused(problem))));
    all.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

fn home(card: &DeskCard, today: Epoch) -> String {
    String::from_utf8(Pages::new(card, today, false).home()).unwrap()
}

#[test]
fn every_page_has_the_one_size_and_the_first_one_has_room_to_spare() {
    for units in 1..=3 {
        for (name, page) in all(&card::of(units), true) {
            assert_eq!(page.len(), SIZE, "{name} with {units} units");
        }
    }
    let written = String::from_utf8(Pages::new(&card::of(3), LATER, true).home()).unwrap().trim_end().len();
    assert!(written < SIZE - 8 * 1024, "{written} of {SIZE} bytes are written");
    // The most units that a card can have still make whole pages of the class.
    assert_eq!(home(&card::of(16), TODAY).len() % SIZE, 0);
}

#[test]
fn the_same_card_on_the_same_day_makes_the_same_bytes() {
    assert_eq!(all(&card::of(3), true), all(&card::of(3), true));
    assert_eq!(home(&card::of(2), TODAY), home(&card::of(2), Epoch(TODAY.0 + 1)));
    assert_ne!(home(&card::of(2), TODAY), home(&card::of(3), TODAY));
}

#[test]
fn only_what_was_not_sealed_is_said_to_have_travelled_readable() {
    for (name, page) in all(&card::of(2), false) {
        let said = ["readable, with its name", "The drop kept nothing of it", "gyda'i henw"];
        assert!(said.iter().all(|words| page.contains(&words.replace('\'', "&#39;")) == (name == "not-age")), "{name}");
    }
}

#[test]
fn the_two_languages_of_a_link_are_told_apart() {
    for (name, page) in all(&card::of(2), false) {
        let apart = page
            .matches("</span> <span class=\"between\" aria-hidden=\"true\">· </span><span class=\"cy\" lang=\"cy\">");
        assert_eq!(apart.count(), if name == "leave" { 0 } else { 2 }, "{name}");
    }
}

#[test]
fn no_page_has_what_could_send_a_word_or_load_from_elsewhere() {
    let attributes = [
        "html",
        "action",
        "aria-hidden",
        "aria-labelledby",
        "autocomplete",
        "charset",
        "class",
        "content",
        "data-action",
        "download",
        "enctype",
        "for",
        "href",
        "id",
        "lang",
        "method",
        "name",
        "rel",
        "required",
        "src",
        "type",
    ];
    let card = card::of(2);
    let boards: Vec<_> = card.units().iter().map(|unit| candour_wire::paths::board(unit.name().as_str())).collect();
    let fixed = ["/", "/leave", "/accessibility", "/desk", "/style.css", "/app.js", "/reports", "#report", "#letters"];
    let places: Vec<&str> = fixed.into_iter().chain(boards.iter().map(String::as_str)).collect();
    for (name, page) in all(&card, true) {
        for tag in markup::tags(&page) {
            assert!(
                !["textarea", "style", "img", "svg", "iframe", "object", "base", "select"].contains(&tag.name),
                "{name}: {tag:?}"
            );
            for (attribute, value) in &tag.attributes {
                assert!(attributes.contains(attribute), "{name}: {tag:?}");
                assert!(!["href", "src", "action"].contains(attribute) || places.contains(value), "{name}: {tag:?}");
            }
            if tag.name == "input" {
                assert!(["checkbox", "file"].contains(&tag.value("type").unwrap()), "{name}: {tag:?}");
                assert!(tag.value("type") == Some("file") || tag.value("name").is_none(), "{name}: {tag:?}");
            }
        }
        assert!(!page.contains("{{") && !page.contains("}}") && !page.contains("http"), "{name}");
    }
}

#[test]
fn the_form_stands_in_noscript_alone_and_takes_one_file() {
    for (name, page) in all(&card::of(2), false) {
        let forms = page.matches("<form").count();
        assert_eq!(forms, usize::from(name == "home"), "{name}");
    }
    let page = home(&card::of(2), TODAY);
    let (before, rest) = page.split_once("<noscript>").unwrap();
    let (within, after) = rest.split_once("</noscript>").unwrap();
    assert!(!before.contains("<form") && !after.contains("<form") && !before.contains("type=\"file\""));
    assert_eq!((within.matches("type=\"file\"").count(), within.matches("name=").count()), (1, 1));
    assert!(
        before.contains("<div id=\"candour\">") && after.contains("<script type=\"module\" src=\"/app.js\"></script>")
    );
}

#[test]
fn without_scripts_every_units_board_can_be_saved_and_opened_by_the_same_commands_in_both_languages() {
    let card = card::of(3);
    let page = home(&card, TODAY);
    let (_, rest) = page.split_once("<noscript>").unwrap();
    let (within, after) = rest.split_once("</noscript>").unwrap();
    for unit in card.units() {
        let link = format!("<a href=\"/board/{0}\" download=\"board-{0}\">", unit.name());
        assert_eq!((within.matches(&link).count(), page.matches(&link).count()), (2, 2), "{link}");
    }
    let commands = within.split("<pre><code>").skip(1).map(|rest| rest.split("</code></pre>").next().unwrap());
    let commands: Vec<_> = commands.collect();
    let [key, public, pack, seal, key_too, public_too, pack_too, seal_too, find, wipe, find_too, wipe_too] =
        commands[..]
    else {
        panic!("six commands in each language: {commands:#?}")
    };
    assert_eq!([key, public, pack, seal, find, wipe], [key_too, public_too, pack_too, seal_too, find_too, wipe_too]);
    assert!(find.contains("split -b 4096 - cell- &amp;&amp; ") && pack.contains(" --sort=name "), "{find} {pack}");
    assert!(!after.contains("download="));
}

#[test]
fn tags_are_closed_in_order_and_ids_are_single() {
    for (name, page) in all(&card::of(3), true) {
        let mut open = Vec::new();
        let mut ids = Vec::new();
        for tag in markup::tags(&page) {
            ids.extend(tag.value("id").map(str::to_owned));
            match tag {
                Tag { name: "meta" | "link" | "input" | "!DOCTYPE", .. } => {}
                Tag { closes: true, .. } => assert_eq!(open.pop(), Some(tag.name), "{name}"),
                Tag { .. } => open.push(tag.name),
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}: {ids:?}");
    }
}

#[test]
fn both_languages_have_the_same_blocks_and_each_says_its_language() {
    for (name, page) in all(&card::of(3), true) {
        let tags: Vec<_> = markup::tags(&page).collect();
        let of = |class: &str| {
            tags.iter()
                .filter(|tag| tag.value("class").is_some_and(|value| value.split(' ').any(|word| word == class)))
                .count()
        };
        assert_eq!(of("en"), of("cy"), "{name}");
        for tag in &tags {
            let words: Vec<_> = tag.value("class").unwrap_or_default().split(' ').collect();
            for language in ["en", "cy"] {
                assert!(!words.contains(&language) || tag.value("lang") == Some(language), "{name}: {tag:?}");
            }
        }
        let stands = page.matches("id=\"language\"").count();
        assert_eq!(stands, usize::from(["home", "accessibility"].contains(&name.as_str())), "{name}");
        // With a switch one of the two headings is shown, without it both are, and each language has its own.
        assert_eq!(page.matches("<h1>").count(), 2, "{name}");
    }
}

#[test]
fn every_page_can_be_left_and_the_one_for_leaving_names_nothing() {
    for (name, page) in all(&card::of(2), false) {
        assert_eq!(page.contains("href=\"/leave\""), name != "leave", "{name}");
        assert_eq!(page.contains("href=\"/accessibility\""), name != "leave", "{name}");
    }
    let leave = String::from_utf8(Pages::new(&card::of(2), TODAY, true).leave()).unwrap().to_lowercase();
    for word in ["police", "heddlu", "report", "adroddiad", "candour", "href=\"/\""] {
        assert!(!leave.contains(word), "{word}");
    }
}

#[test]
fn the_first_page_says_what_the_card_says() {
    let card = card::of(2);
    let page = home(&card, TODAY);
    assert_eq!(page.matches(&card.fingerprint().to_string()).count(), 2);
    for unit in ["Unit of the Police Force number 0", "Unit of the Police Force number 1"] {
        assert_eq!(page.matches(&format!("Professional Standards &amp; &lt;Integrity&gt; {unit}</li>")).count(), 2);
    }
    for number in [
        "<strong>999</strong>",
        "<strong>101</strong>",
        "<strong>0800 555 111</strong>",
        "<strong>0800 085 0000</strong>",
    ] {
        assert_eq!(page.matches(number).count(), 2, "{number}");
    }
    assert!(
        page.contains("In immediate danger, call 999.") && page.contains("Os ydych mewn perygl yn awr, ffoniwch 999.")
    );
    assert!(page.contains("Card 3 is valid from 14 November 2026 to 2 February 2027."));
    assert!(page.contains("Mae cerdyn 3 yn ddilys o 14 Tachwedd 2026 i 2 Chwefror 2027."));
    let commands: Vec<_> = page.lines().filter(|line| line.contains("age -r")).collect();
    assert_eq!((commands.len(), commands[0]), (2, commands[1]), "the same command in both languages");
    assert_eq!(commands[0].matches("-r age1").count(), usize::from(card.recipient_count()));
    for (unit, first) in card.units().iter().zip([true, false]) {
        assert!(commands[0].contains(unit.classic()), "{first}");
    }
}

#[test]
fn an_expired_card_and_a_demonstration_are_said_in_both_languages() {
    let card = card::of(1);
    for (words, day) in [("has expired", LATER), ("wedi dod i ben", LATER)] {
        assert!(home(&card, day).contains(words) && !home(&card, TODAY).contains(words));
    }
    for (name, page) in all(&card, true) {
        let said = ["Demonstration only.", "Arddangosiad yn unig."].map(|words| page.contains(words));
        assert_eq!(said, [name != "leave"; 2], "{name}");
    }
    assert!(all(&card, false).iter().all(|(_, page)| !page.contains("banner\"")));
}

#[test]
fn each_refusal_is_told_in_both_languages() {
    let page = &all(&card::of(1), false).into_iter().find(|(name, _)| name == "armored").unwrap().1;
    assert!(page.contains("There is a problem: The sealed file is in its text form"));
    assert!(page.contains("Mae problem: Mae&#39;r ffeil wedi&#39;i selio ar ffurf testun"));
}

#[test]
fn the_style_sheet_needs_no_font_image_or_motion_and_minds_the_settings() {
    let style = include_str!("../../style.css");
    for never in ["url(", "@font-face", "@import", "animation", "transition", "@keyframes"] {
        assert!(!style.contains(never), "{never}");
    }
    for setting in ["prefers-color-scheme: dark", "forced-colors: active", "@media print", ":focus-visible"] {
        assert!(style.contains(setting), "{setting}");
    }
}
