//! What it takes to load the page, in requests and bytes on the wire.

use crate::firefox::{Engine, Level};
use crate::questions::{Language, open};
use crate::world;

/// Everything needed to write a report, requests and answers with their headers.
const MOST_BYTES: usize = 400 * 1024;
/// Requests for it.
const MOST_REQUESTS: usize = 8;
/// The first page.
const FIRST_PAGE: usize = 48 * 1024;

/// At both levels with scripts.
pub(crate) fn everything_for_a_report_is_small() {
    let world = world::lent();
    let _site = world.drop_site("");
    for level in [Level::Standard, Level::Safer] {
        world.public.forget();
        let browser = world.browser(Engine::Debian, level);
        open(&browser, &world.url("/"), Language::English);
        let requests = world.public.requests();
        let asked: Vec<_> = requests.iter().map(|request| format!("{} {}", request.method(), request.path())).collect();
        let kept = world.public.kept();
        let (up, down) = kept.iter().fold((0, 0), |(up, down), one| (up + one.up.len(), down + one.down.len()));
        println!("{level:?}: {} requests, {up} bytes up, {down} bytes down: {}", asked.len(), asked.join(", "));
        assert!(asked.len() <= MOST_REQUESTS, "{level:?}: {asked:?}");
        assert!(up + down <= MOST_BYTES, "{level:?}: {up} + {down} bytes");
        assert_eq!(world.public.pages(), [FIRST_PAGE]);
    }
}
