//! Boards and the parcels that bring them: served whole to everybody alike, applied whole or not at all, there again after a restart.

use axum::body::{Body, Bytes};
use axum::http::{Method, Request};
use candour::card::Card;
use candour_board::{Item, UntrustedBoard};
use candour_note::SigningKey;
use candour_wire::limits::{LARGEST_PARCEL, SMALLEST_BOARD};
use candour_wire::problem::UntrustedProblem;
use candour_wire::{Applied, Problem};
use futures_util::{StreamExt as _, stream};

use crate::card::{self, Kind, UNIT, desk_card_of};
use crate::parcel::{Make, body};
use crate::site::{Answer, Site};

/// The path of the board.
const PATH: &str = "/board/unit.example";

async fn board(site: &Site) -> Vec<u8> {
    let answer = site.ask(Request::get(PATH).body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/octet-stream"));
    answer.body
}

async fn deliver(site: &Site, body: impl Into<Body>) -> Answer {
    site.bring(Request::post("/collect/parcels").header("content-type", "application/vnd.candour.parcel"), body).await
}

fn problem(answer: &Answer) -> Option<Problem> {
    UntrustedProblem::from_json(&answer.body).and_then(|found| found.known())
}

/// What lies in the folder of parcels: names and bytes.
fn kept(site: &Site) -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(site.folder.path().join("store/parcels")).unwrap().map(Result::unwrap);
    let mut kept: Vec<_> =
        files.map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap())).collect();
    kept.sort();
    kept
}

#[tokio::test]
async fn before_the_first_parcel_there_is_a_blank_of_the_same_length() {
    let site = Site::new("").await;
    let blank = board(&site).await;
    assert_eq!(blank.len(), SMALLEST_BOARD);
    assert!(blank.iter().all(|byte| *byte == 0) && UntrustedBoard::parse(blank.clone()).is_err());
    assert_eq!(site.collect("/collect/parcels", None).await.text(), "");
    let first = Make::number(1);
    assert_eq!(deliver(&site, first.body()).await.status, 201);
    assert_eq!(board(&site).await.len(), blank.len());
}

#[tokio::test]
async fn parcels_are_applied_in_their_order_and_a_restart_serves_the_same_bytes() {
    let site = Site::new("").await;
    let (first, second) = (Make::number(1), Make { cells: 1024, ..Make::number(2) });
    for make in [&first, &second] {
        let answer = deliver(&site, make.body()).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let [applied] = Applied::parse(&answer.body).unwrap().try_into().unwrap();
        assert_eq!((applied.unit.as_str(), applied.number), (UNIT, make.number));
        let last = site.collect("/collect/parcels", None).await;
        assert_eq!(Applied::parse(&last.body).unwrap(), [applied]);
        assert!(board(&site).await == make.board());
    }
    assert_eq!(kept(&site).len(), 1, "nothing of the board before");
    let (folder, token) = site.close();
    let site = Site::at(folder, token, false, "").await;
    assert!(board(&site).await == second.board());
    let repeated = deliver(&site, second.body()).await;
    assert_eq!((repeated.status.as_u16(), problem(&repeated)), (409, Some(Problem::ParcelRepeated)));
    assert_eq!(deliver(&site, Make::number(3).body()).await.status, 201);
}

