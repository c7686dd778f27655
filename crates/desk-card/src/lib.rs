//! The desk card: who can open a report, signed by every unit on it.
