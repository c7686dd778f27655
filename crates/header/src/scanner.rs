//! The age header's grammar, byte by byte: stops at the first byte that does not fit and keeps a few counters, never the bytes.
//!
//! ```text
//! age-encryption.org/v1 LF
//! "-> X25519 " base64(32) LF base64(32) LF                 known: classic
//! "-> mlkem768x25519 " base64(1120) LF base64(32) LF       known: hybrid
//! "-> " arg *(SP arg) LF *(64 base64 LF) 0..63 base64 LF   foreign: at most 2, of at most 512 bytes
//! "--- " base64(32) LF
//! ```
//! Base64 is RFC 4648 §4 without padding, canonical. Arguments are printable ASCII (33 to 126), none empty.

use crate::base64_line::{Run, encoded_len};
use crate::{ENCAPSULATION, MAGIC, MAX_FOREIGN, MAX_FOREIGN_LEN, MAX_HEADER, MAX_RECIPIENTS, Refusal, SHORT};

/// How an armored age file begins.
const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
/// Columns of a full base64 line in a stanza's body.
const COLUMNS: usize = 64;
/// The longest known stanza type is `mlkem768x25519`, 14 bytes.
const LONGEST_TYPE: usize = 14;

/// The two kinds of recipient that a sealed report may have. A file has one kind only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `X25519`: what every age program opens.
    X25519,
    /// `mlkem768x25519`: hybrid post-quantum, age 1.3 and later.
    Mlkem768X25519,
}

impl Kind {
    /// The stanza's first argument.
    #[must_use]
    pub const fn stanza_type(self) -> &'static str {
        match self {
            Self::X25519 => "X25519",
            Self::Mlkem768X25519 => "mlkem768x25519",
        }
    }

    /// Bytes that the stanza's second argument encodes.
    #[must_use]
    pub const fn share_len(self) -> usize {
        match self {
            Self::X25519 => SHORT,
            Self::Mlkem768X25519 => ENCAPSULATION,
        }
    }

    /// Bytes of one whole stanza, from its arrow to its last line feed.
    #[must_use]
    pub const fn stanza_len(self) -> usize {
        3 + self.stanza_type().len() + 1 + encoded_len(self.share_len()) + 1 + encoded_len(SHORT) + 1
    }

    /// Bytes of a header with `recipients` stanzas of this kind and no foreign one.
    #[must_use]
    pub const fn header_len(self, recipients: u16) -> usize {
        MAGIC.len() + recipients as usize * self.stanza_len() + 4 + encoded_len(SHORT) + 1
    }
}

/// What a complete header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Bytes, with the line feed of the MAC line.
    pub len: usize,
    /// The one kind of its recipients.
    pub kind: Kind,
    /// Stanzas of that kind.
    pub recipients: u16,
    /// Stanzas of kinds that we do not know.
    pub foreign: u16,
}

/// How far a [`Scanner`] has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// All bytes fit so far; the header goes on.
    More,
    /// The header is complete; whatever follows `Header::len` is payload.
    Complete(Header),
}

/// Where in the grammar the next byte stands.
#[derive(Debug, Clone, Copy)]
enum State {
    /// In the first line, so many bytes of it seen.
    Magic(usize),
    /// At the start of a line that is an arrow or the MAC line; so many bytes of it seen, and whether it is the MAC line.
    LineStart { seen: u8, mac: bool },
    /// In a stanza's type.
    Type { name: [u8; LONGEST_TYPE], len: usize },
    /// In the share of a known stanza.
    Share { kind: Kind, run: Run },
    /// In the body of a known stanza.
    Body { run: Run },
    /// In the arguments of a foreign stanza; whether the present argument has a byte yet.
    ForeignArgs { begun: bool },
    /// In a line of a foreign stanza's body.
    ForeignBody { run: Run },
    /// In the MAC.
    Mac { run: Run },
    /// Past the header.
    Done(Header),
    /// Refused: it stays refused.
    Refused(Refusal),
}

/// Reads an age header as it arrives, in pieces of any size.
#[derive(Debug, Clone)]
pub struct Scanner {
    state: State,
    len: usize,
    kind: Option<Kind>,
    recipients: u16,
    foreign: u16,
    /// `len` at the arrow of the foreign stanza that is being read.
    foreign_start: usize,
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new()
    }
}

