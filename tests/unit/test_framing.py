"""What a question says only of where its answer is wanted from."""

from __future__ import annotations

import pytest

from assistant.retrieval.framing import without_framing


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("What do both papers say about cigarettes?", "cigarettes?"),
        ("What does the Council's discussion paper say on joint training?", "joint training?"),
        ("What did the authors report about tax evasion", "tax evasion"),
        ("What is said about cocaine in either of the documents?", "cocaine?"),
        ("Whom does crime money finance, according to the two papers?", "Whom does crime money finance?"),
        ("According to the think tank, what fails?", "What fails?"),
        ("In the note, which ports are named?", "Which ports are named?"),
        ("What role does Europol have in each of the documents?", "What role does Europol have?"),
        ("Which kinds of crime thrive according to this draft report ?", "Which kinds of crime thrive ?"),
    ],
)
def test_where_the_answer_is_wanted_from_is_left_out(question: str, bare: str) -> None:
    assert without_framing(question) == bare


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the article on strategic partners?",
        "What does the paper conclude about the partnerships?",
        "What does Europol say about cocaine?",
        "What happens in the ports?",
        "How much is spent according to Europol?",
        "When was the report published?",
        "Which reports are cited?",
        "",
        "?",
    ],
)
def test_everything_else_is_kept(question: str) -> None:
    assert without_framing(question) == question


def test_no_question_takes_long() -> None:
    long = (
        "x" + " " * 4000 + "y",
        "?" * 4000 + "x",
        "what is said about " + "a " * 1000,
        "x in " + "the " * 1000 + "x",
    )
    assert [len(without_framing(question)) > 0 for question in long] == [True] * len(long)
