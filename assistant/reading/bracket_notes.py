"""Notes numbered in plain brackets: "fell sharply [2]." and, further down, "[2] Port office, table 4."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.raw import LineRole, RawCall, RawLine

_OPENING = re.compile(r"\[(\d{1,3})\]:?\s+(?=\S)")
_CALL = re.compile(r"(?<=[\w.,;:!?)\"”’»%])\s?\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\](?!\()")


def lift_bracket_notes(lines: Sequence[RawLine]) -> tuple[RawLine, ...]:
    """Take bracketed numbers for footnotes where both ends are there: calls in the text, and lines that open with them.

    A number in brackets alone is no proof: "[1981] ECR 385" and "[4] members" stay as they are, and so
    do numbered lines that nothing calls.
    """
    openings = {at: match for at, line in enumerate(lines) if (match := _opening(line))}
    numbers = [int(match.group(1)) for match in openings.values()]
    called = {number for at, line in enumerate(lines) if at not in openings for number in _called(line.text)}
    proved = {str(number) for number in numbers} & called
    if not proved or numbers != sorted(set(numbers)):
        return tuple(lines)
    return tuple(
        _as_note(line, openings[at]) if at in openings and openings[at].group(1) in proved else _lifted(line, proved)
        for at, line in enumerate(lines)
    )


def _opening(line: RawLine) -> re.Match[str] | None:
    return _OPENING.match(line.text) if line.role in (LineRole.UNKNOWN, LineRole.ITEM) else None


def _called(text: str) -> list[str]:
    return [number for match in _CALL.finditer(text) for number in re.findall(r"\d+", match.group(1))]


def _as_note(line: RawLine, opening: re.Match[str]) -> RawLine:
    cut = opening.end()
    calls = tuple(replace(call, offset=max(call.offset - cut, 0)) for call in line.calls)
    return replace(line, text=line.text[cut:], calls=calls, role=LineRole.NOTE, note_number=opening.group(1))


def _lifted(line: RawLine, proved: set[str]) -> RawLine:
    text, calls, shift = "", list(line.calls), 0
    position = 0
    for match in _CALL.finditer(line.text):
        found = re.findall(r"\d+", match.group(1))
        if not proved.issuperset(found):
            continue
        text += line.text[position : match.start()]
        calls = [
            replace(call, offset=call.offset - len(match.group())) if call.offset >= match.end() - shift else call
            for call in calls
        ]
        calls += [RawCall(offset=len(text), number=number) for number in found]
        shift += len(match.group())
        position = match.end()
    return replace(line, text=text + line.text[position:], calls=tuple(sorted(calls, key=lambda call: call.offset)))
