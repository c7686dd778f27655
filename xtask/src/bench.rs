//! `cargo xtask bench`: every figure that the project promises, each beside its peer, in one run. Owns order and report; the
//! modules below each own one measurement.

mod append;
mod board;
mod browser;
mod client;
mod drop_server;
mod figure;
mod noise;
mod opening;
mod place;
mod process;
mod programs;
mod scale;
mod sealing;
mod slow;
mod start;
mod submissions;
mod trouble;
mod upload;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use drop_server::DropServer;
use figure::Line;
use place::Place;
use scale::Scale;
use trouble::Trouble;

use crate::step::{Failed, root, say, timed};

/// What is said to a wrong command line.
const USAGE: &str = "\
usage: cargo xtask bench [--short] [--only NAME] [--built] [--write]

  --short       small sizes: does everything still work?
  --only NAME   one of: submissions upload sealing opening slow start board browser
  --built       the release programs are there and current: do not build them
  --write       write BENCHMARKS.md (a full run only)
";

/// The page that the figures go into.
const PAGE: &str = include_str!("bench/page.md");

/// The measurements, in order.
const NAMES: [&str; 8] = ["submissions", "upload", "sealing", "opening", "slow", "start", "board", "browser"];

/// Parses, measures, reports. Fails if what is asked of a full run is not met.
pub(crate) fn run(args: &[&str]) -> Result<(), Failed> {
    let (mut scale, mut only, mut build, mut write) = (Scale::FULL, None, true, false);
    let mut args = args.iter().copied();
    while let Some(arg) = args.next() {
        match arg {
            "--short" => scale = Scale::SHORT,
            "--built" => build = false,
            "--write" => write = true,
            "--only" => only = args.next().filter(|name| NAMES.contains(name)).map(Some).ok_or(Failed::usage(USAGE))?,
            _ => return Err(Failed::usage(USAGE)),
        }
    }
    if write && (only.is_some() || !scale.full || !build) {
        return Err(Failed::usage(USAGE));
    }
    let lines = measure(scale, only, build)?;
    report(scale, &lines, write).map_err(Failed::from)?;
    let missed = lines.iter().filter(|line| line.met() == Some(false)).count();
    if scale.full && missed > 0 { Err(Failed::Step(format!("bench: {missed} not met"))) } else { Ok(()) }
}

/// Runs what was chosen.
fn measure(scale: Scale, only: Option<&str>, build: bool) -> Result<Vec<Line>, Failed> {
    let place = Place::make(build)?;
    let drop = timed("set up", || Ok(DropServer::prepare(&place)?))?;
    let samples = timed("seal samples", || Ok(programs::Samples::make(&place, scale, only)?))?;
    let mut lines = Vec::new();
    for name in NAMES {
        if only.is_some_and(|only| only != name) {
            continue;
        }
        say(&format!("\n=== {name}"));
        let measured = timed(name, || {
            Ok(match name {
                "submissions" => submissions::measure(&place, scale, &drop, &samples.text)?,
                "upload" => upload::measure(&place, scale, &drop, &samples.large)?,
                "sealing" => sealing::measure(&place, scale)?,
                "opening" => opening::measure(&place, scale, &drop)?,
                "slow" => slow::measure(scale, &drop, &samples.text)?,
                "board" => board::measure(&place, scale, &drop)?,
                "browser" => browser::measure(scale)?,
                _ => start::measure(scale, &drop, &samples.text)?,
            })
        })?;
        measured.iter().for_each(|line| say(&line.to_string()));
        lines.extend(measured);
    }
    Ok(lines)
}

/// Prints the table, or writes the page.
fn report(scale: Scale, lines: &[Line], write: bool) -> Result<(), Trouble> {
    let rows: String = lines.iter().map(|line| format!("\n{line}")).collect();
    let table = format!("{}{rows}", figure::HEAD);
    if write {
        let page =
            PAGE.replace("{run}", &machine()).replace("{table}", &table).replace("{rounds}", &scale.rounds.to_string());
        let path = root().join("BENCHMARKS.md");
        return fs::write(&path, page).map_err(Trouble::file(&path));
    }
    let mut out = std::io::stdout();
    writeln!(out, "{}\n\n{table}", machine()).map_err(Trouble::file(Path::new("stdout")))
}

/// What the run was on, in a sentence; nothing that names a machine.
fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let processors = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let cpu = read("/proc/cpuinfo");
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let memory = read("/proc/meminfo");
    let kib =
        memory.lines().find_map(|line| line.strip_prefix("MemTotal:")).and_then(|line| line.split_whitespace().next());
    let gib = kib.and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) >> 20;
    let kernel = read("/proc/sys/kernel/osrelease");
    let series: Vec<&str> = kernel.trim().split(['.', '-']).take(2).collect();
    format!(
        "{processors} processors ({}), {gib} GiB of memory, Linux {}, Debian's age, tar and nginx.",
        model.trim_start_matches([' ', '\t', ':']).trim(),
        series.join(".")
    )
}
