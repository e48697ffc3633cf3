"""How likely a passage answers, from the cross-encoder's logit: fitted on judged sets, not guessed."""

from __future__ import annotations

import math

SLOPE, INTERCEPT = 0.3, -1.0


def probability(logit: float) -> float:
    """The share of passages with this logit that were judged relevant, in (0, 1)."""
    return round(1 / (1 + math.exp(-(SLOPE * logit + INTERCEPT))), 4)
