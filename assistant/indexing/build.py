"""A snapshot in the making: documents in, chunks embedded, everything stored."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.domain import (
    Chunk,
    Document,
    DocumentSummary,
    IngestOutcome,
    IngestRow,
    ReadFailure,
)
from assistant.indexing.ahead import ahead
from assistant.indexing.chunks import chunk_document, embedded_text
from assistant.indexing.corpus_files import CorpusFile, difference
from assistant.indexing.pace import Pace, Report
from assistant.indexing.publishing import texts_file, vectors_folder
from assistant.indexing.texts import TextStore
from assistant.indexing.unfinished import Unfinished
from assistant.indexing.vectors import VectorStore
from assistant.models.embedder import Embedder, Vectors
from assistant.settings import Settings


class ReadMany(Protocol):
    """Reads files in order; ``on_page`` is told a file's id, the page that is being read and the number of pages."""

    def __call__(
        self, files: Iterable[CorpusFile], /, *, on_page: Callable[[str, int, int], None]
    ) -> Iterator[tuple[CorpusFile, Document | ReadFailure]]:
        """Each file with its document, or why there is none."""
        ...


# Chunks embedded together: enough to sort by length, few enough to bound the memory and what a kill can cost.
FLUSH_CHUNKS = 256
_NOTHING_IN_IT = "No sentence was found in it, so there is nothing to search."


class KnownVectors:
    """The vectors of the last snapshot, so that an unchanged chunk is not embedded again."""

    def __init__(self, base: Path | None) -> None:
        self._texts = TextStore(texts_file(base)) if base else None
        self._vectors = VectorStore(vectors_folder(base)) if base else None

    def of(self, document: Document) -> dict[str, Vectors]:
        """The vectors that still hold for a document, by chunk id.

        The title is part of what is embedded, so a new title makes every old vector stale.
        """
        if self._texts is None or self._vectors is None or self._texts.title_of(document.id) != document.title.value:
            return {}
        return self._vectors.vectors_of(self._texts.ids_of([document.id]))

    def close(self) -> None:
        """Let go of the files."""
        if self._texts is not None and self._vectors is not None:
            self._texts.close()
            self._vectors.close()


