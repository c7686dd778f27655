//! What a recorder does to requests that the real server must not see: keeps them waiting, or answers in the server's place. Owns the
//! rules; knows nothing of connections.

use std::sync::{Condvar, Mutex, PoisonError};

/// The rules in force. A request is meant by the beginning of its first line, such as `GET /app.js `.
#[derive(Default)]
pub(super) struct Meddling {
    rules: Mutex<Vec<Rule>>,
    changed: Condvar,
}

/// One of them.
struct Rule {
    begins: String,
    instead: Instead,
}

/// What happens in the server's place.
#[derive(Clone)]
enum Instead {
    /// Nothing, until the rule is gone.
    Wait,
    /// These bytes, and the end of the connection.
    Answer(Vec<u8>),
}

impl Meddling {
    /// Requests that begin so wait until `stop`.
    pub(super) fn hold(&self, begins: &str) {
        self.add(begins, Instead::Wait);
    }

    /// Requests that begin so are answered with these bytes.
    pub(super) fn answer(&self, begins: &str, answer: Vec<u8>) {
        self.add(begins, Instead::Answer(answer));
    }

    /// No rule any more; whatever waits goes on.
    pub(super) fn stop(&self) {
        self.lock().clear();
        self.changed.notify_all();
    }

    /// What a request gets instead of its way to the server. Returns when its wait is over.
    pub(super) fn judge(&self, request: &[u8]) -> Option<Vec<u8>> {
        let mut rules = self.lock();
        loop {
            let rule = rules.iter().find(|rule| request.starts_with(rule.begins.as_bytes()))?;
            match rule.instead.clone() {
                Instead::Answer(bytes) => return Some(bytes),
                Instead::Wait => rules = self.changed.wait(rules).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Adds a rule before all others.
    fn add(&self, begins: &str, instead: Instead) {
        self.lock().insert(0, Rule { begins: begins.to_owned(), instead });
    }

    /// The rules.
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Rule>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An answer as a server would write it. `missing` bytes of what it promises do not come.
pub(crate) fn answer(status: &str, fields: &str, body: &[u8], missing: usize) -> Vec<u8> {
    let length = body.len() + missing;
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\ncross-origin-resource-policy: same-origin\r\n\
         cross-origin-embedder-policy: require-corp\r\ncache-control: no-store\r\n{fields}\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// A rule meets what it means and nothing else, the newest wins, and after the end of all rules nothing waits.
pub(crate) fn rules_meet_their_requests() {
    let meddling = Meddling::default();
    meddling.answer("GET /a ", b"old".to_vec());
    meddling.answer("GET /a ", b"new".to_vec());
    assert_eq!(meddling.judge(b"GET /a HTTP/1.1\r\n"), Some(b"new".to_vec()));
    assert_eq!(meddling.judge(b"GET /about HTTP/1.1\r\n"), None);
    meddling.hold("GET /a ");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| meddling.judge(b"GET /a HTTP/1.1\r\n"));
        assert!(!waiting.is_finished());
        meddling.stop();
        assert_eq!(waiting.join().unwrap(), None);
    });
    let cut = answer("200 OK", "content-type: text/plain\r\n", b"half", 4);
    assert!(cut.starts_with(b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\n") && cut.ends_with(b"\r\n\r\nhalf"));
}
