"""How likely a passage answers, from the cross-encoder's logit and the rank it got: fitted on judged sets, not guessed.

``python -m assistant.evaluation calibrate`` fits the three numbers anew. The sets mark one or two passages for a
question where others may answer as well, so the probability is rather too low than too high.
"""

from __future__ import annotations

import math

# Fitted on the development halves of ObliQA, Doc2Dial and MTRAG FiQA, each set weighing the same (docs/quality.md).
LOGIT, LOG_RANK, CONSTANT = 0.098, -1.529, -0.470


def probability(logit: float, rank: int) -> float:
    """The share of passages with this logit at this rank that were judged relevant, in (0, 1)."""
    return round(1 / (1 + math.exp(-(LOGIT * logit + LOG_RANK * math.log(rank) + CONSTANT))), 4)


# The verdict "may answer" begins here (``Hit.verdict``).
_MAY_ANSWER = 0.25


def speaks_to_it(logit: float) -> bool:
    """Whether a passage with this logit "may answer", judged as if it were the first one found: for counting passages.

    The rank says which of several is the best, and would let no more than two of a document count.
    """
    return probability(logit, 1) >= _MAY_ANSWER
