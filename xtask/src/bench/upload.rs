//! A large blob sent to the drop, whole and in parts, beside `dd` with a sync at its end.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use candour_wire::limits::PART;

use super::client::Client;
use super::drop_server::DropServer;
use super::figure::{Goal, Line, Rounds, mib_per_second};
use super::place::Place;
use super::process::{settle, timed};
use super::scale::Scale;
use super::trouble::Trouble;

/// Measures, in turns.
pub(crate) fn measure(place: &Place, scale: Scale, drop: &DropServer<'_>, blob: &Path) -> Result<Vec<Line>, Trouble> {
    // Read once and held, so that neither side waits for the file it sends.
    let bytes = fs::read(blob).map_err(Trouble::file(blob))?;
    let (mut whole, mut parts, mut dd) = (Rounds::default(), Rounds::default(), Rounds::default());
    let mut memory = Rounds::default();
    for _ in 0..scale.rounds {
        settle()?;
        dd.note(mib_per_second(scale.step, copy(blob, &place.path("dd"))?));
        for (rounds, send) in [(&mut whole, in_one as fn(_, &[u8]) -> _), (&mut parts, in_parts)] {
            let running = drop.start_empty()?;
            settle()?;
            rounds.note(mib_per_second(scale.step, send(running.public(), &bytes)?));
            memory.note(running.memory()?.highest);
            running.stop()?;
        }
    }
    let size = scale.step >> 20;
    let line = |way: &str, ours, goal| Line {
        what: format!("upload of {size} MiB, {way}"),
        unit: "MiB/s",
        ours,
        peer: Some(("`dd` + fsync", dd.clone())),
        goal,
    };
    Ok(vec![
        line("in one request", whole, Goal::Share(0.6)),
        line("tus, parts of 1 MiB", parts, Goal::Share(0.6)),
        Line {
            what: "the server's memory with it".to_owned(),
            unit: "MiB",
            ours: memory,
            peer: None,
            goal: Goal::Shown,
        },
    ])
}

/// What the disk gives to one writer.
fn copy(from: &Path, to: &Path) -> Result<Duration, Trouble> {
    let mut command = Command::new("dd");
    command.arg(format!("if={}", from.display())).arg(format!("of={}", to.display()));
    let took = timed(command.args(["bs=1M", "conv=fsync", "status=none"]))?;
    fs::remove_file(to).map_err(Trouble::file(to))?;
    Ok(took)
}

/// One `POST /reports`.
fn in_one(address: SocketAddr, blob: &[u8]) -> Result<Duration, Trouble> {
    let mut client = Client::connect(address)?;
    let begun = Instant::now();
    client.begin(blob.len() as u64)?;
    client.more(blob)?;
    client.submitted()?;
    Ok(begun.elapsed())
}

/// tus 1.0, one part after the other.
fn in_parts(address: SocketAddr, blob: &[u8]) -> Result<Duration, Trouble> {
    let mut client = Client::connect(address)?;
    let begun = Instant::now();
    let upload = client.create(blob.len() as u64)?;
    let mut offset = 0;
    for part in blob.chunks(usize::try_from(PART).unwrap_or(1 << 20)) {
        client.part(&upload, offset, part)?;
        offset = offset.saturating_add(part.len() as u64);
    }
    Ok(begun.elapsed())
}
