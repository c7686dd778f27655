//! Level Safest: no scripts. The page's own commands with Debian's tar and age, and the page's own form.

use std::fs;

use crate::firefox::{Engine, Firefox, Level};
use crate::look;
use crate::patience::until;
use crate::planted::Planted;
use crate::recorder::Request;
use crate::scene::files_below;
use crate::world;

/// The commands that the page shows, as somebody would copy them.
fn commands(browser: &Firefox) -> Vec<String> {
    browser.shown("pre code").iter().map(|code| browser.text(code)).collect()
}

/// Sends a file by the form that is shown, and waits for the page that answers.
fn send_by_form(browser: &Firefox, file: &std::path::Path) {
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
    browser.go(&world.url("/"));
    let commands = commands(&browser);
    look::fits(&browser, "00-safest-without-scripts");
    assert_eq!(commands.len(), 2, "tar, then age: {commands:?}");
    commands.iter().for_each(|command| drop(site.shell(command)));
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
