"""The order of reading: a page is cut at its vertical white gaps, band by band, then read top to bottom.

A gap is a gutter between columns only where both sides hold running text: several lines each, wide
enough and mostly full. Tables and forms are not, so their rows stay whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from assistant.reading.pdf.pieces import Fragment

_MIDDLE = attrgetter("middle")
_MIN_LINES = 4
_MIN_WIDTH_EM = 8.0
_GUTTER_EM = 0.6
_MAX_DEPTH = 12
_MAX_STARTS, _MAX_FRAGMENTS = 60, 6_000
_LOOSE_EM = 0.9
_EDGE_SHARE, _EDGE_LOOSE_EM = 0.09, 0.5
_BESIDE_SHARE = 0.6
_FULL_SHARE = 0.35
_ALIGNED_SHARE = 0.4
_PART_EM = 2.0
_FIRST_LOOK = 8


@dataclass(frozen=True, slots=True)
class Region:
    """Fragments to be read top to bottom; ``column`` counts from 0 among those side by side."""

    fragments: list[Fragment]
    column: int


@dataclass(frozen=True, slots=True)
class _Gutter:
    x: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def reading_order(fragments: list[Fragment], height: float) -> list[Region]:
    """The fragments of a page of this height in stretches that are in reading order."""
    head, body, foot = _edges_apart(fragments, height)
    return [Region(part, 0) for part in (head,) if part] + regions(body) + [Region(part, 0) for part in (foot,) if part]


def _edges_apart(fragments: list[Fragment], height: float) -> tuple[list[Fragment], list[Fragment], list[Fragment]]:
    """The page without the rows at its edges that white space sets off: they belong to no column."""
    if len(fragments) < 2 * _MIN_LINES:
        return [], fragments, []
    size = median(item.size for item in fragments)
    ordered = sorted(fragments, key=_MIDDLE)
    start = _edge_rows(ordered, size, lambda item: item.bottom < _EDGE_SHARE * height)
    end = _edge_rows(ordered[start:][::-1], size, lambda item: item.top > (1 - _EDGE_SHARE) * height)
    return ordered[:start], ordered[start : len(ordered) - end], ordered[len(ordered) - end :]


def _edge_rows(ordered: list[Fragment], size: float, at_edge: Callable[[Fragment], bool]) -> int:
    """How many fragments from the start lie at the edge and are divided by white space from those after them."""
    found = 0
    for index in range(1, min(len(ordered), 12)):
        if not at_edge(ordered[index - 1]):
            break
        if _white_between(ordered[:index], ordered[index : index + 12]) > _EDGE_LOOSE_EM * size:
            found = index
    return found


def _white_between(row: list[Fragment], rest: list[Fragment]) -> float:
    """The height of the white band between some fragments and others above or below them; negative for none."""
    below = min(item.top for item in rest) - max(item.bottom for item in row)
    above = min(item.top for item in row) - max(item.bottom for item in rest)
    return max(below, above)


def regions(fragments: list[Fragment], depth: int = 0, column: int = 0) -> list[Region]:
    """Fragments cut at their gutters into stretches that are in reading order."""
    can_be_cut = 2 * _MIN_LINES <= len(fragments) <= _MAX_FRAGMENTS and depth < _MAX_DEPTH
    gutter = _best_gutter(fragments) if can_be_cut else None
    if gutter is None:
        return [Region(fragments, column)] if fragments else []
    above = [item for item in fragments if item.middle < gutter.top]
    below = [item for item in fragments if item.middle > gutter.bottom]
    band = [item for item in fragments if gutter.top <= item.middle <= gutter.bottom]
    left = regions([item for item in band if item.x0 < gutter.x], depth + 1, column)
    next_column = max((region.column for region in left), default=column) + 1
    right = regions([item for item in band if item.x0 >= gutter.x], depth + 1, next_column)
    return [*regions(above, depth + 1, column), *left, *right, *regions(below, depth + 1, column)]


def _best_gutter(fragments: list[Fragment]) -> _Gutter | None:
    """The tallest gutter between columns of running text, or None."""
    size = median([item.size for item in fragments])
    ordered = sorted(fragments, key=_MIDDLE)
    best: _Gutter | None = None
    for x in _common_starts(fragments, size):
        for gutter in _gutters_at(x, ordered, size, taller_than=best.height if best else -1.0):
            if best is None or gutter.height > best.height:
                best = gutter
    return best


def _common_starts(fragments: list[Fragment], size: float) -> list[float]:
    """Left edges shared by several fragments, from which a column could start; the most common ones."""
    edges = sorted(item.x0 for item in fragments)
    reach, least = 0.3 * size, edges[0] + _MIN_WIDTH_EM * size / 2
    shared: list[tuple[int, float]] = []
    for index, edge in enumerate(edges):
        if edge > least and (not shared or edge - shared[-1][1] > reach):
            count = bisect_right(edges, edge + reach) - index
            if count >= _MIN_LINES:
                shared.append((count, edge))
    return [edge for _, edge in sorted(shared, reverse=True)[:_MAX_STARTS]]


def _gutters_at(x: float, ordered: list[Fragment], size: float, *, taller_than: float) -> Iterator[_Gutter]:
    """The stretches of the page where nothing crosses the white gap left of x and both sides are columns."""
    left_edge, right_edge = x - _GUTTER_EM * size, x - 0.1 * size
    crossing = [index for index, item in enumerate(ordered) if item.x0 < right_edge and item.x1 > left_edge]
    for start, end in pairwise([-1, *crossing, len(ordered)]):
        between = ordered[start + 1 : end]
        if len(between) < 2 * _MIN_LINES or between[-1].middle - between[0].middle <= taller_than:
            continue
        if not _may_be_columns(between, right_edge, size):
            continue
        for stretch in _stretches(between, size):
            if not _may_be_columns(stretch, right_edge, size):
                continue
            band = _without_loose_ends(stretch, size)
            left = [item for item in band if item.x0 < right_edge]
            right = [item for item in band if item.x0 >= right_edge]
            if _are_columns(left, right, size):
                middles = [item.middle for item in band]
                yield _Gutter(right_edge, min(middles), max(middles))


def _may_be_columns(fragments: list[Fragment], x: float, size: float) -> bool:
    """A quick look: whether enough for a column start left of x and right of it, and one of each is wide enough."""
    on_the_left = sum([item.x0 < x for item in fragments])
    if min(on_the_left, len(fragments) - on_the_left) < _MIN_LINES:
        return False
    return len({item.x0 < x for item in fragments if item.x1 - item.x0 >= _MIN_WIDTH_EM * size}) == 2


def _stretches(between: list[Fragment], size: float) -> list[list[Fragment]]:
    """The fragments cut where a tall white band runs across them: what follows it is a new part of the page."""
    stretches: list[list[Fragment]] = [[]]
    bottom = float("inf")
    for item in sorted(between, key=lambda item: item.top):
        if item.top - bottom > _PART_EM * size:
            stretches.append([])
            bottom = item.bottom
        stretches[-1].append(item)
        bottom = max(bottom, item.bottom) if bottom != float("inf") else item.bottom
    return [stretch for stretch in stretches if len(stretch) >= 2 * _MIN_LINES]


def _without_loose_ends(band: list[Fragment], size: float) -> list[Fragment]:
    """The band without a running head above it or a running foot below it, each set off by white space."""
    ordered = sorted(band, key=_MIDDLE)
    ordered = _without_head(_without_head(ordered, size), size)
    ordered = ordered[::-1]
    return _without_head(_without_head(ordered, size), size)


def _without_head(ordered: list[Fragment], size: float) -> list[Fragment]:
    """Drops the outermost row when white space divides it from all the rest."""
    first = ordered[0].middle
    row = [item for item in ordered[:6] if abs(item.middle - first) < 0.5 * size]
    rest = ordered[len(row) :]
    # What stands next to the row mostly tells already that no white divides it from the rest.
    if not rest or _white_between(row, rest[:_FIRST_LOOK]) <= _LOOSE_EM * size:
        return ordered
    return rest if _white_between(row, rest) > _LOOSE_EM * size else ordered


def _are_columns(left: list[Fragment], right: list[Fragment], size: float) -> bool:
    one, other = _sides_rows(left, size), _sides_rows(right, size)
    if min(len(one), len(other)) < _MIN_LINES:
        return False
    few, many = sorted((one, other), key=len)
    beside = sum(any(near in many for near in (row - 1, row, row + 1)) for row in few)
    if beside < _BESIDE_SHARE * len(few):
        return False
    if not (_is_wide(one, size) and _is_wide(other, size)):
        return False
    full = _is_full(one, size) + _is_full(other, size)
    return full == 2 or (full == 1 and _aligned_share(left, right, size) < _ALIGNED_SHARE)


def _aligned_share(left: list[Fragment], right: list[Fragment], size: float) -> float:
    """How much of the shorter side stands on the other side's baselines, as a table's rows do."""
    few, many = sorted((left, right), key=len)
    bases = [item.base for item in many]
    return sum(any(abs(item.base - base) < 0.12 * size for base in bases) for item in few) / len(few)


def _sides_rows(side: list[Fragment], size: float) -> dict[int, list[Fragment]]:
    """The fragments of one side by the line that they stand on."""
    rows: dict[int, list[Fragment]] = {}
    for item in side:
        rows.setdefault(round(item.base / (0.9 * size)), []).append(item)
    return rows


def _is_wide(rows: dict[int, list[Fragment]], size: float) -> bool:
    """True when half of the lines hold a wide stretch of text."""
    widths = sorted(max(item.x1 - item.x0 for item in row) for row in rows.values())
    return widths[len(widths) // 2] >= _MIN_WIDTH_EM * size


def _is_full(rows: dict[int, list[Fragment]], size: float) -> bool:
    """True when a good part of the lines reaches the right edge, as in running text."""
    ends = sorted(max(item.x1 for item in row) for row in rows.values())
    right_edge = ends[int(0.9 * (len(ends) - 1))]
    return sum(end > right_edge - 3 * size for end in ends) >= _FULL_SHARE * len(ends)
