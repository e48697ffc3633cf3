"""Stand-ins for the models of the judge: they compare letters, so that tests need no model and take no time."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.answering.verify.judge import Verdict
from assistant.models.embedder import ReadText

DIMENSIONS = 64


class LetterReader:
    """Gives words that begin alike vectors that lie alike."""

    def read(self, text: str) -> ReadText:
        spans = tuple(match.span() for match in re.finditer(r"\w+", text)) or ((0, len(text)),)
        rows = np.stack([_vector(text[start:end]) for start, end in spans])
        mean = rows.mean(axis=0)
        return ReadText(
            vector=(mean / np.linalg.norm(mean)).astype(np.float32), tokens=rows.astype(np.float32), spans=spans
        )


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


def _vector(word: str) -> np.ndarray:
    vector = np.full(DIMENSIONS, 0.01)
    for letter in word.lower()[:5]:
        vector[ord(letter) % DIMENSIONS] += 1
    return vector / np.linalg.norm(vector)
