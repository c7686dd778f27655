//! From the text to the sealed report. Owns that a text from the editor is not lost on the way: where something fails, it can be
//! taken back to the editor.

use candour_cli::Voice;
use candour_cli::prompt::Terminal;

use crate::answering::Answering;
use crate::cli::Report;
use crate::composing::{GoesTo, Wish};
use crate::error::SourceError;
use crate::sealed_file::{self, AnySealed};
use crate::writing::{self, WritingError};

/// What gives up.
const STOP: &str = "stop";

/// What is sealed besides the text.
pub(super) struct Subject<'a> {
    /// The options.
    pub(super) report: &'a Report,
    /// To whom.
    pub(super) goes_to: &'a GoesTo,
}

/// Reads the text, settles the codename, and seals. The text is wiped at the end, whatever the end is.
pub(super) fn seal(
    text: writing::Place,
    subject: &Subject<'_>,
    wish: Wish,
    mut answering: Answering,
    goal: &sealed_file::Place,
    terminal: &mut dyn Terminal,
    speaker: &Voice,
) -> Result<AnySealed, SourceError> {
    let mut first = Some(wish);
    loop {
        let wish = || first.take().map_or_else(|| Wish::new(subject.report), Ok);
        let sealed = attempt(&text, wish, subject, &mut answering, goal, terminal, speaker);
        match sealed {
            Err(error) if can_go_back(&text, &error) && wants_to_go_back(&error, terminal, speaker) => {}
            sealed => return sealed,
        }
    }
}

/// Once.
fn attempt(
    text: &writing::Place,
    // After a failure the attachments are looked at anew: one of them may have been what was wrong.
    wish: impl FnOnce() -> Result<Wish, SourceError>,
    subject: &Subject<'_>,
    answering: &mut Answering,
    goal: &sealed_file::Place,
    terminal: &mut dyn Terminal,
    speaker: &Voice,
) -> Result<AnySealed, SourceError> {
    let text = text.read(speaker)?;
    let written = wish()?.write(&text);
    drop(text);
    written.measure(subject.goes_to, answering, speaker)?;
    // The codename comes after the report: it is what the source leaves with. Settled once, whatever fails later.
    if answering.draw(subject.report.call, terminal, speaker)? {
        written.measure(subject.goes_to, answering, speaker)?;
    }
    let composed = written.compose(subject.goes_to, answering)?;
    Ok(sealed_file::make(composed, goal)?)
}

/// Whether there is something that would be lost.
fn can_go_back(text: &writing::Place, error: &SourceError) -> bool {
    let empty = matches!(error, SourceError::Writing(WritingError::Empty));
    matches!(text, writing::Place::Editor(draft) if draft.is_begun() && !empty)
}

