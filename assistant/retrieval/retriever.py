"""Search a snapshot by meaning and by words, and fuse the two."""

from __future__ import annotations

from collections.abc import Collection

from assistant.domain import Hit
from assistant.indexing.embedder import Embedder
from assistant.indexing.snapshot import Snapshot
from assistant.retrieval.fusion import reciprocal_rank_fusion
from assistant.retrieval.query import match_expression

WEIGHTS = {"dense": 1.0, "lexical": 1.0}


class Retriever:
    """Finds the chunks of a snapshot that speak to a query."""

    def __init__(self, embedder: Embedder, *, candidates: int) -> None:
        self._embedder = embedder
        self._candidates = candidates

    def find(self, snapshot: Snapshot, query: str, *, limit: int, documents: Collection[str] = ()) -> tuple[Hit, ...]:
        """The best ``limit`` chunks, best first; only those of ``documents`` when any are named."""
        if not query.strip():
            return ()
        vector = self._embedder.encode_query(query)
        near = dict(snapshot.vectors.nearest(vector, limit=self._candidates, documents=documents))
        match = match_expression(query)
        worded = dict(snapshot.texts.best(match, limit=self._candidates, documents=documents))
        fused = reciprocal_rank_fusion({"dense": list(near), "lexical": list(worded)}, WEIGHTS)[:limit]
        scores = dict(fused)
        dense_ranks = {id_: rank for rank, id_ in enumerate(near, start=1)}
        lexical_ranks = {id_: rank for rank, id_ in enumerate(worded, start=1)}
        return tuple(
            Hit(
                chunk=chunk,
                rank=rank,
                score=round(scores[chunk.id], 9),
                dense_rank=dense_ranks.get(chunk.id),
                dense_score=round(near[chunk.id], 6) if chunk.id in near else None,
                lexical_rank=lexical_ranks.get(chunk.id),
            )
            for rank, chunk in enumerate(snapshot.texts.chunks([id_ for id_, _ in fused]), start=1)
        )
