//! Desk cards, unit cards and drop cards: no bytes panic, and a drop card that parses is written again as the same bytes.
#![no_main]

use candour_desk_card::{Draft, DropCard, UntrustedCard, UntrustedUnitCard};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = UntrustedCard::parse(bytes).map(UntrustedCard::verify);
    let _ = UntrustedUnitCard::parse(bytes).map(UntrustedUnitCard::verify);
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    if let Ok(card) = DropCard::parse(text) {
        assert_eq!(card.to_text(), text);
    }
    if let Ok(draft) = Draft::parse(text) {
        assert_eq!(draft.to_text(), text);
    }
});
