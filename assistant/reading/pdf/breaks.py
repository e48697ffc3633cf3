"""Where one character after another ends a word, a change of type, or a stretch of a line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LINE_JUMP, _WIDE_GAP, _BACKWARDS, _WORD_GAP = 0.7, 0.9, 1.0, 0.4  # all in units of the larger font size
_TOUCHING, _WIDER = 0.02, 1.25
_MIN_GAPS, _FAR_APART, _SHARE_OF_GAP = 20, 0.5, 0.35
_SIZE_STEP, _BASE_STEP, _DISPLAY_STEP = 1.15, 0.08, 2.5


def breaks(
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    base: NDArray[np.float64],
    size: NDArray[np.float64],
    places: NDArray[np.int64],
    hidden: NDArray[np.bool_],
    codes: NDArray[np.uint32],
    *,
    recognised: bool,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Where a fragment starts, where a piece starts, and whether a space stands before each character.

    ``codes`` (n,) are the characters, ``places`` (2, n) has each one's index and the count of printed
    spaces before it. A space that PDFium made up counts only where there is white to see.
    ``recognised`` text is OCR's.
    """
    larger, smaller = np.maximum(size[1:], size[:-1]), np.minimum(size[1:], size[:-1])
    gap, jump = left[1:] - right[:-1], np.abs(base[1:] - base[:-1])
    skipped, printed = np.diff(places, axis=1)
    spread = np.where((skipped == 1) & (gap < _WORD_GAP * larger) & _between_letters(codes), gap, 0.0)
    space = (printed > 0) | ((skipped > 1) & (gap > np.maximum(_TOUCHING * larger, _WIDER * _beside(spread))))
    fragment = (jump > _LINE_JUMP * larger) | (gap > _WIDE_GAP * larger) | (gap < -_BACKWARDS * larger)
    fragment |= hidden[1:] != hidden[:-1]
    # A number as high as several lines of a heading stands before them all, and is part of none.
    fragment |= _is_digit(codes[:-1]) & (size[:-1] > _DISPLAY_STEP * size[1:]) & (gap > _WIDE_GAP * smaller)
    space |= gap > _WORD_GAP * larger
    if recognised:
        inside = space & ~fragment
        space &= (printed > 0) | (gap > _least_gap(gap[inside] / larger[inside]) * larger)
    resized = larger > _SIZE_STEP * smaller
    piece = fragment | space | resized | (jump > _BASE_STEP * larger)
    first = np.ones(1, np.bool_)
    return np.concatenate([first, fragment]), np.concatenate([first, piece]), np.concatenate([~first, space])


def _between_letters(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Where two letters meet: Latin ones, and all from U+00C0 on, which is enough to tell them from rows of dots."""
    lower = codes | 32
    letters = ((lower >= ord("a")) & (lower <= ord("z"))) | (codes >= 0xC0)
    return letters[1:] & letters[:-1]


def _beside(gaps: NDArray[np.float64]) -> NDArray[np.float64]:
    """The wider of the two gaps beside each: where letters are set apart, no gap within a word is wider."""
    around = np.concatenate([np.zeros(1), gaps, np.zeros(1)])
    return np.asarray(np.maximum(around[2:], around[:-2]))


def _is_digit(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return (codes >= ord("0")) & (codes <= ord("9"))


def _least_gap(gaps: NDArray[np.float64]) -> float:
    """The gap, in units of the font size, under which a made-up space is none.

    Where words stand far apart, as in the text of some OCR, PDFium cuts them at gaps of an eighth
    of the font size; where they stand close, such a gap is a real space.
    """
    usual = float(np.percentile(gaps, 75)) if len(gaps) >= _MIN_GAPS else 0.0
    return _SHARE_OF_GAP * usual if usual > _FAR_APART else 0.0
