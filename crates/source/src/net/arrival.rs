//! What every visit begins with: page, card, then the board of every unit on the card, in the card's order. Owns this order.
//!
//! It is the same whatever the visit is for: a report, a reply, or a look at the card. What a board says is another room's; one that
//! does not come stops nothing.

use candour_desk_card::DeskCard;
use candour_route::{Patience, Route};

use super::fault::{Fault, Next};
use super::upload::SendError;
use super::visit::Visit;
use crate::trust;

/// Tries for one board, so that a drop that has none to give does not hold up a report.
const BOARD_TRIES: u32 = 3;

/// What came.
pub(crate) struct Arrival {
    /// The circuit, still fresh.
    pub(crate) visit: Visit,
    /// The card, signed by every unit on it; nothing more.
    pub(crate) card: DeskCard,
    /// What came as each unit's board, in the card's order.
    pub(crate) boards: Vec<Result<Vec<u8>, Fault>>,
}

/// Page, card and boards, on a circuit that an upload may then use.
pub(crate) fn arrive(route: &Route, patience: &mut Patience) -> Result<Arrival, SendError> {
    let (mut visit, card) = loop {
        let visit = Visit::start(route)?;
        match visit.card() {
            Ok(card) => break (visit, card),
            Err(fault) if fault.next() == Next::Again && patience.again() => {}
            Err(fault) => return Err(SendError::Arrival(fault)),
        }
    };
    patience.progressed();
    let card = trust::signed(&card).map_err(SendError::Card)?;
    let mut boards = Vec::with_capacity(card.units().len());
    for unit in card.units() {
        boards.push(board(route, &mut visit, unit.name().as_str(), patience)?);
        patience.progressed();
    }
    Ok(Arrival { visit, card, boards })
}

/// One board. Where the circuit breaks, the visit goes on over another.
fn board(
    route: &Route,
    visit: &mut Visit,
    unit: &str,
    patience: &mut Patience,
) -> Result<Result<Vec<u8>, Fault>, SendError> {
    let mut left = BOARD_TRIES;
    loop {
        left -= 1;
        match visit.board(unit) {
            Err(fault) if fault.next() == Next::Again && left > 0 && patience.again() => {
                *visit = Visit::start(route)?;
            }
            answer => return Ok(answer),
        }
    }
}

#[cfg(test)]
mod tests {
    use candour_cli::{Exit, Hint as _};
    use candour_wire::limits;

    use super::super::fake_drop::FakeDrop;
    use super::*;

    fn arrived(drop: &FakeDrop, tries: u32) -> Result<Arrival, SendError> {
        let route = Route::new(drop.url().parse().unwrap(), None, false).unwrap();
        arrive(&route, &mut Patience::with_pause(tries, Box::new(|_| {})))
    }

    fn lines(drop: &FakeDrop) -> Vec<String> {
        drop.requests().iter().map(|request| request.line()).collect()
    }

    #[test]
    fn every_board_comes_whole_in_the_cards_order_over_one_connection() {
        let drop = FakeDrop::start();
        drop.set_board("south.example", vec![7; 5000]);
        let arrival = arrived(&drop, 3).unwrap();
        let boards: Vec<_> = arrival.boards.into_iter().map(Result::unwrap).collect();
        assert!(boards == [vec![0; limits::SMALLEST_BOARD], vec![7; 5000]]);
        assert_eq!(lines(&drop), ["GET /", "GET /desk", "GET /board/north.example", "GET /board/south.example"]);
        assert!(drop.requests()[2..].iter().all(|request| request.header_names() == ["host"]));
        assert_eq!(drop.connections(), 1);
    }

    #[test]
    fn a_board_that_does_not_come_stops_nothing() {
        let drop = FakeDrop::start();
        for _ in 0..BOARD_TRIES {
            drop.answer_to("/board/north.example", 503, "", "");
        }
        drop.answer_to("/board/south.example", 404, "", "");
        let arrival = arrived(&drop, 8).unwrap();
        assert!(matches!(&arrival.boards[..], [Err(Fault::Refused(_)), Err(Fault::Refused(_))]));
        let asked = |unit| lines(&drop).iter().filter(|line| line.ends_with(unit)).count();
        assert_eq!(
            (asked("north.example"), asked("south.example")),
            (3, 1),
            "what is not there is not asked for again"
        );
    }

    #[test]
    fn a_board_is_asked_for_again_after_a_broken_circuit() {
        let drop = FakeDrop::start();
        drop.answer_to("/board/north.example", 503, "", "");
        let arrival = arrived(&drop, 3).unwrap();
        assert!(arrival.boards.iter().all(Result::is_ok));
        assert_eq!(drop.connections(), 2);
    }

    #[test]
    fn a_card_that_nobody_signed_leads_no_further() {
        let drop = FakeDrop::start();
        drop.set_card(b"a card\n".to_vec());
        let Err(error) = arrived(&drop, 3) else { panic!("no card") };
        assert_eq!((error.exit(), lines(&drop).len()), (Exit::Untrusted, 2));
    }

    #[test]
    fn nobody_there_is_unreachable() {
        let nobody = crate::port::free_address();
        let route = Route::new(nobody.to_string().parse().unwrap(), None, false).unwrap();
        let mut patience = Patience::with_pause(2, Box::new(|_| {}));
        let Err(error) = arrive(&route, &mut patience) else { panic!("nobody answered") };
        assert_eq!(error.exit(), Exit::Unreachable);
    }
}
