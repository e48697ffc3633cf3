"""Bring the index up to date with the corpus folder: copy the last snapshot, apply the difference, publish."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.domain import DocumentSummary, IngestOutcome, IngestReport, IngestRow, Progress, name_warning
from assistant.errors import AssistantError, IndexBusy, NotWritten, SettingsError
from assistant.indexing import publishing
from assistant.indexing.build import Build, KnownVectors, ReadMany
from assistant.indexing.corpus_files import Difference, corpus_files, difference
from assistant.indexing.integrity import sealed
from assistant.indexing.manifest import Manifest, is_intact, read_manifest, write_manifest
from assistant.indexing.pace import Report
from assistant.indexing.recipe import embedding_recipe, recipe, snapshot_id
from assistant.indexing.seen import Seen
from assistant.indexing.texts import TextStore
from assistant.indexing.unfinished import Unfinished
from assistant.models.embedder import Embedder
from assistant.settings import Settings

# What the databases say when the disk is full or may not be written.
_UNWRITABLE = ("disk is full", "readonly database", "read-only", "disk i/o error", "unable to open database")


def ingest(settings: Settings, embedder: Embedder, read: ReadMany, report: Report | None = None) -> IngestReport:
    """Publish a snapshot of the corpus as it is now; nothing is done when the last one is that already.

    Raises IndexBusy while another ingest runs on the same index, SettingsError when there is no corpus folder, and
    NotWritten when the disk is full or a folder may not be read or written; what was published then stays as it was.
    """
    started = time.monotonic()
    if not settings.corpus.is_dir():
        raise SettingsError(f"There is no corpus folder at {settings.corpus}. Create it and put documents in it.")
    try:
        settings.index.mkdir(parents=True, exist_ok=True)
        with FileLock(settings.index / "ingest.lock", timeout=0):
            return _ingest(settings, embedder, read, report or (lambda _: None), started)
    except Timeout as error:
        raise IndexBusy("Another ingest is running on this index. Wait until it is done, then try again.") from error
    except AssistantError:
        raise
    except Exception as error:  # SQLite and Chroma have errors of their own for a full disk
        if not isinstance(error, OSError) and not any(words in str(error).lower() for words in _UNWRITABLE):
            raise
        raise NotWritten(
            f"The ingest stopped ({error}). Make room on the disk of {settings.index}, or correct the permissions, and "
            "run it again. Nothing was published; what was published before goes on answering."
        ) from error


def _ingest(settings: Settings, embedder: Embedder, read: ReadMany, report: Report, started: float) -> IngestReport:
    seen = Seen(settings.index)
    files = corpus_files(settings.corpus, seen)
    seen.keep()
    recipe_id = recipe(settings)
    target = snapshot_id(recipe_id, files)
    # Read whole before it is copied or published again: what the disk got wrong is not handed on.
    base = publishing.readable_folder(settings.index, whole=True)
    there = settings.index / target
    if there == base or is_intact(there, whole=True):  # this very content was published before
        change = difference(files, _hashes(base) if base else {})
        publishing.point_at(settings.index, target)
        return _report(target, there, change, 0, started)
    reusable = base is not None and read_manifest(base).recipe == recipe_id
    hashes = _hashes(base) if base else {}
    unfinished = Unfinished(settings.index)
    try:
        unfinished.begin(base if reusable else None, recipe_id)
        known = KnownVectors(base if base and _same_embedding(base, settings) else None)
        build = Build(unfinished, settings, embedder, known, hashes=hashes if reusable else {})
        try:
            embedded = build.apply(files, read, report)
            report(Progress(stage="publishing", done=0, total=1))
            build.vectors.settle()
            manifest = _manifest(build, target, recipe_id, settings)
        finally:
            build.close()
            known.close()
        write_manifest(unfinished.folder, replace(manifest, files=sealed(unfinished.folder)))
        publishing.publish(settings.index, unfinished.folder, target)
    except Exception:
        unfinished.remove()  # on a full disk above all; what is killed or stopped is gone on with
        raise
    report(Progress(stage="publishing", done=1, total=1))
    return _report(target, there, difference(files, hashes), embedded, started)


def _same_embedding(base: Path, settings: Settings) -> bool:
    return read_manifest(base).embedding == embedding_recipe(settings)


def _hashes(folder: Path) -> dict[str, str]:
    texts = TextStore(publishing.texts_file(folder))
    try:
        return texts.hashes()
    finally:
        texts.close()


def _manifest(build: Build, target: str, recipe_id: str, settings: Settings) -> Manifest:
    summaries = build.texts.summaries()
    return Manifest(
        id=target,
        published=datetime.now(UTC).isoformat(timespec="seconds"),
        recipe=recipe_id,
        embedding=embedding_recipe(settings),
        embedder=settings.embedder,
        documents=len(summaries),
        chunks=build.texts.count(),
        pages=sum(summary.pages for summary in summaries),
        files={},
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
    unread = f"{pages} of its {summary.pages} pages could not be read" if pages else ""
    reason = ". ".join(filter(None, [unread, name_warning(summary.id)])) or None
    return replace(
        IngestRow(path=summary.id, outcome=outcome), reason=reason, pages=summary.pages, chunks=summary.chunks
    )
