//! A whole board given out again and again, beside Debian's nginx with the same file.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use candour_wire::{limits, paths};

use super::client::Client;
use super::drop_server::{DropServer, any_port};
use super::figure::{Goal, Line, Rounds, per_second};
use super::place::{Place, fresh};
use super::process::{Running, timed};
use super::programs;
use super::scale::Scale;
use super::trouble::Trouble;
use crate::install;

/// Connections that ask, each for the next board as soon as it has one.
const CLIENTS: usize = 8;
/// nginx that is not ready after this long will not be.
const PATIENCE: Duration = Duration::from_secs(20);
/// Where nginx finds the file.
const FILE: &str = "/board";

/// Measures, in turns.
pub(crate) fn measure(place: &Place, scale: Scale, drop: &DropServer<'_>) -> Result<Vec<Line>, Trouble> {
    let (parcel, site) = (place.path("parcel"), place.path("site"));
    fresh(&site)?;
    timed(&mut programs::parcel(place, &parcel))?;
    let (from, to) = (parcel.join("board"), site.join("board"));
    let len = fs::copy(&from, &to).map_err(Trouble::file(&from))?;
    if len != limits::SMALLEST_BOARD as u64 {
        return Err(Trouble::Program("candour-unit".into()));
    }
    let nginx = install::nginx()?;
    let board = paths::board(programs::UNIT);
    let running = drop.start_empty()?;
    timed(&mut programs::deliver(place, running.collect(), &parcel))?;
    let (mut ours, mut peer) = (Rounds::default(), Rounds::default());
    for _ in 0..scale.rounds {
        let beside = any_port()?;
        let server = start(&nginx, &site, beside)?;
        peer.note(per_second(scale.boards, get(beside, FILE, scale.boards)?));
        server.stop()?;
        ours.note(per_second(scale.boards, get(running.public(), &board, scale.boards)?));
    }
    running.stop()?;
    Ok(vec![Line {
        what: format!("a board of 64 cells given out, {CLIENTS} clients"),
        unit: "requests/s",
        ours,
        peer: Some(("Debian's nginx, the same file", peer)),
        goal: Goal::Share(0.5),
    }])
}

/// Gets the board so many times; how long until the last was there.
fn get(address: SocketAddr, path: &str, count: usize) -> Result<Duration, Trouble> {
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let client = || -> Result<(), Trouble> {
            let mut client = Client::connect(address)?;
            while next.fetch_add(1, Ordering::Relaxed) < count {
                let answer = client.get(path)?;
                if answer.length() != Some(limits::SMALLEST_BOARD) {
                    return Err(Trouble::NotHttp);
                }
            }
            Ok(())
        };
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        clients.into_iter().try_for_each(|client| client.join().map_err(|_| Trouble::Thread)?)
    })?;
    Ok(begun.elapsed())
}

/// Starts nginx in the foreground with a configuration, a folder and a port of its own, and waits for its first answer. What Debian's own
/// configuration sets for speed is set: `sendfile`, `tcp_nopush`, one worker a processor.
fn start(nginx: &Path, site: &Path, address: SocketAddr) -> Result<Running, Trouble> {
    let here = site.display();
    let config = site.join("nginx.conf");
    let text = format!(
        "daemon off;\nuser root;\nworker_processes auto;\npid {here}/pid;\nerror_log {here}/errors;\n\
         events {{ worker_connections 768; }}\n\
         http {{\n  sendfile on;\n  tcp_nopush on;\n  access_log off;\n  keepalive_requests 1000000;\n  server_tokens off;\n  \
         client_body_temp_path {here}/t1;\n  proxy_temp_path {here}/t2;\n  fastcgi_temp_path {here}/t3;\n  \
         uwsgi_temp_path {here}/t4;\n  scgi_temp_path {here}/t5;\n  \
         server {{\n    listen {address};\n    root {here};\n    default_type application/octet-stream;\n  }}\n}}\n"
    );
    fs::write(&config, text).map_err(Trouble::file(&config))?;
    let mut command = Command::new(nginx);
    command.arg("-c").arg(&config).arg("-e").arg(site.join("errors"));
    let begun = Instant::now();
    let mut server = Running::start(&mut command)?;
    while Client::connect(address).and_then(|mut client| client.get(FILE)).is_err() {
        if begun.elapsed() > PATIENCE || server.ended() {
            let said = fs::read_to_string(site.join("errors")).unwrap_or_default();
            crate::step::say(&said);
            return Err(Trouble::NotReady);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(server)
}
