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
  --write       write BENCHMARKS.md, or with --only that measurement's section of it
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
    if write && (!scale.full || !build) {
        return Err(Failed::usage(USAGE));
    }
    let measured = measure(scale, only, build)?;
    report(scale, &measured, write).map_err(Failed::from)?;
    let missed = measured.iter().flat_map(|(_, lines)| lines).filter(|line| line.met() == Some(false)).count();
    if scale.full && missed > 0 { Err(Failed::Step(format!("bench: {missed} not met"))) } else { Ok(()) }
}

/// Runs what was chosen.
fn measure(scale: Scale, only: Option<&str>, build: bool) -> Result<Vec<(&'static str, Vec<Line>)>, Failed> {
    let place = Place::make(build)?;
    let drop = timed("set up", || Ok(DropServer::prepare(&place)?))?;
    let samples = timed("seal samples", || Ok(programs::Samples::make(&place, scale, only)?))?;
    let mut all = Vec::new();
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
        all.push((name, measured));
    }
    Ok(all)
}

/// Prints the tables, or writes them into the page.
fn report(scale: Scale, measured: &[(&str, Vec<Line>)], write: bool) -> Result<(), Trouble> {
    let run = machine();
    if !write {
        let sections: String = measured.iter().map(|(name, lines)| section(name, &run, lines)).collect();
        return write!(std::io::stdout(), "{sections}").map_err(Trouble::file(Path::new("stdout")));
    }
    let path = root().join("BENCHMARKS.md");
    let before = fs::read_to_string(&path).map_err(Trouble::file(&path))?;
    let now = |name: &str| {
        let lines = measured.iter().find(|(measured, _)| *measured == name).map(|(_, lines)| lines);
        lines.map_or_else(|| kept(&before, name), |lines| section(name, &run, lines))
    };
    let sections: String = NAMES.into_iter().map(now).collect();
    let page = PAGE.replace("{sections}", sections.trim_end()).replace("{rounds}", &scale.rounds.to_string());
    fs::write(&path, page).map_err(Trouble::file(&path))
}

/// One measurement, on the page.
fn section(name: &str, run: &str, lines: &[Line]) -> String {
    let rows: String = lines.iter().map(|line| format!("{line}\n")).collect();
    format!("### {name}\n\n{run}\n\n{}\n{rows}\n", figure::HEAD)
}

/// A measurement's section as it stands on the page; nothing where it was never taken.
fn kept(page: &str, name: &str) -> String {
    let Some((_, rest)) = page.split_once(&format!("### {name}\n")) else { return String::new() };
    let end = ["\n### ", "\nBold is "].into_iter().filter_map(|next| rest.find(next)).min().unwrap_or(rest.len());
    format!("### {name}\n{}\n\n", rest.get(..end).unwrap_or_default().trim_end())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_stays_as_it_is_while_others_are_taken_anew() {
        let sections: String = ["upload", "browser"].map(|name| section(name, "A machine.", &[])).concat();
        let page = PAGE.replace("{sections}", sections.trim_end());
        assert_eq!(["upload", "browser"].map(|name| kept(&page, name)).concat(), sections);
        assert_eq!(kept(&page, "board"), "");
    }
}
