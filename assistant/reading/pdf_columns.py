"""The order of reading: a page is cut at its vertical white gaps, band by band, then read top to bottom.

A gap is a gutter between columns only where both sides hold running text: several lines each, wide
enough and mostly full. Tables and forms are not, so their rows stay whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.reading.pdf_pieces import Fragment

_MIN_LINES = 4
_MIN_WIDTH_EM = 8.0
_GUTTER_EM = 0.6
_MAX_DEPTH = 12


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


def regions(fragments: list[Fragment], depth: int = 0, column: int = 0) -> list[Region]:
    """The fragments in stretches that are in reading order."""
    gutter = _best_gutter(fragments) if len(fragments) >= 2 * _MIN_LINES and depth < _MAX_DEPTH else None
    if gutter is None:
        return [Region(fragments, column)] if fragments else []
    above = [item for item in fragments if _middle(item) < gutter.top]
    below = [item for item in fragments if _middle(item) > gutter.bottom]
    band = [item for item in fragments if gutter.top <= _middle(item) <= gutter.bottom]
    left = regions([item for item in band if item.x0 < gutter.x], depth + 1, column)
    next_column = max((region.column for region in left), default=column) + 1
    right = regions([item for item in band if item.x0 >= gutter.x], depth + 1, next_column)
    return [*regions(above, depth + 1, column), *left, *right, *regions(below, depth + 1, column)]


def _middle(item: Fragment) -> float:
    return (item.top + item.bottom) / 2


def _best_gutter(fragments: list[Fragment]) -> _Gutter | None:
    """The tallest gutter between columns of running text, or None."""
    size = median(item.size for item in fragments)
    starts = _common_starts(fragments, size)
    found = [gutter for x in starts for gutter in _gutters_at(x, fragments, size)]
    return max(found, key=lambda gutter: gutter.bottom - gutter.top, default=None)


def _common_starts(fragments: list[Fragment], size: float) -> list[float]:
    """Left edges shared by several fragments, from which a column could start."""
    edges = sorted(item.x0 for item in fragments)
    starts: list[float] = []
    for index, edge in enumerate(edges[: -_MIN_LINES + 1]):
        if edges[index + _MIN_LINES - 1] - edge <= 0.3 * size and (not starts or edge - starts[-1] > 0.3 * size):
            starts.append(edge)
    return [x for x in starts if x > edges[0] + _MIN_WIDTH_EM * size / 2]


def _gutters_at(x: float, fragments: list[Fragment], size: float) -> list[_Gutter]:
    """The stretches of the page where nothing crosses the white gap left of x and both sides are columns."""
    left_edge, right_edge = x - _GUTTER_EM * size, x - 0.1 * size
    crossing = sorted((item for item in fragments if item.x0 < right_edge and item.x1 > left_edge), key=_middle)
    limits = [float("-inf"), *(_middle(item) for item in crossing), float("inf")]
    found = []
    for top, bottom in pairwise(limits):
        band = [item for item in fragments if top < _middle(item) < bottom]
        if len(band) < 2 * _MIN_LINES:
            continue
        band = _without_loose_ends(band, size)
        left = [item for item in band if item.x0 < right_edge]
        right = [item for item in band if item.x0 >= right_edge]
        if _are_columns(left, right, size):
            found.append(_Gutter(right_edge, min(map(_middle, band)), max(map(_middle, band))))
    return found


def _without_loose_ends(band: list[Fragment], size: float) -> list[Fragment]:
    """The band without a running head above it or a running foot below it, each set off by white space."""
    ordered = sorted(band, key=_middle)
    for _ in range(2):
        ordered = _without_head(ordered, size)
        ordered = _without_head(ordered[::-1], size)[::-1]
    return ordered


def _without_head(ordered: list[Fragment], size: float) -> list[Fragment]:
    for index in range(1, min(5, len(ordered))):
        before, after = ordered[index - 1], ordered[index]
        white = max(after.top - before.bottom, before.top - after.bottom)
        if white > 0.9 * size and abs(_middle(ordered[0]) - _middle(before)) < 1.6 * size:
            return ordered[index:]
    return ordered


def _are_columns(left: list[Fragment], right: list[Fragment], size: float) -> bool:
    if min(_rows(left, size), _rows(right, size)) < _MIN_LINES:
        return False
    shared = min(_lowest(left), _lowest(right)) - max(_highest(left), _highest(right))
    if shared < 3 * size:
        return False
    return _is_running_text(left, size) and _is_running_text(right, size)


def _rows(side: list[Fragment], size: float) -> int:
    """How many lines the fragments of one side stand on."""
    return len({round(item.base / (0.6 * size)) for item in side})


def _lowest(side: list[Fragment]) -> float:
    return max(item.bottom for item in side)


def _highest(side: list[Fragment]) -> float:
    return min(item.top for item in side)


def _is_running_text(side: list[Fragment], size: float) -> bool:
    """Wide lines of which a good part reaches the column's right edge."""
    widths = sorted(item.x1 - item.x0 for item in side)
    if widths[len(widths) // 2] < _MIN_WIDTH_EM * size:
        return False
    right_edge = sorted(item.x1 for item in side)[int(0.9 * (len(side) - 1))]
    full = sum(item.x1 > right_edge - 3 * size for item in side)
    return full >= 0.35 * len(side)
