"""A corpus of any size built into an index, with what that takes; run in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.evaluation.scale_corpus import Copies, Original, of_size, originals
from assistant.indexing.build import FLUSH_CHUNKS, summary_of
from assistant.indexing.integrity import sealed
from assistant.indexing.manifest import Manifest, write_manifest
from assistant.indexing.publishing import BUILDING, folder_bytes, publish, texts_file, vectors_folder
from assistant.indexing.recipe import embedding_recipe, recipe
from assistant.indexing.texts import TextStore
from assistant.indexing.vectors import VectorStore
from assistant.models.embedder import Embedder, Vectors
from assistant.settings import Settings

VECTORS, IDS = "vectors.npy", "ids.txt"
_ID = "scale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What an index took. Seconds are of the text store, the vector store and the sealing and publishing."""

    passages: int
    documents: int
    texts_s: float
    vectors_s: float
    publishing_s: float
    bytes_on_disk: int
    peak_bytes: int
    similarity: float
    encoded_per_s: float

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.texts_s + self.vectors_s + self.publishing_s


@dataclass(slots=True, kw_only=True)
class _Filled:
    """What has been stored so far, and the seconds that it took."""

    documents: int = 0
    pages: int = 0
    ids: list[str] = field(default_factory=list)
    stored: list[Vectors] = field(default_factory=list)
    texts_s: float = 0.0
    vectors_s: float = 0.0


def build(folder: Path, folders: Sequence[Path], passages: int, settings: Settings, cache: Path) -> Built:
    """Publish an index of so many passages at ``folder``/index; all vectors are put beside it for an exact search."""
    embedder = Embedder(settings.embedder)
    of = originals(folders, embedder, chunk_tokens=settings.chunk_tokens, most=passages, cache=cache)
    copies = Copies(of, embedder)
    index = folder / "index"
    building = index / f"{BUILDING}{_ID}"
    building.mkdir(parents=True)
    filled = _filled(building, of_size(of, copies, passages))
    start = time.perf_counter()
    manifest = Manifest(
        id=_ID,
        published=datetime.now(UTC).isoformat(timespec="seconds"),
        recipe=recipe(settings),
        embedding=embedding_recipe(settings),
        embedder=settings.embedder,
        documents=filled.documents,
        chunks=len(filled.ids),
        pages=filled.pages,
        files={},
    )
    write_manifest(building, replace(manifest, files=sealed(building)))
    publish(index, building, _ID)
    publishing_s = time.perf_counter() - start
    peak = peak_bytes()
    np.save(folder / VECTORS, np.concatenate(filled.stored))
    (folder / IDS).write_text("\n".join(filled.ids), encoding="ascii")
    return Built(
        passages=len(filled.ids),
        documents=filled.documents,
        texts_s=filled.texts_s,
        vectors_s=filled.vectors_s,
        publishing_s=publishing_s,
        bytes_on_disk=folder_bytes(index),
        peak_bytes=peak,
        similarity=copies.similarity,
        encoded_per_s=copies.encoded_per_s,
    )


def _filled(building: Path, documents: Iterable[Original]) -> _Filled:
    """Both stores with all the documents in them, closed."""
    texts, vectors = TextStore(texts_file(building), create=True), VectorStore(vectors_folder(building))
    filled = _Filled()
    for group in _groups(documents):
        start = time.perf_counter()
        for one in group:
            summary = summary_of(one.document, chunks=len(one.chunks), size_bytes=len(one.document.pages[0].text))
            texts.add(one.document, summary, one.chunks)
            filled.documents += 1
            filled.pages += len(one.document.pages)
        middle = time.perf_counter()
        chunks = [chunk for one in group for chunk in one.chunks]
        filled.stored.append(np.concatenate([one.vectors for one in group]))
        vectors.add([chunk.id for chunk in chunks], filled.stored[-1], [chunk.document for chunk in chunks])
        filled.ids += [chunk.id for chunk in chunks]
        filled.texts_s += middle - start
        filled.vectors_s += time.perf_counter() - middle
    texts.close()
    vectors.settle()
    vectors.close()
    return filled


def _groups(documents: Iterable[Original]) -> Iterator[list[Original]]:
    """As many documents at once as an ingest stores together."""
    group: list[Original] = []
    for one in documents:
        group.append(one)
        if sum(len(member.chunks) for member in group) >= FLUSH_CHUNKS:
            yield group
            group = []
    if group:
        yield group


def peak_bytes() -> int:
    """The most memory that this process has held since it began, from Linux's ``/proc``.

    Not from getrusage(2): there a process begins with the peak of the one that started it.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
