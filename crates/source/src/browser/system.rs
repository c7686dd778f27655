//! The system that a browser runs on, as its requests name it. Owns Firefox's words for the three that Tor Browser is made for on a desk.

use clap::ValueEnum;
use rand::Rng;

/// One of them.
///
/// A drop sees which. One that lies to the visitors of a single system would never be found by a program that always names another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum System {
    /// Linux, Tails and Whonix among them
    Linux,
    /// Windows
    Windows,
    /// macOS
    #[value(name = "macos")]
    MacOs,
}

impl System {
    /// What stands in the `User-Agent`, as Firefox writes it.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Linux => "X11; Linux x86_64",
            Self::Windows => "Windows NT 10.0; Win64; x64",
            Self::MacOs => "Macintosh; Intel Mac OS X 10.15",
        }
    }

    /// Any of them.
    pub(crate) fn drawn(rng: &mut impl Rng) -> Self {
        match rng.gen_range(0..3) {
            0 => Self::Linux,
            1 => Self::Windows,
            _ => Self::MacOs,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::SeedableRng as _;
    use rand::rngs::StdRng;

    use super::*;

    #[test]
    fn each_is_drawn() {
        let mut rng = StdRng::seed_from_u64(1);
        let drawn: BTreeSet<_> = (0..64).map(|_| System::drawn(&mut rng).words()).collect();
        assert_eq!(drawn.len(), System::value_variants().len());
    }
}
