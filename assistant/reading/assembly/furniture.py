"""Page furniture: running heads and feet found by place, repetition and known form, and what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Dropped
from assistant.reading.assembly.furniture_forms import RunningLine, page_number, running_line
from assistant.reading.assembly.running_lines import EdgeLine, labels_in, page_edges, page_sequence, running_lines
from assistant.reading.assembly.site_furniture import is_site_furniture
from assistant.reading.raw import LineRole, RawLine, RawPage

_REASONS = {LineRole.SITE_FURNITURE: "site furniture", LineRole.HIDDEN: "hidden text"}
_PRINTED_REASONS = {LineRole.SITE_FURNITURE: "stamp", LineRole.HIDDEN: "hidden text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """Pages without their furniture, the labels that it printed, what it said, and what was dropped."""

    pages: tuple[RawPage, ...]
    labels: dict[int, str]
    said: tuple[tuple[int, RunningLine], ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One piece of furniture: the lines it covers, the page label in it, and what it says."""

    lines: tuple[EdgeLine, ...]
    label: str | None
    said: RunningLine | None


def strip_furniture(pages: Sequence[RawPage]) -> Stripped:
    """Take the running heads and feet off the pages, from the edge inwards, and never past the first true line."""
    edges = page_edges(pages)
    repeated = running_lines(pages, edges)
    sequence = page_sequence(edges)
    gone: dict[int, set[int]] = defaultdict(set)
    labels: dict[int, str] = {}
    said: list[tuple[int, RunningLine]] = []
    for (number, _), edge in edges.items():
        for found in _peel(edge, repeated, sequence):
            gone[number] |= {line.index for line in found.lines}
            said += [(number, found.said)] if found.said else []
            if found.label:
                labels.setdefault(number, found.label)
    dropped = tuple(
        Dropped(page=page.number, text=page.lines[index].text, reason=_reason(page.lines[index]))
        for page in pages
        for index in sorted(gone[page.number])
    )
    kept = tuple(_without(page, gone[page.number]) for page in pages)
    return Stripped(pages=kept, labels=labels, said=tuple(said), dropped=dropped)


def _peel(
    edge: Sequence[EdgeLine], repeated: frozenset[tuple[int, int]], sequence: frozenset[tuple[int, str]]
) -> list[_Found]:
    """The furniture of one edge of one page, the outermost first, up to the first line that is none."""
    found: list[_Found] = []
    position = 0
    while position < len(edge):
        line = edge[position]
        if line.line.role is LineRole.NOTE or line.line.note_number is not None:
            break
        inner = edge[position + 1] if position + 1 < len(edge) else None
        piece = _alone(line, repeated, sequence) or _with_inner(line, inner)
        if piece is None:
            break
        found.append(piece)
        position += len(piece.lines)
    return found


def _alone(line: EdgeLine, repeated: frozenset[tuple[int, int]], sequence: frozenset[tuple[int, str]]) -> _Found | None:
    said = running_line(line.line.text)
    label = page_number(line.line.text)
    if label is not None and line.is_lone_number and (line.page, label) not in sequence:
        label = None
    if not (said or label or (line.page, line.index) in repeated):
        return None
    counted = next((one for one in labels_in(line.line.text) if (line.page, one) in sequence), None)
    return _Found(lines=(line,), label=(said.label if said else None) or label or counted, said=said)


def _with_inner(line: EdgeLine, inner: EdgeLine | None) -> _Found | None:
    """A running head or foot set in two lines; neither line alone would be one."""
    if inner is None or len(line.line.text) + len(inner.line.text) > 80:
        return None
    pair = (inner, line) if line.bottom else (line, inner)
    said = running_line(" ".join(piece.line.text.strip() for piece in pair))
    return _Found(lines=pair, label=said.label, said=said) if said else None


def strip_site_furniture(pages: Sequence[RawPage]) -> tuple[tuple[RawPage, ...], tuple[Dropped, ...]]:
    """Drop what readers marked as a site's or as hidden, and a site's lines at the start and the end of the text."""
    flat = [(page.number, index, line) for page in pages for index, line in enumerate(page.lines)]
    gone = {
        (number, index): reason
        for number, index, line in flat
        if (reason := _REASONS.get(line.role) if line.box is None else _PRINTED_REASONS.get(line.role))
    }
    for ordered in (flat, flat[::-1]):
        seen_text = 0
        for number, index, line in ordered:
            if (number, index) in gone:
                continue
            if line.box is None and is_site_furniture(line.text):
                gone[number, index] = "site furniture"
            elif len(line.text) > 200 or seen_text >= 3:
                break
            else:
                seen_text += 1
    kept = tuple(_without(page, {index for number, index in gone if number == page.number}) for page in pages)
    dropped = tuple(
        Dropped(page=number, text=line.text, reason=gone[number, index])
        for number, index, line in flat
        if (number, index) in gone
    )
    return kept, dropped


def _without(page: RawPage, gone: set[int]) -> RawPage:
    return replace(page, lines=tuple(line for i, line in enumerate(page.lines) if i not in gone)) if gone else page


def _reason(line: RawLine) -> str:
    return "running foot" if line.box is None or line.box.top > 0.5 else "running head"
