"""A typed question becomes a query: its filters, what it takes along, its parts."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from assistant.domain import Answer, AnswerStatus, DocumentSummary, FilterKind, Query, Sentence, Support, Turn
from assistant.retrieval.facets import Facets
from assistant.retrieval.understand import rephrased, understand


def summary(id_: str, title: str, *, issuer: str, number: str, kind: str, marking: str | None) -> DocumentSummary:
    return DocumentSummary(
        id=id_,
        title=title,
        media_type="text/plain",
        pages=1,
        chunks=1,
        issuer=issuer,
        document_number=number,
        kind=kind,
        date=None,
        marking=marking,
        language=None,
        footnotes=0,
        questions=0,
        refused_pages=0,
        size_bytes=1,
    )


FACETS = Facets(
    summaries=(
        summary("ferry.pdf", "The ferry line", issuer="Presidency", number="4711/25", kind="NOTE", marking="LIMITE"),
        summary("yards.md", "The yards", issuer="Yard Board", number="12/24", kind="REPORT", marking=None),
    )
)


def turn(question: str, *sentences: str) -> Turn:
    cited = tuple(Sentence(text=text, support=Support.QUOTED, citations=()) for text in sentences)
    status = AnswerStatus.ANSWERED if cited else AnswerStatus.DECLINED
    answer = Answer(question=question, query=question, sentences=cited, status=status, hits=(), snapshot="s")
    return Turn(question=question, answer=answer)


def after(*questions: str) -> Query:
    """How the last of these questions is understood, over the two documents."""
    *before, last = questions
    return understand(last, [turn(question, "Seals are broken in the yard.") for question in before], FACETS)


def values(query: Query) -> dict[FilterKind, str]:
    return {one.kind: one.value for one in query.filters}


def test_a_question_that_stands_alone_is_searched_as_typed() -> None:
    query = understand("Which seals are broken?")
    assert query == Query(
        question="Which seals are broken?",
        asked="Which seals are broken?",
        standalone="Which seals are broken?",
        parts=("Which seals are broken?",),
    )


def test_space_around_a_question_is_no_part_of_it() -> None:
    query = understand("  why? ", [turn("Which seals break?")])
    assert query.standalone == "Which seals break? why?"
    assert query.question == "  why? "


def test_the_words_of_a_filter_are_not_searched_for() -> None:
    query = after("What threats are described in note 4711/25?")
    assert values(query) == {FilterKind.DOCUMENT: "ferry.pdf"}
    assert query.asked == query.standalone == "What threats are described?"
    assert query.question == "What threats are described in note 4711/25?"


def test_without_facets_no_filter_is_looked_for() -> None:
    query = understand("What threats are described in note 4711/25?")
    assert (query.filters, query.asked) == ((), "What threats are described in note 4711/25?")


@pytest.mark.parametrize("question", ["why?", "and Canada?", "Who says so?", "How many?", "what about the first one?"])
def test_a_leaning_question_keeps_the_filters_of_the_one_before_it(question: str) -> None:
    query = after("What threats come from the United States in note 4711/25?", question)
    assert values(query) == {FilterKind.DOCUMENT: "ferry.pdf"}


def test_filters_are_kept_along_a_chain_of_follow_ups() -> None:
    query = after("What threats come from Norway in note 4711/25?", "why?", "and Canada?", "since when?")
    assert values(query) == {FilterKind.DOCUMENT: "ferry.pdf"}


def test_a_new_subject_lets_the_filters_go() -> None:
    query = after("What threats come from Norway in note 4711/25?", "Which scanners do harbour inspectors rent?")
    assert (query.filters, query.standalone) == ((), "Which scanners do harbour inspectors rent?")


def test_a_filter_of_the_same_kind_takes_the_place_of_the_old_one() -> None:
    query = after("What threats come from Norway in note 4711/25?", "and Canada in report 12/24?")
    assert values(query) == {FilterKind.DOCUMENT: "yards.md"}
    assert query.standalone == "What threats come from Canada?"


def test_a_filter_of_another_kind_is_added() -> None:
    query = after("Which seals are broken in documents marked LIMITE?", "why in note 4711/25?")
    assert values(query) == {FilterKind.MARKING: "LIMITE", FilterKind.DOCUMENT: "ferry.pdf"}


def test_nothing_but_a_filter_asks_the_last_question_there() -> None:
    query = after("Which seals are broken?", "and in the Council note?")
    assert values(query) == {FilterKind.DOCUMENT: "ferry.pdf"}
    assert query.asked == query.standalone == "Which seals are broken?"
    assert query.parts == ("Which seals are broken?",)
    assert query.reason


def test_nothing_but_a_filter_asks_a_follow_up_as_it_read_alone() -> None:
    query = after("What threats come from Norway?", "and Canada?", "and in the Council note?")
    assert query.standalone == "What threats come from Canada?"


def test_a_follow_up_to_nothing_but_a_filter_leans_on_the_question_before_that() -> None:
    query = after("What threats come from Norway?", "and in the Council note?", "and Canada?")
    assert query.standalone == "What threats come from Canada?"
    assert values(query) == {FilterKind.DOCUMENT: "ferry.pdf"}


def test_nothing_but_a_filter_as_a_first_question_is_searched_as_typed() -> None:
    query = after("in the Council note?")
    assert (query.asked, query.parts) == ("in the Council note?", ("in the Council note?",))


def test_the_name_in_a_filter_is_not_exchanged() -> None:
    query = after("Which threats from Norway are named in the Council note?", "and Canada?")
    assert query.standalone == "Which threats from Canada are named?"
    assert values(query) == {FilterKind.DOCUMENT: "ferry.pdf"}


def test_the_words_of_a_filter_are_not_taken_along() -> None:
    query = after("Which seals are broken in note 4711/25?", "why?")
    assert query.standalone == "Which seals are broken? why?"
    assert not any("4711" in said.text for said in query.earlier)


@pytest.mark.parametrize("question", ["", "  "])
def test_no_question_is_no_question_after_others_either(question: str) -> None:
    query = after("Which seals are broken in note 4711/25?", question)
    assert (query.standalone, query.filters, query.earlier) == ("", (), ())
    assert len(query.parts) == 1


def test_the_parts_of_a_question_are_those_of_its_standalone_form() -> None:
    query = after("Compare Spain and Malta on seals in documents marked LIMITE")
    assert query.parts == ("Spain on seals", "Malta on seals")


def test_what_a_follow_up_takes_along_is_not_asked_again() -> None:
    query = after("Which seals are broken in the yard?", "How do they get in?")
    assert query.parts == ("Which seals are broken in the yard? How do they get in?",)
    two = after("Which seals are broken in the yard?", "Who breaks them? Who pays for it?")
    assert two.parts == ("Who breaks them?", "Who pays for it?")


def test_a_long_conversation_is_understood_at_once() -> None:
    turns = [turn(question, "Seals are broken.") for question in ("Who breaks seals?", *["why?", "Canada?"] * 25)]
    start = time.perf_counter()
    understand("and in the Council note?", turns, FACETS)
    assert time.perf_counter() - start < 5


def test_a_reworded_question_stands_alone_and_keeps_its_filters() -> None:
    query = after("Which seals are broken in note 4711/25?", "why?")
    reworded = rephrased(query, "Compare Spain and Malta on broken seals")
    assert (reworded.asked, reworded.standalone) == ("Compare Spain and Malta on broken seals",) * 2
    assert reworded.parts == ("Spain on broken seals", "Malta on broken seals")
    assert (reworded.earlier, reworded.reason) == ((), "")
    assert (reworded.filters, reworded.question) == (query.filters, "why?")


def test_what_a_person_corrected_stays_corrected_for_the_next_question() -> None:
    asked = "What threats are described in note 4711/25?"
    query = rephrased(understand(asked, (), FACETS), "What dangers does the ferry line run?")
    corrected = Query(question=asked, asked=query.asked, standalone=query.standalone, parts=query.parts)
    first = turn(asked, "Seals are broken in the yard.")
    assert first.answer is not None
    kept = Turn(question=asked, answer=replace(first.answer, understood=corrected))
    follow_up = understand("why?", [kept], FACETS)
    assert follow_up.standalone == "What dangers does the ferry line run? why?"
    assert follow_up.filters == ()


def test_a_short_question_that_says_where_to_look_stands_alone() -> None:
    query = after("How many seals are broken?", "In note 4711/25, which controls come first?")
    assert values(query) == {FilterKind.DOCUMENT: "ferry.pdf"}
    assert "broken" not in query.standalone
