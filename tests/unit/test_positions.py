"""Position packs: what is suggested, what becomes of a line when its words change, and how lines are arranged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.verify.judge import Verdict
from assistant.desk.desk import Desk
from assistant.domain import (
    AnswerSheet,
    Kept,
    Overtaken,
    OwnLine,
    PositionPack,
    PositionPart,
    Sentence,
    SourcedLine,
    Support,
)
from assistant.errors import UnknownDocument
from tests.fakes import FakeAssistant, blog_document, note_document

NOTE = "notes/ferry.pdf"
QUESTION = "Which consignments, partners and brokers did customs check on the ferry?"
SHARED = "A shared register of brokers would shorten the checks."
FORGED = "Forged transit papers were found in forty consignments."


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def desk(fake: FakeAssistant, tmp_path: Path) -> Desk:
    return fake.opened_desk(f"sqlite:///{tmp_path / 'desk.sqlite'}")


def _sheet(desk: Desk, question: str = QUESTION) -> AnswerSheet:
    fresh = desk.sheet(NOTE)
    (sheet,) = desk.answered(replace(fresh, questions=(replace(fresh.questions[0], text=question),)))
    return sheet


def _with_line(desk: Desk, quoted: str) -> tuple[PositionPack, str]:
    """A pack with one accepted line, which quotes a sentence of the sheet's answer."""
    pack = desk.pack(_sheet(desk))
    (sentence,) = [one for one in pack.points[0].evidence if one.text == quoted]
    line = SourcedLine(id="line", sentence=sentence)
    return pack.with_line("1", PositionPart.LINE_TO_TAKE, line), "line"


def test_what_is_suggested_is_quoted_word_for_word_and_waits(desk: Desk, fake: FakeAssistant) -> None:
    pack = desk.pack(_sheet(desk), delegation="Denmark", meeting="Working party", date="2026-11-26")
    (point,) = pack.points
    assert [line.text for line in point.of(PositionPart.REASONS)] == [SHARED]
    assert pack.sourced
    for line in pack.sourced:
        assert line.suggested
        assert line.sentence.support is Support.QUOTED
        (citation,) = line.sentence.citations
        assert fake.document(citation.document).text_of(citation.span) == citation.cited_text == line.text
    assert {one.text for one in point.evidence} >= {SHARED, FORGED}
    assert (pack.delegation, pack.meeting, pack.date, pack.note) == ("Denmark", "Working party", "2026-11-26", NOTE)
    assert desk.pack(_sheet(desk), delegation="Denmark", meeting="Working party", date="2026-11-26") == pack


def test_a_question_that_nothing_answers_is_one_to_raise_in_the_notes_own_words(desk: Desk) -> None:
    (point,) = desk.pack(_sheet(desk, "Zebra migration?")).points
    (line,) = point.lines
    assert point.of(PositionPart.QUESTIONS) == (line,)
    assert line.text == note_document().questions[0].text
    assert isinstance(line, SourcedLine)
    assert line.sentence.citations[0].document == NOTE


def test_a_pasted_question_that_nothing_answers_suggests_nothing(desk: Desk) -> None:
    sheet = desk.sheet_of_text("Zebra migration?")
    (sheet,) = desk.answered(sheet)
    assert desk.pack(sheet).lines == ()


def test_lines_are_accepted_moved_put_elsewhere_and_taken_out(desk: Desk) -> None:
    pack = desk.pack(_sheet(desk))
    (line,) = pack.points[0].of(PositionPart.REASONS)
    own = desk.own_line("  We want   the list. ")
    assert own.text == "We want the list."
    pack = pack.with_line("1", PositionPart.REASONS, own)
    pack = pack.moved(own.id, -1)
    assert [one.id for one in pack.points[0].of(PositionPart.REASONS)] == [own.id, line.id]
    assert pack.moved(own.id, -1) == pack
    assert pack.count_suggested == 1
    assert pack.with_accepted(frozenset({line.id})).count_suggested == 0
    elsewhere = pack.put_in(line.id, PositionPart.FALLBACK)
    assert [one.id for one in elsewhere.points[0].of(PositionPart.FALLBACK)] == [line.id]
    assert elsewhere.count_suggested == 0
    assert elsewhere.without(line.id).lines == (own,)
    assert pack.without("nowhere") == pack


def test_a_changed_number_costs_a_line_its_source_and_changing_it_back_restores_that(desk: Desk) -> None:
    pack, name = _with_line(desk, FORGED)
    changed = desk.reworded(pack, name, "Forged transit papers were found in 41 consignments.")
    line = changed.line(name)
    assert isinstance(line, OwnLine)
    assert line.text == "Forged transit papers were found in 41 consignments."
    assert line.note.startswith("No longer borne out by its source: ")
    assert "41" in line.note
    assert FORGED not in [one.cited_text for one in changed.citations]
    back = desk.reworded(changed, name, FORGED).line(name)
    assert isinstance(back, SourcedLine)
    assert back.sentence.support is Support.QUOTED
    assert back.text == FORGED


