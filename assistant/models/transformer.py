"""The one place that knows sentence-transformers and torch: any model by its hub name or folder.

Importing them takes seconds, so it happens when such a model is first used.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import ModelMissing

if TYPE_CHECKING:
    from assistant.models.embedder import Vectors


_BATCH = 32


class SentenceEngine:
    """A sentence-transformers encoder on the processor. Raises ModelMissing when it cannot be loaded."""

    def __init__(self, name: str, place: Path | str) -> None:
        _prepare(place)
        from sentence_transformers import SentenceTransformer  # noqa: TID251

        try:
            self._model: Any = SentenceTransformer(str(place), device="cpu")
        except Exception as error:
            raise ModelMissing(_cannot_load("embedding model", name, error, setting="embedder")) from error
        self.window_tokens = int(self._model.max_seq_length or 512)

    def encode_documents(self, texts: list[str]) -> Iterator[Vectors]:
        """The unit vector of each passage, of shape (dimensions,), in their order."""
        for start in range(0, len(texts), _BATCH):
            yield from self._encode(self._model.encode_document, texts[start : start + _BATCH])

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a question, of shape (dimensions,), with the model's own query prompt if it has one."""
        vector: Vectors = self._encode(self._model.encode_query, [text])[0]
        return vector

    def token_counts(self, texts: list[str]) -> list[int]:
        """Tokens of each text, special tokens left out."""
        encoded = self._model.tokenizer(texts, add_special_tokens=False, truncation=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def _encode(self, encode: Any, texts: list[str]) -> Vectors:
        vectors = encode(
            texts, batch_size=len(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(vectors, dtype=np.float32)


class EntailmentEngine:
    """A sentence-transformers cross-encoder that says whether a text entails another. Raises ModelMissing.

    What its outputs stand for is read from the model's own configuration: no two families agree on the order.
    """

    def __init__(self, name: str, place: Path | str) -> None:
        _prepare(place)
        from sentence_transformers import CrossEncoder  # noqa: TID251

        try:
            self._model: Any = CrossEncoder(str(place), device="cpu")
        except Exception as error:
            raise ModelMissing(_cannot_load("entailment model", name, error, setting="judge")) from error
        labels = {int(index): str(label) for index, label in self._model.config.id2label.items()}
        self._order = label_order(name, labels)

    def probabilities(self, premise: str, claim: str) -> tuple[float, float]:
        """How likely the premise entails the claim, and how likely it contradicts it; a model may not tell the last."""
        from torch.nn import Identity  # noqa: TID251

        logits = self._model.predict([(premise, claim)], activation_fn=Identity(), show_progress_bar=False)[0]
        weights = np.exp(np.asarray(logits, np.float64) - np.max(logits))
        shares = weights / weights.sum()
        entails, contradicts = self._order
        return float(shares[entails]), float(shares[contradicts]) if contradicts is not None else 0.0


def label_order(name: str, labels: Mapping[int, str]) -> tuple[int, int | None]:
    """Which output means entailment and which contradiction, None where a model has no such output.

    Models of two nameless outputs, as MiniCheck's, have support last. Raises ModelMissing when the labels do not say.
    """
    named = {index: label.lower() for index, label in labels.items()}
    entails = [index for index, label in named.items() if label.startswith(("entail", "support"))]
    contradicts = [index for index, label in named.items() if label.startswith(("contradict", "refut"))]
    if not entails and len(named) == 2 and all(label.startswith("label_") for label in named.values()):
        return 1, None
    if len(entails) != 1 or len(contradicts) > 1:
        listed = ", ".join(labels.values())
        raise ModelMissing(
            f"The model '{name}' does not say which of its outputs means entailment ({listed}). Name a model for "
            "natural language inference, such as cross-encoder/nli-deberta-v3-base (setting 'judge')."
        )
    return entails[0], contradicts[0] if contradicts else None


class PairEngine:
    """A sentence-transformers cross-encoder on the processor. Raises ModelMissing when it cannot be loaded."""

    def __init__(self, name: str, place: Path | str) -> None:
        _prepare(place)
        from sentence_transformers import CrossEncoder  # noqa: TID251

        try:
            self._model: Any = CrossEncoder(str(place), device="cpu", num_labels=1)
        except Exception as error:
            raise ModelMissing(_cannot_load("reranking model", name, error, setting="reranker")) from error

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """How well each passage answers a question, as logits; read one at a time, so that none changes another."""
        from torch.nn import Identity  # noqa: TID251

        def score(passage: str) -> float:
            pair = [(question, passage)]
            return float(self._model.predict(pair, activation_fn=Identity(), show_progress_bar=False)[0])

        return [score(passage) for passage in passages]


def _prepare(place: Path | str) -> None:
    """Settings that must be in the environment before the libraries are imported."""
    if isinstance(place, Path):
        os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging  # the loading bar of weights is noise on a person's screen

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _cannot_load(kind: str, name: str, error: Exception, *, setting: str) -> str:
    return (
        f"The {kind} '{name}' could not be loaded ({error}). Name an installed one: a folder, a model in the local "
        f"hub cache, or package:NAME/FOLDER (setting '{setting}')."
    )
