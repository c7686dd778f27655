//! `candour-source verify-page` beside the browser: what the drop sees of both is the same, so it cannot show one of them another page.

use crate::firefox::{Engine, Level};
use crate::questions::{Language, open};
use crate::recorder::Request;
use crate::world::{self, World};

/// The requests, the first page first, then by path: which of the others comes first is chance, in the browser too. Boards stay behind them, in
/// their order.
fn sorted(requests: Vec<Request>) -> Vec<String> {
    assert_eq!(requests[0].path(), "/", "every visit begins with the first page");
    let heads: Vec<_> = requests.into_iter().map(|request| request.head).collect();
    let begin = heads.iter().position(|head| head.starts_with("GET /board/")).unwrap_or(heads.len());
    let (early, boards) = heads.split_at(begin);
    let mut early = early.to_vec();
    early.sort();
    assert!(boards.iter().all(|head| head.starts_with("GET /board/")), "boards come last: {boards:#?}");
    [&early, boards].concat()
}

/// Which connections brought which paths, in order. They are numbered as they brought their first: which of two that are open a browser uses first is
/// chance.
fn layout(requests: &[Request]) -> String {
    let mut connections = Vec::new();
    let mut told = Vec::new();
    for request in requests {
        if !connections.contains(&request.connection) {
            connections.push(request.connection);
        }
        let number = connections.iter().take_while(|known| **known != request.connection).count() + 1;
        told.push(format!("{number} {}", request.path()));
    }
    told.join(", ")
}

/// What a visit with this browser asks for, until everything is there.
fn browsed(world: &World, engine: Engine, level: Level) -> Vec<Request> {
    world.public.forget();
    let browser = world.browser(engine, level);
    let url = world.url("/");
    if level == Level::Safest {
        browser.go(&url);
    } else {
        open(&browser, &url, Language::English);
        // The board of the card's last unit comes last.
        world.until_boards();
    }
    let requests = world.public.requests();
    println!("Firefox {} at {level:?}: {}", browser.version, layout(&requests));
    requests
}

/// Every request that the browser sends at each level is sent, byte for byte, and none besides.
pub(crate) fn verify_page_asks_as_the_browser_does() {
    let world = world::lent();
    let site = world.drop_site("");
    let levels = [Level::Standard, Level::Safer, Level::Safest];
    let browsed = levels.map(|level| browsed(&world, Engine::Debian, level));

    let socks = world.tor.socks.to_string();
    let verify =
        ["verify-page", &world.url(""), "--socks", &socks, "--fingerprint-file", "published", "--system", "linux"];
    let output = site.repeated_through_tor("candour-source", &verify, || world.public.forget());
    println!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let circuits = world.public.circuits();
    let requests = world.public.requests();
    // A visit is what came by one circuit.
    let mut visits: Vec<(u32, Vec<Request>)> = Vec::new();
    for request in requests {
        let circuit = circuits[request.connection];
        match visits.iter_mut().find(|(known, _)| *known == circuit) {
            Some((_, visit)) => visit.push(request),
            None => visits.push((circuit, vec![request])),
        }
    }
    assert_eq!(visits.len(), levels.len() + 1, "a circuit for each level, and one for the papers");
    for ((level, browsed), (_, verified)) in levels.into_iter().zip(browsed).zip(visits) {
        println!("verify-page as at {level:?}: {}", layout(&verified));
        assert_eq!(sorted(verified), sorted(browsed), "at {level:?}");
    }
}
