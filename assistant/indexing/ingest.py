"""Bring the index up to date with the corpus folder: copy the last snapshot, apply the difference, publish."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from assistant.domain import (
    Chunk,
    Document,
    DocumentSummary,
    IngestOutcome,
    IngestReport,
    IngestRow,
    Progress,
    ReadFailure,
)
from assistant.errors import IndexBusy, SettingsError
from assistant.indexing import publishing
from assistant.indexing.chunks import chunk_document, embedded_text
from assistant.indexing.corpus_files import CorpusFile, Difference, corpus_files, difference
from assistant.indexing.embedder import Embedder, Vectors
from assistant.indexing.recipe import recipe, snapshot_id
from assistant.indexing.texts import TextStore
from assistant.indexing.vectors import VectorStore
from assistant.settings import Settings

Report = Callable[[Progress], None]
ReadMany = Callable[[Iterable[CorpusFile]], Iterator[tuple[CorpusFile, Document | ReadFailure]]]

# Chunks embedded together: enough to sort by length, few enough to bound the memory.
FLUSH_CHUNKS = 512


def ingest(settings: Settings, embedder: Embedder, read: ReadMany, report: Report | None = None) -> IngestReport:
    """Publish a snapshot of the corpus as it is now; nothing is done when the last one is that already.

    Raises IndexBusy while another ingest runs on the same index, and SettingsError when there is no
    corpus folder.
    """
    started = time.monotonic()
    if not settings.corpus.is_dir():
        raise SettingsError(f"There is no corpus folder at {settings.corpus}. Create it and put documents in it.")
    settings.index.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.index / "ingest.lock", timeout=0):
            return _ingest(settings, embedder, read, report or (lambda _: None), started)
    except Timeout as error:
        raise IndexBusy("Another ingest is running on this index. Wait until it is done, then try again.") from error


def _ingest(settings: Settings, embedder: Embedder, read: ReadMany, report: Report, started: float) -> IngestReport:
    files = corpus_files(settings.corpus)
    recipe_id = recipe(settings)
    target = snapshot_id(recipe_id, files)
    base = publishing.readable_folder(settings.index)
    if publishing.is_complete(settings.index / target):  # this very content was published before
        change = difference(files, _hashes(base) if base else {})
        publishing.point_at(settings.index, target)
        return _report(target, settings.index / target, change, 0, started)
    reusable = base is not None and publishing.read_manifest(base).recipe == recipe_id
    indexed = _hashes(base) if base and reusable else {}
    change = difference(files, indexed)
    building = _start(settings.index, base if reusable else None)
    build = _Build(building, settings, embedder, report)
    try:
        embedded = build.apply(change, read)
        report(Progress(stage="publishing", done=0, total=1))
        manifest = _manifest(build, target, recipe_id, settings)
    finally:
        build.close()
    publishing.write_manifest(building, manifest)
    publishing.publish(settings.index, building, target)
    report(Progress(stage="publishing", done=1, total=1))
    if base is not None and not reusable:  # read anew for the recipe's sake: tell added from known all the same
        change = difference(files, _hashes(base)) if base.is_dir() else change
    return _report(target, settings.index / target, change, embedded, started)


def _hashes(folder: Path) -> dict[str, str]:
    texts = TextStore(publishing.texts_file(folder))
    try:
        return texts.hashes()
    finally:
        texts.close()


def _start(index: Path, base: Path | None) -> Path:
    building = index / f"{publishing.BUILDING}{os.getpid()}"
    shutil.rmtree(building, ignore_errors=True)
    if base is None:
        building.mkdir()
    else:
        shutil.copytree(base, building)
        (building / publishing.MANIFEST).unlink()
    return building


class _Build:
    """A snapshot in the making."""

    def __init__(self, folder: Path, settings: Settings, embedder: Embedder, report: Report) -> None:
        fresh = not publishing.texts_file(folder).exists()
        self.texts = TextStore(publishing.texts_file(folder), create=fresh)
        self.vectors = VectorStore(publishing.vectors_folder(folder))
        self._settings, self._embedder, self._report = settings, embedder, report
        self._pending: list[_Read] = []
        self._embedded = 0

    def apply(self, change: Difference, read: ReadMany) -> int:
        """Take in the difference; the number of chunks that had to be embedded."""
        for document in change.removed:
            self._remove(document)
        known: dict[str, dict[str, Vectors]] = {}
        titles = {summary.id: summary.title for summary in self.texts.summaries()}
        for file in change.changed:
            known[file.id] = self.vectors.vectors_of(file.id)
            self._remove(file.id)
        todo = (*change.added, *change.changed)
        for done, (file, outcome) in enumerate(read(todo), start=1):
            self._report(Progress(stage="reading", done=done, total=len(todo), detail=file.id))
            # The title is part of what is embedded, so a new title makes every old vector stale.
            same_title = isinstance(outcome, Document) and outcome.title.value == titles.get(file.id)
            self._take(file, outcome, known.get(file.id, {}) if same_title else {})
            if sum(len(item.chunks) for item in self._pending) >= FLUSH_CHUNKS:
                self._flush(more=done < len(todo))
        self._flush(more=False)
        return self._embedded

    def close(self) -> None:
        self.texts.close()
        self.vectors.close()

    def _remove(self, path: str) -> None:
        self.texts.delete(path)
        self.vectors.delete(path)

    def _take(self, file: CorpusFile, outcome: Document | ReadFailure, known: dict[str, Vectors]) -> None:
        if isinstance(outcome, Document):
            chunks = chunk_document(outcome, self._embedder, chunk_tokens=self._settings.chunk_tokens)
            if chunks:
                self._pending.append(_Read(file=file, document=outcome, chunks=chunks, known=known))
                return
            outcome = ReadFailure(path=file.id, reason="No sentence was found in it, so there is nothing to search.")
        row = IngestRow(path=file.id, outcome=IngestOutcome.REFUSED, reason=outcome.reason)
        self.texts.refuse(row, file.sha256)

    def _flush(self, *, more: bool) -> None:
        """Embed and store what was read. A chunk whose words and headings were there before is not embedded again."""
        known = {id_: vector for item in self._pending for id_, vector in item.known.items()}
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
            self.texts.add(item.document, _summary(item), item.chunks)
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
    """A document that was read and waits to be stored, with the vectors it had in the last snapshot."""

    file: CorpusFile
    document: Document
    chunks: tuple[Chunk, ...]
    known: dict[str, Vectors]


def _summary(item: _Read) -> DocumentSummary:
    document = item.document

    def value(name: str) -> str | None:
        stated = getattr(document, name)
        return stated.value if stated else None

    return DocumentSummary(
        id=document.id,
        title=document.title.value,
        media_type=document.media_type,
        pages=len(document.pages),
        chunks=len(item.chunks),
        issuer=value("issuer") or (", ".join(author.value for author in document.authors) or None),
        document_number=value("document_number"),
        kind=value("kind"),
        date=value("date"),
        marking=value("marking"),
        language=value("language"),
        footnotes=len(document.footnotes),
        questions=len(document.questions),
        refused_pages=len(document.refused_pages),
        size_bytes=item.file.size_bytes,
    )


def _manifest(build: _Build, target: str, recipe_id: str, settings: Settings) -> publishing.Manifest:
    summaries = build.texts.summaries()
    return publishing.Manifest(
        id=target,
        published=datetime.now(UTC).isoformat(timespec="seconds"),
        recipe=recipe_id,
        embedder=settings.embedder,
        documents=len(summaries),
        chunks=build.texts.count(),
        pages=sum(summary.pages for summary in summaries),
    )


def _report(snapshot: str, folder: Path, change: Difference, embedded: int, started: float) -> IngestReport:
    """One row per file, in the order of their paths, from what the snapshot now holds."""
    texts = TextStore(publishing.texts_file(folder))
    try:
        summaries = {summary.id: summary for summary in texts.summaries()}
        refused = {row.path: row for row in texts.refused()}
    finally:
        texts.close()
    outcomes = {file.id: IngestOutcome.ADDED for file in change.added}
    outcomes |= {file.id: IngestOutcome.CHANGED for file in change.changed}
    outcomes |= {file.id: IngestOutcome.UNCHANGED for file in change.unchanged}
    rows = [refused.get(path) or _row(summaries[path], outcome) for path, outcome in outcomes.items()]
    rows += [IngestRow(path=path, outcome=IngestOutcome.REMOVED) for path in change.removed]
    return IngestReport(
        snapshot=snapshot,
        rows=tuple(sorted(rows, key=lambda row: row.path)),
        embedded_chunks=embedded,
        seconds_s=round(time.monotonic() - started, 3),
    )


def _row(summary: DocumentSummary, outcome: IngestOutcome) -> IngestRow:
    pages = summary.refused_pages
    reason = f"{pages} of its {summary.pages} pages could not be read" if pages else None
    return replace(
        IngestRow(path=summary.id, outcome=outcome), reason=reason, pages=summary.pages, chunks=summary.chunks
    )
