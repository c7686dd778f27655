//! What can stop one of the server's verbs: each error says what happened, and its hint says what to do. Requests have
//! [`candour_wire::Problem`] instead.

use std::io;
use std::path::PathBuf;

use candour_cli::atomic_file::AtomicFileError;
use candour_cli::secret_file::SecretFileError;
use candour_cli::{Exit, Hint, sanitize};
use candour_desk_card::CardError;
use candour_store::OpenError;

/// Where a TOML file is wrong, in one line; the parser's own form has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// The line, from 1 on.
    line: usize,
    /// What the parser says of it.
    why: Box<toml::de::Error>,
}

impl Misread {
    /// Finds the line of a parser's error in the text that it read.
    #[must_use]
    pub fn new(text: &str, why: toml::de::Error) -> Self {
        let at = why.span().map_or(0, |span| span.start);
        let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count().saturating_add(1);
        Self { line, why: Box::new(why) }
    }
}

impl core::fmt::Display for Misread {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(out, "line {}: {}", self.line, self.why.message().lines().next().unwrap_or_default())
    }
}

impl core::error::Error for Misread {}

/// The configuration file is no use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// Not there, or not ours to read.
    #[error("cannot read the configuration {}", sanitize::path(path))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Not TOML, or with an unknown or missing key.
    #[error("the configuration {} is wrong", sanitize::path(path))]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Misread,
    },
    /// A limit that cannot be.
    #[error("limits.{key} cannot have that value in {}", sanitize::path(path))]
    Limit {
        /// The file.
        path: PathBuf,
        /// The key.
        key: &'static str,
    },
}

impl Hint for ConfigError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Read { .. } => "give its path with --config; deploy/candour.toml is an example".to_owned(),
            Self::Parse { .. } => {
                "compare it with deploy/candour.toml; keys that it does not name are refused".to_owned()
            }
            Self::Limit { .. } => {
                "leave the key out to have its default; docs/deploy.md says what is possible".to_owned()
            }
        })
    }

    fn exit(&self) -> Exit {
        Exit::Usage
    }
}

/// The folder of keys and cards is not in order.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeysError {
    /// `candour init` has not been run, or the folder is another one.
    #[error("there is no drop in {}", sanitize::path(path))]
    NoDrop {
        /// The folder.
        path: PathBuf,
    },
    /// `candour init` where there is a drop.
    #[error("there is a drop in {} already", sanitize::path(path))]
    Exists {
        /// The folder.
        path: PathBuf,
    },
    /// A secret file that cannot be read or written.
    #[error(transparent)]
    Secret(#[from] SecretFileError),
    /// A file that cannot be written.
    #[error(transparent)]
    Write(#[from] AtomicFileError),
    /// A folder that cannot be made.
    #[error("cannot make the folder {}", sanitize::path(path))]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file that cannot be read.
    #[error("cannot read {}", sanitize::path(path))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file of ours that is not what we write.
    #[error("{} is damaged", sanitize::path(path))]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A name that no signing key can have.
    #[error("that is no name for a signing key")]
    Name,
    /// The terminal or pipe that the drop card goes to.
    #[error("cannot write the drop card to the output")]
    Output(#[source] io::Error),
}

impl Hint for KeysError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NoDrop { .. } => Some("run `candour init` first".to_owned()),
            Self::Exists { .. } => {
                Some("a drop's keys are made once and never overwritten; name another folder as `data`".to_owned())
            }
            Self::Secret(error) => error.hint(),
            Self::Write(error) => error.hint(),
            Self::Folder { .. } => Some("look whether the folder above it is there and yours".to_owned()),
            Self::Read { .. } => Some("look whether the file is there and yours to read".to_owned()),
            Self::Damaged { .. } => Some("put the copy from your backup in its place".to_owned()),
            Self::Name => Some("a name has 1 to 64 of a-z, 0-9, dots and hyphens".to_owned()),
            Self::Output(_) => Some("the drop card is also in the keys folder, as drop.card".to_owned()),
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Secret(error) => error.exit(),
            Self::Name => Exit::Usage,
            _ => Exit::Failed,
        }
    }
}

/// A desk card that is not installed or not served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CardFileError {
    /// Keys or files.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// No desk card was installed yet.
    #[error("this drop has no desk card yet")]
    Missing,
    /// The file cannot be read.
    #[error("cannot read the desk card {}", sanitize::path(path))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Not a desk card that all its units signed.
    #[error("the desk card cannot be trusted")]
    Untrusted(#[source] CardError),
    /// Made for another drop.
    #[error("the desk card is for another drop")]
    OtherDrop,
    /// Lower-numbered than the installed one, or the same number with another content.
    #[error("the desk card does not follow the installed one")]
    NotNewer(#[source] CardError),
    /// Past its last day.
    #[error("the desk card has expired")]
    Expired,
    /// Throw-away keys without `demo = true`.
    #[error("the desk card holds throw-away keys")]
    Demo,
    /// Real keys with `demo = true`.
    #[error("the desk card is a real one, and this drop is a demonstration")]
    NotDemo,
}

impl Hint for CardFileError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Keys(error) => return error.hint(),
            Self::Missing => {
                "carry the drop card to the units, bring their signed desk card back, and run `candour card FILE`"
                    .to_owned()
            }
            Self::Read { .. } => "look whether the name is right".to_owned(),
            Self::Untrusted(_) => {
                "bring the file from the units once more; every unit on it must have signed".to_owned()
            }
            Self::OtherDrop => "the units must make it from this drop's card, which is keys/drop.card".to_owned(),
            Self::NotNewer(_) => "ask the units for a card with a higher number".to_owned(),
            Self::Expired => "ask the units for a new card; one lasts at most 90 days".to_owned(),
            Self::Demo => {
                "never use them for real reports; to try the drop out, set `demo = true` in the configuration"
                    .to_owned()
            }
            Self::NotDemo => "remove `demo = true` from the configuration".to_owned(),
        })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Keys(error) => error.exit(),
            Self::Missing | Self::Read { .. } => Exit::Failed,
            _ => Exit::Untrusted,
        }
    }
}

