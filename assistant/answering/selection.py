"""Which sentences make the answer, and in which order they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.question import QuestionShape, holds
from assistant.answering.scoring import Scored, similarity
from assistant.retrieval.query import words

# A sentence joins the answer when its score is at least this share of the best one's: to a narrow question; to a
# broad one; to a broad one as the best of its section.
NARROW_SHARE, CLOSE_SHARE, SECTION_SHARE = 0.85, 0.68, 0.55
# A sentence that shares only names with the question must come this close in meaning to the closest one.
NEAR_SHARE = 0.7
# Two sentences say the same when their meanings or their words are this close.
SAME_MEANING, SAME_WORDS = 0.93, 0.75


def select(scored: Sequence[Scored], shape: QuestionShape) -> list[Scored]:
    """The sentences to show, in reading order; none when the best one is under the floor."""
    nearest = max((item.meaning for item in scored), default=0.0)
    fitting = [
        item
        for item in scored
        if holds(item.candidate.text, shape.wants) and (item.topical or item.meaning >= NEAR_SHARE * nearest)
    ]
    if not fitting or fitting[0].score < shape.floor or fitting[0].meaning < shape.least_meaning:
        return []
    best = fitting[0].score
    close = [item for item in fitting if item.score >= best * (CLOSE_SHARE if shape.broad else NARROW_SHARE)]
    if shape.broad:
        close = _sections_first([item for item in fitting if item.score >= best * SECTION_SHARE], close)
    return reading_order(_distinct(close, shape.limit))


def _sections_first(items: Sequence[Scored], others: Sequence[Scored]) -> list[Scored]:
    """The best of the items in every section, so that no side of a broad question is crowded out; then the others."""
    firsts: dict[tuple[str, int], Scored] = {}
    for item in items:
        firsts.setdefault(item.candidate.section, item)
    return [*firsts.values(), *(item for item in others if item not in firsts.values())]


def _distinct(items: Iterable[Scored], limit: int) -> list[Scored]:
    chosen: list[Scored] = []
    for item in items:
        if len(chosen) == limit:
            break
        if not any(_says_the_same(item, other) for other in chosen):
            chosen.append(item)
    return chosen


def _says_the_same(one: Scored, other: Scored) -> bool:
    if similarity(one.vector, other.vector) >= SAME_MEANING:
        return True
    mine, theirs = set(words(one.candidate.text)), set(words(other.candidate.text))
    return len(mine & theirs) >= SAME_WORDS * min(len(mine), len(theirs))


def reading_order(chosen: Sequence[Scored]) -> list[Scored]:
    """By document, the one with the best sentence first; within a document as printed."""
    best: dict[str, float] = {}
    for item in chosen:
        id_ = item.candidate.document.id
        best[id_] = max(best.get(id_, 0.0), item.score)
    return sorted(
        chosen,
        key=lambda item: (
            -round(best[item.candidate.document.id], 6),
            item.candidate.document.id,
            item.candidate.sentence,
        ),
    )
