//! A start with a full store: how long until it answers, and what it then holds in memory.

use std::process::Command;
use std::time::Duration;

use super::client::Client;
use super::drop_server::DropServer;
use super::figure::{Goal, Line, Rounds};
use super::noise::Noise;
use super::process::timed;
use super::scale::Scale;
use super::submissions::submit;
use super::trouble::Trouble;

/// Lets the kernel forget what it has cached of every file below a folder (see dd's manual), so that a start reads the disk.
const FORGET: &str =
    r#"sync; find "$0" -type f -exec dd of={} oflag=nocache conv=notrunc,fdatasync count=0 status=none \;"#;

/// Fills a drop, then starts it again and again.
pub(crate) fn measure(scale: Scale, drop: &DropServer<'_>, sample: &[u8]) -> Result<Vec<Line>, Trouble> {
    let running = drop.start_empty()?;
    submit(running.public(), scale.clients, scale.stored_texts, sample)?;
    let mut client = Client::connect(running.public())?;
    let length = usize::try_from(Scale::STORED_LARGE).unwrap_or(usize::MAX);
    let mut blob = sample.to_vec();
    blob.resize(length, 0);
    let payload = sample.len();
    for number in 0..scale.stored_large {
        let mut noise = Noise::new(number as u64);
        noise.fill(blob.get_mut(payload..).unwrap_or_default());
        client.submit(&blob)?;
    }
    running.stop()?;
    let (mut ready, mut now, mut highest) = (Rounds::default(), Rounds::default(), Rounds::default());
    for _ in 0..scale.rounds {
        timed(Command::new("sh").args(["-c", FORGET]).arg(drop.store()))?;
        let running = drop.start()?;
        ready.note(running.ready_after().as_secs_f64());
        std::thread::sleep(Duration::from_secs(1));
        let memory = running.memory()?;
        now.note(memory.now);
        highest.note(memory.highest);
        running.stop()?;
    }
    let stored = (scale.stored_large as u64 * Scale::STORED_LARGE + scale.stored_texts as u64 * 16 * 1024) as f64
        / f64::from(1 << 30);
    let line = |what: String, unit, ours, goal| Line { what, unit, ours, peer: None, goal };
    Ok(vec![
        line(
            format!("start with {stored:.1} GiB stored, {} text reports: ready", scale.stored_texts),
            "s",
            ready,
            Goal::AtMost(1.0),
        ),
        line("memory a second later".to_owned(), "MiB", now, Goal::AtMost(256.0)),
        line("memory at its highest".to_owned(), "MiB", highest, Goal::Shown),
    ])
}
