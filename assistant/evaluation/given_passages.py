"""What was found, made of the passages that a judged question brings, as retrieval would hand it on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.answering.extractive import Found
from assistant.domain import Chunk, Document, Hit
from assistant.evaluation.answer_tasks import AnswerSet, AnswerTask, document_of_sentences
from assistant.evaluation.passages import passage_chunks
from assistant.indexing.chunks import chunk_document, embedded_text
from assistant.models.embedder import Embedder
from assistant.retrieval.calibration import probability
from assistant.retrieval.matched import stems
from assistant.retrieval.rerank import PassageJudge, rerank
from assistant.retrieval.stems import stem


class GivenPassages:
    """Makes hits of a task's own passages: chunked, embedded and read by the cross-encoder as those of a corpus are."""

    def __init__(
        self, answers: AnswerSet, embedder: Embedder, judge: PassageJudge | None, *, chunk_tokens: int
    ) -> None:
        self._embedder = embedder
        self._judge = judge
        self._chunk_tokens = chunk_tokens
        self._counts: Counter[str] = Counter()
        self._total = 0
        for task in answers.tasks:
            for text in (" ".join(task.sentences), *(one.text for one in task.passages)):
                if text:
                    self._counts.update(stems(text))
                    self._total += 1

    def found(self, task: AnswerTask, question: str) -> Found:
        """The passages of a task as they would be found for a question, best first."""
        document, chunks = self._document(task)
        return Found(
            hits=self._hits(question, chunks),
            load=lambda _: document,
            frequency=lambda word: self._counts[stem(word)],
            total=self._total,
        )

    def _document(self, task: AnswerTask) -> tuple[Document, list[Chunk]]:
        if task.sentences or not task.passages:
            document = document_of_sentences(task)
            return document, list(chunk_document(document, self._embedder, chunk_tokens=self._chunk_tokens))
        document, found = passage_chunks(task.id, task.passages, self._embedder, chunk_tokens=self._chunk_tokens)
        return document, [chunk for chunk, _ in found]

    def _hits(self, question: str, chunks: Sequence[Chunk]) -> tuple[Hit, ...]:
        if not chunks:
            return ()
        vector = self._embedder.encode_query(question)
        near = self._embedder.encode_documents([embedded_text(chunk) for chunk in chunks]) @ vector
        cosines = {chunk.id: float(cosine) for chunk, cosine in zip(chunks, near, strict=True)}
        scores, logits = dict(cosines), dict[str, float]()
        if self._judge is not None:
            scores, logits = rerank(self._judge, question, chunks, cosines)
        order = sorted(chunks, key=lambda chunk: (-scores[chunk.id], chunk.order))
        return tuple(
            Hit(
                chunk=chunk,
                rank=rank,
                score=scores[chunk.id],
                dense_score=cosines[chunk.id],
                rerank_score=logits.get(chunk.id),
                probability=probability(logits[chunk.id], rank) if logits else None,
            )
            for rank, chunk in enumerate(order, start=1)
        )
