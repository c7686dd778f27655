//! `verify-page`: looks at a drop as Tor Browser would at each level, and compares every byte with what its version sends.

use candour_cli::{Exit, Voice, sanitize, voice};
use candour_note::VerifyingKey;
use candour_pages::Manifest;
use rand::rngs::OsRng;
use sha2::{Digest as _, Sha256};

use crate::browser::{self, System};
use crate::cli::VerifyPage;
use crate::error::SourceError;
use crate::inspection::{Found, Known, PageFault, inspect};
use crate::pins;
use crate::trust::{self, TrustError, today};
use crate::verbs::card;

/// The visits, each on a circuit of its own; the papers come last, since nobody's browser asks for them.
const VISITS: [&str; 4] = ["standard", "safer", "safest", "manifest"];

/// Looks, compares, says what was found.
pub(crate) fn run(arguments: &VerifyPage, speaker: &Voice) -> Result<Exit, SourceError> {
    let key = arguments.release_key.as_deref().map(str::parse::<VerifyingKey>).transpose();
    let key = key.map_err(SourceError::ReleaseKey)?;
    let typed = arguments.fingerprint_file.as_deref().map(trust::fingerprint_file).transpose()?;
    let pinned = arguments.pins.as_deref().map(pins::read).transpose()?.and_then(|pin| pin.fingerprint);
    let route = card::route(&arguments.way)?;
    // By chance for each visit: so a drop that lies to one system's visitors is found, sooner or later, by whoever looks from any.
    let system = || arguments.system.unwrap_or_else(|| System::drawn(&mut OsRng));
    let visits: Result<Vec<_>, _> = VISITS.iter().map(|name| browser::visit(&route, name, system())).collect();
    let visits = visits.map_err(PageFault::Visit)?;
    let own = Manifest::own();
    let known = Known { own: &own, release_key: key.as_ref(), today: today() };
    let found = inspect(&visits, &known)?;
    let fingerprint = found.card.fingerprint();
    let published = typed.or(pinned);
    if published.is_some_and(|published| published != fingerprint) {
        return Err(TrustError::Fingerprint(candour_desk_card::CardError::Fingerprint).into());
    }
    let text = described(&found, &route.address().to_string(), key.as_ref(), published.is_some());
    voice::data(sanitize::text(&text).as_bytes()).map_err(SourceError::Stdout)?;
    let exit = say(&found, published.is_some(), speaker);
    // The page says so too; whoever asks a machine must not hear that all is well.
    found.card.check_epoch(today()).map_err(TrustError::Epoch)?;
    Ok(exit)
}

/// What was found, a line each.
fn described(found: &Found, address: &str, key: Option<&VerifyingKey>, pinned: bool) -> String {
    let manifest = found.manifest.to_json();
    let hash: String = Sha256::digest(manifest.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let release = match key {
        Some(key) if found.released => format!("signed by {key}"),
        _ => "not compared: no --release-key".to_owned(),
    };
    let version = if found.same_version { "the same as this program's" } else { "not this program's" };
    let page = if found.same_version { "byte for byte as made from the desk card" } else { "not compared" };
    let card = &found.card;
    let vouched = if pinned { "the published one" } else { "not compared" };
    [
        ("address", address.to_owned()),
        ("version", format!("{}, {version}", found.manifest.version)),
        ("manifest", hash),
        ("release", release),
        ("assets", format!("{}, each as the manifest says", found.manifest.assets.len())),
        ("first page", page.to_owned()),
        ("desk card", format!("number {}, days {} to {}", card.number(), card.first(), card.last())),
        ("boards", format!("{}, each signed by its unit or not there yet", card.units().len())),
        ("fingerprint", format!("{} ({vouched})", card.fingerprint())),
    ]
    .iter()
    .map(|(name, value)| format!("{name:<13}{value}\n"))
    .collect()
}

/// What still has to be known, and how it ended.
fn say(found: &Found, pinned: bool, speaker: &Voice) -> Exit {
    if !pinned {
        speaker.warning(
            "nobody vouches for the desk card: compare the ten words with both places where they are published",
        );
    }
    if found.card.is_demo() {
        speaker.warning("DEMO KEYS: everybody has them. Whatever is sent to this drop can be read by anybody");
    }
    speaker.note(
        "this is what the drop sent to four visitors now; another visitor, or another time, may get something else",
    );
    if found.same_version {
        return Exit::Done;
    }
    speaker.warning("the drop runs another version: use its candour-source to compare the first page too");
    Exit::Partly
}
