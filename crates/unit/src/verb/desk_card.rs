//! `desk-card make`, `sign`, `check`: the card that sources seal to, from the first signature to the last.

use std::fmt::Write as _;
use std::path::Path;

use candour_cli::prompt::Terminal;
use candour_cli::{Exit, Voice, atomic_file, sanitize};
use candour_desk_card::{CardError, Draft, DropCard, Epoch, Phone, UnitCard, Unsigned, UntrustedCard};
use candour_note::SigningKey;

use super::say;
use crate::cli::{CheckDeskCard, DeskCardVerb, MakeDeskCard, SignDeskCard};
use crate::desk_cards::DeskCards;
use crate::error::UnitError;
use crate::home::Home;
use crate::shown::hex;
use crate::warning::Warning;
use crate::{day, keys};

/// What a desk card is made of.
pub(super) struct Parts {
    /// The drop.
    pub(super) drop: DropCard,
    /// All units.
    pub(super) units: Vec<UnitCard>,
    /// The card's number.
    pub(super) number: u32,
    /// Its first day.
    pub(super) first: u32,
    /// Its days.
    pub(super) days: u32,
    /// Recipients of each report.
    pub(super) recipients: u16,
    /// Phone numbers for the pages.
    pub(super) phones: Vec<Phone>,
}

/// Runs one of them.
pub(super) fn run(
    home: &Path,
    verb: DeskCardVerb,
    speaker: Voice,
    terminal: &mut dyn Terminal,
) -> Result<Exit, UnitError> {
    let home = Home::enter(home)?;
    let _lock = home.lock()?;
    match verb {
        DeskCardVerb::Make(arguments) => from_parts(&home, arguments, terminal),
        DeskCardVerb::Sign(arguments) => sign(&home, &arguments, terminal),
        DeskCardVerb::Check(arguments) => check(&home, &arguments, speaker),
    }
}

/// Reads a drop card.
pub(super) fn read_drop_card(path: &Path) -> Result<DropCard, UnitError> {
    let refused = |source| UnitError::Card { path: path.to_owned(), source };
    let bytes = keys::read_public(path)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| refused(CardError::NotACard))?;
    DropCard::parse(text).map_err(refused)
}

/// `make`.
fn from_parts(home: &Home, arguments: MakeDeskCard, terminal: &mut dyn Terminal) -> Result<Exit, UnitError> {
    let drop = read_drop_card(&arguments.drop_card)?;
    let mut units = vec![keys::unit_card(home)?];
    for path in &arguments.unit_cards {
        let card = keys::read_unit_card(path)?;
        // Naming the unit's own card too is no mistake worth stopping for.
        if !units.contains(&card) {
            units.push(card);
        }
    }
    let phones = if arguments.phones.is_empty() { Phone::defaults() } else { arguments.phones };
    let parts = Parts {
        drop,
        units,
        number: arguments.number,
        first: arguments.first.unwrap_or_else(day::today),
        days: arguments.days,
        recipients: arguments.recipients,
        phones,
    };
    let passphrase = arguments.passphrase.existing(terminal, "passphrase of the unit's keys")?;
    make(home, parts, &keys::signing_key(home, &passphrase)?, &arguments.out)?;
    Ok(Exit::Done)
}

/// Makes a card and gives it this unit's signature, the first.
pub(super) fn make(home: &Home, parts: Parts, key: &SigningKey, out: &Path) -> Result<(), UnitError> {
    let last = Epoch(parts.first.saturating_add(parts.days.saturating_sub(1)));
    let draft = Draft::new(
        parts.drop,
        parts.number,
        Epoch(parts.first),
        last,
        parts.recipients,
        keys::are_demo(home),
        parts.units,
        parts.phones,
    )
    .map_err(UnitError::Draft)?;
    let note = draft.sign(key).map_err(UnitError::Draft)?;
    finish(home, note.to_bytes(), out)
}

