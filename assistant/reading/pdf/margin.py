"""Line numbers in the margin of bills, transcripts and pleadings: they number the paper, not the text."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from assistant.reading.pdf.pieces import Fragment, Piece, fragment_of

_MIN_NUMBERS = 8
_STEPS = (1, 5, 10)
_ALIGNED_EM = 0.5
_GAP_EM = 0.6


def without_line_numbers(fragments: list[Fragment]) -> tuple[list[Fragment], list[Fragment]]:
    """The text without the numbers in its margin, and those numbers."""
    openings = [(item, _opening_number(item)) for item in fragments]
    numbered = sorted(((item, piece) for item, piece in openings if piece is not None), key=lambda pair: pair[1].base)
    if len(numbered) < _MIN_NUMBERS:
        return fragments, []
    edge = median(piece.x1 for _, piece in numbered)
    column = [(item, piece) for item, piece in numbered if abs(piece.x1 - edge) < _ALIGNED_EM * piece.size]
    if not _counts(column) or not _in_margin(edge, fragments, {id(item) for item, _ in column}):
        return fragments, []
    taken = {id(item): piece for item, piece in column}
    rest = [
        item if id(item) not in taken else fragment_of(list(item.pieces[1:]))
        for item in fragments
        if _left(item, taken)
    ]
    return rest, [fragment_of([piece]) for _, piece in column]


def _opening_number(item: Fragment) -> Piece | None:
    """The number that stands alone, or that white space divides from the text after it."""
    first = item.pieces[0]
    if not first.text.isdecimal() or len(first.text) > 3:
        return None
    alone = len(item.pieces) == 1
    return first if alone or item.pieces[1].x0 - first.x1 > _GAP_EM * first.size else None


def _left(item: Fragment, taken: dict[int, Piece]) -> bool:
    return id(item) not in taken or len(item.pieces) > 1


def _counts(column: list[tuple[Fragment, Piece]]) -> bool:
    """True when the numbers count up from line to line in ones, fives or tens."""
    values = [int(piece.text) for _, piece in column]
    if len(values) < _MIN_NUMBERS:
        return False
    steps = [after - before for before, after in pairwise(values)]
    return any(sum(step == wanted for step in steps) >= 0.9 * len(steps) for wanted in _STEPS)


def _in_margin(edge: float, fragments: list[Fragment], numbered: set[int]) -> bool:
    """True when nearly all text starts to the right of the numbers."""
    others = [item.x0 for item in fragments if id(item) not in numbered]
    return bool(others) and sum(left > edge for left in others) >= 0.9 * len(others)
