//! One answer from a connection that stays open. Owns reading it whole; takes only what a drop sends: a length, and no surprise.

use std::io::{self, BufRead, Read as _};

/// Longest head, in bytes.
const LONGEST_HEAD: u64 = 16 * 1024;
/// Longest body, in bytes.
const LONGEST_BODY: u64 = 8 << 20;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: u16,
    /// Names in lower case, and values.
    pub(crate) headers: Vec<(String, String)>,
    /// The body as it came.
    pub(crate) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AnswerError {
    /// The connection broke.
    #[error("the connection broke off")]
    Broken(#[from] io::Error),
    /// Not an answer as a drop writes it.
    #[error("the answer is not one of a drop")]
    Strange,
    /// The same question got two answers in one visit.
    #[error("it was asked for twice and came otherwise the second time")]
    Changed,
}

impl Answer {
    /// A header's only value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        values.next().filter(|_| values.next().is_none())
    }

    /// Whether this is that answer again, whenever it was given.
    fn is_again(&self, other: &Self) -> bool {
        let told =
            |answer: &Self| answer.headers.iter().filter(|(name, _)| name != "date").cloned().collect::<Vec<_>>();
        self.status == other.status && told(self) == told(other) && self.body == other.body
    }

    /// The one of two answers to the same question that stands for both.
    ///
    /// # Errors
    /// [`AnswerError::Changed`] where they differ: whoever gives a false answer once must not be judged by the other one.
    pub(crate) fn again(self, before: Option<Self>) -> Result<Self, AnswerError> {
        if before.is_some_and(|before| !self.is_again(&before)) { Err(AnswerError::Changed) } else { Ok(self) }
    }

    /// Reads one.
    pub(crate) fn read(input: &mut impl BufRead) -> Result<Self, AnswerError> {
        let mut lines = Vec::new();
        let mut head = input.by_ref().take(LONGEST_HEAD);
        loop {
            let mut line = String::new();
            head.read_line(&mut line)?;
            match line.strip_suffix("\r\n") {
                Some("") => break,
                Some(line) => lines.push(line.to_owned()),
                None if line.is_empty() => return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()),
                None => return Err(AnswerError::Strange),
            }
        }
        let mut lines = lines.into_iter();
        let status = lines.next().and_then(|line| line.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok());
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        });
        let headers: Option<Vec<_>> = headers.collect();
        let (Some(status), Some(headers)) = (status, headers) else { return Err(AnswerError::Strange) };
        let mut answer = Self { status, headers, body: Vec::new() };
        let length: Option<u64> = answer.header("content-length").and_then(|length| length.parse().ok());
        let length = length.filter(|length| *length <= LONGEST_BODY).ok_or(AnswerError::Strange)?;
        input.take(length).read_to_end(&mut answer.body)?;
        if u64::try_from(answer.body.len()) == Ok(length) {
            Ok(answer)
        } else {
            Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_one_behind_the_other() {
        let mut input =
            b"HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 404 \r\ncontent-length: 0\r\n\r\n"
                .as_slice();
        let first = Answer::read(&mut input).unwrap();
        assert_eq!((first.status, first.header("a"), first.body.as_slice()), (200, Some("b"), b"abc".as_slice()));
        assert_eq!(Answer::read(&mut input).unwrap().status, 404);
        assert!(matches!(Answer::read(&mut input), Err(AnswerError::Broken(_))));
    }

    #[test]
    fn two_answers_to_one_question_are_the_same_or_refused() {
        let answer = |day: &str, body: &str| {
            let text =
                format!("HTTP/1.1 200 OK\r\ndate: {day}\r\nx: y\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            Answer::read(&mut text.as_bytes()).unwrap()
        };
        let good = answer("Monday", "abc");
        assert!(good.clone().again(None).is_ok());
        assert!(good.clone().again(Some(answer("Tuesday", "abc"))).is_ok());
        assert!(matches!(good.clone().again(Some(answer("Monday", "abd"))), Err(AnswerError::Changed)));
        let mut other = good.clone();
        other.headers.retain(|(name, _)| name != "x");
        assert!(matches!(good.again(Some(other)), Err(AnswerError::Changed)));
    }

    #[test]
    fn what_a_drop_does_not_send_is_refused() {
        let endless = format!("HTTP/1.1 200 OK\r\nx: {}", "y".repeat(20_000));
        for strange in [
            "HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
            "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nnothing\r\ncontent-length: 0\r\n\r\n",
            &endless,
        ] {
            assert!(matches!(Answer::read(&mut strange.as_bytes()), Err(AnswerError::Strange)), "{strange:.60}");
        }
        let cut = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc";
        assert!(matches!(Answer::read(&mut cut.as_bytes()), Err(AnswerError::Broken(_))));
    }
}
