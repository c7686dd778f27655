//! A plan: tasks that need each other, run side by side as far as the machine allows. Owns their order and their end; knows nothing of what
//! they do.
//!
//! A task begins when all that it needs went well and what it takes is free. One that fails stops only those that need it, so one run
//! shows everything that is red.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::Instant;

use crate::output;
use crate::step::{Count, Failed, note_time, say};

/// What a task takes from the machine while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    /// The compiler, which uses every core by itself: one at a time.
    Compiler,
    /// A core or two: as many at a time as [`SIDE_BY_SIDE`].
    Cores,
    /// Hardly anything: it waits for a network, or is over at once.
    Little,
}

/// Tasks that take [`Takes::Cores`] at the same time.
const SIDE_BY_SIDE: usize = 3;

/// What a task does.
type Work<'a> = Box<dyn FnOnce() -> Result<Count, Failed> + Send + 'a>;

/// One task.
struct Task<'a> {
    name: &'static str,
    needs: Vec<&'static str>,
    /// What is to have ended before, well or not, if it is part of the plan.
    after: Vec<&'static str>,
    takes: Takes,
    work: Option<Work<'a>>,
}

/// How a task ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Well(Count),
    Failed,
    /// Something that it needs failed.
    NotRun,
}

/// The tasks, in the order in which they are begun where there is a choice.
#[derive(Default)]
pub(crate) struct Plan<'a> {
    tasks: Vec<Task<'a>>,
    /// What it is run for, where that is not everything.
    goals: Vec<String>,
}

impl<'a> Plan<'a> {
    /// Adds a task.
    pub(crate) fn task(
        &mut self,
        name: &'static str,
        needs: &[&'static str],
        takes: Takes,
        work: impl FnOnce() -> Result<Count, Failed> + Send + 'a,
    ) {
        self.tasks.push(Task { name, needs: needs.to_vec(), after: Vec::new(), takes, work: Some(Box::new(work)) });
    }

    /// The task that was added last begins when these have ended, well or not.
    pub(crate) fn behind(&mut self, others: &[&'static str]) {
        if let Some(task) = self.tasks.last_mut() {
            task.after.extend_from_slice(others);
        }
    }

    /// Adds a task that counts no tests.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        needs: &[&'static str],
        takes: Takes,
        work: impl FnOnce() -> Result<(), Failed> + Send + 'a,
    ) {
        self.task(name, needs, takes, || work().map(|()| Count::default()));
    }

    /// Keeps these tasks and whatever they need.
    pub(crate) fn only(mut self, goals: &[&str]) -> Self {
        self.goals = goals.iter().map(|goal| (*goal).to_owned()).collect();
        let mut wanted: Vec<&str> = goals.to_vec();
        let mut at = 0;
        while let Some(name) = wanted.get(at).copied() {
            let needs = self.tasks.iter().filter(|task| task.name == name).flat_map(|task| task.needs.iter().copied());
            let new: Vec<&str> = needs.filter(|need| !wanted.contains(need)).collect();
            wanted.extend(new);
            at += 1;
        }
        self.tasks.retain(|task| wanted.contains(&task.name));
        self
    }

    /// Runs every task to its end; tests that ran in all of them. A task that is named in `shown` says what it says at once, the others'
    /// words go to a file, which is shown when they fail.
    ///
    /// # Errors
    ///
    /// After all tasks have ended, where one failed.
    pub(crate) fn run(mut self, shown: &[&str]) -> Result<Count, Failed> {
        self.check(shown)?;
        let mut ends: BTreeMap<&'static str, End> = BTreeMap::new();
        let mut running: Vec<(&'static str, Takes)> = Vec::new();
        let (tell, told) = mpsc::channel();
        std::thread::scope(|scope| {
            loop {
                while let Some(at) = self.next(&ends, &running) {
                    let Some(task) = self.tasks.get_mut(at) else { break };
                    let (name, Some(work)) = (task.name, task.work.take()) else { break };
                    if task.needs.iter().any(|need| !matches!(ends.get(need), Some(End::Well(_)))) {
                        say(&format!("--- {name}: not run, because of what failed before it"));
                        ends.insert(name, End::NotRun);
                        continue;
                    }
                    running.push((name, task.takes));
                    let (tell, live) = (tell.clone(), shown.contains(&name));
                    scope.spawn(move || {
                        let end = ended(name, live, work);
                        // The receiver outlives every task.
                        let _ = tell.send((name, end));
                    });
                }
                if running.is_empty() {
                    break;
                }
                let Ok((name, end)) = told.recv() else { break };
                running.retain(|(other, _)| *other != name);
                ends.insert(name, end);
            }
        });
        let bad: Vec<&str> = ends.iter().filter(|(_, end)| **end == End::Failed).map(|(name, _)| *name).collect();
        if !bad.is_empty() {
            return Err(Failed::Step(bad.join(", ")));
        }
        // Nothing failed, so nothing was held back by a failure: what has not run waits for itself.
        let waiting: Vec<&str> =
            self.tasks.iter().filter(|task| !ends.contains_key(task.name)).map(|task| task.name).collect();
        if !waiting.is_empty() {
            return Err(Failed::Step(format!("{} never began: they need each other", waiting.join(", "))));
        }
        let counts = ends.values().map(|end| if let End::Well(count) = end { *count } else { Count::default() });
        Ok(counts.fold(Count::default(), |sum, count| sum + count))
    }

    /// Whether every name is one task's, and every need, goal and name that is shown is a task.
    fn check(&self, shown: &[&str]) -> Result<(), Failed> {
        let of = |name: &str| self.tasks.iter().filter(|task| task.name == name).count();
        let names = self.tasks.iter().map(|task| task.name);
        let needs = self.tasks.iter().flat_map(|task| task.needs.iter().copied());
        let asked = self.goals.iter().map(String::as_str).chain(shown.iter().copied());
        let wrong: Vec<&str> = names.chain(needs).chain(asked).filter(|name| of(name) != 1).collect();
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(Failed::Step(format!("{}: named as a task, and none or several have that name", wrong.join(", "))))
        }
    }

    /// The first task that can begin or that can be given up.
    fn next(&self, ends: &BTreeMap<&'static str, End>, running: &[(&'static str, Takes)]) -> Option<usize> {
        let taken = |what: Takes| running.iter().filter(|(_, takes)| *takes == what).count();
        self.tasks.iter().position(|task| {
            let free = match task.takes {
                Takes::Compiler => taken(Takes::Compiler) == 0,
                Takes::Cores => taken(Takes::Cores) < SIDE_BY_SIDE,
                Takes::Little => true,
            };
            let is_there = |name: &str| self.tasks.iter().any(|task| task.name == name);
            let mut awaited = task.needs.iter().chain(task.after.iter().filter(|name| is_there(name)));
            task.work.is_some() && free && awaited.all(|name| ends.contains_key(name))
        })
    }
}

