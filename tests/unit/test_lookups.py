"""Questions that ask where something is mentioned, or what a short form stands for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.lookups import claiming, mentioning, spelling_out
from assistant.answering.question import BROAD
from assistant.domain import Abbreviation, Span
from tests.makers import make_document
from tests.unit.test_answering import hits_of, scored

SENTENCES = (
    "Tobacco comes by road from the east.",
    "Small ports are searched in spring.",
    "Cigarettes are made in small factories.",
    "The harbour treaty was signed in March.",
)
DOCUMENT = make_document("a.txt", {"": SENTENCES})


@pytest.mark.parametrize(
    ("question", "named_by"),
    [
        ("What is said about tobacco?", [0]),
        ("What is said about tobacco in both documents?", [0]),
        ("What do the documents say about the harbour treaty?", [3]),
        ("Where are small ports mentioned?", [1]),
        ("Where is the harbour treaty mentioned in the paper?", [3]),
        ("What is written on tobacco and cigarettes?", [0, 2]),
        ("Where are small factories mentioned?", [2]),
        ("What is said about factories of tobacco and small ports?", [1]),
        ("What is said about small ports or tobacco?", [0, 1]),
        ("What is said about rivers?", []),
        ("What is said about it?", []),
        ("What is tobacco?", []),
        ("Where are small ports?", []),
        ("Where do small ports lie?", []),
    ],
)
def test_mentions_are_shown_as_printed(question: str, named_by: list[int]) -> None:
    found = mentioning(question, scored(DOCUMENT, question))
    assert [one.candidate.sentence for one in found] == named_by


def test_a_subject_that_no_sentence_names_whole_is_looked_for_in_part() -> None:
    question = "What is said about tobacco factories?"
    assert [one.candidate.sentence for one in mentioning(question, scored(DOCUMENT, question))] == [0, 2]


def test_of_a_subject_in_part_the_rarest_word_tells() -> None:
    document = make_document("a.txt", {"": (*SENTENCES, "Small factories lie by small ports.")})
    question = "What is said about small harbour staff?"
    assert [one.candidate.sentence for one in mentioning(question, scored(document, question))] == [3]


def test_the_source_of_a_claim_is_the_sentence_that_makes_it_and_no_other() -> None:
    question = f"What is the source of: {SENTENCES[2]}"
    assert [one.candidate.sentence for one in claiming(question, scored(DOCUMENT, question))] == [2]
    assert claiming("What is the source of: rivers are wide?", scored(DOCUMENT, question)) == []
    assert claiming(SENTENCES[2], scored(DOCUMENT, question)) == []


def test_no_more_mentions_than_a_broad_answer_holds() -> None:
    document = make_document("a.txt", {"": [f"Port number {n} lies in the north." for n in range(14)]})
    assert len(mentioning("Where are ports mentioned?", scored(document, "ports"))) == BROAD.limit


SPELT = "Each harbour protection office (HPO) keeps a list."
SPELLING = replace(
    make_document("a.txt", {"": ["An HPO is small.", SPELT]}),
    abbreviations=(Abbreviation(short="HPO", long="harbour protection office", span=Span(page=1, start=22, end=53)),),
)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What does HPO stand for?", [SPELT]),
        ("What does the abbreviation “HPO” mean?", [SPELT]),
        ("what does hpo stand for", [SPELT]),
        ("What does HPA stand for?", []),
        ("What does the HPO do?", []),
        ("What does HPO stand for in the north?", []),
        ("Who runs the HPO?", []),
    ],
)
def test_a_short_form_is_answered_by_the_sentence_that_spells_it_out(question: str, found: list[str]) -> None:
    assert [one.text for one in spelling_out(question, hits_of(SPELLING), lambda _: SPELLING)] == found
