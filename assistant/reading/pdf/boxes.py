"""Sides in points of an upright frame as fractions of the page as displayed."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.reading.pdf.pieces import Frame, Piece
from assistant.reading.raw import Box

Sides = tuple[float, float, float, float]
"""Left, top, right, bottom in points of a frame."""

_STEPS = 100_000  # places on a page are told to a hundred-thousandth of its sides


def around(pieces: Sequence[Piece]) -> Sides:
    """The sides of the smallest rectangle around some pieces."""
    if len(pieces) == 1:
        piece = pieces[0]
        return piece.x0, piece.top, piece.x1, piece.bottom
    return (
        min([piece.x0 for piece in pieces]),
        min([piece.top for piece in pieces]),
        max([piece.x1 for piece in pieces]),
        max([piece.bottom for piece in pieces]),
    )


def displayed(frame: Frame, sides: Sides) -> Sides:
    """The sides as fractions of the displayed page's width and height, from its top left corner."""
    across, down = frame.width or math.inf, frame.height or math.inf
    left, top, right, bottom = sides[0] / across, sides[1] / down, sides[2] / across, sides[3] / down
    if not (0.0 <= left <= right <= 1.0 and 0.0 <= top <= bottom <= 1.0):
        left, top, right, bottom = (min(max(share, 0.0), 1.0) for share in (left, top, right, bottom))
    # A page has hundreds of words: this rounds in half the time that round() takes.
    left, top = int(left * _STEPS + 0.5) / _STEPS, int(top * _STEPS + 0.5) / _STEPS
    right, bottom = int(right * _STEPS + 0.5) / _STEPS, int(bottom * _STEPS + 0.5) / _STEPS
    if frame.turns == 0:
        return left, top, right, bottom
    if frame.turns == 1:
        return _rest(bottom), left, _rest(top), right
    if frame.turns == 2:
        return _rest(right), _rest(bottom), _rest(left), _rest(top)
    return top, _rest(right), bottom, _rest(left)


def box_of(frame: Frame, sides: Sides) -> Box:
    """The same as a ``Box``."""
    left, top, right, bottom = displayed(frame, sides)
    return Box(left=left, top=top, right=right, bottom=bottom)


def _rest(share: float) -> float:
    return round(1.0 - share, 5)
