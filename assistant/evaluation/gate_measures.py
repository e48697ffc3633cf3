"""Measures of a judge of claims, as the literature on the two sets takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.claims import JudgedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a judge made of a claim: whether it is wholly supported, with which score, by which sentences."""

    supported: bool
    score: float
    cited: tuple[int, ...]


def balanced_accuracy(gold: Sequence[bool], said: Sequence[bool]) -> float:
    """The mean of the shares of supported and of other claims that were told rightly; 0.5 is chance."""
    truth, guess = np.array(gold, bool), np.array(said, bool)
    rates = [float((guess[truth == value] == value).mean()) for value in (True, False) if (truth == value).any()]
    return sum(rates) / len(rates) if rates else 0.0


def macro_f1(gold: Sequence[bool], said: Sequence[bool]) -> float:
    """The mean of the F1 of both labels: AttributionBench's own measure."""
    truth, guess = np.array(gold, bool), np.array(said, bool)
    scores = []
    for value in (True, False):
        right = int(((truth == value) & (guess == value)).sum())
        wrong = int(((truth == value) != (guess == value)).sum())
        scores.append(2 * right / (2 * right + wrong) if right else 0.0)
    return sum(scores) / 2


def evidence_f1(claims: Sequence[JudgedClaim], outcomes: Sequence[Outcome]) -> float:
    """The mean F1 of the cited sentences against the gold set that they fit best, over claims that have one."""
    scores = [
        max(_f1(frozenset(outcome.cited), gold) for gold in claim.gold)
        for claim, outcome in zip(claims, outcomes, strict=True)
        if claim.gold
    ]
    return sum(scores) / len(scores) if scores else 0.0


def _f1(cited: frozenset[int], gold: frozenset[int]) -> float:
    return 2 * len(cited & gold) / (len(cited) + len(gold)) if cited or gold else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: a set or a part of one, how many claims, and its measures; None where there is no gold."""

    name: str
    claims: int
    balanced_accuracy: float
    macro_f1: float
    evidence_f1: float | None


def rows(claims: Sequence[JudgedClaim], outcomes: Sequence[Outcome]) -> list[Row]:
    """A row for each set and, where a set has several, for each of its sources; then their mean."""
    found: list[Row] = []
    for name in dict.fromkeys(claim.set_name for claim in claims):
        inside = [at for at, claim in enumerate(claims) if claim.set_name == name]
        found.append(_row(name, claims, outcomes, inside))
        sources = sorted({claims[at].source for at in inside})
        if len(sources) > 1:
            parts = [
                _row(f"{name}: {source}", claims, outcomes, [at for at in inside if claims[at].source == source])
                for source in sources
            ]
            found += parts
            found.append(
                Row(
                    name=f"{name}: mean of its parts",
                    claims=len(inside),
                    balanced_accuracy=sum(part.balanced_accuracy for part in parts) / len(parts),
                    macro_f1=sum(part.macro_f1 for part in parts) / len(parts),
                    evidence_f1=None,
                )
            )
    return found


def _row(name: str, claims: Sequence[JudgedClaim], outcomes: Sequence[Outcome], inside: Sequence[int]) -> Row:
    gold, said = [claims[at].supported for at in inside], [outcomes[at].supported for at in inside]
    some = [claims[at] for at in inside]
    return Row(
        name=name,
        claims=len(inside),
        balanced_accuracy=balanced_accuracy(gold, said),
        macro_f1=macro_f1(gold, said),
        evidence_f1=evidence_f1(some, [outcomes[at] for at in inside]) if any(claim.gold for claim in some) else None,
    )
