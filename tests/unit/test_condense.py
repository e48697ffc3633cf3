"""Follow-up questions: what they take along, how they read alone, and which are left as they are."""

from __future__ import annotations

import pytest

from assistant.domain import Answer, AnswerStatus, Sentence, Support, Turn
from assistant.retrieval.condense import TAKEN_TURNS, condense, earlier_texts, leans
from assistant.retrieval.ellipsis import exchange

POINTS = ("Seals are broken in the yard.", "Papers are forged on board.", "Inspector Moreau counted ninety cases.")
STATES = "What threats come from the United States?"
NORWAY = "What did Norway seize in 2023?"


def turn(question: str, *sentences: str) -> Turn:
    """A question with its answer; one without sentences was declined."""
    answer = Answer(
        question=question,
        query=question,
        sentences=tuple(Sentence(text=text, support=Support.QUOTED, citations=()) for text in sentences),
        status=AnswerStatus.ANSWERED if sentences else AnswerStatus.DECLINED,
        hits=(),
        snapshot="s",
    )
    return Turn(question=question, answer=answer)


def standalone(*questions: str) -> str:
    """How the last of these questions reads alone, when each one before it got the same answer."""
    *before, last = questions
    return condense(last, [turn(question, *POINTS) for question in before]).standalone


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (STATES, "and Canada?", "What threats come from Canada?"),
        (STATES, "And in Canada?", "What threats come from Canada?"),
        (STATES, "and from Canada?", "What threats come from Canada?"),
        (STATES, "what about France?", "What threats come from France?"),
        (STATES, "What about from France?", "What threats come from France?"),
        (STATES, "how about Mexico", "What threats come from Mexico?"),
        (STATES, "and how about in Asia?", "What threats come from Asia?"),
        (STATES, "And what of Canada and Mexico?", "What threats come from Canada and Mexico?"),
        (STATES, "Canada?", "What threats come from Canada?"),
        (STATES, "Also Canada?", "What threats come from Canada?"),
        (STATES, "NATO?", "What threats come from NATO?"),
        (STATES, "and UN?", "What threats come from the UN?"),
        (STATES, "Right. And Canada?", "What threats come from Canada?"),
        (STATES, "Thanks, and Canada?", "What threats come from Canada?"),
        (STATES, "What about the Western Balkans?", "What threats come from the Western Balkans?"),
        (STATES, "and Western Balkans?", "What threats come from the Western Balkans?"),
        (STATES, "and Great Britain?", "What threats come from Great Britain?"),
        ("What threats come from Norway?", "and the United Kingdom?", "What threats come from the United Kingdom?"),
        ("What threats come from Norway?", "and the US?", "What threats come from the US?"),
        ("What threats come from the US?", "and Norway?", "What threats come from Norway?"),
        ("Is Canada a member?", "and Mexico?", "Is Mexico a member?"),
        ("Does the EU keep a list?", "and Canada?", "Does Canada keep a list?"),
        ("What does the Council say?", "And the Commission?", "What does the Commission say?"),
        ("How many groups are active?", "How many of them deal in drugs?", "How many of the groups deal in drugs?"),
        ("How many small ports have a scanner?", "Which of those are new?", "Which of the small ports are new?"),
        ("What was found in Spain by Eurojust?", "and in Malta?", "What was found in Malta by Eurojust?"),
        (NORWAY, "and in 2024?", "What did Norway seize in 2024?"),
        (NORWAY, "2024?", "What did Norway seize in 2024?"),
        (NORWAY, "and Sweden?", "What did Sweden seize in 2023?"),
        ("In 2023, what was seized?", "and in 2024?", "In 2024, what was seized?"),
    ],
)
def test_a_bare_name_or_year_is_put_in_the_place_of_the_last_one(before: str, question: str, expected: str) -> None:
    condensed = condense(question, [turn(before, *POINTS)])
    assert condensed.standalone == expected
    assert condensed.earlier == (), "the other name must not pull the search back"
    assert condensed.reason


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (STATES, "why?"),
        (STATES, "WHY?"),
        (STATES, "Why is that?"),
        (STATES, "Why Canada?"),
        (STATES, "how so?"),
        (STATES, "Since when?"),
        (STATES, "How many?"),
        (STATES, "what else?"),
        (STATES, "Tell me more about that"),
        (STATES, "How do they get in?"),
        (STATES, "Is it increasing?"),
        (STATES, "What does he propose?"),
        (STATES, "which of these is the worst?"),
        (STATES, "And what do customs do about it?"),
        (STATES, "What about tobacco?"),
        (STATES, "and Canada's ports?"),
        (STATES, "Canada's?"),
        (STATES, "what about 2024?"),
        (STATES, "But who pays?"),
        (STATES, "Yes."),
        (STATES, "No"),
        (STATES, "OK"),
        (STATES, "Great!"),
        (STATES, "Yes please"),
        (STATES, "Thank you"),
        ("How many parcels were seized?", "and in 2024?"),
        ("what threats come from russia?", "and china?"),
    ],
)
def test_any_other_leaning_question_is_read_behind_the_one_before_it(before: str, question: str) -> None:
    condensed = condense(question, [turn(before, *POINTS)])
    assert condensed.standalone == f"{before} {question}"
    assert condensed.reason == "continues the last question"
    assert [said.text for said in condensed.earlier] == [" ".join(POINTS), before]


