//! What the network sees of a source: the same requests in the same order, whatever she came for and whatever there is for her.

use crate::pair::Pair;
use crate::recorder::{Exchange, Recorder};

/// What every visit asks for.
const VISIT: [&str; 4] = [
    "GET / HTTP/1.1",
    "GET /desk HTTP/1.1",
    "GET /board/integrity.example HTTP/1.1",
    "GET /board/other.example HTTP/1.1",
];

/// The one connection of a visit.
fn one(mut kept: Vec<Exchange>) -> Exchange {
    assert_eq!(kept.len(), 1, "one visit is one connection");
    kept.remove(0)
}

#[test]
fn check_asks_the_same_for_none_one_or_ten_replies_and_for_a_made_up_codename() {
    let pair = Pair::new();
    let files = ["none", "one", "ten"];
    for file in files {
        pair.codename(file);
        pair.send(file, &format!("A report of {file}."), &[]);
    }
    pair.codename("made-up");
    pair.collect_and_open("bundle");
    let recorder = Recorder::start(pair.public);
    let checked = |file: &str| {
        let checked = pair.check_at(recorder.address, file);
        assert_eq!((checked.code, checked.said.as_str()), (0, ""));
        (checked.replies("integrity.example").len(), one(recorder.take()))
    };
    // Before there is any board, and then after parcels with no reply, with one and with ten.
    let before = checked("one").1;
    assert_eq!(before.lines(), VISIT);
    let mut all = vec![before];
    pair.put_up("other", "parcel-other");
    let case = |file: &str| pair.case_of("unit", &format!("A report of {file}."));
    for (parcel, replies) in [("parcel-0", &[][..]), ("parcel-1", &["one"]), ("parcel-10", &["ten"; 10])] {
        for (number, file) in replies.iter().enumerate() {
            pair.reply("unit", case(file), &format!("Reply {number}."));
        }
        pair.put_up("unit", parcel);
        all.extend(["none", "one", "ten", "made-up"].map(|file| checked(file).1));
    }
    let found = ["none", "one", "ten", "made-up"].map(|file| checked(file).0);
    assert_eq!(found, [0, 1, 10, 0], "the replies are there");
    for visit in &all[1..] {
        assert!(
            *visit == all[0],
            "{:?} and {} bytes; {:?} and {} bytes",
            visit.lines(),
            visit.down,
            all[0].lines(),
            all[0].down
        );
    }
}

#[test]
fn before_its_upload_a_report_asks_what_check_asks() {
    let pair = Pair::new();
    pair.codename("hers");
    pair.send("hers", "First.", &[]);
    pair.collect_and_open("bundle");
    pair.reply("unit", pair.case_of("unit", "First."), "Go on.");
    pair.put_up("unit", "parcel");
    let recorder = Recorder::start(pair.public);
    pair.check_at(recorder.address, "hers");
    let check = one(recorder.take()).up;
    let url = format!("http://{}", recorder.address);
    // A follow-up, a first report, one that nobody can answer, and a look at the card.
    pair.codename("new");
    for file in ["hers", "new"] {
        pair.send_to(recorder.address, file, "Text.", &[]);
        let sent = one(recorder.take()).up;
        assert!(sent.starts_with(&check) && sent[check.len()..].starts_with(b"POST /reports HTTP/1.1\r\n"));
    }
    let args = ["send", &url, "--fingerprint-file", "published", "--no-codename", "--report", "report.txt"];
    pair.ran("candour-source", &args);
    let sent = one(recorder.take()).up;
    assert!(sent.starts_with(&check) && sent[check.len()..].starts_with(b"POST /reports HTTP/1.1\r\n"));
    pair.ran("candour-source", &["card", "fetch", &url, "--out", "fetched"]);
    assert!(one(recorder.take()).up == check);
}
