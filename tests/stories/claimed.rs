//! That a port which was given is given to nobody else: neither by us, nor by the kernel, nor by another process of these tests.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::net::{SocketAddr, UnixListener};

use crate::place::free_address;

#[test]
fn ports_are_given_once_free_and_outside_the_kernels_range() {
    let range = std::fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap();
    let ends: Vec<u16> = range.split_whitespace().map(|end| end.parse().unwrap()).collect();
    // A machine may give nearly all of them.
    let room = (10_100..=u16::MAX).filter(|port| !(ends[0]..=ends[1]).contains(port)).count() >= 1_000;
    let given: Vec<_> = (0..50).map(|_| free_address()).collect();
    assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), 50, "each once");
    for address in given {
        assert!(address.ip().is_loopback() && !(room && (ends[0]..=ends[1]).contains(&address.port())), "{address}");
        assert_eq!(TcpStream::connect(address).unwrap_err().kind(), ErrorKind::ConnectionRefused, "nobody is there");
        drop(TcpListener::bind(address).unwrap());
        // Who binds the name has the port: another process would be told this too.
        let name = SocketAddr::from_abstract_name(format!("candour-test-port-{}", address.port())).unwrap();
        assert_eq!(UnixListener::bind_addr(&name).unwrap_err().kind(), ErrorKind::AddrInUse);
    }
}