impl Scanner {
    /// A scanner before the first byte.
    #[must_use]
    pub const fn new() -> Self {
        Self { state: State::Magic(0), len: 0, kind: None, recipients: 0, foreign: 0, foreign_start: 0 }
    }

    /// Header bytes taken so far.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether no byte has been taken.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Takes the next bytes. Those past the end of the header are not looked at.
    ///
    /// # Errors
    /// The [`Refusal`] of the first byte that does not fit; the same one again for every later call.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Progress, Refusal> {
        for (index, byte) in bytes.iter().enumerate() {
            match self.state {
                State::Done(header) => return Ok(Progress::Complete(header)),
                State::Refused(refusal) => return Err(refusal),
                _ => {}
            }
            let next = if self.len == MAX_HEADER { Err(Refusal::HeaderTooLong) } else { self.step(*byte) };
            match next {
                Ok(state) => {
                    self.state = state;
                    self.len += 1;
                    if let State::Done(header) = &mut self.state {
                        header.len = self.len;
                    }
                }
                Err(refusal) => {
                    // Whoever sends the text form gets a better hint, where the bytes at hand tell it: none are waited for.
                    let at_start = self.len == 0 && bytes.get(index..).is_some_and(|rest| rest.starts_with(ARMOR));
                    let refusal = if at_start { Refusal::Armored } else { refusal };
                    self.state = State::Refused(refusal);
                    return Err(refusal);
                }
            }
        }
        match self.state {
            State::Done(header) => Ok(Progress::Complete(header)),
            State::Refused(refusal) => Err(refusal),
            _ => Ok(Progress::More),
        }
    }

    /// The state after one more byte.
    fn step(&mut self, byte: u8) -> Result<State, Refusal> {
        match self.state {
            State::Magic(seen) => match MAGIC.get(seen) {
                Some(expected) if *expected == byte && seen + 1 == MAGIC.len() => {
                    Ok(State::LineStart { seen: 0, mac: false })
                }
                Some(expected) if *expected == byte => Ok(State::Magic(seen + 1)),
                _ => Err(Refusal::NotAge),
            },
            State::LineStart { seen, mac } => self.line_start(seen, mac, byte),
            State::Type { name, len } => self.stanza_type(name, len, byte),
            State::Share { kind, run } => line_of(
                run,
                kind.share_len(),
                byte,
                |run| State::Share { kind, run },
                || Ok(State::Body { run: Run::default() }),
            ),
            State::Body { run } => {
                line_of(run, SHORT, byte, |run| State::Body { run }, || Ok(State::LineStart { seen: 0, mac: false }))
            }
            State::ForeignArgs { begun } => {
                self.foreign_room()?;
                match byte {
                    b'\n' if begun => Ok(State::ForeignBody { run: Run::default() }),
                    b' ' if begun => Ok(State::ForeignArgs { begun: false }),
                    33..=126 => Ok(State::ForeignArgs { begun: true }),
                    _ => Err(Refusal::Malformed),
                }
            }
            State::ForeignBody { run } => {
                self.foreign_room()?;
                foreign_body(run, byte)
            }
            State::Mac { run } => {
                let header = self.header()?;
                line_of(run, SHORT, byte, |run| State::Mac { run }, || Ok(State::Done(header)))
            }
            State::Done(header) => Ok(State::Done(header)),
            State::Refused(refusal) => Err(refusal),
        }
    }

    /// `-> ` or `--- `, one byte at a time.
    fn line_start(&self, seen: u8, mac: bool, byte: u8) -> Result<State, Refusal> {
        match (seen, mac, byte) {
            (0, _, b'-') => Ok(State::LineStart { seen: 1, mac: false }),
            (1, _, b'>') => Ok(State::LineStart { seen: 2, mac: false }),
            (2, false, b' ') => Ok(State::Type { name: [0; LONGEST_TYPE], len: 0 }),
            (1, _, b'-') => {
                // The MAC line: no stanza can follow, so what is missing now stays missing.
                self.header()?;
                Ok(State::LineStart { seen: 2, mac: true })
            }
            (2, true, b'-') => Ok(State::LineStart { seen: 3, mac: true }),
            (3, true, b' ') => Ok(State::Mac { run: Run::default() }),
            _ => Err(Refusal::Malformed),
        }
    }

    /// A stanza's first argument, and what it decides.
    fn stanza_type(&mut self, mut name: [u8; LONGEST_TYPE], len: usize, byte: u8) -> Result<State, Refusal> {
        if matches!(byte, 33..=126) {
            return if let Some(place) = name.get_mut(len) {
                *place = byte;
                Ok(State::Type { name, len: len + 1 })
            } else {
                // Longer than any known type.
                self.enter_foreign(len)?;
                Ok(State::ForeignArgs { begun: true })
            };
        }
        if len == 0 || !matches!(byte, b' ' | b'\n') {
            return Err(Refusal::Malformed);
        }
        let kind = match name.get(..len).unwrap_or_default() {
            b"scrypt" => return Err(Refusal::Passphrase),
            b"X25519" => Kind::X25519,
            b"mlkem768x25519" => Kind::Mlkem768X25519,
            _ => {
                self.enter_foreign(len)?;
                return Ok(if byte == b' ' {
                    State::ForeignArgs { begun: false }
                } else {
                    State::ForeignBody { run: Run::default() }
                });
            }
        };
        if byte == b'\n' {
            return Err(Refusal::Malformed);
        }
        if self.kind.is_some_and(|other| other != kind) {
            return Err(Refusal::MixedKinds);
        }
        if self.recipients == MAX_RECIPIENTS {
            return Err(Refusal::TooManyRecipients);
        }
        self.kind = Some(kind);
        self.recipients += 1;
        Ok(State::Share { kind, run: Run::default() })
    }

    /// Counts a foreign stanza whose arrow and `type_len` bytes have been read.
    fn enter_foreign(&mut self, type_len: usize) -> Result<(), Refusal> {
        if self.foreign == MAX_FOREIGN {
            return Err(Refusal::TooManyForeign);
        }
        self.foreign += 1;
        self.foreign_start = self.len.saturating_sub(3 + type_len);
        Ok(())
    }

    /// Whether the foreign stanza may have one more byte.
    fn foreign_room(&self) -> Result<(), Refusal> {
        if self.len.saturating_sub(self.foreign_start) < MAX_FOREIGN_LEN {
            Ok(())
        } else {
            Err(Refusal::ForeignTooLong)
        }
    }

    /// What the stanzas so far amount to.
    fn header(&self) -> Result<Header, Refusal> {
        let kind = self.kind.ok_or(Refusal::NoKnownStanza)?;
        Ok(Header { len: self.len, kind, recipients: self.recipients, foreign: self.foreign })
    }
}

