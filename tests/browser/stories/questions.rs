//! A source who answers the page's questions: what she says, and the way through the steps. Owns the page's DOM as tests may know it.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::firefox::Firefox;
use crate::patience::{awaited, still, until};
use crate::planted::Planted;

/// The steps with questions, in order.
pub(crate) const QUESTIONS: [&str; 8] =
    ["about", "concerns", "what", "when-where", "you", "evidence", "readers", "check"];

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Welsh,
}

impl Language {
    /// Its tag.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }
}

/// What a source says.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) language: Language,
    pub(crate) force: &'static str,
    pub(crate) who: &'static str,
    pub(crate) what: &'static str,
    pub(crate) when: &'static str,
    pub(crate) place: &'static str,
    pub(crate) identity: &'static str,
    pub(crate) files: Vec<PathBuf>,
    pub(crate) keep_names: bool,
    /// Names of units that may not read it.
    pub(crate) left_out: &'static [&'static str],
}

impl Said {
    /// Every question answered, in the language of the page.
    pub(crate) fn in_full(language: Language) -> Self {
        let [force, who, what, when, place, identity] = match language {
            Language::English => [
                "FORCE-MARKER-7001 of the north",
                "WHO-MARKER-7002, a sergeant",
                "WHAT-MARKER-7003: on Tuesday I saw how the search log was changed.\nTwice. \u{201c}Nobody reads it\u{201d}, he said.",
                "WHEN-MARKER-7004, about four",
                "WHERE-MARKER-7005, second floor",
                "IDENTITY-MARKER-7006, ask for the gardener",
            ],
            Language::Welsh => [
                "HEDDLU-MARCIWR-7011 y gogledd",
                "PWY-MARCIWR-7012, rhingyll",
                "BETH-MARCIWR-7013: gwelais sut y newidiwyd y cofnod ar ddydd Mawrth, tŷ a thŵr.\nDdwywaith.",
                "PRYD-MARCIWR-7014, tua phedwar",
                "BLE-MARCIWR-7015, ail lawr",
                "ENW-MARCIWR-7016, gofynnwch am y garddwr",
            ],
        };
        Self { language, force, who, what, when, place, identity, files: Vec::new(), keep_names: false, left_out: &[] }
    }

    /// The same with these files.
    pub(crate) fn with(mut self, files: &[PathBuf]) -> Self {
        self.files = files.to_vec();
        self
    }

    /// What of it must never leave in clear. Of each file: its name and some bytes of its inside.
    pub(crate) fn planted(&self) -> Planted {
        let lines = [self.force, self.who, self.when, self.place, self.identity];
        let lines = lines.into_iter().chain(self.what.lines().filter(|line| line.len() > 12));
        let planted = lines.fold(Planted::new(), Planted::text);
        self.files.iter().fold(planted, |planted, file| {
            let name = file.file_name().unwrap().to_str().unwrap();
            let content = std::fs::read(file).unwrap();
            let inside = content.len() / 2..(content.len() / 2 + 32).min(content.len());
            let planted = planted.text(name);
            if inside.len() < 9 { planted } else { planted.bytes(&format!("the inside of {name}"), &content[inside]) }
        })
    }

    /// The answers as the unit must find them.
    pub(crate) fn answers(&self) -> Value {
        json!({
            "kind": "written", "category": "personal-advantage", "language": self.language.tag(),
            "who": self.who, "force": self.force, "role": "staff", "what": self.what, "when": self.when, "where": self.place,
            "reporter": { "standing": "volunteer", "identity": self.identity },
        })
    }
}

/// Opens the first page and waits until the questions can be begun.
pub(crate) fn open(browser: &Firefox, url: &str, language: Language) {
    browser.go(url);
    at(browser, "start");
    until("the desk card", || (!browser.shown("#start-card .fingerprint").is_empty()).then_some(()));
    switch(browser, language);
}

/// Waits for a step.
pub(crate) fn at(browser: &Firefox, step: &str) {
    let there = awaited(still(), || (step_now(browser) == step).then_some(()));
    assert!(there.is_some(), "waited for {step}, and was at {}: {}", step_now(browser), said(browser));
}

/// The step that is shown.
pub(crate) fn step_now(browser: &Firefox) -> String {
    let step = browser.run("return document.querySelector('main')?.dataset.step ?? ''", &[]);
    step.as_str().unwrap_or_default().to_owned()
}

