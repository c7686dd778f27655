//! The PROXY line that Tor writes before a stream when `HiddenServiceExportCircuitID haproxy` is set.
//!
//! Owns that one line's grammar. Refuses every other form of the PROXY protocol: what Tor does not write is not from Tor.
//! A circuit's number is for counters in memory, never for a log.

use core::fmt;
use core::net::Ipv6Addr;

/// Longest line that can be ours, with its line end.
pub const LONGEST: usize = 64;
/// What every line begins with.
const BEGIN: &str = "PROXY TCP6 ";
/// The prefix of the made-up address, 96 bits; the circuit's number is the rest.
const PREFIX: [u16; 6] = [0xfc00, 0xdead, 0xbeef, 0x4dad, 0, 0];

/// One line: `PROXY TCP6 fc00:dead:beef:4dad::HI:LO ::1 SOURCE VIRTUAL\r\n`, with the circuit's number in `HI:LO`.
///
/// It writes as Tor does, so parsing and writing are each other's inverse.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ProxyLine {
    /// The circuit's number on the onion service's side.
    pub circuit: u32,
    /// The onion service's virtual port.
    pub port: u16,
}

/// Not a line that Tor writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a PROXY line of an onion service")]
pub struct NotAProxyLine;

/// What the first bytes of a stream are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The line has not ended yet.
    More,
    /// A whole line, of this many bytes.
    Line(ProxyLine, usize),
}

impl fmt::Debug for ProxyLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ProxyLine").finish_non_exhaustive()
    }
}

impl fmt::Display for ProxyLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [_, _, c, d] = self.circuit.to_be_bytes();
        let (high, low) = (self.circuit >> 16, u16::from_be_bytes([c, d]));
        write!(out, "{BEGIN}fc00:dead:beef:4dad::{high:x}:{low:x} ::1 {low} {}\r\n", self.port)
    }
}

/// Looks for a whole line at the start of `bytes`.
///
/// # Errors
/// [`NotAProxyLine`] as soon as no continuation could make it one, at the latest after [`LONGEST`] bytes.
pub fn scan(bytes: &[u8]) -> Result<Progress, NotAProxyLine> {
    let window = bytes.get(..bytes.len().min(LONGEST)).unwrap_or_default();
    let shared = window.len().min(BEGIN.len());
    if window.get(..shared) != BEGIN.as_bytes().get(..shared) {
        return Err(NotAProxyLine);
    }
    let Some(end) = window.iter().position(|byte| *byte == b'\n') else {
        return if window.len() < LONGEST { Ok(Progress::More) } else { Err(NotAProxyLine) };
    };
    let len = end.saturating_add(1);
    parse(window.get(..len).unwrap_or_default()).map(|line| Progress::Line(line, len))
}

/// Parses a whole line with its line end.
///
/// # Errors
/// [`NotAProxyLine`] for anything but the very bytes that Tor writes.
pub fn parse(line: &[u8]) -> Result<ProxyLine, NotAProxyLine> {
    let text = core::str::from_utf8(line).map_err(|_| NotAProxyLine)?;
    let rest = text.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix("\r\n")).ok_or(NotAProxyLine)?;
    let mut words = rest.split(' ');
    let (source, _, _, port) = match (words.next(), words.next(), words.next(), words.next(), words.next()) {
        (Some(a), Some(b), Some(c), Some(d), None) => (a, b, c, d),
        _ => return Err(NotAProxyLine),
    };
    let address: Ipv6Addr = source.parse().map_err(|_| NotAProxyLine)?;
    let [a, b, c, d, e, f, high, low] = address.segments();
    if [a, b, c, d, e, f] != PREFIX {
        return Err(NotAProxyLine);
    }
    let found =
        ProxyLine { circuit: u32::from(high) << 16 | u32::from(low), port: port.parse().map_err(|_| NotAProxyLine)? };
    // The one spelling that Tor uses: every other word and every other form of a number falls here.
    if found.to_string() == text { Ok(found) } else { Err(NotAProxyLine) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SEEN: &[u8] = b"PROXY TCP6 fc00:dead:beef:4dad::0:2e ::1 46 80\r\n";

    #[test]
    fn the_line_that_tor_was_seen_to_write() {
        let line = ProxyLine { circuit: 0x2e, port: 80 };
        assert_eq!(parse(SEEN), Ok(line));
        assert_eq!(line.to_string().as_bytes(), SEEN);
        let mut stream = SEEN.to_vec();
        stream.extend_from_slice(b"GET / HTTP/1.1\r\n");
        assert_eq!(scan(&stream), Ok(Progress::Line(line, SEEN.len())));
        for len in 0..SEEN.len() {
            assert_eq!(scan(&SEEN[..len]), Ok(Progress::More), "{len}");
        }
    }

    #[test]
    fn the_longest_line_fits() {
        let line = ProxyLine { circuit: u32::MAX, port: u16::MAX }.to_string();
        assert!(line.len() <= LONGEST);
        assert!(parse(line.as_bytes()).is_ok());
    }

    #[test]
    fn nothing_else_is_taken() {
        for bad in [
            "GET / HTTP/1.1\r\n",
            "PROXY TCP4 127.0.0.1 127.0.0.1 46 80\r\n",
            "PROXY UNKNOWN\r\n",
            "PROXY TCP6 fc00:dead:beef:4dad::0:2e ::1 46 80\n",
            "PROXY TCP6 fc00:dead:beef:4dad::2e ::1 46 80\r\n",
            "PROXY TCP6 fc00:dead:beef:4dad::0:2e ::1 47 80\r\n",
            "PROXY TCP6 fc00:dead:beef:4dad::0:2E ::1 46 80\r\n",
            "PROXY TCP6 fc00:dead:beef:4dad::0:02e ::1 46 80\r\n",
            "PROXY TCP6 fc00:dead:beef:4dad::0:2e ::2 46 80\r\n",
            "PROXY TCP6 fc00:dead:beef:4dad::0:2e ::1 46 +80\r\n",
            "PROXY TCP6 fc00:dead:beef:4dad::0:2e ::1 46 65616\r\n",
            "PROXY TCP6 fc00:dead:beef:4dad::0:2e ::1 46 80 \r\n",
            "PROXY TCP6 fc00:dead:beef:4dac::0:2e ::1 46 80\r\n",
            "PROXY TCP6 fc00:dead:beef:4dad::0:2e  ::1 46 80\r\n",
        ] {
            assert_eq!(parse(bad.as_bytes()), Err(NotAProxyLine), "{bad}");
            assert_eq!(scan(bad.as_bytes()), Err(NotAProxyLine), "{bad}");
        }
        assert_eq!(scan(&[b'P'; 2]), Err(NotAProxyLine));
        assert_eq!(scan(format!("PROXY TCP6 {}", "f".repeat(100)).as_bytes()), Err(NotAProxyLine));
    }

    #[test]
    fn debug_shows_no_circuit() {
        assert_eq!(format!("{:?}", ProxyLine { circuit: 7, port: 80 }), "ProxyLine { .. }");
    }

    proptest! {
        #[test]
        fn writing_and_parsing_are_inverse(circuit: u32, port: u16) {
            let line = ProxyLine { circuit, port };
            prop_assert_eq!(parse(line.to_string().as_bytes()), Ok(line));
        }

        #[test]
        fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(line) = parse(&bytes) {
                prop_assert_eq!(line.to_string().into_bytes(), bytes);
            }
        }
    }
}
