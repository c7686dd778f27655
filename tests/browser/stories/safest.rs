//! Level Safest: no scripts. The page's own commands with Debian's tar and age, the page's own form, and letters by the page's own links.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::drop_site::DropSite;
use crate::firefox::{Engine, Firefox, Level};
use crate::look;
use crate::patience::until;
use crate::planted::Planted;
use crate::questions::{Language, switch};
use crate::recorder::Request;
use crate::scene::files_below;
use crate::world::{self, World};

/// The commands that the page shows, as somebody would copy them.
struct Commands {
    /// Makes a key, once.
    key: String,
    /// Puts its public half into the report.
    public: String,
    pack: String,
    seal: String,
    /// Opens whatever is hers of the boards that were saved.
    find: String,
    wipe: String,
}

impl Commands {
    /// Those of the page that is open.
    fn of(browser: &Firefox) -> Self {
        let shown: Vec<_> = browser.shown("pre code").iter().map(|code| browser.text(code)).collect();
        let [key, public, pack, seal, find, wipe] = shown.try_into().expect("six commands are shown");
        Self { key, public, pack, seal, find, wipe }
    }
}

/// A command in the story's folder as a person's shell runs it, which does not stop at a failure; what it wrote.
fn typed(site: &DropSite, command: &str) -> String {
    let done = Command::new("sh").args(["-c", command]).current_dir(site.path(".")).output().unwrap();
    String::from_utf8(done.stdout).unwrap()
}

/// Opens the first page in a language.
fn open(world: &World, browser: &Firefox, language: Language) -> Commands {
    browser.go(&world.url("/"));
    let asked = world.public.requests().len();
    for to in [Language::Welsh, Language::English, language] {
        switch(browser, to);
    }
    assert_eq!(world.public.requests().len(), asked, "the switch asks for nothing, without scripts too");
    Commands::of(browser)
}

/// Sends a file by the form that is shown, and waits for the page that answers.
fn send_by_form(browser: &Firefox, file: &Path) {
    let fields = browser.shown("form[action=\"/reports\"] input[type=file]");
    let [field] = &fields[..] else { panic!("one form is shown, not {}", fields.len()) };
    browser.choose(field, &[file]);
    let [send] = &browser.shown("form[action=\"/reports\"] button")[..] else { panic!("one button") };
    browser.click(send).unwrap();
    until("the answer to the form", || browser.address().ends_with("/reports").then_some(()));
    until("the whole answer", || (browser.run("return document.readyState", &[]) == "complete").then_some(()));
}

/// Recipe, form, courier, unit: the same bytes. Nothing but the sealed file and its name went up.
pub(crate) fn the_recipe_and_the_form_lead_to_the_unit() {
    let world = world::lent();
    let site = world.drop_site("");
    let (text, name) = ("RECIPE-MARKER-4410 Ysgrifennwyd â llaw.", "NAME-MARKER-4411.pdf");
    fs::create_dir(site.path("report")).unwrap();
    fs::write(site.path("report/what-happened.txt"), text).unwrap();
    fs::write(site.path("report").join(name), b"%PDF-1.7 CONTENT-MARKER-4412").unwrap();
    let planted = Planted::new().text(text).text(name).bytes("the scan", b"CONTENT-MARKER-4412");

    let browser = world.browser(Engine::Debian, Level::Safest);
    let commands = open(&world, &browser, Language::English);
    look::fits(&browser, "00-safest-without-scripts");
    [&commands.pack, &commands.seal].into_iter().for_each(|command| drop(site.shell(command)));
    let sealed = fs::read(site.path("report.age")).unwrap();
    send_by_form(&browser, &site.path("report.age"));
    let hash = site.shell("sha256sum report.age");
    assert!(browser.source().contains(hash.split(' ').next().unwrap()), "the answer names what was stored");
    drop(browser);

    planted.never_left(&world.public.kept());
    let requests = world.public.requests();
    let posts: Vec<&Request> = requests.iter().filter(|request| request.method() == "POST").collect();
    let [post] = posts[..] else { panic!("one submission, not {}", posts.len()) };
    assert!(post.body.windows(sealed.len()).any(|at| at == sealed), "the file went up whole");
    assert!(world.public.kept().iter().all(|exchange| exchange.up.starts_with(b"PROXY TCP6 fc00:dead:beef:4dad::")));

    let opened = site.collect_and_open("bundle");
    assert!(opened.contains("opened  "), "{opened}");
    let [report] = &site.reports()[..] else { panic!("one report") };
    assert_eq!(fs::read(report.join("sealed.age")).unwrap(), sealed);
    // Not our tar: kept whole, and stock tar finds the same bytes in it.
    let packed = fs::read(site.path("report.tar")).unwrap();
    let kept = files_below(report).into_iter().find(|file| fs::read(file).unwrap() == packed);
    site.shell(&format!(
        "mkdir out && tar xf {:?} -C out && diff -r report out/report",
        kept.expect("the payload is kept")
    ));
    assert!(
        world.collect.kept().iter().all(|exchange| exchange.up.starts_with(b"PROXY ")),
        "couriers came through Tor too"
    );
}

