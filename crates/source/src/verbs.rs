//! The verbs, one file each.

pub(crate) mod card;
pub(crate) mod check;
pub(crate) mod codename;
mod delivering;
pub(crate) mod fingerprint;
pub(crate) mod seal;
mod sealing;
pub(crate) mod send;
pub(crate) mod verify_page;
