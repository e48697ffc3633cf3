"""The fitted numbers of the local judge: a small file beside this one, written by ``evaluation fit-gate``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.verify.alignment import Array
from assistant.answering.verify.features import CLAIM_FEATURES, SENTENCE_FEATURES

FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistic:
    """A logistic regression over named features: ``weights`` apply to the features as they are, not standardised."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    constant: float

    def probability(self, values: Array) -> Array:
        """The probability for each row; ``values`` has the shape (..., features), the result one dimension less."""
        logits: Array = np.asarray(values @ np.array(self.weights) + self.constant)
        return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All that was fitted.

    ``sentence`` gives the probability that a sentence belongs to the evidence of a claim, ``claim`` that its evidence
    supports it wholly. From ``chosen_from`` on a sentence is taken as evidence, from ``supported_from`` on a claim is
    supported, from ``partly_from`` on partly. ``embedder`` and ``cross_encoder`` are the models they were fitted with.
    """

    embedder: str
    cross_encoder: str
    sentence: Logistic
    claim: Logistic
    chosen_from: float
    supported_from: float
    partly_from: float


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights that this version of the program ships."""
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights(
        embedder=raw["embedder"],
        cross_encoder=raw["cross_encoder"],
        sentence=_logistic(raw["sentence"], SENTENCE_FEATURES),
        claim=_logistic(raw["claim"], CLAIM_FEATURES),
        chosen_from=raw["chosen_from"],
        supported_from=raw["supported_from"],
        partly_from=raw["partly_from"],
    )


def _logistic(raw: dict[str, Any], features: tuple[str, ...]) -> Logistic:
    """A model as written, its features in the order in which they are computed. Raises KeyError for a missing one."""
    return Logistic(
        features=features,
        weights=tuple(float(raw["weights"][feature]) for feature in features),
        constant=float(raw["constant"]),
    )
