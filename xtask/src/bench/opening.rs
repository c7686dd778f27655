//! Opening bundles to files: one large report, and many small ones, beside `age -d`.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::client::Client;
use super::drop_server::DropServer;
use super::figure::{Goal, Line, Rounds, mib_per_second, per_second};
use super::place::{Place, fresh};
use super::process::{timed, timed_shell};
use super::programs::{self, Kind};
use super::scale::Scale;
use super::trouble::Trouble;

/// Measures one large report, then many small ones.
pub(crate) fn measure(place: &Place, scale: Scale, drop: &DropServer<'_>) -> Result<Vec<Line>, Trouble> {
    Ok(vec![large(place, scale, drop)?, many(place, scale, drop)?])
}

/// One large report, against `age -d | tar x`.
fn large(place: &Place, scale: Scale, drop: &DropServer<'_>) -> Result<Line, Trouble> {
    let sealed = place.path("sealed");
    fresh(&sealed)?;
    let attachment = programs::attachment(place, scale)?;
    timed(&mut programs::seal(place, Kind::Classic, &[&attachment], &sealed.join("0.age")))?;
    let bundle = carry(place, drop, &sealed)?;
    let stock = format!(
        "age -d -i '{}' '{}'/*.age | tar x -C out",
        programs::classic_identity(place).display(),
        bundle.display(),
    );
    let (mut ours, mut age) = (Rounds::default(), Rounds::default());
    for _ in 0..scale.rounds {
        fresh(&place.path("out"))?;
        age.note(mib_per_second(scale.step, timed_shell(&stock, &place.path(""))?));
        ours.note(mib_per_second(scale.step, programs::open(place, &bundle, 1)?));
    }
    Ok(Line {
        what: format!("opening a report of {} MiB to files", scale.step >> 20),
        unit: "MiB/s",
        ours,
        peer: Some(("`age -d` to `tar x`", age)),
        goal: Goal::Share(1.3),
    })
}

/// Many small reports, against a loop of `age -d`.
fn many(place: &Place, scale: Scale, drop: &DropServer<'_>) -> Result<Line, Trouble> {
    let sealed = place.path("sealed");
    fresh(&sealed)?;
    seal_many(place, scale.bundle, &sealed)?;
    let bundle = carry(place, drop, &sealed)?;
    let stock = format!(
        r#"for file in '{}'/*.age; do age -d -i '{}' -o "out/${{file##*/}}.tar" "$file"; done"#,
        bundle.display(),
        programs::classic_identity(place).display(),
    );
    let (mut ours, mut age) = (Rounds::default(), Rounds::default());
    for _ in 0..scale.rounds {
        fresh(&place.path("out"))?;
        age.note(per_second(scale.bundle, timed_shell(&stock, &place.path(""))?));
        ours.note(per_second(scale.bundle, programs::open(place, &bundle, scale.bundle)?));
    }
    Ok(Line {
        what: format!("opening a bundle of {} reports of 16 KiB", scale.bundle),
        unit: "reports/s",
        ours,
        peer: Some(("a shell loop of `age -d`", age)),
        goal: Goal::Share(10.0),
    })
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
