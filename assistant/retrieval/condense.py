"""A follow-up question made to stand alone, from the questions before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Turn
from assistant.retrieval.query import content_words

_CONTINUES = re.compile(r"^(and|but|or|so|also|what about|how about|what of|why|who says|which of)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(it|its|they|them|their|this|that|these|those|he|she|there|the (?:first|second|third|last|former|latter)|"
    r"ones?)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 3


def condense(question: str, turns: Sequence[Turn]) -> str:
    """What to search for: the question itself when it stands alone, else with the words of the last one that did."""
    if not turns or not _leans_on_what_came_before(question):
        return question
    earlier = condense(turns[-1].question, turns[:-1])
    return f"{earlier.rstrip(' ?.!')} {question.strip()}"


def _leans_on_what_came_before(question: str) -> bool:
    if _CONTINUES.match(question.strip()):
        return True
    words = content_words(question)
    return not words or (len(words) <= _FEW_WORDS and bool(_POINTS_BACK.search(question)))