/// One byte of a base64 line that encodes exactly `bytes` bytes.
fn line_of(
    mut run: Run,
    bytes: usize,
    byte: u8,
    stay: impl FnOnce(Run) -> State,
    end: impl FnOnce() -> Result<State, Refusal>,
) -> Result<State, Refusal> {
    let full = run.count == encoded_len(bytes);
    match byte {
        b'\n' if full && run.ends_well() => end(),
        _ if !full && run.take(byte) => Ok(stay(run)),
        _ => Err(Refusal::Malformed),
    }
}

/// One byte of a foreign stanza's body: full lines of 64 columns, then a shorter one, which may be empty.
fn foreign_body(mut run: Run, byte: u8) -> Result<State, Refusal> {
    match byte {
        b'\n' if run.count == COLUMNS => Ok(State::ForeignBody { run: Run::default() }),
        b'\n' if run.ends_well() => Ok(State::LineStart { seen: 0, mac: false }),
        _ if run.count < COLUMNS && run.take(byte) => Ok(State::ForeignBody { run }),
        _ => Err(Refusal::Malformed),
    }
}

/// Scans the header at the start of `bytes`; payload may follow.
///
/// # Errors
/// The [`Refusal`] of the first byte that does not fit; [`Refusal::Empty`] or [`Refusal::TruncatedHeader`] where the bytes end first.
pub fn scan(bytes: &[u8]) -> Result<Header, Refusal> {
    match Scanner::new().push(bytes)? {
        Progress::Complete(header) => Ok(header),
        Progress::More if bytes.is_empty() => Err(Refusal::Empty),
        Progress::More => Err(Refusal::TruncatedHeader),
    }
}
