"""From a passage to everything kept that cites it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.desk.conversations import Conversations
from assistant.desk.desk import Desk
from assistant.domain import Conversation, PositionPart, Span, Turn, UseKind
from tests.fakes import FakeAssistant, note_document

NOTE = "notes/ferry.pdf"
FORGED = "Forged transit papers were found in forty consignments."
QUESTION = "Which consignments and brokers did customs check?"


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def conversations(fake: FakeAssistant, tmp_path: Path) -> Conversations:
    kept = Conversations(tmp_path)
    kept.keep("talk", Turn(question="Zebras?"))
    kept.keep("talk", Turn(question="Forged?", answer=fake.ask("Forged?")))
    return kept


@pytest.fixture
def desk(fake: FakeAssistant, tmp_path: Path) -> Desk:
    """With a sheet, a pack made from it, and a comparison, all of which cite the forged papers."""
    desk = fake.opened_desk(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    fresh = desk.sheet(NOTE)
    (sheet,) = desk.answered(replace(fresh, questions=(replace(fresh.questions[0], text=QUESTION),)))
    desk.sheets.put(sheet)
    pack = desk.pack(sheet)
    found = desk.proved(
        pack.with_line(pack.points[0].question.id, PositionPart.LINE_TO_TAKE, line := desk.own_line(FORGED)), line.id
    )
    desk.packs.put(found)
    *_, compared = desk.compared(desk.comparison([NOTE, "articles/checks.md"], ["Forged consignments?"]))
    desk.comparisons.put(compared)
    return desk


def _span(text: str = FORGED) -> Span:
    start = note_document().pages[0].text.index(text)
    return Span(page=1, start=start, end=start + len(text))


def test_a_passage_leads_to_everything_that_cites_it(desk: Desk, conversations: Conversations) -> None:
    uses = desk.cited_in(note_document(), [_span()], conversations)
    assert [(one.kind, one.question) for one in uses] == [
        (UseKind.ANSWER, "Forged?"),
        (UseKind.SHEET, QUESTION),
        (UseKind.PACK, QUESTION),
        (UseKind.COMPARISON, "Forged consignments?"),
    ]
    assert {one.citation.cited_text for one in uses} == {FORGED}
    assert uses[0].place == ("1",), "the second turn of the conversation"
    assert uses[3].place[0] == f"{NOTE}#"


def test_other_words_and_other_documents_lead_to_nothing(desk: Desk, conversations: Conversations) -> None:
    assert desk.cited_in(replace(note_document(), id="other.pdf"), [_span()], conversations) == ()
    assert desk.cited_in(note_document(), [Span(page=2, start=0, end=5)], conversations) == ()


def test_words_that_moved_are_found_where_they_stand_now(desk: Desk, conversations: Conversations) -> None:
    note = note_document()
    first = replace(note.pages[0], text=f"A new line. {note.pages[0].text}")
    moved = replace(note, pages=(first, *note.pages[1:]))
    span = _span()
    there = Span(page=1, start=span.start + 12, end=span.end + 12)
    assert len(desk.cited_in(moved, [there], conversations)) == 4
    gone = replace(note, pages=(replace(note.pages[0], text="Nothing."), *note.pages[1:]))
    assert desk.cited_in(gone, [Span(page=1, start=0, end=8)], conversations) == ()


def test_a_document_lists_its_cited_passages_in_reading_order(desk: Desk, conversations: Conversations) -> None:
    used = desk.used_passages(note_document(), conversations)
    assert FORGED in [one.text for one in used]
    assert [one.span.page for one in used] == sorted(one.span.page for one in used)
    (forged,) = [one for one in used if one.text == FORGED]
    assert len(forged.uses) == 4
    assert all(note_document().text_of(one.span) == one.text for one in used)


def test_what_is_removed_or_forgotten_leads_nowhere(desk: Desk, conversations: Conversations) -> None:
    conversations.forget("talk")
    for shelf in (desk.sheets, desk.packs, desk.comparisons):
        for kept in shelf.everything():
            shelf.remove(kept.id)
    assert desk.cited_in(note_document(), [_span()], conversations) == ()


def test_what_may_be_seen_no_longer_is_not_listed_though_it_was_before(
    desk: Desk, conversations: Conversations, tmp_path: Path
) -> None:
    class Seen(Conversations):
        hidden = False

        def conversation(self, conversation_id: str) -> Conversation:
            return Conversation() if self.hidden else super().conversation(conversation_id)

    seen = Seen(tmp_path)
    assert UseKind.ANSWER in [one.kind for one in desk.cited_in(note_document(), [_span()], seen)]
    seen.hidden = True
    assert UseKind.ANSWER not in [one.kind for one in desk.cited_in(note_document(), [_span()], seen)]
