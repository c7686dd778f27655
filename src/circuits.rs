//! What each Tor circuit is doing: counters in memory, forgotten when they no longer matter.
//!
//! Owns the two rules for one circuit: how many bodies it may send at once, and, while the drop fills up, one submission in ten
//! minutes. Knows nothing of stores and lanes. No circuit's number is ever written or shown.

use core::fmt;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use candour_wire::Problem;

/// While the drop fills up: one submission from a circuit in this time.
pub const PAUSE: Duration = Duration::from_secs(600);
/// Connections of one circuit at once. Tor Browser opens six to a site.
pub const CONNECTIONS: u16 = 16;
/// Submissions remembered in one generation, at most. Two generations are kept, so this is a few MiB.
const REMEMBERED: usize = 50_000;

/// Whose request it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Circuit {
    /// A circuit of the onion service, from its PROXY line.
    Tor(u32),
    /// A connection without a PROXY line: a circuit of its own.
    Connection(u64),
}

impl fmt::Debug for Circuit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Circuit").finish_non_exhaustive()
    }
}

/// The counters of all circuits.
#[derive(Clone)]
pub struct Circuits {
    /// Shared with the guards.
    inner: Arc<Mutex<Inner>>,
    /// Bodies that one circuit may send at once.
    bodies: u16,
}

impl fmt::Debug for Circuits {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Circuits").finish_non_exhaustive()
    }
}

/// Counters of now, and submissions of the last two generations.
struct Inner {
    /// Bodies on their way.
    sending: HashMap<Circuit, u16>,
    /// Of those, submissions that may still succeed.
    trying: HashMap<Circuit, u16>,
    /// Open connections.
    connected: HashMap<Circuit, u16>,
    /// When the younger generation began.
    turned: Instant,
    /// Last submissions of the younger generation.
    recent: HashMap<Circuit, Instant>,
    /// Last submissions of the older one.
    older: HashMap<Circuit, Instant>,
}

/// Leave to send one body; counts until it is dropped.
pub struct Sending {
    /// Where it counts.
    inner: Arc<Mutex<Inner>>,
    /// For whom.
    circuit: Circuit,
    /// When the submission began, unless it is a part of one. Only success leaves a mark, so a failed try changes nothing.
    begun: Option<Instant>,
}

impl fmt::Debug for Sending {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sending").finish_non_exhaustive()
    }
}

/// One open connection; counts until it is dropped.
pub struct Connected {
    /// Where it counts.
    inner: Arc<Mutex<Inner>>,
    /// For whom.
    circuit: Circuit,
}

impl fmt::Debug for Connected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Connected").finish_non_exhaustive()
    }
}

impl Drop for Connected {
    fn drop(&mut self) {
        release(&mut lock(&self.inner).connected, self.circuit);
    }
}

/// Takes one off a circuit's counter, and the counter away with the last.
fn release(counters: &mut HashMap<Circuit, u16>, circuit: Circuit) {
    if let Entry::Occupied(mut entry) = counters.entry(circuit) {
        let left = entry.get().saturating_sub(1);
        if left == 0 {
            entry.remove();
        } else {
            entry.insert(left);
        }
    }
}

/// A panic elsewhere cannot leave these counters half changed.
fn lock(inner: &Mutex<Inner>) -> MutexGuard<'_, Inner> {
    inner.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Circuits {
    /// No circuit has done anything; each may send `bodies` bodies at once.
    #[must_use]
    pub fn new(bodies: u16) -> Self {
        let inner = Inner {
            sending: HashMap::new(),
            trying: HashMap::new(),
            connected: HashMap::new(),
            turned: Instant::now(),
            recent: HashMap::new(),
            older: HashMap::new(),
        };
        Self { inner: Arc::new(Mutex::new(inner)), bodies }
    }

    /// Counts one more connection of a circuit; `None` where it has [`CONNECTIONS`] already.
    #[must_use]
    pub fn connect(&self, circuit: Circuit) -> Option<Connected> {
        let mut inner = lock(&self.inner);
        let count = inner.connected.entry(circuit).or_insert(0);
        if *count >= CONNECTIONS {
            return None;
        }
        *count = count.saturating_add(1);
        Some(Connected { inner: Arc::clone(&self.inner), circuit })
    }

    /// Asks to send one body. `slowed`: the drop fills up, so ten minutes must have passed since the circuit's last submission.
    ///
    /// # Errors
    /// [`Problem::CircuitBusy`] or [`Problem::Slowed`].
    pub fn admit(&self, circuit: Circuit, slowed: bool, now: Instant) -> Result<Sending, Problem> {
        let mut inner = lock(&self.inner);
        inner.turn(now);
        let waiting = |last: Option<&Instant>| last.is_some_and(|last| now.saturating_duration_since(*last) < PAUSE);
        let has = waiting(inner.recent.get(&circuit)) || waiting(inner.older.get(&circuit));
        if slowed && (has || inner.trying.contains_key(&circuit)) {
            return Err(Problem::Slowed);
        }
        inner.send(circuit, self.bodies)?;
        let trying = inner.trying.entry(circuit).or_insert(0);
        *trying = trying.saturating_add(1);
        Ok(Sending { inner: Arc::clone(&self.inner), circuit, begun: Some(now) })
    }

    /// Asks to send a part of an upload that was admitted when it was created.
    ///
    /// # Errors
    /// [`Problem::CircuitBusy`].
    pub fn admit_part(&self, circuit: Circuit) -> Result<Sending, Problem> {
        lock(&self.inner).send(circuit, self.bodies)?;
        Ok(Sending { inner: Arc::clone(&self.inner), circuit, begun: None })
    }
}

