"""The better question that a refusal offers, and what becomes of it when it is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.candidates import candidates
from assistant.answering.suggesting import section_asked_for, suggestion
from assistant.domain import Document, Stated
from tests.makers import make_document
from tests.unit.test_answering import hits_of

PORTS, ROADS = "Ports bring in much cocaine.", "Roads bring in much tobacco."


def suggested(document: Document, question: str = "Who owns the boats?") -> str:
    return suggestion(question, hits_of(document), lambda _: document)


def numbered(document: Document) -> Document:
    return replace(document, document_number=Stated(value="77/30", span=None))


def test_the_heading_of_the_nearest_passage_is_asked_for() -> None:
    document = make_document("a.txt", {"I. Ports": [PORTS], "II. Roads": [ROADS]}, title="Smuggling")
    assert suggested(document) == "What does “Smuggling” say about “I. Ports”?"


def test_a_document_with_a_number_goes_by_it() -> None:
    assert suggested(numbered(make_document("a.txt", {"Ports": [PORTS]}))) == (
        "What does document 77/30 say about “Ports”?"
    )


def test_passages_without_a_heading_suggest_nothing() -> None:
    assert suggested(make_document("a.txt", {"": [PORTS]})) == ""
    assert suggestion("Who owns the boats?", [], lambda _: pytest.fail("no document is needed")) == ""


def test_a_passage_without_a_heading_is_passed_over() -> None:
    document = make_document("a.txt", {"": [PORTS], "Roads": [ROADS]}, title="Smuggling")
    assert suggested(document) == "What does “Smuggling” say about “Roads”?"


def test_the_question_that_was_asked_is_not_suggested_again() -> None:
    document = make_document("a.txt", {"Ports": [PORTS], "Roads": [ROADS]}, title="Smuggling")
    assert suggested(document, suggested(document)) == "What does “Smuggling” say about “Roads”?"


@pytest.mark.parametrize("heading", ["Ports", "II. Ports:", "The “small” ports", "Ports, roads, and what is “new”."])
def test_a_suggestion_when_asked_finds_that_very_section(heading: str) -> None:
    document = make_document("a.txt", {heading: [PORTS], "Roads": [ROADS]}, title="Smuggling")
    found = candidates(hits_of(document), lambda _: document)
    assert [one.text for one in section_asked_for(suggested(document), found)] == [PORTS]


@pytest.mark.parametrize(
    "question",
    [
        "What does “Smuggling” say about ports?",
        "What does “Smuggling” say about “Ports” and roads?",
        "What does “Smuggling” say about “Rivers”?",
        "Who speaks about “Ports”?",
    ],
)
def test_any_other_question_asks_for_no_section(question: str) -> None:
    document = make_document("a.txt", {"Ports": [PORTS]}, title="Smuggling")
    assert section_asked_for(question, candidates(hits_of(document), lambda _: document)) == []
