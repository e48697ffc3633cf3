"""The passages of a judged set as a snapshot: chunked, embedded and stored as documents of a corpus are."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.domain import Chunk, Progress
from assistant.evaluation.judged import Passage, load_passages
from assistant.evaluation.passages import passage_chunks
from assistant.evaluation.vector_cache import VectorCache
from assistant.indexing.build import summary_of
from assistant.indexing.chunks import embedded_text
from assistant.indexing.integrity import sealed
from assistant.indexing.manifest import Manifest, is_intact, write_manifest
from assistant.indexing.publishing import texts_file, vectors_folder
from assistant.indexing.recipe import embedding_recipe, recipe
from assistant.indexing.snapshot import Snapshot
from assistant.indexing.texts import TextStore
from assistant.indexing.vectors import VectorStore
from assistant.models.embedder import Embedder
from assistant.settings import Settings

Report = Callable[[Progress], None]

_PASSAGE_OF = "passages.json"
# What makes documents of passages: when it changes, so does the snapshot.
_SOURCES = (Path(__file__), Path(__file__).with_name("passages.py"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSnapshot:
    """An open snapshot of passages. ``passage_of`` leads from a chunk's id to its passage's; ``built`` is
    whether it had to be built for this run."""

    snapshot: Snapshot
    passage_of: dict[str, str]
    built: bool


def open_passages(
    corpus: Path, settings: Settings, embedder: Embedder, *, cache: Path, report: Report
) -> PassageSnapshot:
    """The snapshot of a ``corpus.jsonl``, from the cache when the same recipe made it of the same file before."""
    id_ = _snapshot_id(corpus, settings, embedder)
    folder = cache / "snapshots" / id_
    built = not is_intact(folder)
    if built:
        _build(folder, load_passages(corpus), settings, embedder, VectorCache(cache / "vectors", embedder), report)
    passage_of = json.loads((folder / _PASSAGE_OF).read_text(encoding="utf-8"))
    return PassageSnapshot(snapshot=Snapshot(folder), passage_of=passage_of, built=built)


def _snapshot_id(corpus: Path, settings: Settings, embedder: Embedder) -> str:
    digest = hashlib.sha256(f"{recipe(settings)}\x1f{embedder.name}\x1f".encode())
    for source in (*_SOURCES, corpus):
        with source.open("rb") as handle:
            digest.update(hashlib.file_digest(handle, "sha256").digest())
    return digest.hexdigest()[:16]


def _build(
    folder: Path,
    passages: Sequence[Passage],
    settings: Settings,
    embedder: Embedder,
    vectors: VectorCache,
    report: Report,
) -> None:
    building = folder.with_name(f"building-{os.getpid()}")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    found = _store_texts(building, passages, settings, embedder, report)
    encoded = vectors.encode(
        [embedded_text(chunk) for chunk, _ in found],
        progress=lambda done, total: report(Progress(stage="embedding", done=done, total=total)),
    )
    store = VectorStore(vectors_folder(building))
    for start in range(0, len(found), 1000):
        part = slice(start, start + 1000)
        store.add([chunk.id for chunk, _ in found[part]], encoded[part], [chunk.document for chunk, _ in found[part]])
        report(Progress(stage="indexing", done=min(start + 1000, len(found)), total=len(found)))
    store.settle()
    store.close()
    passage_of = {chunk.id: passage.id for chunk, passage in found}
    (building / _PASSAGE_OF).write_text(json.dumps(passage_of), encoding="utf-8")
    documents = len({passage.document for passage in passages})
    manifest = _manifest(folder.name, settings, embedder, (documents, len(found), len(passages)))
    write_manifest(building, replace(manifest, files=sealed(building)))
    if not is_intact(folder):  # else another run was quicker
        shutil.rmtree(folder, ignore_errors=True)
        building.rename(folder)
    shutil.rmtree(building, ignore_errors=True)


def _store_texts(
    building: Path, passages: Sequence[Passage], settings: Settings, embedder: Embedder, report: Report
) -> list[tuple[Chunk, Passage]]:
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.document, []).append(passage)
    found: list[tuple[Chunk, Passage]] = []
    texts = TextStore(texts_file(building), create=True)
    for done, (id_, members) in enumerate(by_document.items(), start=1):
        document, chunks = passage_chunks(id_, members, embedder, chunk_tokens=settings.chunk_tokens)
        size_bytes = sum(len(page.text.encode()) for page in document.pages)
        summary = summary_of(document, chunks=len(chunks), size_bytes=size_bytes)
        texts.add(document, summary, [chunk for chunk, _ in chunks])
        found += chunks
        report(Progress(stage="chunking", done=done, total=len(by_document)))
    texts.close()
    return found


def _manifest(id_: str, settings: Settings, embedder: Embedder, counts: tuple[int, int, int]) -> Manifest:
    """``counts``: documents, chunks and passages (a passage is a page)."""
    documents, chunks, pages = counts
    return Manifest(
        id=id_,
        published=datetime.now(UTC).isoformat(timespec="seconds"),
        recipe=recipe(settings),
        embedding=embedding_recipe(settings),
        embedder=embedder.name,
        documents=documents,
        chunks=chunks,
        pages=pages,
        files={},
    )