/// Everything that is refused after parcel 1 was applied.
fn refusals() -> Vec<(&'static str, Vec<u8>, Problem)> {
    let (first, second) = (Make::number(1), Make::number(2));
    let good = second.board();
    let note = second.note(&good);
    let whole = body(&note, &good);
    let changed = |change: fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        bytes
    };
    let signed_anew = |change: fn(&mut Vec<u8>)| {
        let mut bytes = changed(change);
        bytes.truncate(bytes.len() - 4096);
        let board = second.sign_board(bytes);
        body(&second.note(&board), &board)
    };
    let mut other_drop = Make::number(2);
    other_drop.drop.0[0] ^= 1;
    let stranger =
        |name: &str| Make { key: SigningKey::from_seed(name.parse().unwrap(), &[77; 32]), ..Make::number(2) };
    let mut forged = whole.clone();
    let at = forged.windows(7).position(|window| window == b"\nepoch ").unwrap();
    forged[at + 8] ^= 1;
    let item = |name: &str, bytes: &[u8]| Item::of(name.parse().unwrap(), bytes);
    let swap = |bytes: &mut Vec<u8>| {
        let (one, other) = bytes.split_at_mut(8192);
        one[4096..].swap_with_slice(&mut other[4096..8192]);
    };
    let flip = |bytes: &mut Vec<u8>| bytes[5000] ^= 1;
    let unframe = |bytes: &mut Vec<u8>| bytes[4096] ^= 1;
    vec![
        ("nothing", Vec::new(), Problem::NotAParcel),
        ("text", b"hello\0".to_vec(), Problem::NotAParcel),
        ("a note alone", note.clone(), Problem::NotAParcel),
        ("a board alone", good.clone(), Problem::NotAParcel),
        ("a desk card", body(card::desk_card(card::drop_card(), Kind::today()).to_bytes(), &good), Problem::NotAParcel),
        ("no unit of the card", stranger("other.example").body(), Problem::ParcelUnsigned),
        ("another key of the unit's name", stranger(UNIT).body(), Problem::ParcelUnsigned),
        ("a changed note", forged, Problem::ParcelAltered),
        ("another drop", other_drop.body(), Problem::ParcelOtherDrop),
        ("the same number again", first.body(), Problem::ParcelRepeated),
        ("the same number with another board", Make { cells: 128, ..Make::number(1) }.body(), Problem::ParcelRepeated),
        ("a gap", Make::number(3).body(), Problem::ParcelGap),
        ("a long way ahead", Make::number(u32::MAX).body(), Problem::ParcelGap),
        ("cut", whole[..whole.len() - 1].to_vec(), Problem::WrongLength),
        ("cut at a cell", whole[..whole.len() - 4096].to_vec(), Problem::WrongLength),
        ("longer", [&whole[..], &[0]].concat(), Problem::WrongLength),
        ("a cell changed", body(&note, &changed(flip)), Problem::ParcelAltered),
        ("cells that changed places", body(&note, &changed(swap)), Problem::ParcelAltered),
        ("the old board under the new note", body(&note, &first.board()), Problem::ParcelAltered),
        ("the old board in a new parcel", body(&second.note(&first.board()), &first.board()), Problem::ParcelBoard),
        ("signed: a cell that is no age file", signed_anew(unframe), Problem::ParcelBoard),
        ("signed: a cell twice", signed_anew(|bytes| bytes.copy_within(..4096, 16 * 1024)), Problem::ParcelBoard),
        (
            "signed: a tag twice",
            signed_anew(|bytes| bytes.copy_within(262_144..262_160, 262_160)),
            Problem::ParcelBoard,
        ),
        (
            "another unit's board",
            {
                let board = stranger("other.example").board();
                body(&second.note(&board), &board)
            },
            Problem::ParcelBoard,
        ),
        (
            "63 cells",
            {
                let board = Make { cells: 63, ..Make::number(2) }.board();
                body(&second.note(&board), &board)
            },
            Problem::ParcelBoard,
        ),
        (
            "an item that is unknown",
            {
                let note = second.note_of(vec![item("board", &good), item("cosignature", b"x")]);
                body(&note, &[&good[..], b"x"].concat())
            },
            Problem::NotAParcel,
        ),
        ("no board", body(&second.note_of(vec![item("release", b"x")]), b"x"), Problem::NotAParcel),
        ("too large", [&whole[..], &vec![1; 4_500_000]].concat(), Problem::ParcelTooLarge),
    ]
}

