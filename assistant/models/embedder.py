"""Text in, unit vectors out: the embedder of chunks and questions.

A model is named in the settings as a sentence-transformers name or folder, or as ``package:NAME/FOLDER`` when an
installed package carries it, so that the program works with no model hub. It is loaded when first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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

# How many passages are encoded between two reports.
TOLD_EVERY = 32
KEPT_QUERIES = 512


class Engine(Protocol):
    """What an embedder needs of a loaded model."""

    window_tokens: int

    def encode_documents(self, texts: list[str]) -> Iterator[Vectors]:
        """The unit vector of each passage, of shape (dimensions,), in their order and each as soon as it is there."""
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
        self._queries = Recent[str, Vectors](KEPT_QUERIES)

    def encode_documents(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of shape (len(texts), dimensions). ``progress`` is told how many texts are done.

        Texts are encoded from the longest to the shortest, so that a batch wastes nothing on padding, and no core waits
        at the end for one long text.
        """
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        vectors = np.empty((0, 0), dtype=np.float32)
        encoded = self.engine.encode_documents([texts[index] for index in order]) if order else ()
        for done, (index, vector) in enumerate(zip(order, encoded, strict=True), start=1):
            if done == 1:
                vectors = np.empty((len(texts), len(vector)), dtype=np.float32)
            vectors[index] = vector
            if progress and (done % TOLD_EVERY == 0 or done == len(texts)):
                progress(done)
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question, of shape (dimensions,). The last are kept: follow-ups take them along."""
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

    def encode_documents(self, texts: list[str]) -> Iterator[Vectors]:
        """The unit vector of each passage, of shape (dimensions,), in their order."""
        return self._model.side_by_side(self._vector, texts)

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
