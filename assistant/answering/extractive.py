"""An answer without a language model: the sentences that answer best, verbatim, or an honest refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.candidates import candidates
from assistant.answering.citing import cite
from assistant.answering.composing import Asked, Draft
from assistant.answering.question import shape
from assistant.answering.scoring import Scored, SentenceScorer
from assistant.answering.selection import reading_order, select
from assistant.domain import Decline, DeclineReason, Document, Hit
from assistant.indexing.snapshot import Snapshot
from assistant.retrieval.query import content_words

# A best sentence under this score is not even close to the question.
NEAR = 0.30


class ExtractiveComposer:
    """Answers with verbatim sentences."""

    def __init__(self, scorer: SentenceScorer) -> None:
        self._scorer = scorer

    def compose(self, asked: Asked) -> Draft:
        """The sentences that answer best, or why there are none."""
        standalone = asked.query.standalone
        chosen, best = self._choose(asked.snapshot, standalone, asked.hits, asked.load)
        if chosen:
            return Draft(sentences=cite([item.candidate for item in chosen]))
        reason = DeclineReason.NOT_SAID if best >= NEAR else DeclineReason.NOTHING_FOUND
        return Draft(declines=(Decline(reason=reason, question=standalone),))

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