/// The server does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// Keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The desk card.
    #[error(transparent)]
    Card(#[from] CardFileError),
    /// The store.
    #[error("cannot open the store")]
    Store(#[source] OpenError),
    /// A listener.
    #[error("cannot listen on the {which} address")]
    Listen {
        /// `public` or `collect`.
        which: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The runtime or the signals.
    #[error("cannot start")]
    Runtime(#[source] io::Error),
}

impl Hint for ServeError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Keys(error) => error.hint(),
            Self::Card(error) => error.hint(),
            Self::Store(OpenError::Parted) => {
                Some("look whether everything is mounted, or restore the whole folder from one moment".to_owned())
            }
            Self::Store(_) => {
                Some("look whether another server uses the same folder, and whether the disk is in order".to_owned())
            }
            Self::Listen { .. } => {
                Some("look whether another process listens there and the socket's folder is yours".to_owned())
            }
            Self::Runtime(_) => Some("look at the limits of this account: processes, open files".to_owned()),
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Keys(error) => error.exit(),
            Self::Card(error) => error.exit(),
            _ => Exit::Failed,
        }
    }
}

/// The server's state cannot be asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StatusError {
    /// Keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// Nobody answers on the collect listener.
    #[error("the server does not answer on its collect address")]
    Silent,
    /// Something else answers there.
    #[error("what answers on the collect address is not this drop")]
    Stranger,
    /// The terminal or pipe.
    #[error("cannot write to the output")]
    Output(#[source] io::Error),
    /// The runtime.
    #[error("cannot start")]
    Runtime(#[source] io::Error),
}

impl Hint for StatusError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Keys(error) => error.hint(),
            Self::Silent => Some("look whether `candour serve` runs with the same configuration".to_owned()),
            Self::Stranger => Some("look at collect.listen and collect.proxy_line in the configuration".to_owned()),
            Self::Output(_) => Some("look whether what reads the output is still there".to_owned()),
            Self::Runtime(_) => Some("look at the limits of this account: processes, open files".to_owned()),
        }
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Keys(error) => error.exit(),
            Self::Silent | Self::Stranger => Exit::Unreachable,
            _ => Exit::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use candour_cli::Voice;
    use candour_pinned::every;

    use super::*;

    /// Errors of one kind, as the programs' voice says them: with sources, hint and exit code.
    fn said<E: Hint + 'static>(errors: Vec<(&'static str, E)>) -> String {
        let voice = Voice::new("candour");
        let said =
            |(name, error): (_, E)| format!("{name}\n{}exit {}\n\n", voice.error_text(&error), error.exit().code());
        errors.into_iter().map(said).collect()
    }

    #[test]
    fn every_error_says_what_happened_and_what_to_do() {
        let path = || PathBuf::from("/srv/drop/file");
        let io = || io::Error::from(io::ErrorKind::PermissionDenied);
        let misread = || {
            let text = "data = '/srv/drop'\ndata = 7\n";
            Misread::new(text, toml::from_str::<toml::Table>(text).unwrap_err())
        };
        let config = every!(ConfigError {
            Read: [ConfigError::Read { path: path(), source: io() }],
            Parse: [ConfigError::Parse { path: path(), source: misread() }],
            Limit: [ConfigError::Limit { path: path(), key: "idle_seconds" }],
        });
        let keys = every!(KeysError {
            NoDrop: [KeysError::NoDrop { path: path() }],
            Exists: [KeysError::Exists { path: path() }],
            Secret: [KeysError::Secret(SecretFileError::Open { path: path(), mode: 0o644 })],
            Write: [KeysError::Write(AtomicFileError::Exists { path: path() })],
            Folder: [KeysError::Folder { path: path(), source: io() }],
            Read: [KeysError::Read { path: path(), source: io() }],
            Damaged: [KeysError::Damaged { path: path() }],
            Name,
            Output: [KeysError::Output(io())],
        });
        let card = every!(CardFileError {
            Keys: [CardFileError::Keys(KeysError::NoDrop { path: path() })],
            Missing,
            Read: [CardFileError::Read { path: path(), source: io() }],
            Untrusted: [CardFileError::Untrusted(CardError::NotACard)],
            OtherDrop,
            NotNewer: [CardFileError::NotNewer(CardError::Older), CardFileError::NotNewer(CardError::SameNumber)],
            Expired,
            Demo,
            NotDemo,
        });
        let serve = every!(ServeError {
            Keys: [ServeError::Keys(KeysError::NoDrop { path: path() })],
            Card: [ServeError::Card(CardFileError::Missing)],
            // Which there are is held by the store's own test.
            Store: [
                OpenError::Locked,
                OpenError::Folder(io()),
                OpenError::Keys(io()),
                OpenError::KeysVersion,
                OpenError::Parted,
                OpenError::Engine(io()),
                OpenError::Thread(io()),
            ]
            .map(ServeError::Store),
            Listen: ["public", "collect"].map(|which| ServeError::Listen { which, source: io() }),
            Runtime: [ServeError::Runtime(io())],
        });
        let status = every!(StatusError {
            Keys: [StatusError::Keys(KeysError::NoDrop { path: path() })],
            Silent,
            Stranger,
            Output: [StatusError::Output(io())],
            Runtime: [StatusError::Runtime(io())],
        });
        let all = [said(config), said(keys), said(card), said(serve), said(status)].concat();
        candour_pinned::text(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/errors.txt"), &all);
    }
}
