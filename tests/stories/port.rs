//! Loopback ports for programs that must be told one. Owns the claim, which holds until this process ends; does not know who listens.
//!
//! A port that was bound at 0 and let go may be taken by another process before the program binds it: the kernel gives ports of the same range
//! to everybody, and to every outgoing connection. So these ports lie outside that range, and a port is claimed before it is tried: the
//! claim is an abstract unix socket named after it, which one process of a network namespace can have, and which ends with its process.

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::BuildHasher as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::net::{SocketAddr as Claim, UnixListener};
use std::sync::Mutex;

/// Where the kernel says which ports it gives by itself.
const RANGE: &str = "/proc/sys/net/ipv4/ip_local_port_range";
/// Ports from which on claims are made: below it are those with a name, and 10080, to which browsers refuse to connect.
const FIRST: u16 = 10_100;
/// Fewer than this outside the kernel's range are too few for tests that run beside each other; then its range is used too.
const ENOUGH: usize = 1_000;

/// What this process has claimed.
static CLAIMS: Mutex<Vec<UnixListener>> = Mutex::new(Vec::new());

/// A loopback port that nobody listens on, and that no other test gets while this process lives.
pub(crate) fn free_address() -> SocketAddr {
    let ports = ports(&fs::read_to_string(RANGE).unwrap_or_default());
    let start = usize::try_from(RandomState::new().hash_one(0_u8) % 0x1_0000).unwrap();
    let free = ports.iter().cycle().skip(start % ports.len()).take(ports.len()).find(|port| claim(**port));
    SocketAddr::from((Ipv4Addr::LOCALHOST, *free.expect("a port that nobody has")))
}

/// The ports that may be claimed where the kernel's range is this text: first and last port.
fn ports(range: &str) -> Vec<u16> {
    let ends: Vec<u16> = range.split_whitespace().filter_map(|end| end.parse().ok()).collect();
    let [first, last] = ends[..] else { return (FIRST..=u16::MAX).collect() };
    let outside: Vec<u16> = (FIRST..=u16::MAX).filter(|port| !(first..=last).contains(port)).collect();
    if outside.len() < ENOUGH { (FIRST..=u16::MAX).collect() } else { outside }
}

/// Claims a port for this process, if no other has claimed it and nobody listens there.
fn claim(port: u16) -> bool {
    let name = Claim::from_abstract_name(format!("candour-test-port-{port}")).unwrap();
    let Ok(claim) = UnixListener::bind_addr(&name) else { return false };
    // Where somebody listens the claim is let go again: it may be free for the next who asks.
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    if free {
        CLAIMS.lock().unwrap().push(claim);
    }
    free
}
