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
    let (mut hybrid, mut classic) = (Rounds::default(), Rounds::default());
    let (mut age, mut synced) = (Rounds::default(), Rounds::default());
    for _ in 0..scale.rounds {
        let mut stock = Command::new("age");
        stock.args(["-r", &recipient, "-o"]).args([&out, &attachment]);
        let mut safe = Command::new("sh");
        safe.args(["-e", "-c", r#"age -r "$0" -o "$1" "$2"; sync "$1""#, &recipient]).args([&out, &attachment]);
        for (rounds, mut command) in [
            (&mut age, stock),
            (&mut synced, safe),
            (&mut classic, programs::seal(place, Kind::Classic, &[&attachment], &out)),
            (&mut hybrid, programs::seal(place, Kind::Hybrid, &[&attachment], &out)),
        ] {
            settle()?;
            rounds.note(mib_per_second(scale.attachment, timed(&mut command)?));
            fs::remove_file(&out).map_err(Trouble::file(&out))?;
        }
    }
    let line = |kind: &str, ours: &Rounds, name, peer: &Rounds, goal| Line {
        what: format!("sealing {} MiB, {kind}", scale.attachment >> 20),
        unit: "MiB/s",
        ours: ours.clone(),
        peer: Some((name, peer.clone())),
        goal,
    };
    Ok(vec![
        line("hybrid", &hybrid, "`age -r`", &age, Goal::Share(0.5)),
        line("classic", &classic, "`age -r`", &age, Goal::Share(0.5)),
        line("hybrid", &hybrid, "`age -r`, then a sync", &synced, Goal::Shown),
    ])
}
