"""What is compared exactly, whatever the words around it: numbers, dates, names, negation, modality and scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.verify.modality import unfaithful
from assistant.answering.verify.moments import Moment, moments
from assistant.answering.verify.names import missing_names
from assistant.answering.verify.polarity import contradiction
from assistant.answering.verify.quantities import Quantity, quantities
from assistant.answering.verify.scope import too_far

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_LONGEST_DATELINE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """The numbers, the dates and the names of a claim that evidence does not give."""

    numbers: tuple[Quantity, ...]
    dates: tuple[Moment, ...]
    names: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What is missing, in words for a person; empty when nothing is."""
        parts = [f"the number {number.written}" for number in self.numbers]
        parts += [f"the date {date.written}" for date in self.dates]
        parts += [f"the name {name}" for name in self.names]
        if not parts:
            return ""
        verb = "is" if len(parts) == 1 else "are"
        listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
        return f"{listed} {verb} not in the source"


def missing(claim: str, evidence: Sequence[str]) -> Missing:
    """What none of the sentences gives. A year may be written as a number and a number may look like a year."""
    numbers = [quantity for sentence in evidence for quantity in quantities(sentence)]
    dates = [moment for sentence in evidence for moment in moments(sentence)]
    years = {moment.year for moment in dates}
    counts = {number.value for number in numbers}
    return Missing(
        numbers=tuple(
            number
            for number in quantities(claim)
            if not any(number.agrees(other) for other in numbers) and not (not number.unit and number.value in years)
        ),
        dates=tuple(
            date
            for date in moments(claim)
            if not _given(date, dates) and not (date.month is None and not date.decade and date.year in counts)
        ),
        names=tuple(missing_names(claim, evidence)),
    )


def _given(date: Moment, dates: Sequence[Moment]) -> bool:
    """Whether a date is given, in one piece or as the day and the year apart, with no other year beside the day."""
    if any(date.within(other) for other in dates):
        return True
    apart = [other for other in dates if other.month == date.month and other.day == date.day and other.year is None]
    return bool(date.month and date.year and apart) and any(other.year == date.year for other in dates)


def is_dateline(sentence: str) -> bool:
    """Whether a line is no sentence but gives a date: it dates what stands beside it ("Brussels, 4 March 2021")."""
    return not _SENTENCE_END.search(sentence) and len(sentence.split()) <= _LONGEST_DATELINE and bool(moments(sentence))


def said_instead(lacking: Missing, sentence: str) -> str:
    """What a sentence on the same matter gives in the place of a missing number or date, in words; or empty."""
    for number in lacking.numbers:
        others = [
            other
            for other in quantities(sentence)
            if other.unit == number.unit or (other.value == number.value and other.unit and number.unit)
        ]
        if len(others) == 1:
            return f"the source says {_bounded(others[0])}, not {_bounded(number)}"
    for date in lacking.dates:
        instead = [other for other in moments(sentence) if (other.month is None) == (date.month is None)]
        if len(instead) == 1:
            return f"the source says {instead[0].written}, not {date.written}"
    return ""


def turned_round(claim: str, sentence: str) -> str:
    """What the claim says the opposite of; empty when nothing."""
    return contradiction(claim, sentence)


def overstated(claim: str, sentence: str) -> str:
    """What the claim says more firmly or more widely than a sentence on the same matter; empty when nothing."""
    return unfaithful(claim, sentence) or too_far(claim, sentence)


def _bounded(number: Quantity) -> str:
    words = {"lower": "at least ", "upper": "at most ", "": ""}
    return words[number.bound] + number.written
