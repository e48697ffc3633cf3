"""The passages of a whole file of judged questions as a corpus in which each question is searched for."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from assistant.answering.extractive import Found
from assistant.domain import Query
from assistant.evaluation.answer_tasks import AnswerSet
from assistant.evaluation.passage_snapshot import open_passages
from assistant.models.embedder import Embedder
from assistant.retrieval.rerank import PassageJudge
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from assistant.terminal.progress_bars import ProgressBars

# As many passages as the answer path looks at.
LOOKED_AT = 16


class PooledPassages:
    """Finds passages for a question among those that all questions of a file bring, by the path that serves."""

    def __init__(self, answers: AnswerSet, settings: Settings, embedder: Embedder, judge: PassageJudge | None) -> None:
        cache = Path(tempfile.gettempdir()) / "rapporteur-bench"
        cache.mkdir(parents=True, exist_ok=True)
        corpus = cache / f"pool-{answers.name}-{answers.file.stem}.jsonl"
        rows = ({"_id": one.id, "title": one.title, "text": one.text} for one in answers.pool())
        corpus.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        with ProgressBars() as bars:
            self._snapshot = open_passages(corpus, settings, embedder, cache=cache, report=bars).snapshot
        self._retriever = Retriever(embedder, judge, candidates=settings.candidates, reranked=settings.reranked)

    def found(self, query: Query) -> Found:
        """What the search finds for a question."""
        hits = self._retriever.find(self._snapshot, query, limit=LOOKED_AT)
        documents = {hit.chunk.document: self._snapshot.texts.document(hit.chunk.document) for hit in hits}
        held = {id_: document for id_, document in documents.items() if document is not None}
        return Found.of(self._snapshot, hits, held.__getitem__)
