//! What pages take from the desk card, as markup. Owns the recipe's command; every number and name comes from the signed card.

use core::fmt::Write as _;

use candour_desk_card::{DeskCard, PhoneKind, UnitCard};
use candour_wire::paths;

use crate::Language;
use crate::escape::escaped;
use crate::texts::text;

/// The number for immediate danger.
pub(crate) fn emergency(card: &DeskCard) -> String {
    let listed = card.phones().iter().find(|phone| phone.kind() == PhoneKind::Emergency);
    listed.map_or_else(|| "999".to_owned(), |phone| phone.number().to_owned())
}

/// One list item for each phone number, the emergency one first.
pub(crate) fn phones(card: &DeskCard, language: Language) -> String {
    card.phones().iter().fold(String::new(), |mut list, phone| {
        let whose = escaped(&text(language, &format!("home-phone-{}", phone.kind().word())));
        // Writing to a String cannot fail.
        let _ = writeln!(list, "<li>{whose}: <strong>{}</strong></li>", escaped(phone.number()));
        list
    })
}

/// One list item for each unit.
pub(crate) fn units(card: &DeskCard) -> String {
    card.units().iter().fold(String::new(), |mut list, unit| {
        let _ = writeln!(list, "<li>{}</li>", escaped(unit.title()));
        list
    })
}

/// One list item for each unit's board, to be saved under a name that the page's commands expect.
pub(crate) fn boards(card: &DeskCard) -> String {
    card.units().iter().fold(String::new(), |mut list, unit| {
        let (name, title) = (unit.name(), escaped(unit.title()));
        let path = escaped(&paths::board(name.as_str()));
        let _ = writeln!(list, "<li><a href=\"{path}\" download=\"board-{name}\">{title}</a></li>");
        list
    })
}

/// The command that seals to every unit on the card, filled up to the card's count with the fill recipients that anybody can recompute.
pub(crate) fn age_command(card: &DeskCard) -> String {
    let units = card.units().iter().map(UnitCard::classic);
    let fill = card.fill();
    let count = usize::from(card.recipient_count());
    let mut command = String::from("age");
    for recipient in units.chain(fill.iter().map(String::as_str)).take(count) {
        let _ = write!(command, " -r {recipient}");
    }
    command.push_str(" -o report.age report.tar");
    command
}
