"""Text in, unit vectors out: the embedder of chunks and questions.

A model is named in the settings as a sentence-transformers name or folder, or as ``package:NAME/FOLDER`` when an
installed package carries it, so that the program works with no model hub. It is loaded when first used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from assistant.models.recent import Recent

if TYPE_CHECKING:
    from assistant.models.location import Card
    from assistant.models.onnx import OnnxModel

Vectors = npt.NDArray[np.float32]

BATCH = 32
KEPT_QUERIES = 512


class Engine(Protocol):
    """What an embedder needs of a loaded model."""

    window_tokens: int

    def encode_documents(self, texts: list[str]) -> Vectors:
        """Unit vectors of passages, of shape (len(texts), dimensions)."""
        ...

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a question, of shape (dimensions,)."""
        ...

    def token_counts(self, texts: list[str]) -> list[int]:
        """Tokens of each text, special tokens left out."""
        ...


class Embedder:
    """Turns texts into vectors of length 1 (so that a dot product is the cosine similarity)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._engine: Engine | None = None
        self._loading = Lock()
        self._encoding = Lock()
        self._queries = Recent[str, Vectors](KEPT_QUERIES)

    def encode_documents(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of shape (len(texts), dimensions). ``progress`` is told how many texts are done.

        Texts are encoded from the longest to the shortest, so that a batch wastes nothing on padding.
        """
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        vectors: Vectors | None = None
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            # One batch at a time through the model keeps two sessions from fighting over the same cores.
            with self._encoding:
                encoded = self.engine.encode_documents([texts[index] for index in batch])
            if vectors is None:
                vectors = np.empty((len(texts), encoded.shape[1]), dtype=np.float32)
            vectors[batch] = encoded
            if progress:
                progress(start + len(batch))
        return vectors if vectors is not None else np.empty((0, 0), dtype=np.float32)

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question, of shape (dimensions,). The last are kept: follow-ups take them along."""
        with self._encoding:
            return self._queries.all([text], lambda missing: [self.engine.encode_query(one) for one in missing])[0]

    def token_counts(self, texts: Sequence[str]) -> list[int]:
        """How many tokens of the model's own vocabulary each text has, special tokens left out."""
        return self.engine.token_counts(list(texts)) if texts else []

    @property
    def window_tokens(self) -> int:
        """The longest text that the model reads, special tokens left out; the rest would be cut in silence."""
        return self.engine.window_tokens - 2

    @property
    def engine(self) -> Engine:
        """The model, loaded when first asked for. Raises ModelMissing when it is not installed."""
        with self._loading:
            if self._engine is None:
                self._engine = _load(self.name)
        return self._engine


def _load(name: str) -> Engine:
    from assistant.models import onnx, transformer
    from assistant.models.location import CARDS, locate

    place, card = locate(name), CARDS.get(name)
    if card and isinstance(place, Path) and (place / onnx.FILE).is_file():
        return OnnxEngine(onnx.OnnxModel(place, window_tokens=card.window_tokens), card)
    return transformer.SentenceEngine(name, place)


class OnnxEngine:
    """An ONNX encoder whose vector of a text is that of its first token (CLS pooling, as the bge family is trained)."""

    def __init__(self, model: OnnxModel, card: Card) -> None:
        self._model, self._prefix, self.window_tokens = model, card.query_prefix, card.window_tokens

    def encode_documents(self, texts: list[str]) -> Vectors:
        """Unit vectors of passages, of shape (len(texts), dimensions)."""
        return np.stack(self._model.side_by_side(self._vector, texts))

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a question, of shape (dimensions,)."""
        return self._vector(self._prefix + text)

    def token_counts(self, texts: list[str]) -> list[int]:
        """Tokens of each text, special tokens left out."""
        return self._model.token_counts(texts)

    def _vector(self, text: str) -> Vectors:
        first: Vectors = self._model.run(text)[0]
        unit: Vectors = first / np.linalg.norm(first)
        return unit
