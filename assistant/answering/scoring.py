"""How well a candidate sentence answers a question: the words it shares, and its meaning."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from assistant.answering.candidates import Candidate
from assistant.domain import Document
from assistant.models.embedder import Embedder, Vectors
from assistant.retrieval.query import content_words, names, words
from assistant.retrieval.stems import stem, with_short_forms

# The share of meaning in the score; the rest is shared words.
MEANING_SHARE = 0.6
# The cosines of bge-small lie close together: unrelated texts have about 0.42, a sentence that answers 0.65 to 0.85.
# They are spread over [0, 1], so that a difference in meaning counts like one in words.
UNRELATED, SPREAD = 0.357, 1.7
# What is left of the score of a sentence about something else than what the question names.
OFF_THE_NAMES = 0.5
# Sentences whose meaning is compared; the others are told apart by words alone.
ENCODED = 24
_CACHE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with its score in [0, 1], and the two parts of it: shared words and meaning.

    ``topical`` is whether it shares a word with the question that is not a name: a sentence that only
    names the same country or document need not speak to the question.
    """

    candidate: Candidate
    score: float
    overlap: float
    meaning: float
    vector: Vectors
    topical: bool = True


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
        weights = word_weights(content_words(query), frequency=frequency, total=total)
        named = word_weights(names(with_short_forms(query)), frequency=frequency, total=total)
        topic = {word: weight for word, weight in weights.items() if word not in named}
        overlaps = [overlap(candidate, weights) for candidate in candidates]
        focus = [overlap(candidate, named, NAMES) for candidate in candidates]
        sharpest = max(focus, default=0.0) or 1.0
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
                meaning=(meaning := spread(float(vector @ question))),
                score=(MEANING_SHARE * meaning + (1 - MEANING_SHARE) * overlaps[i])
                * ((OFF_THE_NAMES + (1 - OFF_THE_NAMES) * focus[i] / sharpest) if named else 1.0),
                vector=vector,
                topical=not topic or overlap(candidates[i], topic) > 0,
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
        (_stems(candidate.text), 1.0),
        (_stems(" ".join(candidate.headings)), credit.heading),
        (_stems(_about(candidate.document)), credit.title),
        (_stems(candidate.before), credit.before),
    )
    shared = sum(
        weight * max((c for stems, c in places if word in stems), default=0.0) for word, weight in weights.items()
    )
    return shared / total


def _stems(text: str) -> set[str]:
    found = {stem(part) for word in words(with_short_forms(text)) for part in (word, *word.split("-"))}
    found |= {stem(word.replace("-", "")) for word in words(text) if "-" in word}
    return found


def _about(document: Document) -> str:
    """What names a whole document: its title and its number."""
    number = document.document_number
    return f"{document.title.value} {number.value if number else ''}"


def _in_place(candidate: Candidate) -> str:
    """The sentence as it is compared: with the heading it stands under, which often says what it is about."""
    return ": ".join((*candidate.headings[-1:], candidate.text))


def _first_look(candidate: Candidate, shared: float) -> float:
    return shared + 1.0 / (candidate.hit.rank + 2)


def spread(cosine: float) -> float:
    """The cosine of a question and a sentence as closeness in meaning, in [0, 1]."""
    return min(1.0, max(0.0, SPREAD * (cosine - UNRELATED)))


def similarity(one: Vectors, other: Vectors) -> float:
    """The cosine of two unit vectors."""
    return float(np.dot(one, other))
