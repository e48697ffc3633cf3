"""What a question takes for granted, and what the documents say."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import Candidate, candidates
from assistant.answering.presupposed import contradicting
from tests.makers import make_document
from tests.unit.test_answering import hits_of


def found(*sentences: str) -> list[Candidate]:
    document = make_document("a.txt", {"Ports": sentences})
    return candidates(hits_of(document), lambda _: document)


CORPUS = (
    "Some 3,600 smuggling groups are active in the northern ports.",
    "The working party did not leave the harbour agreement in autumn.",
    "Demand for forged passports is growing in the northern provinces.",
    "Cigarette smuggling there is controlled mostly by Ruritanian gangs.",
    "The harbour treaty with the island was signed in 2019 by both ministers.",
    "Many coastal partnerships are still under-delivering, but they hold promise.",
    "The inspectors failed to search the southern warehouses.",
)


@pytest.mark.parametrize(
    ("question", "contradicted_by"),
    [
        ("Why are 5,000 smuggling groups active in the northern ports?", 0),
        ("Why did the working party leave the harbour agreement in autumn?", 1),
        ("Why is demand for forged passports falling in the northern provinces?", 2),
        ("Why is cigarette smuggling controlled mostly by Sylvanian gangs?", 3),
        ("Who signed the harbour treaty with the island in 2012?", 4),
        ("Why have the coastal partnerships all delivered?", 5),
        ("When did the inspectors search the southern warehouses?", 6),
    ],
)
def test_the_sentence_that_contradicts_is_found(question: str, contradicted_by: int) -> None:
    contradiction = contradicting(question, found(*CORPUS))
    assert contradiction is not None
    assert contradiction.text == CORPUS[contradicted_by]


@pytest.mark.parametrize(
    "question",
    [
        "Why are 3,600 smuggling groups active in the northern ports?",
        "How many smuggling groups are active in the northern ports?",
        "Are 5,000 smuggling groups active in the northern ports?",
        "Why is demand for forged passports growing in the northern provinces?",
        "Who signed the harbour treaty with the island in 2019?",
        "Who signed the harbour treaty with the island?",
        "What could make 5,000 smuggling groups leave the northern ports?",
        "Which gangs control cigarette smuggling?",
        "Why did the working party not leave the harbour agreement in autumn?",
        "Why are the coastal partnerships under-delivering?",
        "Why did the inspectors fail to search the southern warehouses?",
        "What does article 12 say about smuggling groups in the northern ports?",
    ],
)
def test_a_question_that_rests_on_nothing_false_is_left_alone(question: str) -> None:
    assert contradicting(question, found(*CORPUS)) is None


def test_another_sentence_that_says_it_clears_the_question() -> None:
    also = "Another count found 5,000 smuggling groups active in the northern ports."
    assert contradicting("Why are 5,000 smuggling groups active in the northern ports?", found(*CORPUS, also)) is None
