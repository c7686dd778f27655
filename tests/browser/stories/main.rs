//! Stories of a source with a browser: the real Firefox engine as Tor Browser sets it up, a private Tor network on this machine, an onion
//! service that leads to the server's unix socket, the courier and the unit behind it.
//!
//! One run shares two networks (`world`), so this has a `main` of its own instead of one `#[test]` for each story. It takes the arguments of
//! any other test, and ends everything that it started. Between tor and the server stands a recorder: what left the browser is judged by
//! bytes, not by what the page says of itself.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "tests may stop at the first surprise"
)]

mod alike;
mod broken;
mod called;
mod drop_site;
mod failures;
mod firefox;
mod forged;
#[path = "../../stories/homes.rs"]
mod homes;
mod keyboard;
mod load;
mod look;
mod marionette;
mod patience;
#[path = "../../stories/place.rs"]
#[allow(dead_code, reason = "only its free port is needed: these drops are not on loopback")]
mod place;
mod planted;
#[path = "../../stories/programs.rs"]
mod programs;
mod questions;
mod recorder;
mod running;
mod safest;
#[path = "../../stories/scene.rs"]
#[allow(dead_code, reason = "other stories need more of it")]
mod scene;
mod talk;
mod talking;
mod told;
mod tor;
mod tour;
mod unseen;
mod world;
mod written;

use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use libtest_mimic::{Arguments, Trial};

/// What Rust alone can run.
const PLAIN: &[(&str, fn())] = &[
    (
        "patience::what_is_still_ends_and_what_moves_is_waited_for",
        patience::what_is_still_ends_and_what_moves_is_waited_for,
    ),
    ("planted::every_spelling_is_found", planted::every_spelling_is_found),
    ("planted::two_words_of_a_codename_are_found", planted::two_words_of_a_codename_are_found),
    ("recorder::boundaries_are_found", recorder::boundaries_are_found),
    ("recorder::rules_meet_their_requests", recorder::rules_meet_their_requests),
    ("tor::base32_is_rfc_4648", tor::base32_is_rfc_4648),
    ("tor::hosts_are_read", tor::hosts_are_read),
];

/// What needs Debian's tor, firefox-esr and age. `cargo xtask test` installs them. Long ones first: what is left at the end is short.
const STORIES: &[(&str, fn())] = &[
    ("unseen::whatever_a_source_finds_her_visit_is_the_same", unseen::whatever_a_source_finds_her_visit_is_the_same),
    (
        "failures::a_reload_a_broken_circuit_and_a_server_that_goes",
        failures::a_reload_a_broken_circuit_and_a_server_that_goes,
    ),
    ("broken::a_server_that_answers_errors", broken::a_server_that_answers_errors),
    ("forged::no_board_makes_the_page_say_what_no_unit_wrote", forged::no_board_makes_the_page_say_what_no_unit_wrote),
    ("safest::letters_are_found_with_stock_tools_alone", safest::letters_are_found_with_stock_tools_alone),
    ("broken::scripts_that_fail_half_way", broken::scripts_that_fail_half_way),
    ("talk::at_safer", talk::at_safer),
    ("tour::the_conversation", tour::the_conversation),
    ("tour::the_steps", tour::the_steps),
    ("failures::a_file_that_shrinks", failures::a_file_that_shrinks),
    ("called::a_caller_reports_and_calls_back", called::a_caller_reports_and_calls_back),
    ("failures::a_run_with_a_fault_ends_red", failures::a_run_with_a_fault_ends_red),
    ("failures::a_page_that_never_answers", failures::a_page_that_never_answers),
    ("failures::a_card_that_changes", failures::a_card_that_changes),
    ("talk::at_standard", talk::at_standard),
    ("failures::thirty_files_and_odd_names", failures::thirty_files_and_odd_names),
    ("safest::the_recipe_and_the_form_lead_to_the_unit", safest::the_recipe_and_the_form_lead_to_the_unit),
    ("written::at_safer_in_the_engine_before", written::at_safer_in_the_engine_before),
    ("alike::verify_page_asks_as_the_browser_does", alike::verify_page_asks_as_the_browser_does),
    ("broken::scripts_that_do_not_come_whole", broken::scripts_that_do_not_come_whole),
    ("written::at_standard_in_the_engine_before", written::at_standard_in_the_engine_before),
    ("written::at_safer_in_both_languages", written::at_safer_in_both_languages),
    ("tour::the_pages", tour::the_pages),
    ("written::at_standard_in_both_languages", written::at_standard_in_both_languages),
    ("load::everything_for_a_report_is_small", load::everything_for_a_report_is_small),
    ("keyboard::a_whole_report_without_a_mouse", keyboard::a_whole_report_without_a_mouse),
    ("load::the_first_page_is_useful_before_any_script", load::the_first_page_is_useful_before_any_script),
    ("told::a_page_that_tells_is_caught", told::a_page_that_tells_is_caught),
    ("failures::a_full_drop", failures::a_full_drop),
    ("world::nobody_else_was_asked", world::nobody_else_was_asked),
    ("world::a_courier_is_let_in_on_new_circuits", world::a_courier_is_let_in_on_new_circuits),
];

/// A story that must end red, within three minutes. It is there only where the variable `failures::SEEDED` is set.
const SEEDED: (&str, fn()) = ("failures::seeded_to_fail", failures::seeded_to_fail);

/// Seconds of every story that has ended.
static TOOK: Mutex<Vec<(f64, &str)>> = Mutex::new(Vec::new());

/// A story, with the seconds that it took.
fn trial(name: &'static str, story: fn()) -> Trial {
    Trial::test(name, move || {
        let begun = Instant::now();
        let told = std::panic::catch_unwind(story);
        TOOK.lock().unwrap_or_else(PoisonError::into_inner).push((begun.elapsed().as_secs_f64(), name));
        told.map_err(|panic| std::panic::resume_unwind(panic))
    })
}

fn main() -> ExitCode {
    let plain = PLAIN.iter().map(|(name, story)| trial(name, *story));
    let seeded = std::env::var_os(failures::SEEDED).map(|_| &SEEDED);
    let stories = STORIES.iter().chain(seeded).map(|(name, story)| trial(name, *story).with_ignored_flag(true));
    let mut arguments = Arguments::from_args();
    // Each has a world of its own.
    arguments.test_threads = Some(world::worlds());
    let conclusion = libtest_mimic::run(&arguments, plain.chain(stories).collect());
    let late = world::end();
    let mut took = TOOK.lock().unwrap_or_else(PoisonError::into_inner);
    took.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    took.iter().for_each(|(seconds, name)| println!("{seconds:6.1} s  {name}"));
    if !late.is_empty() {
        println!("after its story's end a browser asked for other hosts than the drop: {late:?}");
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}
