//! The server, told as stories: what it takes and refuses, resumes, survives, and never shows.

mod blob;
mod card;
mod cards;
mod npm;
mod process;
mod refusals;
mod reports;
mod site;
mod tus;
