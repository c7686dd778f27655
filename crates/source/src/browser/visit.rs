//! One visit as a browser makes it: its requests in order, over its connections, on a circuit of its own.

use std::collections::BTreeMap;
use std::io::{BufReader, Write as _};
use std::net::TcpStream;

use candour_desk_card::DeskCard;
use candour_route::{Circuit, Route};
use candour_wire::paths;

use super::script::Step;
use super::{Answer, AnswerError, Script, System};
use crate::trust;

/// What came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visited {
    /// Answers by path, all but the boards.
    pub(crate) answers: BTreeMap<&'static str, Answer>,
    /// The boards of the units on the card that came, in its order.
    pub(crate) boards: Vec<Answer>,
}

/// A request that got no answer.
#[derive(Debug, thiserror::Error)]
#[error("{path} did not come")]
pub(crate) struct VisitError {
    /// Which.
    pub(crate) path: &'static str,
    /// Why.
    pub(crate) source: AnswerError,
}

/// The connections of a visit.
struct Connections<'c> {
    circuit: &'c Circuit<'c>,
    system: System,
    host: &'c str,
    open: BTreeMap<usize, BufReader<TcpStream>>,
}

impl Connections<'_> {
    /// The connection of a step, made where it is the first on it.
    fn of(&mut self, step: &Step) -> Result<&mut BufReader<TcpStream>, AnswerError> {
        match self.open.entry(step.connection) {
            std::collections::btree_map::Entry::Occupied(open) => Ok(open.into_mut()),
            std::collections::btree_map::Entry::Vacant(place) => {
                Ok(place.insert(BufReader::new(self.circuit.connect()?)))
            }
        }
    }

    /// Sends a step's request.
    fn ask(&mut self, step: &Step, unit: &str) -> Result<(), VisitError> {
        let bytes = step.bytes(self.system, self.host, unit);
        let sent = self.of(step).and_then(|connection| Ok(connection.get_mut().write_all(&bytes)?));
        sent.map_err(|source| VisitError { path: step.path, source })
    }

    /// Reads a step's answer, and puts it with the others.
    fn hear(&mut self, step: &Step, visited: &mut Visited) -> Result<(), VisitError> {
        let before = &mut visited.answers;
        let answer = self.of(step).and_then(Answer::read).and_then(|answer| answer.again(before.remove(step.path)));
        before.insert(step.path, answer.map_err(|source| VisitError { path: step.path, source })?);
        Ok(())
    }

    /// Asks for the board of every unit on the card that came, each when the one before it is there. Without a card there is none to ask for.
    fn boards(&mut self, step: &Step, visited: &mut Visited) -> Result<(), VisitError> {
        let card = visited.answers.get(paths::DESK).and_then(|answer| trust::signed(&answer.body).ok());
        for unit in card.iter().flat_map(DeskCard::units) {
            self.ask(step, unit.name().as_str())?;
            let answer = self.of(step).and_then(Answer::read);
            visited.boards.push(answer.map_err(|source| VisitError { path: paths::BOARD, source })?);
        }
        Ok(())
    }
}

/// Makes the visit of this name, from a browser on this system.
pub(crate) fn visit(route: &Route, name: &str, system: System) -> Result<Visited, VisitError> {
    let circuit = route.circuit();
    let mut connections =
        Connections { circuit: &circuit, system, host: route.address().authority(), open: BTreeMap::new() };
    let mut visited = Visited::default();
    let mut waiting: Vec<Step> = Vec::new();
    for step in Script::of(name).0 {
        if !step.overlaps {
            for asked in waiting.drain(..) {
                connections.hear(&asked, &mut visited)?;
            }
        }
        if step.is_of_units() {
            connections.boards(&step, &mut visited)?;
            continue;
        }
        connections.ask(&step, "")?;
        waiting.push(step);
    }
    for asked in waiting {
        connections.hear(&asked, &mut visited)?;
    }
    Ok(visited)
}
