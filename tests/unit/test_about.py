"""Questions about documents themselves: recognised, and answered from what the documents say, cited to the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answering.about.composer import AboutComposer
from assistant.answering.about.stating import quoted, sentences
from assistant.answering.about.topics import Topic, about_questions, bare_topic, bared
from assistant.answering.composing import Asked, Draft
from assistant.domain import (
    Answer,
    AnswerStatus,
    DeclineReason,
    Document,
    DocumentSummary,
    Dropped,
    Page,
    Stated,
    Support,
    Turn,
)
from assistant.indexing.chunks import chunk_document
from assistant.indexing.texts import TextStore
from assistant.reading import read_file
from assistant.retrieval.facets import Facets
from assistant.retrieval.scope import scope_of
from assistant.retrieval.understand import understand
from tests.makers import WordEmbedder, make_document

NOTE = """Marsholm, 3 March 2026 (OR. en)

XY 411/26

LIMITE

FERRY 12

YARDS 7

NOTE

From: Ferry Presidency

To: Delegations

Subject: Seals on the ferry line: what was found

The aim of this note is to prepare the debate on seals. Inspectors opened forty boxes in the yard last year.

## I. Broken seals

Seals were broken on nine boxes in the yard[^1]. Nobody has counted the boxes that were not opened.

## II. Open points

A list of ports will follow in an annex (to be added).

Questions for the discussion

- 1. Which seals should be checked first?
- 2. Could partners share their lists?

[^1]: Yard survey, table 2, https://example.org/yards
"""
ARTICLE = """Quiet harbours and busy yards

From: Harbour Institute – A Think Tank on Ports

By Anna Example (Harbour Institute)

