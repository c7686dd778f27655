//! A session with a browser over the WebDriver protocol (W3C), as geckodriver speaks it. Owns that protocol; knows no page.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use ureq::Agent;

/// The name under which the protocol hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// A command that takes longer has hung.
const HUNG: Duration = Duration::from_secs(180);

/// The session.
pub(crate) struct Session {
    agent: Agent,
    url: String,
    /// The browser's version.
    pub(crate) version: String,
}

/// An element of the page that was shown when it was found.
#[derive(Debug, Clone)]
pub(crate) struct Element(String);

/// What the driver said instead of doing it, such as `no such element`.
pub(crate) struct Refused(String);

impl std::fmt::Debug for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl Session {
    /// Starts a browser with these capabilities.
    pub(crate) fn new(driver: SocketAddr, capabilities: &Value) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(HUNG)).build();
        let mut session =
            Self { agent: config.into(), url: format!("http://{driver}/session"), version: String::new() };
        let made = session.post("", &json!({ "capabilities": { "alwaysMatch": capabilities } })).unwrap();
        session.url = format!("{}/{}", session.url, made["sessionId"].as_str().unwrap());
        session.version = made["capabilities"]["browserVersion"].as_str().unwrap().to_owned();
        session
    }

    /// Goes to an address and waits until the page is loaded.
    pub(crate) fn go(&self, url: &str) {
        self.post("/url", &json!({ "url": url })).unwrap();
    }

    /// Loads the page again.
    pub(crate) fn reload(&self) -> Result<(), Refused> {
        self.post("/refresh", &json!({})).map(drop)
    }

    /// The button Back of the browser.
    pub(crate) fn back(&self) {
        self.post("/back", &json!({})).unwrap();
    }

    /// Where it is.
    pub(crate) fn address(&self) -> String {
        self.get("/url").unwrap().as_str().unwrap().to_owned()
    }

    /// The page as it stands now.
    pub(crate) fn source(&self) -> String {
        self.get("/source").unwrap().as_str().unwrap().to_owned()
    }

    /// All elements that a selector names.
    pub(crate) fn all(&self, css: &str) -> Vec<Element> {
        let found = self.post("/elements", &json!({ "using": "css selector", "value": css }));
        let found = found.unwrap_or(Value::Null);
        let ids = found.as_array().into_iter().flatten().filter_map(|one| one[ELEMENT].as_str());
        ids.map(|id| Element(id.to_owned())).collect()
    }

    /// Those of them that are shown.
    pub(crate) fn shown(&self, css: &str) -> Vec<Element> {
        let shown = |of: &Element| self.get(&format!("/element/{}/displayed", of.0)).is_ok_and(|yes| yes == true);
        self.all(css).into_iter().filter(shown).collect()
    }

    /// An element's text as it is shown.
    pub(crate) fn text(&self, of: &Element) -> String {
        self.get(&format!("/element/{}/text", of.0)).unwrap().as_str().unwrap().to_owned()
    }

    /// A property of an element.
    pub(crate) fn property(&self, of: &Element, name: &str) -> Value {
        self.get(&format!("/element/{}/property/{name}", of.0)).unwrap()
    }

    /// Clicks.
    pub(crate) fn click(&self, on: &Element) -> Result<(), Refused> {
        self.post(&format!("/element/{}/click", on.0), &json!({})).map(drop)
    }

    /// Types into a field, or names a file to it.
    pub(crate) fn type_into(&self, field: &Element, text: &str) {
        self.post(&format!("/element/{}/value", field.0), &json!({ "text": text })).unwrap();
    }

    /// Names files to a field, one or several.
    pub(crate) fn choose(&self, field: &Element, files: &[&Path]) {
        let paths: Vec<_> = files.iter().map(|path| path.to_str().unwrap()).collect();
        self.type_into(field, &paths.join("\n"));
    }

    /// Presses keys one after the other, wherever the focus is.
    pub(crate) fn keys(&self, keys: &str) {
        let one = |key: char, kind: &str| json!({ "type": kind, "value": key.to_string() });
        let strokes: Vec<_> = keys.chars().flat_map(|key| [one(key, "keyDown"), one(key, "keyUp")]).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.post("/actions", &json!({ "actions": [keyboard] })).unwrap();
    }

    /// Runs a script in the page. It runs even where pages may run none, so it shows nothing about that.
    pub(crate) fn run(&self, script: &str, args: &[Value]) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": args })).unwrap()
    }

    /// Runs a script that calls its last argument when it is done.
    pub(crate) fn run_async(&self, script: &str, args: &[Value]) -> Value {
        self.post("/execute/async", &json!({ "script": script, "args": args })).unwrap()
    }

    /// Runs a script in the browser's own window.
    pub(crate) fn run_in_window(&self, script: &str, args: &[Value]) -> Value {
        self.post("/moz/context", &json!({ "context": "chrome" })).unwrap();
        let given = self.post("/execute/sync", &json!({ "script": script, "args": args }));
        self.post("/moz/context", &json!({ "context": "content" })).unwrap();
        given.unwrap()
    }

    /// Answers a question of the browser's, if one is shown.
    pub(crate) fn accept_question(&self) -> bool {
        self.post("/alert/accept", &json!({})).is_ok()
    }

    /// A picture of the whole page.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let picture = self.get("/moz/screenshot/full").unwrap();
        STANDARD.decode(picture.as_str().unwrap()).unwrap()
    }

    /// Ends the browser, if it listens.
    pub(crate) fn end(&self) {
        let _ = self.agent.delete(&self.url).call();
    }

    /// Asks for something.
    fn get(&self, path: &str) -> Result<Value, Refused> {
        let answer = self.agent.get(format!("{}{path}", self.url)).call();
        value(answer)
    }

    /// Has something done.
    fn post(&self, path: &str, body: &Value) -> Result<Value, Refused> {
        let request = self.agent.post(format!("{}{path}", self.url)).header("Content-Type", "application/json");
        value(request.send(body.to_string()))
    }
}

/// What the driver answered.
fn value(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, Refused> {
    let mut answer = answer.map_err(|why| Refused(why.to_string()))?;
    let body = answer.body_mut().with_config().limit(256 << 20).read_to_string();
    let mut body: Value = serde_json::from_str(&body.map_err(|why| Refused(why.to_string()))?).unwrap();
    if answer.status().is_success() {
        return Ok(body["value"].take());
    }
    Err(Refused(format!("{}: {}", body["value"]["error"], body["value"]["message"])))
}