/// Says what went wrong and asks; with nobody to ask, it is no.
fn wants_to_go_back(error: &SourceError, terminal: &mut dyn Terminal, speaker: &Voice) -> bool {
    let mut question = format!(
        "{}Nothing was sealed. Your text is still there.\n\
         Put right what you can, and press Enter to go back to the editor with it. Or type {STOP}, and it is wiped",
        speaker.error_text(error)
    );
    while let Ok(answer) = terminal.visible(&question) {
        match answer.trim() {
            "" => return true,
            answer if answer.eq_ignore_ascii_case(STOP) => return false,
            _ => question = format!("Press Enter to go back to the editor, or type {STOP}"),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use candour_cli::editor::Draft;
    use candour_desk_card::PinnedCard;
    use candour_envelope::SealError;

    use super::*;
    use crate::answering::Whom;
    use crate::cli::{Answer, KindName};
    use crate::composing::ComposeError;
    use crate::sealed_file::{Place, SealedFileError};
    use crate::test_cards::TestCard;
    use crate::test_typist::Typist;

    const VOICE: Voice = Voice::new("candour-source");

    /// One who writes with an editor that is a script, and what came of it.
    struct Writer {
        folder: tempfile::TempDir,
        typist: Typist,
        answer: Answer,
    }

    /// The options for no codename, or for a new one.
    fn answer(no_codename: bool) -> Answer {
        Answer { follow_up: false, codename_file: None, no_codename, earlier_left_out: Vec::new(), every_unit: false }
    }

    impl Writer {
        fn typing(lines: &[&str]) -> Self {
            let writer =
                Self { folder: tempfile::tempdir().unwrap(), typist: Typist::typing(lines), answer: answer(true) };
            fs::write(writer.path("attached"), "12 May").unwrap();
            writer
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        /// What the editor found, one line for each time it ran.
        fn found(&self) -> String {
            fs::read_to_string(self.path("found")).unwrap()
        }

        fn seal_to(&mut self, goal: &Place, editor: &str) -> Result<AnySealed, SourceError> {
            let report = Report {
                report: None,
                attach: vec![self.path("attached")],
                keep_names: false,
                category: None,
                police_force: None,
                role: None,
                language: "en".to_owned(),
                leave_out: Vec::new(),
                kind: KindName::Classic,
                call: false,
            };
            let card = TestCard::in_force(20_000).make();
            let fingerprint = card.fingerprint();
            let card: PinnedCard = card.pin(&fingerprint).unwrap();
            let wish = Wish::new(&report).unwrap();
            let goes_to = wish.goes_to(&card, &self.answer, Whom::All).unwrap();
            let here = self.folder.path().display();
            let script =
                format!("f() {{ H='{here}'; (cat \"$1\"; echo) >> \"$H/found\"; pwd > \"$H/where\"; {editor}; }}; f");
            let text = writing::Place::Editor(Draft::with_editor(script, "report", &VOICE).unwrap());
            let answering =
                if self.answer.no_codename { Answering::None } else { Answering::New(card.card().drop_id()) };
            let subject = Subject { report: &report, goes_to: &goes_to };
            let sealed = seal(text, &subject, wish, answering, goal, &mut self.typist, &VOICE);
            let left = fs::read_to_string(self.path("where")).unwrap();
            assert!(!Path::new(left.trim()).exists(), "the text is wiped, whatever the end");
            sealed
        }

        fn seal(&mut self, editor: &str) -> Result<AnySealed, SourceError> {
            let goal = Place::File(self.path("sealed"));
            self.seal_to(&goal, editor)
        }
    }

    #[test]
    fn after_an_attachment_that_changed_the_editor_comes_back_with_the_text() {
        let mut writer = Writer::typing(&["what?", ""]);
        writer.seal("[ -s \"$1\" ] || echo x >> \"$H/attached\"; printf words >> \"$1\"").unwrap();
        assert_eq!(writer.found(), "\nwords\n");
        assert_eq!(writer.typist.asked.len(), 2);
        assert!(writer.path("sealed").is_file());
    }

    #[test]
    fn a_text_that_is_too_long_is_shortened_and_not_lost() {
        let mut writer = Writer::typing(&[""]);
        let editor =
            "if [ -s \"$1\" ]; then echo short > \"$1\"; else head -c 600000 /dev/zero | tr '\\0' x > \"$1\"; fi";
        writer.seal(editor).unwrap();
        assert!(writer.typist.asked[0].contains("longer than 512 KiB"), "{}", writer.typist.asked[0]);
        assert_eq!(writer.found().trim_start().trim_end().len(), 600_000);
    }

    #[test]
    fn an_editor_that_failed_does_not_take_the_text_with_it() {
        let mut writer = Writer::typing(&[""]);
        writer.seal("[ -s \"$1\" ] && return; echo words > \"$1\"; return 1").unwrap();
        assert_eq!(writer.found().trim(), "words");
    }

    #[test]
    fn a_goal_without_room_and_one_that_exists_are_put_right_meanwhile() {
        let write = "[ -s \"$1\" ] && rm \"$H/sealed\"; echo words > \"$1\"";
        let mut writer = Writer::typing(&["", "unread"]);
        fs::write(writer.path("sealed"), "older").unwrap();
        writer.seal(write).unwrap();
        assert_eq!((writer.typist.asked.len(), writer.path("sealed").metadata().unwrap().len()), (1, 16 * 1024));

        let mut writer = Writer::typing(&[""]);
        fs::write(writer.path("attached"), vec![7; 100_000]).unwrap();
        let scratch = writer.path("scratch");
        let editor = "[ -s \"$1\" ] && mkdir \"$H/scratch\"; echo words > \"$1\"";
        writer.seal_to(&Place::Scratch(scratch), editor).unwrap();
        assert!(writer.typist.asked[0].contains("cannot make a temporary file"), "{}", writer.typist.asked[0]);
    }

    #[test]
    fn who_gives_up_gets_the_error_and_is_not_asked_twice() {
        let change = "printf words > \"$1\"; echo x >> \"$H/attached\"";
        for lines in [&["Stop", ""][..], &[]] {
            let mut writer = Writer::typing(lines);
            let error = writer.seal(change).map(drop).unwrap_err();
            assert!(
                matches!(
                    error,
                    SourceError::SealedFile(SealedFileError::Compose(ComposeError::Seal(SealError::AttachmentChanged)))
                ),
                "{error:?}"
            );
            assert_eq!((writer.found().as_str(), writer.typist.asked.len()), ("\n", 1));
            assert!(!writer.path("sealed").exists());
        }
    }

    #[test]
    fn where_nothing_was_written_nothing_is_asked() {
        for (editor, empty) in [("return 1", false), ("echo > \"$1\"", true)] {
            let mut writer = Writer::typing(&[""]);
            let error = writer.seal(editor).map(drop).unwrap_err();
            assert_eq!(matches!(error, SourceError::Writing(WritingError::Empty)), empty, "{error:?}");
            assert_eq!(writer.typist.asked.len(), 0);
        }
    }
}
