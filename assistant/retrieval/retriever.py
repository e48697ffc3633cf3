"""Search a snapshot by meaning and by words, fuse the two, and let a cross-encoder order the best."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from assistant.domain import Chunk, EarlierText, Hit, Query
from assistant.indexing.scope import EVERYTHING, Scope
from assistant.indexing.snapshot import Snapshot
from assistant.models.embedder import Embedder, Vectors
from assistant.retrieval.calibration import probability
from assistant.retrieval.fusion import (
    SAME_DOCUMENT,
    SAME_DOCUMENT_AS_BEFORE,
    dense_weight,
    favour_documents,
    favour_neighbours,
    fuse,
    ranked,
)
from assistant.retrieval.matched import matched_words
from assistant.retrieval.query import content_words
from assistant.retrieval.rerank import LOOKED_THROUGH, PassageJudge, rerank, to_be_read
from assistant.retrieval.word_search import WordSearch

# How much the whole question is mixed into the search for one of its parts, which may leave its subject out.
WHOLE_WEIGHT = 0.7
# The fewest chunks that the cross-encoder reads for each part and for the whole.
LEAST_RERANKED = 8


class Stage(IntEnum):
    """How far a search goes: for measuring what each step is worth."""

    DENSE = 1
    LEXICAL = 2
    FUSED = 3
    RERANKED = 4


class Retriever:
    """Finds the chunks of a snapshot that speak to a query. ``judge`` is None when nothing is to be reranked."""

    def __init__(self, embedder: Embedder, judge: PassageJudge | None, *, candidates: int, reranked: int) -> None:
        self._embedder = embedder
        self._judge = judge
        self._candidates = candidates
        self._reranked = reranked

    def find(
        self,
        snapshot: Snapshot,
        query: Query,
        *,
        limit: int,
        scope: Scope = EVERYTHING,
        stage: Stage = Stage.RERANKED,
    ) -> tuple[Hit, ...]:
        """The best ``limit`` chunks, best first, every part of the question with its share of them."""
        if not query.standalone.strip():
            return ()
        rankings = []
        searches = _searches(query)
        several = len(searches) > 1 or bool(query.earlier)
        # More than are kept, so that a chunk that several texts find a little is not lost.
        worded = WordSearch(snapshot, scope, limit=self._candidates * (3 if several else 1))
        depth = self._reranked if len(searches) == 1 else max(LEAST_RERANKED, self._reranked // len(searches))
        for text, earlier in searches:
            found = self._search(worded, text, earlier, stage, same_document=bool(query.earlier))
            rankings.append(self._ranked(snapshot, query.standalone, found, max(limit, depth), depth, stage))
        hits = _shared_out(rankings, query.parts, limit)
        if query.asked_in and (scope.is_everything or query.asked_in in (scope.documents or ())):
            within = WordSearch(snapshot, Scope.of([query.asked_in]), limit=self._candidates)
            own = self._search(within, query.standalone, (), Stage.FUSED, same_document=False)
            ranked_own = self._ranked(snapshot, query.standalone, own, len(own.fused), 0, Stage.FUSED)
            hits = _with_every_section(hits, ranked_own, query.asked_in)
        markings = snapshot.texts.markings_of({hit.chunk.document for hit in hits})
        return tuple(
            replace(hit, rank=rank, marking=markings.get(hit.chunk.document)) for rank, hit in enumerate(hits, start=1)
        )

    def _search(
        self, worded: WordSearch, text: str, earlier: Sequence[EarlierText], stage: Stage, *, same_document: bool
    ) -> _Found:
        """Both searches for a text and what it takes along, and their fusion.

        ``same_document``: whether the answer is likely to stand in one document with what was said before.
        """
        snapshot = worded.snapshot
        # Side by side: the one keeps a core busy in the encoder and in Chroma, the other one in SQLite.
        with ThreadPoolExecutor(1, thread_name_prefix="by meaning") as beside:
            meant = beside.submit(self._meant, worded, text, earlier) if stage != Stage.LEXICAL else None
            lexical = self._worded(worded, text, earlier) if stage != Stage.DENSE else {}
            dense = meant.result() if meant else {}
        said = len(content_words(text)) + sum(one.weight * len(content_words(one.text)) for one in earlier)
        fused = fuse(dense, lexical, dense_share=dense_weight(said))
        if stage >= Stage.FUSED:
            places = snapshot.texts.places_of(list(fused))
            fused = favour_neighbours(fused, places)
            fused = favour_documents(fused, places, share=SAME_DOCUMENT_AS_BEFORE if same_document else SAME_DOCUMENT)
        return _Found(dense=dense, lexical=lexical, fused=fused)

    def _meant(self, worded: WordSearch, text: str, earlier: Sequence[EarlierText]) -> dict[str, float]:
        """The chunks nearest in meaning."""
        vector = self._vector(text, earlier)
        return dict(worded.snapshot.vectors.nearest(vector, limit=self._candidates, scope=worded.scope))

    def _vector(self, text: str, earlier: Sequence[EarlierText]) -> Vectors:
        """The direction of the question, bent towards what it takes along."""
        vector = self._embedder.encode_query(text).copy()
        for said in earlier:
            vector += said.weight * self._embedder.encode_query(said.text)
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit

    def _worded(self, worded: WordSearch, text: str, earlier: Sequence[EarlierText]) -> dict[str, float]:
        """The chunks with the most weight of words; BM25 is a sum over words, so weighted sums stay BM25."""
        scores: dict[str, float] = {}
        for said in (EarlierText(text=text, weight=1.0), *earlier):
            for id_, score in worded.best(said.text):
                scores[id_] = scores.get(id_, 0.0) + said.weight * score
        return {id_: scores[id_] for id_ in ranked(scores)[: self._candidates]}

    def _ranked(
        self, snapshot: Snapshot, question: str, found: _Found, limit: int, depth: int, stage: Stage
    ) -> list[Hit]:
        order = ranked(found.fused)[: max(limit, LOOKED_THROUGH * depth)]
        chunks = {chunk.id: chunk for chunk in snapshot.texts.chunks(order)}
        logits: dict[str, float] = {}
        scores = {id_: found.fused[id_] for id_ in order}
        if self._judge is not None and stage == Stage.RERANKED:
            first = to_be_read([chunks[id_] for id_ in order], depth)
            judged, logits = rerank(self._judge, question, first, found.fused)
            order = [*ranked(judged), *(id_ for id_ in order if id_ not in judged)]
            scores.update(judged)
        return [
            found.hit(question, chunks[id_], scores[id_], logits.get(id_), rank)
            for rank, id_ in enumerate(order[:limit], start=1)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the two searches found for one text: scores by chunk id, best first."""

    dense: dict[str, float]
    lexical: dict[str, float]
    fused: dict[str, float]

    def hit(self, question: str, chunk: Chunk, score: float, logit: float | None, rank: int) -> Hit:
        """The chunk with where each search ranked it, and its rank for this part of the question."""
        dense_rank = list(self.dense).index(chunk.id) + 1 if chunk.id in self.dense else None
        lexical_rank = list(self.lexical).index(chunk.id) + 1 if chunk.id in self.lexical else None
        return Hit(
            chunk=chunk,
            rank=rank,
            score=round(score, 6),
            dense_rank=dense_rank,
            dense_score=round(self.dense[chunk.id], 6) if dense_rank else None,
            lexical_rank=lexical_rank,
            lexical_score=round(self.lexical[chunk.id], 6) if lexical_rank else None,
            rerank_score=logit,
            probability=probability(logit, rank) if logit is not None else None,
            matched=matched_words(question, chunk),
        )


