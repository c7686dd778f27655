//! A page that does tell: the same page with a line added that sends what is typed. Shows that the recording would have caught it, in
//! every spelling, so that its silence in all other stories means something.

use crate::broken::built;
use crate::firefox::{Engine, Level};
use crate::patience::until;
use crate::planted::Planted;
use crate::questions::{Language, Said, at, open, press, to_the_check, type_in};
use crate::recorder::answer;
use crate::talking::shown_codename;
use crate::world;

/// Sends whatever is typed, each time by another way.
const TELLS: &str = r#"
const ways = {
  force: (text) => fetch("/desk?" + encodeURIComponent(text)),
  who: (text) => fetch("/desk", { headers: { "x-draft": btoa(text) } }),
  what: (text) => fetch("/reports", { method: "POST", body: text }),
  when: (text) => fetch("/reports", { method: "POST", body: new URLSearchParams({ text }) }),
  where: (text) => fetch("/reports", { method: "POST", body: Uint16Array.from(text, (unit) => unit.charCodeAt()) }),
  codename: (text) => fetch("/desk?" + text.trim().split(" ").reverse().join("-")),
  identity: async (text) => {
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    await fetch("/reports", { method: "POST", body: await new Response(packed).arrayBuffer() });
  },
};
document.addEventListener("input", ({ target }) => {
  clearTimeout(target.told);
  target.told = setTimeout(() => ways[target.id]?.(target.value), 50);
});
"#;

/// Every way is caught.
pub(crate) fn a_page_that_tells_is_caught() {
    let world = world::lent();
    let _site = world.drop_site("");
    let spoilt = [TELLS.as_bytes(), &built("app.js")].concat();
    world.public.answers("GET /app.js ", answer("200 OK", "content-type: text/javascript\r\n", &spoilt, 0));
    let written = Said::in_full(Language::English);
    let planted = written.planted();
    let browser = world.browser(Engine::Debian, Level::Standard);
    open(&browser, &world.url("/"), Language::English);
    to_the_check(&browser, &written, |_| {});
    for (field, spelling) in [
        (written.force, " in a URL"),
        (written.who, " in base64"),
        (written.what.lines().next().unwrap(), ""),
        (written.when, " in a form"),
        (written.place, " in UTF-16"),
        (written.identity, ""),
    ] {
        let name = format!("{field:?}{spelling}");
        until(&name, || planted.left(&world.public.kept()).iter().any(|left| left.starts_with(&name)).then_some(()));
    }
    // A codename as it is typed back, turned round. A pair of neighbours is caught, whichever way they come.
    press(&browser, "send");
    let codename = shown_codename(&browser);
    press(&browser, "continue");
    at(&browser, "repeat");
    type_in(&browser, "codename", &codename);
    let planted = Planted::new().codename(&codename);
    until("the codename", || (!planted.left(&world.public.kept()).is_empty()).then_some(()));
}
