//! Sealing a large attachment, beside `age -r`.

use std::fs;
use std::process::Command;

use super::figure::{Goal, Line, Rounds, mib_per_second};
use super::place::Place;
use super::process::{settle, timed};
use super::programs::{self, Kind};
use super::scale::Scale;
use super::trouble::Trouble;

/// Measures, in turns.
pub(crate) fn measure(place: &Place, scale: Scale) -> Result<Vec<Line>, Trouble> {
    let attachment = programs::attachment(place, scale)?;
    let out = place.path("sealed.age");
    let recipient = programs::classic_recipient(place)?;
    let (mut hybrid, mut classic, mut age) = (Rounds::default(), Rounds::default(), Rounds::default());
    for _ in 0..scale.rounds {
        let mut stock = Command::new("age");
        stock.args(["-r", &recipient, "-o"]).args([&out, &attachment]);
        for (rounds, mut command) in [
            (&mut age, stock),
            (&mut classic, programs::seal(place, Kind::Classic, &[&attachment], &out)),
            (&mut hybrid, programs::seal(place, Kind::Hybrid, &[&attachment], &out)),
        ] {
            settle()?;
            rounds.note(mib_per_second(scale.attachment, timed(&mut command)?));
            fs::remove_file(&out).map_err(Trouble::file(&out))?;
        }
    }
    let line = |kind: &str, ours| Line {
        what: format!("sealing {} MiB, {kind}", scale.attachment >> 20),
        unit: "MiB/s",
        ours,
        peer: Some(("`age -r`", age.clone())),
        goal: Goal::Share(0.5),
    };
    Ok(vec![line("hybrid", hybrid), line("classic", classic)])
}
