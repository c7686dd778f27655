//! Others' answers while many uploads come slowly, beside the same answers without them.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use candour_wire::paths;

use super::client::Client;
use super::drop_server::DropServer;
use super::figure::{Goal, Line, Rounds};
use super::scale::Scale;
use super::submissions::differ;
use super::trouble::Trouble;

/// Bytes that each slow upload brings in a second.
const PACE: usize = 1024;
/// The length that each slow upload announces; it never gets there.
const ANNOUNCED: u64 = 1 << 20;

/// Measures: first in peace, then under the slow uploads.
pub(crate) fn measure(scale: Scale, drop: &DropServer<'_>, sample: &[u8]) -> Result<Vec<Line>, Trouble> {
    let running = drop.start_empty()?;
    let time = Duration::from_secs(scale.slow_seconds);
    let peace = visit(running.public(), time, sample, 0)?;
    let over = AtomicBool::new(false);
    let address = running.public();
    let busy = std::thread::scope(|scope| {
        let slow = scope.spawn(|| trickle(address, scale.slow, sample, &over));
        // The first second is for the slow ones to connect.
        std::thread::sleep(Duration::from_secs(1));
        let busy = visit(address, time, sample, 1_000_000);
        over.store(true, Ordering::Relaxed);
        slow.join().map_err(|_| Trouble::Thread)??;
        busy
    })?;
    let memory = running.memory()?;
    running.stop()?;
    let line = |what: &str, share, goal| {
        let at = |rounds: &Rounds| {
            let mut one = Rounds::default();
            one.note(rounds.at(share));
            one
        };
        Line {
            what: format!("an answer under {} slow uploads, {what}", scale.slow),
            unit: "ms",
            ours: at(&busy),
            peer: Some(("without them", at(&peace))),
            goal,
        }
    };
    let mut highest = Rounds::default();
    highest.note(memory.highest);
    Ok(vec![
        line("median", 0.5, Goal::AtMost(100.0)),
        line("99 of 100", 0.99, Goal::AtMost(100.0)),
        line("slowest", 1.0, Goal::AtMost(100.0)),
        Line {
            what: format!("the server's memory under {} slow uploads", scale.slow),
            unit: "MiB",
            ours: highest,
            peer: None,
            goal: Goal::AtMost(128.0),
        },
    ])
}

/// Milliseconds of each answer that a visitor got: the page, then a report, again and again.
fn visit(address: SocketAddr, time: Duration, sample: &[u8], first: usize) -> Result<Rounds, Trouble> {
    let mut answers = Rounds::default();
    let mut blob = sample.to_vec();
    let over = Instant::now() + time;
    let mut number = first;
    while Instant::now() < over {
        // A connection each: waiting to be accepted counts.
        let begun = Instant::now();
        let mut client = Client::connect(address)?;
        client.get(paths::PAGE)?;
        answers.note(begun.elapsed().as_secs_f64() * 1000.0);
        differ(&mut blob, number);
        number = number.saturating_add(1);
        let begun = Instant::now();
        client.submit(&blob)?;
        answers.note(begun.elapsed().as_secs_f64() * 1000.0);
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(answers)
}

/// Keeps many uploads going, each on a connection (so a circuit) of its own, 1 KiB each second.
fn trickle(address: SocketAddr, uploads: usize, sample: &[u8], over: &AtomicBool) -> Result<(), Trouble> {
    let mut clients = Vec::new();
    for _ in 0..uploads {
        let mut client = Client::connect(address)?;
        client.begin(ANNOUNCED)?;
        clients.push(client);
    }
    // The header of a real sealed report first, whatever its payload then is.
    let mut pieces = sample.chunks(PACE).cycle();
    while !over.load(Ordering::Relaxed) {
        let round = Instant::now();
        let piece = pieces.next().unwrap_or_default();
        clients.iter_mut().try_for_each(|client| client.more(piece))?;
        std::thread::sleep(Duration::from_secs(1).saturating_sub(round.elapsed()));
    }
    Ok(())
}
