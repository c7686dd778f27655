//! A request's body, frame by frame, with its idle timer. Owns "slow is not dead"; looks at no byte.
//!
//! The timer runs while we wait for the body, never while the body waits for us: for memory, say, or for the disk.

use core::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use candour_wire::Problem;
use http_body_util::BodyExt as _;
use tokio::time::{Instant, timeout_at};

/// A body must bring this much in each idle time, or its end.
pub const PACE: usize = 1024;

/// A body being read.
#[derive(Debug)]
pub struct Reader {
    /// The rest of it.
    body: Body,
    /// The idle time.
    idle: Duration,
    /// When the current idle time is over.
    deadline: Instant,
    /// Bytes since it began.
    brought: usize,
    /// Since when nobody asks for more.
    away: Option<Instant>,
}

impl Reader {
    /// Begins to read.
    #[must_use]
    pub fn new(body: Body, idle: Duration) -> Self {
        let now = Instant::now();
        Self { body, idle, deadline: now + idle, brought: 0, away: Some(now) }
    }

    /// The next bytes; `None` at the end. Safe to drop between two calls and while waiting: no byte is lost.
    ///
    /// # Errors
    /// [`Problem::TimedOut`] if too little came in the idle time, or the connection broke off.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        if let Some(since) = self.away.take() {
            self.deadline += since.elapsed();
        }
        loop {
            let frame = timeout_at(self.deadline, self.body.frame()).await.map_err(|_| Problem::TimedOut)?;
            let Some(frame) = frame else { return Ok(None) };
            // Trailers are not data: there is nothing in them that we want.
            let Ok(data) = frame.map_err(|_| Problem::TimedOut)?.into_data() else { continue };
            self.brought = self.brought.saturating_add(data.len());
            if self.brought >= PACE {
                self.brought = 0;
                self.deadline = Instant::now() + self.idle;
            }
            if !data.is_empty() {
                self.away = Some(Instant::now());
                return Ok(Some(data));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use core::convert::Infallible;

    use futures_util::{StreamExt as _, stream};

    use super::*;

    fn trickle(piece: usize, every: Duration, pieces: usize) -> Body {
        Body::from_stream(stream::iter(0..pieces).then(move |_| async move {
            tokio::time::sleep(every).await;
            Ok::<_, Infallible>(Bytes::from(vec![b'x'; piece]))
        }))
    }

    async fn read_all(body: Body) -> Result<usize, Problem> {
        let mut reader = Reader::new(body, Duration::from_secs(60));
        let mut len = 0;
        while let Some(bytes) = reader.next().await? {
            len += bytes.len();
        }
        Ok(len)
    }

    #[tokio::test(start_paused = true)]
    async fn a_kibibyte_a_second_is_slow_not_dead() {
        assert_eq!(read_all(trickle(1024, Duration::from_secs(1), 500)).await, Ok(500 * 1024));
        assert_eq!(read_all(trickle(1024, Duration::from_secs(59), 50)).await, Ok(50 * 1024));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_waits_for_us_is_not_dead() {
        let mut reader = Reader::new(trickle(1000, Duration::from_secs(1), 4), Duration::from_secs(60));
        for _ in 0..4 {
            tokio::time::sleep(Duration::from_secs(600)).await;
            assert_eq!(reader.next().await.unwrap().unwrap().len(), 1000);
        }
        // Once we ask again, its own time goes on from where it was.
        let mut reader = Reader::new(trickle(1, Duration::from_secs(40), 4), Duration::from_secs(60));
        assert!(reader.next().await.is_ok());
        tokio::time::sleep(Duration::from_secs(600)).await;
        assert_eq!(reader.next().await, Err(Problem::TimedOut));
    }

    #[tokio::test(start_paused = true)]
    async fn a_byte_a_minute_is_dead() {
        assert_eq!(read_all(trickle(1, Duration::from_secs(20), 500)).await, Err(Problem::TimedOut));
        assert_eq!(read_all(trickle(1024, Duration::from_secs(61), 5)).await, Err(Problem::TimedOut));
    }
}
