"""Measures of rankings, by ir-measures, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.errors import AssistantError
from assistant.evaluation.judged import Qrels

# What is reported, and what ir-measures calls it: AP@10 over many questions is their mean, MAP@10.
MEASURES = {"nDCG@5": "nDCG@5", "nDCG@10": "nDCG@10", "R@5": "R@5", "R@10": "R@10", "MAP@10": "AP@10"}
RESAMPLES = 1000
_SEED = 0

Values = npt.NDArray[np.float64]
Run = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A mean over questions with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def measure(qrels: Qrels, run: Run) -> dict[str, Measured]:
    """Every measure over all judged questions: one that has no ranking counts as 0.

    Raises AssistantError when ir-measures is not installed.
    """
    values = per_query(qrels, run)
    return {name: with_interval(values[name]) for name in MEASURES}


def per_query(qrels: Qrels, run: Run) -> dict[str, Values]:
    """The value of every measure for every judged question, in the order of ``qrels``."""
    try:
        import ir_measures
    except ImportError as error:
        raise AssistantError(
            "Measuring needs the package ir-measures. Install it: pip install -r requirements-dev.txt"
        ) from error
    position = {query: index for index, query in enumerate(qrels)}
    name_of = {ir_measures.parse_measure(theirs): ours for ours, theirs in MEASURES.items()}
    values = {name: np.zeros(len(position)) for name in MEASURES}
    ranked = {query: scored(passages) for query, passages in run.items() if passages and query in position}
    if ranked:
        judged = {query: dict(qrels[query]) for query in ranked}
        for metric in ir_measures.iter_calc(list(name_of), judged, ranked):
            values[name_of[metric.measure]][position[metric.query_id]] = metric.value
    return values


def scored(passages: Sequence[str]) -> dict[str, float]:
    """A score for each passage, strictly falling: evaluation programs order by score and break ties by id."""
    return {passage: float(len(passages) - index) for index, passage in enumerate(passages)}


def with_interval(values: Values) -> Measured:
    """The mean with its 95 % percentile bootstrap interval over questions (Efron, 1979)."""
    generator = np.random.default_rng(_SEED)
    means = [values[generator.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, (2.5, 97.5))
    return Measured(value=float(values.mean()), low=float(low), high=float(high))


def trec_lines(run: Run, tag: str) -> list[str]:
    """A run in the format of TREC: query, Q0, passage, rank, score, tag."""
    return [
        f"{query} Q0 {passage} {rank} {score:g} {tag}"
        for query, passages in run.items()
        for rank, (passage, score) in enumerate(scored(passages).items(), start=1)
    ]
