"""A question and a passage in, one number out: how well the passage answers the question.

A cross-encoder reads both together, which is far more exact than comparing vectors and far slower; it is for the few
passages that the two searches bring up. It is loaded when first used.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from assistant.models.location import CARDS, locate

if TYPE_CHECKING:
    from assistant.models.onnx import OnnxModel

# Logits kept for questions asked again and for the sentences of an answer: about 100 bytes each.
_KEPT = 65536


class PairScorer(Protocol):
    """What judges a question and a passage together."""

    def score(self, question: str, passage: str) -> float:
        """A logit: above 0 the passage more likely answers than not."""
        ...


class CrossEncoder:
    """Scores pairs one at a time, and remembers the scores."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._engine: PairScorer | None = None
        self._scores: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._loading = Lock()
        self._lock = Lock()

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """The logit of each passage. Raises ModelMissing when the model is not installed."""
        return [self._score(question, passage) for passage in passages]

    def _score(self, question: str, passage: str) -> float:
        pair = (question, passage)
        with self._lock:
            if pair in self._scores:
                self._scores.move_to_end(pair)
                return self._scores[pair]
        score = round(self.engine.score(question, passage), 5)
        with self._lock:
            self._scores[pair] = score
            if len(self._scores) > _KEPT:
                self._scores.popitem(last=False)
        return score

    @property
    def engine(self) -> PairScorer:
        """The model, loaded when first asked for. Raises ModelMissing when it is not installed."""
        with self._loading:
            if self._engine is None:
                self._engine = _load(self.name)
        return self._engine


def _load(name: str) -> PairScorer:
    from assistant.models import onnx, transformer

    place, card = locate(name), CARDS.get(name)
    if card and isinstance(place, Path) and (place / onnx.FILE).is_file():
        return _OnnxPairs(onnx.OnnxModel(place, window_tokens=card.window_tokens))
    return transformer.PairEngine(name, place)


class _OnnxPairs:
    """A cross-encoder in ONNX with one logit."""

    def __init__(self, model: OnnxModel) -> None:
        self._model = model

    def score(self, question: str, passage: str) -> float:
        """The logit of a question and a passage."""
        return float(self._model.run(question, passage)[0])
