"""Fragments joined into rows: what stands on one baseline, what is raised beside it, and drop capitals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from assistant.reading.pdf.pieces import Fragment, Piece

_SAME_BASE_EM = 0.35
_SMALL = 0.82
_NEAR_EM = 0.6
_HANGING_EM = 5.0
_MUCH_LARGER = 1.9
_LOOK_BACK = 4
_MAX_NEAR = 40
_WORD_GAP_EM = 0.12

Row = list[Fragment]


def rows_of(fragments: list[Fragment]) -> list[list[Piece]]:
    """The rows of a region from top to bottom, each as its pieces from left to right."""
    rows: list[Row] = []
    for item in sorted(fragments, key=lambda item: item.base):
        home = next((row for row in reversed(rows[-_LOOK_BACK:]) if _fits(item, row)), None)
        if home is None:
            rows.append([item])
        else:
            home.append(item)
    rows = _with_small_ones(rows)
    return [_ordered(row) for row in sorted(rows, key=_height)]


def _fits(item: Fragment, row: Row) -> bool:
    """True when the fragment stands on the row's baseline, beside its text, in a size of the same order."""
    sizes = [other.size for other in row]
    if abs(item.base - row[0].base) > _SAME_BASE_EM * min(item.size, max(sizes)):
        return False
    if max(item.size, *sizes) > _MUCH_LARGER * min(item.size, *sizes):
        return False
    slack = 0.5 * min(item.size, max(sizes))
    return all(item.x0 > other.x1 - slack or item.x1 < other.x0 + slack for other in row)


def _height(row: Row) -> float:
    """Where a row stands, for reading order: the middle of its longest fragment's letters."""
    longest = max(row, key=lambda item: item.x1 - item.x0)
    return longest.base - 0.3 * longest.size


def _with_small_ones(rows: list[Row]) -> list[Row]:
    """Raised numbers and drop capitals that were drawn apart join the row that they belong to."""
    kept = sorted((row for row in rows if not all(map(_is_short, row))), key=_base)
    if not kept or len(kept) == len(rows):
        return rows
    bases, reach = [_base(row) for row in kept], max(item.size for row in rows for item in row)
    homeless = []
    for row in rows:
        if not all(map(_is_short, row)):
            continue
        near = slice(bisect_left(bases, _base(row) - reach), bisect_right(bases, _base(row) + reach))
        left = [item for item in row if not _joins(item, kept[near][:_MAX_NEAR])]
        if left:
            homeless.append(left)
    return kept + homeless


def _base(row: Row) -> float:
    return row[0].base


def _joins(item: Fragment, rows: list[Row]) -> bool:
    """Puts the fragment into the row that it is raised beside, or opens with a large capital, if there is one."""
    home = next((row for row in rows if _is_raised_beside_any(item, row)), None)
    home = home or next((row for row in rows if _is_drop_capital_of(item, row[0])), None)
    if home is not None:
        home.append(item)
    return home is not None


def _is_short(item: Fragment) -> bool:
    return len(item.pieces) <= 2 and _width(item) < 3 * item.size


def _width(item: Fragment) -> float:
    return item.x1 - item.x0


def _is_raised_beside_any(item: Fragment, row: Row) -> bool:
    return any(_is_raised_beside(item, other) for other in row)


def _is_raised_beside(item: Fragment, other: Fragment) -> bool:
    """True for small text a little above the other's baseline, next to one of its words, or hanging before it."""
    raised = other.base - item.base
    if item.size > _SMALL * other.size or not -0.3 * other.size < raised < 0.75 * other.size:
        return False
    reach = _NEAR_EM * other.size
    if item.pieces[0].text.isdigit() and 0 < other.x0 - item.x1 < _HANGING_EM * other.size:
        return True
    if item.x1 < other.x0 - reach or item.x0 > other.x1 + reach:
        return False
    return any(min(abs(item.x0 - piece.x1), abs(item.x1 - piece.x0)) < reach for piece in other.pieces)


def _is_drop_capital_of(item: Fragment, other: Fragment) -> bool:
    text = item.pieces[0].text
    if len(item.pieces) > 1 or len(text) > 1 or not text.isalpha() or item.size < _MUCH_LARGER * other.size:
        return False
    gap = other.x0 - item.x1
    return -0.5 * other.size < gap < 1.2 * other.size and abs(item.top - other.top) < 0.7 * other.size


def _ordered(row: Row) -> list[Piece]:
    """The row's pieces from left to right; a fragment may stand in a gap of another.

    Between fragments the file's spaces mean nothing (a line end was there): white on the page does.
    """
    if len(row) == 1:
        return list(row[0].pieces)
    openings = {id(item.pieces[0]) for item in row}
    pieces = sorted((piece for item in row for piece in item.pieces), key=lambda piece: piece.x0 + piece.x1)
    ordered = pieces[:1]
    for before, piece in pairwise(pieces):
        white = piece.x0 - before.x1 > _WORD_GAP_EM * max(piece.size, before.size)
        ordered.append(piece._replace(spaced=white) if id(piece) in openings else piece)
    return ordered
