"""Logistic regression with a ridge, by Newton's method, and cross-validation; small enough to need no library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answering.calibration import Logistic, Signs

Array = npt.NDArray[np.float64]

RIDGE, _STEPS, FOLDS = 1.0, 25, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What was measured once, what it should come to in [0, 1], its weight, and the question it belongs to."""

    signs: Signs
    truth: float
    group: str
    weight: float = 1.0


def fit(examples: Sequence[Example], names: Sequence[str]) -> Logistic:
    """The weights of some signs. Standardised for the ridge, given back for the signs as they are."""
    table = np.array([[example.signs[name] for name in names] for example in examples])
    truth = np.array([example.truth for example in examples])
    weight = np.array([example.weight for example in examples])
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    found = _newton(np.c_[(table - mean) / spread, np.ones(len(table))], truth, weight)
    weights = found[:-1] / spread
    return Logistic(
        weights={name: round(float(value), 5) for name, value in zip(names, weights, strict=True)},
        constant=round(float(found[-1] - weights @ mean), 5),
    )


def cross_validated(examples: Sequence[Example], names: Sequence[str], *, seed: int = 0) -> list[float]:
    """The probability of each example from weights that were fitted without its fold; a group is in one fold."""
    groups = sorted({example.group for example in examples})
    order = np.random.default_rng(seed).permutation(len(groups))
    fold = {groups[at]: place % FOLDS for place, at in enumerate(order)}
    probabilities = [0.0] * len(examples)
    for left_out in range(FOLDS):
        fitted = fit([one for one in examples if fold[one.group] != left_out], names)
        for place, example in enumerate(examples):
            if fold[example.group] == left_out:
                probabilities[place] = fitted.probability(example.signs)
    return probabilities


def _newton(table: Array, truth: Array, weight: Array) -> Array:
    columns = table.shape[1]
    penalty = np.eye(columns) * RIDGE
    penalty[-1, -1] = 0.0  # the constant is free
    found = np.zeros(columns)
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-np.clip(table @ found, -30, 30)))
        gradient = table.T @ (weight * (truth - share)) - penalty @ found
        curvature = (table * (weight * share * (1 - share))[:, None]).T @ table + penalty
        found = found + np.linalg.solve(curvature + 1e-9 * np.eye(columns), gradient)
    return found
