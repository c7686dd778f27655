//! A large sealed report on its way, part by part (tus 1.0), across broken circuits. Owns when to ask, resume and begin anew.

use std::io::{Read, Seek, SeekFrom};

use candour_wire::{Tag, limits};

use candour_route::{Patience, Route};

use super::fault::{Fault, Next};
use super::upload::SendError;
use super::visit::{UploadId, Visit};

/// How often an upload that the drop has forgotten is begun anew.
const MOST_BEGINNINGS: u32 = 3;

/// Where the id of a begun upload is kept for a later run, if anywhere.
pub(crate) trait Memory {
    /// The upload that an earlier run began for these very bytes.
    fn recall(&self) -> Option<UploadId>;
    /// An upload has begun.
    fn keep(&mut self, id: &UploadId);
    /// It is complete or gone.
    fn forget(&mut self);
}

/// Keeps nothing.
pub(crate) struct NoMemory;

impl Memory for NoMemory {
    fn recall(&self) -> Option<UploadId> {
        None
    }

    fn keep(&mut self, _: &UploadId) {}

    fn forget(&mut self) {}
}

/// What is known of the upload.
enum Stand {
    /// Not begun, or forgotten by the drop.
    None,
    /// Begun; how far it is has to be asked.
    Begun(UploadId),
    /// The drop holds so many bytes.
    At(UploadId, u64),
}

/// Sends `total` bytes of `sealed`. Returns once the drop has said that it holds them all, which means stored.
///
/// `visit` is the circuit that page and card came on; each later one is new.
#[allow(clippy::too_many_arguments, reason = "one upload's facts, used once")]
pub(super) fn send(
    route: &Route,
    visit: Visit,
    sealed: &mut (impl Read + Seek),
    total: u64,
    tag: &Tag,
    memory: &mut dyn Memory,
    patience: &mut Patience,
    progress: &mut dyn FnMut(u64),
) -> Result<(), SendError> {
    let mut visit = Some(visit);
    let mut beginnings = 0;
    let mut stand = memory.recall().map_or(Stand::None, Stand::Begun);
    loop {
        if let Stand::At(_, held) = stand {
            progress(held);
            if held == total {
                memory.forget();
                return Ok(());
            }
        }
        let here = match visit.take() {
            Some(visit) => visit,
            None => Visit::start(route)?,
        };
        match step(&here, &stand, sealed, total, tag) {
            Ok(next) => {
                match (&stand, &next) {
                    (Stand::None, Stand::At(id, _)) => {
                        beginnings += 1;
                        memory.keep(id);
                    }
                    (Stand::At(_, before), Stand::At(_, after)) if after > before => patience.progressed(),
                    _ => {}
                }
                stand = next;
                visit = Some(here);
            }
            Err(fault) => {
                let next = fault.next();
                // A part that the drop did not take, and one that it took in part, both go on from its own count.
                let begun = match stand {
                    Stand::Begun(id) | Stand::At(id, _) => Some(id),
                    Stand::None => None,
                };
                stand = match (next, begun) {
                    (Next::Stop, _) => return Err(SendError::Fault(fault)),
                    (Next::Anew, Some(_)) if beginnings < MOST_BEGINNINGS => {
                        memory.forget();
                        Stand::None
                    }
                    (Next::Anew, _) => return Err(SendError::Fault(fault)),
                    (Next::Again | Next::AskOffset, Some(id)) => Stand::Begun(id),
                    (Next::Again | Next::AskOffset, None) => Stand::None,
                };
                if !patience.again() {
                    return Err(SendError::Fault(fault));
                }
            }
        }
    }
}

