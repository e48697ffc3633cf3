"""Probabilities from what was measured of a question and a sentence, with weights that were fitted on judged sets.

The weights lie in ``calibrated.json``. ``python -m assistant.evaluation fit-answers`` writes it; nothing in it is
chosen by hand.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS_FILE = Path(__file__).with_name("calibrated.json")

Signs = Mapping[str, float]
"""What was measured, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistic:
    """A logistic regression: a weight for each sign, and a constant."""

    weights: Mapping[str, float]
    constant: float

    def probability(self, signs: Signs) -> float:
        """The probability in (0, 1). Raises KeyError when a sign was not measured."""
        total = self.constant + sum(weight * signs[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """The three fitted probabilities.

    ``evidence``: a sentence belongs to the answer of a question that can be answered. ``answerable``: the question is
    answered by what was found. ``on_subject``: what was found is about the subject of the question at all.
    """

    evidence: Logistic
    answerable: Logistic
    on_subject: Logistic


@lru_cache(maxsize=2)
def calibrated(*, judged: bool) -> Calibrated:
    """The weights in force; ``judged`` says whether a cross-encoder has read the sentences."""
    fitted = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["judged" if judged else "unjudged"]
    return Calibrated(**{name: _logistic(fitted[name]) for name in ("evidence", "answerable", "on_subject")})


def _logistic(fitted: Mapping[str, float]) -> Logistic:
    return Logistic(
        weights={name: weight for name, weight in fitted.items() if name != "constant"}, constant=fitted["constant"]
    )