def test_other_words_for_the_same_keep_their_source_with_the_right_mark(desk: Desk) -> None:
    pack, name = _with_line(desk, FORGED)
    changed = desk.reworded(pack, name, "Forged transit papers were found in forty of the consignments.")
    line = changed.line(name)
    assert isinstance(line, SourcedLine)
    assert line.sentence.support in (Support.SUPPORTED, Support.PARTLY)
    assert line.sentence.citations[0].cited_text == FORGED


def test_the_rest_of_the_evidence_may_bear_out_new_words(desk: Desk) -> None:
    pack, name = _with_line(desk, FORGED)
    line = desk.reworded(pack, name, SHARED).line(name)
    assert isinstance(line, SourcedLine)
    assert line.sentence.support is Support.QUOTED
    assert [one.cited_text for one in line.sentence.citations] == [SHARED]


def test_a_suggestion_left_as_it_is_is_accepted_and_an_own_line_stays_own(desk: Desk) -> None:
    pack = desk.pack(_sheet(desk))
    (line,) = pack.points[0].of(PositionPart.REASONS)
    kept = desk.reworded(pack, line.id, f"  {line.text} ").line(line.id)
    assert isinstance(kept, SourcedLine)
    assert not kept.suggested
    own = desk.own_line("We want the list.")
    pack = pack.with_line("1", PositionPart.RED_LINE, own)
    assert desk.reworded(pack, own.id, FORGED).line(own.id) == OwnLine(id=own.id, text=FORGED)
    assert desk.reworded(pack, own.id, "  ") == pack


def test_a_source_is_found_for_an_own_line_or_the_note_says_what_is_amiss(desk: Desk) -> None:
    pack = desk.pack(_sheet(desk, "Zebra migration?"))
    borne, free = (
        desk.own_line("Smugglers hide cigarettes in lorries on the northern ferry line."),
        desk.own_line("Zebras migrate in 14 herds."),
    )
    for line in (borne, free):
        pack = pack.with_line("1", PositionPart.REASONS, line)
    found = desk.proved(pack, borne.id).line(borne.id)
    assert isinstance(found, SourcedLine)
    assert found.sentence.support is Support.QUOTED
    assert found.sentence.citations[0].document == NOTE
    missing = desk.proved(pack, free.id).line(free.id)
    assert isinstance(missing, OwnLine)
    assert missing.text == free.text
    assert missing.note.startswith("No source was found among 2 sentences: ")


def test_a_judge_that_fails_leaves_the_line_to_the_person(tmp_path: Path, fake: FakeAssistant) -> None:
    class Broken:
        def judge(self, claim: str, evidence: object) -> Verdict:
            raise RuntimeError("no model")

    desk = fake.opened_desk(f"sqlite:///{tmp_path / 'desk.sqlite'}", Broken())
    pack, name = _with_line(desk, FORGED)
    line = desk.reworded(pack, name, "Something else.").line(name)
    assert isinstance(line, OwnLine)
    assert "could not be checked" in line.note


def test_words_without_a_source_are_never_a_sourced_line() -> None:
    with pytest.raises(ValueError, match="needs a source"):
        SourcedLine(id="1", sentence=Sentence(text="We want it.", support=Support.QUOTED, citations=()))


def test_a_pack_is_kept_as_it_is_and_a_late_save_overwrites_nothing(desk: Desk) -> None:
    pack = desk.pack(_sheet(desk), delegation="Denmark")
    pack = pack.with_line("1", PositionPart.RED_LINE, desk.own_line("Nothing without the list."))
    put = desk.packs.put(pack)
    assert desk.packs.take(put.id).value == pack
    assert [one.id for one in desk.packs.everything("denmark nothing")] == [put.id]
    assert desk.sheets.everything() == ()
    saved = desk.packs.save(put, replace(pack, meeting="Thursday"))
    late = desk.packs.save(put, replace(pack, meeting="Friday"))
    assert isinstance(saved, Kept)
    assert isinstance(late, Overtaken)
    assert late.current.value.meeting == "Thursday"


def test_another_delegation_is_no_ally_of_its_own(fake: FakeAssistant, desk: Desk) -> None:
    blog = blog_document()
    text = "Denmark supports a shared register of brokers."
    span = replace(blog.sentences[0].spans[0], start=0, end=len(text))
    fake.held[blog.id] = replace(
        blog,
        pages=(replace(blog.pages[0], text=text),),
        sentences=(replace(blog.sentences[0], spans=(span,)),),
    )
    pack = desk.pack(_sheet(desk))
    assert [line.text for line in pack.points[0].of(PositionPart.ALLIES)] == [text]
    assert desk.of_delegation(pack, "Sweden").points == pack.points
    assert desk.of_delegation(pack, "Denmark").points[0].of(PositionPart.ALLIES) == ()


def test_a_sheet_whose_note_is_gone_still_makes_a_pack(fake: FakeAssistant, desk: Desk) -> None:
    sheet = _sheet(desk)
    del fake.held[NOTE]
    with pytest.raises(UnknownDocument):
        fake.document(NOTE)
    assert desk.pack(sheet).points[0].evidence
