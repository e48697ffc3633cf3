"""Which sentences of evidence speak of what a claim speaks of: by words, by meaning, and read together with it."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.answering.verify.tokens import content_stems, tokens
from assistant.models.embedder import ReadText

Array = npt.NDArray[np.float64]

# Of the evidence, so many sentences are encoded, and so many of those are read together with the claim: the first are
# chosen by shared words, which costs nothing, the second by words and meaning.
ENCODED = 24
READ_TOGETHER = 10
# So many of the best are read as one passage, for claims that no sentence supports alone.
JOINED = 3
_KEPT = 4096


class Reader(Protocol):
    """What encodes a text and its tokens: the embedder."""

    def read(self, text: str) -> ReadText:
        """A text with its vector and those of its tokens."""
        ...


class Pairs(Protocol):
    """What reads two texts together: the cross-encoder."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """The logit of each passage."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of the evidence, compared with the claim.

    ``overlap`` is the share of the claim's words that it has, rare ones weighing more; ``cosine`` the closeness of
    their vectors; ``logit`` the cross-encoder's. ``nearest`` has, for each token of the claim that carries meaning, the
    cosine of the token of this sentence that is nearest to it in context (Zhang et al., "BERTScore", 2020).
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

    def __init__(self, reader: Reader, pairs: Pairs) -> None:
        self._reader = reader
        self._pairs = pairs
        self._read: OrderedDict[str, ReadText] = OrderedDict()
        self._lock = Lock()

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
        ours = self._encoded(claim)
        meant = _meaning(claim, ours)
        cosines = {index: float(self._encoded(evidence[index]).vector @ ours.vector) for index in shortlist}
        near = sorted(shortlist, key=lambda index: (-overlaps[index] - cosines[index], index))[:READ_TOGETHER]
        logits = dict(zip(near, self._pairs.scores(claim, [evidence[index] for index in near]), strict=True))
        best = sorted(near, key=lambda index: (-logits[index], index))
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
                    nearest=_nearest(meant, self._encoded(evidence[index])),
                )
                for index in best
            ),
            joined=self._pairs.scores(claim, [joined])[0] if len(best) > 1 else max(logits.values(), default=0.0),
        )

    def _encoded(self, text: str) -> ReadText:
        with self._lock:
            if text in self._read:
                self._read.move_to_end(text)
                return self._read[text]
        read = self._reader.read(text)
        with self._lock:
            self._read[text] = read
            if len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return read


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


def _meaning(claim: str, read: ReadText) -> npt.NDArray[np.float32]:
    """The vectors of the claim's tokens that belong to words of meaning; all of them when there is no such word."""
    meant = [(token.start, token.end) for token in tokens(claim) if token.content]
    rows = [at for at, (start, _) in enumerate(read.spans) if any(a <= start < b for a, b in meant)]
    return read.tokens[rows] if rows else read.tokens


def _nearest(meant: npt.NDArray[np.float32], sentence: ReadText) -> Array:
    if not len(sentence.tokens) or not len(meant):
        return np.zeros(len(meant))
    nearest: Array = (meant @ sentence.tokens.T).max(axis=1).astype(np.float64)
    return nearest
