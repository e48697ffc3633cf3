"""The answer path: passages are found, a composer makes sentences of them, and what came of it becomes an Answer."""

from __future__ import annotations

import time
from collections.abc import Sequence

from assistant.answering.composing import Asked, Composer, Draft
from assistant.domain import Answer, AnswerStatus, DeclineReason
from assistant.domain.marking import in_order
from assistant.indexing.scope import Scope
from assistant.retrieval.retriever import Retriever

# How many chunks the sentences are taken from.
LOOKED_AT = 16


class Answerer:
    """Answers questions over a snapshot: the first composer that takes a question answers it."""

    def __init__(self, retriever: Retriever, composers: Sequence[Composer], *, kept: int) -> None:
        self._retriever = retriever
        self._composers = composers
        self._kept = kept

    def answer(self, asked: Asked, scope: Scope) -> Answer:
        """The answer to what is asked, from the part of the corpus that ``scope`` allows. ``asked`` has no hits yet."""
        clock = _Clock()
        snapshot, query = asked.snapshot, asked.query
        hits = self._retriever.find(snapshot, query, limit=LOOKED_AT, scope=scope)
        clock.lap("retrieve")
        asked = asked.with_hits(hits, scope.documents)
        draft = self._compose(asked)
        clock.lap("answer")
        searched = [s for s in snapshot.summaries if scope.documents is None or s.id in scope.documents]
        return Answer(
            question=query.question,
            query=query.standalone,
            sentences=draft.sentences,
            status=_status(draft),
            hits=hits[: self._kept],
            snapshot=snapshot.id,
            model=draft.model,
            prompt_fingerprint=draft.prompt_fingerprint,
            seconds_s={**clock.laps, **draft.seconds_s},
            searched_documents=len(searched),
            searched_chunks=sum(summary.chunks for summary in searched),
            understood=query,
            withheld=draft.withheld,
            declines=draft.declines,
            fallback=draft.fallback,
            not_read=draft.not_read,
            style=asked.style,
            markings=in_order(asked.markings),
        )

    def _compose(self, asked: Asked) -> Draft:
        for composer in self._composers:
            draft = composer.compose(asked)
            if draft is not None:
                return draft
        return Draft()


def _status(draft: Draft) -> AnswerStatus:
    if draft.sentences:
        return AnswerStatus.PARTLY if draft.declines else AnswerStatus.ANSWERED
    if draft.withheld:
        return AnswerStatus.UNSUPPORTED
    nothing = all(decline.reason is DeclineReason.NOTHING_FOUND for decline in draft.declines)
    return AnswerStatus.NO_EVIDENCE if nothing else AnswerStatus.DECLINED


class _Clock:
    """Seconds per stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.laps[stage] = round(now - self._last, 4)
        self._last = now
