"""A stronger judge: a model for natural language inference over the sentences that the local judge would choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.answering.verify.alignment import Aligner
from assistant.answering.verify.judge import Verdict
from assistant.answering.verify.local import choose, label, standing_as_it_is
from assistant.answering.verify.tokens import plain_claim
from assistant.answering.verify.weights import Weights
from assistant.domain import Support

# From here on a model that gives probabilities means what it says.
_LIKELY = 0.5


class Inference(Protocol):
    """What compares a premise and a claim."""

    def probabilities(self, premise: str, claim: str) -> tuple[float, float]:
        """How likely the premise entails the claim, and how likely it contradicts it."""
        ...


class EntailmentJudge:
    """Takes its score from such a model; what is compared exactly still cannot be outweighed."""

    def __init__(self, model: Inference, aligner: Aligner, weights: Weights) -> None:
        self._model = model
        self._aligner = aligner
        self._weights = weights

    def judge(self, claim: str, evidence: Sequence[str]) -> Verdict:
        """The verdict on a claim. Raises ModelMissing when a model is not installed."""
        claim = plain_claim(claim)
        verbatim = standing_as_it_is(claim, evidence)
        if verbatim is not None:
            return Verdict(support=Support.QUOTED, score=1.0, evidence=(verbatim,))
        alignment = self._aligner.align(claim, evidence)
        if not alignment.candidates:
            return Verdict(support=Support.UNSUPPORTED, score=0.0, reason="there is nothing to compare it with")
        chosen = choose(alignment, self._weights)
        together = " ".join(evidence[index] for index in sorted(chosen))
        premises = dict.fromkeys((evidence[chosen[0]], together))
        found = [self._model.probabilities(premise, claim) for premise in premises]
        entailed, contradicted = max(one for one, _ in found), max(other for _, other in found)
        verdict = label(alignment, chosen, entailed, self._weights)
        if contradicted >= _LIKELY and contradicted > entailed and verdict.support is not Support.CONTRADICTED:
            reason = verdict.reason or "the source says otherwise"
            return Verdict(support=Support.CONTRADICTED, score=entailed, reason=reason, evidence=tuple(chosen))
        return verdict
