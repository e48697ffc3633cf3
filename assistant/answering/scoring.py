"""What is measured of a sentence against a question, and how likely it belongs to the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answering.calibration import calibrated
from assistant.answering.candidates import Candidate
from assistant.answering.companions import points_back
from assistant.answering.overlap import NAMES, overlap, word_weights
from assistant.answering.scored import Scored
from assistant.answering.signs import sentence_signs
from assistant.models.embedder import Embedder, Vectors
from assistant.models.late_interaction import Likeness
from assistant.models.recent import Recent
from assistant.retrieval.other_names import with_short_names
from assistant.retrieval.query import content_words, names
from assistant.retrieval.rerank import PassageJudge
from assistant.retrieval.stems import with_short_forms

# Sentences whose meaning is compared, and how many of these the cross-encoder reads, at 10 to 20 ms each.
ENCODED, READ = 24, 12
# Of what was read, the best by the cross-encoder and by meaning are compared token by token, at 5 to 10 ms each.
COMPARED, COMPARED_BY_MEANING = 4, 2
_CACHE = 20_000


class TokenComparer(Protocol):
    """What compares sentences with a question token by token: models.late_interaction, or a stand-in in tests."""

    def compare(self, question: str, sentences: Sequence[str]) -> list[Likeness]:
        """How alike each sentence is."""
        ...


class SentenceScorer:
    """Scores sentences against a question; the vectors of sentences are kept for the next question.

    ``judge`` is the cross-encoder; None where the settings want none. ``comparer`` goes with it.
    """

    def __init__(
        self, embedder: Embedder, judge: PassageJudge | None = None, comparer: TokenComparer | None = None
    ) -> None:
        self._embedder = embedder
        self._judge = judge
        self._comparer = comparer
        self._vectors = Recent[str, Vectors](_CACHE)

    @property
    def judged(self) -> bool:
        """Whether a cross-encoder reads the sentences."""
        return self._judge is not None

    def score(
        self, query: str, candidates: Sequence[Candidate], *, frequency: Callable[[str], int], total: int
    ) -> list[Scored]:
        """The candidates most worth showing, best first. ``frequency`` counts the chunks with a word, of ``total``."""
        read = self.read(query, candidates, frequency=frequency, total=total)
        evidence = calibrated(judged=self.judged).evidence
        scored = [
            replace(one, probability=evidence.probability(signs))
            for one, signs in zip(read, sentence_signs(read), strict=True)
        ]
        return sorted(scored, key=lambda one: (-round(one.probability, 6), one.candidate.place))

    def read(
        self, query: str, candidates: Sequence[Candidate], *, frequency: Callable[[str], int], total: int
    ) -> list[Scored]:
        """The candidates that look best, measured; no probabilities yet."""
        measured = self._measured(query, candidates, frequency=frequency, total=total)
        nearest = sorted(measured, key=lambda one: (-round(one.meaning + 0.5 * one.overlap, 6), one.candidate.place))
        kept = nearest[:READ]
        if self._judge is None:
            return kept
        logits = self._judge.scores(with_short_names(query), [in_place(one.candidate) for one in kept])
        return self._compared(query, [replace(one, logit=logit) for one, logit in zip(kept, logits, strict=True)])

    def _compared(self, query: str, read: list[Scored]) -> list[Scored]:
        """The sentences, those that look best compared with the question token by token."""
        if self._comparer is None:
            return read
        best = sorted(range(len(read)), key=lambda index: -(read[index].logit or 0.0))[:COMPARED]
        best += sorted(range(len(read)), key=lambda index: -read[index].meaning)[:COMPARED_BY_MEANING]
        chosen = sorted(set(best))
        alike = self._comparer.compare(query, [in_place(read[index].candidate) for index in chosen])
        compared = dict(zip(chosen, alike, strict=True))
        return [replace(one, likeness=compared.get(index)) for index, one in enumerate(read)]

    def _measured(
        self, query: str, candidates: Sequence[Candidate], *, frequency: Callable[[str], int], total: int
    ) -> list[Scored]:
        """The candidates that look best by their words and passages, with their words and meaning measured."""
        weights = word_weights(content_words(query), frequency=frequency, total=total)
        named = word_weights(names(with_short_forms(query)), frequency=frequency, total=total)
        topic = {word: weight for word, weight in weights.items() if word not in named}
        overlaps = [overlap(candidate, weights) for candidate in candidates]
        order = sorted(
            range(len(candidates)), key=lambda i: (-_first_look(candidates[i], overlaps[i]), candidates[i].place)
        )
        chosen = order[:ENCODED]
        question = self._embedder.encode_query(query)
        vectors = self._vectors.all([in_place(candidates[i]) for i in chosen], self._embedder.encode_documents)
        return [
            Scored(
                candidate=candidates[i],
                overlap=overlaps[i],
                named=overlap(candidates[i], named, NAMES) if named else 1.0,
                meaning=float(vector @ question),
                vector=vector,
                topical=not topic or overlap(candidates[i], topic) > 0,
            )
            for i, vector in zip(chosen, vectors, strict=True)
        ]


def in_place(candidate: Candidate) -> str:
    """The sentence as it is compared: under its heading or title, behind what opens its list or what it points to."""
    place = candidate.headings[-1] if candidate.headings else candidate.document.title.value
    before = candidate.lead_in or (candidate.before if points_back(candidate.text) else "")
    return f"{place}: {before} {candidate.text}" if before else f"{place}: {candidate.text}"


def _first_look(candidate: Candidate, shared: float) -> float:
    return shared + 1.0 / (candidate.hit.rank + 2)
