"""A position pack as its component shows it: lines with their marks, citations counted through the whole pack."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain import (
    Citation,
    PositionLine,
    PositionPack,
    PositionPart,
    PositionPoint,
    SourcedLine,
    Stale,
    Support,
)
from assistant.domain.reference import long_date
from assistant.ui import passage, stale_view
from assistant.ui.components import Payload
from assistant.ui.session import OpenPassage
from assistant.ui.wording import place

_HINTS = {
    PositionPart.LINE_TO_TAKE: "What you will say, in one or two sentences.",
    PositionPart.REASONS: "Why; with the passages that say so.",
    PositionPart.RED_LINE: "What you cannot accept.",
    PositionPart.FALLBACK: "What you could live with.",
    PositionPart.QUESTIONS: "What you would like to hear from others.",
    PositionPart.ALLIES: "Who, as the documents show, stands on your side.",
    PositionPart.OPPONENTS: "Who, as the documents show, does not.",
    PositionPart.AGAINST: "What speaks against it, so that nobody surprises you.",
}


def first_markers(pack: PositionPack) -> dict[str, int]:
    """The marker of the first citation of each sourced line, by its id; markers count from 1 in reading order."""
    found, marker = {}, 1
    for line in pack.sourced:
        found[line.id] = marker
        marker += len(line.sentence.citations)
    return found


def passages(pack: PositionPack) -> list[tuple[int, passage.Passage]]:
    """The passages of a pack, numbered by their markers."""
    return [(number, passage.of_citation(one)) for number, one in enumerate(pack.citations, start=1)]


def point_payload(
    point: PositionPoint,
    order: int,
    *,
    markers: Mapping[str, int],
    stale: Mapping[Citation, Stale],
    opened: OpenPassage | None,
) -> Payload:
    """A question for the component; ``order`` is its place in the pack, from 0."""
    number = (point.question.number or str(order + 1)).rstrip(".")
    return {
        "question": f"{number}. {point.question.text}",
        "active": [opened.kind, opened.number] if opened else None,
        "quotes": _quotes(point),
        "parts": [
            {
                "key": part.name,
                "title": part.value,
                "hint": _HINTS[part],
                "lines": [_line(line, markers, stale) for line in point.of(part)],
            }
            for part in PositionPart
        ],
    }


def _source(citation: Citation) -> str:
    """Who says it, when and where, in a line."""
    page = f"page {citation.page_label or citation.page}"
    return " · ".join(part for part in (page, long_date(citation.date), citation.title) if part)


def _quotes(point: PositionPoint) -> list[Payload]:
    """What the answer to the question quotes, to be taken into a list; what is in one already says so."""
    taken = {line.text for line in point.lines}
    return [
        {
            "text": one.text,
            "source": _source(first),
            "taken": one.text in taken,
        }
        for one in point.evidence
        for first in one.citations[:1]
    ]


def _line(line: PositionLine, markers: Mapping[str, int], stale: Mapping[Citation, Stale]) -> Payload:
    if not isinstance(line, SourcedLine):
        return {**_bare(line), "own": True, "note": line.note}
    sentence, first = line.sentence, markers[line.id]
    partly = sentence.support is Support.PARTLY
    return {
        **_bare(line),
        "support": sentence.support.value,
        "suggested": line.suggested,
        "warning": f"(partly proved{f': {sentence.reason}' if sentence.reason else ''})" if partly else "",
        "source": _source(sentence.citations[0]),
        "chips": [
            {"n": number, "label": f"Source {number}: {one.title}, {place(one)}"}
            for number, one in enumerate(sentence.citations, start=first)
        ],
        "stale": [stale_view.row(stale[one]) for one in sentence.citations if one in stale],
    }


def _bare(line: PositionLine) -> Payload:
    empty = {
        "own": False,
        "support": "",
        "suggested": False,
        "warning": "",
        "note": "",
        "source": "",
        "chips": [],
        "stale": [],
    }
    return {"id": line.id, "text": line.text, **empty}
