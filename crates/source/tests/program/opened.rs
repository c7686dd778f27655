//! Opens what the program sealed, as a unit does.

use std::io::{self, Read as _};

use candour_envelope::{AttachmentEntry, OpenError, ReportBody, ReportSink, StreamReader, open_header, read_report};
use candour_header::Kind;

use crate::test_cards::identity;

/// A report with its attachments' bytes.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    pub(crate) body: Option<ReportBody>,
    pub(crate) attachments: Vec<Vec<u8>>,
}

impl ReportSink for Opened {
    fn report(&mut self, body: &ReportBody, _: &[u8]) -> io::Result<()> {
        self.body = Some(body.clone());
        Ok(())
    }

    fn attachment(&mut self, _: usize, _: &AttachmentEntry) -> io::Result<()> {
        self.attachments.push(Vec::new());
        Ok(())
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.attachments.last_mut().unwrap().extend_from_slice(bytes);
        Ok(())
    }
}

impl Opened {
    pub(crate) fn body(&self) -> &ReportBody {
        self.body.as_ref().unwrap()
    }
}

/// Opens with one unit's identity.
pub(crate) fn by(unit: &str, kind: Kind, sealed: &[u8]) -> Result<Opened, OpenError> {
    let header = open_header(&mut &sealed[..], &[identity(unit, kind)])?;
    let mut rest = &sealed[header.chunks_at()..];
    let mut opened = Opened::default();
    read_report(StreamReader::new(header.payload_key(), &mut rest), &mut opened).unwrap();
    assert_eq!(rest.read(&mut [0]).unwrap(), 0);
    Ok(opened)
}
