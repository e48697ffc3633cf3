"""What became of an answer when its question was asked again of other documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.answer import Answer, Sentence
from assistant.domain.sheet import SheetQuestion


class ChangeVerdict(StrEnum):
    """What changed on the whole. The value is what the person reads."""

    SAME = "same answer"
    CHANGED = "answer changed"
    NEWLY_ANSWERED = "newly answered"
    NO_LONGER_ANSWERED = "no longer answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChanges:
    """An answer beside the one that an earlier snapshot gave to the same question.

    ``same`` are the sentences of ``now`` that the earlier answer had in these very words;
    ``reworded`` has the earlier sentence and the one that comes nearest to it now; the others are ``gone`` or ``new``.
    """

    question: SheetQuestion
    then: Answer
    now: Answer
    same: tuple[Sentence, ...] = ()
    reworded: tuple[tuple[Sentence, Sentence], ...] = ()
    gone: tuple[Sentence, ...] = ()
    new: tuple[Sentence, ...] = ()

    @property
    def verdict(self) -> ChangeVerdict:
        """What changed on the whole."""
        if bool(self.then.sentences) != bool(self.now.sentences):
            return ChangeVerdict.NEWLY_ANSWERED if self.now.sentences else ChangeVerdict.NO_LONGER_ANSWERED
        changed = self.reworded or self.gone or self.new or self.then.message != self.now.message
        return ChangeVerdict.CHANGED if changed else ChangeVerdict.SAME

    @property
    def counted(self) -> str:
        """How many sentences are new, gone, in other words and the same: "2 new, 5 the same"."""
        counts = (
            (len(self.new), "new"),
            (len(self.gone), "gone"),
            (len(self.reworded), "in other words"),
            (len(self.same), "the same"),
        )
        return ", ".join(f"{number} {what}" for number, what in counts if number)

    @property
    def summary(self) -> str:
        """What changed, in a line."""
        then = f"since the answer from snapshot {self.then.snapshot[:10]}"
        if self.verdict is ChangeVerdict.SAME:
            return f"Nothing changed {then}."
        counted = f": {self.counted}" if self.counted else f": before, “{self.then.message}”"
        return f"{self.verdict.value.capitalize()} {then}{counted}."


def changes_in_all(every: Sequence[AnswerChanges]) -> str:
    """What changed on a whole sheet, in a line; empty where there is nothing to compare with."""
    if not every:
        return ""
    counted = ((sum(one.verdict is verdict for one in every), verdict.value) for verdict in ChangeVerdict)
    said = ", ".join(f"{number} {what}" for number, what in counted if number)
    return f"Compared with what earlier documents gave, of {len(every)} question{'s' * (len(every) != 1)}: {said}."
