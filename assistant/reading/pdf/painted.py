"""What a PDF page paints besides text: filled paths, images, shadings, forms, in painting order."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as raw  # noqa: TID251
from numpy.typing import NDArray

MAX_OBJECTS_PER_PAGE = 20_000
"""Painted objects looked at on one page; drawings beyond it hide no text that matters."""


def bound(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function with addresses as plain integers and without releasing the lock: half the cost of a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_MAX_FORM_OBJECTS, _MAX_FORM_DEPTH = 50, 2
_RULE_HEIGHT_PT, _RULE_WIDTH_PT = 2.5, 30.0
_PTR, _INT = ctypes.c_void_p, ctypes.c_int
_count_objects = bound(raw.FPDFPage_CountObjects, _INT, _PTR)
_get_fill = bound(raw.FPDFPageObj_GetFillColor, _INT, _PTR, _PTR, _PTR, _PTR, _PTR)
_count_form_objects = bound(raw.FPDFFormObj_CountObjects, _INT, _PTR)
_form_object = bound(raw.FPDFFormObj_GetObject, _PTR, _PTR, ctypes.c_ulong)
_page_object = bound(raw.FPDFPage_GetObject, _PTR, _PTR, _INT)
_object_type = bound(raw.FPDFPageObj_GetType, _INT, _PTR)
_object_bounds = bound(raw.FPDFPageObj_GetBounds, _INT, _PTR, _PTR, _PTR, _PTR, _PTR)
_has_transparency = bound(raw.FPDFPageObj_HasTransparency, _INT, _PTR)
_image_metadata = bound(raw.FPDFImageObj_GetImageMetadata, _INT, _PTR, _PTR, _PTR)
_draw_mode = bound(raw.FPDFPath_GetDrawMode, _INT, _PTR, _PTR, _PTR)


# Red, green and blue, 0 to 255.
Colour = tuple[int, int, int]
# A 3×2 matrix, row by row.
Transform = list[list[float]]
# From here on a colour does not stand out from white paper: a contrast of less than 1.2 to 1.
_WHITISH = 235


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """What is painted besides text: its rectangle in points, its place in the painting order.

    ``image`` tells images from filled paths, shadings and forms; ``opaque`` is True for images
    that hide what lies under them; ``rule`` for thin horizontal lines. ``colour`` is that of a filled path.
    """

    left: float
    top: float
    right: float
    bottom: float
    order: int
    image: bool
    white: bool
    opaque: bool
    rule: bool
    colour: Colour | None = None


def fills(items: Sequence[int]) -> Iterator[tuple[Colour | None, bool]]:
    """The colour of each fill, and whether it leaves no mark on white paper: almost white, or almost transparent."""
    values = np.zeros((len(items), 4), np.uint32)  # red, green, blue, alpha
    starts = range(values.ctypes.data, values.ctypes.data + 16 * len(items), 16)
    known = [_get_fill(item, at, at + 4, at + 8, at + 12) for item, at in zip(items, starts, strict=True)]
    for told, (red, green, blue, alpha) in zip(known, values.tolist(), strict=True):
        faint = alpha < 255 - _WHITISH or min(red, green, blue) >= _WHITISH
        yield ((red, green, blue), faint) if told else (None, False)


def object_places(page: int) -> dict[int, int]:
    """The page's objects by their address: where each comes in the painting order."""
    count = min(_count_objects(page), MAX_OBJECTS_PER_PAGE)
    return {_page_object(page, index): index for index in range(count)}


def painted_objects(page: int, places: dict[int, int], shown: NDArray[np.float64]) -> tuple[Painted, ...]:
    """What the page paints besides text, in displayed points (``shown`` leads there from the page's own)."""
    transform = shown.tolist()
    return tuple(
        painted for item, order in places.items() if (painted := _painted(page, item, order, transform)) is not None
    )


def _painted(page: int, item: int, order: int, shown: Transform) -> Painted | None:
    kind = _object_type(item)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        return None
    left, top, right, bottom = _bounds(item, shown)
    rule = bottom - top <= _RULE_HEIGHT_PT and right - left >= _RULE_WIDTH_PT
    if kind == raw.FPDF_PAGEOBJ_PATH and not rule and not _is_filled(item):
        return None
    colour, white = next(fills([item])) if kind == raw.FPDF_PAGEOBJ_PATH else (None, False)
    image = kind == raw.FPDF_PAGEOBJ_IMAGE or (kind == raw.FPDF_PAGEOBJ_FORM and _holds_image(item))
    return Painted(
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        order=order,
        image=image,
        white=white,
        opaque=kind == raw.FPDF_PAGEOBJ_IMAGE and not _has_transparency(item) and not _is_stencil(page, item),
        rule=rule,
        colour=colour,
    )


def _holds_image(form: int, depth: int = 0) -> bool:
    """True for a form that paints an image, as some scanners' pages do."""
    for index in range(min(_count_form_objects(form), _MAX_FORM_OBJECTS)):
        item = _form_object(form, index)
        kind = _object_type(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            return True
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_FORM_DEPTH and _holds_image(item, depth + 1):
            return True
    return False


def _is_stencil(page: int, item: int) -> bool:
    """True for one-bit images, whose white is often no paint at all."""
    seen = raw.FPDF_IMAGEOBJ_METADATA()
    return not _image_metadata(item, page, ctypes.addressof(seen)) or seen.bits_per_pixel <= 1


def _is_filled(item: int) -> bool:
    mode, stroke = _INT(), _INT()
    _draw_mode(item, ctypes.addressof(mode), ctypes.addressof(stroke))
    return mode.value != 0


def _bounds(item: int, shown: Transform) -> tuple[float, float, float, float]:
    sides = (ctypes.c_float * 4)()  # left, bottom, right, top
    start = ctypes.addressof(sides)
    _object_bounds(item, start, start + 4, start + 8, start + 12)
    (a, b), (c, d), (e, f) = shown
    xs = sides[0] * a + sides[1] * c + e, sides[2] * a + sides[3] * c + e
    ys = sides[0] * b + sides[1] * d + f, sides[2] * b + sides[3] * d + f
    return min(xs), min(ys), max(xs), max(ys)
