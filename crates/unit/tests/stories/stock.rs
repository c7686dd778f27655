//! Other people's programs: Debian's `age` and `tar` seal what we open, and undo what we protect.

use std::fs;
use std::process::{Command, Stdio};

use candour_desk_card::UnitCard;

use crate::world::{World, id};

/// Runs a shell line in the story's folder.
fn shell(world: &World, line: &str) {
    let done = Command::new("sh").arg("-ec").arg(line).current_dir(world.dir.path()).output().unwrap();
    assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
}

/// The unit's card.
fn unit(world: &World) -> UnitCard {
    world.card().units()[0].clone()
}

#[test]
#[ignore = "needs: age, tar"]
fn debians_age_and_tar_seal_a_report_that_opens() {
    let world = World::new();
    let json = format!(
        "{{\"version\":1,\"answers\":{{\"kind\":\"written\",\"language\":\"en\",\"what\":\"By hand.\",\"reporter\":{{\"standing\":\"public\"}}}},\
         \"desk_card\":\"{}\",\"units\":[\"integrity.test\"],\"attachments\":[{{\"file\":\"attachments/01.txt\",\"size\":6}}]}}\n",
        id(world.card().to_bytes())
    );
    fs::write(world.path("report.json"), json).unwrap();
    fs::create_dir(world.path("attachments")).unwrap();
    fs::write(world.path("attachments/01.txt"), "proof\n").unwrap();
    let recipient = unit(&world).classic().to_owned();
    let fill: Vec<String> = world.card().fill().iter().map(|fill| format!("-r {fill}")).collect();
    let to = format!("-r {recipient} {}", fill.join(" "));
    shell(&world, &format!("tar cf - report.json attachments/01.txt | age {to} > report.age"));
    shell(&world, &format!("tar cf - attachments | age {to} > other.age"));
    let blobs = ["report.age", "other.age"].map(|name| fs::read(world.path(name)).unwrap());
    let said = world.open(&world.bundle("bundle", &blobs), &[]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let folder = world.report_folder(&blobs[0]);
    assert_eq!(fs::read_to_string(folder.join("attachments/01.txt")).unwrap(), "proof\n");
    let shown = world.run("home", &["show", &id(&blobs[0])]).out;
    assert!(shown.contains("    By hand.") && shown.contains("reporter  a member of the public"), "{shown}");
    // An archive of another shape is an exhibit, whole.
    let exhibit = world.report_folder(&blobs[1]).join("payload.bin");
    shell(&world, &format!("test \"$(tar xOf {} attachments/01.txt)\" = proof", exhibit.display()));
    assert!(world.run("home", &["show", &id(&blobs[1])]).out.contains("looks like a tar archive"));
}

#[test]
#[ignore = "needs: age, script"]
fn debians_age_undoes_the_passphrase_and_opens_with_the_identities() {
    let world = World::new();
    let blob = world.report("for stock age");
    fs::write(world.path("report.age"), &blob).unwrap();
    // `age` asks at a terminal only, so `script` lends it one.
    let mut child = Command::new("script")
        .args(["-qec", "age -d -o identities home/identities.age", "/dev/null"])
        .current_dir(world.dir.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"five words of a passphrase\n").unwrap();
    assert!(child.wait().unwrap().success());
    let text = fs::read_to_string(world.path("identities")).unwrap();
    assert!(text.contains("\nAGE-SECRET-KEY-PQ-1") && text.contains("\nAGE-SECRET-KEY-1"));
    // This `age` knows no hybrid identities yet; it opens with the classic line alone.
    shell(&world, "grep ^AGE-SECRET-KEY-1 identities > classic");
    shell(&world, "age -d -i classic -o r.tar report.age && tar xf r.tar && grep -q 'for stock age' report.json");
}
