"""Figures for answering and declining, and for the sentences that answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from statistics import fmean
from typing import Protocol

from assistant.evaluation.answer_tasks import AnswerTask


class Predicted(Protocol):
    """What is scored of a prediction."""

    @property
    def abstained(self) -> bool:
        """Whether it declined."""
        ...

    @property
    def cited(self) -> Collection[int]:
        """The indexes of the sentences that it shows."""
        ...


def answering_figures(tasks: Sequence[AnswerTask], predictions: Sequence[Predicted]) -> dict[str, float]:
    """Balanced accuracy of answering or declining; precision, recall and F1 of declining (0 where undefined)."""
    pairs = list(zip(tasks, predictions, strict=True))
    declined = [not task.answerable for task, prediction in pairs if prediction.abstained]
    answerable = [not prediction.abstained for task, prediction in pairs if task.answerable]
    unanswerable = [prediction.abstained for task, prediction in pairs if not task.answerable]
    precision, recall = _mean(declined), _mean(unanswerable)
    return {
        "balanced accuracy": (recall + _mean(answerable)) / 2,
        "declining precision": precision,
        "declining recall": recall,
        "declining F1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "answerable refused": 1 - _mean(answerable),
    }


def evidence_figures(tasks: Sequence[AnswerTask], predictions: Sequence[Predicted]) -> dict[str, float]:
    """Precision, recall and F1 of the sentences chosen, against the reference that fits best, over tasks that have one.

    The last figure counts an answer that was refused as one without sentences.
    """
    judged = [(task, prediction) for task, prediction in zip(tasks, predictions, strict=True) if task.gold]
    rows = [
        max((_overlap(set(prediction.cited), gold) for gold in task.gold), key=lambda row: row[2])
        for task, prediction in judged
    ]
    precision, recall, f1 = (fmean(column) for column in zip(*rows, strict=True))
    return {
        "sentence P": precision,
        "sentence R": recall,
        "sentence F1": f1,
        "sentences chosen": fmean(len(prediction.cited) for _, prediction in judged),
        "F1, refused counts 0": fmean(
            0.0 if prediction.abstained else row[2] for row, (_, prediction) in zip(rows, judged, strict=True)
        ),
    }


def _overlap(cited: set[int], gold: Collection[int]) -> tuple[float, float, float]:
    both = len(cited & set(gold))
    precision = both / len(cited) if cited else 0.0
    recall = both / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def _mean(values: Sequence[bool]) -> float:
    return fmean(values) if values else 0.0
