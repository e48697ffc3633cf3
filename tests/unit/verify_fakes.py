"""Stand-ins for the models of the judge: they compare letters, so that tests need no model and take no time."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.answering.verify.alignment import Aligner
from assistant.answering.verify.judge import Verdict
from assistant.answering.verify.local import LocalJudge
from assistant.models.embedder import Vectors

DIMENSIONS = 64


class LetterReader:
    """Gives words that begin alike vectors that lie alike."""

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        means = np.stack([_rows(text).mean(axis=0) for text in texts])
        units: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return units

    def nearest(self, text: str, sentences: Sequence[str]) -> list[Vectors]:
        return [(_rows(text) @ _rows(sentence).T).max(axis=1) for sentence in sentences]


class SharedWords:
    """A cross-encoder whose logit grows with the share of the claim's words that the passage has."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        ours = {word[:5] for word in re.findall(r"\w+", question.lower())}
        return [
            16 * len(ours & {word[:5] for word in re.findall(r"\w+", passage.lower())}) / max(1, len(ours)) - 8
            for passage in passages
        ]


class FixedJudge:
    """Gives the verdicts it was made with, by claim and evidence; raises for anything else."""

    def __init__(self, verdicts: dict[tuple[str, tuple[str, ...]], Verdict]) -> None:
        self.verdicts = verdicts

    def judge(self, claim: str, evidence: Sequence[str]) -> Verdict:
        return self.verdicts[claim, tuple(evidence)]


def letter_aligner() -> Aligner:
    """What compares claims with evidence by their letters."""
    return Aligner(LetterReader(), SharedWords(), LetterReader())


def letter_judge() -> LocalJudge:
    """The local judge with the weights that are shipped, over letters."""
    return LocalJudge(letter_aligner())


def _rows(text: str) -> Vectors:
    """A vector for each word; one for the whole text where it has none."""
    return np.stack([_vector(word) for word in re.findall(r"\w+", text) or [text]]).astype(np.float32)


def _vector(word: str) -> np.ndarray:
    vector = np.full(DIMENSIONS, 0.01)
    for letter in word.lower()[:5]:
        vector[ord(letter) % DIMENSIONS] += 1
    return vector / np.linalg.norm(vector)
