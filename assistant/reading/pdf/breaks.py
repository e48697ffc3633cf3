"""Where one character after another ends a word, a change of type, or a stretch of a line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LINE_JUMP, _WIDE_GAP, _BACKWARDS, _WORD_GAP = 0.7, 0.9, 1.0, 0.4  # all in units of the larger font size
_TOUCHING = 0.02
_MIN_GAPS, _FAR_APART, _SHARE_OF_GAP = 20, 0.5, 0.35
_SIZE_STEP, _BASE_STEP, _DISPLAY_STEP = 1.15, 0.08, 2.5


def breaks(
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    base: NDArray[np.float64],
    size: NDArray[np.float64],
    places: NDArray[np.int64],
    hidden: NDArray[np.bool_],
    digits: NDArray[np.bool_],
    *,
    recognised: bool,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Where a fragment starts, where a piece starts, and whether a space stands before each character.

    ``places`` (2, n) has each character's index and the count of printed spaces before it. A space
    that PDFium made up counts only where there is white to see. ``recognised`` text is OCR's.
    """
    larger, smaller = np.maximum(size[1:], size[:-1]), np.minimum(size[1:], size[:-1])
    gap, jump = left[1:] - right[:-1], np.abs(base[1:] - base[:-1])
    skipped, printed = np.diff(places, axis=1)
    space = (printed > 0) | ((skipped > 1) & (gap > _TOUCHING * larger))
    fragment = (jump > _LINE_JUMP * larger) | (gap > _WIDE_GAP * larger) | (gap < -_BACKWARDS * larger)
    fragment |= hidden[1:] != hidden[:-1]
    # A number as high as several lines of a heading stands before them all, and is part of none.
    fragment |= digits[:-1] & (size[:-1] > _DISPLAY_STEP * size[1:]) & (gap > _WIDE_GAP * smaller)
    space |= gap > _WORD_GAP * larger
    if recognised:
        inside = space & ~fragment
        space &= (printed > 0) | (gap > _least_gap(gap[inside] / larger[inside]) * larger)
    resized = larger > _SIZE_STEP * smaller
    piece = fragment | space | resized | (jump > _BASE_STEP * larger)
    first = np.ones(1, np.bool_)
    return np.concatenate([first, fragment]), np.concatenate([first, piece]), np.concatenate([~first, space])


def _least_gap(gaps: NDArray[np.float64]) -> float:
    """The gap, in units of the font size, under which a made-up space is none.

    Where words stand far apart, as in the text of some OCR, PDFium cuts them at gaps of an eighth
    of the font size; where they stand close, such a gap is a real space.
    """
    usual = float(np.percentile(gaps, 75)) if len(gaps) >= _MIN_GAPS else 0.0
    return _SHARE_OF_GAP * usual if usual > _FAR_APART else 0.0
