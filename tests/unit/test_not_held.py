"""Questions that need a document which the corpus names and does not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.candidates import candidates
from assistant.answering.not_held import not_held
from assistant.domain import Document, Footnote, FootnoteLink, Relation, SourceStatus, Span, Stated, Url
from tests.makers import make_document
from tests.unit.test_answering import hits_of

SENTENCES = (
    "Annex with a map of the harbours (to be added).",
    "Annex with a list of the crews (to be added).",
    "This paper corrects 4077/30 of last spring.",
    "The Harbour Safety Report counts ninety unlit buoys.",
    "Many boats are old.",
)
START = [sum(len(line) + 1 for line in SENTENCES[:index]) for index in range(len(SENTENCES))]


def span(index: int) -> Span:
    return Span(page=1, start=START[index], end=START[index] + len(SENTENCES[index]))


def note(text: str, source: SourceStatus | None, *urls: str) -> Footnote:
    return Footnote(
        page=1,
        number="1",
        text=text,
        urls=tuple(Url(value=url) for url in urls),
        span=span(4),
        calls=(),
        phrases=(),
        link=FootnoteLink.PRINTED,
        reason="",
        source=source,
    )


def corpus(*footnotes: Footnote) -> Document:
    return replace(
        make_document("a.txt", {"": SENTENCES}, title="Boats at sea", footnotes=footnotes),
        attachments_missing=(span(0), span(1)),
        relations=(Relation(kind="corrects", target="4077/30", span=span(2)),),
    )


def lines(question: str, document: Document) -> list[str]:
    hits = hits_of(document)
    found = candidates(hits, lambda _: document)
    return [one.cited_text for one in not_held(question, hits, lambda _: document, found)]


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("What does the annex on the crews show?", 1),
        ("What is on the map attached to the paper?", 0),
        ("What does the Harbour Safety Report say about lights?", 3),
        ("What does the Harbour Safety Report conclude?", 3),
        ("According to the Harbour Safety Report, how many boats sank?", 3),
    ],
)
def test_the_line_that_names_what_is_missing_is_shown(question: str, line: int) -> None:
    assert lines(question, corpus()) == [SENTENCES[line]]


@pytest.mark.parametrize(
    "question",
    [
        "How many unlit buoys are there?",
        "What does the report say about lights?",
        "What does the Tunnel Safety Report say about lights?",
        "What does the harbour master say about lights?",
        "Who wrote about old boats?",
    ],
)
def test_other_questions_need_no_missing_document(question: str) -> None:
    assert lines(question, corpus()) == []


def test_an_attachment_that_no_line_promises_is_not_missing() -> None:
    assert lines("What does the annex on the crews show?", replace(corpus(), attachments_missing=())) == []


@pytest.mark.parametrize(
    ("footnote", "missing"),
    [
        (note("A. Ray, Tunnels, Gazette article, 2020", SourceStatus.NOT_IN_CORPUS), True),
        (note("A. Ray, Tunnels, article", SourceStatus.LINK_ONLY, "https://gazette.example/tunnels"), True),
        (note("A. Ray, Tunnels, Gazette article, 2020", SourceStatus.IN_CORPUS), False),
        (note("A. Ray, Tunnels, Gazette article, 2020", None), False),
        (note("A. Ray, Tunnels, Courier article, 2020", SourceStatus.NOT_IN_CORPUS), False),
    ],
)
def test_the_source_of_a_note_is_missing_unless_it_is_held(footnote: Footnote, missing: bool) -> None:
    found = lines("What does the Gazette article say?", corpus(footnote))
    assert found == ([SENTENCES[4]] if missing else [])


def test_a_document_that_another_one_revises_is_missing_unless_it_is_held() -> None:
    question = "What does document 4077/30 say about crews?"
    assert lines(question, corpus()) == [SENTENCES[2]]
    held = replace(corpus(), document_number=Stated(value="4077/30", span=None))
    assert lines(question, held) == []


def test_a_document_that_goes_by_the_name_is_held() -> None:
    held = replace(corpus(), title=Stated(value="Harbour Safety Report", span=None))
    assert lines("What does the Harbour Safety Report say about lights?", held) == []


def test_a_document_that_the_question_names_by_its_number_is_held_whatever_others_say_of_it() -> None:
    document = corpus(note("See note EX 101/26, section II.", SourceStatus.LINK_ONLY))
    question = "What does note EX 101/26 say about old boats?"
    assert lines(question, document) != []
    assert lines(question, replace(document, document_number=Stated(value="EX 101/26", span=None))) == []


def test_a_kind_of_writing_is_no_single_one() -> None:
    document = make_document(
        "a.txt", {"": ["A white paper on boats was asked for.", "Many boats are old."]}, title="Boats"
    )
    assert lines("How old are the boats according to the white paper?", document) == []
    assert lines("What does the position paper say about boats?", document) == []
