"""Questions asked of a large index, beside the bare cost of what cannot be left out; run in a process of its own.

Bare are: the question encoded, Chroma asked for the nearest, SQLite for the best of the words, and the cross-encoder
run over the pairs that the search had it read. Nothing is remembered between the two, and they take turns in
going first.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from assistant.api import Assistant
from assistant.domain import Query
from assistant.evaluation.scale_build import IDS, VECTORS, peak_bytes
from assistant.indexing.publishing import current_folder, texts_file, vectors_folder
from assistant.indexing.snapshot import Snapshot
from assistant.indexing.vectors import COLLECTION
from assistant.models.cross_encoder import CrossEncoder
from assistant.models.embedder import Embedder, Vectors
from assistant.retrieval.query import match_expression
from assistant.retrieval.retriever import Retriever, Stage
from assistant.settings import Settings

# The first questions pay for what is loaded when first used.
COLD_QUESTIONS = 3
# How many of the nearest the approximate search should have found.
NEAREST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Seconds per question: the search before reranking and with it, what is bare of them, and the whole answer."""

    search_s: list[float]
    bare_search_s: list[float]
    reranked_s: list[float]
    bare_reranked_s: list[float]
    answer_s: list[float]
    peak_bytes: int
    recall_nearest: float
    recall_candidates: float

    @property
    def search_ratio(self) -> float:
        """How much longer the search before reranking takes than what is bare of it: the median over the questions."""
        return float(np.median(np.array(self.search_s) / np.array(self.bare_search_s)))

    @property
    def reranked_ratio(self) -> float:
        """The same with reranking."""
        return float(np.median(np.array(self.reranked_s) / np.array(self.bare_reranked_s)))


class _Afresh(Embedder):
    """Encodes a question every time."""

    def encode_query(self, text: str) -> Vectors:
        return self.engine.encode_query(text)


class _Reading(CrossEncoder):
    """Reads pairs every time."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        return [round(score, 5) for score in self.engine.scores(question, passages)]


class _Listing:
    """Reads nothing, and keeps the pairs that it should have read."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """No difference between them."""
        self.pairs += [(question, passage) for passage in passages]
        return [0.0 for _ in passages]


def ask_all(folder: Path, questions: Sequence[str], settings: Settings) -> Asked:
    """The questions asked one after the other of the index at ``folder``/index."""
    settings = replace(settings, corpus=folder, index=folder / "index", workspace=folder / "workspace")
    assistant = Assistant(settings)
    answers_s = [_seconds(partial(assistant.ask, question)) for question in questions]
    peak = peak_bytes()  # before the models are loaded a second time, to be asked afresh
    snapshot = Snapshot(current_folder(settings.index))
    embedder, judge = _Afresh(settings.embedder), _Reading(settings.reranker)
    retriever = Retriever(embedder, judge, candidates=settings.candidates, reranked=settings.reranked)
    bare = _Bare(snapshot.folder, embedder, judge, settings.candidates)
    times: dict[str, list[float]] = {}
    vectors = []
    for number, question in enumerate(questions):
        query = assistant.understand(question)
        pairs = _pairs(snapshot, query, embedder, settings)  # this also has the disk read what is needed
        works: list[tuple[str, Callable[[], Any]]] = [
            ("search", partial(_find, retriever, snapshot, query, Stage.FUSED)),
            ("bare search", partial(bare.search, query)),
            ("reranked", partial(_find, retriever, snapshot, query, Stage.RERANKED)),
            ("bare reading", partial(bare.read, pairs)),
        ]
        for name, work in works if number % 2 else reversed(works):
            times.setdefault(name, []).append(_seconds(work))
        vectors.append(embedder.encode_query(query.standalone))
    found = [[id_ for id_, _ in snapshot.vectors.nearest(vector, limit=settings.candidates)] for vector in vectors]
    exact = _exact(folder, np.stack(vectors), settings.candidates)
    warm = {name: taken[COLD_QUESTIONS:] for name, taken in times.items()}
    return Asked(
        search_s=warm["search"],
        bare_search_s=warm["bare search"],
        reranked_s=warm["reranked"],
        bare_reranked_s=[sum(both) for both in zip(warm["bare search"], warm["bare reading"], strict=True)],
        answer_s=answers_s[COLD_QUESTIONS:],
        peak_bytes=peak,
        recall_nearest=_recall(found, exact, NEAREST),
        recall_candidates=_recall(found, exact, settings.candidates),
    )


def _pairs(snapshot: Snapshot, query: Query, embedder: Embedder, settings: Settings) -> list[tuple[str, str]]:
    """What the cross-encoder reads for a question."""
    listing = _Listing()
    retriever = Retriever(embedder, listing, candidates=settings.candidates, reranked=settings.reranked)
    _find(retriever, snapshot, query, Stage.RERANKED)
    return listing.pairs


def _find(retriever: Retriever, snapshot: Snapshot, query: Query, stage: Stage) -> None:
    retriever.find(snapshot, query, limit=16, stage=stage)


class _Bare:
    """The libraries alone, over the files of a snapshot."""

    def __init__(self, folder: Path, embedder: Embedder, judge: CrossEncoder, candidates: int) -> None:
        import sqlite3  # noqa: TID251 - the yardstick

        import chromadb  # noqa: TID251
        from chromadb.config import Settings as ChromaSettings  # noqa: TID251

        self._embedder, self._judge, self._candidates = embedder, judge, candidates
        self._words = sqlite3.connect(texts_file(folder))
        options = ChromaSettings(anonymized_telemetry=False, allow_reset=False)
        client: Any = chromadb.PersistentClient(path=str(vectors_folder(folder)), settings=options)
        self._collection = client.get_collection(COLLECTION, embedding_function=None)

    def search(self, query: Query) -> None:
        """What any search by meaning and by words does for a question."""
        vector = self._embedder.engine.encode_query(query.standalone)
        self._collection.query(query_embeddings=[vector], n_results=self._candidates, include=["distances"])
        self._words.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?",
            (match_expression(query.standalone), self._candidates),
        ).fetchall()

    def read(self, pairs: Sequence[tuple[str, str]]) -> None:
        """What any reranking does with these pairs."""
        for question, together in itertools.groupby(pairs, key=lambda pair: pair[0]):
            self._judge.engine.scores(question, [passage for _, passage in together])


def _exact(folder: Path, questions: Vectors, limit: int) -> list[list[str]]:
    """The nearest by comparing with every vector."""
    ids = (folder / IDS).read_text(encoding="ascii").split("\n")
    similarity = questions @ np.load(folder / VECTORS, mmap_mode="r").T
    return [[ids[index] for index in np.argsort(-row)[:limit]] for row in similarity]


def _recall(found: Sequence[Sequence[str]], exact: Sequence[Sequence[str]], limit: int) -> float:
    pairs = [(set(ours[:limit]), set(best[:limit])) for ours, best in zip(found, exact, strict=True)]
    return float(np.mean([len(ours & best) / len(best) for ours, best in pairs]))


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
