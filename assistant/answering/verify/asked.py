"""A stronger judge: the configured language model, asked for a verdict in words of ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from assistant.answering.generate.evidence import CLOSE, OPEN
from assistant.answering.verify.alignment import Aligner, Alignment
from assistant.answering.verify.judge import Verdict
from assistant.answering.verify.local import choose, label, standing_as_it_is
from assistant.answering.verify.tokens import plain_claim
from assistant.answering.verify.weights import Weights
from assistant.domain import Support
from assistant.errors import ModelFailed
from assistant.prompts import Message, Prompt, harmless

PROMPT = "judge"
# So many of the nearest sentences are put before the model.
_SHOWN = 10
_LONGEST_REASON = 200
_ANSWERS = (Support.SUPPORTED, Support.PARTLY, Support.UNSUPPORTED, Support.CONTRADICTED)
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "evidence": {"type": "array", "items": {"type": "string"}},
        "verdict": {"type": "string", "enum": [answer.value for answer in _ANSWERS]},
        "reason": {"type": "string"},
    },
    "required": ["evidence", "verdict", "reason"],
}


class AskingJudge:
    """Asks a language model; what is compared exactly still cannot be outweighed, and its words are not trusted."""

    def __init__(
        self, complete: Callable[[Sequence[Message]], str], prompt: Prompt, aligner: Aligner, weights: Weights
    ) -> None:
        self._complete = complete
        self._prompt = prompt
        self._aligner = aligner
        self._weights = weights

    def judge(self, claim: str, evidence: Sequence[str]) -> Verdict:
        """The verdict on a claim. Raises ModelFailed when the reply is no verdict, and what the model raises."""
        claim = plain_claim(claim)
        verbatim = standing_as_it_is(claim, evidence)
        if verbatim is not None:
            return Verdict(support=Support.QUOTED, score=1.0, evidence=(verbatim,))
        alignment = self._aligner.align(claim, evidence)
        shown = sorted(candidate.index for candidate in alignment.candidates[:_SHOWN])
        lines = [f"S{number} {harmless(evidence[index])}" for number, index in enumerate(shown, start=1)]
        block = "\n".join((OPEN, *lines, CLOSE))
        reply = self._complete(self._prompt.render(claim=harmless(claim), evidence=block))
        support, reason, numbers = _read(reply)
        named = [shown[number - 1] for number in numbers if 1 <= number <= len(shown)]
        return self._bound(alignment, support, reason, named)

    def _bound(self, alignment: Alignment, support: Support, reason: str, named: Sequence[int]) -> Verdict:
        """The model's verdict after the exact comparisons, with the sentences that it named, or the likeliest ones."""
        if not alignment.candidates:
            return Verdict(support=Support.UNSUPPORTED, score=0.0, reason=reason)
        chosen = list(named) or choose(alignment, self._weights)
        if support is Support.SUPPORTED:
            return label(alignment, chosen, 1.0, self._weights)
        return Verdict(support=support, score=0.0, reason=reason, evidence=tuple(chosen))


def _read(reply: str) -> tuple[Support, str, list[int]]:
    """The verdict, the reason and the numbers of the sentences in a reply. Raises ModelFailed when it is none."""
    try:
        said = json.loads(reply[reply.index("{") : reply.rindex("}") + 1])
        support = Support(said["verdict"])
        numbers = [int(str(token).lstrip("Ss")) for token in said["evidence"]]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelFailed(f"The model's verdict could not be read ({error}). The sentence stays unverified.") from error
    if support not in _ANSWERS:
        raise ModelFailed(f"The model gave '{support}' as its verdict, which it cannot know.")
    return support, " ".join(str(said.get("reason", "")).split())[:_LONGEST_REASON], numbers