impl Inner {
    /// Counts one more body of a circuit that may send `most` at once.
    fn send(&mut self, circuit: Circuit, most: u16) -> Result<(), Problem> {
        let sending = self.sending.entry(circuit).or_insert(0);
        if *sending >= most {
            return Err(Problem::CircuitBusy);
        }
        *sending = sending.saturating_add(1);
        Ok(())
    }

    /// Forgets what is too old to matter, or too much to hold.
    fn turn(&mut self, now: Instant) {
        if self.recent.len() >= REMEMBERED || now.saturating_duration_since(self.turned) >= PAUSE {
            self.older = core::mem::take(&mut self.recent);
            self.turned = now;
        }
    }
}

impl Sending {
    /// The submission was taken: the circuit's ten minutes count from its beginning.
    pub fn taken(self) {
        if let Some(begun) = self.begun {
            let mut inner = lock(&self.inner);
            inner.turn(begun);
            let mark = inner.recent.entry(self.circuit).or_insert(begun);
            *mark = begun.max(*mark);
        }
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        let mut inner = lock(&self.inner);
        release(&mut inner.sending, self.circuit);
        if self.begun.is_some() {
            release(&mut inner.trying, self.circuit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Circuit = Circuit::Tor(1);
    const OTHER: Circuit = Circuit::Tor(2);

    #[test]
    fn bodies_at_once_are_counted_for_each_circuit() {
        let circuits = Circuits::new(2);
        let now = Instant::now();
        let first = circuits.admit(ONE, false, now).unwrap();
        let _second = circuits.admit_part(ONE).unwrap();
        assert_eq!(circuits.admit(ONE, false, now).err(), Some(Problem::CircuitBusy));
        assert_eq!(circuits.admit_part(ONE).err(), Some(Problem::CircuitBusy));
        assert!(circuits.admit(OTHER, false, now).is_ok());
        drop(first);
        assert!(circuits.admit(ONE, false, now).is_ok());
    }

    #[test]
    fn connections_are_counted_for_each_circuit() {
        let circuits = Circuits::new(2);
        let mut held: Vec<_> = (0..CONNECTIONS).map(|_| circuits.connect(ONE).unwrap()).collect();
        assert!(circuits.connect(ONE).is_none());
        assert!(circuits.connect(OTHER).is_some());
        held.pop();
        assert!(circuits.connect(ONE).is_some());
        drop(held);
        assert!(lock(&circuits.inner).connected.is_empty());
    }

    #[test]
    fn while_the_drop_fills_up_a_circuit_waits_ten_minutes_and_others_do_not() {
        let circuits = Circuits::new(4);
        let start = Instant::now();
        circuits.admit(ONE, true, start).unwrap().taken();
        let early = start + PAUSE - Duration::from_secs(1);
        assert_eq!(circuits.admit(ONE, true, early).err(), Some(Problem::Slowed));
        assert!(circuits.admit(OTHER, true, early).is_ok());
        circuits.admit(ONE, true, start + PAUSE).unwrap().taken();
        assert_eq!(circuits.admit(ONE, true, start + PAUSE).err(), Some(Problem::Slowed));
    }

    #[test]
    fn a_refused_submission_costs_no_wait() {
        let circuits = Circuits::new(4);
        let now = Instant::now();
        drop(circuits.admit(ONE, true, now).unwrap());
        assert!(circuits.admit(ONE, true, now).is_ok());
    }

    #[test]
    fn a_failed_try_does_not_erase_an_earlier_submission() {
        let circuits = Circuits::new(4);
        let now = Instant::now();
        circuits.admit(ONE, false, now).unwrap().taken();
        // Not slowed yet: it may try again, and fails.
        drop(circuits.admit(ONE, false, now + Duration::from_secs(5)).unwrap());
        let later = now + Duration::from_secs(10);
        assert_eq!(circuits.admit(ONE, true, later).err(), Some(Problem::Slowed));
    }

    #[test]
    fn while_the_drop_fills_up_a_circuit_tries_once_at_a_time() {
        let circuits = Circuits::new(4);
        let now = Instant::now();
        let (first, second) = (circuits.admit(ONE, false, now).unwrap(), circuits.admit(ONE, false, now).unwrap());
        assert_eq!(circuits.admit(ONE, true, now).err(), Some(Problem::Slowed));
        assert!(circuits.admit_part(ONE).is_ok(), "parts were admitted with their upload");
        drop(first);
        assert_eq!(circuits.admit(ONE, true, now).err(), Some(Problem::Slowed));
        drop(second);
        assert!(circuits.admit(ONE, true, now).is_ok());
    }

    #[test]
    fn memory_is_bounded() {
        let circuits = Circuits::new(4);
        let now = Instant::now();
        for circuit in 0..200_000 {
            circuits.admit(Circuit::Tor(circuit), true, now).unwrap().taken();
        }
        let inner = lock(&circuits.inner);
        assert!(inner.sending.is_empty() && inner.trying.is_empty());
        assert!(inner.recent.len() <= REMEMBERED && inner.older.len() <= REMEMBERED);
    }

    #[test]
    fn debug_shows_no_circuit() {
        assert_eq!(format!("{ONE:?}"), "Circuit { .. }");
    }
}
