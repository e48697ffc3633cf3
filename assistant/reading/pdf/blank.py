"""Where the text of a PDF leaves no mark on the page: under what is painted later, on a ground of its own colour.

What the file says only raises the suspicion; the picture of the page decides. A clip, a blend or a frame may well leave
a text to be seen that a rectangle seems to cover.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2 as pdfium  # noqa: TID251
from numpy.typing import NDArray

from assistant.reading.pdf.painted import Painted

_ALIKE = 40
_FLAT = 16
_SCALE = 1.5
_MOST_PIXELS = 6_000_000
_BLANK_SHARE = 0.9

Flags = NDArray[np.bool_]


def suspected(
    boxes: NDArray[np.float64], orders: NDArray[np.int64], shades: NDArray[np.int64], painted: tuple[Painted, ...]
) -> Flags:
    """The characters over which something is painted, or which stand on something of their own colour.

    ``boxes`` are theirs, ``orders`` their places in the painting order (-1: not known), ``shades`` (n, 3) their fills.
    """
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found = np.zeros(len(boxes), np.bool_)
    for item in painted:
        if item.rule:
            continue
        inside = (x >= item.left) & (x <= item.right) & (y >= item.top) & (y <= item.bottom) & (orders >= 0)
        if not inside.any():
            continue
        found |= inside & (orders < item.order)
        if item.colour is not None and not item.white:
            found |= inside & (np.abs(shades - item.colour).max(axis=1) < _ALIKE)
    return found


def blank(page: pdfium.PdfPage, boxes: NDArray[np.float64], which: Flags, groups: NDArray[np.int64]) -> Flags:
    """Those of the characters ``which`` that leave no mark, whole ``groups`` (text objects) of them together."""
    result = np.zeros(len(boxes), np.bool_)
    if not which.any():
        return result
    picture, scale = _picture(page)
    chosen = np.flatnonzero(which)
    chosen = chosen[np.argsort(groups[chosen], kind="stable")]
    sides = np.round(boxes[chosen] * scale).astype(np.int64).tolist()
    ends = [*(np.flatnonzero(np.diff(groups[chosen])) + 1).tolist(), len(chosen)]
    for start, end in pairwise([0, *ends]):
        if _are_flat(picture, sides[start:end]):
            result[chosen[start:end]] = True
    return result


def _picture(page: pdfium.PdfPage) -> tuple[NDArray[np.uint8], float]:
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    drawn: Any = page.render(scale=scale, grayscale=True).to_numpy()
    return drawn.reshape(drawn.shape[0], drawn.shape[1]), scale


def _are_flat(picture: NDArray[np.uint8], boxes: list[list[int]]) -> bool:
    """Whether most of some boxes show one shade; asked of no more of them than it takes to know."""
    marked = 0
    for left, top, right, bottom in boxes:
        seen = picture[max(top, 0) : max(bottom, top + 1, 1), max(left, 0) : max(right, left + 1, 1)]
        marked += bool(seen.size) and int(seen.max()) - int(seen.min()) >= _FLAT
        if len(boxes) - marked < _BLANK_SHARE * len(boxes):
            return False
    return True