/// `sign`.
fn sign(home: &Home, arguments: &SignDeskCard, terminal: &mut dyn Terminal) -> Result<Exit, UnitError> {
    atomic_file::refuse_same(&arguments.card, &arguments.out)?;
    let refused = |source| UnitError::Card { path: arguments.card.clone(), source };
    let card = Unsigned::parse(&keys::read_public(&arguments.card)?).map_err(refused)?;
    if card.draft().is_demo() != keys::are_demo(home) {
        return Err(UnitError::DemoMix);
    }
    // Shown before the passphrase is asked for: whoever types it has seen what it signs.
    say(&summary(card.draft(), &card))?;
    let passphrase = arguments.passphrase.existing(terminal, "passphrase of the unit's keys, to sign this card")?;
    let note = card.sign(&keys::signing_key(home, &passphrase)?).map_err(refused)?;
    finish(home, note.to_bytes(), &arguments.out)?;
    Ok(Exit::Done)
}

/// Writes a card that has just been signed, keeps it if it is complete, and says what it is.
fn finish(home: &Home, bytes: &[u8], out: &Path) -> Result<(), UnitError> {
    let refused = |source| UnitError::Card { path: out.to_owned(), source };
    let card = Unsigned::parse(bytes).map_err(refused)?;
    keys::write_public(out, bytes)?;
    let mut text = summary(card.draft(), &card);
    if card.missing().is_empty() {
        let complete = UntrustedCard::parse(bytes).and_then(UntrustedCard::verify).map_err(refused)?;
        DeskCards::keep(home, &complete)?;
        let _ = writeln!(text, "sha256       {}", hex(&complete.sha256()));
    }
    let _ = writeln!(text, "written to   {}", sanitize::path(out));
    say(&text)
}

/// `check`.
fn check(home: &Home, arguments: &CheckDeskCard, speaker: Voice) -> Result<Exit, UnitError> {
    let refused = |source| UnitError::Card { path: arguments.card.clone(), source };
    let bytes = keys::read_public(&arguments.card)?;
    let unsigned = Unsigned::parse(&bytes).map_err(refused)?;
    say(&summary(unsigned.draft(), &unsigned))?;
    let missing = unsigned.missing().len();
    if missing > 0 {
        let units = unsigned.draft().units().len();
        let path = arguments.card.clone();
        return Err(UnitError::Incomplete { path, signed: units.saturating_sub(missing), units });
    }
    let card = UntrustedCard::parse(&bytes).and_then(UntrustedCard::verify).map_err(refused)?;
    let own = keys::unit_card(home)?;
    if !card.units().iter().any(|unit| unit.key() == own.key()) {
        return Err(refused(CardError::NotAUnit));
    }
    if card.is_demo() != keys::are_demo(home) {
        return Err(UnitError::DemoMix);
    }
    DeskCards::keep(home, &card)?;
    say(&format!("sha256       {}\nkept         this unit signed it, and knows it in reports\n", hex(&card.sha256())))?;
    if let Err(error) = card.check_epoch(Epoch(day::today())) {
        speaker.warn(&Warning::NotInForce(error));
    }
    Ok(Exit::Done)
}

/// What a person compares before signing or publishing a card.
fn summary(draft: &Draft, card: &Unsigned) -> String {
    let drop = draft.drop_card();
    let (first, last) = draft.epochs();
    // Writing to a String cannot fail, here and below.
    let mut text = format!("fingerprint  {}\n", draft.fingerprint());
    if draft.is_demo() {
        text.push_str("DEMO         throw-away keys: never for real reports\n");
    }
    let _ = writeln!(text, "drop         {}", drop.id);
    let _ = writeln!(text, "onion        {}", drop.onion.as_ref().map_or("none", |onion| onion.as_str()));
    let _ = writeln!(text, "log key      {}", drop.log);
    let _ = writeln!(text, "number       {}", draft.number());
    let _ =
        writeln!(text, "days         {} to {} (epochs {first} to {last})", day::to_text(first.0), day::to_text(last.0));
    let _ = writeln!(text, "recipients   {}", draft.recipient_count());
    let signed = card.signed_by();
    for unit in draft.units() {
        let state = if signed.contains(unit.name()) { "signed" } else { "NOT SIGNED" };
        let _ = writeln!(text, "unit         {}, {}: {state}", unit.name(), sanitize::line(unit.title()));
    }
    for phone in draft.phones() {
        let _ = writeln!(text, "phone        {} {}", phone.kind().word(), phone.number());
    }
    text
}