@pytest.mark.parametrize(
    "question",
    [
        "Who is responsible for freight checks in Danish ports?",
        "Which ports in Spain are checked for hidden weapons?",
        "What is the capital of Canada?",
        "Who is Renard?",
        "What is OLAF?",
        "Who is Inspector Moreau?",
        "What are the first measures that Norway took against forged papers?",
        "What is the first step in an asylum claim?",
        "What sources does the report on broken seals name?",
        "Compare Spain and Portugal on the sealing of containers",
        "Thanks. Which ports are checked for hidden weapons?",
    ],
)
def test_a_question_that_says_enough_stays_as_it_is(question: str) -> None:
    condensed = condense(question, [turn(STATES, *POINTS), turn("why?", *POINTS)])
    assert (condensed.standalone, condensed.reason) == (question, "")


@pytest.mark.parametrize("question", ["", "   "])
def test_no_question_takes_nothing_along(question: str) -> None:
    condensed = condense(question, [turn(STATES, *POINTS)])
    assert (condensed.standalone, condensed.earlier) == (question, ())


def test_the_first_question_of_a_conversation_is_left_alone() -> None:
    assert condense("and Canada?", []).standalone == "and Canada?"
    assert condense("why?", []).earlier == ()


@pytest.mark.parametrize(
    "question",
    [
        "who says so?",
        "Says who?",
        "Who said that?",
        "according to whom?",
        "source?",
        "Sources?",
        "What is the source?",
        "What's the source for that?",
        "what are the sources for this?",
        "Where does that come from?",
    ],
)
def test_asked_for_its_source_the_last_claim_is_searched(question: str) -> None:
    condensed = condense(question, [turn(STATES, *POINTS)])
    assert condensed.standalone == f"What is the source of: {POINTS[-1]}"
    assert condensed.earlier == ()


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("what about the first?", 0),
        ("what about the second one?", 1),
        ("the second one?", 1),
        ("and the last one?", 2),
        ("What is the second measure?", 1),
        ("How does the third one work?", 2),
    ],
)
def test_an_ordinal_points_to_a_sentence_of_the_last_answer(question: str, place: int) -> None:
    assert standalone(STATES, question) == f"{question.rstrip('?')}: {POINTS[place]}"


def test_an_ordinal_beyond_the_answer_points_to_nothing() -> None:
    assert standalone(STATES, "what about the fifth one?") == f"{STATES} what about the fifth one?"


@pytest.mark.parametrize("question", ["who says so?", "what about the second one?"])
def test_a_declined_answer_has_no_claim_to_ask_about(question: str) -> None:
    assert condense(question, [turn(STATES)]).standalone == f"{STATES} {question}"
    assert condense(question, [Turn(question=STATES)]).standalone == f"{STATES} {question}"


