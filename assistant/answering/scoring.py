"""How well a candidate sentence answers a question: the words it shares, and its meaning."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from assistant.answering.candidates import Candidate
from assistant.indexing.embedder import Embedder, Vectors
from assistant.retrieval.query import content_words, words
from assistant.retrieval.stems import stem, with_short_forms

# Shares of the two judges in the score; a word found only in the heading counts this much.
MEANING_SHARE = 0.6
HEADING_CREDIT = 0.7
BEFORE_CREDIT = 0.3
# Sentences whose meaning is compared; the others are told apart by words alone.
ENCODED = 24
_CACHE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with its score in [0, 1], and the two parts of it: shared words and meaning."""

    candidate: Candidate
    score: float
    overlap: float
    meaning: float
    vector: Vectors


class SentenceScorer:
    """Scores sentences against a question; the vectors of sentences are kept for the next question."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def score(
        self, query: str, candidates: Sequence[Candidate], *, frequency: Callable[[str], int], total: int
    ) -> list[Scored]:
        """The candidates most worth showing, best first. ``frequency`` counts the chunks with a word, of ``total``."""
        weights = word_weights(query, frequency=frequency, total=total)
        overlaps = [overlap(candidate, weights) for candidate in candidates]
        order = sorted(
            range(len(candidates)), key=lambda i: (-_first_look(candidates[i], overlaps[i]), candidates[i].place)
        )
        chosen = order[:ENCODED]
        question = self._embedder.encode_query(query)
        vectors = self._encode([_in_place(candidates[i]) for i in chosen])
        scored = [
            Scored(
                candidate=candidates[i],
                overlap=overlaps[i],
                meaning=(meaning := float(vector @ question)),
                score=MEANING_SHARE * max(meaning, 0.0) + (1 - MEANING_SHARE) * overlaps[i],
                vector=vector,
            )
            for i, vector in zip(chosen, vectors, strict=True)
        ]
        return sorted(scored, key=lambda item: (-round(item.score, 6), item.candidate.place))

    def _encode(self, texts: list[str]) -> list[Vectors]:
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        fresh = dict(zip(missing, self._embedder.encode_documents(missing), strict=True)) if missing else {}
        with self._lock:
            self._vectors.update(fresh)
            found = [self._vectors[text] for text in texts]
            while len(self._vectors) > _CACHE:
                self._vectors.popitem(last=False)
        return found


def word_weights(query: str, *, frequency: Callable[[str], int], total: int) -> dict[str, float]:
    """The stems of the question's content words with their weight: rare words weigh more (Robertson's idf)."""
    weights: dict[str, float] = {}
    for word in content_words(query):
        count = frequency(word)
        weights[stem(word)] = math.log(1 + (total - count + 0.5) / (count + 0.5))
    return weights


def overlap(candidate: Candidate, weights: dict[str, float]) -> float:
    """The weighted share of the question's words that the sentence, its heading or the one before it has."""
    total = sum(weights.values())
    if not total:
        return 0.0
    text, headings, before = (_stems(part) for part in (candidate.text, " ".join(candidate.headings), candidate.before))
    headings |= _stems(candidate.document.title.value)
    shared = 0.0
    for word, weight in weights.items():
        if word in text:
            shared += weight
        elif word in headings:
            shared += HEADING_CREDIT * weight
        elif word in before:
            shared += BEFORE_CREDIT * weight
    return shared / total


def _stems(text: str) -> set[str]:
    found = {stem(part) for word in words(with_short_forms(text)) for part in (word, *word.split("-"))}
    found |= {stem(word.replace("-", "")) for word in words(text) if "-" in word}
    return found


def _in_place(candidate: Candidate) -> str:
    """The sentence as it is compared: with the heading it stands under, which often says what it is about."""
    return ": ".join((*candidate.headings[-1:], candidate.text))


def _first_look(candidate: Candidate, shared: float) -> float:
    return shared + 1.0 / (candidate.hit.rank + 2)


def similarity(one: Vectors, other: Vectors) -> float:
    """The cosine of two unit vectors."""
    return float(np.dot(one, other))
