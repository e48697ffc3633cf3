"""Vectors kept by the text they were made of, so that a text is encoded once whatever snapshot it is in."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.models.embedder import Embedder, Vectors

# Texts encoded before they are put aside: an interrupted run loses no more than these.
PUT_ASIDE = 512
# If the embedder encodes these as it did before, what is cached is what it would make.
_PROBES = ("A short text.", "The committee shall report on the measures taken by the end of the second year (Art. 12).")
_TOLERANCE = 1e-3


class VectorCache:
    """The vectors of one embedder, in small files that are only ever added to; several processes may add."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        self._folder = folder / hashlib.sha256(embedder.name.encode()).hexdigest()[:16]
        self._check()
        self._known = self._load()

    def encode(self, texts: Sequence[str], *, progress: Callable[[int, int], None]) -> Vectors:
        """One vector per text, in order; ``progress`` is told how many of how many new texts are encoded."""
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        # The longest first over all, so that texts of one length meet in one batch.
        todo = sorted(new.items(), key=lambda item: -len(item[1]))
        for start in range(0, len(todo), PUT_ASIDE):
            part = todo[start : start + PUT_ASIDE]
            self._keep([key for key, _ in part], self._embedder.encode_documents([text for _, text in part]))
            progress(start + len(part), len(todo))
        return np.stack([self._known[key] for key in keys])

    def _check(self) -> None:
        """Empty the cache when the embedder of this name is no longer the one that filled it."""
        probe = self._embedder.encode_documents(_PROBES)
        file = self._folder / "probe.npy"
        if file.is_file():
            before = np.load(file)
            if before.shape == probe.shape and np.allclose(before, probe, atol=_TOLERANCE):
                return
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        np.save(file, probe)

    def _load(self) -> dict[str, Vectors]:
        known: dict[str, Vectors] = {}
        for file in sorted(self._folder.glob("*.npz")):
            with np.load(file) as held:
                known.update(zip(held["keys"].tolist(), held["vectors"], strict=True))
        return known

    def _keep(self, keys: Sequence[str], vectors: Vectors) -> None:
        self._known.update(zip(keys, vectors, strict=True))
        unfinished = self._folder / f"{uuid.uuid4().hex}.part"
        with unfinished.open("wb") as handle:
            np.savez(handle, keys=np.array(keys), vectors=vectors)
        unfinished.replace(unfinished.with_suffix(".npz"))