@pytest.mark.parametrize(
    ("conversation", "expected"),
    [
        ((STATES, "and Canada?", "and Mexico?"), "What threats come from Mexico?"),
        ((STATES, "and Canada?", "why?"), "What threats come from Canada? why?"),
        ((STATES, "and Canada?", "and Mexico?", "how so?"), "What threats come from Mexico? how so?"),
        ((NORWAY, "and Sweden?", "and in 2024?"), "What did Sweden seize in 2024?"),
        ((NORWAY, "and in 2024?", "and Sweden?"), "What did Sweden seize in 2024?"),
        ((STATES, "Yes.", "and Canada?"), "What threats come from Canada?"),
        ((STATES, "Thanks!", "why?"), f"{STATES} why?"),
        ((STATES, "Who says so?", "and Canada?"), "What threats come from Canada?"),
        ((STATES, "what about the second one?", "and Canada?"), "What threats come from Canada?"),
        ((STATES, "what about the second one?", "why?"), f"what about the second one: {POINTS[1]} why?"),
        ((STATES, "Which seals does Malta use on lorries?", "and Spain?"), "Which seals does Spain use on lorries?"),
    ],
)
def test_follow_ups_follow_each_other(conversation: tuple[str, ...], expected: str) -> None:
    assert standalone(*conversation) == expected


@pytest.mark.parametrize("question", ["Yes", "No.", "OK", "Thanks", "Right", "Why", "Which", "the", "", "?"])
def test_a_reply_or_a_question_word_is_no_name(question: str) -> None:
    assert exchange(question, STATES) == ""


def test_a_name_has_nothing_to_take_the_place_of_in_a_question_without_names() -> None:
    assert exchange("and Canada?", "What is smuggled?") == ""
    assert exchange("and 2024?", STATES) == ""


def test_a_short_question_leans_unless_it_names_its_subject() -> None:
    assert leans("Who pays?")
    assert not leans("Who pays Frontex?")
    assert leans("What does it pay Frontex?")
    assert not leans("Which authorities inspect freight trains?")


def test_the_weights_fade_and_what_was_said_last_weighs_most() -> None:
    turns = [turn(f"Question {number}?", f"Answer {number}.") for number in range(4)]
    weights = {said.text: said.weight for said in earlier_texts("why?", turns)}
    for kind in ("Question {}?", "Answer {}."):
        falling = [weights[kind.format(number)] for number in (3, 2, 1, 0)]
        assert falling == sorted(set(falling), reverse=True)
    assert max(weights.values()) == weights["Answer 3."] < 1
    assert min(weights.values()) > 0


def test_a_question_that_says_much_takes_little_along() -> None:
    turns = [turn(STATES, *POINTS)]
    short = earlier_texts("why?", turns)
    long = earlier_texts("Which freight terminals at Danish ports inspect refrigerated containers?", turns)
    assert sum(said.weight for said in long) < sum(said.weight for said in short) / 2


def test_only_the_last_turns_are_taken_along() -> None:
    turns = [turn(f"Question {number}?", f"Answer {number}.") for number in range(TAKEN_TURNS + 5)]
    taken = {said.text for said in earlier_texts("why?", turns)}
    assert "Question 5?" in taken and "Question 4?" not in taken
    assert len(taken) == 2 * TAKEN_TURNS


def test_a_declined_answer_is_not_taken_along() -> None:
    assert [said.text for said in earlier_texts("why?", [turn(STATES)])] == [STATES]
    assert [said.text for said in earlier_texts("why?", [Turn(question=STATES)])] == [STATES]


def test_a_question_asked_again_is_not_mixed_into_itself() -> None:
    turns = [turn(STATES, *POINTS), turn("why?", POINTS[0]), turn(STATES, *POINTS)]
    taken = [said.text for said in earlier_texts(STATES, turns)]
    assert STATES not in taken
    assert len(taken) == len(set(taken))


def test_a_long_answer_is_remembered_by_its_beginning() -> None:
    taken = earlier_texts("why?", [turn(STATES, " ".join(f"word{number}" for number in range(500)))])
    assert taken[0].text.startswith("word0 ")
    assert len(taken[0].text.split()) == 60
