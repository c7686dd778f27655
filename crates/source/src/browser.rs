//! What Tor Browser would ask a drop for, said byte for byte. Owns the recorded requests; judges no answer.

mod answer;
mod script;
mod system;
mod visit;

pub(crate) use answer::{Answer, AnswerError};
pub(crate) use script::Script;
pub(crate) use system::System;
pub(crate) use visit::{VisitError, Visited, visit};
