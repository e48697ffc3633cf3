"""Bring the index up to date with the corpus folder: copy the last snapshot, apply the difference, publish."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.domain import (
    DocumentSummary,
    IngestOutcome,
    IngestReport,
    IngestRow,
    Progress,
)
from assistant.errors import IndexBusy, SettingsError
from assistant.indexing import publishing
from assistant.indexing.build import Build, KnownVectors, ReadMany, Report
from assistant.indexing.corpus_files import Difference, corpus_files, difference
from assistant.indexing.recipe import embedding_recipe, recipe, snapshot_id
from assistant.indexing.texts import TextStore
from assistant.models.embedder import Embedder
from assistant.settings import Settings


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
    known = KnownVectors(base if base and _same_embedding(base, settings) else None)
    build = Build(building, settings, embedder, report, known)
    try:
        embedded = build.apply(change, read)
        report(Progress(stage="publishing", done=0, total=1))
        manifest = _manifest(build, target, recipe_id, settings)
    finally:
        build.close()
        known.close()
    publishing.write_manifest(building, manifest)
    publishing.publish(settings.index, building, target)
    report(Progress(stage="publishing", done=1, total=1))
    if base is not None and not reusable:  # read anew for the recipe's sake: tell added from known all the same
        change = difference(files, _hashes(base)) if base.is_dir() else change
    return _report(target, settings.index / target, change, embedded, started)


def _same_embedding(base: Path, settings: Settings) -> bool:
    return publishing.read_manifest(base).embedding == embedding_recipe(settings)


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


def _manifest(build: Build, target: str, recipe_id: str, settings: Settings) -> publishing.Manifest:
    summaries = build.texts.summaries()
    return publishing.Manifest(
        id=target,
        published=datetime.now(UTC).isoformat(timespec="seconds"),
        recipe=recipe_id,
        embedding=embedding_recipe(settings),
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