Harbours are quiet at night and the yards beside them are busy. \
This paper examines why inspectors leave at six o'clock. \
They say that the work is done by then, and that no ship is expected before the morning.
"""
REVISION = NOTE.replace("XY 411/26\n", "XY 411/26 REV 1\n").replace("3 March", "9 April")


class Corpus:
    """Some documents as the composer sees them, and what was asked before."""

    def __init__(self, folder: Path, texts: dict[str, str]) -> None:
        self.documents: dict[str, Document] = {}
        self.texts = TextStore(folder / "t.sqlite", create=True)
        for name, text in texts.items():
            (folder / name).write_text(text)
            document = read_file(folder / name, document_id=name)
            assert isinstance(document, Document)
            self.documents[name] = document
            self.texts.add(document, summary(document), chunk_document(document, WordEmbedder(), chunk_tokens=60))
        self.facets = Facets.of(self.texts)

    def compose(self, question: str, turns: Sequence[Turn] = ()) -> Draft | None:
        """What the composer makes of a question."""
        query = understand(question, turns, self.facets)
        snapshot: Any = SimpleNamespace(id="s", texts=self.texts)
        documents = scope_of(query.filters, self.facets).documents
        asked = Asked(snapshot=snapshot, query=query, load=self.documents.__getitem__, documents=documents)
        return AboutComposer().compose(asked)

    def shown(self, *questions: str) -> list[str]:
        """The sentences that answer the last of these questions; every one has to be taken."""
        turns: list[Turn] = []
        draft: Draft | None = None
        for question in questions:
            draft = self.compose(question, turns)
            assert draft is not None, question
            turns.append(Turn(question=question, answer=answer(draft)))
        assert draft is not None
        return [sentence.text for sentence in draft.sentences]


def summary(document: Document) -> DocumentSummary:
    def value(stated: Stated | None) -> str | None:
        return stated.value if stated else None

    return DocumentSummary(
        id=document.id,
        title=document.title.value,
        media_type=document.media_type,
        pages=len(document.pages),
        chunks=1,
        issuer=value(document.issuer),
        document_number=value(document.document_number),
        kind=value(document.kind),
        date=value(document.date),
        marking=value(document.marking),
        language=value(document.language),
        footnotes=len(document.footnotes),
        questions=len(document.questions),
        refused_pages=0,
        size_bytes=1,
    )


def answer(draft: Draft) -> Answer:
    return Answer(
        question="",
        query="",
        sentences=draft.sentences,
        status=AnswerStatus.ANSWERED,
        hits=(),
        snapshot="s",
        declines=draft.declines,
    )


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A note and an article."""
    return Corpus(tmp_path_factory.mktemp("two"), {"note.txt": NOTE, "article.txt": ARTICLE})


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The same with a revision of the note."""
    texts = {"note.txt": NOTE, "note-rev-1.txt": REVISION, "article.txt": ARTICLE}
    return Corpus(tmp_path_factory.mktemp("three"), texts)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Who wrote the article by the Harbour Institute?", ["By Anna Example (Harbour Institute)"]),
        ("Who's the author of Example's article, please?", ["By Anna Example (Harbour Institute)"]),
        ("Who published the think-tank article?", ["From: Harbour Institute – A Think Tank on Ports"]),
        ("Who wrote note XY 411/26?", ["From: Ferry Presidency"]),
        ("From whom is the note?", ["From: Ferry Presidency"]),
        ("To whom is the note on seals addressed?", ["To: Delegations"]),
        ("When was note 411/26 issued?", ["Marsholm, 3 March 2026 (OR. en)"]),
        ("Could you tell me when the note was issued?", ["Marsholm, 3 March 2026 (OR. en)"]),
        ("In note XY 411/26, what is the date?", ["Marsholm, 3 March 2026 (OR. en)"]),
        ("What number does the note on seals have?", ["XY 411/26"]),
        ("What kind of document is XY 411/26?", ["NOTE"]),
        ("How is the note marked?", ["LIMITE"]),
        ("What is the title of the note?", ["Subject: Seals on the ferry line: what was found"]),
        (
            "What is the note about?",
            [
                "Subject: Seals on the ferry line: what was found",
                "The aim of this note is to prepare the debate on seals.",
            ],
        ),
        (
            "What questions does the note put to delegations?",
            ["Which seals should be checked first?", "Could partners share their lists?"],
        ),
        ("Which sources does the note cite?", ["Yard survey, table 2, https://example.org/yards"]),
        ("What is footnote 1?", ["Yard survey, table 2, https://example.org/yards"]),
        ("What does footnote 1 on page 1 of the note say?", ["Yard survey, table 2, https://example.org/yards"]),
        ("What does the note promise to attach?", ["A list of ports will follow in an annex (to be added)."]),
        ("How many pages does the note have?", ["It has 1 page (counted in the file, not stated in it)."]),
        ("What language is the article written in?", ["The language is English (told from its text)."]),
        ("Who wrote the note and when?", ["From: Ferry Presidency", "Marsholm, 3 March 2026 (OR. en)"]),
        ("Who sent the note, and when was it issued?", ["From: Ferry Presidency", "Marsholm, 3 March 2026 (OR. en)"]),
        ("Who sent the note and to whom is it addressed?", ["From: Ferry Presidency", "To: Delegations"]),
        ("What are the number and date of the note?", ["XY 411/26", "Marsholm, 3 March 2026 (OR. en)"]),
        (
            "Which points are delegations invited to debate?",
            ["Which seals should be checked first?", "Could partners share their lists?"],
        ),
        ("Which documents are marked LIMITE?", ["Subject: Seals on the ferry line: what was found"]),
        ("Which LIMITE documents do you have?", ["Subject: Seals on the ferry line: what was found"]),
        ("Which documents are from 2026?", ["Subject: Seals on the ferry line: what was found"]),
        ("Which documents were issued after February 2026?", ["Subject: Seals on the ferry line: what was found"]),
        ("Which documents are by the Harbour Institute?", ["Quiet harbours and busy yards"]),
        ("What documents do you have about harbours?", ["Quiet harbours and busy yards"]),
        ("What documents do you have about inspectors leaving?", ["Quiet harbours and busy yards"]),
        ("Which notes are there?", ["Subject: Seals on the ferry line: what was found"]),
        (
            "What documents do you have?",
            ["Quiet harbours and busy yards", "Subject: Seals on the ferry line: what was found"],
        ),
    ],
)  # fmt: skip
def test_what_a_document_says_of_itself(two: Corpus, question: str, shown: list[str]) -> None:
    assert two.shown(question) == shown


@pytest.mark.parametrize(
    "question",
    [
        "Who opens boxes in the yard?",
        "Who sends inspectors to the yard?",
        "When was the survey held?",
        "Who wrote the yard survey?",
        "When was the list of ports in the note published?",
        "What does section II of note XY 411/26 cite?",
        "What does the note say about seals?",
        "What does the note ask the Commission to do?",
        "Which documents mention seals?",
        "Which documents do inspectors need at the gate?",
        "How many seals were broken?",
        "What is the date of the survey?",
        "Who is Anna Example?",
        "Who says so?",
        "When was it issued?",
        "What is the marking on the boxes?",
        "Which sources of income do harbours have?",
        "",
    ],
)
def test_questions_on_content_are_left_to_others(two: Corpus, question: str) -> None:
    assert two.compose(question) is None


@pytest.mark.parametrize(
    ("questions", "shown"),
    [
        (("Who wrote the note?", "and when?"), ["Marsholm, 3 March 2026 (OR. en)"]),
        (("Who wrote the note?", "To whom is it addressed?"), ["To: Delegations"]),
        (("Who wrote the note?", "its number?"), ["XY 411/26"]),
        (("Who wrote the note?", "and the think-tank article?"), ["By Anna Example (Harbour Institute)"]),
        (("Who wrote the article?", "What is the note about?", "Who sent it?"), ["From: Ferry Presidency"]),
        (("When was the article published?", "Who published it?"), ["From: Harbour Institute – A Think Tank on Ports"]),
        (("Who wrote both documents?",), ["By Anna Example (Harbour Institute)", "From: Ferry Presidency"]),
    ],
)
def test_a_follow_up_is_about_the_document_spoken_of(two: Corpus, questions: tuple[str, ...], shown: list[str]) -> None:
    assert two.shown(*questions) == shown


@pytest.mark.parametrize("question", ["When was the article published?", "What number does the article have?"])
def test_what_is_not_stated_is_declined_with_the_line_that_names_the_document(two: Corpus, question: str) -> None:
    draft = two.compose(question)
    assert draft is not None
    (decline,) = draft.declines
    assert (draft.sentences, decline.reason) == ((), DeclineReason.NOT_SAID)
    assert "“Quiet harbours and busy yards” does not state its" in decline.suggestion
    assert "its author" in decline.suggestion
    assert [citation.cited_text for citation in decline.evidence] == ["Quiet harbours and busy yards"]


def test_of_two_things_the_one_that_is_not_stated_is_declined(two: Corpus) -> None:
    draft = two.compose("Who wrote the article on quiet harbours, and when did it come out?")
    assert draft is not None
    assert [" ".join(one.text.split()) for one in draft.sentences] == ["By Anna Example (Harbour Institute)"]
    assert "does not state its date" in draft.declines[0].suggestion


def test_a_footnote_that_is_not_there_is_declined_with_those_that_are(two: Corpus) -> None:
    draft = two.compose("What is footnote 7 of the note?")
    assert draft is not None
    assert draft.declines[0].suggestion.endswith("has no footnote 7. Its footnotes have the numbers 1.")


def test_a_marking_that_no_document_has_is_declined_with_those_that_they_have(two: Corpus) -> None:
    draft = two.compose("Which documents are marked SECRET?")
    assert draft is not None
    assert draft.declines[0].suggestion == "The markings in the documents are: LIMITE."


def test_every_citation_is_verbatim_on_its_page_and_markers_count_on(two: Corpus) -> None:
    draft = two.compose("What questions does the note put to delegations?")
    assert draft is not None
    found = answer(draft)
    assert [citation.marker for citation in found.citations] == [1, 2]
    for sentence in found.sentences:
        (citation,) = sentence.citations
        assert sentence.support is Support.QUOTED
        assert two.documents[citation.document].text_of(citation.span) == citation.cited_text == sentence.text
        assert found.text[citation.start_index : citation.end_index] == sentence.text


def test_a_cited_note_carries_the_words_that_it_supports(two: Corpus) -> None:
    draft = two.compose("Which sources does the note cite?")
    assert draft is not None
    (note,) = draft.sentences[0].citations[0].footnotes
    assert (note.number, note.phrase) == ("1", "Seals were broken on nine boxes in the yard")


def test_a_number_that_two_versions_bear_is_answered_for_each(three: Corpus) -> None:
    draft = three.compose("When was note XY 411/26 issued?")
    assert draft is not None
    assert [sentence.text[:17] for sentence in draft.sentences] == ["Marsholm, 9 April", "Marsholm, 3 March"]
    assert all(sentence.group for sentence in draft.sentences)
    assert three.shown("When was XY 411/26 REV 1 issued?") == ["Marsholm, 9 April 2026 (OR. en)"]


def test_a_document_named_in_a_question_without_an_answer_is_spoken_of(two: Corpus) -> None:
    turns = [Turn(question="What does Example's paper conclude about tides?")]
    draft = two.compose("Who published it?", turns)
    assert draft is not None
    assert [one.text for one in draft.sentences] == ["From: Harbour Institute – A Think Tank on Ports"]
    turns = [Turn(question="How many seals were broken?")]
    assert two.compose("Who published it?", turns) is None


def test_what_revises_a_document_and_what_it_revises(three: Corpus) -> None:
    assert three.shown("What does XY 411/26 REV 1 revise?") == ["XY 411/26 REV 1"]
    assert three.shown("Has note XY 411/26 been revised?") == ["XY 411/26 REV 1"]


def test_what_is_read_from_a_running_foot_says_so_and_cites_that_page() -> None:
    document = make_document("a.txt", {"I": ["Seals break."]})
    second = Page(number=2, label=None, text="\nLater words.\nMore.")
    foot = Dropped(page=2, text="XY 9/26 LIMITE", reason="running foot")
    document = replace(document, pages=(*document.pages, second), dropped=(foot,))
    said = quoted(document, Stated(value="LIMITE", span=None, source="running foot"), "The marking")
    (sentence,) = sentences([said], grouped=False)
    assert sentence.text == "The marking is LIMITE (read from the running foot, not from the text)."
    assert sentence.support is Support.SUPPORTED
    assert (sentence.citations[0].page, sentence.citations[0].cited_text) == (2, "Later words.")


def test_of_very_many_the_rest_is_counted_and_cited() -> None:
    document = make_document("a.txt", {"I": ["Seals break."]}, title="Seals break.")
    said = quoted(document, Stated(value="x", span=None), "The title")
    shown = sentences([said] * 33, grouped=False)
    assert (len(shown), shown[-1].text) == (31, "3 more are not shown here, but each can be opened.")
    assert [citation.marker for citation in shown[-1].citations] == [31, 32, 33]


def test_politeness_is_no_part_of_a_question() -> None:
    assert bared("And who's the author, please?") == "who is the author"
    assert bared("Could you please tell me what the date of it is?") == "what is the date of it"


def test_topics_are_told_apart() -> None:
    assert next(about_questions("What does footnote 5 of the note cite?")).topic is Topic.FOOTNOTE
    assert next(about_questions("What does the note cite?")).topic is Topic.SOURCES
    assert bare_topic("and to whom?") is Topic.ADDRESSEE
    assert bare_topic("and why?") is None
