"""Whether a sentence speaks to the question and is whole: what is proved may be beside the point, or a torn-off end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.answering.candidates import Candidate
from assistant.answering.generate.evidence import Numbered
from assistant.answering.selection import BEHIND_LOGIT
from assistant.retrieval.query import words

# A sentence may lose so many words at its beginning ("In addition, …").
MOST_LEFT_OFF = 2


class Pairs(Protocol):
    """What reads a question and passages together: the cross-encoder."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """The logit of each passage."""
        ...


def to_the_point(question: str, evidence: Sequence[Numbered], pairs: Pairs) -> frozenset[str]:
    """The tokens of the evidence that speaks to the question: no farther behind the best of it than what is quoted."""
    logits = pairs.scores(question, [_in_place(item.candidate) for item in evidence])
    nearest = max(logits, default=0.0)
    found = zip(evidence, logits, strict=True)
    return frozenset(item.token for item, logit in found if logit > nearest - BEHIND_LOGIT)


def torn_off(text: str, source: str) -> bool:
    """Whether a sentence is the end of a source's sentence, word for word, without what came before it.

    Small models copy so, and "illegal immigration and trafficking are two problems" loses one of the two.
    """
    own, whole = words(text), words(source)
    if not own:
        return False
    starts = [at for at in range(len(whole) - len(own) + 1) if whole[at : at + len(own)] == own]
    return bool(starts) and starts[0] > MOST_LEFT_OFF


def _in_place(candidate: Candidate) -> str:
    """The sentence with the heading that it stands under, which often says what it is about."""
    return ": ".join((*candidate.headings[-1:], candidate.text))
