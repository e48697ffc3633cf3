"""Which lines at the page edges are repeated as running heads and feet are, and which only look so.

A running line stands at one height on many pages, with white space between it and the text; its
number, if it has one, counts the pages. The head of a table that goes on, or "Article 14" at the
top of a page, fails one of these.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assistant.reading.assembly.furniture_forms import page_number
from assistant.reading.raw import Box, LineRole, RawLine, RawPage

_BAND, _BELOW_FIRST = 0.2, 0.03
_DEEPEST = 8
_SAME_PLACE = 0.02
_FEWEST_PAGES = 3
_FEWEST_PAGES_SHARE = 0.6
_DIGITS = re.compile(r"\d+")
_ROMAN_END = re.compile(r"(?:^|(?<=\s))[ivxl]{1,6}$|^[ivxl]{1,6}(?=\s)")
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeLine:
    """A line near the top or the bottom of a page; ``gap`` is the white space between it and the next line inwards."""

    page: int
    index: int
    line: RawLine
    bottom: bool
    gap: float | None
    key: str

    @property
    def height(self) -> float | None:
        """How far down the page it stands."""
        return self.line.box.top if self.line.box else None

    @property
    def is_lone_number(self) -> bool:
        """Whether it holds nothing but a number."""
        return self.key.strip(" -–—|.[]") == "#"

    @property
    def offsets(self) -> frozenset[int]:
        """How far each number in the line is from the number of its page."""
        return frozenset(int(number) - self.page for number in _DIGITS.findall(self.line.text)[:6] if len(number) < 6)


Edges = dict[tuple[int, bool], list[EdgeLine]]


def page_edges(pages: Sequence[RawPage]) -> Edges:
    """The outermost lines of every page, top and bottom apart, the outermost first."""
    top, bottom = _limits(pages)
    edges: Edges = {}
    for page in pages:
        edges[page.number, False] = _edge(page, top, bottom=False)
        edges[page.number, True] = _edge(page, bottom, bottom=True)
    return edges


def _limits(pages: Sequence[RawPage]) -> tuple[float, float]:
    """How far down heads and how far up feet are looked for: further in where the sheet has wide margins."""
    boxes = [[line.box for line in page.lines if line.box] for page in pages]
    tops = [min(box.top for box in found) for found in boxes if found]
    bottoms = [max(box.bottom for box in found) for found in boxes if found]
    if not tops:
        return _BAND, 1 - _BAND
    return max(_BAND, median(tops) + _BELOW_FIRST), min(1 - _BAND, median(bottoms) - _BELOW_FIRST)


def running_lines(pages: Sequence[RawPage], edges: Edges) -> frozenset[tuple[int, int]]:
    """The (page, line index) of every line at an edge that is repeated as running heads and feet are."""
    places: dict[tuple[str, bool], list[EdgeLine]] = defaultdict(list)
    for line in (line for edge in edges.values() for line in edge):
        if line.line.role is not LineRole.TABLE_ROW:
            places[line.key, line.bottom].append(line)
    often = {key: group for key, group in places.items() if len({line.page for line in group}) >= _FEWEST_PAGES}
    everywhere = Counter(_key(line.text) for page in pages for line in page.lines if len(line.text) < _LONGEST)
    found: set[tuple[int, int]] = set()
    for (key, _), group in often.items():
        steady = _steadiest(group)
        is_repeated = _has_same_words(steady) and _is_apart(steady, edges, often)
        if (
            _is_running(steady, group)
            and (is_repeated or _counts_pages(steady))
            and len(steady) >= _FEWEST_PAGES_SHARE * everywhere[key] / _copies(key, places)
        ):
            found.update((line.page, line.index) for line in steady)
    return frozenset(found)


def page_sequence(edges: Edges) -> frozenset[tuple[int, str]]:
    """The numbers at page edges that count up with the pages: those are page labels, others are not."""
    counted: dict[int, set[tuple[int, str]]] = defaultdict(set)
    romans: set[tuple[int, str]] = set()
    for line in (line for edge in edges.values() for line in edge):
        for label in labels_in(line.line.text):
            if label.isdigit():
                counted[int(label) - line.page].add((line.page, label))
            else:
                romans.add((line.page, label))
    steady = {pair for pairs in counted.values() if len({page for page, _ in pairs}) >= 2 for pair in pairs}
    return frozenset(steady | romans)


def labels_in(text: str) -> list[str]:
    """What may be a page label in an edge line: all of it, or a number at its start or end."""
    label = page_number(text)
    if label:
        return [label]
    return re.findall(r"^\d{1,4}\b|\b\d{1,4}$|(?<=\s)[ivxl]{1,5}$", text.strip())


def _edge(page: RawPage, limit: float, *, bottom: bool) -> list[EdgeLine]:
    indexed = [(index, line) for index, line in enumerate(page.lines) if line.text.strip()]
    boxed = [(index, line, line.box) for index, line in indexed if line.box is not None]
    if not boxed or len(boxed) < len(indexed):
        nearest = indexed[-3:][::-1] if bottom else indexed[:3]
        return [_edge_line(page, i, line, bottom, None) for i, line in nearest]
    ordered = sorted(boxed, key=lambda item: -item[2].bottom if bottom else item[2].top)
    edge: list[EdgeLine] = []
    for position, (index, line, box) in enumerate(ordered[:_DEEPEST]):
        if not (box.bottom > limit if bottom else box.top < limit):
            break
        inner = next((other for _, _, other in ordered[position + 1 :] if not _share_row(other, box)), None)
        gap = None if inner is None else (box.top - inner.bottom if bottom else inner.top - box.bottom)
        edge.append(_edge_line(page, index, line, bottom, gap))
    return edge


def _share_row(one: Box, other: Box) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.3 * (one.bottom - one.top)


def _edge_line(page: RawPage, index: int, line: RawLine, bottom: bool, gap: float | None) -> EdgeLine:
    return EdgeLine(page=page.number, index=index, line=line, bottom=bottom, gap=gap, key=_key(line.text))


def _key(text: str) -> str:
    """A line with its numbers masked: what is the same on every page."""
    folded = _ROMAN_END.sub("#", text.strip())
    return " ".join(_DIGITS.sub("#", folded).split())


def _steadiest(group: list[EdgeLine]) -> list[EdgeLine]:
    """The lines of a group at the height where most of them stand."""
    heights = [line.height for line in group if line.height is not None]
    if not heights:
        return group
    best = max(heights, key=lambda height: sum(abs(height - other) < _SAME_PLACE for other in heights))
    usual = median(line.line.size_pt or 0.0 for line in group)
    near = [line for line in group if line.height is not None and abs(line.height - best) < _SAME_PLACE]
    return [line for line in near if (line.line.size_pt or 0.0) < usual * 1.15 + 0.1]


def _is_running(steady: list[EdgeLine], group: list[EdgeLine]) -> bool:
    if len({line.page for line in steady}) < _FEWEST_PAGES or any(line.line.heading_level for line in group):
        return False
    return not all(line.is_lone_number for line in steady)


def _has_same_words(steady: list[EdgeLine]) -> bool:
    return Counter(line.line.text for line in steady).most_common(1)[0][1] >= _FEWEST_PAGES


def _counts_pages(steady: list[EdgeLine]) -> bool:
    """Whether a number in the line rises with the page's."""
    offsets = Counter(offset for line in steady for offset in line.offsets)
    return bool(offsets) and offsets.most_common(1)[0][1] >= _FEWEST_PAGES


def _is_apart(steady: list[EdgeLine], edges: Edges, often: dict[tuple[str, bool], list[EdgeLine]]) -> bool:
    """Whether white space stands between these lines, or other repeated lines inwards of them, and the text."""
    gaps: list[float] = []
    for line in steady:
        edge = edges[line.page, line.bottom]
        inwards = edge[edge.index(line) :]
        count = next((i for i, other in enumerate(inwards) if (other.key, other.bottom) not in often), len(inwards))
        gaps += [max(other.gap or 0.0 for other in inwards[:count])] if line.gap is not None else []
    heights = [line.line.box.bottom - line.line.box.top for line in steady if line.line.box]
    return not gaps or not heights or median(gaps) >= 0.35 * median(heights)


def _copies(key: str, places: dict[tuple[str, bool], list[EdgeLine]]) -> int:
    """At how many edges a line is repeated: 2 where it is head and foot."""
    return sum(len(places.get((key, bottom), ())) >= _FEWEST_PAGES for bottom in (False, True)) or 1
