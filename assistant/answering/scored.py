"""A sentence with what was measured of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.candidates import Candidate
from assistant.models.embedder import Vectors
from assistant.models.late_interaction import Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with what was measured of it, and the probability that it belongs to the answer.

    ``overlap`` is the weighted share of the question's words in or near it, ``named`` the same for the question's
    names, ``meaning`` a cosine, ``logit`` the cross-encoder's, None where there is none. ``topical`` is whether it
    shares a word with the question that is not a name: a sentence that only names the same country or document need
    not speak to the question. ``likeness`` was measured of the sentences that look best.
    """

    candidate: Candidate
    overlap: float
    named: float
    meaning: float
    vector: Vectors
    logit: float | None = None
    topical: bool = True
    probability: float = 0.0
    likeness: Likeness | None = None


def similarity(one: Vectors, other: Vectors) -> float:
    """The cosine of two unit vectors."""
    return float(np.dot(one, other))


def strongest(scored: Sequence[Scored]) -> Scored:
    """The sentence that the cross-encoder, or the meaning where nothing was read, finds nearest. Needs at least one."""
    return max(scored, key=lambda one: one.meaning if one.logit is None else one.logit)