/// What the page says of its own accord: summary of problems, live region.
pub(crate) fn said(browser: &Firefox) -> String {
    let said = browser.run(
        "return ['errors', 'status', 'stage'].map((id) => document.getElementById(id)?.textContent ?? '').join(' | ')",
        &[],
    );
    said.as_str().unwrap_or_default().to_owned()
}

/// Shows the page in a language.
pub(crate) fn switch(browser: &Firefox, language: Language) {
    let [field] = &browser.all("#language")[..] else { panic!("one language switch") };
    // A browser that has not painted the page yet takes no clicks.
    until("the language switch", || {
        let checked = || browser.property(field, "checked") == true;
        if checked() != (language == Language::Welsh) {
            browser.click(field).unwrap();
        }
        (checked() == (language == Language::Welsh)).then_some(())
    });
    // The style sheet shows one language and hides the other.
    let shown = "const shown = (tag) => [...document.querySelectorAll('.' + tag)].some((node) => node.checkVisibility());\
                 return [shown('en'), shown('cy')]";
    let wanted = json!([language == Language::English, language == Language::Welsh]);
    until("the other language", || (browser.run(shown, &[]) == wanted).then_some(()));
}

/// Presses a button of the questions.
pub(crate) fn press(browser: &Firefox, action: &str) {
    let buttons = browser.shown(&format!("#candour [data-action=\"{action}\"]"));
    let [button] = &buttons[..] else { panic!("{} buttons to {action} at {}", buttons.len(), step_now(browser)) };
    browser.click(button).unwrap();
}

/// Clicks a field by its id.
pub(crate) fn tick(browser: &Firefox, id: &str) {
    let found = browser.all(&format!("[id=\"{id}\"]"));
    let [field] = &found[..] else { panic!("one field {id} at {}", step_now(browser)) };
    browser.click(field).unwrap();
}

/// Types into a field by its id.
pub(crate) fn type_in(browser: &Firefox, id: &str, text: &str) {
    let found = browser.all(&format!("[id=\"{id}\"]"));
    let [field] = &found[..] else { panic!("one field {id} at {}", step_now(browser)) };
    browser.type_into(field, text);
}

/// Answers the questions of the step that is shown.
pub(crate) fn answer(browser: &Firefox, step: &str, said: &Said) {
    match step {
        "about" => tick(browser, "about-personal-advantage"),
        "concerns" => {
            type_in(browser, "force", said.force);
            tick(browser, "role-staff");
            type_in(browser, "who", said.who);
        }
        "what" => type_in(browser, "what", said.what),
        "when-where" => {
            type_in(browser, "when", said.when);
            type_in(browser, "where", said.place);
        }
        "you" => {
            tick(browser, "you-volunteer");
            type_in(browser, "identity", said.identity);
        }
        "evidence" => {
            add_files(browser, &said.files);
            if said.keep_names {
                tick(browser, "keep-names");
            }
        }
        "readers" => said.left_out.iter().for_each(|unit| tick(browser, &format!("unit-{unit}"))),
        _ => {}
    }
}

/// Adds files and waits until they are listed.
pub(crate) fn add_files(browser: &Firefox, files: &[PathBuf]) {
    if files.is_empty() {
        return;
    }
    let listed = || browser.all("#file-list li").len();
    let before = listed();
    let [field] = &browser.all("#files")[..] else { panic!("one field for files") };
    browser.choose(field, &files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    let empty = files.iter().filter(|file| file.metadata().unwrap().len() == 0).count();
    until("the list of files", || (listed() == before + files.len() - empty).then_some(()));
}

/// From the start to the check, with everything answered. `look` is called at each step, after the answers.
pub(crate) fn to_the_check(browser: &Firefox, said: &Said, mut look: impl FnMut(&str)) {
    press(browser, "start");
    for step in QUESTIONS {
        at(browser, step);
        answer(browser, step, said);
        look(step);
        if step != "check" {
            press(browser, "continue");
        }
    }
}

/// Begins to send what stands at the check, without a codename.
pub(crate) fn send_off(browser: &Firefox) {
    press(browser, "send");
    at(browser, "codename");
    press(browser, "without");
}

/// Sends what stands at the check, and waits until it is stored; its SHA-256 as the page shows it.
pub(crate) fn send(browser: &Firefox) -> String {
    send_off(browser);
    stored(browser)
}

/// Waits until it is stored.
pub(crate) fn stored(browser: &Firefox) -> String {
    at(browser, "done");
    let [hash] = &browser.all("#sha256")[..] else { panic!("one hash") };
    browser.text(hash)
}
