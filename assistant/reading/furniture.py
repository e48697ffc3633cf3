"""Page furniture: running heads and feet found by place, repetition and known form, and what they say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Dropped
from assistant.reading.furniture_forms import RunningLine, page_number, running_line
from assistant.reading.raw import LineRole, RawLine, RawPage
from assistant.reading.site_furniture import is_site_furniture

_BAND = 0.16
_DEEPEST = 8
_SAME_PLACE = 0.02
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxl]{1,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """Pages without their furniture, the labels that it printed, what it said, and what was dropped."""

    pages: tuple[RawPage, ...]
    labels: dict[int, str]
    said: tuple[tuple[int, RunningLine], ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _EdgeLine:
    page: int
    index: int
    line: RawLine
    bottom: bool

    @property
    def key(self) -> str:
        text = self.line.text.strip().casefold()
        masked = "#" if _ROMAN.fullmatch(text) else _DIGITS.sub("#", text)
        return re.sub(r"\W+", " ", masked.replace("#", " # "))

    @property
    def offsets(self) -> frozenset[int]:
        """How far each number in the line is from the number of its page."""
        return frozenset(int(number) - self.page for number in _DIGITS.findall(self.line.text)[:6] if len(number) < 6)

    @property
    def height(self) -> float | None:
        return self.line.box.top if self.line.box else None


_Places = dict[tuple[str, bool], list[_EdgeLine]]


def strip_furniture(pages: Sequence[RawPage]) -> Stripped:
    """Take the running heads and feet off the pages, from the edge inwards, and never past the first true line."""
    edges = {(page.number, bottom): _edge(page, bottom) for page in pages for bottom in (False, True)}
    repeated = _repeated(line for edge in edges.values() for line in edge)
    sequence = _page_sequence(edges.values())
    gone: dict[int, set[int]] = defaultdict(set)
    labels: dict[int, str] = {}
    said: list[tuple[int, RunningLine]] = []
    for (number, _), edge in edges.items():
        for position, candidate in enumerate(edge):
            if candidate.index in gone[number]:
                continue
            pair = _running_pair(candidate, edge[position + 1] if position + 1 < len(edge) else None)
            if pair:
                gone[number] |= {candidate.index, edge[position + 1].index}
                said.append((number, pair))
                labels.setdefault(number, pair.label or "")
                continue
            if candidate.line.role is LineRole.NOTE or candidate.line.note_number is not None:
                break
            running = running_line(candidate.line.text)
            label = page_number(candidate.line.text)
            is_lone = candidate.key.strip() == "#" and (label or "").strip() == candidate.line.text.strip()
            is_label = label is not None and (not is_lone or (number, label) in sequence)
            if not (running or is_label or (_is_there(candidate, repeated))):
                break
            gone[number].add(candidate.index)
            if running:
                said.append((number, running))
            found = (
                (running.label if running else None)
                or (label if is_label else None)
                or _trailing_label(candidate, sequence)
            )
            if found and number not in labels:
                labels[number] = found
    kept = tuple(_without(page, gone[page.number]) for page in pages)
    dropped = tuple(
        Dropped(page=page.number, text=page.lines[index].text, reason=_reason(page.lines[index]))
        for page in pages
        for index in sorted(gone[page.number])
    )
    labels = {number: label for number, label in labels.items() if label}
    return Stripped(pages=kept, labels=labels, said=tuple(said), dropped=dropped)


def strip_site_furniture(pages: Sequence[RawPage]) -> tuple[tuple[RawPage, ...], tuple[Dropped, ...]]:
    """Drop what readers marked as a site's or as hidden, and a site's lines at the start and the end of the text."""
    flat = [(page.number, index, line) for page in pages for index, line in enumerate(page.lines)]
    gone = {
        (number, index): reason
        for number, index, line in flat
        if (reason := {LineRole.SITE_FURNITURE: "site furniture", LineRole.HIDDEN: "hidden text"}.get(line.role))
    }
    for ordered in (flat, flat[::-1]):
        seen_text = 0
        for number, index, line in ordered:
            if (number, index) in gone:
                continue
            if is_site_furniture(line.text):
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


def _running_pair(line: _EdgeLine, inner: _EdgeLine | None) -> RunningLine | None:
    """What a running head or foot set in two lines says; neither line alone would be one."""
    if inner is None or len(line.line.text) + len(inner.line.text) > 80 or running_line(line.line.text):
        return None
    pieces = [inner, line] if line.bottom else [line, inner]
    return running_line(" ".join(piece.line.text.strip() for piece in pieces))


def _edge(page: RawPage, bottom: bool) -> list[_EdgeLine]:
    """The outermost lines of a page, the outermost first."""
    indexed = [(index, line) for index, line in enumerate(page.lines) if line.text.strip()]
    boxed = [(index, line, line.box) for index, line in indexed if line.box is not None]
    if boxed and len(boxed) == len(indexed):
        ordered = sorted(boxed, key=lambda item: -item[2].bottom if bottom else item[2].top)
        picked = [(i, line) for i, line, box in ordered if (box.bottom > 1 - _BAND if bottom else box.top < _BAND)]
        return [_EdgeLine(page=page.number, index=i, line=line, bottom=bottom) for i, line in picked[:_DEEPEST]]
    nearest = indexed[-3:][::-1] if bottom else indexed[:3]
    return [_EdgeLine(page=page.number, index=i, line=line, bottom=bottom) for i, line in nearest]


def _repeated(lines: Iterable[_EdgeLine]) -> _Places:
    """What stands at an edge of three pages or more, digits aside: on which page, how high, with which digits."""
    places: _Places = defaultdict(list)
    for line in lines:
        places[line.key, line.bottom].append(line)
    return {key: where for key, where in places.items() if len({line.page for line in where}) >= 3}


def _is_there(line: _EdgeLine, repeated: _Places) -> bool:
    """Whether a line stands where it stands on two other pages, word for word or with a number that counts pages.

    A number that counts anything else ("Article 14") makes a heading and no running head.
    """
    places = repeated.get((line.key, line.bottom), [])
    if line.key.strip() in {"", "#"} or line.line.heading_level is not None:
        return False
    near = [other for other in places if _is_near(line.height, other.height)]
    if len({other.page for other in near if other.line.text == line.line.text}) >= 3:
        return True
    return any(len({other.page for other in near if offset in other.offsets}) >= 3 for offset in line.offsets)


def _is_near(height: float | None, other: float | None) -> bool:
    return height is None or other is None or abs(height - other) < _SAME_PLACE


def _page_sequence(edges: Iterable[list[_EdgeLine]]) -> frozenset[tuple[int, str]]:
    """The lone numbers at page edges that count up with the pages: those are page numbers, the others are not."""
    offsets: dict[int, set[tuple[int, str]]] = defaultdict(set)
    romans: set[tuple[int, str]] = set()
    for edge in edges:
        for line in edge:
            for label in _labels_in(line.line.text):
                if label.isdigit():
                    offsets[int(label) - line.page].add((line.page, label))
                elif page_number(line.line.text):
                    romans.add((line.page, label))
    counted = {pair for pairs in offsets.values() if len({page for page, _ in pairs}) >= 2 for pair in pairs}
    return frozenset(counted | romans)


def _labels_in(text: str) -> list[str]:
    label = page_number(text)
    if label:
        return [label]
    return re.findall(r"^\d{1,4}\b|\b\d{1,4}$", text.strip())


def _trailing_label(line: _EdgeLine, sequence: frozenset[tuple[int, str]]) -> str | None:
    return next((label for label in _labels_in(line.line.text) if (line.page, label) in sequence), None)


def _without(page: RawPage, gone: set[int]) -> RawPage:
    return replace(page, lines=tuple(line for i, line in enumerate(page.lines) if i not in gone)) if gone else page


def _reason(line: RawLine) -> str:
    return "running foot" if line.box is None or line.box.top > 0.5 else "running head"
