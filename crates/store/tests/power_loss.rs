//! Loss of power, simulated: the image under a mounted file system is copied as it is, and the copy is mounted and opened.

mod support;

use support::image::Image;
use support::traffic::{Said, write_if_asked};

/// Power losses.
const ROUNDS: usize = 4;

#[test]
#[ignore = "needs: root, e2fsprogs, loop mounts (says so and passes where they are not permitted)"]
fn what_was_acknowledged_survives_the_loss_of_power() {
    let mut kept = 0;
    for _ in 0..ROUNDS {
        let Some(image) = Image::new(128) else { return };
        let mut said = Said::default();
        // The process is killed first so that nothing is written while the image is copied. What it had not synced is in the
        // memory of this machine only, and so not in the copy.
        said.killed(&image.store());
        let copy = image.after_power_loss();
        drop(image);
        // A second time, on what the journal gives back.
        said.killed(&copy.store());
        let last = copy.after_power_loss();
        drop(copy);
        kept += said.kept();
        said.check(&last.store(), false);
    }
    assert!(kept > 0, "no round came as far as one acknowledgement");
}

/// The process that loses its disk; as a test of its own it does nothing.
#[test]
fn writer() {
    write_if_asked();
}