def _searches(query: Query) -> list[tuple[str, Sequence[EarlierText]]]:
    """What to search for, each with what it takes along: the question and, where it has several, its parts.

    The whole question is searched too, since some passage may answer all of it (docs/quality.md).
    """
    # What a question takes along has its own weight, so it is not also put into the text.
    whole = query.asked if query.earlier else query.standalone
    searches: list[tuple[str, Sequence[EarlierText]]] = [(whole, query.earlier)]
    if len(query.parts) > 1:
        along = (EarlierText(text=whole, weight=WHOLE_WEIGHT), *query.earlier)
        searches += [(part, along) for part in query.parts]
    return searches


def _shared_out(rankings: Sequence[Sequence[Hit]], parts: Sequence[str], limit: int) -> list[Hit]:
    """The rankings of a question and its parts taken in turn, each chunk once, for the part that ranks it highest."""
    if len(rankings) == 1:
        return list(rankings[0][:limit])
    chosen: dict[str, Hit] = {}
    for hits in itertools.zip_longest(*rankings):
        for hit in hits:
            if hit is not None and len(chosen) < limit:
                chosen.setdefault(hit.chunk.id, hit)
    ranks = [{hit.chunk.id: hit.rank for hit in ranking} for ranking in rankings[1:]]

    def part_of(hit: Hit) -> int:
        return min(range(len(parts)), key=lambda part: ranks[part].get(hit.chunk.id, len(ranks[part]) + 1))

    found_for = {id_: part_of(hit) for id_, hit in chosen.items()}
    return [
        replace(hit, part=found_for[id_], matched=matched_words(parts[found_for[id_]], hit.chunk))
        for id_, hit in chosen.items()
    ]


def _with_every_section(hits: Sequence[Hit], everything: Sequence[Hit], document: str) -> list[Hit]:
    """The hits, with the best of each main section of one document; for them the last of the others make way.

    A note that puts questions to its readers wants all its regions looked at, however much others say on one of them.
    """
    best: dict[str, Hit] = {}
    for hit in everything:
        if hit.chunk.document == document and hit.chunk.headings and hit.chunk.sentences:
            best.setdefault(hit.chunk.headings[0], hit)
    shown = {hit.chunk.headings[0] for hit in hits if hit.chunk.document == document and hit.chunk.headings}
    missing = [hit for section, hit in best.items() if section not in shown][: len(hits) // 2]
    others = [hit for hit in hits if hit.chunk.document != document]
    giving_way = {hit.chunk.id for hit in others[len(others) - len(missing) :]} if missing else set()
    return [*(hit for hit in hits if hit.chunk.id not in giving_way), *missing][: len(hits)]
