//! The threads that open one payload: a reader, a worker per core, and the caller who takes the plain bytes.
//!
//! ```text
//! reader --jobs--> workers --each batch's own channel--> caller
//!    \------------- the channels, in order ------------->/
//!    <------------------- buffers to fill again ---------
//! ```
//!
//! There is a fixed number of buffers, so a slow caller stops the reader. Whoever leaves early closes its channels,
//! and the others follow.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use zeroize::Zeroizing;

use super::batch::{BATCH, BATCH_CHUNKS, Batch};
use super::plain::{Opened, PlainReader};
use super::{ChunkKey, SEALED_CHUNK, StreamError};

/// Most cores that work on one payload. More would wait for the disk, and each takes two batches of memory.
const MAX_WORKERS: usize = 8;

/// A batch to open, and where to send it.
type Job = (Batch, Sender<Result<Batch, StreamError>>);

/// Opens the payload that `sealed` yields (chunks only: behind header and nonce), on as many cores as there are.
///
/// `witness` sees every sealed byte in order, before it is opened. `take` reads the plain bytes; what it reads is
/// authenticated, but the payload as a whole is only when [`PlainReader`] has said end of file. What `take` leaves unread is
/// read and checked after it, so that a success says: the whole payload is as it was sealed.
///
/// # Errors
/// The first thing that went wrong, if anything did. What `take` returned is then lost.
pub fn open_stream<T>(
    mut sealed: impl Read + Send,
    key: &ChunkKey,
    mut witness: impl FnMut(&[u8]) -> io::Result<()> + Send,
    take: impl FnOnce(&mut PlainReader) -> T,
) -> Result<T, StreamError> {
    let (order_tx, order_rx) = mpsc::channel();
    let (free_tx, free_rx) = mpsc::channel();
    let mut plain = PlainReader::new(order_rx, free_tx.clone());

    let mut first = Zeroizing::new(Vec::new());
    fill(&mut sealed, &mut first, &mut witness)?;
    if first.len() < BATCH {
        // Short: threads would cost more than they bring, and the caller may be opening many such at once.
        let mut batch = Batch::new(0, true, first);
        batch.open(key)?;
        let _ = order_tx.send(Opened::Now(batch));
        let taken = take(&mut plain);
        plain.drain()?;
        return Ok(taken);
    }

    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MAX_WORKERS);
    for _ in 0..workers * 2 + 4 {
        let _ = free_tx.send(Zeroizing::new(Vec::new()));
    }
    // From here on only the caller gives buffers back: when it leaves, the reader knows.
    drop(free_tx);
    let (job_tx, job_rx) = mpsc::channel();
    let jobs = Mutex::new(job_rx);
    thread::scope(|scope| {
        scope.spawn(move || feed(sealed, witness, first, &free_rx, &job_tx, &order_tx));
        for _ in 0..workers {
            scope.spawn(|| work(&jobs, key));
        }
        let taken = take(&mut plain);
        plain.drain()?;
        Ok(taken)
    })
}

/// The reader: fills buffers, knows which batch is the last, and hands out work.
fn feed(
    mut sealed: impl Read,
    mut witness: impl FnMut(&[u8]) -> io::Result<()>,
    mut waiting: Zeroizing<Vec<u8>>,
    free: &Receiver<Zeroizing<Vec<u8>>>,
    jobs: &Sender<Job>,
    order: &Sender<Opened>,
) {
    let mut first = 0_u64;
    let mut hand_out = |bytes: Zeroizing<Vec<u8>>, last: bool| -> Option<()> {
        let (to, from) = mpsc::channel();
        order.send(Opened::Soon(from)).ok()?;
        jobs.send((Batch::new(first, last, bytes), to)).ok()?;
        first = first.checked_add(BATCH_CHUNKS as u64)?;
        Some(())
    };
    loop {
        // A closed channel means that the caller has left, with its own reason.
        let Ok(mut bytes) = free.recv() else { return };
        if let Err(error) = fill(&mut sealed, &mut bytes, &mut witness) {
            let _ = order.send(Opened::Failed(error));
            return;
        }
        // A full batch is the last one if nothing follows it.
        if bytes.is_empty() {
            hand_out(waiting, true);
            return;
        }
        let end = bytes.len() < BATCH;
        if hand_out(std::mem::replace(&mut waiting, bytes), false).is_none() {
            return;
        }
        if end {
            hand_out(waiting, true);
            return;
        }
    }
}

/// Reads until the buffer holds a full batch or the input ends, and shows what it read to the witness.
fn fill(
    sealed: &mut impl Read,
    bytes: &mut Zeroizing<Vec<u8>>,
    witness: &mut impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), StreamError> {
    let mut held = 0_usize;
    loop {
        if held == bytes.len() {
            // A buffer grows with what arrives, so that a short report takes little memory.
            let room = held.saturating_mul(4).clamp(SEALED_CHUNK, BATCH);
            bytes.resize(room, 0);
        }
        let Some(room) = bytes.get_mut(held..).filter(|room| !room.is_empty()) else { break };
        match sealed.read(room) {
            Ok(0) => break,
            Ok(read) => held = held.saturating_add(read),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(StreamError::Read(error)),
        }
    }
    bytes.truncate(held);
    witness(bytes).map_err(StreamError::Copy)
}

/// A worker: opens batches until there are no more.
fn work(jobs: &Mutex<Receiver<Job>>, key: &ChunkKey) {
    loop {
        let next = match jobs.lock() {
            Ok(queue) => queue.recv(),
            Err(_) => return,
        };
        let Ok((mut batch, to)) = next else { return };
        let opened = batch.open(key).map(|()| batch);
        // The caller may have left; the other batches then come to nothing too.
        let _ = to.send(opened);
    }
}
