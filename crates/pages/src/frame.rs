//! What every page stands in, and the one size class. Owns header, footer, banner and padding.

use crate::Language;
use crate::escape::escaped;
use crate::template::Filling;
use crate::texts::text;

/// Every page has a multiple of this many bytes, and with the cards that units make exactly this many. Pages are never compressed.
pub const SIZE: usize = 48 * 1024;

/// Around every page but one.
pub(crate) const FRAME: &str = include_str!("../templates/frame.html");
/// Around the page for leaving.
pub(crate) const LEAVE: &str = include_str!("../templates/leave.html");
/// Chooses the language, without a request.
pub(crate) const SWITCH: &str = include_str!("../templates/switch.html");
/// On every page of a drop with throw-away keys.
pub(crate) const BANNER: &str = include_str!("../templates/banner.html");
/// The client's program.
const SCRIPT: &str = "<script type=\"module\" src=\"/app.js\"></script>\n";

/// How a page shows its two languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shows {
    /// The one that the switch says: long pages.
    Chosen,
    /// The same, and the client's program comes with it: the first page.
    ChosenWithScript,
    /// One below the other: short answers, which must not ask a Welsh reader to choose again.
    Both,
}

/// A whole page. `title` is the message of the page's name.
pub(crate) fn framed(title: &str, shows: Shows, demo: bool, main: String) -> Vec<u8> {
    let filling = Filling::of(Language::English)
        .with("title", titles(title))
        .with("switch", if shows == Shows::Both { String::new() } else { block(SWITCH) })
        .with("banner", if demo { in_both(|language| Filling::of(language).fill(BANNER)) } else { String::new() })
        .with("script", if shows == Shows::ChosenWithScript { SCRIPT } else { "" })
        .with("main", main);
    padded(filling.fill(FRAME))
}

/// The page for leaving: no name of the service, no way back.
pub(crate) fn bare(title: &str, main: String) -> Vec<u8> {
    padded(Filling::of(Language::English).with("title", titles(title)).with("main", main).fill(LEAVE))
}

/// A template that names its languages itself.
fn block(template: &str) -> String {
    Filling::of(Language::English).fill(template)
}

/// The two languages' blocks, one behind the other.
pub(crate) fn in_both(of: impl FnMut(Language) -> String) -> String {
    Language::ALL.into_iter().map(of).collect()
}

/// A page's name in both languages.
fn titles(id: &str) -> String {
    escaped(&Language::ALL.map(|language| text(language, id)).join(" | "))
}

/// Filled up with line feeds to the size class.
fn padded(page: String) -> Vec<u8> {
    let mut page = page.into_bytes();
    let size = page.len().next_multiple_of(SIZE);
    page.resize(size, b'\n');
    page
}