/// Runs one task: says it, keeps what it says, notes its seconds.
fn ended(name: &'static str, live: bool, work: Work<'_>) -> End {
    say(&format!("=== {name}"));
    let begun = Instant::now();
    let work =
        || catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Failed::Step(format!("{name}: a panic"))));
    let (outcome, log) = if live { (work(), None) } else { output::kept(name, work) };
    note_time(name, begun, outcome.is_ok());
    let seconds = begun.elapsed().as_secs_f64();
    match outcome {
        Ok(count) if count == Count::default() => say(&format!("--- {name}: {seconds:.1} s")),
        Ok(count) => say(&format!("--- {name}: {seconds:.1} s, {count}")),
        Err(failed) => {
            say(&format!("--- {name}: FAILED after {seconds:.1} s: {failed}"));
            if let Some(log) = log {
                output::show(&log);
            }
            return End::Failed;
        }
    }
    outcome.map_or(End::Failed, End::Well)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// A plan whose tasks note their names; `bad` fails.
    fn noting<'a>(names: &'a Mutex<Vec<&'static str>>, tasks: &[(&'static str, &[&'static str])]) -> Plan<'a> {
        let mut plan = Plan::default();
        for (name, needs) in tasks.iter().copied() {
            plan.step(name, needs, Takes::Compiler, move || {
                names.lock().unwrap().push(name);
                if name == "bad" { Err(Failed::Step(name.to_owned())) } else { Ok(()) }
            });
        }
        plan
    }

    #[test]
    fn a_task_waits_for_what_it_needs() {
        let names = Mutex::default();
        let plan = noting(&names, &[("last", &["middle"]), ("middle", &["first"]), ("first", &[])]);
        plan.run(&["first", "middle", "last"]).unwrap();
        assert_eq!(*names.lock().unwrap(), ["first", "middle", "last"]);
    }

    #[test]
    fn a_failure_stops_only_what_needs_it_and_is_told_at_the_end() {
        let names = Mutex::default();
        let plan = noting(&names, &[("bad", &[]), ("after", &["bad"]), ("later", &["after"]), ("other", &[])]);
        let failed = plan.run(&["bad", "other"]).unwrap_err();
        assert_eq!(failed.to_string(), "step failed: bad");
        assert_eq!(*names.lock().unwrap(), ["bad", "other"]);
    }

    #[test]
    fn a_panic_is_a_failure() {
        let mut plan = Plan::default();
        plan.step("panics", &[], Takes::Little, || panic!("on purpose"));
        assert!(plan.run(&["panics"]).is_err());
    }

    #[test]
    fn a_part_of_a_plan_brings_what_it_needs() {
        let names = Mutex::default();
        let plan =
            noting(&names, &[("first", &[]), ("middle", &["first"]), ("goal", &["middle"]), ("bad", &["first"])]);
        plan.only(&["goal"]).run(&["first", "middle", "goal"]).unwrap();
        assert_eq!(*names.lock().unwrap(), ["first", "middle", "goal"]);
    }

    #[test]
    fn a_need_that_nothing_meets_is_no_success() {
        for tasks in [
            &[("task", &["nobody"][..])][..],
            &[("one", &["other"]), ("other", &["one"])],
            &[("twice", &[]), ("twice", &[])],
        ] {
            let names = Mutex::default();
            assert!(noting(&names, tasks).run(&[]).is_err(), "{tasks:?}");
            assert!(names.lock().unwrap().is_empty());
        }
        let names = Mutex::default();
        assert!(noting(&names, &[("task", &[])]).only(&["tusk"]).run(&[]).is_err(), "a goal");
        assert!(noting(&names, &[("task", &[])]).run(&["tusk"]).is_err(), "what is shown");
    }

    #[test]
    fn what_is_behind_others_runs_even_where_they_fail() {
        let names = Mutex::default();
        let mut plan = noting(&names, &[("bad", &[]), ("behind", &[])]);
        plan.behind(&["bad", "nowhere"]);
        assert!(plan.run(&["bad", "behind"]).is_err());
        assert_eq!(*names.lock().unwrap(), ["bad", "behind"]);
    }

    #[test]
    fn there_is_one_compiler() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut plan = Plan::default();
        for name in ["one", "two", "three", "four"] {
            plan.step(name, &[], Takes::Compiler, || {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::yield_now();
                now.fetch_sub(1, Ordering::SeqCst);
                Ok(())
            });
        }
        plan.run(&["one", "two", "three", "four"]).unwrap();
        assert_eq!(most.into_inner(), 1);
    }
}
