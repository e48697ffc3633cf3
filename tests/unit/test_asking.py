"""A question as it is answered, part by part."""

from __future__ import annotations

import pytest

from assistant.answering.asking import Part, parts, whole
from assistant.domain import Query


def asked(question: str, *single: str) -> tuple[Part, ...]:
    return parts(Query(question=question, asked=question, standalone=question, parts=single or (question,)))


@pytest.mark.parametrize(
    ("question", "something"),
    [
        ("What is de-identification?", True),
        ("What is 5G?", True),
        ("Which ports?", True),
        ("In 2024?", False),
        ("?", False),
    ],
)
def test_a_question_without_a_word_of_meaning_says_nothing(question: str, something: bool) -> None:
    assert whole(Query(question=question, asked=question, standalone=question, parts=(question,))).says_something == (
        something
    )


def test_where_the_answer_is_wanted_from_is_asked_but_not_read() -> None:
    (part,) = asked("According to the note, who smuggles cocaine?")
    assert (part.text, part.reading) == ("According to the note, who smuggles cocaine?", "Who smuggles cocaine?")


def test_a_part_that_stands_alone_keeps_its_place_without_the_framing() -> None:
    first, second = asked(
        "Which ports are named in the note? Who searches small parcels?",
        "Which large ports are named in the note?",
        "Who searches small parcels?",
    )
    assert (first.reading, first.index) == ("Which large ports are named?", 0)
    assert (second.reading, second.index) == ("Who searches small parcels?", 1)
