//! Sealing and opening a report.
