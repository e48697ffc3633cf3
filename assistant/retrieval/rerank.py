"""The best of a ranking, put in order by a cross-encoder that reads the question and the passage together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.domain import Chunk
from assistant.indexing.chunks import embedded_text
from assistant.retrieval.framing import without_framing
from assistant.retrieval.other_names import with_short_names
from assistant.retrieval.query import content_words
from assistant.retrieval.stems import stem

# What one unit of the cross-encoder's logit (about -11 to 11) weighs beside a fused score (about 0 to 1.8).
LOGIT_WEIGHT = 0.12
# A passage longer than this many words is cut to the stretch that shares most with the question: reading costs time in
# proportion to length, and the model would drop the end anyway.
WINDOW_WORDS, STEP_WORDS = 140, 46
# Passages of a document lift each other: of what the cross-encoder reads, one document may take this share, and those
# of others are looked for among twice as many.
MOST_OF_ONE_DOCUMENT, LOOKED_THROUGH = 2 / 3, 2
_WORD = re.compile(r"\S+")


class PassageJudge(Protocol):
    """What scores passages against a question: models.cross_encoder.CrossEncoder, or a stand-in in tests."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """A logit for each passage."""
        ...


def to_be_read(found: Sequence[Chunk], depth: int) -> list[Chunk]:
    """The first so many of a ranking, of one document not more than its share while there are others."""
    of_document: Counter[str] = Counter()
    first: list[Chunk] = []
    later: list[Chunk] = []
    for chunk in found:
        of_document[chunk.document] += 1
        (first if of_document[chunk.document] <= depth * MOST_OF_ONE_DOCUMENT else later).append(chunk)
    return [*first, *later][:depth]


def rerank(
    judge: PassageJudge, question: str, chunks: Sequence[Chunk], fused: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """The new score of each chunk, and the logit it got; both by chunk id."""
    read = with_short_names(without_framing(question))
    logits = judge.scores(read, [best_window(question, embedded_text(chunk)) for chunk in chunks])
    by_id = {chunk.id: logit for chunk, logit in zip(chunks, logits, strict=True)}
    return {id_: fused[id_] + LOGIT_WEIGHT * logit for id_, logit in by_id.items()}, by_id


def best_window(question: str, text: str) -> str:
    """The text itself, or the stretch of a long one that holds most of the question's words (the first of equals)."""
    words = list(_WORD.finditer(text))
    if len(words) <= WINDOW_WORDS:
        return text
    asked = {stem(word) for word in content_words(question)}
    stems = [{stem(word) for word in content_words(match.group())} & asked for match in words]
    starts = range(0, len(words) - WINDOW_WORDS + STEP_WORDS, STEP_WORDS)

    def shared(start: int) -> int:
        return len(set().union(*stems[start : start + WINDOW_WORDS]))

    start = max(starts, key=lambda start: (shared(start), -start))
    return text[words[start].start() : words[min(start + WINDOW_WORDS, len(words)) - 1].end()]
