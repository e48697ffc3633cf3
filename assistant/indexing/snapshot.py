"""A published snapshot, open for reading."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import SnapshotBroken
from assistant.indexing.publishing import read_manifest, texts_file, vectors_folder
from assistant.indexing.texts import TextStore
from assistant.indexing.vectors import VectorStore


class Snapshot:
    """The text, words and vectors of one snapshot. Raises SnapshotBroken when they cannot be opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        try:
            self.texts = TextStore(texts_file(folder))
            self.vectors = VectorStore(vectors_folder(folder))
        except Exception as error:
            raise SnapshotBroken(
                f"The snapshot {folder.name} cannot be opened ({error}). Delete the index folder and run "
                "'python -m assistant ingest'; no document and nothing you wrote is in it."
            ) from error

    @property
    def id(self) -> str:
        """The snapshot's id."""
        return self.manifest.id

    def close(self) -> None:
        """Let go of its files."""
        self.texts.close()
        self.vectors.close()
