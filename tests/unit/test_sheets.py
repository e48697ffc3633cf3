"""Answer sheets: whose words are whose, one failing question among others, and how a sheet is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.desk.desk import Desk
from assistant.desk.sheets import questions_in
from assistant.desk.strands import strand_of
from assistant.domain import AnswerSheet, AnswerStatus, ChangeVerdict, Kept, Overtaken, Stated, Strand
from assistant.errors import ModelMissing
from tests.fakes import SNAPSHOT, FakeAssistant, blog_document, note_document

NOTE, BLOG = "notes/ferry.pdf", "articles/checks.md"
QUESTION = "Which consignments and containers did customs check on the ferry?"


def _desk(folder: Path, fake: FakeAssistant | None = None) -> Desk:
    return (fake or FakeAssistant()).opened_desk(f"sqlite:///{folder / 'desk.sqlite'}")


def _sheet(desk: Desk) -> AnswerSheet:
    sheet = desk.sheet(NOTE)
    return replace(sheet, questions=(replace(sheet.questions[0], text=QUESTION),))


def test_a_fresh_sheet_has_the_questions_of_the_note_with_their_places(tmp_path: Path) -> None:
    sheet = _desk(tmp_path).sheet(NOTE)
    (question,) = sheet.questions
    document = note_document()
    assert question.span is not None
    assert document.text_of(question.span) == question.text == document.questions[0].text
    assert sheet.title == document.title.value
    assert sheet.entries == ()


def test_the_words_of_the_note_come_first_and_markers_count_on(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    (sheet,) = desk.answered(_sheet(desk))
    (entry,) = sheet.entries
    assert entry.answer is not None
    assert [one.citations[0].document for one in entry.of(Strand.NOTE)] == [NOTE] * 2
    assert [one.citations[0].document for one in entry.of(Strand.OTHERS)] == [BLOG]
    assert [one.marker for one in entry.answer.citations] == [1, 2, 3]
    text = entry.answer.text
    assert [text[one.start_index : one.end_index] for one in entry.answer.citations] == [
        one.cited_text for one in entry.answer.citations
    ]
    assert [note.number for note in entry.sources] == ["1"]
    assert sheet.snapshot == entry.answer.snapshot


def test_a_question_that_fails_does_not_stop_the_next(tmp_path: Path) -> None:
    fake = FakeAssistant()
    desk = _desk(tmp_path, fake)
    first = _sheet(desk)
    sheet = replace(first, questions=(*first.questions, *questions_in("What did the witness write?")))
    fake.failure = ModelMissing("The model is gone. Install it.")
    seen = []
    for step in desk.answered(sheet):
        fake.failure = None
        seen.append(step)
    assert [len(step.entries) for step in seen] == [1, 2]
    assert seen[-1].entries[0].failure == "The model is gone. Install it."
    assert seen[-1].entries[0].answer is None
    assert seen[-1].entries[1].answer is not None


def test_a_question_that_nothing_answers_is_declined_once(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    sheet = desk.answered_one(replace(_sheet(desk), questions=(q := questions_in("Zebra migration?"))), q[0])
    entry = sheet.entry(q[0].id)
    assert entry is not None
    assert entry.answer is not None
    assert entry.answer.status is AnswerStatus.NO_EVIDENCE
    assert entry.answer.sentences == ()


def test_asked_again_of_other_documents_an_answer_says_what_changed(tmp_path: Path) -> None:
    fake = FakeAssistant()
    desk = _desk(tmp_path, fake)
    (sheet,) = desk.answered(_sheet(desk))
    assert desk.sheet_changes(sheet) == ()
    asked = sheet.questions[0]
    assert desk.sheet_changes(desk.answered_one(sheet, asked)) == (), "the documents are the same"
    blog, note = blog_document(), note_document()
    text = blog.pages[0].text.replace("fifty", "forty")
    forged = "Forged transit papers were found in forty consignments."
    new = "Nobody knows why so many consignments had broken seals."
    gone = note.pages[0].text.replace(forged, new)
    fake.held[BLOG] = replace(blog, pages=(replace(blog.pages[0], text=text),))
    fake.held[NOTE] = replace(note, pages=(replace(note.pages[0], text=gone), note.pages[1]))
    fake.snapshot = "another"
    (changed,) = desk.sheet_changes(again := desk.answered_one(sheet, asked))
    ((then, now),) = changed.reworded
    assert ("fifty" in then.text, "forty" in now.text) == (True, True)
    assert (changed.verdict, changed.counted) == (ChangeVerdict.CHANGED, "1 new, 1 gone, 1 in other words, 1 the same")
    assert again.entries[0].earlier is not None
    assert again.entries[0].earlier.hits == ()
    # Asked once more of the same documents, it is still compared with what the documents before gave.
    (still,) = desk.sheet_changes(desk.answered_one(again, asked))
    assert (still.then.snapshot, still.counted) == (SNAPSHOT, changed.counted)
    kept = desk.sheets.put(again)
    assert _desk(tmp_path).sheets.take(kept.id).value == again


def test_an_answer_that_came_or_went_is_called_so(tmp_path: Path) -> None:
    fake = FakeAssistant()
    desk = _desk(tmp_path, fake)
    (sheet,) = desk.answered(_sheet(desk))
    held = dict(fake.held)
    fake.held.clear()
    fake.snapshot = "without"
    without = desk.answered_one(sheet, sheet.questions[0])
    assert [one.verdict for one in desk.sheet_changes(without)] == [ChangeVerdict.NO_LONGER_ANSWERED]
    fake.held.update(held)
    fake.snapshot = "whole again"
    back = desk.answered_one(without, sheet.questions[0])
    assert [one.verdict for one in desk.sheet_changes(back)] == [ChangeVerdict.NEWLY_ANSWERED]


def test_a_pasted_text_gives_its_questions_without_their_numbers() -> None:
    text = "1. Which ports are open? And which are closed?\n\n2) Who pays\n- When does it end?"
    assert [one.text for one in questions_in(text)] == [
        "Which ports are open?",
        "And which are closed?",
        "Who pays",
        "When does it end?",
    ]
    assert len({one.id for one in questions_in(text)}) == 4


def test_a_sheet_is_kept_found_and_saved_without_overwriting(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    (sheet,) = desk.answered(_sheet(desk))
    put = desk.sheets.put(sheet)
    assert _desk(tmp_path).sheets.take(put.id).value == sheet
    assert [one.id for one in desk.sheets.everything("lorries")] == [put.id]
    renamed = desk.sheets.save(put, replace(sheet, title="Thursday"))
    late = desk.sheets.save(put, replace(sheet, title="Friday"))
    assert isinstance(renamed, Kept)
    assert isinstance(late, Overtaken)
    assert late.current.value.title == "Thursday"
    assert [one.value.title for one in desk.sheets.history(put.id)] == ["Thursday", sheet.title]


def test_whose_words_a_document_has_is_told_from_what_it_says_of_itself() -> None:
    blog = blog_document()

    def said(**facts: object) -> Strand:
        return strand_of(replace(blog, **facts), NOTE)  # type: ignore[arg-type]

    person = (Stated(value="A. Writer", span=None),)
    assert strand_of(note_document(), NOTE) is Strand.NOTE
    assert strand_of(note_document(), None) is Strand.OFFICIAL
    assert said() is Strand.OTHERS
    assert said(authors=person) is Strand.OPINION
    assert said(issuer=Stated(value="Institute for Ferries", span=None), authors=person) is Strand.OPINION
    assert said(issuer=Stated(value="European Commission", span=None)) is Strand.OFFICIAL
    assert said(kind=Stated(value="DIRECTIVE", span=None)) is Strand.OFFICIAL
    assert said(kind=Stated(value="Policy Brief", span=None)) is Strand.OPINION
