"""The one place that knows Chroma: the vectors of a snapshot.

Only the embedded client is used, never Chroma's server (see docs/what-it-connects-to.md), and with
telemetry off. Chroma is thread-safe but not process-safe, which is why a published snapshot is
never written again: see ``snapshot``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.indexing.scope import EVERYTHING, Scope
from assistant.models.embedder import Vectors

COLLECTION = "chunks"
# Generous, so that the approximate search misses next to nothing: of the 200 nearest among 100,000 it finds 99.5 % in
# 5 ms; with an ef_search of 200 it found 95.8 % in 3 ms.
HNSW: Any = {"space": "cosine", "ef_construction": 200, "ef_search": 800, "max_neighbors": 32, "sync_threshold": 1000}
# The fewest vectors that Chroma brings into its graph at a time.
_SOON = 2
# Chroma passes each value to SQLite as a variable, and SQLite takes 32,766.
_VALUES_AT_ONCE = 20_000
# Chroma takes a second to tell 5,000 documents from others. Where so many may be found, so many times more than wanted
# are looked for among all, and mostly enough of them are of these documents.
_MANY_DOCUMENTS, _TIMES_MORE = 500, 10


class VectorStore:
    """Vectors by chunk id, each with its document. ``broken`` makes of an error the one that is raised."""

    def __init__(self, folder: Path, *, broken: Callable[[Exception], Exception] = lambda error: error) -> None:
        from chromadb.errors import InternalError  # noqa: TID251

        self._folder, self._broken, self._internal = folder, broken, InternalError
        self._count: int | None = None  # Chroma counts its rows anew every time
        self._open()

    def _open(self) -> None:
        import chromadb  # noqa: TID251 - here, since importing it takes a second that most commands can do without
        from chromadb.config import Settings as ChromaSettings  # noqa: TID251

        settings = ChromaSettings(anonymized_telemetry=False, allow_reset=False)
        self._client: Any = chromadb.PersistentClient(path=str(self._folder), settings=settings)
        self._collection: Any = self._client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": HNSW}
        )

    def add(self, ids: Sequence[str], vectors: Vectors, documents: Sequence[str]) -> None:
        """Store one vector per id, with the id of its document."""
        self._count = None
        for part in _batches(len(ids), self._client.get_max_batch_size()):
            self._collection.add(
                ids=list(ids[part]),
                embeddings=np.ascontiguousarray(vectors[part]),
                metadatas=[{"document": document} for document in documents[part]],
            )

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors of some chunks, by chunk id; unknown ids are left out."""
        held: dict[str, Vectors] = {}
        for part in _batches(len(ids), _VALUES_AT_ONCE):
            found = self._collection.get(ids=list(ids[part]), include=["embeddings"])
            embeddings: Any = found["embeddings"]
            held.update((id_, np.asarray(one, np.float32)) for id_, one in zip(found["ids"], embeddings, strict=True))
        return held

    def delete(self, *documents: str) -> None:
        """Remove the vectors of some documents."""
        self._count = None
        for part in _batches(len(documents), _VALUES_AT_ONCE):
            within: Any = {"document": {"$in": list(documents[part])}}
            self._collection.delete(where=within)

    def delete_chunks(self, ids: Sequence[str]) -> None:
        """Remove the vectors of some chunks; to look for the chunks of a document, Chroma goes through all of them."""
        self._count = None
        for part in _batches(len(ids), _VALUES_AT_ONCE):
            self._collection.delete(ids=list(ids[part]))

    def nearest(
        self, vector: Vectors, *, limit: int, documents: Collection[str] = (), scope: Scope = EVERYTHING
    ) -> list[tuple[str, float]]:
        """The chunk ids nearest to a vector with their cosine similarity, best first; ties by id.

        ``documents`` is short for ``scope=Scope.of(documents)``.
        """
        scope = Scope.of(documents) if documents else scope
        size = self.count()
        if size == 0 or scope.is_empty:
            return []
        if scope.chunks is None and len(scope.documents or ()) >= _MANY_DOCUMENTS:
            found = self._query(vector, min(limit * _TIMES_MORE, size), include=["distances", "metadatas"])
            rows = zip(found["ids"][0], found["distances"][0], found["metadatas"][0], strict=True)
            pairs = [(id_, distance) for id_, distance, about in rows if about["document"] in (scope.documents or ())]
            if len(pairs) >= limit:
                return _best(pairs, limit)
        pairs = []
        for within in _within(scope):
            found = self._query(vector, min(limit, size), include=["distances"], **within)
            pairs += zip(found["ids"][0], found["distances"][0], strict=True)
        return _best(pairs, limit)

    def _query(self, vector: Vectors, limit: int, **how: Any) -> Any:
        try:
            return self._collection.query(query_embeddings=vector.reshape(1, -1), n_results=limit, **how)
        except self._internal as error:
            raise self._broken(error) from error

    def count(self) -> int:
        """How many vectors there are."""
        if self._count is None:
            try:
                self._count = int(self._collection.count())
            except self._internal as error:
                raise self._broken(error) from error
        return self._count

    def settle(self) -> None:
        """Bring what is still in Chroma's log into its graph, on the disk.

        Chroma does so by itself every thousand vectors only, and until then each opening does it anew in memory, which
        takes up to two seconds among 20,000. How often it does is read at an opening and heeded at the next search.
        """
        if self.count():
            self._collection.modify(configuration={"hnsw": {"sync_threshold": _SOON}})
            self._client.close()
            self._open()
            self._collection.get(limit=1, include=["embeddings"])
            self._collection.modify(configuration={"hnsw": {"sync_threshold": HNSW["sync_threshold"]}})

    def close(self) -> None:
        """Let go of the files, so that the folder can be renamed or removed."""
        self._client.close()


def _best(pairs: Sequence[tuple[str, float]], limit: int) -> list[tuple[str, float]]:
    """Ids with their similarity, from those with their distance."""
    near = [(id_, 1.0 - distance) for id_, distance in pairs]
    return sorted(near, key=lambda pair: (-round(pair[1], 6), pair[0]))[:limit]


def _within(scope: Scope) -> Iterator[dict[str, Any]]:
    """A scope as arguments of Chroma's queries, as many as it takes."""
    if scope.is_everything:
        yield {}
        return
    values = sorted(scope.chunks if scope.chunks is not None else scope.documents or ())
    for part in _batches(len(values), _VALUES_AT_ONCE):
        yield {"ids": values[part]} if scope.chunks is not None else {"where": {"document": {"$in": values[part]}}}


def _batches(count: int, size: int) -> Iterator[slice]:
    for start in range(0, count, size):
        yield slice(start, start + size)
