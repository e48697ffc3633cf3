"""A published snapshot, open for reading."""

from __future__ import annotations

import os
import threading
from functools import cached_property
from pathlib import Path

from assistant.domain import DocumentSummary
from assistant.errors import SnapshotBroken
from assistant.indexing.manifest import check_snapshot
from assistant.indexing.publishing import texts_file, vectors_folder
from assistant.indexing.texts import TextStore
from assistant.indexing.vectors import VectorStore


class Snapshot:
    """The text, words and vectors of one snapshot. Raises SnapshotBroken when they cannot be opened or were changed.

    ``suspect`` becomes true when something of it could not be read after all. May be shared by threads.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.suspect = False
        self.manifest = check_snapshot(folder)
        self._vectors: VectorStore | None = None
        self._opening = threading.Lock()
        try:
            self.texts = TextStore(texts_file(folder), broken=self._broken)
        except Exception as error:
            raise _cannot_be_opened(folder, error) from error

    @property
    def vectors(self) -> VectorStore:
        """Its vectors, opened when first wanted: what only lists documents need not wait for Chroma.

        Raises SnapshotBroken when they cannot be opened or were changed.
        """
        with self._opening:
            if self._vectors is None:
                self._vectors = self._open_vectors()
            return self._vectors

    def _open_vectors(self) -> VectorStore:
        try:
            check_snapshot(self.folder)  # had it been swept away meanwhile, Chroma would make it anew, empty
            return VectorStore(vectors_folder(self.folder), broken=self._broken)
        except SnapshotBroken:
            self.suspect = True
            raise
        except Exception as error:
            self.suspect = _may_be_written(self.folder)  # else nothing is wrong with the files
            raise _cannot_be_opened(self.folder, error) from error

    @property
    def id(self) -> str:
        """The snapshot's id."""
        return self.manifest.id

    @cached_property
    def summaries(self) -> tuple[DocumentSummary, ...]:
        """What a list shows of each document, by id; read once, since every answer counts what was searched."""
        return self.texts.summaries()

    def _broken(self, error: Exception) -> SnapshotBroken:
        self.suspect = True
        return SnapshotBroken(
            f"The snapshot {self.folder.name} could not be read ({error}). Ask again: it is then checked, and the one "
            "before it answers if it is damaged. 'python -m assistant ingest' builds it anew."
        )

    def close(self) -> None:
        """Let go of its files."""
        self.texts.close()
        with self._opening:
            if self._vectors is not None:
                self._vectors.close()


def _cannot_be_opened(folder: Path, error: Exception) -> SnapshotBroken:
    if not _may_be_written(folder):
        return SnapshotBroken(
            f"The index {folder.parent} may not be written by this user, and Chroma takes a lock there even to read. "
            "Correct the permissions, or set 'index' to a folder of this user and ingest."
        )
    return SnapshotBroken(
        f"The snapshot {folder.name} cannot be opened ({error}). Delete the index folder and run "
        "'python -m assistant ingest'; no document and nothing you wrote is in it."
    )


def _may_be_written(folder: Path) -> bool:
    return os.access(vectors_folder(folder), os.W_OK)
