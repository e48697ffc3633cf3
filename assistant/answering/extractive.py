"""An answer without a language model: the sentences that answer best, verbatim, or an honest refusal."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from assistant.answering.candidates import candidates
from assistant.answering.citing import cite
from assistant.answering.question import shape
from assistant.answering.scoring import Scored, SentenceScorer
from assistant.answering.selection import reading_order, select
from assistant.domain import Answer, AnswerStatus, Document, Hit, Query
from assistant.indexing.scope import EVERYTHING, Scope
from assistant.indexing.snapshot import Snapshot
from assistant.retrieval.query import content_words
from assistant.retrieval.retriever import Retriever

# A best sentence under this score is not even close to the question.
NEAR = 0.30
# How many chunks the sentences are taken from.
LOOKED_AT = 16


class ExtractiveAnswerer:
    """Answers questions over a snapshot with verbatim sentences."""

    def __init__(self, retriever: Retriever, scorer: SentenceScorer, *, kept: int) -> None:
        self._kept = kept
        self._retriever = retriever
        self._scorer = scorer

    def answer(
        self,
        snapshot: Snapshot,
        query: Query,
        *,
        load: Callable[[str], Document],
        scope: Scope = EVERYTHING,
    ) -> Answer:
        """The answer to a query, from the part of the corpus that ``scope`` allows."""
        clock = _Clock()
        hits = self._retriever.find(snapshot, query, limit=LOOKED_AT, scope=scope)
        clock.lap("retrieve")
        chosen, best = self._choose(snapshot, query.standalone, hits, load)
        sentences = cite([item.candidate for item in chosen])
        clock.lap("answer")
        searched = [s for s in snapshot.texts.summaries() if scope.documents is None or s.id in scope.documents]
        return Answer(
            question=query.question,
            query=query.standalone,
            sentences=sentences,
            status=_status(chosen, best),
            hits=hits[: self._kept],
            snapshot=snapshot.id,
            seconds_s=clock.laps,
            searched_documents=len(searched),
            searched_chunks=sum(summary.chunks for summary in searched),
            understood=query,
        )

    def _choose(
        self, snapshot: Snapshot, query: str, hits: Sequence[Hit], load: Callable[[str], Document]
    ) -> tuple[list[Scored], float]:
        """The sentences to show in reading order, and the best score that any sentence reached."""
        found = candidates(hits, load)
        if not found or not any(word.isalpha() for word in content_words(query)):
            return [], 0.0  # nothing to go by: function words and bare numbers match everything
        form = shape(query)
        total = snapshot.texts.count()
        chosen: dict[tuple[str, int], Scored] = {}
        best = 0.0
        for part in form.parts:
            scored = self._scorer.score(
                part, found, frequency=lambda word: snapshot.texts.chunks_with(f'"{word}"'), total=total
            )
            best = max(best, scored[0].score)
            for item in select(scored, form):
                chosen.setdefault(item.candidate.place, item)
        return reading_order(list(chosen.values())), best


def _status(chosen: Sequence[Scored], best: float) -> AnswerStatus:
    if chosen:
        return AnswerStatus.ANSWERED
    return AnswerStatus.DECLINED if best >= NEAR else AnswerStatus.NO_EVIDENCE


class _Clock:
    """Seconds per stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.laps[stage] = round(now - self._last, 4)
        self._last = now
