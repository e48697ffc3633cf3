"""The words that a sentence and a question share, the rare ones weighing more."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.candidates import Candidate
from assistant.domain import Document
from assistant.retrieval.matched import stems
from assistant.retrieval.stems import stem


def word_weights(words: Sequence[str], *, frequency: Callable[[str], int], total: int) -> dict[str, float]:
    """The stems of some words with their weight: rare words weigh more (Robertson's idf)."""
    weights: dict[str, float] = {}
    for word in words:
        count = frequency(word)
        weights[stem(word)] = math.log(1 + (total - count + 0.5) / (count + 0.5))
    return weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """How much a word counts that stands not in the sentence but near it: in a heading, before it, in the title."""

    heading: float
    before: float
    title: float


TOPIC = Credit(heading=0.7, before=0.3, title=0.5)
# A heading names what its whole section is about; a title that names three countries says nothing of which is meant.
NAMES = Credit(heading=1.0, before=0.5, title=0.25)


def overlap(candidate: Candidate, weights: dict[str, float], credit: Credit = TOPIC) -> float:
    """The weighted share of some words that stand in or near a sentence, in [0, 1]."""
    total = sum(weights.values())
    if not total:
        return 0.0
    places = (
        (stems(candidate.text), 1.0),
        (stems(" ".join(candidate.headings)), credit.heading),
        (stems(_about(candidate.document)), credit.title),
        (stems(candidate.before), credit.before),
    )
    shared = sum(
        weight * max((c for held, c in places if word in held), default=0.0) for word, weight in weights.items()
    )
    return shared / total


def _about(document: Document) -> str:
    """What names a whole document: its title and its number."""
    number = document.document_number
    return f"{document.title.value} {number.value if number else ''}"