/// Writes a report with a line that says what letters shall quote, and sends it.
fn report(site: &DropSite, browser: &Firefox, commands: &Commands, text: &str, line: &str) {
    fs::create_dir(site.path("report")).unwrap();
    fs::write(site.path("report/what-happened.txt"), text).unwrap();
    // Longer than what the unit looks through for a key, and before it in the folder's own order as often as behind it.
    fs::write(site.path("report/02-recording.bin"), vec![7; 1_500_000]).unwrap();
    site.shell(&commands.public);
    let answer = site.path("report/0-answer.txt");
    fs::write(&answer, format!("{}{line}\n", fs::read_to_string(&answer).unwrap())).unwrap();
    [&commands.pack, &commands.seal].into_iter().for_each(|command| drop(site.shell(command)));
    send_by_form(browser, &site.path("report.age"));
    site.shell("rm -r report report.tar report.age");
}

/// Saves both units' boards by the page's links, and opens what is hers; what the commands wrote.
fn letters(world: &World, site: &DropSite, browser: &Firefox, language: Language) -> String {
    let commands = open(world, browser, language);
    let before = world.public.requests().len();
    for unit in ["integrity.example", "other.example"] {
        let [link] = &browser.shown(&format!("a[href=\"/board/{unit}\"]"))[..] else { panic!("one link to {unit}") };
        let name = format!("board-{unit}");
        fs::copy(browser.saved(link, &name), site.path(&name)).unwrap();
    }
    let asked: Vec<_> = world.public.requests().iter().skip(before).map(|request| request.path().to_owned()).collect();
    assert_eq!(asked, ["/board/integrity.example", "/board/other.example"], "whole boards, and nothing else");
    let found = typed(site, &commands.find);
    site.shell(&commands.wipe);
    assert_eq!(site.shell("ls | grep -c -e '^board' -e '^cell' || true").trim(), "0", "all of it is deleted");
    found
}

/// A key of her own, two reports, two units, and letters that quote what she wrote: `age`, `tar`, `split` and the browser, nothing of ours.
pub(crate) fn letters_are_found_with_stock_tools_alone() {
    let world = world::lent();
    let site = world.drop_site("");
    let browser = world.browser(Engine::Debian, Level::Safest);
    let commands = open(&world, &browser, Language::English);
    site.shell(&commands.key);
    let text = "LETTER-MARKER-4420: the money changed hands in the yard.";
    report(&site, &browser, &commands, text, "phrase: the blue book, PHRASE-MARKER-4421");
    let key = fs::read_to_string(site.path("key")).unwrap();
    let secret = key.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap();
    let planted = Planted::new().text(text).text("PHRASE-MARKER-4421").text(secret);
    planted.never_left(&world.public.kept());
    assert_eq!(letters(&world, &site, &browser, Language::English), "", "no parcel yet, no letter");

    site.collect_and_open("bundle-1");
    let cases = site.cases("unit");
    assert!(cases.contains("by letters to her own age key") && cases.contains("case 1 "), "{cases}");
    site.reply("unit", "1", "Pryd oedd hyn? ASK-MARKER-4422");
    site.parcel("unit");
    site.parcel("other");
    let found = letters(&world, &site, &browser, Language::English);
    let letter = |number: u8, phrase: &str, text: &str| {
        format!(
            "candour/letter/v1\nunit: integrity.example\nletter: {number}, part 1 of 1\nyou wrote: {phrase}\n\n{text}\n"
        )
    };
    let first = letter(1, "the blue book, PHRASE-MARKER-4421", "Pryd oedd hyn? ASK-MARKER-4422");
    assert_eq!(found.trim_end(), first.trim_end());

    // The same key, in Welsh, and a letter to the same case.
    let commands = open(&world, &browser, Language::Welsh);
    report(&site, &browser, &commands, "Dydd Mawrth oedd hi.", "ymadrodd: y llyfr glas");
    planted.never_left(&world.public.kept());
    site.collect_and_open("bundle-2");
    let cases = site.cases("unit");
    assert!(cases.contains("  2 reports") && !cases.contains("case 2 "), "{cases}");
    site.reply("unit", "1", "Diolch. THANKS-MARKER-4423");
    site.parcel("unit");
    let found = letters(&world, &site, &browser, Language::Welsh);
    let second = letter(2, "y llyfr glas", "Diolch. THANKS-MARKER-4423");
    assert_eq!(found.matches("candour/letter/v1\n").count(), 2, "{found}");
    assert!(found.contains(&first) && found.contains(&second), "{found}");
    drop(browser);
    planted.text("ASK-MARKER-4422").text("THANKS-MARKER-4423").never_left(&world.public.kept());
}
