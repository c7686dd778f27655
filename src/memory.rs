//! Memory for the parts of larger reports, bounded for all senders together however many there are.
//!
//! Two shares. One is for parts that wait for the disk or are being written: it is given in the order in which it is asked for, and
//! comes back when the disk has the part, so nobody can sit on it. The other lets fast senders gather larger parts while the disk is busy:
//! nobody waits for it, so whoever sits on it only makes others' parts smaller. Below one unit a sender needs neither, and a
//! report of text size never does: what others send cannot keep it out. Knows no store and no report.

use std::sync::Arc;

use candour_wire::Problem;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What memory is given out in: the smallest part.
const UNIT: usize = 64 * 1024;
/// Units for parts that wait for the disk: 32 MiB.
const PARTS: usize = 512;
/// Units for what is gathered meanwhile: 32 MiB.
const AHEAD: usize = 512;

/// Both shares.
#[derive(Debug, Clone)]
pub struct Memory {
    /// For parts that wait for the disk.
    parts: Arc<Semaphore>,
    /// For what is gathered meanwhile.
    ahead: Arc<Semaphore>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { parts: Arc::new(Semaphore::new(PARTS)), ahead: Arc::new(Semaphore::new(AHEAD)) }
    }
}

/// Memory of one part, until the disk has it.
#[derive(Debug)]
#[must_use]
pub struct Part {
    /// Its units.
    _units: OwnedSemaphorePermit,
}

/// What one sender gathers while its last part is being written.
#[derive(Debug)]
pub struct Ahead {
    /// Where units come from.
    share: Arc<Semaphore>,
    /// Units held.
    held: Option<OwnedSemaphorePermit>,
}

/// Units for so many bytes.
fn units(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX)
}

impl Memory {
    /// Waits for the memory of a part; first come, first served.
    ///
    /// # Errors
    /// [`Problem::Fault`] if there can never be so much.
    pub async fn part(&self, bytes: usize) -> Result<Part, Problem> {
        let wanted = units(bytes);
        if usize::try_from(wanted).map_or(true, |wanted| wanted > PARTS) {
            return Err(Problem::Fault);
        }
        let units = Arc::clone(&self.parts).acquire_many_owned(wanted).await;
        units.map(|units| Part { _units: units }).map_err(|_| Problem::Fault)
    }

    /// Nothing gathered ahead yet.
    #[must_use]
    pub fn ahead(&self) -> Ahead {
        Ahead { share: Arc::clone(&self.ahead), held: None }
    }
}

impl Ahead {
    /// Whether memory for `bytes` in all is held, or could be had without waiting.
    pub fn reaches(&mut self, bytes: usize) -> bool {
        let held = self.held.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let missing = units(bytes).saturating_sub(u32::try_from(held).unwrap_or(u32::MAX));
        if missing == 0 {
            return true;
        }
        match Arc::clone(&self.share).try_acquire_many_owned(missing) {
            Ok(more) => {
                match &mut self.held {
                    Some(held) => held.merge(more),
                    none @ None => *none = Some(more),
                }
                true
            }
            Err(_) => false,
        }
    }

    /// Gives everything back.
    pub fn give_back(&mut self) {
        self.held = None;
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future as _;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    #[tokio::test]
    async fn parts_are_bounded_together_and_served_in_order() {
        let memory = Memory::default();
        assert!(memory.part(PARTS * UNIT).await.is_ok(), "all of it at once");
        let mut context = Context::from_waker(Waker::noop());
        let mut held = Vec::new();
        for _ in 0..PARTS / 8 {
            held.push(memory.part(8 * UNIT).await.unwrap());
        }
        let (mut large, mut small) = (pin!(memory.part(8 * UNIT)), pin!(memory.part(1)));
        assert!(large.as_mut().poll(&mut context).is_pending());
        assert!(small.as_mut().poll(&mut context).is_pending());
        held.pop();
        assert!(small.as_mut().poll(&mut context).is_pending(), "the large one came first");
        assert!(matches!(large.as_mut().poll(&mut context), Poll::Ready(Ok(_))));
        held.pop();
        assert!(matches!(small.as_mut().poll(&mut context), Poll::Ready(Ok(_))));
        assert_eq!(memory.part(PARTS * UNIT + 1).await.err(), Some(Problem::Fault), "and not for ever");
    }

    #[tokio::test]
    async fn whoever_sits_on_what_was_gathered_ahead_keeps_nobody_waiting() {
        let memory = Memory::default();
        let mut sitting: Vec<Ahead> = (0..AHEAD).map(|_| memory.ahead()).collect();
        assert!(sitting.iter_mut().all(|one| one.reaches(1) && one.reaches(UNIT)));
        let mut late = memory.ahead();
        assert!(late.reaches(0) && !late.reaches(1));
        assert!(memory.part(8 * UNIT).await.is_ok());
        sitting[0].give_back();
        assert!(late.reaches(UNIT) && !late.reaches(UNIT + 1));
        drop(late);
        drop(sitting);
        assert_eq!(memory.ahead.available_permits(), AHEAD);
    }
}
