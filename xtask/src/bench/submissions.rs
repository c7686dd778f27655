//! Durable submissions of 16 KiB by many clients, beside what the disk gives to bare appends.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::append;
use super::client::Client;
use super::drop_server::DropServer;
use super::figure::{Goal, Line, Rounds, per_second};
use super::noise::Noise;
use super::place::Place;
use super::process::settle;
use super::scale::Scale;
use super::trouble::Trouble;

/// Measures, in turns.
pub(crate) fn measure(place: &Place, scale: Scale, drop: &DropServer<'_>, sample: &[u8]) -> Result<Vec<Line>, Trouble> {
    let (mut ours, mut bare) = (Rounds::default(), Rounds::default());
    for _ in 0..scale.rounds {
        settle()?;
        let took = append::run(&place.path("append"), scale.clients, scale.submissions)?;
        bare.note(per_second(scale.submissions, took));
        let running = drop.start_empty()?;
        settle()?;
        let took = submit(running.public(), scale.clients, scale.submissions, sample)?;
        ours.note(per_second(scale.submissions, took));
        running.stop()?;
    }
    Ok(vec![Line {
        what: format!("durable submissions of 16 KiB, {} clients", scale.clients),
        unit: "reports/s",
        ours,
        peer: Some(("append + fdatasync with group commit", bare)),
        goal: Goal::RateOrShare(2_000.0, 0.5),
    }])
}

/// Submits `reports` different sealed reports by `clients` connections; how long until the last was answered.
pub(crate) fn submit(address: SocketAddr, clients: usize, reports: usize, sample: &[u8]) -> Result<Duration, Trouble> {
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let client = || -> Result<(), Trouble> {
            let mut client = Client::connect(address)?;
            let mut blob = sample.to_vec();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= reports {
                    return Ok(());
                }
                differ(&mut blob, number);
                client.submit(&blob)?;
            }
        };
        let clients: Vec<_> = (0..clients).map(|_| scope.spawn(client)).collect();
        clients.into_iter().try_for_each(|client| client.join().map_err(|_| Trouble::Thread)?)
    })?;
    Ok(begun.elapsed())
}

/// Makes another sealed report of a sample: other bytes at its end. The drop cannot tell that nobody can open it.
pub(crate) fn differ(blob: &mut [u8], number: usize) {
    let tail = blob.len().saturating_sub(4096);
    if let Some(tail) = blob.get_mut(tail..) {
        Noise::new(number as u64).fill(tail);
    }
}
