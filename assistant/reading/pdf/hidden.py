"""Text that is in the file but not to be seen: white, invisible, tiny, off the page, covered, or black on black.

The text that OCR lays invisibly over the picture of a scanned page is the page's text and no trick.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.reading.pdf.glyphs import PageGlyphs
from assistant.reading.pdf.painted import Painted

_TINY_PT = 1.5
_SCAN_SHARE = 0.6
_OCR_SHARE = 0.5
_BLANK_SHARE = 0.7
_SPACE = 32

Flags = NDArray[np.bool_]


def hidden_glyphs(page: PageGlyphs) -> tuple[Flags, bool]:
    """Which characters nobody can see on the page, and whether the page's text is an OCR layer."""
    if not page.faces:
        return np.zeros(len(page.codes), np.bool_), False
    faces_of = np.maximum(page.faces_of, 0)
    real = page.faces_of >= 0
    centres = (page.boxes[:, :2] + page.boxes[:, 2:]) / 2
    unseen = _where(page, faces_of, "invisible") & real
    covered = _covered(page, faces_of, centres) & real
    shown_as_picture = unseen & _inside_any(centres, [item for item in page.painted if item.image])
    if _is_scan(page):
        behind = unseen | covered | _under_pictures(page, faces_of, centres)
        if behind[real].mean() >= _OCR_SHARE and not _tells_nothing(page, behind & real):
            return _outside(page, centres) & real, True
    hidden = (unseen & ~shown_as_picture) | covered | _white(page, faces_of, centres)
    hidden |= _tiny(page, faces_of) | _outside(page, centres)
    if page.blank is not None:
        hidden |= _with_spaces(page.blank, faces_of)
    return hidden & real, False


def _tells_nothing(page: PageGlyphs, behind: Flags) -> bool:
    """Whether the picture shows nothing where most of the words over it stand: no scan has been read there."""
    inked = behind & (page.codes > _SPACE)
    return page.blank is not None and bool(inked.any()) and float(page.blank[inked].mean()) > _BLANK_SHARE


def _with_spaces(blank: Flags, faces_of: NDArray[np.int64]) -> Flags:
    """The spaces between hidden characters go with them."""
    return np.isin(faces_of, np.unique(faces_of[blank]))


def _where(page: PageGlyphs, faces_of: NDArray[np.int64], name: str) -> Flags:
    return np.array([getattr(face, name) for face in page.faces], np.bool_)[faces_of]


def _orders(page: PageGlyphs, faces_of: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.array([face.order for face in page.faces], np.int64)[faces_of]


def _is_scan(page: PageGlyphs) -> bool:
    """True when pictures cover most of the page."""
    area = sum(
        max(0.0, min(item.right, page.width_pt) - max(item.left, 0.0))
        * max(0.0, min(item.bottom, page.height_pt) - max(item.top, 0.0))
        for item in page.painted
        if item.image
    )
    return area >= _SCAN_SHARE * page.width_pt * page.height_pt > 0


def _inside(centres: NDArray[np.float64], item: Painted) -> Flags:
    x, y = centres[:, 0], centres[:, 1]
    return (x >= item.left) & (x <= item.right) & (y >= item.top) & (y <= item.bottom)


def _inside_any(centres: NDArray[np.float64], items: list[Painted]) -> Flags:
    inside = np.zeros(len(centres), np.bool_)
    for item in items:
        inside |= _inside(centres, item)
    return inside


def _covered(page: PageGlyphs, faces_of: NDArray[np.int64], centres: NDArray[np.float64]) -> Flags:
    """Characters over which an opaque picture was painted later."""
    covered = np.zeros(len(centres), np.bool_)
    pictures = [item for item in page.painted if item.opaque]
    if pictures:
        orders = _orders(page, faces_of)
        for item in pictures:
            covered |= _inside(centres, item) & (orders >= 0) & (orders < item.order)
    return covered


def _under_pictures(page: PageGlyphs, faces_of: NDArray[np.int64], centres: NDArray[np.float64]) -> Flags:
    """Characters painted before a picture of any kind that stands in their place."""
    under = np.zeros(len(centres), np.bool_)
    orders = _orders(page, faces_of)
    for item in page.painted:
        if item.image:
            under |= _inside(centres, item) & (orders >= 0) & (orders < item.order)
    return under


def _white(page: PageGlyphs, faces_of: NDArray[np.int64], centres: NDArray[np.float64]) -> Flags:
    """White characters that nothing darker was painted behind."""
    white = _where(page, faces_of, "white")
    if white.any():
        white &= ~_inside_any(centres, [item for item in page.painted if not item.white])
    return white


def _tiny(page: PageGlyphs, faces_of: NDArray[np.int64]) -> Flags:
    sizes = np.array([face.size_pt for face in page.faces])[faces_of]
    sides = page.boxes[:, 2:] - page.boxes[:, :2]
    tiny: Flags = (sizes < _TINY_PT) & (sides.max(axis=1) < 2 * _TINY_PT)
    return tiny


def _outside(page: PageGlyphs, centres: NDArray[np.float64]) -> Flags:
    x, y = centres[:, 0], centres[:, 1]
    return (x < 0) | (x > page.width_pt) | (y < 0) | (y > page.height_pt)
