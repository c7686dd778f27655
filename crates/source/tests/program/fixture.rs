//! The one card that the snapshots in `tests/cmd` show. Long expired, so that it never changes.

use crate::test_cards::TestCard;

#[test]
fn the_snapshots_card_is_the_recomputable_one() {
    let onion = Some("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaad.onion");
    let card = TestCard { first: 10, last: 100, onion, ..TestCard::in_force(1000) }.make();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/cards.in/card");
    if std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite") {
        std::fs::write(path, card.to_bytes()).unwrap();
    }
    assert!(std::fs::read(path).unwrap() == card.to_bytes());
}
