"""Which sentences of evidence speak of what a claim speaks of: by words, by meaning, and read together with it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.answering.verify.tokens import content_stems
from assistant.models.recent import Recent

Array = npt.NDArray[np.float64]

# Of the evidence, so many sentences are encoded, and so many of those are read together with the claim: the first are
# chosen by shared words, which costs nothing, the second by words and meaning.
ENCODED = 24
READ_TOGETHER = 10
# So many of the best are read as one passage, for claims that no sentence supports alone.
JOINED = 3
_KEPT = 4096


class Encoder(Protocol):
    """What gives a text its place in meaning: the embedder."""

    def encode_documents(self, texts: Sequence[str], /) -> npt.NDArray[np.float32]:
        """Unit vectors of shape (len(texts), dimensions)."""
        ...


class Pairs(Protocol):
    """What reads two texts together: the cross-encoder."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """The logit of each passage."""
        ...


class Tokens(Protocol):
    """What compares two texts token by token: models.late_interaction."""

    def nearest(self, text: str, sentences: Sequence[str]) -> Sequence[npt.NDArray[np.float32]]:
        """For each sentence, how near it comes to each token of a text: cosines of shape (tokens,)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of the evidence, compared with the claim.

    ``overlap`` is the share of the claim's words that it has, rare ones weighing more; ``cosine`` the closeness of
    their vectors; ``logit`` the cross-encoder's. ``nearest`` has, for each token of the claim, the cosine of the token
    of this sentence that is nearest to it in context (Khattab and Zaharia, "ColBERT", 2020).
    """

    index: int
    overlap: float
    cosine: float
    logit: float
    nearest: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A claim beside its evidence. ``candidates`` are the sentences nearest to it, the best logit first.

    ``weights`` has the claim's stems with the weight of each, ``joined`` the logit of the best candidates read as one
    passage. There are no candidates when there is no evidence.
    """

    claim: str
    evidence: tuple[str, ...]
    weights: dict[str, float]
    candidates: tuple[Candidate, ...]
    joined: float

    def coverage(self, indexes: Sequence[int]) -> float:
        """The weighted share of the claim's words that some of the sentences have between them, in [0, 1]."""
        there = frozenset[str]().union(*(content_stems(self.evidence[index]) for index in indexes))
        total = sum(self.weights.values())
        return sum(weight for word, weight in self.weights.items() if word in there) / total if total else 0.0


class Aligner:
    """Compares claims with evidence; what was encoded is kept for the next claim."""

    def __init__(self, encoder: Encoder, pairs: Pairs, compared: Tokens) -> None:
        self._encoder = encoder
        self._pairs = pairs
        self._compared = compared
        self._vectors = Recent[str, npt.NDArray[np.float32]](_KEPT)

    def align(self, claim: str, evidence: Sequence[str]) -> Alignment:
        """A claim compared with the sentences nearest to it."""
        weights = word_weights(claim, evidence)
        total = sum(weights.values()) or 1.0
        overlaps = [
            sum(weights[word] for word in weights.keys() & content_stems(sentence)) / total for sentence in evidence
        ]
        shortlist = sorted(
            (i for i in range(len(evidence)) if evidence[i].strip()), key=lambda index: (-overlaps[index], index)
        )[:ENCODED]
        ours, *theirs = self._vectors.all(
            [claim, *(evidence[index] for index in shortlist)], self._encoder.encode_documents
        )
        cosines = {index: float(vector @ ours) for index, vector in zip(shortlist, theirs, strict=True)}
        near = sorted(shortlist, key=lambda index: (-overlaps[index] - cosines[index], index))[:READ_TOGETHER]
        logits = dict(zip(near, self._pairs.scores(claim, [evidence[index] for index in near]), strict=True))
        best = sorted(near, key=lambda index: (-logits[index], index))
        nearest = self._compared.nearest(claim, [evidence[index] for index in best])
        joined = " ".join(evidence[index] for index in sorted(best[:JOINED]))
        return Alignment(
            claim=claim,
            evidence=tuple(evidence),
            weights=weights,
            candidates=tuple(
                Candidate(
                    index=index,
                    overlap=overlaps[index],
                    cosine=cosines[index],
                    logit=logits[index],
                    nearest=cosines_of_tokens.astype(np.float64),
                )
                for index, cosines_of_tokens in zip(best, nearest, strict=True)
            ),
            joined=self._pairs.scores(claim, [joined])[0] if len(best) > 1 else max(logits.values(), default=0.0),
        )


def nothing_compared(claim: str, evidence: Sequence[str]) -> Alignment:
    """A claim beside its evidence before any model has read them."""
    return Alignment(claim=claim, evidence=tuple(evidence), weights={}, candidates=(), joined=0.0)


def word_weights(claim: str, evidence: Sequence[str]) -> dict[str, float]:
    """The stems of a claim, those that few sentences of the evidence have weighing more (Robertson's idf)."""
    stems = [content_stems(sentence) for sentence in evidence]
    total = len(stems)
    weights: dict[str, float] = {}
    for word in sorted(content_stems(claim)):
        count = sum(word in found for found in stems)
        weights[word] = math.log(1 + (total - count + 0.5) / (count + 0.5))
    return weights