#[tokio::test]
async fn each_refusal_has_its_problem_and_nothing_is_applied() {
    let site = Site::new("").await;
    assert_eq!(deliver(&site, Make::number(1).body()).await.status, 201);
    let (before, served) = (kept(&site), board(&site).await);
    for (what, bytes, expected) in refusals() {
        let pieces = bytes.chunks(60_000).map(Bytes::copy_from_slice).map(Ok::<_, core::convert::Infallible>);
        let streamed = Body::from_stream(stream::iter(pieces.collect::<Vec<_>>()));
        for answer in [deliver(&site, bytes).await, deliver(&site, streamed).await] {
            assert_eq!(problem(&answer), Some(expected), "{what}: {}", answer.text());
            assert_eq!(answer.status.as_u16(), expected.status(), "{what}");
            assert_eq!(answer.body.len(), candour::problem::DOCUMENT, "{what}");
        }
        assert!(kept(&site) == before && board(&site).await == served, "{what}: something was applied");
    }
    // And the right one still follows.
    assert_eq!(deliver(&site, Make::number(2).body()).await.status, 201);
    assert!(board(&site).await == Make::number(2).board());
}

#[tokio::test]
async fn every_refusal_of_a_first_parcel_leaves_the_blank() {
    let site = Site::new("").await;
    for (what, bytes, _) in refusals() {
        let expected = matches!(what, "the same number again" | "the same number with another board");
        if !expected {
            assert!(deliver(&site, bytes).await.status.is_client_error(), "{what}");
            assert!(kept(&site).is_empty() && board(&site).await == vec![0; SMALLEST_BOARD], "{what}");
        }
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_or_grows_without_end_applies_nothing() {
    let site = Site::new("").await;
    let whole = Bytes::from(Make::number(1).body());
    let part = whole.slice(..whole.len() / 2);
    let broken: [Result<Bytes, std::io::Error>; 2] = [Ok(part), Err(std::io::ErrorKind::ConnectionReset.into())];
    let answer = deliver(&site, Body::from_stream(stream::iter(broken))).await;
    assert_eq!(problem(&answer), Some(Problem::TimedOut));
    let endless = stream::repeat(Bytes::from_static(&[1; 60_000])).map(Ok::<_, core::convert::Infallible>);
    assert_eq!(problem(&deliver(&site, Body::from_stream(endless)).await), Some(Problem::ParcelTooLarge));
    let announced = Request::post("/collect/parcels")
        .header("content-type", "application/vnd.candour.parcel")
        .header("content-length", LARGEST_PARCEL + 1);
    // Refused by its announcement: not one byte of the body is read.
    let unread = stream::poll_fn(|_| -> std::task::Poll<Option<Result<Bytes, core::convert::Infallible>>> {
        panic!("the body is read")
    });
    assert_eq!(problem(&site.bring(announced, Body::from_stream(unread)).await), Some(Problem::ParcelTooLarge));
    assert!(kept(&site).is_empty() && board(&site).await == vec![0; SMALLEST_BOARD]);
}

#[tokio::test]
async fn only_a_courier_with_the_token_brings_parcels_and_only_there() {
    let mut site = Site::new("").await;
    let kind = "application/vnd.candour.parcel";
    let post = || Request::post("/collect/parcels").header("content-type", kind);
    let public = site.ask(post().body(Body::from(Make::number(1).body())).unwrap()).await;
    assert_eq!(public.status, 404);
    for bad in ["text/plain", "application/age", "application/octet-stream"] {
        let request = Request::post("/collect/parcels").header("content-type", bad);
        let answer = site.bring(request, Make::number(1).body()).await;
        assert_eq!(problem(&answer), Some(Problem::MediaType), "{bad}");
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let request = Request::builder().method(&method).uri("/collect/parcels").header("content-type", kind);
        assert_eq!(site.bring(request, Make::number(1).body()).await.status, 405, "{method}");
    }
    let token = std::mem::replace(&mut site.token, "A".repeat(43));
    assert_eq!(problem(&deliver(&site, Make::number(1).body()).await), Some(Problem::Unauthorized));
    assert_eq!(site.collect("/collect/parcels", None).await.status, 401);
    site.token = token;
    assert!(kept(&site).is_empty());
}

#[tokio::test]
async fn every_request_for_a_board_gets_the_same_whole_answer() {
    let site = Site::new("").await;
    assert_eq!(deliver(&site, Make::number(1).body()).await.status, 201);
    let whole = Make::number(1).board();
    let mut seen = Vec::new();
    for (name, value) in [
        ("accept", "*/*"),
        ("range", "bytes=0-4095"),
        ("range", "bytes=4096-"),
        ("if-none-match", "*"),
        ("if-modified-since", "Tue, 24 Nov 2026 00:00:00 GMT"),
        ("accept-encoding", "gzip, br"),
        ("cookie", "seen=1"),
    ] {
        let answer = site.ask(Request::get(PATH).header(name, value).body(Body::empty()).unwrap()).await;
        assert!(answer.status == 200 && answer.body == whole, "{name}: {value}");
        for never in ["etag", "last-modified", "accept-ranges", "content-range", "set-cookie", "date", "age", "vary"] {
            assert!(!answer.headers.contains_key(never), "{never}");
        }
        seen.push(answer.headers);
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "the headers differ");
    for nobody in
        ["/board", "/board/", "/board/other.example", "/board/unit.example/", "/board/unit.example+0", "/board/.."]
    {
        let answer = site.ask(Request::get(nobody).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, 404, "{nobody}");
    }
}

#[tokio::test]
async fn a_new_desk_card_keeps_the_board_of_a_unit_that_is_still_on_it() {
    let site = Site::new("").await;
    assert_eq!(deliver(&site, Make::number(1).body()).await.status, 201);
    let served = board(&site).await;
    let other = || SigningKey::from_seed("other.example".parse().unwrap(), &[5; 32]);
    let new_key = || SigningKey::from_seed(UNIT.parse().unwrap(), &[6; 32]);
    let reload = |number, keys: &[SigningKey]| {
        let state = &site.state;
        let card: &Card = &state.card;
        let next = desk_card_of(card::drop_card(), Kind { number, ..Kind::today() }, keys);
        state.boards.reload((&state.store, card, &state.faults), next);
    };
    reload(4, &[card::unit_key(), other()]);
    assert!(board(&site).await == served);
    let blank = site.ask(Request::get("/board/other.example").body(Body::empty()).unwrap()).await;
    assert!(blank.status == 200 && blank.body == vec![0; SMALLEST_BOARD]);
    // Each unit counts for itself.
    let theirs = Make { key: other(), ..Make::number(1) };
    assert_eq!(deliver(&site, theirs.body()).await.status, 201);
    assert_eq!(deliver(&site, Make::number(2).body()).await.status, 201);
    let listed = Applied::parse(&site.collect("/collect/parcels", None).await.body).unwrap();
    assert_eq!(
        listed.iter().map(|one| (one.unit.as_str(), one.number)).collect::<Vec<_>>(),
        [("other.example", 1), (UNIT, 2)]
    );
    // A unit that left is served no more; under a new key it begins anew.
    reload(5, &[other()]);
    assert_eq!(site.ask(Request::get(PATH).body(Body::empty()).unwrap()).await.status, 404);
    assert_eq!(problem(&deliver(&site, Make::number(3).body()).await), Some(Problem::ParcelUnsigned));
    reload(6, &[new_key(), other()]);
    assert!(board(&site).await == vec![0; SMALLEST_BOARD]);
    assert_eq!(problem(&deliver(&site, Make::number(3).body()).await), Some(Problem::ParcelUnsigned));
    let anew = Make { key: new_key(), ..Make::number(1) };
    assert_eq!(deliver(&site, anew.body()).await.status, 201);
    assert!(board(&site).await == anew.board());
}

#[tokio::test]
async fn a_damaged_board_is_not_served_and_the_same_parcel_heals_it() {
    let site = Site::new("").await;
    for number in 1..=2 {
        assert_eq!(deliver(&site, Make::number(number).body()).await.status, 201);
    }
    let path = site.folder.path().join("store/parcels").join(&kept(&site)[0].0);
    let (folder, token) = site.close();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[50_000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let site = Site::at(folder, token, false, "").await;
    let refused = site.ask(Request::get(PATH).body(Body::empty()).unwrap()).await;
    assert_eq!(problem(&refused), Some(Problem::Fault), "not taken for a unit that has put nothing up");
    assert_eq!(site.collect("/collect/parcels", None).await.text(), "");
    assert_eq!(deliver(&site, Make::number(2).body()).await.status, 201);
    assert!(board(&site).await == Make::number(2).board());
    assert_eq!(problem(&deliver(&site, Make::number(2).body()).await), Some(Problem::ParcelRepeated));
}

#[tokio::test]
async fn the_folder_holds_what_everybody_downloads_and_no_link_to_a_report() {
    let site = Site::new("").await;
    let tag = "AAAAAAAAAAAAAAAAAAAAAA";
    for seed in 0..5 {
        let mut request = crate::site::post(crate::blob::classic(100, seed));
        request.headers_mut().insert("candour-tag", tag.parse().unwrap());
        assert_eq!(site.ask(request).await.status, 201);
    }
    let make = Make::number(1);
    assert_eq!(deliver(&site, make.body()).await.status, 201);
    // What is kept of a parcel is what came, byte for byte, and that is public but for the note; nothing was added to it.
    let [(name, file)]: [_; 1] = kept(&site).try_into().unwrap();
    assert!(name.starts_with("unit.example+"));
    let board = make.board();
    let came = [make.note(&board), board].concat();
    assert!(file.ends_with(&came) && file.len() == came.len() + 64);
    let site_store = site.folder.path().join("store");
    let mut names: Vec<_> = std::fs::read_dir(&site_store)
        .unwrap()
        .map(|found| found.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "reserve")
        .collect();
    names.sort();
    assert_eq!(names, ["blobs", "keys", "parcels", "records"]);
    // Neither a report's hash nor its tag is in the file of a board, nor a cell's tag in what is kept of reports.
    let hashes: Vec<[u8; 32]> = site.state.store.list().into_iter().map(|entry| entry.hash).collect();
    assert_eq!(hashes.len(), 5);
    assert!(hashes.iter().all(|hash| !file.windows(32).any(|window| window == hash)));
    let (folder, _) = site.close();
    let tags = &came[came.len() - 8192..came.len() - 8192 + 1024];
    for place in walk(&folder.path().join("store/records")).into_iter().chain([folder.path().join("store/keys")]) {
        let bytes = std::fs::read(place).unwrap();
        assert!(tags.chunks(16).all(|tag| !bytes.windows(16).any(|window| window == tag)));
    }
}

/// Every file below a folder.
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let found = std::fs::read_dir(folder).unwrap().map(|found| found.unwrap().path());
    found.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn no_changed_byte_cut_or_addition_anywhere_is_ever_applied() {
    use proptest::prelude::*;
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let site = runtime.block_on(Site::new(""));
    let whole = Make::number(1).body();
    // Half of the changes fall into the note, which is short.
    let at = prop_oneof![0..600_usize, 0..whole.len()];
    let change = (at, 1..=u8::MAX, 0..4_u8);
    let config = ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    runner
        .run(&change, |(at, bits, kind)| {
            let mut bytes = whole.clone();
            match kind {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, bits),
                _ => bytes[at] ^= bits,
            }
            let answer = runtime.block_on(deliver(&site, bytes));
            prop_assert!(answer.status.is_client_error(), "{kind} at {at}: {}", answer.status);
            Ok(())
        })
        .unwrap();
    assert!(kept(&site).is_empty());
    assert_eq!(runtime.block_on(deliver(&site, whole)).status, 201);
}
