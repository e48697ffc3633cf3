"""Notes whose number is not raised: lines under the rule at the foot that open with a number called on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.domain import WordBox
from assistant.reading.raw import LineRole, RawCall, RawLine

_OPENING = re.compile(r"[\[(]?(\d{1,3}|[*†‡§¶]{1,3})[\])]?[.:]?\s*(?:[–—-]\s*)?(?=\S)")
_MIN_TOP = 0.3
_MAX_RULE_SHARE = 0.6
_ABOVE_SLACK = 0.004

Rule = tuple[float, float, float]
"""Left, middle and right of a thin horizontal line, as fractions of the page."""


def with_notes(lines: Sequence[RawLine], rules: Iterable[Rule]) -> list[RawLine]:
    """The lines, those notes marked that a short rule at the foot and a call on the page vouch for."""
    called = {call.number for line in lines for call in line.calls}
    wanted = called - {line.note_number for line in lines}
    short = [rule for rule in rules if rule[2] - rule[0] < _MAX_RULE_SHARE and rule[1] > _MIN_TOP]
    if not wanted or not short:
        return list(lines)
    marked = []
    for line in lines:
        opening = _OPENING.match(line.text) if line.role is LineRole.UNKNOWN else None
        if opening is not None and opening[1] in wanted and _is_under(line, short):
            wanted.discard(opening[1])
            line = _as_note(line, opening[1], opening.end())
        marked.append(line)
    return marked


def _is_under(line: RawLine, rules: Sequence[Rule]) -> bool:
    """True when a rule lies above the line and starts where the line does, give or take an indent."""
    box = line.box
    if box is None:
        return False
    return any(middle <= box.top + _ABOVE_SLACK and left - 0.05 <= box.left <= right for left, middle, right in rules)


def _as_note(line: RawLine, number: str, start: int) -> RawLine:
    """The line without the number that it opened with."""
    return replace(
        line,
        text=line.text[start:],
        role=LineRole.NOTE,
        note_number=number,
        words=tuple(_moved(word, start) for word in line.words if word.end > start),
        calls=tuple(
            RawCall(offset=max(0, call.offset - start), number=call.number, box=call.box) for call in line.calls
        ),
    )


def _moved(word: WordBox, start: int) -> WordBox:
    return word._replace(start=max(0, word.start - start), end=word.end - start)