/// One request: begin, ask, or send a part.
fn step(visit: &Visit, stand: &Stand, sealed: &mut (impl Read + Seek), total: u64, tag: &Tag) -> Result<Stand, Fault> {
    match stand {
        Stand::None => Ok(Stand::At(visit.create(total)?, 0)),
        Stand::Begun(id) => {
            let held = visit.offset(id)?;
            if held > total {
                return Err(Fault::Strange);
            }
            Ok(Stand::At(id.clone(), held))
        }
        Stand::At(id, held) => {
            let len = limits::PART.min(total - held);
            sealed.seek(SeekFrom::Start(*held)).map_err(Fault::Unreadable)?;
            let completes = held + len == total;
            let now = visit.part(id, *held, sealed, len, completes.then_some(tag))?;
            if now == held + len { Ok(Stand::At(id.clone(), now)) } else { Err(Fault::Strange) }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::fake_drop::{Cut, FakeDrop};
    use super::*;

    /// Remembers in a field.
    #[derive(Default)]
    struct Field(Option<UploadId>);

    impl Memory for Field {
        fn recall(&self) -> Option<UploadId> {
            self.0.clone()
        }

        fn keep(&mut self, id: &UploadId) {
            self.0 = Some(id.clone());
        }

        fn forget(&mut self) {
            self.0 = None;
        }
    }

    /// Bytes that differ everywhere, three and a bit parts of them.
    fn blob() -> Vec<u8> {
        let len = usize::try_from(limits::PART * 3 + 12_345).unwrap();
        (0..len).map(|i| u8::try_from((i * 31 + i / 251) % 256).unwrap()).collect()
    }

    fn run(drop: &FakeDrop, blob: &[u8], memory: &mut dyn Memory, tries: u32) -> (Result<(), SendError>, Vec<u64>) {
        let route = Route::new(drop.url().parse().unwrap(), None, false).unwrap();
        let mut seen = Vec::new();
        let mut patience = Patience::with_pause(tries, Box::new(|_| {}));
        let result = send(
            &route,
            Visit::start(&route).unwrap(),
            &mut Cursor::new(blob),
            blob.len() as u64,
            &Tag([9; 16]),
            memory,
            &mut patience,
            &mut |held| seen.push(held),
        );
        (result, seen)
    }

    fn assert_whole(drop: &FakeDrop, blob: &[u8]) {
        assert!(drop.stored() == [blob.to_vec()], "the drop holds the very bytes, once");
    }

    #[test]
    fn parts_arrive_in_order_with_the_tag_on_the_last_one_alone() {
        let (drop, blob) = (FakeDrop::start(), blob());
        let (result, seen) = run(&drop, &blob, &mut NoMemory, 3);
        result.unwrap();
        assert_whole(&drop, &blob);
        assert_eq!(seen, [0, limits::PART, 2 * limits::PART, 3 * limits::PART, blob.len() as u64]);
        let requests = drop.requests();
        let tagged: Vec<_> = requests.iter().map(|request| request.header("candour-tag").is_some()).collect();
        assert_eq!(tagged, [false, false, false, false, true]);
        assert_eq!(requests[4].header("candour-tag"), Some(Tag([9; 16]).to_string().as_str()));
        assert_eq!(drop.connections(), 1);
    }

    #[test]
    fn a_broken_circuit_resumes_where_the_drop_stopped_reading() {
        let (drop, blob) = (FakeDrop::start(), blob());
        drop.cut_next(Cut::InPart { after: 700_001 });
        drop.cut_next(Cut::InPart { after: 65_536 });
        run(&drop, &blob, &mut NoMemory, 3).0.unwrap();
        assert_whole(&drop, &blob);
        let heads = drop.requests().iter().filter(|request| request.line().starts_with("HEAD")).count();
        assert_eq!(heads, 2);
        assert_eq!(drop.connections(), 3, "each break is answered by a new connection");
    }

    #[test]
    fn an_answer_lost_after_the_last_part_is_no_second_upload() {
        let (drop, blob) = (FakeDrop::start(), blob());
        for _ in 0..3 {
            drop.cut_next(Cut::None);
        }
        drop.cut_next(Cut::BeforeAnswer);
        run(&drop, &blob, &mut NoMemory, 3).0.unwrap();
        assert_whole(&drop, &blob);
        assert_eq!(drop.requests().last().unwrap().line().split('/').next(), Some("HEAD "));
    }

    #[test]
    fn a_later_run_goes_on_and_forgets_when_done() {
        let (drop, blob) = (FakeDrop::start(), blob());
        let mut memory = Field::default();
        drop.cut_next(Cut::None);
        drop.cut_next(Cut::InPart { after: 100 });
        let (first, _) = run(&drop, &blob, &mut memory, 1);
        assert!(matches!(first, Err(SendError::Fault(Fault::Broken(_)))));
        assert!(memory.0.is_some());
        let (second, seen) = run(&drop, &blob, &mut memory, 1);
        second.unwrap();
        assert_eq!(seen.first(), Some(&(limits::PART + 100)));
        assert_whole(&drop, &blob);
        assert!(memory.0.is_none());
        let created = drop.requests().iter().filter(|request| request.line() == "POST /uploads").count();
        assert_eq!(created, 1);
    }

    #[test]
    fn an_upload_that_expired_is_begun_anew() {
        let (drop, blob) = (FakeDrop::start(), blob());
        let mut memory = Field(UploadId::parse("long-gone"));
        run(&drop, &blob, &mut memory, 3).0.unwrap();
        assert_whole(&drop, &blob);
    }

    #[test]
    fn tries_end_and_a_refusal_ends_them_at_once() {
        let (drop, blob) = (FakeDrop::start(), blob());
        for _ in 0..3 {
            drop.cut_next(Cut::InPart { after: 0 });
        }
        let (result, _) = run(&drop, &blob, &mut NoMemory, 3);
        assert!(matches!(result, Err(SendError::Fault(Fault::Broken(_)))));

        let before = drop.requests().len();
        drop.answer_next(413, "", "");
        let (result, _) = run(&drop, &blob, &mut NoMemory, 3);
        assert!(matches!(result, Err(SendError::Fault(Fault::Refused(_)))));
        assert_eq!(drop.requests().len(), before + 1);
    }

    #[test]
    fn a_drop_that_claims_to_hold_more_than_there_is_is_not_believed() {
        let (drop, blob) = (FakeDrop::start(), blob());
        drop.answer_next(200, "upload-offset: 99999999999\r\n", "");
        let (result, _) = run(&drop, &blob, &mut Field(UploadId::parse("x")), 3);
        assert!(matches!(result, Err(SendError::Fault(Fault::Strange))));
    }
}
