//! Opening bundles to files: one large report, and many small ones, beside `age -d`.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::client::Client;
use super::drop_server::DropServer;
use super::figure::{Goal, Line, Rounds, mib_per_second, per_second};
use super::place::{Place, fresh};
use super::process::{settle, timed, timed_shell};
use super::programs::{self, Kind, Originals};
use super::scale::Scale;
use super::trouble::Trouble;

/// Measures one large report, then many small ones.
pub(crate) fn measure(place: &Place, scale: Scale, drop: &DropServer<'_>) -> Result<Vec<Line>, Trouble> {
    let mut lines = large(place, scale, drop)?;
    lines.extend(many(place, scale, drop)?);
    Ok(lines)
}

/// One large report, against `age -d | tar x`.
fn large(place: &Place, scale: Scale, drop: &DropServer<'_>) -> Result<Vec<Line>, Trouble> {
    let sealed = place.path("sealed");
    fresh(&sealed)?;
    let attachment = programs::attachment(place, scale)?;
    timed(&mut programs::seal(place, Kind::Classic, &[&attachment], &sealed.join("0.age")))?;
    let bundle = carry(place, drop, &sealed)?;
    let stock = format!(
        // tar stops at the archive's end; what pads it to its step must be read by somebody.
        "age -d -i '{}' '{}'/*.age | {{ tar x -C out; cat > /dev/null; }}",
        programs::classic_identity(place).display(),
        bundle.display(),
    );
    let measured = in_turns(place, scale, &stock, &bundle, 1, |took| mib_per_second(scale.step, took))?;
    let what = format!("opening a report of {} MiB to files", scale.step >> 20);
    Ok(measured.lines(&what, "MiB/s", ["`age -d` to `tar x`, then a sync", "the same without a sync"], 1.3))
}

/// Many small reports, against a loop of `age -d`.
fn many(place: &Place, scale: Scale, drop: &DropServer<'_>) -> Result<Vec<Line>, Trouble> {
    let sealed = place.path("sealed");
    fresh(&sealed)?;
    seal_many(place, scale.bundle, &sealed)?;
    let bundle = carry(place, drop, &sealed)?;
    let stock = format!(
        r#"for file in '{}'/*.age; do age -d -i '{}' -o "out/${{file##*/}}.tar" "$file"; done"#,
        bundle.display(),
        programs::classic_identity(place).display(),
    );
    let measured = in_turns(place, scale, &stock, &bundle, scale.bundle, |took| per_second(scale.bundle, took))?;
    let what = format!("opening a bundle of {} reports of 16 KiB", scale.bundle);
    Ok(measured.lines(&what, "reports/s", ["a shell loop of `age -d`, then a sync", "the same without a sync"], 10.0))
}

/// Ours, with sealed originals linked and copied, and stock age with and without a sync at its end.
#[derive(Debug, Default)]
struct Measured {
    /// Ours, which syncs once at its end.
    linked: Rounds,
    /// Ours, writing the sealed originals once more.
    copied: Rounds,
    /// Stock age, which is then as safe.
    synced: Rounds,
    /// Stock age as it is.
    plain: Rounds,
}

impl Measured {
    /// The lines: what is asked is asked of the pair that promises the same.
    fn lines(self, what: &str, unit: &'static str, [synced, plain]: [&'static str; 2], share: f64) -> Vec<Line> {
        let line =
            |what: String, ours: &Rounds, peer, goal| Line { what, unit, ours: ours.clone(), peer: Some(peer), goal };
        let copied = format!("{what}, and a copy of what was sealed");
        vec![
            line(what.to_owned(), &self.linked, (synced, self.synced.clone()), Goal::Share(share)),
            line(what.to_owned(), &self.linked, (plain, self.plain), Goal::Shown),
            line(copied, &self.copied, (synced, self.synced), Goal::Shown),
        ]
    }
}

/// Opens a bundle with ours and with a line of shell, round after round.
fn in_turns(
    place: &Place,
    scale: Scale,
    stock: &str,
    bundle: &Path,
    reports: usize,
    rate: impl Fn(Duration) -> f64,
) -> Result<Measured, Trouble> {
    let mut measured = Measured::default();
    for _ in 0..scale.rounds {
        for (rounds, sync) in [(&mut measured.plain, ""), (&mut measured.synced, "\nsync -f out")] {
            place.set_aside("out")?;
            fresh(&place.path("out"))?;
            settle()?;
            rounds.note(rate(timed_shell(&format!("{stock}{sync}"), &place.path(""))?));
        }
        for (rounds, originals) in
            [(&mut measured.linked, Originals::Linked), (&mut measured.copied, Originals::Copied)]
        {
            rounds.note(rate(programs::open(place, bundle, reports, originals)?));
        }
        if reports == 1 {
            place.clear()?;
        }
    }
    Ok(measured)
}

/// Seals many small reports, on every processor.
fn seal_many(place: &Place, reports: usize, folder: &Path) -> Result<(), Trouble> {
    let next = AtomicUsize::new(0);
    let sealer = || -> Result<(), Trouble> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= reports {
                return Ok(());
            }
            timed(&mut programs::seal(place, Kind::Classic, &[], &folder.join(format!("{number}.age"))))?;
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        let sealers: Vec<_> = (0..processors).map(|_| scope.spawn(sealer)).collect();
        sealers.into_iter().try_for_each(|sealer| sealer.join().map_err(|_| Trouble::Thread)?)
    })
}

/// Brings every sealed report of a folder through drop and courier into a bundle.
fn carry(place: &Place, drop: &DropServer<'_>, folder: &Path) -> Result<std::path::PathBuf, Trouble> {
    let running = drop.start_empty()?;
    let mut client = Client::connect(running.public())?;
    for file in fs::read_dir(folder).map_err(Trouble::file(folder))? {
        let path = file.map_err(Trouble::file(folder))?.path();
        client.submit(&fs::read(&path).map_err(Trouble::file(&path))?)?;
    }
    let bundle = place.path("bundle");
    if bundle.exists() {
        fs::remove_dir_all(&bundle).map_err(Trouble::file(&bundle))?;
    }
    timed(&mut programs::collect(place, running.collect(), &bundle))?;
    running.stop()?;
    Ok(bundle)
}
