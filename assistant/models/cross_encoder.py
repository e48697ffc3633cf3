"""A question and a passage in, one number out: how well the passage answers the question.

A cross-encoder reads both together, which is far more exact than comparing vectors and far slower; it is for the few
passages that the two searches bring up. It is loaded when first used.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from assistant.models.location import CARDS, locate
from assistant.models.recent import Recent

if TYPE_CHECKING:
    from assistant.models.onnx import OnnxModel

# Logits kept for questions asked again and for the sentences of an answer: some 24 a question, each with the text of
# its passage, about a kilobyte.
_KEPT = 16_384


class PairScorer(Protocol):
    """What judges a question and a passage together."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """A logit for each passage: above 0 it more likely answers than not."""
        ...


class CrossEncoder:
    """Scores pairs, each once: the scores are remembered."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._engine: PairScorer | None = None
        self._scores = Recent[tuple[str, str], float](_KEPT)
        self._loading = Lock()

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """The logit of each passage. Raises ModelMissing when the model is not installed."""
        return self._scores.all(
            [(question, passage) for passage in passages],
            lambda missing: [round(score, 5) for score in self.engine.scores(question, [one for _, one in missing])],
        )

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

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """The logit of the question with each passage."""
        return list(self._model.side_by_side(lambda passage: float(self._model.run(question, passage)[0]), passages))
