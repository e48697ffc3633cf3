"""What the two small models of the local judge look at: numbers that a person can read."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from assistant.answering.verify.alignment import Alignment, Array
from assistant.answering.verify.exact import missing, overstated, turned_round
from assistant.answering.verify.tokens import content_stems

# A token of the claim to which no token of the evidence comes so near is strange to it, or foreign.
STRANGE, FOREIGN = 0.65, 0.5
# The share of the claim's words that a sentence must have before the two are said to speak of the same thing.
SAME_MATTER = 0.5
# The same, where a difference in a small word ("may", "all", "only") is to be held against the claim.
CLOSE = 0.75

SENTENCE_FEATURES = ("logit", "behind the best", "overlap", "cosine", "log of the rank")
CLAIM_FEATURES = (
    "logit of the best sentence",
    "logit of the best sentences joined",
    "words in the best sentence",
    "words in the chosen sentences",
    "words in any sentence",
    "words in none of the chosen, log",
    "cosine",
    "nearness of the tokens",
    "strange tokens, log",
    "foreign tokens, log",
    "numbers missing",
    "dates missing",
    "names missing",
    "numbers and dates missing anywhere",
    "names missing anywhere",
    "turned round",
    "overstated",
    "length, log",
    "clauses, log",
)
_CLAUSES = re.compile(r",|;|\band\b")


def sentence_features(alignment: Alignment) -> Array:
    """What says whether a candidate belongs to the evidence: shape (candidates, len(SENTENCE_FEATURES))."""
    best = alignment.candidates[0].logit if alignment.candidates else 0.0
    rows = [
        (candidate.logit, best - candidate.logit, candidate.overlap, candidate.cosine, math.log(rank))
        for rank, candidate in enumerate(alignment.candidates, start=1)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(SENTENCE_FEATURES))


def claim_features(alignment: Alignment, chosen: Sequence[int]) -> Array:
    """What says whether the chosen sentences support the claim: shape (len(CLAIM_FEATURES),).

    ``chosen`` are indexes of the evidence, of candidates only, and at least one.
    """
    claim, evidence = alignment.claim, alignment.evidence
    best = alignment.candidates[0]
    everywhere = [candidate.index for candidate in alignment.candidates]
    nearest = _nearness(alignment, chosen)
    there = frozenset[str]().union(*(content_stems(evidence[index]) for index in chosen))
    lacking = missing(claim, [evidence[index] for index in chosen])
    nowhere = missing(claim, evidence)
    same = [evidence[index] for index in on_the_matter(alignment, chosen)]
    close = [evidence[index] for index in on_the_matter(alignment, chosen, CLOSE)]
    values = (
        best.logit,
        alignment.joined,
        alignment.coverage([best.index]),
        alignment.coverage(chosen),
        alignment.coverage(everywhere),
        math.log1p(len(alignment.weights.keys() - there)),
        max(candidate.cosine for candidate in alignment.candidates),
        float(nearest.mean()),
        math.log1p(int((nearest < STRANGE).sum())),
        math.log1p(int((nearest < FOREIGN).sum())),
        len(lacking.numbers),
        len(lacking.dates),
        len(lacking.names),
        len(nowhere.numbers) + len(nowhere.dates),
        len(nowhere.names),
        float(bool(same) and all(turned_round(claim, sentence) for sentence in same)),
        float(bool(close) and all(overstated(claim, sentence) for sentence in close)),
        math.log1p(len(alignment.weights)),
        math.log1p(len(_CLAUSES.findall(claim))),
    )
    return np.array(values, dtype=np.float64)


def on_the_matter(alignment: Alignment, chosen: Sequence[int], share: float = SAME_MATTER) -> list[int]:
    """Those of the chosen sentences that speak of the same thing as the claim, closely enough to be held against it."""
    ours = alignment.weights.keys()
    return [
        index for index in chosen if ours and len(ours & content_stems(alignment.evidence[index])) >= share * len(ours)
    ]


def _nearness(alignment: Alignment, indexes: Sequence[int]) -> Array:
    """For each token of the claim, how near the nearest token of some of the sentences is."""
    rows = [candidate.nearest for candidate in alignment.candidates if candidate.index in set(indexes)]
    nearest: Array = np.max(rows, axis=0) if rows else np.zeros(1)
    return nearest if len(nearest) else np.zeros(1)
