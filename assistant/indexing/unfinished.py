"""An ingest that was killed: what it had read and embedded is there for the next one.

::

    index/
      building-now/       the snapshot in the making; each batch of documents is in its texts whole or not at all
      building-embedded/  the vectors of each batch, and begun.json: what the snapshot is made from

Chroma's own files are not trusted after a kill: they are made anew from the last snapshot's and from these vectors.
After a restart of the machine nothing is, since a snapshot in the making is brought to the disk at its end only.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.durable import write_durably
from assistant.indexing.manifest import MANIFEST
from assistant.indexing.publishing import BUILDING, texts_file, vectors_folder
from assistant.indexing.texts import TextStore
from assistant.models.embedder import Vectors

_BEGUN = "begun.json"
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Unfinished:
    """The folders of the snapshot in the making below ``index``. Call with the lock held."""

    def __init__(self, index: Path) -> None:
        self.folder = index / f"{BUILDING}now"
        self._embedded = index / f"{BUILDING}embedded"

    def begin(self, base: Path | None, recipe_id: str) -> None:
        """Make the folder ready: as an ingest of the same base and recipe left it, or a copy of ``base``, or empty."""
        begun = {"recipe": recipe_id, "base": base.name if base else "", "boot": _boot()}
        if self._begun() == begun and texts_file(self.folder).is_file():
            self._keep_texts_only()
            if base is not None:
                shutil.copytree(vectors_folder(base), vectors_folder(self.folder))
            return
        self.remove()
        if base is None:
            self.folder.mkdir()
            TextStore(texts_file(self.folder), create=True).close()
        else:
            shutil.copytree(base, self.folder)
            (self.folder / MANIFEST).unlink()
        self._embedded.mkdir()
        write_durably(self._embedded / _BEGUN, json.dumps(begun).encode())

    def keep(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Keep the vectors of a batch; to be called before its texts are stored."""
        held = io.BytesIO()
        np.savez(held, ids=np.array(ids), vectors=vectors)
        number = sum(1 for _ in self._batches())
        write_durably(self._embedded / f"{number:06}.npz", held.getvalue())

    def kept(self) -> Iterator[tuple[list[str], Vectors]]:
        """The vectors of each batch that was kept, with the ids of their chunks."""
        for file in sorted(self._batches()):
            with np.load(file, allow_pickle=False) as held:
                yield held["ids"].tolist(), held["vectors"]

    def remove(self) -> None:
        """Remove everything; what it was made from first, so that half of it is not gone on with."""
        (self._embedded / _BEGUN).unlink(missing_ok=True)
        for folder in (self._embedded, self.folder):
            shutil.rmtree(folder, ignore_errors=True)

    def _keep_texts_only(self) -> None:
        texts = texts_file(self.folder).name  # and its journal, if the kill came amid a batch
        for entry in self.folder.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif not entry.name.startswith(texts):
                entry.unlink()

    def _batches(self) -> Iterator[Path]:
        return self._embedded.glob("*.npz")

    def _begun(self) -> object:
        try:
            return json.loads((self._embedded / _BEGUN).read_bytes())
        except (OSError, ValueError):
            return None


def _boot() -> str:
    """What differs after each start of the machine, where the system tells."""
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""
