//! A session with a browser over Marionette, the protocol that Firefox itself speaks: the commands of WebDriver (W3C) as JSON over TCP, without
//! a driver between. Owns that protocol; knows no page.
//!
//! ```text
//! LENGTH ":" [0, NUMBER, "COMMAND", {…}]      to the browser
//! LENGTH ":" [1, NUMBER, error | null, value]  from it, LENGTH in bytes
//! ```

use std::cell::RefCell;
use std::io::{BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::patience::LONG;

/// The name under which the protocol hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// A browser that says nothing for longer has hung. It is a little more than anything in it waits, so that it can say why.
const HUNG: Duration = Duration::from_secs(LONG.as_secs() + 20);
/// Most bytes of an answer: a picture of a long page is the longest.
const LONGEST: usize = 256 << 20;

/// The session.
pub(crate) struct Session {
    wire: RefCell<Wire>,
    /// The browser's version.
    pub(crate) version: String,
}

/// The connection.
struct Wire {
    stream: BufReader<TcpStream>,
    number: u64,
}

impl Wire {
    /// Sends a command and waits for its answer. A browser that gives none has hung or is gone, which is another thing than a refusal.
    fn ask(&mut self, command: &str, parameters: &Value) -> std::io::Result<Result<Value, Refused>> {
        self.number += 1;
        let message = json!([0, self.number, command, parameters]).to_string();
        self.stream.get_mut().write_all(format!("{}:{message}", message.len()).as_bytes())?;
        let mut answer = self.message()?;
        if answer[1] != self.number {
            return Err(std::io::Error::other("an answer to another command"));
        }
        let error = &answer[2];
        Ok(if error.is_null() {
            Ok(answer[3].take())
        } else {
            Err(Refused(format!("{}: {}", error["error"], error["message"])))
        })
    }

    /// The next message.
    fn message(&mut self) -> std::io::Result<Value> {
        let mut length = 0;
        loop {
            let mut byte = [0];
            self.stream.read_exact(&mut byte)?;
            match byte[0] {
                b':' => break,
                digit @ b'0'..=b'9' if length < LONGEST => length = length * 10 + usize::from(digit - b'0'),
                _ => return Err(std::io::Error::other("no length")),
            }
        }
        let mut message = vec![0; length.min(LONGEST)];
        self.stream.read_exact(&mut message)?;
        serde_json::from_slice(&message).map_err(std::io::Error::other)
    }
}

/// An element of the page that was shown when it was found.
#[derive(Debug, Clone)]
pub(crate) struct Element(String);

/// What the browser said instead of doing it, such as `no such element`.
pub(crate) struct Refused(String);

impl std::fmt::Debug for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl Session {
    /// Begins a session with the browser that listens here, with these capabilities.
    pub(crate) fn new(browser: SocketAddr, capabilities: &Value) -> Self {
        let stream = TcpStream::connect(browser).unwrap();
        stream.set_read_timeout(Some(HUNG)).unwrap();
        let mut wire = Wire { stream: BufReader::new(stream), number: 0 };
        assert_eq!(wire.message().unwrap()["marionetteProtocol"], 3);
        let made = wire.ask("WebDriver:NewSession", capabilities).unwrap().unwrap();
        let version = made["capabilities"]["browserVersion"].as_str().unwrap().to_owned();
        Self { wire: RefCell::new(wire), version }
    }

    /// From now on a page may take so long until it is loaded.
    pub(crate) fn wait_for_pages(&self, time: Duration) {
        self.ask("WebDriver:SetTimeouts", &json!({ "pageLoad": time.as_millis() })).unwrap();
    }

    /// Goes to an address and waits until the page is loaded.
    pub(crate) fn load(&self, url: &str) -> Result<(), Refused> {
        self.ask("WebDriver:Navigate", &json!({ "url": url })).map(drop)
    }

    /// Loads the page again.
    pub(crate) fn refresh(&self) -> Result<(), Refused> {
        self.ask("WebDriver:Refresh", &json!({})).map(drop)
    }

    /// The button Back of the browser.
    pub(crate) fn back(&self) {
        self.ask("WebDriver:Back", &json!({})).unwrap();
    }

    /// Where it is.
    pub(crate) fn address(&self) -> String {
        self.value("WebDriver:GetCurrentURL", &json!({})).as_str().unwrap().to_owned()
    }

    /// The page as it stands now.
    pub(crate) fn source(&self) -> String {
        self.value("WebDriver:GetPageSource", &json!({})).as_str().unwrap().to_owned()
    }

    /// All elements that a selector names.
    pub(crate) fn all(&self, css: &str) -> Vec<Element> {
        let found = self.ask("WebDriver:FindElements", &json!({ "using": "css selector", "value": css }));
        let found = found.unwrap_or(Value::Null);
        let ids = found.as_array().into_iter().flatten().filter_map(|one| one[ELEMENT].as_str());
        ids.map(|id| Element(id.to_owned())).collect()
    }

    /// Those of them that are shown.
    pub(crate) fn shown(&self, css: &str) -> Vec<Element> {
        let asked = |of: &Element| self.ask("WebDriver:IsElementDisplayed", &json!({ "id": of.0 }));
        self.all(css).into_iter().filter(|of| asked(of).is_ok_and(|shown| shown["value"] == true)).collect()
    }

    /// An element's text as it is shown.
    pub(crate) fn text(&self, of: &Element) -> String {
        self.value("WebDriver:GetElementText", &json!({ "id": of.0 })).as_str().unwrap().to_owned()
    }

    /// A property of an element.
    pub(crate) fn property(&self, of: &Element, name: &str) -> Value {
        self.value("WebDriver:GetElementProperty", &json!({ "id": of.0, "name": name }))
    }

    /// Clicks.
    pub(crate) fn click(&self, on: &Element) -> Result<(), Refused> {
        self.ask("WebDriver:ElementClick", &json!({ "id": on.0 })).map(drop)
    }

    /// Types into a field, or names a file to it.
    pub(crate) fn type_into(&self, field: &Element, text: &str) {
        self.ask("WebDriver:ElementSendKeys", &json!({ "id": field.0, "text": text })).unwrap();
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
        self.ask("WebDriver:PerformActions", &json!({ "actions": [keyboard] })).unwrap();
    }

    /// Runs a script in the page. It runs even where pages may run none, so it shows nothing about that.
    pub(crate) fn run(&self, script: &str, args: &[Value]) -> Value {
        self.value("WebDriver:ExecuteScript", &json!({ "script": script, "args": args }))
    }

    /// Runs a script that calls its last argument when it is done.
    pub(crate) fn run_async(&self, script: &str, args: &[Value]) -> Value {
        self.value("WebDriver:ExecuteAsyncScript", &json!({ "script": script, "args": args }))
    }

    /// Runs a script in the browser's own window.
    pub(crate) fn run_in_window(&self, script: &str, args: &[Value]) -> Value {
        self.ask("Marionette:SetContext", &json!({ "value": "chrome" })).unwrap();
        let given = self.ask("WebDriver:ExecuteScript", &json!({ "script": script, "args": args }));
        self.ask("Marionette:SetContext", &json!({ "value": "content" })).unwrap();
        given.unwrap()["value"].take()
    }

    /// Answers a question of the browser's, if one is shown.
    pub(crate) fn accept_question(&self) -> bool {
        self.ask("WebDriver:AcceptAlert", &json!({})).is_ok()
    }

    /// A picture of the whole page.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let picture = self.value("WebDriver:TakeScreenshot", &json!({ "id": null, "full": true, "hash": false }));
        STANDARD.decode(picture.as_str().unwrap()).unwrap()
    }

    /// Tells the browser to end; whether it listened.
    pub(crate) fn end(&self) -> bool {
        matches!(self.wire.borrow_mut().ask("Marionette:Quit", &json!({ "flags": ["eForceQuit"] })), Ok(Ok(_)))
    }

    /// Has something done. Where the browser does not answer at all, the story ends: whatever is tried next would wait as long.
    fn ask(&self, command: &str, parameters: &Value) -> Result<Value, Refused> {
        let answer = self.wire.borrow_mut().ask(command, parameters);
        answer.unwrap_or_else(|why| panic!("waited in vain: the browser's answer to {command}: {why}"))
    }

    /// The value of something that cannot be refused.
    fn value(&self, command: &str, parameters: &Value) -> Value {
        self.ask(command, parameters).unwrap()["value"].take()
    }
}
