//! The reader of an opened payload: no bytes panic, a sink is never given more than the bytes that came, and a report is written again as
//! it was read.
#![no_main]

use std::io;

use candour_envelope::{AttachmentEntry, ReportBody, ReportSink, read_report};
use libfuzzer_sys::fuzz_target;

/// Counts.
#[derive(Default)]
struct Count {
    reports: usize,
    bytes: usize,
}

impl ReportSink for Count {
    fn report(&mut self, body: &ReportBody, json: &[u8]) -> io::Result<()> {
        let again = body.to_json().and_then(|json| ReportBody::from_json(&json).ok());
        assert!(again.as_ref() == Some(body), "what is written is what was read");
        self.reports += 1;
        self.bytes += json.len();
        Ok(())
    }

    fn attachment(&mut self, _: usize, entry: &AttachmentEntry) -> io::Result<()> {
        assert!(entry.file.starts_with("attachments/") && !entry.file.contains(".."));
        Ok(())
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len();
        Ok(())
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut count = Count::default();
    let read = read_report(bytes, &mut count);
    assert!(count.bytes <= bytes.len() && count.reports <= 1);
    if let Ok(report) = read {
        assert_eq!(report.payload_len, bytes.len() as u64);
        assert_eq!(count.reports, 1);
    }
});
