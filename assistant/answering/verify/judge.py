"""What every judge takes and gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.domain import Support
from assistant.domain.marking import Markings


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How well a claim is borne out.

    ``score`` is the probability, in [0, 1], that the claim is wholly supported. ``reason`` says in words for a person
    what is amiss; it is empty when nothing is. ``evidence`` are indexes of the sentences that support the claim, or
    contradict it, or were the nearest to an unsupported one: the best first, as few as are needed.
    """

    support: Support
    score: float
    reason: str = ""
    evidence: tuple[int, ...] = ()


class Judge(Protocol):
    """What says whether evidence bears out a claim."""

    def judge(self, claim: str, evidence: Sequence[str]) -> Verdict:
        """The verdict on a claim, given sentences of evidence. May raise anything: the gate then shows nothing."""
        ...


JudgeFor = Callable[[Markings], Judge]
"""Gives the judge for claims and evidence that bear these markings."""
