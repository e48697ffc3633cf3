"""Bring the index up to date with the corpus folder: copy the last snapshot, apply the difference, publish."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.domain import DocumentSummary, IngestOutcome, IngestReport, IngestRow, Progress, name_warning
from assistant.errors import AssistantError, IndexBusy, NotWritten, SettingsError
from assistant.indexing import publishing
from assistant.indexing.build import Build, KnownVectors, ReadMany, Report
from assistant.indexing.corpus_files import Difference, corpus_files, difference
from assistant.indexing.integrity import sealed
from assistant.indexing.manifest import MANIFEST, Manifest, is_intact, read_manifest, write_manifest
from assistant.indexing.recipe import embedding_recipe, recipe, snapshot_id
from assistant.indexing.texts import TextStore
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
    files = corpus_files(settings.corpus)
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
    change = difference(files, _hashes(base) if base and reusable else {})
    building = settings.index / f"{publishing.BUILDING}{os.getpid()}"
    try:
        _start(building, base if reusable else None)
        known = KnownVectors(base if base and _same_embedding(base, settings) else None)
        build = Build(building, settings, embedder, report, known)
        try:
            embedded = build.apply(change, read)
            report(Progress(stage="publishing", done=0, total=1))
            manifest = _manifest(build, target, recipe_id, settings)
        finally:
            build.close()
            known.close()
        write_manifest(building, replace(manifest, files=sealed(building)))
        publishing.publish(settings.index, building, target)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)  # on a full disk above all
        raise
    report(Progress(stage="publishing", done=1, total=1))
    if base is not None and not reusable:  # read anew for the recipe's sake: tell added from known all the same
        change = difference(files, _hashes(base)) if base.is_dir() else change
    return _report(target, there, change, embedded, started)


def _same_embedding(base: Path, settings: Settings) -> bool:
    return read_manifest(base).embedding == embedding_recipe(settings)


def _hashes(folder: Path) -> dict[str, str]:
    texts = TextStore(publishing.texts_file(folder))
    try:
        return texts.hashes()
    finally:
        texts.close()


def _start(building: Path, base: Path | None) -> None:
    shutil.rmtree(building, ignore_errors=True)
    if base is None:
        building.mkdir()
    else:
        shutil.copytree(base, building)
        (building / MANIFEST).unlink()


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
