//! `card`: fetch, show, pin.

use candour_cli::atomic_file::{self, Existing};
use candour_cli::prompt::Tty;
use candour_cli::{Exit, Voice, sanitize, voice};
use candour_desk_card::DeskCard;
use candour_route::{DropAddress, Patience, Route, SocksPort};

use crate::cli::{Card, Fetch, Pin, Show, Way};
use crate::error::SourceError;
use crate::net::arrival::arrive;
use crate::trust::{self, Known};
use crate::{pins, trust::today};

/// Tries to fetch a card.
const TRIES: u32 = 4;

/// Runs one of them.
pub(crate) fn run(arguments: &Card, speaker: &Voice) -> Result<Exit, SourceError> {
    match arguments {
        Card::Fetch(arguments) => fetch(arguments, speaker),
        Card::Show(arguments) => show(arguments),
        Card::Pin(arguments) => pin(arguments, speaker),
    }
}

/// The route that the options describe.
pub(crate) fn route(way: &Way) -> Result<Route, SourceError> {
    let address: DropAddress = way.address.parse().map_err(SourceError::Address)?;
    let socks: Option<SocksPort> = way.socks.as_deref().map(str::parse).transpose().map_err(SourceError::Socks)?;
    Route::new(address, socks, way.without_tor).map_err(SourceError::Route)
}

/// `card fetch`.
fn fetch(arguments: &Fetch, speaker: &Voice) -> Result<Exit, SourceError> {
    let route = route(&arguments.way)?;
    let card = arrive(&route, &mut Patience::new(TRIES))?.card;
    atomic_file::write(&arguments.out, card.to_bytes(), 0o600, Existing::Refuse)?;
    speaker.note("fetched; whether it is the units' own card, only its published fingerprint tells");
    Ok(Exit::Done)
}

/// `card show`.
fn show(arguments: &Show) -> Result<Exit, SourceError> {
    let card = trust::card_file(&arguments.card)?;
    voice::data(sanitize::text(&described(&card)).as_bytes()).map_err(SourceError::Stdout)?;
    Ok(Exit::Done)
}

/// `card pin`.
fn pin(arguments: &Pin, speaker: &Voice) -> Result<Exit, SourceError> {
    let card = trust::card_file(&arguments.card)?;
    let pin = pins::read(&arguments.pins)?;
    let typed = arguments.fingerprint_file.as_deref().map(trust::fingerprint_file).transpose()?;
    let known = Known {
        fingerprint: typed.or(pin.fingerprint),
        previous: pin.card.as_ref(),
        demo: false,
        address: None,
        today: today(),
    };
    let pinned = trust::pin(card, &known, &mut Tty, speaker)?;
    pins::keep(&arguments.pins, &pinned)?;
    speaker.note(&format!("pinned in {}", sanitize::path(&arguments.pins)));
    Ok(Exit::Done)
}

/// A card in words.
fn described(card: &DeskCard) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &dyn std::fmt::Display| {
        text.push_str(&format!("{name:<13}{value}\n"));
    };
    if card.is_demo() {
        line("DEMO", &"throwaway keys; whatever is sealed to them can be read by anybody");
    }
    line("fingerprint", &card.fingerprint());
    line("drop", &card.drop_id());
    if let Some(onion) = card.onion() {
        line("address", &format!("http://{onion}"));
    }
    line("card number", &card.number());
    line("days", &format!("{} to {}, today is {}", card.first(), card.last(), today()));
    line("recipients", &format!("{} in every report, throw-away ones included", card.recipient_count()));
    for unit in card.units() {
        line("unit", &format!("{} ({})", unit.name(), unit.title()));
    }
    for phone in card.phones() {
        line("phone", &format!("{} {}", phone.number(), phone.kind().word()));
    }
    text
}
