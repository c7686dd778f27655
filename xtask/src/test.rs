//! `cargo xtask test`: fetches what is needed, then builds and runs every test there is, or one kind of them. Owns which task needs which.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::plan::{Plan, Takes};
use crate::rust_tests::{self, TestFile};
use crate::step::{Count, Failed, say};
use crate::{demo, examples, fetch, fuzz, lint, page_tests, programs, web};

/// Tests that move gigabytes: one at a time, behind the others.
const HEAVY: &str = "heavy::";

/// One kind of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Every crate's own, without the server's.
    Rust,
    /// The page's scripts, in Node.
    Page,
    /// The server's.
    Server,
    /// Stories of all four programs.
    Stories,
    /// Stories in the real browser engine.
    Browser,
    /// Fuzz targets.
    Fuzz,
}

impl Kind {
    /// The words.
    pub(crate) const WORDS: &'static str = "rust, page, server, stories, browser or fuzz";

    /// By its word on the command line.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "rust" => Self::Rust,
            "page" => Self::Page,
            "server" => Self::Server,
            "stories" => Self::Stories,
            "browser" => Self::Browser,
            "fuzz" => Self::Fuzz,
            _ => return None,
        })
    }

    /// The task that runs it.
    const fn task(self) -> &'static str {
        match self {
            Self::Rust => RUST,
            Self::Page => PAGE,
            Self::Server => SERVER,
            Self::Stories => STORIES,
            Self::Browser => BROWSER,
            Self::Fuzz => FUZZ,
        }
    }
}

const RUST: &str = "Rust tests";
const PAGE: &str = "the page's scripts";
const SERVER: &str = "the server's tests";
const STORIES: &str = "stories of the programs";
const BROWSER: &str = "stories in the browser";
const FUZZ: &str = "fuzz";

/// Everything; `lints` too, side by side with the tests.
pub(crate) fn run(lints: bool) -> Result<(), Failed> {
    let built = Built::default();
    let mut plan = Plan::default();
    tests(&mut plan, &built, None);
    if lints {
        lint::tasks(&mut plan);
    }
    let count = plan.run(&[])?;
    say(&format!("\n{count}"));
    Ok(())
}

/// One kind, or those of its tests whose names have `name` in them.
pub(crate) fn run_kind(kind: Kind, name: Option<&str>) -> Result<(), Failed> {
    let built = Built::default();
    let mut plan = Plan::default();
    tests(&mut plan, &built, name);
    let count = plan.only(&[kind.task()]).run(&[kind.task()])?;
    if count != Count::default() {
        say(&format!("\n{count}"));
    }
    Ok(())
}

/// The tests that were built.
#[derive(Default)]
struct Built {
    /// All but the browser's.
    files: Mutex<Vec<TestFile>>,
    /// The browser's.
    browser: Mutex<Vec<TestFile>>,
}

/// A list, whoever panicked with it.
fn list(of: &Mutex<Vec<TestFile>>) -> MutexGuard<'_, Vec<TestFile>> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Built {
    /// The files for which `wanted` holds.
    fn those(&self, wanted: impl Fn(&TestFile) -> bool) -> Vec<TestFile> {
        list(&self.files).iter().filter(|file| wanted(file)).cloned().collect()
    }
}

/// Whether a file is one of the stories of all programs.
fn is_story(file: &TestFile) -> bool {
    file.is_of("") && file.target == "stories"
}

/// All tasks of the tests. With `name`, only tests with that in their names are run.
fn tests<'a>(plan: &mut Plan<'a>, built: &'a Built, name: Option<&'a str>) {
    let args = move |more: &[&'a str]| name.into_iter().chain(more.iter().copied()).collect::<Vec<_>>();
    // Whoever names tests wants those, heavy or not.
    let light: &[&str] = if name.is_some() { &["--include-ignored"] } else { &["--include-ignored", "--skip", HEAVY] };
    fetch::tasks(plan);

    // What the browser's stories need comes first: they take longest and leave the compiler alone.
    plan.step("build the programs", &["crates"], Takes::Compiler, programs::build);
    plan.step("build the browser's stories", &["crates"], Takes::Compiler, || {
        *list(&built.browser) = rust_tests::build(&["-p", "candour-browser-tests"])?;
        Ok(())
    });
    plan.step("build the tests", &["crates"], Takes::Compiler, || {
        *list(&built.files) = rust_tests::build(&["--workspace", "--exclude", "candour-browser-tests"])?;
        Ok(())
    });
    let browser = ["build the browser's stories", "build the programs", "Debian packages", "Firefox before"];
    plan.task(BROWSER, &browser, Takes::Cores, move || {
        let files = list(&built.browser).clone();
        let [stories] = files.as_slice() else { return Err(Failed::Step("find the browser's stories".to_owned())) };
        rust_tests::shown(BROWSER, stories, &args(&["--include-ignored"]))
    });
    let needs = ["build the tests", "build the programs", "Debian packages", "npm packages"];
    plan.task(STORIES, &needs, Takes::Cores, move || rust_tests::run(&built.those(is_story), &args(light)));
    plan.task(SERVER, &needs, Takes::Cores, move || {
        rust_tests::run(&built.those(|file| file.is_of("") && !is_story(file)), &args(&["--include-ignored"]))
    });
    plan.task(RUST, &needs, Takes::Cores, move || {
        rust_tests::run(&built.those(|file| !file.is_of("")), &args(&["--include-ignored"]))
    });
    plan.step("documentation's examples", &["build the tests"], Takes::Compiler, examples::run);
    web::tasks(plan);
    plan.task(PAGE, &["npm packages of the page"], Takes::Cores, move || page_tests::run(name));
    plan.step("demo", &["build the programs"], Takes::Cores, demo::once);
    fuzz::tasks(plan, name);
    plan.task("heavy tests", &needs, Takes::Cores, || {
        rust_tests::run(&built.those(is_story), &["--include-ignored", HEAVY, "--nocapture", "--test-threads=1"])
    });
    plan.behind(&[STORIES, SERVER, RUST]);
}
