"""Citations that the present snapshot no longer bears out: gone, changed, or followed by a later version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.desk.desk import Desk
from assistant.domain import Citation, Document, Page, Relation, Span, Stale, StaleCause, Stated
from tests.fakes import FakeAssistant, note_document

FORGED = "Forged transit papers were found in forty consignments."


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def desk(fake: FakeAssistant, tmp_path: Path) -> Desk:
    return fake.opened_desk(f"sqlite:///{tmp_path / 'desk.sqlite'}")


def _citation(desk: Desk) -> Citation:
    (sheet,) = desk.answered(
        replace(s := desk.sheet("notes/ferry.pdf"), questions=(replace(s.questions[0], text="Forged?"),))
    )
    answer = sheet.entries[0].answer
    assert answer is not None
    return answer.citations[0]


def _with_words(document: Document, old: str, new: str) -> Document:
    """The document with some words of its first page put differently."""
    first = document.pages[0]
    at, grown = first.text.index(old), len(new) - len(old)
    return replace(
        document,
        pages=(replace(first, text=first.text.replace(old, new)), *document.pages[1:]),
        sentences=tuple(
            replace(one, spans=(replace(span, end=span.end + grown),))
            if (span := one.spans[0]).page == 1 and span.start <= at < span.end
            else one
            for one in document.sentences
        ),
    )


def _revision(number: int, words: str = "forty", date: str = "3 May 2025") -> Document:
    note = _with_words(note_document(), "forty", words)
    printed = f"X 101/25 REV {number}"
    pages = (*note.pages, Page(number=3, label=None, text=printed))
    relation = Relation(kind="revises", target="X 101/25", span=Span(page=3, start=0, end=len(printed)))
    return replace(
        note, id=f"notes/rev{number}.pdf", pages=pages, relations=(relation,), date=Stated(value=date, span=None)
    )


def test_what_stands_as_it_stood_is_not_stale_nor_what_only_moved(fake: FakeAssistant, desk: Desk) -> None:
    citation = _citation(desk)
    assert citation.cited_text == FORGED
    assert desk.stale([citation]) == ()
    fake.held[citation.document] = _with_words(note_document(), "Smugglers", "Every year, smugglers")
    assert desk.stale([citation]) == ()


def test_a_document_that_is_gone(fake: FakeAssistant, desk: Desk) -> None:
    citation = _citation(desk)
    del fake.held[citation.document]
    assert desk.stale([citation, citation]) == (Stale(citation=citation, cause=StaleCause.GONE),)


def test_words_that_changed_are_shown_beside_what_stands_there_now(fake: FakeAssistant, desk: Desk) -> None:
    citation = _citation(desk)
    now = _with_words(note_document(), "forty", "thirty-nine")
    fake.held[citation.document] = now
    (stale,) = desk.stale([citation])
    assert stale.cause is StaleCause.CHANGED
    assert stale.text == "Forged transit papers were found in thirty-nine consignments."
    assert stale.span is not None
    assert now.text_of(stale.span) == stale.text
    assert not stale.same_words


def test_words_that_vanished_have_nothing_beside_them(fake: FakeAssistant, desk: Desk) -> None:
    citation = _citation(desk)
    now = note_document()
    fake.held[citation.document] = replace(
        now, pages=(replace(now.pages[0], text="Xy."),), sentences=(), layouts=(), footnotes=(), questions=()
    )
    (stale,) = desk.stale([citation])
    assert (stale.cause, stale.text, stale.span) == (StaleCause.CHANGED, "", None)


def test_a_document_with_later_versions_is_shown_beside_the_last(fake: FakeAssistant, desk: Desk) -> None:
    citation = _citation(desk)
    for version, words in ((2, "twenty"), (1, "thirty")):
        fake.held[f"notes/rev{version}.pdf"] = _revision(version, words)
    (stale,) = desk.stale([citation])
    assert (stale.cause, stale.document, stale.version) == (StaleCause.SUPERSEDED, "notes/rev2.pdf", "REV 2")
    assert stale.text == "Forged transit papers were found in twenty consignments."
    of_first = replace(citation, document="notes/rev1.pdf", cited_text=stale.text.replace("twenty", "thirty"))
    of_last = replace(citation, document="notes/rev2.pdf", cited_text=stale.text)
    assert [one.document for one in desk.stale([of_first, of_last])] == ["notes/rev2.pdf"]


def test_words_that_a_later_version_keeps_are_known_as_the_same(fake: FakeAssistant, desk: Desk) -> None:
    citation = _citation(desk)
    fake.held["notes/rev1.pdf"] = _revision(1)
    (stale,) = desk.stale([citation])
    assert stale.cause is StaleCause.SUPERSEDED
    assert stale.same_words


def test_an_addendum_and_a_namesake_supersede_nothing(fake: FakeAssistant, desk: Desk) -> None:
    citation = _citation(desk)
    added = _revision(1)
    fake.held["notes/add1.pdf"] = replace(
        added, id="notes/add1.pdf", relations=(replace(added.relations[0], kind="adds to"),)
    )
    fake.held["notes/copy.pdf"] = replace(added, id="notes/copy.pdf", relations=())
    assert desk.stale([citation]) == ()