class Build:
    """A snapshot in the making, in the folder that ``unfinished`` has made ready from one with these ``hashes``.

    Reading and chunking go on while the batch before is embedded and the one before that is stored, so that no core
    waits for another; of what was read, four batches are held at most.
    """

    def __init__(
        self,
        unfinished: Unfinished,
        settings: Settings,
        embedder: Embedder,
        known: KnownVectors,
        *,
        hashes: Mapping[str, str],
    ) -> None:
        self.texts = TextStore(texts_file(unfinished.folder))
        self._unfinished, self._settings, self._embedder, self._known = unfinished, settings, embedder, known
        self._hashes, self._embedded = hashes, 0

    @cached_property
    def vectors(self) -> VectorStore:
        """The vectors, opened when first asked for: Chroma takes a second to load, and files are read meanwhile."""
        return VectorStore(vectors_folder(self._unfinished.folder))

    def apply(self, files: tuple[CorpusFile, ...], read: ReadMany, report: Report) -> int:
        """Bring it to what the files are now; the number of chunks that had to be embedded."""
        there = self.texts.hashes()
        change = difference(files, there)
        # The largest first, so that at the end no core waits for one long file to be read.
        todo = tuple(sorted((*change.added, *change.changed), key=lambda file: (-file.size_bytes, file.id)))
        pace = Pace(report, todo)
        stored: Future[None] | None = None
        with ThreadPoolExecutor(1, "storing") as storing, ahead(self._batches(todo, read, pace)) as batches:
            self._catch_up(there)
            self._remove(*change.removed, *(file.id for file in change.changed))
            for batch in batches:
                vectors = self._embed(batch, pace)
                if stored is not None:
                    stored.result()
                stored = storing.submit(self._store, batch, vectors)
            if stored is not None:
                stored.result()
        return self._embedded

    def close(self) -> None:
        """Let go of the files."""
        self.texts.close()
        if "vectors" in vars(self):
            self.vectors.close()

    def _catch_up(self, now: Mapping[str, str]) -> None:
        """Give the vectors what an ingest that was killed has left in the texts, which hold these hashes ``now``."""
        before = self._hashes
        self.vectors.delete(*(id_ for id_, sha256 in before.items() if now.get(id_) != sha256))
        for ids, vectors in self._unfinished.kept():
            documents = {id_: document for id_, (document, _) in self.texts.places_of(ids).items()}
            rows = [row for row, id_ in enumerate(ids) if _is_new(documents.get(id_), now, before)]
            self.vectors.add([ids[row] for row in rows], vectors[rows], [documents[ids[row]] for row in rows])

    def _remove(self, *paths: str) -> None:
        self.vectors.delete_chunks(self.texts.ids_of(paths))
        self.texts.delete(*paths)

    def _batches(self, todo: Sequence[CorpusFile], read: ReadMany, pace: Pace) -> Generator[_Batch]:
        batch = _Batch()
        for file, outcome in read(todo, on_page=pace.page):
            chunks: tuple[Chunk, ...] = ()
            if isinstance(outcome, Document):
                chunks = chunk_document(outcome, self._embedder, chunk_tokens=self._settings.chunk_tokens)
                if chunks:
                    batch.read.append(_Read(file=file, document=outcome, chunks=chunks))
                else:
                    batch.refused.append((file, _NOTHING_IN_IT))
            else:
                batch.refused.append((file, outcome.reason))
            pace.read(file, len(chunks))
            if len(batch.chunks) >= FLUSH_CHUNKS:
                yield batch
                batch = _Batch()
        yield batch

    def _embed(self, batch: _Batch, pace: Pace) -> list[Vectors]:
        """A vector for each chunk. One whose words and headings were there before is not embedded again."""
        known = {id_: vector for item in batch.read for id_, vector in self._known.of(item.document).items()}
        new = [chunk for chunk in batch.chunks if chunk.id not in known]
        before = self._embedded
        encoded = self._embedder.encode_documents(
            [embedded_text(chunk) for chunk in new], progress=lambda done: pace.embedded(before + done)
        )
        self._embedded += len(new)
        known.update(zip((chunk.id for chunk in new), encoded, strict=True))
        return [known[chunk.id] for chunk in batch.chunks]

    def _store(self, batch: _Batch, vectors: list[Vectors]) -> None:
        """Store what was read, and the vectors of its chunks."""
        chunks = batch.chunks
        ids, rows = [chunk.id for chunk in chunks], np.stack(vectors) if vectors else None
        if rows is not None:
            self._unfinished.keep(ids, rows)
        for item in batch.read:
            summary = summary_of(item.document, chunks=len(item.chunks), size_bytes=item.file.size_bytes)
            self.texts.add(item.document, summary, item.chunks)
        for file, reason in batch.refused:
            self.texts.refuse(IngestRow(path=file.id, outcome=IngestOutcome.REFUSED, reason=reason), file.sha256)
        if rows is not None:
            self.vectors.add(ids, rows, [chunk.document for chunk in chunks])


def _is_new(document: str | None, now: Mapping[str, str], before: Mapping[str, str]) -> bool:
    return document is not None and now[document] != before.get(document)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A document that was read and waits to be stored."""

    file: CorpusFile
    document: Document
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Files that are stored together: documents, and those that were refused with the reason."""

    read: list[_Read] = field(default_factory=list)
    refused: list[tuple[CorpusFile, str]] = field(default_factory=list)

    @property
    def chunks(self) -> list[Chunk]:
        """Their chunks, one document's after the other's."""
        return [chunk for item in self.read for chunk in item.chunks]


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
