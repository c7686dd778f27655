//! Every page and step, in both languages: nothing that axe-core objects to, nothing wider than 320 pixels, and pictures on demand.

use crate::firefox::{Engine, Level};
use crate::look;
use crate::world;

/// The pages that stand without scripts.
pub(crate) fn the_pages_without_scripts_are_fit_to_be_read() {
    let world = world::lent();
    let _site = world.drop_site("");
    let browser = world.browser(Engine::Debian, Level::Safest);
    browser.go(&world.url("/"));
    look::faults_are_seen(&browser);
    look::at(&browser, "safest.home");
}
