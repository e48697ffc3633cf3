"""A snapshot in the making: documents in, chunks embedded, everything stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.domain import (
    Chunk,
    Document,
    DocumentSummary,
    IngestOutcome,
    IngestRow,
    Progress,
    ReadFailure,
)
from assistant.indexing.chunks import chunk_document, embedded_text
from assistant.indexing.corpus_files import CorpusFile, Difference
from assistant.indexing.publishing import texts_file, vectors_folder
from assistant.indexing.texts import TextStore
from assistant.indexing.vectors import VectorStore
from assistant.models.embedder import Embedder, Vectors
from assistant.settings import Settings

Report = Callable[[Progress], None]


class ReadMany(Protocol):
    """Reads files in order; ``on_page`` is told a file's id, the page that is being read and the number of pages."""

    def __call__(
        self, files: Iterable[CorpusFile], /, *, on_page: Callable[[str, int, int], None]
    ) -> Iterator[tuple[CorpusFile, Document | ReadFailure]]:
        """Each file with its document, or why there is none."""
        ...


# Chunks embedded together: enough to sort by length, few enough to bound the memory.
FLUSH_CHUNKS = 512


class KnownVectors:
    """The vectors of the last snapshot, so that an unchanged chunk is not embedded again."""

    def __init__(self, base: Path | None) -> None:
        self._vectors = VectorStore(vectors_folder(base)) if base else None
        self._titles = _titles(base) if base else {}

    def of(self, document: Document) -> dict[str, Vectors]:
        """The vectors that still hold for a document, by chunk id.

        The title is part of what is embedded, so a new title makes every old vector stale.
        """
        if self._vectors is None or self._titles.get(document.id) != document.title.value:
            return {}
        return self._vectors.vectors_of(document.id)

    def close(self) -> None:
        """Let go of the files."""
        if self._vectors is not None:
            self._vectors.close()


def _titles(base: Path) -> dict[str, str]:
    texts = TextStore(texts_file(base))
    try:
        return {summary.id: summary.title for summary in texts.summaries()}
    finally:
        texts.close()


class Build:
    """A snapshot in the making."""

    def __init__(
        self, folder: Path, settings: Settings, embedder: Embedder, report: Report, known: KnownVectors
    ) -> None:
        fresh = not texts_file(folder).exists()
        self.texts = TextStore(texts_file(folder), create=fresh)
        self.vectors = VectorStore(vectors_folder(folder))
        self._settings, self._embedder, self._report, self._known = settings, embedder, report, known
        self._pending: list[_Read] = []
        self._embedded = 0

    def apply(self, change: Difference, read: ReadMany) -> int:
        """Take in the difference; the number of chunks that had to be embedded."""
        self._remove(*change.removed, *(file.id for file in change.changed))
        todo = (*change.added, *change.changed)
        done = 0

        def on_page(file_id: str, page: int, pages: int) -> None:
            detail = f"{file_id}, page {page} of {pages}"
            self._report(Progress(stage="reading", done=done, total=len(todo), detail=detail))

        for done, (file, outcome) in enumerate(read(todo, on_page=on_page), start=1):
            self._report(Progress(stage="reading", done=done, total=len(todo), detail=file.id))
            self._take(file, outcome)
            if sum(len(item.chunks) for item in self._pending) >= FLUSH_CHUNKS:
                self._flush(more=done < len(todo))
        self._flush(more=False)
        return self._embedded

    def close(self) -> None:
        """Let go of the files."""
        self.texts.close()
        self.vectors.close()

    def _remove(self, *paths: str) -> None:
        self.texts.delete(*paths)
        self.vectors.delete(*paths)

    def _take(self, file: CorpusFile, outcome: Document | ReadFailure) -> None:
        if isinstance(outcome, Document):
            chunks = chunk_document(outcome, self._embedder, chunk_tokens=self._settings.chunk_tokens)
            if chunks:
                self._pending.append(_Read(file=file, document=outcome, chunks=chunks))
                return
            outcome = ReadFailure(path=file.id, reason="No sentence was found in it, so there is nothing to search.")
        row = IngestRow(path=file.id, outcome=IngestOutcome.REFUSED, reason=outcome.reason)
        self.texts.refuse(row, file.sha256)

    def _flush(self, *, more: bool) -> None:
        """Embed and store what was read. A chunk whose words and headings were there before is not embedded again."""
        known = {id_: vector for item in self._pending for id_, vector in self._known.of(item.document).items()}
        chunks = [chunk for item in self._pending for chunk in item.chunks]
        new = [chunk for chunk in chunks if chunk.id not in known]
        total = self._embedded + len(new)
        vectors = self._embedder.encode_documents(
            [embedded_text(chunk) for chunk in new],
            progress=lambda done: self._report(
                Progress(stage="embedding", done=self._embedded + done, total=total, detail="so far" if more else "")
            ),
        )
        known.update(zip((chunk.id for chunk in new), vectors, strict=True))
        for item in self._pending:
            summary = summary_of(item.document, chunks=len(item.chunks), size_bytes=item.file.size_bytes)
            self.texts.add(item.document, summary, item.chunks)
        if chunks:
            self.vectors.add(
                [chunk.id for chunk in chunks],
                np.stack([known[chunk.id] for chunk in chunks]),
                [chunk.document for chunk in chunks],
            )
        self._embedded = total
        self._pending.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A document that was read and waits to be stored."""

    file: CorpusFile
    document: Document
    chunks: tuple[Chunk, ...]


def summary_of(document: Document, *, chunks: int, size_bytes: int) -> DocumentSummary:
    """What a list shows of a document."""

    def value(name: str) -> str | None:
        stated = getattr(document, name)
        return stated.value if stated else None

    return DocumentSummary(
        id=document.id,
        title=document.title.value,
        media_type=document.media_type,
        pages=len(document.pages),
        chunks=chunks,
        issuer=value("issuer") or (", ".join(author.value for author in document.authors) or None),
        document_number=value("document_number"),
        kind=value("kind"),
        date=value("date"),
        marking=value("marking"),
        language=value("language"),
        footnotes=len(document.footnotes),
        questions=len(document.questions),
        refused_pages=len(document.refused_pages),
        size_bytes=size_bytes,
        instructions=len(document.instructions),
    )
