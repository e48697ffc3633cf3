"""A line that holds several questions is taken apart; one question is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.parts import MOST_PARTS, question_parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Compare Spain and Portugal", ["Spain", "Portugal"]),
        ("Compare Spain with Portugal on seals.", ["Spain on seals", "Portugal on seals"]),
        ("Compare Spain versus Portugal on seals", ["Spain on seals", "Portugal on seals"]),
        ("compare Spain, Malta and Italy on seals", ["Spain on seals", "Malta on seals", "Italy on seals"]),
        ("Compare Spain, Malta, and Italy on seals", ["Spain on seals", "Malta on seals", "Italy on seals"]),
        (
            "Compare Spain and Malta on seals and scanners",
            ["Spain on seals and scanners", "Malta on seals and scanners"],
        ),
        ("Please compare rail and road in terms of cost", ["rail in terms of cost", "road in terms of cost"]),
        ("Contrast rail and sea freight regarding theft", ["rail regarding theft", "sea freight regarding theft"]),
        ("Compare the north and the south in 2024", ["the north in 2024", "the south in 2024"]),
        ("What is the difference between seals and scanners?", ["seals", "scanners"]),
        ("What are the differences between customs and police in Malta?", ["customs in Malta", "police in Malta"]),
        ("Compare options A, B and C on cost", ["option A on cost", "option B on cost", "option C on cost"]),
        ("Compare annexes 1 and 2", ["annex 1", "annex 2"]),
        ("Compare A and B on cost", ["A on cost", "B on cost"]),
        ("Compare rail and road over five years", ["rail over five years", "road over five years"]),
    ],
)
def test_a_comparison_asks_of_each_thing_what_it_compares_them_in(question: str, parts: list[str]) -> None:
    assert list(question_parts(question)) == parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Which bodies inspect freight, and who pays them?", ["Which bodies inspect freight", "who pays them?"]),
        ("Who is Moreau and what does he propose?", ["Who is Moreau", "what does he propose?"]),
        ("Are scanners fast? Could they be faster?", ["Are scanners fast?", "Could they be faster?"]),
        ("Which seals break? Who sells them? When?", ["Which seals break?", "Who sells them?"]),
        (
            "Which seals break and who sells them? What do scanners cost?",
            ["Which seals break", "who sells them?", "What do scanners cost?"],
        ),
    ],
)
def test_questions_in_one_line_are_searched_apart(question: str, parts: list[str]) -> None:
    assert list(question_parts(question)) == parts


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "seals",
        "Compare",
        "What is the difference?",
        "What does the pact say on trade and security?",
        "How do customs and police work together?",
        "Which risks and threats come from ports and airports?",
        "What is known about search and rescue at sea?",
        "When and where was the pact signed?",
        "How many seals were broken and why?",
        "Who inspects freight and where?",
        "Do ports in Norway, Sweden and Denmark check seals?",
        "What did the board decide on 3.5 million parcels?",
        "I have read the note. Which ports does it name?",
        "What is customs policy? Why?",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert question_parts(question) == (question,)


@pytest.mark.parametrize(
    "question",
    [
        "Compare Spain, Malta, Italy, Greece, Cyprus and France on seals",
        "Who owns rail? Who owns road? Who owns ports? Who owns yards? Who owns airfields? Who owns canals?",
    ],
)
def test_there_are_at_most_so_many_parts_and_nothing_asked_is_lost(question: str) -> None:
    parts = question_parts(question)
    assert len(parts) == MOST_PARTS
    last = {"France", "canals?"} & set(parts[-1].split())
    assert last


@given(st.text(alphabet="ab AB,?.&\n", max_size=60) | st.text(max_size=60))
def test_whatever_is_typed_there_are_one_to_most_parts(question: str) -> None:
    assert 1 <= len(question_parts(question)) <= MOST_PARTS
