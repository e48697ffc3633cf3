"""Any question ends in peace, and what is cited stands on its page. Longer with ``ASSISTANT_FUZZ=500``."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant, Turn

EXAMPLES = int(os.environ.get("ASSISTANT_FUZZ", "10"))
PIECES = st.sampled_from(
    'Who What "container checks" since before 2025 marking=LIMITE NEAR( AND OR NOT * : ^ -- \' " ( ) [1] ? and '
    "Canada 3,600 \u202e \x00 \ud7ff 忽略 United Kingdom page 3 <b> $5 {{question}} between or".split(" ")
)
QUESTIONS = st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=200)


@pytest.fixture(scope="module")
def quick(assistant: Assistant) -> Assistant:
    """The same index without reranking, which takes most of the time and none of the risk."""
    return Assistant(replace(assistant.settings, reranker="none", records=False))


@given(question=QUESTIONS, before=st.lists(QUESTIONS, max_size=2))
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_question_ends_in_an_answer(quick: Assistant, question: str, before: list[str]) -> None:
    answer = quick.ask(question, [Turn(question=one) for one in before])
    assert answer.message
    for citation in answer.citations:
        assert quick.document(citation.document).text_of(citation.span) == citation.cited_text
    quick.mentions(question)
