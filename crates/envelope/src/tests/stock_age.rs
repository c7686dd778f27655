//! Debian's `age` and `tar`, both ways, with a classic report.

use std::fs;
use std::path::Path;
use std::process::Command;

use candour_header::Kind;

use super::peers::{answers, attachments, audience, open, rng, run, seal};
use crate::report::AttachmentEntry;
use crate::{Identity, ReportBody};

fn sh(folder: &Path, script: &str, args: &[&str]) {
    run(Command::new("sh").args(["-euc", script, "sh"]).args(args).current_dir(folder), b"");
}

#[test]
#[ignore = "needs: age, tar"]
fn age_and_tar_open_what_we_sealed() {
    let unit = Identity::generate(Kind::X25519, &mut rng(1));
    let (sealed, _) = seal(&audience(&unit, Kind::X25519, 3), 1);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("F"), sealed).unwrap();
    fs::write(folder.path().join("key"), unit.expose_secret().expose_secret()).unwrap();
    sh(folder.path(), "age -d -i key -o r.tar F && tar xf r.tar && test -z \"$(tar tf r.tar 2>&1 >listing)\"", &[]);

    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("listing"), b"report.json\nattachments/01.jpg\nattachments/02.bin\n");
    let body = ReportBody::from_json(&read("report.json")).unwrap();
    assert_eq!(body.answers, answers());
    let (_, content) = attachments();
    assert_eq!((read("attachments/01.jpg"), read("attachments/02.bin")), (content[0].clone(), content[1].clone()));
}

#[test]
#[ignore = "needs: age, tar"]
fn we_open_what_tar_and_age_sealed() {
    let unit = Identity::generate(Kind::X25519, &mut rng(2));
    let folder = tempfile::tempdir().unwrap();
    let (list, content) = attachments();
    let entries = list.iter().enumerate().map(|(index, attachment)| AttachmentEntry::new(index, attachment)).collect();
    let body = ReportBody::new(answers(), [1; 32], vec!["integrity.example".into()], entries);
    fs::write(folder.path().join("report.json"), body.to_json().unwrap()).unwrap();
    fs::create_dir(folder.path().join("attachments")).unwrap();
    fs::write(folder.path().join("attachments/01.jpg"), &content[0]).unwrap();
    fs::write(folder.path().join("attachments/02.bin"), &content[1]).unwrap();

    let recipient = unit.to_recipient().to_string();
    let secret = unit.expose_secret();
    for script in [
        "tar cf - --sort=name report.json attachments | age -r \"$1\" >F",
        "tar cf - --format=ustar report.json attachments/01.jpg attachments/02.bin | age -r \"$1\" >F",
    ] {
        sh(folder.path(), script, &[&recipient]);
        let sealed = fs::read(folder.path().join("F")).unwrap();
        let (opened, sink) = open(&sealed, secret.expose_secret().parse().unwrap());
        assert_eq!(opened.unwrap().body, body, "{script}");
        assert_eq!(sink.files[1], ("attachments/02.bin".into(), content[1].clone()), "{script}");
    }
}
