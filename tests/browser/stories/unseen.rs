//! What is seen of a visit on the way to the server: the same requests in the same order with the same numbers of bytes, whether a source finds
//! nothing, one reply or ten, has made her codename up, or has come to write.

use crate::firefox::{Engine, Firefox, Level};
use crate::patience::until;
use crate::questions::{Language, Said, open, stored, to_the_check};
use crate::talking::{check_replies, replies, take_codename, warnings};
use crate::world::{self, World};

/// The length of a board of 64 cells, and of what stands in the place of one.
const BOARD: usize = 270_336;

/// What a visit shows.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    /// Heads of what comes in any order: the page and what it loads.
    early: Vec<String>,
    /// Heads of all that comes after it, in order.
    late: Vec<String>,
    /// Bytes up and down.
    bytes: (usize, usize),
}

/// One visit with a fresh browser: what is done, and then the page is left.
fn visit(world: &World, level: Level, done: impl FnOnce(&Firefox)) -> (Vec<String>, Seen) {
    world.public.forget();
    let browser = world.browser(Engine::Debian, level);
    open(&browser, &world.url("/"), Language::English);
    world.until_boards();
    done(&browser);
    let [leave] = &browser.shown("#leave")[..] else { panic!("one way to leave") };
    browser.click(leave).unwrap();
    until("the empty page", || browser.address().ends_with("/leave").then_some(()));
    until("all of it", || (browser.run("return document.readyState", &[]) == "complete").then_some(()));
    drop(browser);
    let heads: Vec<_> = world.public.requests().into_iter().map(|request| request.head).collect();
    let begin = heads.iter().position(|head| head.starts_with("GET /board/")).unwrap();
    let (early, late) = heads.split_at(begin);
    let (mut early, late) = (early.to_vec(), late.to_vec());
    early.sort();
    (heads, Seen { early, late, bytes: world.public.bytes() })
}

/// Four who look for replies, at each level with scripts, and one who writes.
pub(crate) fn whatever_a_source_finds_her_visit_is_the_same() {
    let world = world::lent();
    let site = world.drop_site("");
    let codenames = ["none", "one", "ten", "made-up"].map(|name| site.draw_codename(name));
    for name in ["none", "one", "ten"] {
        site.send(name, &format!("A report that gets {name}.\n"));
        site.collect_and_open(&format!("bundle-{name}"));
    }
    site.reply("unit", "2", "the only one");
    (1..=10).for_each(|number| site.reply("unit", "3", &format!("number {number}")));
    let lengths = ["unit", "other"].map(|home| site.parcel(home).len());
    assert_eq!(lengths, [BOARD; 2], "eleven replies or none: as long as the least board");

    let look = |level| {
        let look = |(codename, count): (&String, usize)| {
            let (_, seen) = visit(&world, level, |browser| {
                check_replies(browser, codename);
                assert_eq!((replies(browser).len(), warnings(browser)), (count, vec![]));
            });
            println!("{level:?}, {count} replies: {:?} bytes, then {:?}", seen.bytes, paths(&seen.late));
            seen
        };
        let all: Vec<_> = codenames.iter().zip([0, 1, 10, 0]).map(look).collect();
        assert_eq!(paths(&all[0].late), ["/board/integrity.example", "/board/other.example", "/leave", "/style.css"]);
        all.iter().for_each(|seen| assert_eq!(seen, &all[0]));
        all
    };
    look(Level::Safer);
    let all = look(Level::Standard);

    let (heads, wrote) = visit(&world, Level::Standard, |browser| {
        to_the_check(browser, &Said::in_full(Language::English), |_| {});
        take_codename(browser);
        stored(browser);
    });
    assert_eq!(wrote.early, all[0].early);
    assert_eq!(wrote.late[..2], all[0].late[..2], "the boards, whatever she came for");
    let rest = &wrote.late[2..];
    assert_eq!(paths(rest)[..2], ["/desk", "/reports"], "and then the report: {heads:#?}");

    // Only the days of the parcels decide how many cells a board has.
    site.reply("unit", "1", "now this one, too");
    assert_eq!(["unit", "other"].map(|home| site.parcel(home).len()), lengths);
}

/// The paths of these heads.
fn paths(heads: &[String]) -> Vec<&str> {
    heads.iter().map(|head| head.split(' ').nth(1).unwrap()).collect()
}
