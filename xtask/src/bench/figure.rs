//! Figures: medians of rounds, ratios of medians, and whether what was asked is met.

use std::fmt;
use std::time::Duration;

use super::scale::MIB;

/// What one side gave in each round.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rounds(Vec<f64>);

impl Rounds {
    /// Notes a round.
    pub(crate) fn note(&mut self, value: f64) {
        self.0.push(value);
        self.0.sort_by(f64::total_cmp);
    }

    /// The middle one; of an even number the lower middle.
    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// The value below which this share of all lies.
    pub(crate) fn at(&self, share: f64) -> f64 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list, rounded down")]
        let place = (self.0.len().saturating_sub(1) as f64 * share) as usize;
        self.0.get(place).copied().unwrap_or(f64::NAN)
    }

    /// The largest.
    pub(crate) fn largest(&self) -> f64 {
        self.at(1.0)
    }
}

/// MiB in a second.
pub(crate) fn mib_per_second(bytes: u64, took: Duration) -> f64 {
    bytes as f64 / MIB as f64 / took.as_secs_f64()
}

/// Things in a second.
pub(crate) fn per_second(things: usize, took: Duration) -> f64 {
    things as f64 / took.as_secs_f64()
}

/// What is asked of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Goal {
    /// Our rate is at least this share of the peer's.
    Share(f64),
    /// Our rate is at least this, or this share of the peer's, whichever is less.
    RateOrShare(f64, f64),
    /// Ours is at most this.
    AtMost(f64),
    /// Ours is at most this many times the peer's.
    AtMostTimes(f64),
    /// Nothing; shown beside another line.
    Shown,
}

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Line {
    /// What was measured.
    pub(crate) what: String,
    /// In what.
    pub(crate) unit: &'static str,
    /// Ours.
    pub(crate) ours: Rounds,
    /// The peer, and what it gave.
    pub(crate) peer: Option<(&'static str, Rounds)>,
    /// What is asked.
    pub(crate) goal: Goal,
}

impl Line {
    /// Ours by the peer's.
    fn ratio(&self) -> Option<f64> {
        self.peer.as_ref().map(|(_, rounds)| self.ours.median() / rounds.median())
    }

    /// Whether what is asked is met; `None` where nothing is.
    pub(crate) fn met(&self) -> Option<bool> {
        let share = |asked: f64| self.ratio().is_some_and(|ratio| ratio >= asked);
        match self.goal {
            Goal::Share(asked) => Some(share(asked)),
            Goal::RateOrShare(rate, asked) => Some(self.ours.median() >= rate || share(asked)),
            Goal::AtMost(most) => Some(self.ours.median() <= most),
            Goal::AtMostTimes(most) => Some(self.ratio().is_some_and(|ratio| ratio <= most)),
            Goal::Shown => None,
        }
    }
}

/// A number with as many digits as it deserves.
fn short(value: f64) -> String {
    if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

impl fmt::Display for Rounds {
    /// Median, and the range of the rounds.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            0 => out.write_str("not measured"),
            1 => out.write_str(&short(self.median())),
            _ => write!(out, "**{}** ({}–{})", short(self.median()), short(self.at(0.0)), short(self.largest())),
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share(share) => write!(out, "ratio ≥ {share}"),
            Self::RateOrShare(rate, share) => write!(out, "≥ {rate} or ratio ≥ {share}"),
            Self::AtMost(most) => write!(out, "≤ {most}"),
            Self::AtMostTimes(times) => write!(out, "ratio ≤ {times}"),
            Self::Shown => out.write_str("–"),
        }
    }
}

impl fmt::Display for Line {
    /// A row of the table.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let peer = self.peer.as_ref().map_or("–".to_owned(), |(name, rounds)| format!("{rounds}, {name}"));
        let ratio = self.ratio().map_or("–".to_owned(), short);
        let met = match self.met() {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "–",
        };
        let Self { what, unit, ours, goal, .. } = self;
        write!(out, "| {what} | {unit} | {ours} | {peer} | {ratio} | {goal} | {met} |")
    }
}

/// The head of the table.
pub(crate) const HEAD: &str =
    "| what | unit | ours | beside it | ratio | asked | met |\n| --- | --- | --- | --- | --- | --- | --- |";

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(values: &[f64]) -> Rounds {
        let mut rounds = Rounds::default();
        values.iter().for_each(|value| rounds.note(*value));
        rounds
    }

    #[test]
    fn the_middle_counts() {
        let mut three = rounds(&[9.0, 1.0, 4.0]);
        assert_eq!((three.median(), three.at(0.0), three.largest()), (4.0, 1.0, 9.0));
        three.note(100.0);
        assert_eq!(three.median(), 4.0);
        assert!(Rounds::default().median().is_nan());
    }

    #[test]
    fn a_goal_is_met_or_not() {
        let line = |goal| Line {
            what: String::new(),
            unit: "",
            ours: rounds(&[60.0]),
            peer: Some(("", rounds(&[100.0]))),
            goal,
        };
        assert_eq!(line(Goal::Share(0.6)).met(), Some(true));
        assert_eq!(line(Goal::Share(0.7)).met(), Some(false));
        assert_eq!(line(Goal::RateOrShare(50.0, 0.9)).met(), Some(true));
        assert_eq!(line(Goal::RateOrShare(70.0, 0.5)).met(), Some(true));
        assert_eq!(line(Goal::RateOrShare(70.0, 0.9)).met(), Some(false));
        assert_eq!(line(Goal::AtMost(59.0)).met(), Some(false));
        assert_eq!(line(Goal::Shown).met(), None);
    }
}
