"""Why a question, or a part of one, gets no answer: decided by rules and calibrated probabilities, never by a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.asking import Part
from assistant.answering.candidates import Candidate
from assistant.answering.citing import cite_span
from assistant.answering.not_held import not_held
from assistant.answering.opinions import asks_future, asks_opinion
from assistant.answering.scored import Scored
from assistant.answering.suggesting import suggestion
from assistant.domain import Citation, Decline, DeclineReason, Document, Hit, Query

# From this probability on, what was found is about the subject of the question; below the other, about nothing near it.
# "The documents speak of it" is a claim of its own, and made only where the odds are clearly for it.
ON_SUBJECT, NEAR_SUBJECT = 0.6, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Declining:
    """A part of a question that may get no answer, and what was found for it."""

    part: Part
    query: Query
    hits: Sequence[Hit]
    load: Callable[[str], Document]

    def nothing_found(self) -> Decline:
        """There is nothing to go by, or nothing was found."""
        return self._decline(DeclineReason.NOTHING_FOUND)

    def contradicted(self, sentence: Candidate) -> Decline:
        """The question rests on something that this sentence contradicts."""
        spans = sentence.document.sentences[sentence.sentence].spans
        return self._decline(DeclineReason.CONTRADICTED, cite_span(sentence.document, spans[0]))

    def lines_not_held(self, scored: Sequence[Scored]) -> tuple[Citation, ...]:
        """The line that names the document which the question needs and the corpus lacks; empty where there is none."""
        return not_held(self.part.text, self.hits, self.load, [one.candidate for one in scored])

    def not_held(self, lines: tuple[Citation, ...]) -> Decline:
        """The answer would stand in a document that is not held; ``lines`` name it."""
        return self._decline(DeclineReason.NOT_HELD, lines)

    def unanswered(self, *, on_subject: float) -> Decline:
        """Nothing that was found answers; ``on_subject`` is the probability that it is about the subject at all."""
        if on_subject < NEAR_SUBJECT:
            return self._decline(DeclineReason.NOTHING_FOUND)
        if asks_opinion(self.part.text) or asks_future(self.part.text):
            return self._decline(DeclineReason.OPINION_OR_FUTURE)
        return self._decline(DeclineReason.NOT_SAID if on_subject >= ON_SUBJECT else DeclineReason.OFF_THE_POINT)

    def _decline(self, reason: DeclineReason, evidence: tuple[Citation, ...] = ()) -> Decline:
        return Decline(
            reason=reason,
            question=self.part.text,
            suggestion=suggestion(self.part.text, self.hits, self.load) if reason in _SUGGESTING else "",
            evidence=evidence,
        )


# Where nothing near was found, or the question is beside the point of any document, there is no better question.
_SUGGESTING = frozenset(
    {DeclineReason.NOT_SAID, DeclineReason.OFF_THE_POINT, DeclineReason.OPINION_OR_FUTURE, DeclineReason.CONTRADICTED}
    | {DeclineReason.NOT_HELD}
)
