"""An index of what some people may see: a copy of the published snapshot without what they may not.

Nothing of a hidden document is in it, no count, no word, no frequency, so that nothing that is made of it can tell of
one. It is derived like the index itself, and made anew when a snapshot is published.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from assistant.indexing import publishing
from assistant.indexing.integrity import sealed
from assistant.indexing.manifest import MANIFEST, is_intact, write_manifest
from assistant.indexing.snapshot import Snapshot
from assistant.indexing.texts import TextStore
from assistant.indexing.vectors import VectorStore

Sees = Callable[[str, str | None], bool]
"""Whether people may see a document, by its id and marking."""


def make_view(index: Path, whole: Snapshot, sees: Sees) -> str:
    """Publish in the folder ``index`` what of a snapshot people may see, unless it is there already; its id.

    A file that could not be read bears a marking that nobody knows, and is shown to those who may see the strongest.
    """
    summaries = whole.texts.summaries()
    hidden = [one.id for one in summaries if not sees(one.id, one.marking)]
    hidden += [row.path for row in whole.texts.refused() if not sees(row.path, "not read")]
    view = hashlib.sha256("\x1f".join((whole.id, *sorted(hidden))).encode()).hexdigest()[:16]
    index.mkdir(parents=True, exist_ok=True)
    with FileLock(index / "ingest.lock"):
        if is_intact(index / view):
            publishing.point_at(index, view)
            return view
        building = index / f"{publishing.BUILDING}{os.getpid()}"
        shutil.rmtree(building, ignore_errors=True)
        try:
            shutil.copytree(whole.folder, building)
            (building / MANIFEST).unlink()
            chunks = _without(building, hidden)
            seen = [one for one in summaries if one.id not in set(hidden)]
            pages = sum(one.pages for one in seen)
            made = replace(whole.manifest, id=view, documents=len(seen), chunks=chunks, pages=pages)
            write_manifest(building, replace(made, files=sealed(building)))
            publishing.publish(index, building, view)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
    return view


def _without(folder: Path, hidden: list[str]) -> int:
    """Take documents out of a snapshot in the making; the number of passages that are left."""
    texts, vectors = TextStore(publishing.texts_file(folder)), VectorStore(publishing.vectors_folder(folder))
    try:
        texts.delete(*hidden)
        vectors.delete(*hidden)
        return texts.count()
    finally:
        texts.close()
        vectors.close()
